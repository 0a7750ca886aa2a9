"""Whether a term can be hidden in a sentence: nothing that stays visible may give it away, and enough must
stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from deckpress.generator.commonness import RARE, commonness
from deckpress.generator.leaks import Visible, gives_away_any, leaks, shown_share
from deckpress.generator.nouns import is_adjective
from deckpress.generator.opposites import opposites
from deckpress.generator.patterns import trimmed
from deckpress.generator.terms import Candidate
from deckpress.generator.tokens import Mark, Tokens, content_stems
from deckpress.generator.topic import Topic
from deckpress.generator.words import EVERYDAY_STEMS, GENERIC_STEMS

LEAST_VISIBLE = 4  # words with content that a front must show
LEAST_IN_SENTENCE = 3  # of them in the sentence, the others in the headings above it
MOST_HIDDEN = 0.43  # share of the words with content that one card may hide
MOST_OF_WANTED = 0.5  # the same for a term that no other sentence asks for
WORDS_HIDDEN = 7
LONGEST_HIDDEN = 120  # characters
# Kinds whose first or last words may stay: half of "exploration of complex equations" asks for nothing.
_SHRINK = frozenset("term heading called subject phrase adjective".split())
_RUN = re.compile(r"[A-Za-z\d]+")
_SIGNS_OF_FORMULA = re.compile(r"[_{}]|\\(?:text|mathrm|ce)\b")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_TEXT_IN_FORMULA = re.compile(r"\\(?:text|textbf|textit|mathrm|operatorname)\{([^{}]+)\}")


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


class Sentence:
    """The tokens of a unit while terms are hidden in it. `taken` are the token ranges hidden so far."""

    def __init__(self, tokens: Tokens, headings: Sequence[str] = ()) -> None:
        self.tokens = tokens
        said = set(tokens.stems)
        stems = [frozenset(content_stems(heading)) for heading in headings[-2:]]
        self.headings = [(one, len(one - said)) for one in stems]  # with how many words each adds
        self.weights = [_weight(tokens, place) for place in range(len(tokens.words))]
        self.total = sum(self.weights)
        self.visible = Visible([*filter(None, tokens.stems), *_stems_in_formulas(tokens.text)])
        self.taken: list[tuple[int, int]] = []

    def shown_above(self, hidden: Sequence[str]) -> int:
        """Return how many words the headings add to a front; one that shows a hidden word is left out."""
        return sum([new for stems, new in self.headings if stems.isdisjoint(hidden)])

    def _shows_opposite(self, inside: Sequence[int]) -> bool:
        """Tell whether "low" can be seen where only "high" is hidden."""
        lower = self.tokens.lower
        if len(inside) > 2:
            return False
        hidden = {lower[place] for place in inside}
        return not (opposites(hidden) - hidden).isdisjoint(lower)

    def hide(self, candidate: Candidate, worth: float, topic: Topic, is_wanted: bool) -> Chosen | None:
        """Hide a candidate, shrunk to what is not given away; None when it must not be hidden.

        A term that is wanted, since no other sentence asks for it, may share a word with the rest.
        """
        tokens = self.tokens
        places = _without_overlap(candidate.places, self.taken)
        if places is None:
            return None
        stems = candidate.stems
        inside = [place for start, end in places for place in range(start, end)]
        visible = self.visible.without(tokens.stems[place] for place in inside)
        if candidate.kind != "marked":
            if gives_away_any(candidate.aliases, visible):
                return None
            if _is_label(tokens, places) and any(map(visible.shows, stems)):
                return None  # "Active engagement: engage with the text ..."
            if _given_away(candidate, visible, is_wanted):
                shrunk = _shrunk(candidate, places, tokens, visible)
                if shrunk is None:
                    return None
                stems = tuple(tokens.content(*shrunk))
                if topic.covers(stems):
                    return None
                places = [shrunk]
                inside = list(range(*shrunk))
                worth -= 0.5
            left = self.total - sum([self.weights[place] for place in inside])
            if left < LEAST_IN_SENTENCE or left + self.shown_above(stems) < LEAST_VISIBLE:
                return None
            hidden = sum([bool(tokens.stems[place]) for place in inside])
            if hidden > (MOST_OF_WANTED if is_wanted else MOST_HIDDEN) * self.total:
                return None
            if places[0][1] - places[0][0] > WORDS_HIDDEN + 3 * bool(candidate.aliases):
                return None
        if _splits_compound(tokens, places) or self._shows_opposite(inside):
            return None
        offsets = tuple(_offsets(tokens, start, end) for start, end in places)
        if offsets[0][1] - offsets[0][0] > LONGEST_HIDDEN and candidate.kind not in ("formula", "marked"):
            return None
        key = candidate.key if stems == candidate.stems else "-".join(stems)
        self.taken += places
        return Chosen(key, stems, offsets, worth, candidate.kind, candidate.is_keyword, candidate.aliases)


def _is_label(tokens: Tokens, places: Sequence[tuple[int, int]]) -> bool:
    start, end = places[0]
    return not start and end < len(tokens) and ":" in tokens.gaps[end]


def _stems_in_formulas(text: str) -> Iterator[str]:
    """The stems of words and substances that formulas show: "\\text{net benefit} = ...", "H_2O"."""
    if "\\" not in text and "$" not in text:
        return
    for match in _TEXT_IN_FORMULA.finditer(text):
        yield from content_stems(match[1])
    for run in _RUN.findall(_SIGNS_OF_FORMULA.sub("", text)):
        if run[0].isupper() and (not run.isalpha() or (len(run) > 1 and run.isupper())):
            yield run.lower()
            yield run.lower().translate(_LOWERED)


def _given_away(candidate: Candidate, visible: Visible, is_wanted: bool) -> bool:
    """The leak test as the kind of term needs it: of an amount only the number counts, not its unit."""
    if candidate.kind == "number":
        return (
            shown_share([one for one in candidate.stems if one[0].isdigit()] or candidate.stems, visible) == 1
        )
    if candidate.aliases:
        share = shown_share(candidate.stems, visible)
        return share == 1 or (share >= 0.5 and visible.shows(candidate.stems[0]))
    if is_wanted:
        return shown_share(candidate.stems, visible) > 0.5
    return leaks(candidate.stems, visible)


def _weight(tokens: Tokens, place: int) -> int:
    """What a token says: a word with content 1, a formula 2 or 3 and a small word nothing."""
    if not tokens.stems[place]:
        return 0
    if tokens.marks[place] is not Mark.MATH:
        return 1
    return 2 if len(tokens.stems[place]) < 4 else 3


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
    if len(places) > 1 or candidate.kind not in _SHRINK or candidate.aliases:
        return None
    start, end = places[0]
    if end - start < 2 or "(" in tokens.text[tokens.starts[start] : tokens.starts[end - 1]]:
        return None
    while start < end and (not tokens.stems[start] or visible.shows(tokens.stems[start])):
        start += 1
    while start < end and (not tokens.stems[end - 1] or visible.shows(tokens.stems[end - 1])):
        if candidate.kind != "term":
            return None  # "creative interior" of "creative interior layouts" names nothing
        end -= 1
    start, end = trimmed(tokens, start, end)
    stems = tokens.content(start, end)
    if len(stems) == 1 and not candidate.is_keyword:
        return None  # half of what everybody sees: "routing [protocols]"
    if (
        not stems
        or leaks(stems, visible)
        or all(one in GENERIC_STEMS or one in EVERYDAY_STEMS for one in stems)
        or (len(stems) == 1 and commonness(stems[0]) != RARE)
        or (len(stems) == 1 and is_adjective(tokens.lower[end - 1]))
    ):
        return None
    return start, end


def _splits_compound(tokens: Tokens, places: Iterable[tuple[int, int]]) -> bool:
    """Tell whether a place cuts "virus-infected" or "IFN-γ" at its hyphen."""
    text = tokens.text
    return any(
        tokens.is_glued(start)
        or (tokens.gaps[start] == "" and start > 0)
        or (end < len(tokens.words) and tokens.is_glued(end))
        or (
            text[tokens.ends[end - 1] : tokens.ends[end - 1] + 1] in ("^", "_")
            and text[tokens.ends[end - 1] + 1 : tokens.ends[end - 1] + 2].isalnum()
        )
        for start, end in places
    )


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
        while first and text[first - 1].isalpha():
            first -= 1  # "US$40 million"
    if text[last : last + 1] in ("%", "°"):
        last += 1
    while text[last : last + 1] in ("⁺", "⁻"):
        last += 1  # the charge of an ion
    if text[last - 2 : last] in ("'s", "’s"):
        last -= 2
    if text[last : last + 1] == "." and last > 2 and text[last - 2] == "." and text[last - 1].isupper():
        last += 1  # "U.S."
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
