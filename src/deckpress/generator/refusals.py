"""What must not be hidden in a sentence, however good a term it is elsewhere."""

from __future__ import annotations

import re

from deckpress.generator.stems import stem
from deckpress.generator.terms import Candidate
from deckpress.generator.tokens import Mark, Tokens
from deckpress.generator.topic import Topic
from deckpress.generator.units import Unit
from deckpress.generator.vocabulary import Vocabulary
from deckpress.generator.words import EVERYDAY_STEMS, GENERIC_STEMS

# Kinds of candidates that are mere noun phrases.
WEAK_KINDS = frozenset("subject phrase of pair gerund adjective".split())
_INVENTS = frozenset("if suppose consider imagine say".split())
_VAGUE = frozenset("certain various several other numerous".split())
_POINTS = frozenset("this these those such that".split())
# "one of the most famous methods" is one of many that fit.
_ONE_OF = re.compile(r"\bone of the (?:most|[a-z]+est|main|key|major|primary)\Z")
_FORMULAS = frozenset(
    stem(word)
    for word in "expression equation formula function number integer value variable point set matrix vector product sum".split()
)


def may_hide(candidate: Candidate, unit: Unit, vocabulary: Vocabulary) -> bool:
    """Tell whether the candidate may be hidden in this unit; what the author marked always may."""
    if candidate.kind == "marked":
        return True
    stems, topic = candidate.stems, vocabulary.topic
    if stems in vocabulary.never or topic.covers(stems) or _is_beside_other(candidate, unit, topic):
        return False
    if candidate.kind == "name" and stems[-1] in topic.stems:
        return False  # "Jean Piaget" on a page about Piaget
    if candidate.kind == "number" and unit.tokens.lower[0] in _INVENTS:
        return False
    start = candidate.places[0][0]
    before = unit.tokens.lower[start - 1] if start else ""
    if before in _VAGUE or (before in _POINTS and unit.tokens.lower[start] != "as"):
        return False
    return candidate.kind not in WEAK_KINDS or _stands_alone(candidate, unit.tokens, topic)


def is_invented(unit: Unit) -> bool:
    """Tell whether a sentence makes up a case, whose people and amounts are nothing to learn: "If a saver deposits ..."."""
    return unit.is_example and unit.tokens.lower[:1] != () and unit.tokens.lower[0] in _INVENTS


def _is_beside_other(candidate: Candidate, unit: Unit, topic: Topic) -> bool:
    """Compared things are asked for where the sentence is about one of them alone."""
    if candidate.stems not in topic.compared:
        return False
    present = set(unit.tokens.stems)
    return candidate.places[0][0] > 1 or any(
        other != candidate.stems and present.issuperset(other) for other in topic.compared
    )


def _stands_alone(candidate: Candidate, tokens: Tokens, topic: Topic) -> bool:
    """Tell whether a noun phrase says something that neither the topic nor the words around it say."""
    stems = candidate.stems
    if any(one in topic.stems for one in stems) and all(
        one in topic.stems or one in EVERYDAY_STEMS or one in GENERIC_STEMS for one in stems
    ):
        return False  # "the revolution's immediate cause"
    if len(candidate.places) > 2:
        return False  # "activating receptors, natural cytotoxicity receptors and the Fc receptor"
    start, end = candidate.places[0]
    before = tokens.lower[start - 1][:1] if start else ""
    if before.isdigit() or before == "`":
        return False  # the unit of an amount, "the `ls` command"
    if _ONE_OF.search(" ".join(tokens.lower[max(0, start - 4) : start])):
        return False
    formula_follows = end < len(tokens) and tokens.marks[end] is Mark.MATH and tokens.gaps[end] == " "
    return not (formula_follows and len(stems) == 1 and stems[0] in _FORMULAS)  # "the expression $n^3 - n$"
