"""Math as Anki's MathJax takes it: `\\( \\)` and `\\[ \\]` around escaped LaTeX."""

from __future__ import annotations

import re

from deckpress.markup.entities import decode, escape
from deckpress.parser.latex import in_words_of_mathjax

# Environments that are displays themselves, which MathJax refuses inside \[ \], and what they are inside one.
_INNER = {
    "align": "aligned", "alignat": "alignedat", "flalign": "aligned",
    "gather": "gathered", "multline": "gathered",
}  # fmt: skip
_OUTER = re.compile(r"\\(begin|end)\s*\{(align|alignat|flalign|gather|multline)\*?\}")
_EQUATION = re.compile(r"\\(?:begin|end)\s*\{(?:equation|displaymath|math)\*?\}")
_EQNARRAY = re.compile(r"\\(begin|end)\s*\{eqnarray\*?\}")
_TAG = re.compile(r"\\tag\*?\s*\{([^{}]*)\}")
_LABEL = re.compile(r"\\label\s*\{[^{}]*\}")
_PER_CENT = re.compile(r"(?<!\\)((?>(?:\\\\)*))%")
_TEXT = re.compile(r"(\\(?:text(?:bf|it|rm|sf|tt|up|normal)?|[fhm]box)\s*)\{((?>(?:[^{}\\]|\\.)*))\}")
_MATH_INSIDE = re.compile(r"(?<!\\)\$|\\\(")
_TEXT_ESCAPE = re.compile(r"\\([%&_# ])")
_BREAKS = re.compile(r"\s*+(?>(?:\\\\\s*+)*)")
_NO_LENGTH = re.compile(r"(?<!\\)((?:\\\\)+)(?=\[(?!\s*[-+]?[\d.,]+\s*(?:em|ex|pt|px|pc|in|cm|mm|mu)\s*\]))")
_TOKEN = re.compile(r"\\begin\b|\\end\b|\\\\|\\.|[{}&]", re.DOTALL)
_QUOTE_MARKS = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n\s*\n")
_PARTS = re.compile(r"<(pre|code)\b[^<>]*>(?>(?:[^<]|<(?!/?\1\b))*)</\1>|\\.", re.DOTALL)  # code, escapes
_MARKS = {"\\(": "\\)", "\\[": "\\]"}
_COMMENT_OR_TAG = re.compile(r"<[^<>]*>")


def math_html(source: str, *, quoted: bool = False) -> str:
    """Return the HTML of a formula given with its marks; `quoted` tells that it stands in a `>` quote."""
    display = source.startswith(("$$", "\\["))
    size = 2 if source.startswith(("$$", "\\")) else 1
    body = source[size:-size]
    if quoted:
        body = _QUOTE_MARKS.sub("", body)
    body = _BLANK_LINES.sub("\n", body).strip()
    if display:
        return f"\\[{escape(valid_latex(body))}\\]"
    return f"\\({escape(valid_latex(' '.join(body.split()), display=False))}\\)"


def valid_latex(body: str, *, display: bool = True) -> str:
    """Return LaTeX that MathJax takes, and shows whole, for what an author wrote between marks of math.

    Environments that are displays themselves become their inner counterparts, and rows (`\\\\`) without an
    environment get one: MathJax would set them as one line. A `%` is a per cent sign: where MathJax reads it
    as TeX does, the rest of the line is lost. Labels go: two cards in a row must not have the same.
    """
    if "%" in body:
        body = _PER_CENT.sub(r"\1\\%", body)
    if "\\" not in body and "&" not in body:
        return body
    body = in_words_of_mathjax(body)
    if "\\text" in body or "box" in body:
        body = _TEXT.sub(_text_without_escapes, body)
    body = _LABEL.sub("", body)
    if "\\begin" in body:
        body = _EQUATION.sub("", body).strip()
        body = _EQNARRAY.sub(lambda mark: f"\\{mark[1]}{{array}}" + "{rcl}" * (mark[1] == "begin"), body)
        inner = _OUTER.sub(lambda mark: f"\\{mark[1]}{{{_INNER[mark[2]]}}}", body)
        body = inner if inner == body else _without_tags(inner)
    if not display or body.count("\\tag") > 1:
        body = _without_tags(body)
    if "\\\\" in body or "&" in body:
        body = _in_rows(_NO_LENGTH.sub(r"\1 ", _without_last_breaks(body)), display)
    return body


def _text_without_escapes(text: re.Match[str]) -> str:
    """Inside `\\text` Anki's MathJax shows the backslash of `\\%`, as it has no package for text mode."""
    if _MATH_INSIDE.search(text[2]):
        return text[0]
    return f"{text[1]}{{{_TEXT_ESCAPE.sub(lambda sign: sign[1], text[2])}}}"


def _without_last_breaks(body: str) -> str:
    head = body.rstrip("\\ \n\t")
    return head if _BREAKS.fullmatch(body, len(head)) else body


def _in_rows(body: str, display: bool) -> str:
    signs = _top_level(body)
    if not signs or not (display or "\\\\" in signs):
        return body
    name = "aligned" if "&" in signs else "gathered"
    space = "\n" if display else " "
    return f"\\begin{{{name}}}{space}{_without_tags(body)}{space}\\end{{{name}}}"


def _without_tags(body: str) -> str:
    """Equation numbers belong to displays; elsewhere MathJax refuses them, so they become text."""
    return _TAG.sub(r"\\qquad\\text{(\1)}", body) if "\\tag" in body else body


def _top_level(body: str) -> set[str]:
    """Return which of `\\\\` and `&` stand outside all environments and braces."""
    depth = 0
    signs: set[str] = set()
    for token in _TOKEN.finditer(body):
        match token[0]:
            case "{" | "\\begin":
                depth += 1
            case "}" | "\\end":
                depth -= 1
            case ("\\\\" | "&") as sign if depth == 0:
                signs.add(sign)
    return signs


def math_spans(html: str) -> list[str]:
    """Return the formulas of a field with their marks, as MathJax reads them, in order; code holds none."""
    spans: list[str] = []
    start, closing = -1, ""
    for part in _PARTS.finditer(html):
        if part[0] == closing:
            spans.append(decode(_COMMENT_OR_TAG.sub("", html[start : part.end()])))
            closing = ""
        elif not closing and part[0] in _MARKS:
            start, closing = part.start(), _MARKS[part[0]]
    return spans
