"""What a sentence itself shows to be a term: names, definitions, formulas, lists, numbers, uncommon noun
phrases.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from deckpress.generator.lists import listed_items
from deckpress.generator.names import name_places
from deckpress.generator.nouns import SUPERLATIVE
from deckpress.generator.numbers import number_places
from deckpress.generator.phrases import Found, noun_phrases
from deckpress.generator.tokens import BREAK, Mark, Tokens, is_break
from deckpress.generator.verbs import NOUNS_TOO, PARTICIPLES, is_verb_form, verb_place
from deckpress.generator.words import AUXILIARIES, WEAK_ADJECTIVES, is_edge

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
_RESULT = re.compile(r"[A-Za-z](?:_\w|_\{\w+\})?=-?\d+(?:[.,/]\d+)?")  # "x=3", what an example comes to
_CONDITION = frozenset("if when let for since suppose given where".split())
_DEFINES = frozenset(
    """is are was were refers refer means involves involve describes describe denotes represents represent
    consists consist comprises includes include states occurs measures""".split()
)


def patterns(tokens: Tokens) -> Iterator[Found]:
    """Yield candidates as token ranges with their kind, and what distinguishes them within it."""
    text = tokens.text
    for match in _CALLED.finditer(text) if not _NAMING.isdisjoint(tokens.lower) else ():
        start = bisect_left(tokens.starts, match.end())
        end = phrase_end(tokens, start, 5)
        if end > start:
            yield start, end, "called", ""
    if '"' in text or "“" in text:
        for match in _QUOTED.finditer(text):
            start, end = token_range(tokens, match.start(1), match.end(1))
            if 0 < end - start <= 5:
                yield start, end, "quoted", ""
    for start, end, is_announced in listed_items(tokens):
        yield start, end, "listed", "announced" if is_announced else ""
    for start, end, detail in number_places(tokens):
        yield start, end, "number", detail
    for start, end, detail in name_places(tokens):
        yield start, end, "name", detail
    yield from _formulas(tokens)
    verb = verb_place(tokens.words, 0, min(len(tokens.words), 12))
    yield from _definition(tokens, verb)
    yield from noun_phrases(tokens)


def trimmed(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Return the range without the small words at its ends."""
    while start < end and tokens.marks[start] is Mark.WORD and tokens.known[start].is_edge:
        if start + 1 < end and tokens.is_glued(start + 1):
            break  # "self-esteem"
        start += 1
    while start < end and tokens.marks[end - 1] is Mark.WORD and tokens.known[end - 1].is_edge:
        end -= 1
    return start, end


def without_weak_words(tokens: Tokens, start: int, end: int) -> int:
    """Return where a phrase begins without the words that only praise or measure it: "significant", "more"."""
    while end - start > 1 and (
        tokens.known[start].is_function
        or tokens.lower[start] in WEAK_ADJECTIVES
        or SUPERLATIVE.fullmatch(tokens.lower[start])
    ):
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
            if word.endswith("ing") and tokens.known[end - 1].is_capital and not tokens.known[end].is_capital:
                return end  # "a robot named Roz learning to survive"
            if (tokens.known[end].is_function and word != "of") or (ends and not tokens.is_glued(end)):
                return end
        end += 1
    if end >= len(tokens.words) or tokens.marks[end] is not Mark.WORD or tokens.known[end].is_edge:
        return end
    return end if is_break(tokens.gaps[end]) else start


def _formulas(tokens: Tokens) -> Iterator[Found]:
    """Whole formulas that state something; a condition ("if $a = 0$") is worth less than what follows from
    it.
    """
    in_condition = False
    for place, mark in enumerate(tokens.marks):
        if place and "," in tokens.gaps[place]:
            in_condition = False
        if mark is Mark.WORD:
            word = tokens.lower[place]
            given = word in _CONDITION and not (
                word == "given" and place and tokens.lower[place - 1] in AUXILIARIES
            )
            in_condition = given or (in_condition and word not in ("then", "is", "are"))
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
        if _SYMBOL.fullmatch(formula) or _RESULT.fullmatch(formula):
            continue
        stated = "in a condition" if in_condition else "stated" if states else ""
        yield place, place + 1, "formula", stated


def _definition(tokens: Tokens, verb: int) -> Iterator[Found]:
    """What a sentence defines."""
    if verb < 1:
        return
    word = tokens.lower[verb]
    start, end = trimmed(tokens, 0, verb)
    while end > start and tokens.known[end - 1].is_function:
        end -= 1  # "the introduction typically"
    following = tokens.lower[verb + 1] if verb + 1 < len(tokens.words) else ""
    defines = word in _DEFINES and not (following.endswith("ed") or following in PARTICIPLES)
    if (
        defines
        and 0 < end - start <= 5
        and not BREAK.search(tokens.text, tokens.starts[start], tokens.starts[verb])
    ) and not any(is_edge(one) and one.lower() != "of" for one in tokens.words[start:end]):
        yield start, end, "subject", ""
