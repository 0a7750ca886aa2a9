"""What speaks for hiding a term in a sentence, and what against it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from deckpress.generator.terms import Candidate
from deckpress.generator.tokens import content_stems
from deckpress.generator.topic import Topic
from deckpress.generator.units import Unit
from deckpress.generator.verbs import verb_place
from deckpress.generator.words import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    EVERYDAY_STEMS,
    GENERIC_STEMS,
    PREPOSITIONS,
)

_TECHNICAL = re.compile(
    r"(?:osis|itis|ase|ism|ology|graphy|metry|emia|oma|phage|cyte|plast|gen|lysis|tropic|genic|philic|phobic|ation|ution"
    r"|ition|ility|icity|ance|ence|ment|oid|ine|ide|ate)s?\Z"
)
LONG_WORD = 9  # letters
SHORT_SENTENCE = 9  # words
_ARTICLES = frozenset(("a", "an", "the"))


class Evidence:
    """What speaks for or against hiding the terms of one sentence."""

    def __init__(self, unit: Unit, topic: Topic) -> None:
        self._tokens = unit.tokens
        self._topic = topic.stems
        self._verb = verb_place(unit.tokens.words, 0, min(len(unit.tokens), 12))
        self._headings = frozenset(stem for heading in unit.headings for stem in content_stems(heading))

    def worth(self, candidate: Candidate) -> float:
        """Return how likely a tutor hides the candidate, as log-odds."""
        return BIAS + sum([WEIGHTS.get(one, 0.0) for one in self.of(candidate)])

    def of(self, candidate: Candidate) -> list[str]:
        """Return the evidence, as names in WEIGHTS: how the candidate was found, what words it is made of, and
        where in the sentence it stands.
        """
        tokens = self._tokens
        start, end = candidate.places[0]
        stems = candidate.stems
        found = [*candidate.details, f"{min(len(stems), 4)} words"]
        if candidate.is_keyword:
            found.append("keyword")
        if candidate.kind not in ("number", "formula"):
            found += self._words(candidate, tokens.lower[end - 1])
        if start and tokens.known[start].is_capital:
            found.append("capital")
        found.append(f"after {_place(tokens.lower[start - 1])}" if start else "after nothing")
        if end >= len(tokens):
            found.append("at the end")
        elif "," in tokens.gaps[end]:
            found.append("before comma")
        else:
            found.append(f"before {_place(tokens.lower[end])}")
        if "," in tokens.gaps[start]:
            found.append("after comma")
        if tokens.gaps[start].endswith("("):
            found.append("in parentheses")
        if start < self._verb:
            found.append("before the verb")
        if len(candidate.places) > 1:
            found.append("several places")
        if not self._headings.isdisjoint(stems):
            found.append("in heading")
        if len(tokens) < SHORT_SENTENCE:
            found.append("short sentence")
        return found

    def _words(self, candidate: Candidate, last: str) -> Iterator[str]:
        stems = candidate.stems
        generic = sum([one in GENERIC_STEMS for one in stems])
        if generic == len(stems):
            yield "generic" if len(stems) == 1 else "generic words"
        elif generic + sum([one in EVERYDAY_STEMS for one in stems]) >= len(stems):
            yield "everyday" if len(stems) == 1 else "everyday words"
        elif generic:
            yield "partly generic"
        known = sum([one in self._topic for one in stems])
        if known == len(stems):
            yield "topic"
        elif known:
            yield "keyword partly topic" if candidate.is_keyword else "partly topic"
        if stems[-1] in self._topic:
            yield "kind of topic"
        if _TECHNICAL.search(last):
            yield "technical"
        if len(last) >= LONG_WORD:
            yield "long word"


_JOINTS = frozenset("of and or by with in to from as for on into between than through such".split())


@lru_cache(maxsize=20_000)
def _place(word: str) -> str:
    """Return a word that says where a term stands, or the class of one that does not."""
    if word in _JOINTS:
        return word
    if word in _ARTICLES:
        return "article"
    if word in DETERMINERS:
        return "determiner"
    if word in PREPOSITIONS:
        return "preposition"
    if word in AUXILIARIES:
        return "auxiliary"
    if word in ADVERBS:
        return "adverb"
    return "word"


BIAS = 0.67
WEIGHTS = {
    "formula": 1.13,
    "quoted": 0.96,
    "called": 0.8,
    "formula stated": 0.78,
    "keyword": 0.69,
    "name long": 0.67,
    "kind of topic": 0.66,
    "listed announced": 0.65,
    "number amount": 0.56,
    "before or": 0.54,
    "4 words": 0.53,
    "before and": 0.53,
    "listed": 0.51,
    "term title": 0.51,
    "name": 0.5,
    "after of": 0.49,
    "before comma": 0.48,
    "term keyword": 0.48,
    "several places": 0.46,
    "heading": 0.4,
    "number year": 0.4,
    "of": 0.4,
    "before determiner": 0.37,
    "subject": 0.36,
    "term pair": 0.34,
    "after by": 0.31,
    "in heading": 0.31,
    "after and": 0.26,
    "after through": 0.21,
    "after into": 0.2,
    "after to": 0.2,
    "at the end": 0.19,
    "after from": 0.18,
    "3 words": 0.17,
    "before than": 0.16,
    "long word": 0.15,
    "before such": 0.14,
    "capital": 0.14,
    "number century": 0.14,
    "before between": 0.13,
    "after between": 0.11,
    "technical": 0.11,
    "after with": 0.1,
    "before preposition": 0.1,
    "name with noun": 0.09,
    "after or": 0.08,
    "name first": 0.08,
    "after on": 0.07,
    "before in": 0.07,
    "before word": 0.07,
    "partly generic": 0.07,
    "adjective": 0.06,
    "before into": 0.06,
    "before of": 0.05,
    "2 words": -0.08,
    "before auxiliary": -0.08,
    "pair": -0.08,
    "after word": -0.1,
    "before for": -0.13,
    "before on": -0.13,
    "before to": -0.16,
    "before with": -0.2,
    "before from": -0.21,
    "before through": -0.26,
    "after comma": -0.27,
    "after auxiliary": -0.29,
    "after in": -0.29,
    "name listed": -0.3,
    "after article": -0.33,
    "before adverb": -0.33,
    "before as": -0.33,
    "gerund": -0.36,
    "after nothing": -0.38,
    "after determiner": -0.39,
    "after adverb": -0.45,
    "generic words": -0.46,
    "before the verb": -0.48,
    "before by": -0.49,
    "short sentence": -0.49,
    "name acronym": -0.5,
    "before article": -0.52,
    "1 words": -0.58,
    "in parentheses": -0.61,
    "everyday words": -0.63,
    "partly topic": -0.69,
    "topic": -0.7,
    "number one of several years": -0.78,
    "keyword partly topic": -0.8,
    "number day": -0.85,
    "everyday": -0.86,
    "generic": -0.89,
    "formula in a condition": -1.0,
}
