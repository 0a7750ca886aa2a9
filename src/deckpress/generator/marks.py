"""What the author marks in Markdown: ==terms== to hide, and bold, which cards do not need."""

from __future__ import annotations

import re
from collections.abc import Callable

# ==term== while a text is still being cut and joined.
OPEN, CLOSE = "\ue001", "\ue002"
_WHOLE = (
    r"`++[^`\n]*+`++|\$\$?(?>(?:[^$\n=]|=(?!=))+)\$\$?|\\\((?>(?:[^\\\n]|\\[^()\n])*)\\\)"  # code, formulas
)
MARKED = re.compile(
    rf"(?:{_WHOLE})|==(?=[^\s=])(?P<term>(?>(?:(?>{_WHOLE})|(?!==)[^\n]){{1,300}}))(?<!\s)==(?!=)"
)
_BOLD = re.compile(
    r"(?<!\\)\*\*\*?(?=\S)((?:[^*\n]|\*(?!\*)){1,300}?)(?<=\S)\*\*\*?|(?<![\w\\])__(?=\S)([^\n_]{1,300}?)(?<=\S)__(?!\w)"
)
_CODE_OR_MATH = re.compile(rf"({_WHOLE})")


def strip_marks(text: str) -> str:
    """Return Markdown without bold, and with what the author forces to be hidden between private signs."""
    if "==" in text:
        text = MARKED.sub(lambda mark: f"{OPEN}{mark['term']}{CLOSE}" if mark["term"] else mark[0], text)
    if "**" in text or "__" in text:
        text = outside_code(text, lambda part: _BOLD.sub(lambda bold: bold[1] or bold[2], part))
    return text


def has_forced_terms(text: str) -> bool:
    """Tell whether the author marked a ==term== in Markdown."""
    return "==" in text and OPEN in strip_marks(text)


def without_marks(text: str) -> str:
    """Return Markdown without the author's ==marks==, for the back of a card."""
    return MARKED.sub(lambda mark: mark["term"] or mark[0], text) if "==" in text else text


def outside_code(text: str, change: Callable[[str], str]) -> str:
    pieces = _CODE_OR_MATH.split(text)
    return "".join(piece if place % 2 else change(piece) for place, piece in enumerate(pieces))
