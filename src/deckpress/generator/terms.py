"""What could be hidden in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from deckpress.generator.cuts import makes_no_term
from deckpress.generator.nouns import is_adjective, noun_follows, with_shared_noun
from deckpress.generator.patterns import patterns, token_range, trimmed, without_weak_words
from deckpress.generator.stems import is_acronym
from deckpress.generator.tokens import BREAK, Mark, Tokens, content_stems, is_break
from deckpress.generator.units import Unit
from deckpress.generator.verbs import NOUNS_TOO
from deckpress.generator.vocabulary import Term, Vocabulary


@dataclass(slots=True)
class Candidate:
    """A term in a unit: every place (tokens from, to) where it stands under any of its names."""

    key: str
    stems: tuple[str, ...]
    places: list[tuple[int, int]]
    kind: str
    details: set[str]  # every way in which it was found: "listed announced", "phrase"
    aliases: tuple[tuple[str, ...], ...] = ()
    is_keyword: bool = False
    worth: float = 0.0  # log-odds that a tutor hides it, see evidence.py


_RANK = {
    kind: place
    for place, kind in enumerate(
        "marked heading term called quoted formula number name listed subject phrase of pair gerund adjective".split()
    )
}


def _without_small_words(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Return a term that is not trimmed like others: "reasonable doubt" of "beyond reasonable doubt", but with the
    article of a title ("The Magic Flute"), with all of "off-by-one errors", and with the letter of "vitamin A".
    """
    while start < end and tokens.known[start].is_edge:
        following = start + 1
        is_title = (
            following < end and tokens.words[start][0].isupper() and tokens.words[following][0].isupper()
        )
        if is_title or (following < end and tokens.is_glued(following)):
            break
        start = following
    while (
        start < end - 1
        and tokens.known[end - 1].is_edge
        and not tokens.words[end - 1][0].isupper()
        and not tokens.is_glued(end - 1)
    ):
        end -= 1
    return start, end


def find_candidates(unit: Unit, vocabulary: Vocabulary) -> list[Candidate]:
    """Return the candidates of a unit, best first, one for each term."""
    found: dict[str, Candidate] = {}
    tokens = unit.tokens

    def add(start: int, end: int, kind: str, detail: str, term: Term | None = None) -> None:
        if term is not None or kind == "quoted":
            start, end = _without_small_words(tokens, start, end)
        elif kind != "marked":
            start, end = trimmed(tokens, start, end)
            if kind in ("phrase", "listed"):
                start = without_weak_words(tokens, start, end)
        if start >= end or (kind != "marked" and makes_no_term(tokens, start, end, kind)):
            return
        if kind in ("phrase", "listed", "term"):
            start = with_shared_noun(tokens, start, end)
        stems = tuple(tokens.content(start, end))
        if kind == "marked":
            stems = stems or tokens.lower[start:end]
        elif not stems or (term is None and stems in vocabulary.paired):
            return
        if term is not None:
            stems = term.stems
        key = term.key if term else "-".join(stems)
        known = found.get(key)
        if known is None:
            found[key] = Candidate(
                key,
                stems,
                [(start, end)],
                kind,
                {f"{kind} {detail}".strip()},
                term.aliases if term else (),
                bool(term and term.is_keyword),
            )
        else:
            if (start, end) not in known.places:
                known.places.append((start, end))
            known.details.add(f"{kind} {detail}".strip())
            if _RANK[kind] < _RANK[known.kind]:
                known.kind = kind

    for start, end in unit.forced:
        add(*token_range(tokens, start, end), "marked", "")
    for start, end, term in _known_terms(tokens, vocabulary):
        if term.stems in vocabulary.always:
            add(start, end, "marked", "", term)
        else:
            add(start, end, "term", term.kind, term)
    if unit.subject:
        start, end = trimmed(tokens, 0, _heading_end(unit))
        add(start, end, "heading", "")
    paired = [(one, place) for one in found.values() if one.aliases for place in one.places]
    for start, end, kind, detail in patterns(tokens):
        for whole, (first, last) in paired:
            if first <= start < last and (start, end) != (
                first,
                last,
            ):  # "Atmospheric Administration" says something of the whole of NOAA
                whole.details.add(f"{kind} {detail}".strip())
                break
        else:
            add(start, end, kind, detail)
    by_stem: dict[str, list[int]] = {}
    for place, one in enumerate(tokens.stems):
        by_stem.setdefault(one, []).append(place)
    for candidate in found.values():
        if candidate.stems[0] in by_stem:
            _find_other_places(candidate, tokens, by_stem)
        candidate.places = [
            _with_apposition(candidate, place, tokens) for place in _joined(candidate, tokens)
        ]
    return sorted(found.values(), key=lambda one: (_RANK[one.kind], one.places[0]))


def scattered(unit: Unit, wanted: Iterable[tuple[str, ...]], vocabulary: Vocabulary) -> list[Candidate]:
    """Return candidates for terms whose words stand near each other in another order: "stability of the
    climate".
    """
    tokens = unit.tokens
    found = []
    for stems in wanted:
        if len(stems) < 2 or stems in vocabulary.paired:
            continue
        longest = len(stems) + 2
        places = [place for place, stem in enumerate(tokens.stems) if stem in stems]
        for start in places:
            end = next(
                (
                    place + 1
                    for place in places
                    if place >= start and set(stems) <= set(tokens.stems[start : place + 1])
                ),
                0,
            )
            last = tokens.lower[end - 1]
            if end and (noun_follows(tokens, end) or is_adjective(last) or last.endswith("ly")):
                continue  # "the arts of the Victorian era", "adapt physiologically"
            if end and tokens.lower[end - 1].endswith("ing") and tokens.lower[end : end + 1] == ("the",):
                continue  # "the formula for calculating the index"
            between = (tokens.lower[at] for at in range(start, end) if tokens.stems[at] not in stems)
            if any(word not in _BETWEEN_SCATTERED for word in between):
                continue
            if end and (tokens.known[start].is_verb or tokens.lower[start].endswith("ing")):
                continue  # "improve content" for "content improvement"
            if tokens.lower[end : end + 1] in (("and",), ("or",)):
                continue  # "the classification of revenue and expenses"
            if (
                0 < end - start <= longest
                and not BREAK.search(tokens.text, tokens.starts[start], tokens.starts[end - 1])
                and all(mark is Mark.WORD for mark in tokens.marks[start:end])
            ):
                found.append(
                    Candidate(
                        vocabulary.key_of(stems), stems, [(start, end)], "term", {"term scattered"}, (), True
                    )
                )
                break
    return found


def _heading_end(unit: Unit) -> int:
    count = len(content_stems(unit.subject))
    seen = 0
    for place, stem in enumerate(unit.tokens.stems):
        seen += bool(stem)
        if seen == count:
            return place + 1
    return 0


def _known_terms(tokens: Tokens, vocabulary: Vocabulary) -> Iterator[tuple[int, int, Term]]:
    """The terms of the page, longest first at each place; shorter ones inside them as well."""
    stems = tokens.stems
    for place, stem in enumerate(stems):
        if not stem or tokens.marks[place] is not Mark.WORD:
            continue
        for term in vocabulary.by_first.get(stem, ()):
            end = _match(tokens, place, term.stems)
            keyword = vocabulary.keywords.get(term.stems, "")
            if end and not (keyword and _is_verbal(tokens, place, end, keyword)):
                start, end = _as_written(tokens, place, end, keyword)
                yield _coordinated(tokens, start, term, vocabulary), _with_head(tokens, end, term), term


def _with_head(tokens: Tokens, end: int, term: Term) -> int:
    """Return where the compound ends that a keyword begins: "probability density", "flue gas"."""
    if not term.is_keyword or term.aliases or not noun_follows(tokens, end):
        return end
    last, head = tokens.known[end - 1], tokens.lower[end]
    if last.lower.endswith(("'s", "’s")) or (last.is_verb and last.lower not in NOUNS_TOO):
        return end
    if head.endswith(("s", "ing", "ed", "ly")) or is_adjective(head) or noun_follows(tokens, end + 1):
        return end
    return end + 1


_BETWEEN = frozenset("of the and in to for by a on with from as s".split())
_BETWEEN_SCATTERED = frozenset("of the and in for a s".split())


def _is_verbal(tokens: Tokens, start: int, end: int, keyword: str) -> bool:
    """Tell whether the words of a longer keyword are verbs here: "brain regions interact" for "brain region interaction"."""
    return end - start > 1 and any(
        tokens.known[place].is_verb
        and tokens.lower[place] not in NOUNS_TOO
        and tokens.lower[place] not in keyword.lower()
        for place in (start, end - 1)
    )


def _match(tokens: Tokens, place: int, stems: tuple[str, ...]) -> int:
    """Return where the term that begins at `place` ends, 0 if another one stands there.

    Between its words nothing but a hyphen, a blank or a small word ("neutrality of Belgium") may stand.
    """
    here = place + 1
    for stem in stems[1:]:
        skipped = 0
        while here < len(tokens.words) and not tokens.stems[here] and skipped < 2:
            if tokens.lower[here] not in _BETWEEN and not tokens.is_glued(here):
                return 0
            here += 1
            skipped += 1
        if here >= len(tokens.words) or tokens.stems[here] != stem or tokens.marks[here] is not Mark.WORD:
            return 0
        if is_break(tokens.gaps[here]):
            return 0
        here += 1
    return here


def _as_written(tokens: Tokens, start: int, end: int, keyword: str) -> tuple[int, int]:
    """Take along the small words of a keyword: "The Wild Robot", "I'm Still Here", "free will"."""
    if not keyword or " " not in keyword:
        return start, end
    words = tuple(keyword.lower().replace("’", "'").split())
    if words[0] in ("a", "an", "the") and tokens.words[start][0].islower():
        words = words[1:]
    for first in range(max(0, end - len(words)), start + 1):
        spelled = tuple(word.replace("’", "'") for word in tokens.lower[first : first + len(words)])
        if spelled == words:
            return first, first + len(words)
    return start, end


def _coordinated(tokens: Tokens, place: int, term: Term, vocabulary: Vocabulary) -> int:
    """Return where "activating and inhibitory receptors" begins, when both are keywords of the page."""
    if place < 2 or len(term.stems) < 2 or tokens.lower[place - 1] not in ("and", "or"):
        return place
    other = (tokens.stems[place - 2], *term.stems[1:])
    return place - 2 if other in vocabulary.keywords else place


def _find_other_places(candidate: Candidate, tokens: Tokens, by_stem: dict[str, list[int]]) -> None:
    """Add the places where the same words stand once more; `by_stem` gives the places of each stem."""
    starts = by_stem[candidate.stems[0]]
    if len(starts) == 1:
        return
    for place in starts:
        if any(start <= place < end for start, end in candidate.places):
            continue
        if tokens.marks[place] is Mark.MATH and len(candidate.stems) == 1:
            candidate.places.append((place, place + 1))
        elif tokens.marks[place] is Mark.WORD and (end := _match(tokens, place, candidate.stems)):
            candidate.places.append((place, end))
    candidate.places.sort()


def _joined(candidate: Candidate, tokens: Tokens) -> list[tuple[int, int]]:
    """Join a term and its abbreviation behind it: "interferon-gamma (IFN-γ)"."""
    places: list[tuple[int, int]] = []
    for start, end in sorted(candidate.places):
        if candidate.aliases and places:
            before, last = places[-1]
            if last <= start and tokens.text[tokens.ends[last - 1] : tokens.starts[start]].strip() == "(":
                places[-1] = before, end
                continue
        places.append((start, end))
    return places


_GLOSS = re.compile(
    r" \((?!e\.g|i\.e|such |see |for |like |in |via |(?:act|exclud|includ|depend|start|us)ing )([a-z][a-z -]{3,45})\)"
)


# "National Bureau (NB)", "decibels (dB)", "nitrogen (N₂)".
_SHORT_BEHIND = re.compile(r" \(((?=[^()]*[A-Z][^()]*[A-Z\d])[\w&/.-]{2,10}|(?=[^()]*[A-Z])[\w₀-₉⁺⁻]{1,4})\)")
_LONG_BEHIND = re.compile(r" \(([A-Z][\w-]+(?: [\w-]+){1,9})\)")


def _with_apposition(candidate: Candidate, place: tuple[int, int], tokens: Tokens) -> tuple[int, int]:
    """Extend a term by what says it again: "apoptosis (programmed cell death)", "constant time, $O(1)$"."""
    start, end = place
    if end >= len(tokens.words) or candidate.kind in ("formula", "quoted", "marked"):
        return place
    if candidate.kind == "number":
        if tokens.gaps[end] == " (" and tokens.words[end][0].isdigit():
            while end < len(tokens) and ")" not in tokens.gaps[end] and end - start < 8:
                end += 1  # "1.5 mm (0.06 in)" says it twice
        return start, end
    last = tokens.ends[end - 1]
    if not tokens.gaps[end].endswith(("(", ", ")):
        return place
    if short := _SHORT_BEHIND.match(tokens.text, last):
        return start, end + sum(offset < short.end(1) for offset in tokens.starts[end : end + 6])
    if is_acronym(tokens.words[end - 1]) and (long := _LONG_BEHIND.match(tokens.text, last)):
        return start, end + sum(offset < long.end(1) for offset in tokens.starts[end : end + 16])
    if gloss := _GLOSS.match(tokens.text, last):
        words = len(gloss[1].split())
        if words <= 4:
            return start, end + sum(
                gloss.start(1) <= offset < gloss.end(1) for offset in tokens.starts[end : end + 12]
            )
    if tokens.marks[end] is Mark.MATH and 3 <= len(tokens.stems[end]) <= 20:
        gap = tokens.text[last : tokens.starts[end]]
        after = tokens.text[tokens.ends[end] : tokens.ends[end] + 1]
        if gap in (", ", " (") and after in (",", ".", ")", ";", ""):
            return start, end + 1
    return place
