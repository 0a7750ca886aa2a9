"""Dates, years and amounts that a learner may be asked for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from deckpress.generator.nouns import noun_follows
from deckpress.generator.tokens import Mark, Tokens
from deckpress.generator.verbs import is_verb_form
from deckpress.generator.words import is_function

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})(?:,?\s+\d{{4}})?|(?:{_MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|(?:{_MONTH}),?\s+\d{{4}})\b"
)
_YEAR = re.compile(
    r"(?<![\w.,$€£-])\d{1,4}\s?(?:BCE|BC|AD|CE)\b|(?<![\w.,$€£-])(?:1\d{3}|20\d{2})s?(?:\s?(?:BC|BCE|AD|CE))?(?![\w,.-]*\d)\b"
)
_CENTURY = re.compile(
    r"\b(?:(?:early|late|mid)[- ])?\d{1,2}(?:st|nd|rd|th)\s+centur(?:y|ies)(?:\s+(?:BCE|BC|AD|CE)\b)?"
)
_MONTH_ALONE = re.compile(rf"\b(?:in|early|late|mid) ({_MONTH})\b(?! \d| and| or)")
_DIGIT = re.compile(r"\d")


def number_places(tokens: Tokens) -> Iterator[tuple[int, int, str]]:
    """Yield token ranges of dates, years and amounts, with which of them each is."""
    text = tokens.text
    taken: list[tuple[int, int]] = []
    for match in _MONTH_ALONE.finditer(text):
        start, end = bisect_left(tokens.starts, match.start(1)), bisect_left(tokens.starts, match.end(1))
        taken.append((start, end))
        yield start, end, "month"
    if not _DIGIT.search(text):
        return
    for pattern, detail in ((_DATE, "date"), (_CENTURY, "century"), (_YEAR, "year")):
        for match in pattern.finditer(text):
            start, end = bisect_left(tokens.starts, match.start()), bisect_left(tokens.starts, match.end())
            if any(start < other_end and other < end for other, other_end in taken):
                continue
            if any(mark is not Mark.WORD for mark in tokens.marks[start:end]) or start >= end:
                continue
            taken.append((start, end))
            if pattern is _YEAR and tokens.lower[start - 1 : start] in _COUNTED:
                continue  # "Form No. 1901"
            if pattern is _DATE and not re.search(r"\d{4}", match[0]):
                detail = "day"  # a day of a year that the text has named before
            if pattern is _YEAR and _one_of_several(text, match):
                detail = "one of several years"
            yield start, end, detail
    for place, word in enumerate(tokens.words):
        if tokens.marks[place] is not Mark.WORD or any(start <= place < end for start, end in taken):
            continue
        if word[0].isdigit():
            found = _amount(tokens, place)
            if found and tokens.lower[place - 1 : place] == ("between",):
                found = place, _range_end(tokens, found[1])
            if found:
                taken.append(found)
                yield *found, "amount"


def _range_end(tokens: Tokens, end: int) -> int:
    """Where "between 5 % and 7 %" ends: one number makes little sense without the other."""
    if (
        end + 1 >= len(tokens)
        or tokens.lower[end] not in ("and", "to")
        or not tokens.words[end + 1][0].isdigit()
    ):
        return end
    other = _amount(tokens, end + 1)
    return other[1] if other else end


def _is_unit_before(word: str) -> bool:
    """Tell whether a number belongs to the word before: "pH 2", "Article 231", "Type 1"."""
    return any(letter.isupper() for letter in word) and not is_function(word)


def _one_of_several(text: str, match: re.Match[str]) -> bool:
    """Tell whether a year is one of a pair or list ("the crises of 1905 and 1911"), or stands in parentheses."""
    before, after = text[max(0, match.start() - 5) : match.start()], text[match.end() : match.end() + 6]
    return bool(
        re.search(r"\d(?:, | and )\Z|\(|[-–]\Z", before) or re.match(r"(?:, | and |[-–])(?:and )?\d", after)
    )


_MULTIPLES = frozenset("million billion trillion thousand hundred lakh crore".split())
_ERAS = frozenset("bc bce ad ce b.c a.d".split())
_COUNTED = frozenset(
    (word,)
    for word in "type stage step steps phase class level grade number no figure layer tier chapter section article version".split()
)


def _amount(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """A number with its unit: "23.4 degrees", "6 to 8 seconds", "80%"."""
    text = tokens.text
    before = text[max(0, tokens.starts[place] - 1) : tokens.starts[place]]
    after = text[tokens.ends[place] : tokens.ends[place] + 1]
    if (
        before in ("(", "=", "^", "-", "/", ".")
        or after in ("=", "/", "^", ":", "(")
        or (after == ")" and before == "(")
    ):
        return None
    if after == "," and place + 1 < len(tokens.words) and tokens.words[place + 1][0].isdigit():
        return None  # a pair of coordinates
    if tokens.lower[place - 1 : place] in _COUNTED:
        return None  # "type 2 diabetes"
    end = place + 1
    if (
        end + 1 < len(tokens.words)
        and tokens.lower[end] in ("to", "and", "or")
        and tokens.words[end + 1][0].isdigit()
    ):
        end += 2
    elif (
        end < len(tokens.words)
        and tokens.words[end][0].isdigit()
        and text[tokens.ends[place] : tokens.starts[end]] in ("-", "–")
    ):
        end += 1
    if text[tokens.ends[end - 1] : tokens.ends[end - 1] + 1] in ("%", "°"):
        return place, end
    if end < len(tokens.words) and text[tokens.ends[end - 1] : tokens.starts[end]] in (" ", "-"):
        word = tokens.lower[end]
        if (
            tokens.marks[end] is Mark.WORD
            and word.isalpha()
            and not is_function(word)
            and not is_verb_form(word)
        ):
            if (
                (word in _MULTIPLES and end + 1 < len(tokens.words) and tokens.words[end + 1].isalpha())
                and text[tokens.ends[end] : tokens.starts[end + 1]] == " "
                and not is_function(tokens.words[end + 1])
            ):
                return place, end + 2
            while end + 1 < len(tokens.words) and text[tokens.ends[end] : tokens.starts[end + 1]] == "/":
                end += 1  # "2.7 g/cm³"
            following = tokens.lower[end + 1 : end + 2]
            if following == ("per",) and end + 2 < len(tokens) and tokens.gaps[end + 2] == " ":
                return place, end + 3  # "60 miles per hour"
            if word in ("degrees", "degree") and following in (("celsius",), ("fahrenheit",), ("kelvin",)):
                return place, end + 2
            if noun_follows(tokens, end + 1) and place + 1 == end and len(tokens.words[place]) > 1:
                return place, end  # "50 random points"
            return place, end + 1
        if word in _ERAS:
            return place, end + 1
    if (
        place
        and text[tokens.ends[place - 1] : tokens.starts[place]] == " "
        and _is_unit_before(tokens.words[place - 1])
    ):
        return place - 1, end
    if end - place > 1 or len(tokens.words[place].rstrip("s")) >= 2 or before == "$":
        return place, end
    return None
