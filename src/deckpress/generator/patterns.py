"""What a sentence itself shows to be a term: names, definitions, formulas, lists, numbers, uncommon noun
phrases.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from deckpress.generator.lists import listed_items
from deckpress.generator.names import name_places
from deckpress.generator.numbers import number_places
from deckpress.generator.phrases import noun_phrases
from deckpress.generator.tokens import Mark, Tokens
from deckpress.generator.verbs import BASE, NOUNS_TOO, PARTICIPLES, is_verb_form, verb_place
from deckpress.generator.words import GENERIC_STEMS, WEAK_ADJECTIVES, is_edge

# What the kinds of candidates are worth, beside keywords and abbreviations (vocabulary.py). A good deletion has 1.2.
CALLED, FORMULA, QUOTED, LISTED, DEFINED, COMPLEMENT = 2.6, 2.4, 2.2, 1.7, 1.7, 1.8

BREAK = re.compile(r"[.,;:!?()\[\]\"“”—–…]|\s-\s")
_breaks: dict[str, bool] = {" ": False, "-": False, ", ": True}


def is_break(gap: str) -> bool:
    """Tell whether what stands between two words parts phrases."""
    known = _breaks.get(gap)
    if known is None:
        known = BREAK.search(gap) is not None
        if len(_breaks) < 10_000:
            _breaks[gap] = known
    return known


_CALLED = re.compile(
    r"\b(?:called|known as|termed|referred to as|named|nicknamed|dubbed|coined)\s+(?:the\s+|an?\s+|as\s+)?[\"“'‘]?",
    re.IGNORECASE,
)
_NAMING = frozenset("called known termed referred named nicknamed dubbed coined".split())
_QUOTED = re.compile(r"[\"“]([^\"“”\n]{2,50})[\"”]")
_RELATION = re.compile(
    r"[=<>≤≥≠≈]|\\(?:neq?|leq?|geq?|mid|nmid|in|notin|approx|equiv|implies|iff|to|rightarrow|Rightarrow|sim|cong|perp"
    r"|parallel|subset\w*|propto)\b"
)
_SYMBOL = re.compile(r"\\?[A-Za-z]+(?:_(?:\w|\{\w+\}))?'*")  # "x", "\\theta", "x_1"
_BEFORE_FORMULA = frozenset(
    """is are be by as to than of equals equal then that gives yields takes in has have satisfies becomes
    called""".split()
)
_CONDITION = frozenset("if when let for since suppose given where".split())
_DEFINES = frozenset(
    """is are was were refers refer means involves involve describes describe denotes represents represent
    consists consist comprises includes include states occurs measures""".split()
)


def patterns(tokens: Tokens) -> Iterator[tuple[int, int, float, str]]:
    """Yield candidates as token ranges with what they are worth and their kind."""
    text = tokens.text
    for match in _CALLED.finditer(text) if not _NAMING.isdisjoint(tokens.lower) else ():
        start = bisect_left(tokens.starts, match.end())
        end = phrase_end(tokens, start, 5)
        if end > start:
            yield start, end, CALLED, "called"
    if '"' in text or "“" in text:
        for match in _QUOTED.finditer(text):
            start, end = token_range(tokens, match.start(1), match.end(1))
            if 0 < end - start <= 5:
                yield start, end, QUOTED, "quoted"
    for start, end, is_announced in listed_items(tokens):
        yield start, end, LISTED if is_announced else LISTED - 0.3, "listed"
    for start, end, worth in number_places(tokens):
        yield start, end, worth, "number"
    for start, end, worth in name_places(tokens):
        yield start, end, worth, "name"
    yield from _formulas(tokens)
    verb = verb_place(tokens.words, 0, min(len(tokens.words), 12))
    yield from _definition(tokens, verb)
    yield from noun_phrases(tokens, verb)


def trimmed(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Return the range without the small words at its ends."""
    while start < end and tokens.marks[start] is Mark.WORD and tokens.known[start].is_edge:
        start += 1
    while start < end and tokens.marks[end - 1] is Mark.WORD and tokens.known[end - 1].is_edge:
        end -= 1
    return start, end


def without_weak_words(tokens: Tokens, start: int, end: int) -> int:
    """Return where a phrase begins without the words that only praise or measure it: "significant", "more"."""
    while end - start > 1 and (tokens.known[start].is_function or tokens.lower[start] in WEAK_ADJECTIVES):
        if tokens.marks[start] is not Mark.WORD or tokens.is_glued(start + 1):
            break
        start += 1
    return start


def token_range(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Return the tokens that lie between two offsets of the text."""
    return bisect_left(tokens.ends, start + 1), bisect_left(tokens.starts, end)


def phrase_end(tokens: Tokens, start: int, longest: int) -> int:
    """Return where the noun phrase that begins at `start` ends; `start` itself when it is longer than `longest`.

    It ends at punctuation, at a verb, and at small words other than "of".
    """
    end = start
    while end < len(tokens.words) and end - start < longest and tokens.marks[end] is Mark.WORD:
        word = tokens.lower[end]
        if end > start:
            if is_break(tokens.gaps[end]):
                return end
            ends = is_verb_form(word) or word in PARTICIPLES
            if ends and word in NOUNS_TOO and not tokens.lower[end - 1].endswith("s"):
                ends = False  # "genetic tests"
            if (tokens.known[end].is_function and word != "of") or (ends and not tokens.is_glued(end)):
                return end
        end += 1
    if end >= len(tokens.words) or tokens.marks[end] is not Mark.WORD or tokens.known[end].is_edge:
        return end
    return end if is_break(tokens.gaps[end]) else start


def _formulas(tokens: Tokens) -> Iterator[tuple[int, int, float, str]]:
    """Whole formulas that state something; a condition ("if $a = 0$") is worth less than what follows from
    it.
    """
    in_condition = False
    for place, mark in enumerate(tokens.marks):
        if place and "," in tokens.gaps[place]:
            in_condition = False
        if mark is Mark.WORD:
            word = tokens.lower[place]
            in_condition = word in _CONDITION or (in_condition and word not in ("then", "is", "are"))
            continue
        if mark is not Mark.MATH:
            continue
        formula = tokens.stems[place][1:]
        before = tokens.lower[place - 1] if place else ""
        states = _RELATION.search(formula) is not None
        if (
            not states
            and len(formula) < 4
            and not (before in ("is", "equals", "of", "by") and formula[-1:].isdigit())
        ):
            continue
        if _SYMBOL.fullmatch(formula):
            continue
        worth = FORMULA if states else 1.8
        worth += 0.2 if before in _BEFORE_FORMULA else 0.0
        yield place, place + 1, worth - (1.3 if in_condition else 0.0), "formula"


def _definition(tokens: Tokens, verb: int) -> Iterator[tuple[int, int, float, str]]:
    """What a sentence defines, and the noun phrase that it says it is."""
    if verb < 1:
        return
    word = tokens.lower[verb]
    start, end = trimmed(tokens, 0, verb)
    defines = word in _DEFINES
    if (
        defines
        and 0 < end - start <= 5
        and not BREAK.search(tokens.text, tokens.starts[start], tokens.starts[verb])
    ) and not any(is_edge(one) and one.lower() != "of" for one in tokens.words[start:end]):
        yield start, end, DEFINED, "subject"
    start = verb + 1
    while start < len(tokens.words) and tokens.marks[start] is Mark.WORD and tokens.known[start].is_function:
        start += 1
    end = phrase_end(tokens, start, 4)
    if end <= start or tokens.marks[start] is not Mark.WORD:
        return
    if tokens.lower[start - 1] == "to":
        return
    first, last = tokens.lower[start], tokens.lower[end - 1]
    if tokens.lower[start - 1] in (
        "can",
        "may",
        "must",
        "will",
        "should",
        "could",
        "would",
        "might",
        "not",
    ):
        return
    if "example" in (word.lower() for word in tokens.words[start:end]):
        return
    if first in BASE and first not in NOUNS_TOO:
        return
    if first.endswith(("ed", "ing")) or first in PARTICIPLES or last.endswith("ly"):
        return
    has_article = start > verb + 1 and tokens.lower[start - 1] in ("a", "an", "the")
    if not has_article and end - start == 1 and not last.endswith("s"):
        return  # an adjective: "is rigid"
    generic = tokens.stems[end - 1] in GENERIC_STEMS
    yield start, end, COMPLEMENT - (0.0 if defines else 0.2) - (0.2 if generic else 0.0), "complement"
