"""Finds in an edited page the notes that learners know already (following.py: the cards within them).

When it is uncertain whether two notes ask the same fact, they count as different: a learner then meets a new
card, which is a nuisance, instead of an old one that asks something else, which is harm.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from deckpress.domain import Kind, Note
from deckpress.exporter.cloze import cloze_ordinals
from deckpress.exporter.following import terms_of
from deckpress.exporter.ledger import PublishedNote
from deckpress.markup import visible_text

# Measured on simulated edits (docs/benchmarks.md): lower, and cards ask something else; higher, and cards of
# reworded sentences are lost.
SIMILAR_CLOZE = 0.6
SIMILAR_QUESTION, SIMILAR_ANSWER = 0.8, 0.7
# The same terms in quite another sentence ask another fact.
SIMILAR_WORDS, SIMILAR_LETTERS = 0.7, 0.5
ALMOST_THE_SAME = 0.9
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A note as matching sees it."""

    group: tuple[str, str]  # kind and role
    key: str  # as the generator gave it, without the page
    front: str
    answer: str  # "" of a cloze note
    text: str
    terms: frozenset[str]


def match_notes(previous: Sequence[PublishedNote], current: Sequence[Note]) -> dict[int, int]:
    """Return which note of a page was which: places in `current` -> places in `previous`, one to one.

    First those that read the same, then the most similar pairs. Of equal pairs the one with the same key goes
    first, then the one that was not withdrawn, then the first on the page.
    """
    old = [_read_published(note) for note in previous]
    new = [_read_note(note) for note in current]
    same_text: dict[tuple[str, str, str], list[int]] = {}
    for i, was in enumerate(old):
        same_text.setdefault((*was.group, was.text), []).append(i)
    pairs = [
        (0.0, old[i].key != now.key, previous[i].record.withdrawn, i, j)
        for j, now in enumerate(new)
        for i in same_text.get((*now.group, now.text), ())
    ]
    matched = _best_first(pairs, {})
    # Comparing costs much more: only what is left when all that stayed as it was has found its own.
    pairs = []
    left = set(range(len(old))) - set(matched.values())
    for i in sorted(left):
        for j, now in enumerate(new):
            same_key = old[i].key == now.key
            if j in matched or old[i].group != now.group:
                continue
            if (likeness := _likeness(old[i], now, same_key)) is not None:
                pairs.append((-likeness, not same_key, previous[i].record.withdrawn, i, j))
    return _best_first(pairs, matched)


def _best_first(pairs: list[tuple[float, bool, bool, int, int]], matched: dict[int, int]) -> dict[int, int]:
    taken = set(matched.values())
    for _, _, _, i, j in sorted(pairs):
        if i not in taken and j not in matched:
            matched[j] = i
            taken.add(i)
    return matched


def _likeness(was: _Reading, now: _Reading, same_key: bool) -> float | None:
    """Return how much two notes are alike, up to 1.5; None when they must count as different."""
    if was.group[0] == Kind.CLOZE:
        # A subset of the words counts as all of them, so that a sentence may grow, but not out of nothing.
        letters, words = (compare(was.text, now.text) / 100 for compare in (fuzz.ratio, fuzz.token_set_ratio))
        if letters < SIMILAR_LETTERS or words < SIMILAR_WORDS:
            return None
        likeness = 0.5 * _jaccard(was.terms, now.terms) + 0.5 * words
        # A slip in the only term leaves no term in common.
        slip = letters >= ALMOST_THE_SAME and _DIGITS.findall(was.text) == _DIGITS.findall(now.text)
        return likeness if slip or same_key or likeness >= SIMILAR_CLOZE else None
    answers = fuzz.ratio(was.answer, now.answer) / 100
    if was.front == now.front:
        return 1 + answers / 2 if same_key or answers >= SIMILAR_ANSWER else None
    likeness = fuzz.ratio(was.text, now.text) / 100
    return likeness if likeness >= SIMILAR_QUESTION and answers >= SIMILAR_ANSWER else None


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    both = one | other
    return len(one & other) / len(both) if both else 0.0


def _read_published(note: PublishedNote) -> _Reading:
    record = note.record
    present = cloze_ordinals(note.fields["Text"]) if record.kind is Kind.CLOZE else ()
    terms = frozenset(record.terms[number].key for number in present if number in record.terms)
    return _reading(record.kind, record.role.value, record.made, note.fields, terms)


def _read_note(note: Note) -> _Reading:
    terms = frozenset(term.key for term in terms_of(note).values())
    return _reading(note.kind, note.role.value, note.key, note.fields, terms)


def _reading(kind: Kind, role: str, key: str, fields: Mapping[str, str], terms: frozenset[str]) -> _Reading:
    _, _, own = key.partition("|")
    if kind is Kind.CLOZE:
        text = visible_text(fields["Text"]).casefold()
        return _Reading((kind.value, role), own, text, "", text, terms)
    front, answer = (visible_text(fields[name]).casefold() for name in ("Question", "Answer"))
    return _Reading((kind.value, role), own, front, answer, f"{front} {answer}", terms)
