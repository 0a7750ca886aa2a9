"""Proper names and acronyms in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckpress.generator.stems import is_acronym, stem
from deckpress.generator.tokens import Mark, Tokens
from deckpress.generator.verbs import NOUNS_TOO, is_verb_form
from deckpress.generator.words import GENERIC_STEMS, MONTHS, is_function

_LINKS = frozenset("of for von van de der del la le bin ibn".split())
_ERAS = frozenset("BC BCE AD CE B.C A.D".split())
_AGAINST = frozenset("v vs".split())  # "Hyde v. Wrench" is the name of one case
_COUNTED = frozenset(
    "step steps part parts figure table example section equation chapter option case".split()
)
_ROMAN = re.compile(r"[IVX]+")
_NATION = re.compile(r"(?:an|ese|ish|ic|ch|ek|wiss|utch|ern)\Z")


def name_places(tokens: Tokens) -> Iterator[tuple[int, int, str]]:
    """Yield token ranges of names, with what kind of name each is."""
    place = 0
    for start in [number for number, word in enumerate(tokens.known) if word.is_capital]:
        if start < place or not _may_be_name(tokens, start):
            continue
        place = _name_end(tokens, start)
        begins = _begins_sentence(tokens, start)
        if begins and place - start > 1 and _is_common(tokens.words[start]):
            start, begins = start + 1, False  # "Activated NK cells", "On 5 July"
        word = tokens.words[start]
        if begins and _is_common(word):
            continue
        if not word[0].isupper() or (is_function(word) and len(word) < 4):
            continue
        if tokens.text[tokens.ends[place - 1] : tokens.ends[place - 1] + 1] in ("$", "€", "£"):
            continue  # "US$40 million"
        if tokens.words[start].upper() in _ERAS and start and tokens.words[start - 1][0].isdigit():
            continue
        if _fills_parenthesis(tokens, start, place):
            continue  # "quartz (SiO₂)" names one thing twice
        is_long = place - start > 1
        if (
            (len(word) == 1 and not is_long)
            or word.lower() in _COUNTED
            or (_ROMAN.fullmatch(word) and not is_long)
        ):
            continue
        if not is_long and is_acronym(word) and _noun_follows(tokens, place):
            place += 1  # "DNA polymerase"
            yield start, place, "acronym"
            continue
        elif _noun_follows(tokens, place) and _NATION.search(tokens.words[place - 1]):
            # "Moroccan crises" is a name of its own, "the German historian Fritz Fischer" has a better one.
            if place + 1 >= len(tokens.words) or not _may_be_name(tokens, place + 1):
                yield start, place + 1, "with noun"
            continue
        elif (
            is_long
            and _noun_follows(tokens, place)
            and place + 1 < len(tokens.words)
            and _may_be_name(tokens, place + 1)
        ):
            continue  # "the Bosnian Serb student Gavrilo Princip"
        if not begins:
            detail = "listed" if _is_listed(tokens, start, place) else "long" if is_long else ""
            yield start, place, detail
        elif is_long or sum(letter.isupper() for letter in word) > 1:
            yield start, place, "first"


def _is_common(word: str) -> bool:
    """Tell whether a capital at the start of a sentence says nothing about `word`."""
    return (
        word.endswith(("ed", "ing")) or is_verb_form(word) or is_function(word) or stem(word) in GENERIC_STEMS
    )


def _fills_parenthesis(tokens: Tokens, start: int, end: int) -> bool:
    after = tokens.text[tokens.ends[end - 1] : tokens.ends[end - 1] + 1]
    return tokens.gaps[start].endswith("(") and after == ")"


def _may_be_name(tokens: Tokens, place: int) -> bool:
    word = tokens.words[place]
    return (
        word[0].isupper() and tokens.marks[place] is Mark.WORD and word.lower() not in MONTHS and word != "I"
    )


def _name_end(tokens: Tokens, place: int) -> int:
    """Where the name ends: "Treaty of London", "J. S. Bach", "Article 231"."""
    end = place + 1
    while end < len(tokens.words) and tokens.marks[end] is Mark.WORD:
        gap = tokens.gaps[end]
        initial = (len(tokens.words[end - 1]) <= 2 or "." in tokens.words[end - 1]) and gap in (". ", ".")
        if (gap not in (" ", "-", " & ") and not initial) or tokens.words[end - 1].endswith(("'s", "’s")):
            break
        word = tokens.words[end]
        if _may_be_name(tokens, end) or (word.isdigit() and len(word) < 4):
            end += 1
        elif word in _LINKS and end + 1 < len(tokens.words) and _may_be_name(tokens, end + 1):
            if tokens.gaps[end + 1] != " ":
                break
            end += 2
        elif word in ("of", "for") and tokens.words[end + 1 : end + 2] == ("the",):
            if end + 2 >= len(tokens) or not _may_be_name(tokens, end + 2) or end - place < 2:
                break
            end += 3  # "Kennedy Center for the Performing Arts"
        elif word in _AGAINST and end + 1 < len(tokens.words) and _may_be_name(tokens, end + 1):
            end += 2
        else:
            break
    return end


def _noun_follows(tokens: Tokens, place: int) -> bool:
    """Tell whether the token at `place` is a noun that a name before it describes."""
    if place >= len(tokens.words) or tokens.marks[place] is not Mark.WORD or not tokens.stems[place]:
        return False
    word = tokens.words[place]
    if not word.islower() or word.endswith("ed") or (is_verb_form(word) and word not in NOUNS_TOO):
        return False
    if is_verb_form(word) and (word.endswith("s") or tokens.words[place - 1].endswith("s")):
        return False
    return tokens.gaps[place] == " "


def _is_listed(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether a name is one of several: "Germany, Austria-Hungary and Italy"."""

    def is_name(place: int) -> bool:
        return 0 <= place < len(tokens.words) and tokens.words[place][0].isupper()

    def gap(place: int) -> str:
        return tokens.gaps[place] if 0 < place < len(tokens.words) else ""

    if (gap(end) == ", " and is_name(end)) or (gap(start) == ", " and is_name(start - 1)):
        return True
    after = end < len(tokens.words) and tokens.words[end] in ("and", "or") and is_name(end + 1)
    return after or (start > 1 and tokens.words[start - 1] in ("and", "or") and is_name(start - 2))


def _begins_sentence(tokens: Tokens, place: int) -> bool:
    if place == 0:
        return True
    gap = tokens.gaps[place]
    return any(sign in gap for sign in ".!?:") and not (gap == ". " and len(tokens.words[place - 1]) == 1)
