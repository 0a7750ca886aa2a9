"""Code, coloured by Pygments with CSS classes: a style sheet decides how it looks by day and by night."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from deckpress.markup.entities import break_cloze_marks, escape, keep_literal

BLOCK_CLASS: Final = "code"  # of the <pre> element; Pygments' own short class names stand inside it
# Characters in a line that a small screen shows. What is wider scrolls, so the keyboard must reach it.
WIDE: Final = 32

# Some lexers are slow on text that is no program; code on a card is never this long.
_LONGEST_COLOURED = 20_000
_PLAIN = {"", "text", "plaintext", "plain", "txt", "none", "output", "console-output"}
_FENCE_LINES = re.compile(r"(?P<marks>[`~]{3,})[ \t]*(?P<info>[^\n]*)(?:\n(?P<code>.*))?\Z", re.DOTALL)
_QUOTE_MARKS = re.compile(r"[ \t]*(?:>[ \t]?)+")
_LANGUAGE = re.compile(r"[\w+#.-]+")
_COLOURED_BLANKS = re.compile(r'<span class="w">(\s*+)</span>')
_FORMATTER = HtmlFormatter(nowrap=True)


def code_html(source: str, *, in_table: bool = False) -> str:
    """Return the HTML of a code span with its backticks. In a table, `\\|` is a bar."""
    size = len(source) - len(source.lstrip("`"))
    text = source[size:-size].replace("\n", " ")
    if text.startswith(" ") and text.endswith(" ") and text.strip():
        text = text[1:-1]
    if in_table:
        text = text.replace("\\|", "|")
    return f"<code>{_safe(escape(text))}</code>"


def fence_html(source: str, before: str = "") -> str:
    """Return the HTML of a fenced block with its fences. `before` stands before it on its first line."""
    parts = _FENCE_LINES.match(source)
    if not parts:
        return plain_block_html(source)
    lines = (parts["code"] or "").split("\n")
    marks = parts["marks"]
    if lines and set(lines[-1].strip(" \t>")) == {marks[0]} and len(lines[-1].strip(" \t>")) >= len(marks):
        lines.pop()
    if ">" in before:
        lines = [_QUOTE_MARKS.sub("", line, count=1) for line in lines]
        before = before.rpartition(">")[2].removeprefix(" ")
    indent = len(before.expandtabs(4))
    code = "\n".join(_dedent(line, indent) for line in lines)
    language = _LANGUAGE.match(parts["info"])
    return block_html(code, language[0].lower() if language else "")


def block_html(code: str, language: str) -> str:
    lexer = _lexer(language) if len(code) <= _LONGEST_COLOURED else None
    if lexer is None:
        return plain_block_html(code)
    # Many lexers know a comment by the newline at its end.
    coloured = highlight(f"{code}\n", lexer, _FORMATTER).removesuffix("\n")
    coloured = _COLOURED_BLANKS.sub(r"\1", coloured)
    # Versions of Pygments differ in this; an edition must not change with them.
    coloured = coloured.replace("&quot;", '"').replace("&#39;", "'")
    return f"{_opening(code)}<code>{_safe(coloured)}</code></pre>"


def plain_block_html(code: str) -> str:
    return f"{_opening(code)}<code>{_safe(escape(code))}</code></pre>"


def block_attributes(code: str) -> dict[str, str]:
    """Return the attributes of the <pre> element around a block of code."""
    is_wide = any(len(line.expandtabs(4)) > WIDE for line in code.split("\n"))
    return {"class": BLOCK_CLASS} | ({"tabindex": "0"} if is_wide else {})


def _opening(code: str) -> str:
    attributes = "".join(f' {name}="{value}"' for name, value in block_attributes(code).items())
    return f"<pre{attributes}>"


def _safe(html: str) -> str:
    """Braces and colons of code never form a cloze."""
    return break_cloze_marks(keep_literal(html))


def _dedent(line: str, indent: int) -> str:
    """Take away as much indentation as the fence has, and no more."""
    width = 0
    for place, char in enumerate(line):
        if width >= indent or char not in " \t":
            return " " * (width - indent) + line[place:]
        width += 4 - width % 4 if char == "\t" else 1
    return " " * max(0, width - indent)


@lru_cache(maxsize=128)
def _lexer(language: str) -> Lexer | None:
    if language in _PLAIN:
        return None
    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None
