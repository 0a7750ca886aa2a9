"""Formulas of Markdown that no reader would see as their author meant them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from deckpress.parser.inline import SpanKind, inline_spans
from deckpress.parser.latex import in_words_of_mathjax, latex_fault

# Marks of math, or LaTeX, that stand outside of it. A single dollar is money unless LaTeX follows.
_STRAY = re.compile(
    r"(?P<mark>(?<![\\$])\$\$(?!\$)|(?<!\\)(?>(?:\\\\)*)\\[()\[\]])"
    r"|(?P<dollar>(?<![\\$\w])\$ ?(?=\\[A-Za-z]|[A-Za-z](?:\^|_[\\{])))"
    r"|(?P<command>\\(?:begin|end|[dt]?frac|sqrt|text|math(?:bf|bb|cal|rm)|ce)\s?\{)"
)

_LONGEST = 70  # characters of a formula in a message


@dataclass(frozen=True, slots=True)
class BrokenFormula:
    """Where a formula begins in the Markdown, its source (shortened), and why it cannot be set."""

    start: int
    source: str
    fault: str


def broken_formulas(markdown: str) -> list[BrokenFormula]:
    """Return the formulas that MathJax would refuse, and marks of math without a partner, in order.

    Of several marks without a partner on a line the first is told.
    """
    if "$" not in markdown and "\\" not in markdown:
        return []
    found: list[BrokenFormula] = []
    outside: list[str] = []
    place = 0
    for span in inline_spans(markdown):
        source = markdown[span.start : span.end]
        if span.kind in (SpanKind.MATH, SpanKind.DISPLAY) and (fault := formula_fault(source)):
            found.append(BrokenFormula(span.start, _shortened(source), fault))
        outside += markdown[place : span.start], " " * len(source)
        place = span.end
    outside.append(markdown[place:])
    place = 0
    is_open = False  # a mark of this paragraph has no partner, so LaTeX after it is no news
    for line in "".join(outside).split("\n"):
        stray = _STRAY.search(line)
        if stray and not (stray["command"] and is_open):
            start = place + stray.start()
            source = _shortened(markdown[start : start + 2 * _LONGEST])
            found.append(BrokenFormula(start, source, _stray_fault(stray)))
        is_open = bool(line.strip()) and (is_open or stray is not None)
        place += len(line) + 1
    return sorted(found, key=lambda one: one.start)


def _shortened(source: str) -> str:
    words = " ".join(source.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 4]} ..."


def formula_fault(source: str) -> str:
    """Return why a formula given with its marks cannot be set, "" if it can."""
    marks = 2 if source.startswith(("$$", "\\")) else 1
    body = source[marks:-marks]
    is_display = source.startswith(("$$", "\\["))
    return latex_fault(in_words_of_mathjax(body.strip()), rows=is_display or "\\\\" in body)


def _stray_fault(stray: re.Match[str]) -> str:
    if not stray["command"]:
        return f"'{(stray['mark'] or '$')[-2:]}' has no partner"
    return f"'{stray['command'].rstrip('{ ')}' stands outside of math"
