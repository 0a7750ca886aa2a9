"""Keywords: one text parted by commas, or a list."""

from __future__ import annotations

import re
from collections.abc import Iterable

MAX_KEYWORDS = 100  # of a page; the longest real list has 31

# Nine in ten real keywords have one or two words, hardly one has more than four. A text with more words and
# no comma is a list whose commas were forgotten.
MAX_WORDS_OF_A_KEYWORD = 6

_GROUPED_NUMBER = re.compile(r"(?<!\d)(?<!\d,)\d{1,3}(?:,\d{2,3})*,\d{3}(?!\d|,\d)")
_CLOSING = {")": "(", "]": "[", "}": "{"}


def split_keywords(text: str) -> list[str]:
    """Return the keywords of a text.

    keywords = keyword *("," keyword); without any comma, ";" and line ends part them.
    A comma between the digits of a number ("6,21,940 crore") or inside brackets ("P(x,y)") parts nothing.
    """
    if "," not in text:
        return re.split(r"[;\n]", text)
    kept = {at for found in _GROUPED_NUMBER.finditer(text) for at in range(*found.span())}
    kept.update(_inside_brackets(text))
    keywords = []
    start = 0
    for found in re.finditer(",", text):
        if found.start() not in kept:
            keywords.append(text[start : found.start()])
            start = found.end()
    return [*keywords, text[start:]]


def _inside_brackets(text: str) -> Iterable[int]:
    """Return the places of commas inside brackets that are opened and closed."""
    opened: list[tuple[str, list[int]]] = []
    for found in re.finditer(r"[,()\[\]{}]", text):
        sign = found[0]
        if sign == ",":
            if opened:
                opened[-1][1].append(found.start())
        elif sign in "([{":
            opened.append((sign, []))
        elif opened and opened[-1][0] == _CLOSING[sign]:
            yield from opened.pop()[1]


def looks_unparted(text: str) -> bool:
    """Tell whether a text without commas is a list of words rather than one keyword."""
    return not re.search(r"[,;\n]", text.strip()) and len(text.split()) > MAX_WORDS_OF_A_KEYWORD


def tidy_keywords(keywords: Iterable[str]) -> tuple[str, ...]:
    """Return keywords without blanks around, without empty ones and repeats; the first spelling stays.

    The full stop after the last one goes, unless it belongs to an abbreviation ("U.S.").
    """
    found = [" ".join(keyword.split()) for keyword in keywords]
    while found and not found[-1].rstrip("."):
        found.pop()
    if found and found[-1].endswith(".") and "." not in found[-1].split()[-1][:-1]:
        found[-1] = found[-1][:-1]
    tidy: dict[str, str] = {}
    for keyword in found:
        if keyword:
            tidy.setdefault(keyword.casefold(), keyword)
    return tuple(tidy.values())
