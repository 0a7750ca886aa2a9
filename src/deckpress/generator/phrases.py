"""Noun phrases with an uncommon word. Worth little, but where no better term stands they are what is left to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckpress.generator.tokens import Mark, Tokens
from deckpress.generator.verbs import PARTICIPLES, is_verb_form
from deckpress.generator.words import GENERIC_STEMS

_TECHNICAL = re.compile(
    r"(?:osis|itis|ase|ism|ology|graphy|metry|emia|oma|phage|cyte|plast|gen|lysis|tropic|genic|philic|phobic|ation|ution"
    r"|ition|ility|icity|ance|ence|ment|oid|ine|ide|ate)s?\Z"
)
_MODALS = frozenset("can may must will should could would might cannot not".split())
_NOUN_AFTER = frozenset(
    "the a an of its their his her in by for with into from on through between two three four no".split()
)


def noun_phrases(tokens: Tokens, verb: int) -> Iterator[tuple[int, int, float, str]]:
    """Yield noun phrases; those behind the verb (its place, or -1) say more than its subject."""
    place = 0
    while place < len(tokens):
        if not _is_plain(tokens, place):
            place += 1
            continue
        end = place + 1
        while end < len(tokens) and _is_plain(tokens, end) and _gap(tokens, end) in (" ", "-"):
            end += 1
        start = max(place, end - 3) if end - place > 4 else place
        place = end
        if tokens.words[end - 1].lower().endswith("ed") or tokens.words[end - 1].lower() in PARTICIPLES:
            continue
        stems = tokens.stems[start:end]
        rare = sum(stem not in GENERIC_STEMS for stem in stems)
        if not rare:
            continue
        last = tokens.words[end - 1].lower()
        worth = 0.75 + 0.15 * min(rare, 3)
        worth += 0.2 if _TECHNICAL.search(last) else 0.0
        worth += 0.15 if len(last) > 7 else 0.0
        worth += 0.15 if start > verb >= 0 else -0.2
        worth -= 0.25 if stems[-1] in GENERIC_STEMS else 0.0
        yield start, end, worth, "phrase"


def _gap(tokens: Tokens, place: int) -> str:
    return tokens.text[tokens.ends[place - 1] : tokens.starts[place]]


def _is_plain(tokens: Tokens, place: int) -> bool:
    """Tell whether a token may be part of a noun phrase."""
    word = tokens.words[place]
    if tokens.marks[place] is not Mark.WORD or not tokens.stems[place] or not word[0].isalpha():
        return False
    lower = word.lower()
    before = tokens.words[place - 1].lower() if place else ""
    if before in _MODALS or before == "to" and lower.endswith(("ate", "ize", "ise", "ify")):
        return False
    if lower.endswith(("ly", "'s", "’s")) or before == "to" and is_verb_form(lower):
        return False
    if lower.endswith("ing") and not tokens.is_glued(place):
        return False
    if not is_verb_form(lower):
        return True
    if before in _NOUN_AFTER:
        return True
    described = place and tokens.stems[place - 1] and not is_verb_form(before) and not before.endswith("s")
    return bool(described) and tokens.stems[place - 1] not in GENERIC_STEMS
