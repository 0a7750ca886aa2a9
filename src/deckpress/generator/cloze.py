"""Choosing what a cloze note hides: the best candidates of a unit that nothing on the card gives away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from deckpress.generator.hiding import LEAST_IN_SENTENCE, Chosen, Sentence
from deckpress.generator.leaks import Visible
from deckpress.generator.refusals import WEAK_KINDS
from deckpress.generator.terms import Candidate
from deckpress.generator.tokens import content_stems
from deckpress.generator.units import Unit
from deckpress.generator.vocabulary import Vocabulary
from deckpress.generator.words import EVALUATIVE_STEMS, MONTH_STEMS
from deckpress.markup import Hidden

DELETIONS = 4  # of a sentence
LONGEST = 48  # words of a unit, a formula counting as one
TERM = 0.2  # readers of cards want more terms than tutors hide, whose notes the weights follow
STEP = (0.0, 0.0, 0.2, 0.5)  # what each deletion of a sentence must be worth more than the first
MARKED = 10.0  # what the author marked
GOOD = 1.2  # what a deletion is worth at least, unless a point would stay without a card
WEAK = 0.7
LONGEST_OUTER = 6  # words of a section's heading that is shown with a title
MOST_TIMES = 2  # sentences of a page that ask for the same term
MOST_OF_COMPARED = 5  # the same for one of the things that the page compares


@dataclass(frozen=True, slots=True)
class Plan:
    """What a note of one unit hides, in reading order."""

    unit: Unit
    chosen: tuple[Chosen, ...]
    worth: float

    @property
    def is_forced(self) -> bool:
        """Whether the author marked something that it hides."""
        return any(one.kind == "marked" for one in self.chosen)

    @property
    def leading(self) -> Chosen:
        return max(self.chosen, key=lambda one: one.worth)

    def only_leading(self) -> Plan:
        """Return the plan with its best deletion alone."""
        return Plan(self.unit, (self.leading,), self.leading.worth)

    def hidden(self) -> list[Hidden]:
        """Return the deletions, numbered in reading order."""
        return [
            Hidden(start, end, ordinal, _hint(one))
            for ordinal, one in enumerate(self.chosen, 1)
            for start, end in one.places
        ]


def _hint(one: Chosen) -> str:
    """A hint where several kinds of answer would fit: "in [year]", "on [date]"."""
    if one.kind != "number":
        return ""
    if len(one.stems) == 1 and re.fullmatch(r"1\d{3}|20\d\d", one.stems[0]):
        return "year"
    if not MONTH_STEMS.isdisjoint(one.stems):
        return "month" if len(one.stems) == 1 else "date"
    return ""


def plan_unit(
    unit: Unit,
    candidates: Iterable[Candidate],
    vocabulary: Vocabulary,
    least: float = GOOD,
    wanted: frozenset[tuple[str, ...]] = frozenset(),
) -> Plan | None:
    """Return what a note of `unit` would hide; None when nothing in it is worth asking or safe to ask.

    `wanted` are the stems of terms that no other sentence asks for: they come first, and may share a word
    with the rest of the sentence.
    """
    rated = [(_worth(one, vocabulary) + (2.0 if one.stems in wanted else 0.0), one) for one in candidates]
    rated.sort(key=lambda pair: (-pair[0], pair[1].places[0]))
    if not rated or rated[0][0] < least:
        return None
    sentence = Sentence(unit.tokens, unit.headings)
    if sentence.total <= LEAST_IN_SENTENCE or (len(unit.tokens.words) > LONGEST and not unit.forced):
        return None
    chosen: list[Chosen] = []
    for worth, candidate in rated:
        if len(chosen) >= DELETIONS or worth < least + (STEP[len(chosen)] if worth < MARKED else 0.0):
            break
        one = sentence.hide(candidate, worth, vocabulary.topic, candidate.stems in wanted)
        if one is not None and not any(other.key == one.key for other in chosen):
            chosen.append(one)
    if not chosen or (unit.joined >= 0 and not any(one.places[-1][0] >= unit.joined for one in chosen)):
        return None
    chosen = _not_too_much(chosen, sentence.total)
    chosen.sort(key=lambda one: one.first)
    return Plan(unit, tuple(chosen), _unit_worth(unit, chosen))


def _worth(candidate: Candidate, vocabulary: Vocabulary) -> float:
    """What the candidate is worth on this page so far: less each time that it was asked for, in the end -1."""
    if candidate.kind == "marked":
        return MARKED
    times = vocabulary.counts.get(candidate.key, 0)
    is_compared = candidate.stems in vocabulary.topic.compared
    if times >= (MOST_OF_COMPARED if is_compared else MOST_TIMES):
        return -1.0
    worth = GOOD + candidate.worth - (0.3 if is_compared else 0.7) * times
    return worth if candidate.kind in WEAK_KINDS else worth + TERM


def _not_too_much(chosen: list[Chosen], total: int) -> list[Chosen]:
    """Drop the least of many deletions when together they hide more than half of a short sentence."""
    kept = sorted(chosen, key=lambda one: -one.worth)
    while len(kept) > 1 and sum(len(one.stems) for one in kept) > 0.85 * total:
        if kept[-1].kind == "marked":
            break
        kept.pop()
    return kept


def _unit_worth(unit: Unit, chosen: Sequence[Chosen]) -> float:
    """What a note of this unit is worth: its deletions, less for praise, examples and odd lengths."""
    stems = unit.tokens.stems
    praise = sum(one in EVALUATIVE_STEMS for one in stems) / max(1, len(stems))
    worth = sum(one.worth for one in chosen)
    return worth - 6.0 * praise - 0.8 * unit.is_example - 0.02 * abs(len(unit.tokens.words) - 18)


def stems_of(plan: Plan) -> set[str]:
    """Return the stems of everything that the plan hides."""
    return {stem for one in plan.chosen for name in (one.stems, *one.aliases) for stem in name}


def shown_headings(headings: Sequence[str], hidden: set[str], text_stems: Iterable[str]) -> list[str]:
    """Return the headings that may stand above a note: those that show nothing hidden and say something new."""
    seen = Visible(hidden)
    said = set(text_stems)
    kept: list[str] = []
    for number, heading in enumerate(headings):
        if number < len(headings) - 1 and len(heading.split()) > LONGEST_OUTER:
            continue
        stems = content_stems(heading)
        if not stems or any(seen.shows(one) for one in stems):
            continue
        if said.issuperset(stems):
            continue
        kept.append(heading)
    return kept
