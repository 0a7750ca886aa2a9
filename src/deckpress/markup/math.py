"""Math as Anki's MathJax takes it: `\\( \\)` and `\\[ \\]` around escaped LaTeX."""

from __future__ import annotations

import re

from deckpress.markup.entities import decode, escape
from deckpress.parser.inline import SpanKind, inline_spans

# Environments that are displays themselves, which MathJax refuses inside \[ \], and what they are inside one.
_INNER = {
    "align": "aligned", "alignat": "alignedat", "flalign": "aligned",
    "gather": "gathered", "multline": "gathered",
}  # fmt: skip
_OUTER = re.compile(r"\\(begin|end)\s*\{(align|alignat|flalign|gather|multline)\*?\}")
_EQUATION = re.compile(r"\\(?:begin|end)\s*\{(?:equation|displaymath|math)\*?\}")
_EQNARRAY = re.compile(r"\\(begin|end)\s*\{eqnarray\*?\}")
_TAG = re.compile(r"\\tag\*?\s*\{([^{}]*)\}")
_TOKEN = re.compile(r"\\begin\b|\\end\b|\\\\|\\.|[{}&]", re.DOTALL)
_QUOTE_MARKS = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n\s*\n")
_IN_HTML = re.compile(r"<pre\b.*?</pre>|<code\b.*?</code>|(\\\(.*?\\\)|\\\[.*?\\\])", re.DOTALL)
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
        return f"\\[{escape(valid_display(body))}\\]"
    return f"\\({escape(_without_tags(' '.join(body.split())))}\\)"


def valid_display(body: str) -> str:
    """Return LaTeX that MathJax takes inside `\\[ \\]` for what an author wrote between `$$`.

    Environments that are displays themselves become their inner counterparts, and rows (`\\\\`) without an
    environment get one: MathJax would set them as one line.
    """
    if "\\" not in body:
        return body
    if "\\begin" in body:
        body = _EQUATION.sub("", body).strip()
        body = _EQNARRAY.sub(lambda mark: f"\\{mark[1]}{{array}}" + "{rcl}" * (mark[1] == "begin"), body)
        inner = _OUTER.sub(lambda mark: f"\\{mark[1]}{{{_INNER[mark[2]]}}}", body)
        body = inner if inner == body else _without_tags(inner)
    if "\\\\" in body:
        signs = _top_level(body)
        if "\\\\" in signs:
            name = "aligned" if "&" in signs else "gathered"
            body = f"\\begin{{{name}}}\n{_without_tags(body)}\n\\end{{{name}}}"
    return body


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


def unbalanced_math(markdown: str) -> list[int]:
    """Return the offsets of the formulas whose braces or environments do not match."""
    return [
        span.start
        for span in inline_spans(markdown)
        if span.kind in (SpanKind.MATH, SpanKind.DISPLAY)
        and not _is_balanced(markdown[span.start : span.end])
    ]


_NESTING = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}|\\.|[{}]", re.DOTALL)


def _is_balanced(source: str) -> bool:
    open_marks: list[str] = []
    for token in _NESTING.finditer(source):
        mark = token[0]
        if mark == "{":
            open_marks.append("}")
        elif mark.startswith("\\begin"):
            open_marks.append(mark.removeprefix("\\begin").strip())
        elif mark == "}" or mark.startswith("\\end"):
            closing = mark.removeprefix("\\end").strip()
            if not open_marks or open_marks.pop() != closing:
                return False
    return not open_marks


def math_spans(html: str) -> list[str]:
    """Return the formulas of a field with their marks, as MathJax reads them, in order; code holds none."""
    return [
        decode(_COMMENT_OR_TAG.sub("", found[1])) for found in _IN_HTML.finditer(html) if found[1] is not None
    ]
