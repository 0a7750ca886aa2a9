"""Fields as a learner reads them: the words of a text with their stems, and the deletions of a cloze field.

    cloze  = "{{c" numbers "::" text ["::" hint] "}}"

Every text is taken apart once; the cards of a note only look at its words with others hidden.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from deckpress.generator.stems import stem
from deckpress.generator.words import is_function
from deckpress.markup import visible_text

_MATH = r"\\\((?:[^\\]|\\[^()])*+\\\)|\\\[(?:[^\\]|\\[^\[\]])*+\\\]"
_TOKEN = re.compile(rf"{_MATH}|\d++(?:[.,]\d++)*+[^\W_]*+|[^\W_]++(?:['’][^\W_]++)*+(?:\+\+|\#(?!\w))?+")
FORMULA = re.compile(_MATH)
CODE = re.compile(r"<(pre|code)\b[^<>]*>(?:[^<]|<(?!/?\1\b))*+</\1>")  # in HTML
NUMBERED = re.compile(r"\{\{c,*+\d[\d,]*+::")
_LETTER = re.compile(r"\w")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words and formulas of `text`, with offsets. `stems[i]` is "" for a word without content of its own.

    The stem of a formula is its LaTeX without blanks.
    """

    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    starts: tuple[int, ...]

    def between(self, start: int, end: int) -> tuple[int, int]:
        """Return the places of the words from offset `start` to offset `end`."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)


@lru_cache(maxsize=100_000)
def content_stem(word: str) -> str:
    """Return the stem of a word, "" for one without content."""
    if word.startswith("\\"):
        return _BLANKS.sub("", word)
    word = word.replace("’", "'")
    return "" if is_function(word) else stem(word)


def read_words(text: str) -> Words:
    """Return the words of plain text with LaTeX in `\\( \\)` and `\\[ \\]`."""
    matches = list(_TOKEN.finditer(text))
    words = [match[0] for match in matches]
    starts = [match.start() for match in matches]
    stems = list(map(content_stem, words))
    if "A" in words:
        for place, word in enumerate(words):
            before = text[max(0, starts[place] - 3) : starts[place]].rstrip()
            if word == "A" and before and before[-1] not in ".!?:":
                stems[place] = word  # vitamin A
    return Words(text, tuple(words), tuple(stems), tuple(starts))


def distinct_stems(text: str) -> frozenset[str]:
    """Return the stems of the words with content of plain text."""
    return frozenset(map(content_stem, set(_TOKEN.findall(text)))) - {""}


@lru_cache(maxsize=64)
def read_field(html: str) -> Words:
    """Return the words of a field; the same context stands on many notes of a page."""
    return read_words(visible_text(html))


def reading_words(text: str) -> int:
    """Return how many words a learner reads; a formula counts as one."""
    parts = (FORMULA.sub(" x ", text) if "\\" in text else text).split()
    return sum(1 for part in parts if part.isalnum() or _LETTER.search(part))


def weight(stems: Iterable[str]) -> int:
    """Return how many words with content there are; a formula counts as two."""
    return sum(2 if stem[0] == "\\" else 1 for stem in stems if stem)


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
_PRIVATE = re.compile(f"[{_OPEN}{_CLOSE}{_COLONS}]")


def read_cloze(html: str) -> ClozeText:
    """Return the text and deletions of a cloze field. Total: broken marks become faults."""
    numbers: list[tuple[int, ...]] = []

    def private(sign: re.Match[str]) -> str:
        if sign[1] is None:
            return _CLOSE if sign[0] == "}}" else _COLONS
        numbers.append(tuple(int(one) for one in sign[1].split(",") if one and len(one) < 6))
        return _OPEN

    shown = visible_text(_SIGN.sub(private, _PRIVATE.sub("", html)))
    return _Walk(shown, numbers).result()


class _Walk:
    """Goes through the pieces of a text between private characters."""

    def __init__(self, text: str, numbers: list[tuple[int, ...]]) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.marks: list[Mark] = []
        self.faults: list[str] = []
        self.open: list[tuple[tuple[int, ...], int, list[str] | None]] = []  # numbers, start, hint
        left = iter(numbers)
        place = 0
        for sign in _PRIVATE.finditer(text):
            self.put(text[place : sign.start()])
            place = sign.end()
            if sign[0] == _OPEN:
                self.open.append((next(left), self.length, None))
            elif sign[0] == _CLOSE:
                self.close()
            else:
                self.colons()
        self.put(text[place:])

    def put(self, piece: str) -> None:
        if self.open and self.open[-1][2] is not None:
            self.open[-1][2].append(piece)
        else:
            self.pieces.append(piece)
            self.length += len(piece)

    def colons(self) -> None:
        if self.open and self.open[-1][2] is None:
            self.open[-1] = (*self.open[-1][:2], [])
        elif self.open:
            self.faults.append("a deletion holds '::' more than once")
        else:
            self.put("::")

    def close(self) -> None:
        if self.open:
            numbers, start, hint = self.open.pop()
            self.marks.append(Mark(numbers, start, self.length, "".join(hint or ()).strip()))
        else:
            self.put("}}")

    def result(self) -> ClozeText:
        text = "".join(self.pieces)
        if self.open:
            self.faults.append("a deletion is never closed")
        elif self.marks and text.count("}}") > text.count("{{"):
            before = FORMULA.sub("", text)
            if before.count("}}") > before.count("{{"):
                self.faults.append("'}}' stands outside of a deletion, so one ended too early")
        marks = tuple(sorted(self.marks, key=lambda mark: (mark.start, -mark.end)))
        return ClozeText(text, marks, tuple(self.faults))
