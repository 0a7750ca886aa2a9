"""Noun phrases with an uncommon word. Worth little, but where no better term stands they are what is left to
ask.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from deckpress.generator.nouns import NUMBERS, SUPERLATIVE, is_adjective, may_be_in_phrase
from deckpress.generator.tokens import Mark, Tokens, is_break
from deckpress.generator.verbs import NOUNS_TOO, PARTICIPLES
from deckpress.generator.words import DETERMINERS

_PLURAL = re.compile(r"(?<!s)(?<!u)(?<!i)(?<!ic)s\Z")
_PLURALS = frozenset(
    "people children men women bacteria data criteria phenomena nuclei nucleoli stimuli fungi media".split()
)
_SINGULARS = frozenset(
    "measles diabetes rabies sales sports news series species lens gas herpes mumps".split()
)
# Token range, kind and detail of what could be hidden.
Found = tuple[int, int, str, str]


def noun_phrases(tokens: Tokens) -> Iterator[Found]:
    """Yield noun phrases and what is built of them: pairs ("clarity and coherence"), phrases with "of" ("rate of
    change"), single adjectives, and gerunds ("organizing ideas").
    """
    gaps, count = tokens.gaps, len(tokens.words)
    plain = [may_be_in_phrase(tokens, place) for place in range(count)]
    runs: list[tuple[int, int]] = []
    place = 0
    while place < count:
        if not plain[place]:
            if _is_gerund(tokens, place):
                yield place, place + 1, "gerund", ""
            place += 1
            continue
        end = place + 1
        while end < count and plain[end] and gaps[end] in (" ", "-"):
            before = tokens.lower[end - 1]
            if (
                gaps[end] == " "
                and ((_PLURAL.search(before) and before not in _SINGULARS) or before in _PLURALS)
                and not tokens.known[end].is_capital
            ):
                break  # what follows a plural is a verb: "researchers disentangle"
            if gaps[end] == " " and _is_unknown_verb(tokens, end):
                break
            end += 1
        start = max(place, end - 3) if end - place > 4 else place
        if start > place and tokens.known[start].is_capital and tokens.known[start - 1].is_capital:
            start = place  # "New York City subway"
        if start and end - start > 1 and gaps[start] == " " and tokens.lower[start - 1].endswith("ly"):
            start -= is_adjective(tokens.lower[start])  # "selectively permeable membrane"
        runs.append((start, end))
        place = end
    runs = [
        (start, _without_tail(tokens, start, end)) for start, end in runs if not _is_compared(tokens, start)
    ]
    for start, end in runs:
        last = tokens.lower[end - 1]
        if (
            last.endswith("ed")
            or last in PARTICIPLES
            or last in _EMPTY
            or last in NUMBERS
            or SUPERLATIVE.fullmatch(last)
        ):
            continue
        if end - start > 1 and tokens.lower[start] in ("way", "ways"):
            continue  # "the way physicists calculate"
        if not is_adjective(last):
            yield start, end, "phrase", ""
        elif end - start == 1 and not (end < count and gaps[end] == " " and tokens.stems[end]):
            yield start, end, "adjective", ""
    for (start, end), (second, last_end) in itertools.pairwise(runs):
        between = tokens.lower[end:second]
        if end - start > 2 or last_end - second > 2 or any(is_break(gap) for gap in gaps[end : second + 1]):
            continue
        if _is_modifier(tokens.lower[last_end - 1]):
            continue
        if between in (("and",), ("or",)):
            yield start, last_end, "pair", ""
        elif last_end < count and (tokens.lower[last_end] in ("and", "or") or "," in gaps[last_end]):
            continue  # "the intersection of music and humor"
        elif between == ("of",) and end - start == 1 and tokens.lower[start] not in _NO_HEADS:
            yield start, last_end, "of", ""


def _is_compared(tokens: Tokens, start: int) -> bool:
    """Tell whether a phrase begins behind "more" or "less": "a more reactive metal"."""
    return (
        start > 0
        and tokens.lower[start - 1] in ("more", "less", "most", "least")
        and is_adjective(tokens.lower[start])
    )


def _is_unknown_verb(tokens: Tokens, place: int) -> bool:
    """Tell whether a word behind a noun is a verb that no list holds: "Cézanne experimented", "Sartre contends that"."""
    word = tokens.lower[place]
    if word.endswith("ed"):
        return True
    following = tokens.lower[place + 1] if place + 1 < len(tokens) else ""
    return (
        word.endswith("s")
        and word not in NOUNS_TOO
        and tokens.gaps[place + 1 : place + 2] == (" ",)
        and (following in DETERMINERS or following in _BEHIND_VERB)
    )


_BEHIND_VERB = frozenset("that how why whether when while because if until into upon without".split())


def _is_modifier(word: str) -> bool:
    return is_adjective(word) or word.endswith("ed") or word in PARTICIPLES


_IDIOMS = frozenset("terms advantage account light spite front favor lieu need view lack face course".split())
# Adjectives that stand behind their noun, since something follows: "a diet high in fat".
_BEHIND = frozenset(
    """high low rich ripe easy difficult free available necessary able unable likely similar due equal close essential
    responsible today tomorrow yesterday earlier later online worldwide alone abroad together""".split()
)


def _without_tail(tokens: Tokens, start: int, end: int) -> int:
    while end - start > 1 and tokens.lower[end - 1] in _BEHIND:
        end -= 1
    return end


def _is_gerund(tokens: Tokens, place: int) -> bool:
    word = tokens.known[place]
    if not word.stem or tokens.marks[place] is not Mark.WORD or tokens.is_glued(place):
        return False
    following = tokens.gaps[place + 1] if place + 1 < len(tokens) else "."
    takes_object = following == " " and bool(
        tokens.stems[place + 1] or tokens.lower[place + 1] in DETERMINERS
    )
    return word.lower.endswith("ing") and len(word.lower) > 5 and word.text.islower() and not takes_object


# Nouns that say nothing, whatever stands before them: "prime example", "cyclic manner".
_EMPTY = frozenset(
    """example examples manner way ways aspect aspects role roles part parts sense range variety number degree extent kind kinds
    type types case cases fact facts thing things means lot amount amounts set term terms one ones reason reasons issue issues time
    times place places purpose purposes
    factor factors""".split()
)

_NO_HEADS = _EMPTY | _IDIOMS | frozenset("context realm world concept idea notion process act".split())
