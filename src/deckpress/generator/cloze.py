"""Choosing what a cloze note hides: the best candidates of a unit that nothing on the card gives away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from deckpress.generator.leaks import Visible, gives_away_any, leaks, shown_share
from deckpress.generator.patterns import trimmed
from deckpress.generator.terms import Candidate
from deckpress.generator.tokens import Mark, Tokens, content_stems
from deckpress.generator.units import Unit
from deckpress.generator.vocabulary import Vocabulary
from deckpress.generator.words import EVALUATIVE_STEMS, EVERYDAY_STEMS, GENERIC_STEMS
from deckpress.markup import Hidden

LEAST_VISIBLE = 4  # words with content that a front must show
MOST_HIDDEN = 0.4  # share of the words with content that one card may hide
WORDS_HIDDEN = 5
DELETIONS, DELETIONS_OF_LONG = 3, 4
LONG = 26  # words of a unit that may hide one more
GOOD = 1.2  # what a deletion is worth at least, unless a point would stay without a card
WEAK = 0.7
STRONG = 1.7  # a fourth deletion of a short sentence
LONGEST_OUTER = 6  # words of a section's heading that is shown with a title
MOST_TIMES = 2  # sentences of a page that ask for the same term


@dataclass(frozen=True, slots=True)
class Chosen:
    """A term that will be hidden: its key, its offsets in the unit's text, and how good it is."""

    key: str
    stems: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    worth: float
    kind: str
    is_keyword: bool
    aliases: tuple[tuple[str, ...], ...] = ()

    @property
    def first(self) -> int:
        return self.places[0][0]


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

    def hidden(self) -> list[Hidden]:
        """Return the deletions, numbered in reading order."""
        return [
            Hidden(start, end, ordinal, _hint(one))
            for ordinal, one in enumerate(self.chosen, 1)
            for start, end in one.places
        ]


def _hint(one: Chosen) -> str:
    """A hint where several kinds of answer would fit: "in [year]"."""
    if one.kind == "number" and len(one.stems) == 1 and re.fullmatch(r"1\d{3}|20\d\d", one.stems[0]):
        return "year"
    return ""


def plan_unit(
    unit: Unit,
    candidates: Iterable[Candidate],
    vocabulary: Vocabulary,
    least: float = GOOD,
    wanted: frozenset[tuple[str, ...]] = frozenset(),
) -> Plan | None:
    """Return what a note of `unit` would hide; None when nothing in it is worth asking or safe to ask.

    `wanted` are the stems of terms that no other sentence asks for: they come first, and may share a word with the rest
    of the sentence.
    """
    tokens = unit.tokens
    total = sum(_weights(tokens, range(len(tokens))))
    if total < LEAST_VISIBLE + 1:
        return None
    rated = [
        (_worth(one, unit, vocabulary) + (2.0 if one.stems in wanted else 0.0), one) for one in candidates
    ]
    rated.sort(key=lambda pair: (-pair[0], pair[1].places[0]))
    chosen: list[Chosen] = []
    taken: list[tuple[int, int]] = []
    for worth, candidate in rated:
        most = DELETIONS_OF_LONG if len(tokens) > LONG or worth >= STRONG else DELETIONS
        if worth < least or len(chosen) >= most:
            break
        found = _safe(candidate, worth, tokens, total, taken, vocabulary, candidate.stems in wanted)
        if found is None:
            continue
        one, places = found
        if not any(other.key == one.key for other in chosen):
            chosen.append(one)
            taken += places
    if not chosen or unit.joined >= 0 and not any(one.places[-1][0] >= unit.joined for one in chosen):
        return None
    chosen = _not_too_much(chosen, total)
    chosen.sort(key=lambda one: one.first)
    return Plan(unit, tuple(chosen), _unit_worth(unit, chosen))


def _worth(candidate: Candidate, unit: Unit, vocabulary: Vocabulary) -> float:
    """What the candidate is worth in this unit, on this page, so far."""
    if candidate.kind == "marked" or candidate.stems in vocabulary.always:
        return 10.0
    stems = candidate.stems
    if stems in vocabulary.never or vocabulary.topic.covers(stems):
        return -1.0
    if stems in vocabulary.topic.compared and candidate.places[0][0] > 1:
        return -1.0  # compared things are asked for where the sentence is about them
    if candidate.kind == "name" and stems[-1] in vocabulary.topic.stems:
        return -1.0  # "Jean Piaget" on a page about Piaget
    worth = candidate.worth
    if candidate.kind not in ("number", "formula"):
        generic = sum(one in GENERIC_STEMS for one in stems)
        if generic == len(stems):
            return -1.0 if not candidate.is_keyword else worth
        worth -= 0.3 * generic / len(stems)
        if candidate.kind in ("listed", "phrase", "complement", "subject") and all(
            one in EVERYDAY_STEMS or one in GENERIC_STEMS for one in stems
        ):
            worth -= 0.55
    tokens = unit.tokens
    start = candidate.places[0][0]
    before = tokens.words[start - 1].lower() if start else ""
    if before in ("this", "these", "those", "such", "that") and tokens.words[start].lower() != "as":
        worth -= 2.0
    times = vocabulary.counts.get(candidate.key, 0)
    if times >= MOST_TIMES:
        return -1.0
    return worth - 0.7 * times


def _safe(
    candidate: Candidate,
    worth: float,
    tokens: Tokens,
    total: int,
    taken: Sequence[tuple[int, int]],
    vocabulary: Vocabulary,
    is_wanted: bool,
) -> tuple[Chosen, list[tuple[int, int]]] | None:
    """Return the candidate as it may be hidden, shrunk to what is not given away; None when it must not be."""
    places = _without_overlap(candidate.places, taken)
    if places is None:
        return None
    stems = candidate.stems
    inside = {place for start, end in places for place in range(start, end)}
    visible = Visible.of(stem for place, stem in enumerate(tokens.stems) if stem and place not in inside)
    forced = candidate.kind == "marked"
    if gives_away_any(candidate.aliases, visible.stems) and not forced:
        return None
    if _given_away(candidate, visible, is_wanted) and not forced:
        shrunk = _shrunk(candidate, places, tokens, visible)
        if shrunk is None:
            return None
        start, end = shrunk
        stems = tuple(tokens.content(start, end))
        if vocabulary.topic.covers(stems) or GENERIC_STEMS.issuperset(stems):
            return None
        places = [shrunk]
        inside = set(range(start, end))
        worth -= 0.5
    hidden = sum(_weights(tokens, inside))
    if total - hidden < LEAST_VISIBLE:
        return None
    if hidden > MOST_HIDDEN * total and not forced:
        return None
    start, end = places[0]
    if end - start > WORDS_HIDDEN + 2 and not forced or _splits_compound(tokens, places):
        return None
    offsets = tuple(_offsets(tokens, start, end) for start, end in places)
    if offsets[0][1] - offsets[0][0] > 120 and candidate.kind != "formula":
        return None
    key = candidate.key if stems == candidate.stems else "-".join(stems)
    return Chosen(key, stems, offsets, worth, candidate.kind, candidate.is_keyword, candidate.aliases), places


def _given_away(candidate: Candidate, visible: Visible, is_wanted: bool) -> bool:
    """The leak test as the kind of term needs it: of an amount only the number counts, not its unit."""
    if candidate.kind == "number":
        return (
            shown_share([one for one in candidate.stems if one[0].isdigit()] or candidate.stems, visible) == 1
        )
    if candidate.aliases:
        return shown_share(candidate.stems, visible) == 1
    if is_wanted:
        return shown_share(candidate.stems, visible) > 0.5
    return leaks(candidate.stems, visible)


def _weight(tokens: Tokens, place: int) -> int:
    if tokens.marks[place] is not Mark.MATH:
        return 1
    return 2 if len(tokens.stems[place]) < 4 else 3


def _weights(tokens: Tokens, places: Iterable[int]) -> Iterable[int]:
    """What the tokens at `places` say: a word with content 1, a formula 2 and small words nothing."""
    return (_weight(tokens, place) for place in places if tokens.stems[place])


def _without_overlap(
    places: Iterable[tuple[int, int]], taken: Sequence[tuple[int, int]]
) -> list[tuple[int, int]] | None:
    """Return the places apart from each other, longest first; None when one lies in what is hidden already."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(places, key=lambda one: one[0] - one[1]):
        if any(start < other_end and other < end for other, other_end in taken):
            return None
        if not any(start < other_end and other < end for other, other_end in kept):
            kept.append((start, end))
    return sorted(kept)


def _shrunk(
    candidate: Candidate, places: Sequence[tuple[int, int]], tokens: Tokens, visible: Visible
) -> tuple[int, int] | None:
    """The part of a term of several words that cannot be seen beside it: "local {{maxima}}"."""
    if len(places) > 1 or candidate.kind in ("name", "formula", "quoted", "number") or candidate.aliases:
        return None
    start, end = places[0]
    if end - start < 2:
        return None
    while start < end and (not tokens.stems[start] or visible.shows(tokens.stems[start])):
        start += 1
    while start < end and (not tokens.stems[end - 1] or visible.shows(tokens.stems[end - 1])):
        end -= 1
    start, end = trimmed(tokens, start, end)
    stems = tokens.content(start, end)
    if (
        not stems
        or leaks(stems, visible)
        or all(one in GENERIC_STEMS or one in EVERYDAY_STEMS for one in stems)
    ):
        return None
    return start, end


def _splits_compound(tokens: Tokens, places: Iterable[tuple[int, int]]) -> bool:
    """Tell whether a place cuts "virus-infected" or "IFN-γ" at its hyphen."""
    return any(tokens.is_glued(start) or end < len(tokens) and tokens.is_glued(end) for start, end in places)


def _offsets(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Offsets of tokens in the text, with the sign or parenthesis that belongs to them."""
    text = tokens.text
    first, last = tokens.starts[start], tokens.ends[end - 1]
    if (
        first
        and text[first - 1] in "$€£¥"
        and tokens.words[start][0].isdigit()
        and tokens.marks[start] is Mark.WORD
    ):
        first -= 1
    if text[last : last + 1] in ("%", "°"):
        last += 1
    if text[last - 2 : last] in ("'s", "’s"):
        last -= 2
    inside = text[first:last]
    if inside.count("(") > inside.count(")") and text[last : last + 1] == ")":
        last += 1
    for sign in ("*", "_"):
        if text[first:last].count(sign) % 2:
            if text[last : last + 1] == sign:
                last += 1
            elif text[first - 1 : first] == sign:
                first -= 1
    return first, last


def _not_too_much(chosen: list[Chosen], total: int) -> list[Chosen]:
    """Drop the least of many deletions when together they hide more than half of a short sentence."""
    kept = sorted(chosen, key=lambda one: -one.worth)
    while len(kept) > 1 and sum(len(one.stems) for one in kept) > 0.7 * total:
        if kept[-1].kind == "marked":
            break
        kept.pop()
    return kept


def _unit_worth(unit: Unit, chosen: Sequence[Chosen]) -> float:
    """What a note of this unit is worth: its deletions, less for praise, examples and odd lengths."""
    stems = unit.tokens.stems
    praise = sum(one in EVALUATIVE_STEMS for one in stems) / max(1, len(stems))
    worth = sum(one.worth for one in chosen)
    return worth - 6.0 * praise - 0.8 * unit.is_example - 0.02 * abs(len(unit.tokens) - 18)


def stems_of(plan: Plan) -> set[str]:
    """Return the stems of everything that the plan hides."""
    return {stem for one in plan.chosen for name in (one.stems, *one.aliases) for stem in name}


def shown_headings(headings: Sequence[str], hidden: set[str], text_stems: Iterable[str]) -> list[str]:
    """Return the headings that may stand above a note: those that show nothing hidden and say something new."""
    seen = Visible.of(hidden)
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
