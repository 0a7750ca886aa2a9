r"""Undo what publishing did to newlines: each became the two characters `\n`, and nothing else was escaped.

So any other backslash is LaTeX, code or a path, and some `\n` are not newlines either: `\neq` and `\nabla` in
math, `"\n"` in code. Neither JSON's nor Python's own decoding knows the difference.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from deckpress.parser.inline import SpanKind, inline_spans

# The LaTeX commands that begin with n.
_COMMANDS = (
    r"n(?:abla|atural|cong|e|earrow|eg|eq|ewline|exists|geq|gtr|i|leftarrow|leftrightarrow|leq|less|mid|onumber"
    r"|ot|otag|otin|otni|parallel|prec|preceq|rightarrow|sim|subseteq|succ|succeq|supseteq|triangleleft"
    r"|trianglelefteq|triangleright|trianglerighteq|u|vdash|warrow|Leftarrow|Leftrightarrow|Rightarrow|VDash"
    r"|Vdash|vDash)(?![A-Za-z])"
)
_NEWLINE = re.compile(r"\\n")
_COMMAND_OR_NEWLINE = re.compile(rf"(?<!\$\$)(?<!\\\[)\\({_COMMANDS})|\\n")
# A formula without marks, or with one mark lost. What follows the n hardly begins a line; `\ne` and `\ni` are
# not here, since "\ne) Silicon" is the fifth line of a list.
_COMMAND_OUTSIDE_MATH = re.compile(
    r"\\n(?:abla|eq|otin)|(?<=[\s(\[{|,])\\n(?:eg|u|ot|mid)(?![A-Za-z]|-[A-Za-z])"
)
_COMMAND_ON_MATH_PAGE = re.compile(r"\\n(?:eg|u|ot|mid)(?![A-Za-z]|-[A-Za-z])")
_MATH_SIGN = re.compile(r"\$|\\[^n]")

# Strings of program text that hold `\n`. Escapes and triple quotes are passed over.
_STRING = re.compile(
    r'"""|\'"\'|"(?P<double>(?>(?:[^"\\]|\\.)*))"'
    r"|(?<=[ (=])'(?P<single>(?:[^'\\]|\\[^n]){0,39}\\n(?:[^'\\]|\\[^n]){0,39})'(?=[ ),;\\]|\Z)"
    r"|\\.",
    re.DOTALL,
)
_LONGEST_SINGLE_QUOTED = 39
# A string of nothing else, as in `split("\n\n")`: it may hold what looks like a blank line.
_QUOTED_NEWLINES = re.compile(r"""(?<=[(\[{=,+ ])(["'])(?>(?:\\[rnt])*)(?<=\\n)\1(?=[)\]},.;:+ ]|\\n|\Z)""")
_PARAGRAPH = re.compile(r"(?:(?!\\n[ \t]*\\n|\n[ \t]*\n).)+", re.DOTALL)
_CODE_OF_ESCAPES = re.compile(r"`+ ?(?:\\[rnt])+ ?`+")
_QUOTE_ENDS_CODE = re.compile(r"""\\n(?=["'][);]*`)""")


def decode_newlines(raw: str) -> str:
    r"""Return `raw` with the two characters `\n` turned into newlines where they stand for one.

    Of several backslashes only the last belongs to the `n`: `\\\n` is a LaTeX row break and a newline. A `\n`
    stays as it is in a quoted string of code, and where it begins a LaTeX command in math (not directly after
    `$$` or `\[`: displays begin on a new line). Nothing else changes, and every text decodes.
    """
    undecided = [place.start() for place in _COMMAND_OR_NEWLINE.finditer(raw) if place[1]]
    if not undecided and "`" not in raw and "~~~" not in raw:
        return raw.replace(r"\n", "\n")
    kept = set(_literal(raw, undecided))
    return _NEWLINE.sub(lambda place: place[0] if place.start() in kept else "\n", raw)


def _literal(raw: str, undecided: list[int]) -> Iterator[int]:
    """Yield the places of those `\\n` in `raw` that are no newlines. `undecided`: where LaTeX may begin."""
    # Newlines as far as they are certain, and as long as `raw`, so that places are the same in both.
    draft = _COMMAND_OR_NEWLINE.sub(lambda place: place[0] if place[1] else " \n", raw)
    fenced: set[int] = set()
    for span in inline_spans(draft):
        inside = undecided[bisect_left(undecided, span.start) : bisect_left(undecided, span.end)]
        if span.kind in (SpanKind.MATH, SpanKind.DISPLAY):
            yield from inside
        elif span.kind is SpanKind.FENCE:
            fenced.update(inside)
            yield from _in_strings(raw, span.start, span.end)
        elif span.kind is SpanKind.CODE:
            yield from _in_code_span(raw, span.start, span.end)
    has_math = _MATH_SIGN.search(raw) is not None
    for place in undecided:
        if place not in fenced and (
            _COMMAND_OUTSIDE_MATH.match(raw, place) or (has_math and _COMMAND_ON_MATH_PAGE.match(raw, place))
        ):
            yield place


def _in_strings(raw: str, start: int, end: int) -> Iterator[int]:
    """The `\\n` in quoted strings of the program text `raw[start:end]`.

    A double-quoted string ends before the next blank line: quotes in comments and in prose stay open. A
    single-quoted one is short, for the sake of apostrophes.
    """
    code = raw[start:end]
    for string in _QUOTED_NEWLINES.finditer(code):
        yield from _newlines(raw, start + string.start(), start + string.end())
    code = _QUOTED_NEWLINES.sub(lambda string: "~" * len(string[0]), code)
    for paragraph in _PARAGRAPH.finditer(code):
        for string in _STRING.finditer(code, paragraph.start(), paragraph.end()):
            if string["double"] or len(string["single"] or "") in range(1, _LONGEST_SINGLE_QUOTED + 1):
                yield from _newlines(raw, start + string.start(), start + string.end())


def _in_code_span(raw: str, start: int, end: int) -> Iterator[int]:
    """The `\\n` of inline code: in a string, before its closing quote, or all that the code consists of."""
    if _CODE_OF_ESCAPES.fullmatch(raw, start, end):
        yield from _newlines(raw, start, end)
    yield from _in_strings(raw, start, end)
    yield from (place.start() for place in _QUOTE_ENDS_CODE.finditer(raw, start, end))


def _newlines(raw: str, start: int, end: int) -> Iterator[int]:
    return (place.start() for place in _NEWLINE.finditer(raw, start, end))
