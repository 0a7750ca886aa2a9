"""Rules A01 and R: what only shows when a deck's cards stand side by side."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import fuzz

from bench.judge.findings import ERROR, WARNING, Finding
from bench.judge.reading import Card
from bench.judge.words import content_stems

_BLANKS = re.compile(r"\s+")
_COMPARED_WITH = 60  # fronts of equal answers compared with each card, so that "water" stays cheap


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", text).strip().casefold()


def same_fronts(cards: Sequence[Card]) -> Iterator[tuple[int, Finding]]:
    """A01: one front with several answers; R01: one front and answer twice. Yields the card's index."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, card in enumerate(cards):
        groups[_plain(card.front)].append(index)
    for front, members in groups.items():
        if len(members) < 2:
            continue
        answers = {_plain(cards[index].answer) for index in members}
        if len(answers) > 1:
            for index in members:
                yield index, Finding("A01", ERROR, f"{' | '.join(sorted(answers))}: {front}")
        else:
            for index in members[1:]:
                yield index, Finding("R01", ERROR, front)


def near_duplicates(cards: Sequence[Card]) -> Iterator[tuple[int, Finding]]:
    """R02: the same answer, asked in nearly the same words by two notes."""
    by_answer: dict[frozenset[str], list[int]] = defaultdict(list)
    for index, card in enumerate(cards):
        by_answer[_answer_key(card)].append(index)
    for answer, members in by_answer.items():
        if not answer:
            continue
        for place, index in enumerate(members):
            mine = cards[index]
            for other in members[max(0, place - _COMPARED_WITH) : place]:
                theirs = cards[other]
                if (
                    mine.reading is not theirs.reading
                    and mine.front != theirs.front
                    and fuzz.token_set_ratio(mine.text, theirs.text, score_cutoff=92)
                ):
                    yield index, Finding("R02", WARNING, f"{mine.front} / {theirs.front}")
                    break


def repeated_terms(cards: Iterable[tuple[int, Card]]) -> Iterator[tuple[int, Finding]]:
    """R03: on one page, the third note and later ones that ask for the same term."""
    notes: dict[frozenset[str], set[int]] = defaultdict(set)
    for index, card in cards:
        key = _answer_key(card)
        if not key or not card.reading.is_cloze:
            continue
        notes[key].add(id(card.reading))
        if len(notes[key]) > 2:
            yield index, Finding("R03", WARNING, f"{card.answer}, {len(notes[key])} notes: {card.front}")


def _answer_key(card: Card) -> frozenset[str]:
    return frozenset(content_stems(card.answer)) or frozenset({_plain(card.answer)})
