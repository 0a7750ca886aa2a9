"""Finds cloze deletions exactly as Anki does (rslib/src/cloze.rs): a card that we do not see is never made.

    cloze  = "{{c" numbers "::" content "}}"
    hint   = what follows the first "::" in a run of text directly inside a cloze

Clozes nest. One that never closes hides nothing, nor does any inside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

_MARK = re.compile(r"\{\{c([0-9,]+)::|\}\}")
_DEEPEST = 10  # what opens below is not seen, its closing braces are
_LARGEST_NUMBER = 65_535  # Anki holds them in 16 bits; a larger one is no number


@dataclass(slots=True)
class Cloze:
    """One deletion. `numbers` may hold several (`{{c1,2::`, from Anki 26.05), and zero. The rest is HTML."""

    numbers: tuple[int, ...]
    hint: str = ""
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts)


def find_clozes(text: str) -> list[Cloze]:
    """Return the deletions of a field in the order in which they open, outer before inner."""
    found: list[Cloze] = []
    open_clozes: list[Cloze] = []
    outermost = 0  # how many stood before the outermost that is open
    position = 0
    for mark in _MARK.finditer(text):
        closes = mark[1] is None
        numbers = () if closes else _numbers(mark[1])
        if not closes and not numbers:
            continue  # plain text, part of the run it stands in
        if open_clozes:
            _take_text(open_clozes[-1], text[position : mark.start()])
        position = mark.end()
        if not closes and len(open_clozes) < _DEEPEST:
            if not open_clozes:
                outermost = len(found)
            open_clozes.append(Cloze(numbers))
            found.append(open_clozes[-1])
        elif closes and open_clozes:
            inner = open_clozes.pop()
            if open_clozes:
                open_clozes[-1].parts.append(inner.text)
    return found[:outermost] if open_clozes else found


@lru_cache(maxsize=16)  # the checks and the writing ask for the same text, one right after the other
def cloze_numbers(text: str) -> frozenset[int]:
    """Return the numbers N of all `{{cN::`, with zero."""
    if "{{c" not in text:
        return frozenset()
    return frozenset(number for cloze in find_clozes(text) for number in cloze.numbers)


def cloze_ordinals(text: str) -> list[int]:
    """Return the numbers N of `{{cN::` for which Anki makes cards, sorted. Zero makes none."""
    return sorted(cloze_numbers(text) - {0})


def hidden_texts(text: str) -> dict[int, list[str]]:
    """Return what each card hides, as HTML, by ordinal, in the order of the text."""
    hidden: dict[int, list[str]] = {}
    for cloze in find_clozes(text):
        for number in cloze.numbers:
            if number:
                hidden.setdefault(number, []).append(cloze.text)
    return dict(sorted(hidden.items()))


def renumber_clozes(text: str, numbers: Mapping[int, int]) -> str:
    """Return the field with other numbers in its `{{cN::`; a number that `numbers` does not name stays."""

    def renumbered(mark: re.Match[str]) -> str:
        old = () if mark[1] is None else _numbers(mark[1])
        if not old:
            return mark[0]
        new = dict.fromkeys(numbers.get(number, number) for number in old)
        return f"{{{{c{','.join(map(str, new))}::"

    return _MARK.sub(renumbered, text)


@dataclass(frozen=True, slots=True)
class ClozePlace:
    """Where a deletion stands in a text without marks."""

    start: int
    end: int
    numbers: tuple[int, ...]
    hint: str = ""


def take_out_clozes(text: str) -> tuple[str, list[ClozePlace]]:
    """Return a field without the marks and hints of its clozes, and where these stood, outer before inner.

    An unclosed or too deep one gives nothing: ("", []).
    """
    pieces: list[str] = []
    places: list[ClozePlace] = []
    open_places: list[int] = []
    length = position = 0

    def add(run: str) -> None:
        nonlocal length
        if open_places:
            run, colons, hint = run.partition("::")
            if colons:
                places[open_places[-1]] = replace(places[open_places[-1]], hint=hint)
        pieces.append(run)
        length += len(run)

    for mark in _MARK.finditer(text):
        closes = mark[1] is None
        numbers = () if closes else _numbers(mark[1])
        if (not closes and not numbers) or (closes and not open_places):
            continue
        add(text[position : mark.start()])
        position = mark.end()
        if closes:
            closed = open_places.pop()
            places[closed] = replace(places[closed], end=length)
        else:
            open_places.append(len(places))
            places.append(ClozePlace(length, length, numbers))
        if len(open_places) > _DEEPEST:
            return "", []
    if open_places:
        return "", []
    add(text[position:])
    return "".join(pieces), places


def put_in_clozes(plain: str, places: Iterable[ClozePlace]) -> str:
    """Return a field with deletions at these places, of which one may lie in another, but not in part."""
    pieces: list[str] = []
    position = 0
    open_places: list[ClozePlace] = []

    def close(until: int) -> None:
        nonlocal position
        while open_places and open_places[-1].end <= until:
            last = open_places.pop()
            hint = f"::{last.hint}" if last.hint else ""
            pieces.append(f"{plain[position : last.end]}{hint}}}}}")
            position = last.end

    for place in sorted(places, key=lambda one: (one.start, -one.end)):
        close(place.start)
        pieces.append(f"{plain[position : place.start]}{{{{c{','.join(map(str, place.numbers))}::")
        position = place.start
        open_places.append(place)
    close(len(plain))
    return "".join((*pieces, plain[position:]))


def _numbers(written: str) -> tuple[int, ...]:
    """Return the numbers of "1", "1,2", "1,,2" without repeats; those that Anki cannot hold are left out."""
    if len(written) == 1 and written != ",":
        return (int(written),)
    digits = (part.lstrip("0") or "0" for part in written.split(",") if part)
    short = (int(part) for part in digits if len(part) <= 5)  # int() refuses very long texts
    return tuple(dict.fromkeys(number for number in short if number <= _LARGEST_NUMBER))


def _take_text(cloze: Cloze, text: str) -> None:
    text, colons, hint = text.partition("::")
    if colons:
        cloze.hint = hint
    cloze.parts.append(text)
