"""Whether a range of words cuts something that is one: a quotation, a name with its number, a sign."""

from __future__ import annotations

import re

from deckpress.generator.tokens import Tokens


def makes_no_term(tokens: Tokens, start: int, end: int, kind: str) -> bool:
    """Tell whether a range that was found as `kind` cannot be hidden by itself."""
    if _is_cut(tokens, start, end):
        return True
    if kind in ("phrase", "listed") and _is_sign(tokens, start, end):
        return True
    return kind in _PHRASES and (
        _is_numbered(tokens, end) or tokens.lower[end - 1] in _HONORIFICS or _is_letters(tokens, start, end)
    )


_SIGNS = re.compile(r"[()\[\]\"“”]")
_CLOSING = re.compile(r"[%°]?([)\]\"”])")


def _is_cut(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether a quotation or parenthesis begins or ends between the words: 'key") and inserting'. One that
    ends right behind them goes with them: "causation (mechanism)".
    """
    if tokens.text.startswith("::", tokens.ends[end - 1]):
        return True  # "ff02::1"
    if end - start < 2:
        return False
    between = "".join(_SIGNS.findall("".join(tokens.gaps[start + 1 : end])))
    if between and (closing := _CLOSING.match(tokens.text, tokens.ends[end - 1])):
        between += closing[1]
    return between.count('"') % 2 == 1 or any(
        between.count(one) != between.count(other) for one, other in ("()", "[]", "“”")
    )


def _is_sign(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether a parenthesis holds nothing but these tokens, which write what stands before it in short:
    "carbon dioxide (CO2)", "two carbon atoms (C-C)".
    """
    return (
        tokens.gaps[start].rstrip("-–").endswith("(")
        and tokens.text[tokens.ends[end - 1] : tokens.ends[end - 1] + 1] == ")"
        and not any(word.islower() and len(word) > 2 for word in tokens.words[start:end])
    )


def _is_letters(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether a term is but a letter, a digit or a string like "ab"."""
    longest = max(len(word) for word in tokens.words[start:end])
    is_initial = len(tokens.words[end - 1]) == 1 and tokens.text[tokens.ends[end - 1] :][:1] == "."
    return longest < 2 or (longest < 3 and tokens.words[start].islower()) or is_initial


_HONORIFICS = frozenset("dr mr mrs ms prof st sir rs".split())
_PHRASES = frozenset("phrase listed of pair name".split())
_NUMERAL = re.compile(r"[IVX]+|[A-Z]|\d+")


def _is_numbered(tokens: Tokens, end: int) -> bool:
    """Tell whether a number belongs to what ends at `end`: "MHC class I", "World War II"."""
    return end < len(tokens) and tokens.gaps[end] == " " and bool(_NUMERAL.fullmatch(tokens.words[end]))
