"""Words and stems as the judge sees them: what counts as a word, as content, and as the same word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import snowballstemmer

from bench.judge.word_lists import EDGE_WORDS, EVALUATIVE, FUNCTION_WORDS, GENERIC, IRREGULAR, VERBS

FORMULA_MARK = "\ue000"  # stands for one formula where only the words around it matter
_FORMULA = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]", re.S)
_WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*(?:\+\+|#)?")
_ACRONYM = re.compile(r"(?=(?:.*[A-Z]){2}|[A-Z]+\d)[A-Za-z\d]+")
_STEMMER = snowballstemmer.stemmer("english")


def formulas(text: str) -> list[str]:
    """Return the LaTeX of each `\\( \\)` and `\\[ \\]` in `text`, without blanks."""
    return ["".join((one or two).split()) for one, two in _FORMULA.findall(text)]


def without_formulas(text: str) -> str:
    """Return `text` with one private character for each formula."""
    return _FORMULA.sub(FORMULA_MARK, text)


def words(text: str) -> list[str]:
    """Return the words of `text` as written, parted at hyphens, without formulas and possessive endings."""
    found = _WORD.findall(_FORMULA.sub(" ", text))
    return [re.sub(r"['’]s$", "", word) for word in found]


def reading_words(text: str) -> int:
    """Return how many words a learner reads; a formula counts as one for each 15 characters begun."""
    prose = sum(any(char.isalnum() for char in word) for word in _FORMULA.sub(" ", text).split())
    return prose + sum(1 + len(formula) // 15 for formula in formulas(text))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return what inflected forms of a word share; an acronym is its own stem, without the plural "s"."""
    if _ACRONYM.fullmatch(word):
        return word.rstrip("s")
    lower = word.lower()
    lower = IRREGULAR.get(lower, lower)
    if len(lower) > 5 and lower.endswith(("yses", "eses", "oses", "ases")):
        lower = lower[:-2] + "is"  # analyses, hypotheses, diagnoses
    return str(_STEMMER.stemWord(lower))


def is_function_word(word: str) -> bool:
    return word.lower() in FUNCTION_WORDS and not (len(word) > 1 and word.isupper())


def is_edge_word(word: str) -> bool:
    """Tell whether no term begins or ends with `word`; "A" and "IT" in capitals are terms ("vitamin A")."""
    return word.lower() in EDGE_WORDS and not word.isupper()


def stems(text: str) -> list[str]:
    """Return the stems of all words of `text`, in order."""
    return [stem(word) for word in words(text)]


def content_words(text: str) -> list[str]:
    return [word for word in words(text) if not is_function_word(word)]


def content_stems(text: str) -> list[str]:
    """Return the stems of the content words of `text`, in order."""
    return [stem(word) for word in content_words(text)]


def stands_in(needle: Iterable[str], haystack: Sequence[str], room: int) -> bool:
    """Tell whether all stems of `needle` stand within some `room` successive stems of `haystack`."""
    wanted = set(needle)
    if not wanted:
        return False
    if len(wanted) == 1:
        return next(iter(wanted)) in haystack
    if not wanted.issubset(haystack):
        return False
    last: dict[str, int] = {}
    for place, one in enumerate(haystack):
        if one in wanted:
            last[one] = place
            if len(last) == len(wanted) and place - min(last.values()) < room:
                return True
    return False


def _forms(verb: str) -> set[str]:
    root = verb[:-1] if verb.endswith("e") else verb
    forms = {
        verb,
        verb + "s",
        verb + "es",
        root + "ed",
        root + "ing",
        root + root[-1] + "ing",
        root + root[-1] + "ed",
    }
    return forms | ({verb[:-1] + "ies", verb[:-1] + "ied"} if verb.endswith("y") else set())


_GENERIC = GENERIC | EVALUATIVE
_VERB_FORMS = frozenset(form for verb in VERBS for form in _forms(verb))


def is_verb(word: str) -> bool:
    return word.lower() in _VERB_FORMS


def is_generic(word: str) -> bool:
    """Tell whether `word` says the same in every subject; an acronym never does.

    Forms are compared, not stems, so that "determinant" is not "determine".
    """
    lower = word.lower()
    if word.isupper():
        return False
    return lower in FUNCTION_WORDS or any(form in _GENERIC for form in (lower, lower.removesuffix("s")))
