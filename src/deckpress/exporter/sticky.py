"""Keeps what a published note hid: learners have a card for it, whatever the generator would hide now."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from html import escape

from deckpress.exporter.cloze import (
    ClozePlace,
    cloze_numbers,
    put_in_clozes,
    renumber_clozes,
    take_out_clozes,
)

LONGEST = 10_000  # characters of a field that are worth the search

# What is set aside: clozes (as far as they go), tags, LaTeX, and the content of code.
_PART = re.compile(
    r"(\{\{c[0-9,]+::|\}\})|<(pre|code)\b[^<>]*+>.*?</\2>|</?[a-zA-Z][^<>]*+>|(\\\(.*?\\\)|\\\[.*?\\\])|&#?\w+;",
    re.DOTALL,
)
_WORD = re.compile(r"\w+")


def hide_again(text: str, term: str, ordinal: int) -> str | None:
    """Return the field `Text` with `{{cN::term}}` wherever the term stands in it.

    None when the term does not stand there, or when one of its places cannot be hidden as it is (inside
    another deletion or code, or as a part of math).
    """
    html = escape(term, quote=False)
    is_math = html.startswith(("\\(", "\\["))
    if len(text) > LONGEST or not term.strip() or "}}" in html or "::" in html:
        return None
    if not is_math and ("{" in html or "}" in html):
        return None
    wanted = whole_words(html)
    if not wanted.search(text):
        return None
    result: list[str] = []
    place = depth = hidden = 0
    for part in (*_PART.finditer(text), None):
        run = text[place : part.start() if part else len(text)]
        if depth == 0:
            run, count = wanted.subn(lambda found: f"{{{{c{ordinal}::{found[0]}}}}}", run)
            hidden += count
        elif wanted.search(run):
            return None
        result.append(run)
        if part is None:
            break
        place = part.end()
        if part[3] == html and depth == 0:
            result.append(f"{{{{c{ordinal}::{part[0]}}}}}")
            hidden += 1
            continue
        result.append(part[0])
        if part[1]:
            depth = max(0, depth + (1 if part[1] != "}}" else -1))
        elif wanted.search(part[0]):
            return None
    again = "".join(result)
    return again if hidden and ordinal in cloze_numbers(again) else None


def whole_words(text: str) -> re.Pattern[str]:
    """Return what finds a text where it is not a part of a longer word."""
    return re.compile(rf"(?<![\w-]){re.escape(text)}(?![\w-])", re.IGNORECASE)


def hide_before_others(
    text: str, term: str, ordinal: int, others: Mapping[int, str]
) -> tuple[str, frozenset[int]] | None:
    """Return the field with a term hidden at the cost of `others` (ordinal -> text) that share words with it.

    These are deletions that no learner has a card for; also returned are those that gave way.
    """
    words = set(_WORD.findall(term.casefold()))
    rivals = {
        number: other for number, other in others.items() if words & set(_WORD.findall(other.casefold()))
    }
    if not rivals:
        return None
    plain, places = take_out_clozes(text)
    kept = [place for place in places if not set(place.numbers) <= rivals.keys()]
    again = hide_again(put_in_clozes(plain, kept), term, ordinal)
    if again is None:
        return None
    for number, other in rivals.items():
        again = hide_again(again, other, number) or again
    return again, frozenset(rivals.keys() - cloze_numbers(again))


def keep_deletions(published: str, text: str, numbers: Mapping[int, int], new: Set[int]) -> str | None:
    """Return a field that reads the same in both editions with the deletions it had in the first one.

    `numbers` tells the published ordinals of those in `text`, `new` the ones no learner has a card for. A new
    deletion comes in if it touches none of the old ones. None where the texts differ.
    """
    plain, old_places = take_out_clozes(published)
    now, places = take_out_clozes(renumber_clozes(text, numbers))
    if plain != now or not plain:
        return None
    kept = {(place.start, place.end): place for place in old_places}
    added: dict[tuple[int, ...], list[ClozePlace]] = {}
    for place in places:
        same = kept.get((place.start, place.end))
        if same is not None and same.numbers == place.numbers:
            kept[place.start, place.end] = place  # with its hint
        else:
            added.setdefault(place.numbers, []).append(place)
    result = list(kept.values())
    for own_numbers, own in sorted(added.items()):
        apart = [place for place in own if not any(_touch(place, other) for other in kept.values())]
        # A new one that shows elsewhere would be given away there.
        if new.isdisjoint(own_numbers) or len(apart) == len(own):
            result += apart
    return put_in_clozes(plain, result)


def _touch(one: ClozePlace, other: ClozePlace) -> bool:
    return one.start < other.end and other.start < one.end
