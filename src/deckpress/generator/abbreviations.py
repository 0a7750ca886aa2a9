"""Abbreviations and what they stand for: "natural killer (NK) cells", "LTP (long-term potentiation)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from deckpress.generator.stems import stem
from deckpress.generator.tokens import content_stems


@dataclass(frozen=True, slots=True)
class Pair:
    """An abbreviation and its long form, as the text spells them."""

    short: str
    long: str


_IN_PARENTHESES = re.compile(r"\(([^()\n]{2,80})\)")
_SHORT_WORD = re.compile(r"(?:(?=\S*[A-Z]\S*[A-Zα-ωΑ-Ω\d])[\w&./+-]{2,12})\Z")
_WORD = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"[*_]")


def find_pairs(text: str) -> list[Pair]:
    """Return the abbreviations that `text` explains, in order, each once (after Schwartz and Hearst, 2003)."""
    found: dict[str, Pair] = {}
    for match in _IN_PARENTHESES.finditer(text):
        inside = _PLAIN.sub("", match[1]).strip()
        before = _PLAIN.sub("", text[max(0, match.start() - 120) : match.start()]).rstrip()
        before = re.split(r"[.;:!?]\s|\n|\$", before)[-1]
        pair = None
        if _SHORT_WORD.fullmatch(inside):
            long = _long_form(inside, before)
            pair = Pair(inside, long) if long else None
        elif (word := before.rsplit(None, 1)[-1:]) and _SHORT_WORD.fullmatch(word[0]):
            long = _long_form(word[0], inside)
            if long and len(long) * 10 >= len(inside) * 8:
                pair = Pair(word[0], inside)
        if pair:
            found.setdefault(stem(pair.short), pair)
    for pair in _WELL_KNOWN:
        if pair.long in text and _has_word(pair.short, text):
            found.setdefault(stem(pair.short), pair)
    return list(found.values())


# What nobody explains.
_WELL_KNOWN = (
    Pair("U.S", "United States"),
    Pair("US", "United States"),
    Pair("U.K", "United Kingdom"),
    Pair("UK", "United Kingdom"),
    Pair("EU", "European Union"),
    Pair("UN", "United Nations"),
    Pair("CO2", "carbon dioxide"),
    Pair("CO₂", "carbon dioxide"),
)


def _has_word(word: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", text) is not None


_GREEK = str.maketrans(
    {"α": "a", "β": "b", "γ": "g", "δ": "d", "ε": "e", "κ": "k", "λ": "l", "μ": "m", "ω": "o"}
)


_SMALL = frozenset("of and the for in on to a an de by with".split())


def _long_form(short: str, before: str) -> str:
    """Return the words at the end of `before` that `short` abbreviates, "" if none do."""
    letters = "".join(one for one in short.rstrip("s").translate(_GREEK).lower() if one.isalnum())
    if len(letters) < 2:
        return ""
    return _by_initials(letters, before) or _by_letters(letters, short, before)


def _by_initials(letters: str, before: str) -> str:
    """Every letter begins a word, small words aside: "National Oceanic and Atmospheric Administration"."""
    words = list(_WORD.finditer(before))
    left = len(letters)
    for match in reversed(words[-12:]):
        word = match[0].lower()
        if left and word[0] == letters[left - 1]:
            left -= 1
        elif word not in _SMALL:
            return ""
        if not left:
            return before[match.start() :].strip() if word not in _SMALL else ""
    return ""


def _by_letters(letters: str, short: str, before: str) -> str:
    """All letters stand in the words in order, the first at the beginning of a word: "interferon-gamma"."""
    low = before.lower()
    place = len(low)
    for number in range(len(letters) - 1, -1, -1):
        place -= 1
        while place >= 0 and (
            low[place] != letters[number] or (number == 0 and place and low[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return ""
    while place > 0 and low[place - 1] == "-":
        place = low.rfind(" ", 0, place) + 1
    long = before[place:].strip()
    words = re.split(r"[\s-]+", long)
    if (
        len(words) > min(2 * len(letters), len(letters) + 5)
        or len(long) <= len(short)
        or words[0].lower() in _SMALL
    ):
        return ""
    return "" if len(words) == 1 and not content_stems(long) else long
