"""Items of an enumeration: "cytokines, such as A and B", "A, B, and C"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckpress.generator.nouns import is_adjective
from deckpress.generator.tokens import Mark, Tokens
from deckpress.generator.verbs import (
    BASE,
    BASE_OF_GERUND,
    NOUNS_TOO,
    PARTICIPLES,
    PAST,
    begins_with_verb,
    is_verb_form,
)
from deckpress.generator.words import AUXILIARIES, FUNCTION, is_edge

# What announces a list. Those of the second kind do so only when several items follow.
_STRONG = frozenset("including namely".split())
_WEAK = frozenset("include includes included are like both between especially particularly primarily".split())
_PAIRS = frozenset(
    pair
    for words in "such as,consisting of,consist of,consists of,composed of,up of,for example,e g".split(",")
    for pair in [tuple(words.split())]
)
_BEGINS_PAIR = frozenset(pair[0] for pair in _PAIRS)
_NO_LIST_BEFORE = frozenset("those factors things if issues areas aspects ways".split())
_NO_ITEMS = frozenset("terms parts aspects areas".split())
_STOP = re.compile(r"[.;:!?()\[\]\"“”—–]|\s-\s")


def listed_items(tokens: Tokens) -> Iterator[tuple[int, int, bool]]:
    """Yield the items of enumerations as token ranges; True for those after "such as" and the like."""
    seen: set[int] = set()
    for place, word in enumerate(tokens.lower):
        if word in _STRONG or word in _WEAK:
            start = place + 1
        elif word in _BEGINS_PAIR and tokens.lower[place : place + 2] in _PAIRS:
            start = place + 2
        else:
            continue
        if place and tokens.lower[place - 1] in _NO_LIST_BEFORE:
            continue
        if word == "between" and start < len(tokens) and tokens.words[start][0].isdigit():
            continue  # a range
        items = _items_from(tokens, start)
        if word in _WEAK and len(items) < 2:
            continue
        for item in items:
            if item[0] not in seen and _is_term(tokens, *item):
                seen.add(item[0])
                yield *item, True
    if tokens.text.count(",") >= 2:
        yield from ((*item, False) for item in _plain_lists(tokens, seen))


MOST_ITEMS = 30  # more are data, not an enumeration


def _items_from(tokens: Tokens, start: int) -> list[tuple[int, int]]:
    items: list[tuple[int, int]] = []
    here = start
    opened = start
    while here <= len(tokens.words) and len(items) < MOST_ITEMS:
        gap = tokens.gaps[here] if 0 < here < len(tokens.words) else "."
        if here > opened and gap == " (" and (behind := _behind_gloss(tokens, here)):
            if not _add(tokens, items, opened, here):
                break
            here = opened = behind  # "quartz (SiO₂)" is one item
            gap = tokens.gaps[here] if here < len(tokens.words) else "."
            if "," not in gap and tokens.lower[here : here + 1] not in (("and",), ("or",)):
                break
            while opened < len(tokens.words) and tokens.lower[opened] in ("and", "or"):
                opened += 1
            here = opened + 1
            continue
        word = tokens.lower[here] if here < len(tokens.words) else ""
        stops = here >= len(tokens.words) or (here > start and _STOP.search(gap) is not None)
        parts = stops or (here > opened and ("," in gap or word in ("and", "or", "as")))
        if parts:
            if here > opened and not _add(tokens, items, opened, here):
                break
            if stops:
                break
            opened = here
            while opened < len(tokens.words) and tokens.lower[opened] in ("and", "or", "well", "as"):
                opened += 1
            here = max(opened, here + 1)
            continue
        if here - opened > 6:
            break
        here += 1
    return items


def _behind_gloss(tokens: Tokens, place: int) -> int:
    """Return the token behind the short parenthesis that opens before `place`, 0 if there is none."""
    for end in range(place + 1, min(place + 6, len(tokens.words))):
        if ")" in tokens.gaps[end]:
            return end
    return 0


def _add(tokens: Tokens, items: list[tuple[int, int]], start: int, end: int) -> bool:
    """Add an item unless it is a clause; False ends the list."""
    while start < end and tokens.known[start].is_edge:
        if tokens.lower[start] in (
            "which",
            "that",
            "who",
            "where",
            "when",
            "while",
            "but",
            "is",
            "are",
        ):
            return False
        start += 1
    if start >= end:
        return False
    while end - start > 1 and tokens.lower[end - 1].endswith("ly"):
        end -= 1  # "feelings and actions critically"
    words = [word.lower() for word in tokens.words[start:end]]
    if any(mark is not Mark.WORD for mark in tokens.marks[start:end]):
        return False
    if "like" in words or words[0] in _NO_ITEMS or ":" in "".join(tokens.gaps[end : end + 1]):
        return False  # "aspects like the climate", "two main laws: ..."
    if (
        begins_with_verb(words[0])
        or words[0].endswith("ly")
        or (words[0] in BASE_OF_GERUND and end - start > 1)  # "providing clear signage"
        or (
            words[0].endswith("ed") and tokens.known[min(start + 1, end - 1)].is_function
        )  # "informed about policies"
        or (words[0] in PAST and words[0] not in PARTICIPLES)  # "became trade hubs"
        or tokens.lower[end : end + 2] == ("such", "as")  # "in areas such as ..."
        or (words[0] in BASE and (words[0] not in NOUNS_TOO or _stands_as_verb(tokens, start)))
    ):
        return False
    for place in range(start + 1, end):
        word = tokens.lower[place]
        if word in AUXILIARIES and tokens.lower[start - 1 : start] in (("and",), ("or",)):
            items.append((start, place))  # "between ribose and deoxyribose have ..."
            return False
        if word in (
            "is",
            "are",
            "was",
            "were",
            "can",
            "may",
            "that",
            "which",
            "who",
            "to",
            "by",
            "when",
            "if",
            "because",
        ):
            return False
        if word in (
            "in",
            "on",
            "for",
            "from",
            "with",
            "at",
            "into",
            "through",
            "during",
            "among",
            "within",
            "between",
            "over",
            "across",
            "under",
            "after",
            "before",
            "against",
            "about",
            "toward",
            "towards",
            "without",
        ):
            if place - start <= 4:
                items.append((start, place))
            return end - start <= 6
        if (
            is_verb_form(word)
            and place < end - 1
            and not word.endswith("ing")
            and (tokens.lower[place + 1] in FUNCTION or word not in NOUNS_TOO | PARTICIPLES)
        ):
            return False  # "decisions often reflect human traits"
    if is_verb_form(words[-1]) and words[-1] not in NOUNS_TOO and not words[-1].endswith("ing"):
        return False
    if end - start <= 5:
        items.append((start, end))
    return end - start <= 6


def _stands_as_verb(tokens: Tokens, place: int) -> bool:
    """Tell whether the noun or verb at `place` is a verb: "can help", "to practice new skills", "often experience"."""
    before = tokens.lower[place - 1] if place else ""
    return before in _BEFORE_VERBS or before.endswith("ly")


_BEFORE_VERBS = frozenset("to can may must will should could would might cannot not often also".split())


def _is_term(tokens: Tokens, start: int, end: int) -> bool:
    last = tokens.lower[end - 1]
    if end - start > 1 and (is_adjective(last) or last.endswith("ed")):
        return False  # "the nation's social, political, and economic institutions"
    if end - start == 1 and (last.endswith("ed") or last in PARTICIPLES or is_adjective(last)):
        return False
    return bool(tokens.content(start, end))


def _plain_lists(tokens: Tokens, seen: set[int]) -> Iterator[tuple[int, int]]:
    """The items of "A, B, and C" or "A, B and C" without a word that announces them."""
    for place in range(2, len(tokens.words) - 1):
        if tokens.words[place] not in ("and", "or"):
            continue
        items: list[tuple[int, int]] = []
        end = place
        while end > 0 and len(items) < MOST_PLAIN:
            start = _item_start(tokens, end)
            items.append((start, end))
            if start == 0 or tokens.gaps[start] != ", ":
                break
            end = start
        if len(items) < 2:
            continue
        items.reverse()
        items += _items_from(tokens, place + 1)[:1]
        for start, stop in items:
            if start not in seen and _is_plain_item(tokens, start, stop):
                seen.add(start)
                yield start, stop


MOST_PLAIN = 7


def _item_start(tokens: Tokens, end: int) -> int:
    """Where an item ends that begins behind a comma; the first of a list begins behind a verb or a small word."""
    start = end - 1
    while start > 0 and end - start < 4 and tokens.gaps[start] in (" ", "-"):
        if tokens.known[start - 1].is_edge or tokens.lower[start - 1].endswith(("'s", "’s")):
            break
        start -= 1
    if start > 0 and tokens.gaps[start] == ", ":
        return start
    for place in range(end - 1, start, -1):  # behind the verb: "to provide adequate housing"
        before = tokens.lower[place - 1]
        is_verb = tokens.known[place - 1].is_verb and (
            before not in NOUNS_TOO or (before.endswith("s") and place - 1 > start)
        )
        if is_verb and not tokens.is_glued(place):
            return place
    return start


def _is_plain_item(tokens: Tokens, start: int, end: int) -> bool:
    if any(mark is not Mark.WORD for mark in tokens.marks[start:end]):
        return False
    first = tokens.lower[start]
    if any(tokens.known[place].is_edge and tokens.lower[place] != "of" for place in range(start, end)):
        return False  # "subscriptions to professional, medical, or trade journals"
    if (
        is_edge(first)
        or (first.endswith("ing") and end - start > 1)
        or (
            is_verb_form(first)
            and (first not in NOUNS_TOO or _stands_as_verb(tokens, start))
            and first not in PARTICIPLES
            and not first.endswith("s")
        )
        or (end - start > 1 and tokens.known[end - 1].is_verb and tokens.lower[end - 1] not in NOUNS_TOO)
    ):
        return False
    return _is_term(tokens, start, end)
