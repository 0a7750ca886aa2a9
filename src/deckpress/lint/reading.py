"""Fields as a learner reads them: the words of a text with their stems, and the deletions of a cloze field.

    cloze  = "{{c" numbers "::" text ["::" hint] "}}"

Every text is taken apart once; the cards of a note only look at its words with others hidden.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from deckpress.generator.stems import stem
from deckpress.generator.words import is_function
from deckpress.markup import visible_text

_MATH = r"\\\((?>(?:[^\\]|\\[^()])*)\\\)|\\\[(?>(?:[^\\]|\\[^\[\]])*)\\\]"
_WORD = r"\d++(?>(?:[.,]\d++)*)[^\W_]*+|[^\W_]++(?>(?:['’][^\W_]++)*)(?>(?:\+\+|\#(?!\w))?)"
_PLAIN = re.compile(_WORD)  # for a text without formulas, where it finds the same as the next one
_TOKEN = re.compile(f"{_MATH}|{_WORD}")
FORMULA = re.compile(_MATH)
CODE = re.compile(r"<(pre|code)\b[^<>]*>(?>(?:[^<]|<(?!/?\1\b))*)</\1>")  # in HTML
NUMBERED = re.compile(r"\{\{c,*+\d[\d,]*+::")
_LETTER = re.compile(r"\w")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words and formulas of `text`. `stems[i]` is "" for a word without content of its own.

    The stem of a formula is its LaTeX without blanks. `starts` are the words' offsets, where they are wanted.
    """

    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    starts: tuple[int, ...] = ()

    def between(self, start: int, end: int) -> tuple[int, int]:
        """Return the places of the words from offset `start` to offset `end`."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)


class _Stems(dict[str, str]):
    """The stems of words met so far. A dictionary is asked in half the time of a function that remembers."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_STEMS:
            self.clear()
        if word.startswith("\\"):
            found = _BLANKS.sub("", word)
        else:
            written = word.replace("’", "'")
            found = "" if is_function(written) else stem(written)
        self[word] = found
        return found


_MOST_STEMS = 50_000
content_stem = _Stems().__getitem__  # of a word, "" for one without content


def _tokens(text: str) -> re.Pattern[str]:
    return _TOKEN if "\\" in text else _PLAIN


def read_words(text: str, *, with_starts: bool = False) -> Words:
    """Return the words of plain text with LaTeX in `\\( \\)` and `\\[ \\]`."""
    if not with_starts and "A" not in text:
        words = _tokens(text).findall(text)
        return Words(text, tuple(words), tuple(map(content_stem, words)))
    found = list(_tokens(text).finditer(text))
    words = [word[0] for word in found]
    starts = [word.start() for word in found]
    stems = list(map(content_stem, words))
    if "A" in words:
        for place, start in enumerate(starts):
            before = text[max(0, start - 3) : start].rstrip()
            if words[place] == "A" and before and before[-1] not in ".!?:":
                stems[place] = "A"  # vitamin A
    return Words(text, tuple(words), tuple(stems), tuple(starts))


def distinct_stems(text: str) -> frozenset[str]:
    """Return the stems of the words with content of plain text."""
    if len(text) > 200 and "\\" not in text:
        text = " ".join(set(text.split()))  # no word holds a blank, and most stand there more than once
    return frozenset(filter(None, map(content_stem, set(_tokens(text).findall(text)))))


@lru_cache(maxsize=64)
def read_field(html: str) -> Words:
    """Return the words of a field; the same context stands on many notes of a page."""
    return read_words(visible_text(html))


def reading_words(text: str, enough: int = 0) -> int:
    """Return how many words a learner reads; a formula counts as one.

    Where that is `enough` or less, the number may be too large, though not above `enough`.
    """
    if "\\" not in text and len(text) < 2 * enough:
        return (len(text) + 1) // 2  # each word but the last has a blank behind it
    parts = (FORMULA.sub(" x ", text) if "\\" in text else text).split()
    if len(parts) <= enough:
        return len(parts)
    return sum(1 for part in parts if part.isalnum() or _LETTER.search(part))


def holds_any(text: str, words: Iterable[str]) -> bool:
    """Tell whether one of the words stands in a text: a cheap test before a search for a pattern."""
    for word in words:  # noqa: SIM110 (half as fast with any())
        if word in text:
            return True
    return False


def weight(stems: Sequence[str], text: str) -> int:
    """Return how many words with content of `text` there are; a formula counts as two."""
    count = len(stems) - stems.count("")
    return count + sum(stem[:1] == "\\" for stem in stems) if "\\" in text else count


@dataclass(frozen=True, slots=True)
class Mark:
    """One deletion: its numbers as written, its visible text at `start` to `end`, and its hint."""

    numbers: tuple[int, ...]
    start: int
    end: int
    hint: str

    def hides(self, ordinal: int) -> bool:
        return ordinal in self.numbers


@dataclass(frozen=True, slots=True)
class ClozeText:
    """A cloze field with everything shown, where its deletions stand, and what is wrong with their marks."""

    text: str
    marks: tuple[Mark, ...]
    faults: tuple[str, ...]


# Marks travel through the HTML as private characters, so that tags and entities cannot move them.
_OPEN, _CLOSE, _COLONS = "\ue0f0", "\ue0f1", "\ue0f2"
_SIGN = re.compile(r"\{\{c([\d,]+)::|\}\}|::")
_PRIVATE = re.compile(f"([{_OPEN}{_CLOSE}{_COLONS}])")


def read_cloze(html: str) -> ClozeText:
    """Return the text and deletions of a cloze field. Total: broken marks become faults."""
    numbers: list[tuple[int, ...]] = []

    def private(sign: re.Match[str]) -> str:
        if sign[1] is None:
            return _CLOSE if sign[0] == "}}" else _COLONS
        numbers.append(_numbers(sign[1]))
        return _OPEN

    shown = visible_text(_SIGN.sub(private, _PRIVATE.sub("", html)))
    return _without_signs(_PRIVATE.split(shown), iter(numbers))


@lru_cache(maxsize=1000)
def _numbers(written: str) -> tuple[int, ...]:
    return tuple(int(one) for one in written.split(",") if one and len(one) < 6)


def _without_signs(pieces: Sequence[str], numbers: Iterator[tuple[int, ...]]) -> ClozeText:
    """Return what pieces of text mean, of which each second one is a private character."""
    shown: list[str] = []
    length = 0
    marks: list[Mark] = []
    faults: list[str] = []
    opened: list[tuple[tuple[int, ...], int, list[str] | None]] = []  # numbers, start, hint
    for place, piece in enumerate(pieces):
        if place % 2:
            if piece == _OPEN:
                opened.append((next(numbers), length, None))
                continue
            if opened:
                own, start, hint = opened[-1]
                if piece == _CLOSE:
                    marks.append(Mark(own, start, length, "".join(hint or ()).strip()))
                    opened.pop()
                elif hint is None:
                    opened[-1] = (own, start, [])
                else:
                    faults.append("a deletion holds '::' more than once")
                continue
            piece = "}}" if piece == _CLOSE else "::"
        if opened and opened[-1][2] is not None:
            opened[-1][2].append(piece)
        else:
            shown.append(piece)
            length += len(piece)
    text = "".join(shown)
    if opened:
        faults.append("a deletion is never closed")
    elif marks and text.count("}}") > text.count("{{"):
        before = FORMULA.sub("", text)
        if before.count("}}") > before.count("{{"):
            faults.append("'}}' stands outside of a deletion, so one ended too early")
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    return ClozeText(text, tuple(marks), tuple(faults))
