"""The parts of a sentence: whether it has a verb, and what it is about."""

from __future__ import annotations

import re

from deckpress.generator.sentences import decapitalized
from deckpress.generator.tokens import Mark, Tokens
from deckpress.generator.verbs import BASE, FINITE_AUXILIARIES, NOUNS_TOO, PARTICIPLES, verb_place
from deckpress.generator.words import ADVERBS

_MODALS = frozenset("can may must will should could would might".split())
_RELATIVES = frozenset("that which who whose where whether".split())


def is_sentence(tokens: Tokens) -> bool:
    """Tell whether there is a finite verb outside relative clauses; "the layer where clouds form" has none."""
    words, lower = tokens.words, tokens.lower
    if any(mark is Mark.MATH and "=" in word for mark, word in zip(tokens.marks, words, strict=True)):
        return True
    start = 0
    if lower[0] == "where":  # "Where a river enters a lake, its water slows down."
        start = next((place for place, gap in enumerate(tokens.gaps) if "," in gap), 0)
    in_clause = False
    while (verb := verb_place(words, start, len(words))) >= 0:
        between = lower[start:verb]
        if not _RELATIVES.isdisjoint(between):
            in_clause = True
        elif not _is_in_parentheses(tokens, verb) and (
            (in_clause and lower[verb] in _MODALS)
            or not (in_clause and ("and" in between or "or" in between))
        ):
            return True
        start = verb + 1
        if lower[verb] in FINITE_AUXILIARIES and not _RELATIVES.isdisjoint(lower[max(0, verb - 2) : verb]):
            while start < len(words) and _continues_verb(lower[start]):
                start += 1  # "which may then provide"
    return False


def _continues_verb(word: str) -> bool:
    """Tell whether a word behind an auxiliary belongs to its verb."""
    return word in BASE or word in ADVERBS or word in PARTICIPLES or word.endswith(("ed", "ly"))


def _is_in_parentheses(tokens: Tokens, place: int) -> bool:
    before = tokens.text[: tokens.starts[place]]
    return before.count("(") > before.count(")")


_PLAIN = re.compile(r"[^,;:()$`\"“”]+")
_FRONTED = frozenset(
    "in at on during under by for after as when if with to before since while although because".split()
)
_CLAUSES = frozenset("when if as after before since while although because once".split())
_NO_NOUN = frozenset(
    "also not often that which who they it we he she his her its their then this these there".split()
)


def subject_of(tokens: Tokens) -> str:
    """Return the noun phrase before the verb, when it is short and plain; "" when it is not."""
    words = tokens.words
    start = 0
    if words[0].lower() in _FRONTED:
        comma = tokens.text.find(", ")
        if comma < 0:
            return ""
        start = next((number for number, offset in enumerate(tokens.starts) if offset > comma), 0)
        if verb_place(words, 0, start) > -1 and words[0].lower() not in _CLAUSES:
            return ""  # the sentence itself stands before the comma
    verb = verb_place(words, start, min(len(words), start + 8))
    if verb <= start or (words[start].lower() in BASE and words[start].lower() not in NOUNS_TOO):
        return ""
    name = tokens.text[tokens.starts[start] : tokens.ends[verb - 1]]
    last = words[verb - 1].lower()
    if last.endswith("ly") or last in _NO_NOUN or words[start].lower() in _NO_NOUN:
        return ""
    if not _PLAIN.fullmatch(name) or not tokens.content(start, verb) or len(name) > 60:
        return ""
    if words[start].lower() in ("one", "some", "many", "most", "several"):
        return ""  # "One of the effects is ..." is about the effect that it goes on to name
    return decapitalized(name) if words[start].lower() in ("the", "a", "an", "each", "every") else name
