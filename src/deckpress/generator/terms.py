"""What could be hidden in a sentence, and what each candidate is worth."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from deckpress.generator.lists import listed_items
from deckpress.generator.numbers import number_places
from deckpress.generator.tokens import Mark, Tokens, content_stems
from deckpress.generator.units import Unit
from deckpress.generator.verbs import is_verb_form, verb_place
from deckpress.generator.vocabulary import Term, Vocabulary
from deckpress.generator.words import GENERIC_STEMS, is_edge, is_function


@dataclass(slots=True)
class Candidate:
    """A term in a unit: every place (tokens from, to) where it stands under any of its names."""

    key: str
    stems: tuple[str, ...]
    places: list[tuple[int, int]]
    worth: float
    kind: str
    aliases: tuple[tuple[str, ...], ...] = ()
    is_keyword: bool = False


# What the different kinds of candidates are worth, keywords and abbreviations aside (vocabulary.py).
CALLED, FORMULA, QUOTED, NAME, LISTED, DEFINED, COMPLEMENT, SUBJECT = 2.6, 2.4, 2.4, 2.0, 1.8, 1.7, 1.2, 3.2
MARKED = 10.0

_CALLED = re.compile(
    r"\b(?:called|known as|termed|referred to as|named|nicknamed|dubbed|defined as|coined)\s+(?:the\s+|an?\s+|as\s+)?[\"“'‘]?",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“]([^\"“”\n]{2,50})[\"”]")
_RELATION = re.compile(
    r"[=<>≤≥≠≈]|\\(?:neq?|leq?|geq?|mid|nmid|in|notin|approx|equiv|implies|iff|to|rightarrow|Rightarrow|sim|cong|perp|parallel|subset\w*|propto)\b"
)
_GIVES_FORMULA = frozenset(
    "is are be by as to than of equals equal then that gives yields takes in has have satisfies becomes called".split()
)
_DEFINES = frozenset(
    "is are was were refers refer means involves involve describes describe denotes represents represent consists consist "
    "comprises includes include states occurs measures".split()
)
_BREAK = re.compile(r"[.,;:!?()\[\]\"“”—–…]|\s-\s")


def find_candidates(unit: Unit, vocabulary: Vocabulary) -> list[Candidate]:
    """Return the candidates of a unit, best first, one for each term."""
    found: dict[str, Candidate] = {}
    tokens = unit.tokens

    def add(start: int, end: int, worth: float, kind: str, term: Term | None = None) -> None:
        start, end = trimmed(tokens, start, end) if term is None else (start, end)
        stems = tuple(tokens.content(start, end))
        if start >= end or not stems:
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
                worth,
                kind,
                term.aliases if term else (),
                bool(term and term.is_keyword),
            )
        else:
            if (start, end) not in known.places:
                known.places.append((start, end))
            if worth > known.worth:
                known.worth, known.kind = worth, kind

    for start, end in unit.forced:
        add(*_token_range(tokens, start, end), MARKED, "marked")
    for start, end, term in _known_terms(tokens, vocabulary):
        add(start, end, term.worth, "term", term)
    if unit.subject:
        start, end = trimmed(tokens, 0, _heading_end(unit))
        add(start, end, SUBJECT, "heading")
    for start, end, worth, kind in _local(unit):
        add(start, end, worth, kind)
    for candidate in found.values():
        _find_other_places(candidate, tokens)
    return sorted(found.values(), key=lambda one: (-one.worth, one.places[0]))


def trimmed(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Return the range without the function words at its ends."""
    while start < end and tokens.marks[start] is Mark.WORD and is_edge(tokens.words[start]):
        start += 1
    while start < end and tokens.marks[end - 1] is Mark.WORD and is_edge(tokens.words[end - 1]):
        end -= 1
    return start, end


def _heading_end(unit: Unit) -> int:
    count = len(content_stems(unit.subject))
    seen = 0
    for place, stem in enumerate(unit.tokens.stems):
        seen += bool(stem)
        if seen == count:
            return place + 1
    return 0


def _token_range(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    return bisect_left(tokens.ends, start + 1), bisect_left(tokens.starts, end)


def _known_terms(tokens: Tokens, vocabulary: Vocabulary) -> Iterator[tuple[int, int, Term]]:
    """The terms of the page, longest first at each place; shorter ones inside them as well."""
    stems = tokens.stems
    for place, stem in enumerate(stems):
        if not stem or tokens.marks[place] is not Mark.WORD:
            continue
        for term in vocabulary.by_first.get(stem, ()):
            end = _match(tokens, place, term.stems)
            if end:
                yield _coordinated(tokens, place, term, vocabulary), end, term


def _match(tokens: Tokens, place: int, stems: tuple[str, ...]) -> int:
    """Return where the term that begins at `place` ends, 0 if another one stands there.

    Between its words nothing but a hyphen, a blank or a small word ("neutrality of Belgium") may stand.
    """
    here = place + 1
    for stem in stems[1:]:
        skipped = 0
        while here < len(tokens) and not tokens.stems[here] and skipped < 2:
            if tokens.words[here].lower() not in (
                "of",
                "the",
                "and",
                "in",
                "to",
                "for",
                "by",
                "a",
                "on",
                "with",
                "from",
                "as",
                "s",
            ):
                return 0
            here += 1
            skipped += 1
        if here >= len(tokens) or tokens.stems[here] != stem or tokens.marks[here] is not Mark.WORD:
            return 0
        if _BREAK.search(tokens.text, tokens.ends[here - 1], tokens.starts[here]):
            return 0
        here += 1
    return here


def _coordinated(tokens: Tokens, place: int, term: Term, vocabulary: Vocabulary) -> int:
    """Return where "activating and inhibitory receptors" begins, when both are keywords of the page."""
    if place < 2 or len(term.stems) < 2 or tokens.words[place - 1].lower() not in ("and", "or"):
        return place
    other = (tokens.stems[place - 2], *term.stems[1:])
    return place - 2 if other in vocabulary.keywords else place


def _local(unit: Unit) -> Iterator[tuple[int, int, float, str]]:
    """What the sentence itself shows to be a term."""
    tokens = unit.tokens
    text = tokens.text
    for match in _CALLED.finditer(text):
        start = bisect_left(tokens.starts, match.end())
        end = phrase_end(tokens, start, 5)
        if end > start:
            yield start, end, CALLED, "called"
    if '"' in text or "“" in text:
        for match in _QUOTED.finditer(text):
            start, end = _token_range(tokens, match.start(1), match.end(1))
            if 0 < end - start <= 5:
                yield start, end, QUOTED, "quoted"
    for start, end, is_example in listed_items(tokens):
        yield start, end, LISTED if is_example else LISTED - 0.3, "listed"
    for start, end, worth in number_places(tokens):
        yield start, end, worth, "number"
    yield from _formulas(tokens)
    yield from _names(tokens)
    yield from _definition(unit)
    yield from _phrases(tokens)


def phrase_end(tokens: Tokens, start: int, longest: int) -> int:
    """Return where the noun phrase that begins at `start` ends: at punctuation, a verb or most small words."""
    end = start
    while end < len(tokens) and end - start < longest:
        word = tokens.words[end].lower()
        if end > start and _BREAK.search(tokens.text, tokens.ends[end - 1], tokens.starts[end]):
            return end
        if tokens.marks[end] is not Mark.WORD:
            return end
        if end > start and (
            is_edge(word) and word != "of" or is_verb_form(word) and not tokens.is_glued(end)
        ):
            return end
        end += 1
    return end if end >= len(tokens) or _ends_here(tokens, end) else start


def _ends_here(tokens: Tokens, end: int) -> bool:
    word = tokens.words[end].lower()
    return is_edge(word) or _BREAK.search(tokens.text, tokens.ends[end - 1], tokens.starts[end]) is not None


def _formulas(tokens: Tokens) -> Iterator[tuple[int, int, float, str]]:
    after_if = False
    for place, mark in enumerate(tokens.marks):
        word = tokens.words[place].lower()
        if mark is Mark.WORD:
            after_if = (
                word in ("if", "when", "let", "for", "since", "suppose", "given")
                or after_if
                and word != "then"
            )
            continue
        if mark is not Mark.MATH:
            continue
        if after_if and "," in tokens.text[tokens.ends[place] : tokens.ends[place] + 1]:
            yield_if, after_if = True, False
        else:
            yield_if = after_if
        formula = tokens.stems[place][1:]
        before = tokens.words[place - 1].lower() if place else ""
        has_relation = _RELATION.search(formula) is not None
        if len(formula) < 3 or not (has_relation or len(formula) >= 4 and not formula.isalnum()):
            if not (before in ("is", "equals") and len(formula) >= 1 and formula[-1:].isdigit()):
                continue
        worth = FORMULA if has_relation else 1.9
        if before in _GIVES_FORMULA:
            worth += 0.2
        yield place, place + 1, worth - (1.2 if yield_if else 0.0), "formula"


def _names(tokens: Tokens) -> Iterator[tuple[int, int, float, str]]:
    """Words with a capital inside a sentence: people, places, treaties, acronyms."""
    place = 0
    while place < len(tokens):
        word = tokens.words[place]
        if (
            not word[0].isupper()
            or tokens.marks[place] is not Mark.WORD
            or is_function(word)
            and len(word) < 3
        ):
            place += 1
            continue
        end = place + 1
        while end < len(tokens) and tokens.marks[end] is Mark.WORD:
            gap = tokens.text[tokens.ends[end - 1] : tokens.starts[end]]
            if gap not in (" ", "-", ". ", ".") or gap[0] == "." and len(tokens.words[end - 1]) > 2:
                break
            if (
                tokens.words[end][0].isupper()
                or tokens.words[end].isdigit()
                and end - place >= 1
                and len(tokens.words[end]) < 4
            ):
                end += 1
            elif (
                tokens.words[end].lower() in ("of", "von", "van", "de", "der", "del", "la")
                and end + 1 < len(tokens)
                and tokens.words[end + 1][0].isupper()
                and tokens.text[tokens.ends[end] : tokens.starts[end + 1]] == " "
            ):
                end += 2
            else:
                break
        begins = _begins_sentence(tokens, place)
        if begins and is_function(word):
            place += 1
            continue
        if not begins:
            yield place, end, NAME + (0.2 if end - place > 1 else -0.2), "name"
        elif end - place > 1:
            yield place, end, NAME, "name"
        elif sum(letter.isupper() for letter in word) > 1:
            yield place, end, NAME - 0.2, "name"
        place = end


def _begins_sentence(tokens: Tokens, place: int) -> bool:
    if place == 0:
        return True
    gap = tokens.text[tokens.ends[place - 1] : tokens.starts[place]]
    return any(sign in gap for sign in ".!?:") and not (gap == ". " and len(tokens.words[place - 1]) == 1)


def _definition(unit: Unit) -> Iterator[tuple[int, int, float, str]]:
    """What a sentence defines, and the noun phrase that it says it is."""
    tokens = unit.tokens
    verb = verb_place(tokens.words, 0, min(len(tokens), 9))
    if verb < 1:
        return
    word = tokens.words[verb].lower()
    start, end = trimmed(tokens, 0, verb)
    if (
        word in _DEFINES
        and 0 < end - start <= 5
        and not _BREAK.search(tokens.text, tokens.starts[start], tokens.starts[verb])
    ):
        if not any(is_edge(one) and one.lower() != "of" for one in tokens.words[start:end]):
            yield start, end, DEFINED, "subject"
    start = verb + 1
    while start < len(tokens) and is_edge(tokens.words[start]):
        start += 1
    end = phrase_end(tokens, start, 4)
    if end > start and tokens.stems[end - 1] not in GENERIC_STEMS:
        yield start, end, COMPLEMENT, "complement"


_TECHNICAL = re.compile(
    r"(?:osis|itis|ase|ism|ology|graphy|metry|emia|oma|phage|cyte|plast|gen|lysis|tropic|genic|philic|phobic|ation|ution|ition|ility|icity|ance|ence|ment|oid|ine|ide|ate)s?\Z"
)


def _phrases(tokens: Tokens) -> Iterator[tuple[int, int, float, str]]:
    """Plain noun phrases with an uncommon word: worth little, but a point without a better term needs one."""
    place = 0
    while place < len(tokens):
        if not _is_plain(tokens, place):
            place += 1
            continue
        end = place + 1
        while (
            end < len(tokens)
            and _is_plain(tokens, end)
            and tokens.text[tokens.ends[end - 1] : tokens.starts[end]] in (" ", "-")
        ):
            end += 1
        start = place
        place = end
        if end - start > 4:
            start = end - 3
        rare = sum(stem not in GENERIC_STEMS for stem in tokens.stems[start:end])
        if not rare or tokens.stems[end - 1] in GENERIC_STEMS and rare < 2:
            continue
        last = tokens.words[end - 1].lower()
        worth = (
            0.75
            + 0.15 * min(rare, 3)
            + (0.2 if _TECHNICAL.search(last) else 0.0)
            + (0.15 if len(last) > 7 else 0.0)
        )
        yield start, end, worth, "phrase"


def _is_plain(tokens: Tokens, place: int) -> bool:
    word = tokens.words[place]
    if tokens.marks[place] is not Mark.WORD or not tokens.stems[place] or not word[0].isalpha():
        return False
    lower = word.lower()
    if lower.endswith("ly") or lower.endswith("'s") or lower.endswith("’s"):
        return False
    if place and tokens.words[place - 1].lower() == "to" and is_verb_form(lower):
        return False
    if lower.endswith("ing") and not tokens.is_glued(place):
        return False
    return not (is_verb_form(lower) and not _is_noun_here(tokens, place))


def _is_noun_here(tokens: Tokens, place: int) -> bool:
    if place == 0:
        return False
    before = tokens.words[place - 1].lower()
    return before in ("the", "a", "an", "of", "its", "their", "in", "by", "for", "with") or bool(
        tokens.stems[place - 1]
        and not is_verb_form(before)
        and tokens.stems[place - 1] not in GENERIC_STEMS
        and not before.endswith("s")
    )


def _find_other_places(candidate: Candidate, tokens: Tokens) -> None:
    """Add the places where the same words stand once more."""
    first = candidate.stems[0]
    for place, stem in enumerate(tokens.stems):
        if stem != first or any(start <= place < end for start, end in candidate.places):
            continue
        if tokens.marks[place] is Mark.MATH and len(candidate.stems) == 1:
            candidate.places.append((place, place + 1))
            continue
        end = _match(tokens, place, candidate.stems) if tokens.marks[place] is Mark.WORD else 0
        if end:
            candidate.places.append((place, end))
    candidate.places.sort()
