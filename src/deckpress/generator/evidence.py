"""What speaks for hiding a term in a sentence, and what against it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from deckpress.generator.commonness import COMMON, EVERYDAY, RARE, commonness
from deckpress.generator.terms import Candidate
from deckpress.generator.tokens import Tokens, content_stems
from deckpress.generator.topic import Topic
from deckpress.generator.units import Unit
from deckpress.generator.verbs import NOUNS_TOO, verb_place
from deckpress.generator.words import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    EVALUATIVE_STEMS,
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
_IS = frozenset(("is", "are", "was", "were"))
_HEDGES = frozenset(
    "can may might could often usually typically generally sometimes various many significant significantly".split()
)
_BANDS = {COMMON: "common", EVERYDAY: "everyday", RARE: ""}


class Evidence:
    """What speaks for or against hiding the terms of one sentence."""

    def __init__(self, unit: Unit, topic: Topic) -> None:
        self._tokens = unit.tokens
        self._topic = topic.stems
        self._verb = verb_place(unit.tokens.words, 0, min(len(unit.tokens), 12))
        self._headings = frozenset(stem for heading in unit.headings for stem in content_stems(heading))
        self._hedge = next(
            (place for place, word in enumerate(unit.tokens.lower) if word in _HEDGES), len(unit.tokens)
        )
        stems = [one for one in unit.tokens.stems if one]
        self._is_praise = not EVALUATIVE_STEMS.isdisjoint(stems)
        self._rare = sum([commonness(one) == RARE for one in stems])
        self._joined = sum([offset < unit.joined for offset in unit.tokens.starts])

    def worth(self, candidate: Candidate) -> float:
        """Return how good an answer the candidate is, as log-odds."""
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
        if self._hedge <= start:
            found.append("after a hedge")
        if self._is_praise:
            found.append("praise")
        beside = self._rare - sum([commonness(one) == RARE for one in stems])
        if beside < 1 or beside > 3:
            found.append("rare words beside it" if beside > 3 else "no rare word beside it")
        if not _IS.isdisjoint(tokens.lower[max(0, start - 5) : start]):
            found.append("said to be")
        if start < self._joined:
            found.append("in the first of two sentences")
        if not start and end < len(tokens) and ":" in tokens.gaps[end]:
            found.append("label")
        if end - start == 1 and _is_only_verb(tokens, start):
            found.append("verb")
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
        bands = [commonness(one) for one in stems]
        known = sum([one in self._topic for one in stems])
        if known == len(stems):
            yield "topic"
        elif known:
            yield "keyword partly topic" if candidate.is_keyword else "partly topic"
        if stems[-1] in self._topic:
            yield "kind of topic"
        rarest, commonest = _BANDS[min(bands)], _BANDS[max(bands)]
        if rarest:
            yield f"all words {rarest}"
        if commonest:
            yield f"a word {commonest}"
        if _TECHNICAL.search(last):
            yield "technical"
        if len(last) >= LONG_WORD:
            yield "long word"


def _is_only_verb(tokens: Tokens, place: int) -> bool:
    word = tokens.lower[place]
    return word.endswith("ed") or (tokens.known[place].is_verb and word not in NOUNS_TOO)


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


BIAS = 1.07
WEIGHTS = {
    "quoted": 0.83,
    "number year": 0.62,
    "name long": 0.6,
    "formula stated": 0.58,
    "before and": 0.54,
    "kind of topic": 0.54,
    "in the first of two sentences": 0.52,
    "keyword": 0.51,
    "before or": 0.48,
    "term pair": 0.48,
    "number amount": 0.47,
    "before comma": 0.43,
    "listed announced": 0.41,
    "heading": 0.4,
    "called": 0.38,
    "formula": 0.37,
    "term keyword": 0.37,
    "listed": 0.36,
    "several places": 0.35,
    "before preposition": 0.3,
    "in heading": 0.3,
    "3 words": 0.29,
    "4 words": 0.29,
    "after from": 0.28,
    "name": 0.25,
    "subject": 0.25,
    "after of": 0.24,
    "name first": 0.23,
    "of": 0.22,
    "after as": 0.2,
    "after into": 0.19,
    "after and": 0.17,
    "before determiner": 0.16,
    "term title": 0.16,
    "after by": 0.15,
    "after between": 0.14,
    "at the end": 0.14,
    "before than": 0.13,
    "said to be": 0.13,
    "capital": 0.12,
    "after than": 0.11,
    "after or": 0.1,
    "after through": 0.1,
    "before word": 0.1,
    "after on": 0.09,
    "after to": 0.07,
    "phrase": 0.07,
    "technical": 0.07,
    "before in": 0.06,
    "verb": -0.05,
    "before between": -0.06,
    "before on": -0.06,
    "after word": -0.07,
    "before as": -0.07,
    "pair": -0.08,
    "partly generic": -0.08,
    "before auxiliary": -0.09,
    "name with noun": -0.1,
    "adjective": -0.12,
    "before from": -0.12,
    "praise": -0.13,
    "after article": -0.17,
    "before through": -0.17,
    "before into": -0.18,
    "before such": -0.18,
    "after comma": -0.19,
    "before adverb": -0.2,
    "before for": -0.21,
    "after in": -0.23,
    "before with": -0.23,
    "in parentheses": -0.23,
    "a word common": -0.24,
    "after auxiliary": -0.24,
    "before to": -0.25,
    "rare words beside it": -0.26,
    "number one of several years": -0.27,
    "short sentence": -0.28,
    "a word everyday": -0.29,
    "before the verb": -0.29,
    "after nothing": -0.33,
    "everyday words": -0.34,
    "after determiner": -0.36,
    "after adverb": -0.39,
    "number day": -0.39,
    "all words common": -0.4,
    "all words everyday": -0.4,
    "label": -0.44,
    "gerund": -0.47,
    "before article": -0.49,
    "1 words": -0.55,
    "topic": -0.55,
    "partly topic": -0.59,
    "generic words": -0.61,
    "keyword partly topic": -0.62,
    "everyday": -0.76,
    "generic": -0.78,
    "formula in a condition": -1.0,
}
