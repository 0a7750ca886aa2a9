"""Noun phrases with an uncommon word. Worth little, but where no better term stands they are what is left to
ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckpress.generator.tokens import Mark, Tokens
from deckpress.generator.verbs import PARTICIPLES
from deckpress.generator.words import GENERIC_STEMS

_TECHNICAL = re.compile(
    r"(?:osis|itis|ase|ism|ology|graphy|metry|emia|oma|phage|cyte|plast|gen|lysis|tropic|genic|philic|phobic|ation|ution"
    r"|ition|ility|icity|ance|ence|ment|oid|ine|ide|ate)s?\Z"
)
_MODALS = frozenset("can may must will should could would might cannot not".split())
_VERB_ENDINGS = ("ate", "ize", "ise", "ify")
_NO_NOUN_ENDINGS = ("ly", "'s", "’s")
_NOUN_AFTER = frozenset(
    "the a an of its their his her in by for with into from on through between two three four no".split()
)


def noun_phrases(tokens: Tokens, verb: int) -> Iterator[tuple[int, int, float, str]]:
    """Yield noun phrases; those behind the verb (its place, or -1) say more than its subject."""
    gaps, count = tokens.gaps, len(tokens.words)
    plain = [_is_plain(tokens, place) for place in range(count)]
    place = 0
    while place < count:
        if not plain[place]:
            place += 1
            continue
        end = place + 1
        while end < count and plain[end] and gaps[end] in (" ", "-"):
            end += 1
        start = max(place, end - 3) if end - place > 4 else place
        place = end
        last = tokens.lower[end - 1]
        if last.endswith("ed") or last in PARTICIPLES:
            continue
        stems = tokens.stems[start:end]
        rare = sum([stem not in GENERIC_STEMS for stem in stems])
        if not rare:
            continue
        worth = 0.75 + 0.15 * min(rare, 3)
        worth += 0.2 if _TECHNICAL.search(last) else 0.0
        worth += 0.15 if len(last) > 7 else 0.0
        worth += 0.15 if start > verb >= 0 else -0.2
        worth -= 0.25 if stems[-1] in GENERIC_STEMS else 0.0
        yield start, end, worth, "phrase"


def _is_plain(tokens: Tokens, place: int) -> bool:
    """Tell whether a token may be part of a noun phrase."""
    word = tokens.known[place]
    if not word.stem or tokens.marks[place] is not Mark.WORD or not word.text[0].isalpha():
        return False
    lower = word.lower
    before = tokens.lower[place - 1] if place else ""
    if before in _MODALS or (before == "to" and (word.is_verb or lower.endswith(_VERB_ENDINGS))):
        return False
    if lower.endswith(_NO_NOUN_ENDINGS) or (lower.endswith("ing") and not tokens.is_glued(place)):
        return False
    if not word.is_verb or before in _NOUN_AFTER:
        return True
    described = (
        tokens.gaps[place] == " "
        and tokens.stems[place - 1]
        and not tokens.known[place - 1].is_verb
        and not before.endswith("s")
    )
    return place > 0 and bool(described) and tokens.stems[place - 1] not in GENERIC_STEMS
