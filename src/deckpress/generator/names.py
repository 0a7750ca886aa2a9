"""Proper names and acronyms in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckpress.generator.stems import is_acronym, stem
from deckpress.generator.tokens import Mark, Tokens
from deckpress.generator.verbs import is_verb_form
from deckpress.generator.words import GENERIC_STEMS, MONTHS, is_function

NAME, LONG_NAME = 1.9, 2.2
_LINKS = frozenset("of von van de der del la le bin ibn".split())
_NATION = re.compile(r"(?:an|ese|ish|ic|ch|ek|wiss|utch|ern)\Z")


def name_places(tokens: Tokens) -> Iterator[tuple[int, int, float]]:
    """Yield token ranges of names with what they are worth."""
    place = 0
    while place < len(tokens):
        if not _may_be_name(tokens, place):
            place += 1
            continue
        start, place = place, _name_end(tokens, place)
        begins = _begins_sentence(tokens, start)
        if begins and place - start > 1 and _is_common(tokens.words[start]):
            start += 1  # "Activated NK cells"
            begins = False
        if place - start == 1 and _is_compound(tokens, place):
            place += 1  # "DNA polymerase"
        word = tokens.words[start]
        is_long = place - start > 1
        if (
            is_function(word)
            and len(word) < 4
            and not word.isupper()
            or not is_long
            and _is_adjective(tokens, start)
        ):
            continue
        if not begins:
            yield start, place, LONG_NAME if is_long else NAME
        elif not is_function(word) and (is_long or sum(letter.isupper() for letter in word) > 1):
            yield start, place, NAME


def _is_common(word: str) -> bool:
    """Tell whether a capital at the start of a sentence says nothing about `word`."""
    return (
        word.endswith(("ed", "ing")) or is_verb_form(word) or is_function(word) or stem(word) in GENERIC_STEMS
    )


def _may_be_name(tokens: Tokens, place: int) -> bool:
    word = tokens.words[place]
    return (
        word[0].isupper() and tokens.marks[place] is Mark.WORD and word.lower() not in MONTHS and word != "I"
    )


def _name_end(tokens: Tokens, place: int) -> int:
    """Where the name ends: "Treaty of London", "J. S. Bach", "Article 231"."""
    end = place + 1
    while end < len(tokens) and tokens.marks[end] is Mark.WORD:
        gap = tokens.text[tokens.ends[end - 1] : tokens.starts[end]]
        initial = len(tokens.words[end - 1]) <= 2 and gap in (". ", ".")
        if gap not in (" ", "-") and not initial or tokens.words[end - 1].endswith(("'s", "’s")):
            break
        word = tokens.words[end]
        if _may_be_name(tokens, end) or word.isdigit() and len(word) < 4:
            end += 1
        elif word in _LINKS and end + 1 < len(tokens) and _may_be_name(tokens, end + 1):
            if tokens.text[tokens.ends[end] : tokens.starts[end + 1]] != " ":
                break
            end += 2
        else:
            break
    return end


def _is_compound(tokens: Tokens, place: int) -> bool:
    """Tell whether the noun at `place` belongs to the acronym before it."""
    if place >= len(tokens) or tokens.marks[place] is not Mark.WORD or not tokens.stems[place]:
        return False
    word = tokens.words[place]
    if (
        not is_acronym(tokens.words[place - 1])
        or not word.islower()
        or is_verb_form(word)
        or word.endswith("ed")
    ):
        return False
    return tokens.text[tokens.ends[place - 1] : tokens.starts[place]] == " "


def _is_adjective(tokens: Tokens, place: int) -> bool:
    """Tell whether a name only describes the next word: "the German historian"."""
    if place + 1 >= len(tokens) or not _NATION.search(tokens.words[place]):
        return False
    following = tokens.words[place + 1]
    if tokens.text[tokens.ends[place] : tokens.starts[place + 1]] != " " or not tokens.stems[place + 1]:
        return False
    return not (is_verb_form(following) and following.endswith(("s", "ed")))


def _begins_sentence(tokens: Tokens, place: int) -> bool:
    if place == 0:
        return True
    gap = tokens.text[tokens.ends[place - 1] : tokens.starts[place]]
    return any(sign in gap for sign in ".!?:") and not (gap == ". " and len(tokens.words[place - 1]) == 1)
