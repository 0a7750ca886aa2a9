"""Where code, math, links and raw HTML stand in Markdown, and what a reader sees of a line of it.

Strong marks come first and are opaque to what follows: fences, code spans, `$$` and `\\[ \\]`, `\\( \\)`,
then single dollars, then links, images and raw HTML. Every pass is linear, whatever the text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class SpanKind(StrEnum):
    """What stands between `start` and `end` of a span."""

    FENCE = "fence"  # a fenced block, from the opening to the closing marks
    CODE = "code"
    DISPLAY = "display"  # $$ .. $$ or \[ .. \]
    MATH = "math"  # $ .. $ or \( .. \)
    LINK = "link"  # [text](address), <address> or a bare address
    IMAGE = "image"
    HTML = "html"  # one tag or comment


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]`, marks included, is one of a kind."""

    start: int
    end: int
    kind: SpanKind


# Stands for every character of a span already found, so that nothing later begins, ends or matches inside it.
_OPAQUE = "\ufffc"

_FENCE = re.compile(
    r"^[ \t]*+(?>(?:>[ \t]*+)*)(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)?(?P<marks>`{3,}+|~{3,}+)[^`\n]*$",
    re.MULTILINE,
)
_CLOSING_FENCE = re.compile(r"^[ \t>]*+(`{3,}+|~{3,}+)[ \t]*+$", re.MULTILINE)
_BACKTICKS = re.compile(r"`++")
_BLOCK_BREAK = re.compile(r"\n[ \t]*+(?:\n|#{1,6} |[-*+] |\d{1,9}[.)] )")
_DISPLAY = re.compile(
    r"(?<![\\$])\$\$(?!\$)(?=[^$]*[^\s$])(?>(?:[^$\\\n\ufffc]|\\[^\n\ufffc]|\\?\n(?![ \t]*+\n))+)\$\$(?!\$)"
    r"|(?<!\\)\\\[(?>(?:[^\\\n\ufffc]|\\[^\[\]\n\ufffc]|\\?\n(?![ \t]*+\n))+)\\\]"
)
_PARENTHESIS = re.compile(r"(?<!\\)\\\((?>(?:[^\\\n\ufffc]|\\[^()\n\ufffc]|\\?\n(?![ \t]*+\n))+)\\\)")
_DOLLAR = re.compile(r"\\.|[$\n\ufffc]")
_LINK = re.compile(
    r"!?\[(?>(?:[^\[\]\\\n]|\\.|\n(?![ \t]*+\n)|\[[^\[\]]*+\](?:\([^()\s]*+\))?)*)\]"
    r"\(\s*+(?:<[^<>\n]*+>|(?>(?:[^()\s\\]|\\.|\([^()\s]*+\))*))"
    r"(?:\s++(?:\"[^\"]*+\"|'[^']*+'))?\s*+\)"
    r"|<(?:https?://|mailto:)[^\s<>]++>"
    r"|(?<![\w/])https?://[^\s<>\ufffc]*[^\s<>\ufffc.,;:!?'\"*_)\]]"
)
# Other names in angle brackets are text that should have been marked as code: `vector<int>`.
_ELEMENTS = (
    "a|abbr|audio|b|base|big|blockquote|body|br|button|center|cite|code|dd|del|details|dfn|div|dl|dt|em|embed|"
    "figcaption|figure|font|form|h[1-6]|head|hr|html|i|iframe|img|input|ins|kbd|li|link|mark|math|meta|object|"
    "ol|p|pre|q|rp|rt|ruby|s|samp|script|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|"
    "td|tfoot|th|thead|tr|tt|u|ul|var|video|wbr"
)
_HTML = re.compile(
    r"<!--(?>(?:[^<-]|-(?!->)|<(?!!--))*)-->"
    rf"|<(?:{_ELEMENTS})(?=[\s/>])"
    r"(?>(?:\s++[a-z_:@][\w.:-]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?)*)\s*+/?>"
    rf"|</(?:{_ELEMENTS})\s*+>",
    re.IGNORECASE,
)


def inline_spans(text: str) -> list[Span]:
    """Return the spans of `text` in order, without overlap; a link covers code and math in its own text."""
    spans: list[Span] = []
    rest = text
    if "```" in text or "~~~" in text:
        spans, rest = _with(spans, rest, _fences(rest))
    if "`" in rest:
        spans, rest = _with(spans, rest, _code_spans(rest))
    if "$$" in rest or "\\[" in rest:
        spans, rest = _with(spans, rest, _matches(_DISPLAY, rest, SpanKind.DISPLAY))
    if "\\(" in rest:
        spans, rest = _with(spans, rest, _matches(_PARENTHESIS, rest, SpanKind.MATH))
    if "$" in rest:
        spans, rest = _with(spans, rest, _dollars(rest))
    if "](" in rest or "://" in rest or "mailto:" in rest:
        spans, rest = _with(spans, rest, _links(rest))
    if "<" in rest:
        spans, rest = _with(spans, rest, _matches(_HTML, rest, SpanKind.HTML))
    return spans


def _with(spans: list[Span], rest: str, found: Iterator[Span]) -> tuple[list[Span], str]:
    """Add the spans found in `rest`, and make them opaque there."""
    pieces: list[str] = []
    end = 0
    new = list(found)
    if not new:
        return spans, rest
    for span in new:
        pieces += rest[end : span.start], _OPAQUE * (span.end - span.start)
        end = span.end
    pieces.append(rest[end:])
    merged: list[Span] = []
    for span in sorted([*spans, *new], key=lambda span: (span.start, -span.end)):
        if not merged or span.start >= merged[-1].end:
            merged.append(span)
    return merged, "".join(pieces)


def _matches(pattern: re.Pattern[str], text: str, kind: SpanKind) -> Iterator[Span]:
    return (Span(match.start(), match.end(), kind) for match in pattern.finditer(text))


def _fences(text: str) -> Iterator[Span]:
    """An unclosed fence reaches to the end of the text, as in CommonMark."""
    place = 0
    while opening := _FENCE.search(text, place):
        start, marks = opening.start("marks"), opening["marks"]
        place = len(text)
        for closing in _CLOSING_FENCE.finditer(text, opening.end()):
            if closing[1].startswith(marks):
                place = closing.end()
                break
        yield Span(start, place, SpanKind.FENCE)


def _code_spans(text: str) -> Iterator[Span]:
    """A code span ends at the next run of as many backticks, in the same paragraph, item or heading.

    A backslash keeps a backtick from opening a span, but means nothing inside one: `\\` is a span.
    """
    runs = list(_BACKTICKS.finditer(text))
    closing_of: list[int | None] = []
    nearest: dict[int, int] = {}  # length of a run -> place in `runs`, seen from the end of the text
    for place in range(len(runs) - 1, -1, -1):
        length = len(runs[place][0])
        closing_of.append(nearest.get(length))
        nearest[length] = place
    closing_of.reverse()
    breaks = [match.start() for match in _BLOCK_BREAK.finditer(text)]
    following = 0  # the first break after the run looked at
    place = 0
    while place < len(runs):
        opening, closing = runs[place], closing_of[place]
        while following < len(breaks) and breaks[following] < opening.end():
            following += 1
        block_end = breaks[following] if following < len(breaks) else len(text)
        place += 1
        if _is_escaped(text, opening.start()):
            continue
        if closing is not None and runs[closing].start() <= block_end:
            yield Span(opening.start(), runs[closing].end(), SpanKind.CODE)
            place = closing + 1


def _is_escaped(text: str, place: int) -> bool:
    before = place
    while before and text[before - 1] == "\\":
        before -= 1
    return (place - before) % 2 == 1


_ADJACENT_WORDS = re.compile(r"[^\W\d_]{3,} +[^\W\d_]{2,}")
_AMOUNT_IN_TEXT = re.compile(
    r"\s*[\d.,]+\s*(?:and|or|to|per|in|for|of|from|a|at|is|on|each|by|million|billion)\b"
)
_CURRENCY_BEFORE = re.compile(r"(?<![^\W\d_])(?:US|Can|CA|AU|NZ|HK|A|C|R|S)\Z")
_DIGIT_NEXT = re.compile(r"\s*\d")


def _dollars(text: str) -> Iterator[Span]:
    """Pairs of dollars on one line that hold math, not money."""
    opening: int | None = None
    for mark in _DOLLAR.finditer(text):
        if mark[0] in ("\n", _OPAQUE):
            opening = None
        elif mark[0] == "$":
            place = mark.start()
            if opening is not None and _is_math(text, opening, place):
                yield Span(opening, place + 1, SpanKind.MATH)
                opening = None
            else:
                opening = place


def _is_math(text: str, opening: int, closing: int) -> bool:
    """Tell math from money, by what real pages show: `$x$` and `$ 2x $` are math, `$5 to $6` is not."""
    content = text[opening + 1 : closing]
    bare = content.strip()
    if not bare:
        return False
    if bare[0].isdigit() and content[0].isspace() != content[-1].isspace():
        return False
    if text[closing + 1 : closing + 2].isdigit():
        return False
    if not any(sign in content for sign in "\\=^_") and _ADJACENT_WORDS.search(content):
        return False
    if _AMOUNT_IN_TEXT.match(content):
        return False
    return not (_DIGIT_NEXT.match(content) and _CURRENCY_BEFORE.search(text, max(0, opening - 4), opening))


def _links(text: str) -> Iterator[Span]:
    for match in _LINK.finditer(text):
        kind = SpanKind.IMAGE if match[0][0] == "!" else SpanKind.LINK
        yield Span(match.start(), match.end(), kind)


# Emphasis as authors write it: marks that touch the words they mark.
_EMPHASIS = tuple(
    (mark, re.compile(pattern))
    for mark, pattern in (
        ("***", r"(?<!\\)\*\*\*(?=[^\s*])([^*]++)(?<!\s)\*\*\*"),
        ("**", r"(?<!\\)\*\*(?=[^\s*])((?>(?:[^*]|\*(?!\*))+))(?<!\s)\*\*"),
        ("__", r"(?<![\w\\])__(?=[^\s_])((?>(?:[^_]|_(?!_))+))(?<!\s)__(?!\w)"),
        ("~~", r"~~(?=[^\s~])([^~]++)(?<!\s)~~"),
        ("==", r"(?<![\w=])==(?=[^\s=])([^=]++)(?<!\s)==(?!=)"),
        ("*", r"(?<![*\\])\*(?=[^\s*])([^*]++)(?<!\s)\*(?!\*)"),
        ("_", r"(?<![\w\\])_(?=[^\s_])([^_]++)(?<!\s)_(?!\w)"),
    )
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINK_TEXT = re.compile(r"!?\[((?>(?:[^\[\]\\]|\\.|\[[^\[\]]*+\](?:\([^()\s]*+\))?)*))\]\(", re.DOTALL)
_FENCE_LINES = re.compile(r"\A[`~]{3,}[^\n]*\n?|\n[ \t>]*[`~]{3,}[ \t]*\Z")


def plain_text(markdown: str) -> str:
    """Return what a reader sees of inline Markdown, on one line.

    Emphasis and code lose their marks, links and images leave their text, entities are decoded, tags vanish.
    Math stays as it is written: as `\\(..\\)` when it needs typesetting (`\\(x^2\\)`), else bare (`x`).
    """
    if not _MARKED.search(markdown):
        return " ".join(markdown.split())
    spans = inline_spans(markdown)
    # One sign stands for each span, and for each such sign in the text itself.
    shown: list[str] = []
    pieces: list[str] = []
    place = 0
    for span in spans:
        between = markdown[place : span.start]
        pieces += between, _OPAQUE
        shown += *[_OPAQUE] * between.count(_OPAQUE), _visible(markdown[span.start : span.end], span.kind)
        place = span.end
    pieces.append(markdown[place:])
    shown += [_OPAQUE] * markdown.count(_OPAQUE, place)
    text = "".join(pieces)
    for mark, pattern in _EMPHASIS:
        if mark in text:
            text = pattern.sub(r"\1", text)
    first, *others = (html.unescape(_ESCAPE.sub(r"\1", part)) for part in text.split(_OPAQUE))
    joined = first + "".join(value + part for value, part in zip(shown, others, strict=True))
    return " ".join(joined.split())


_MARKED = re.compile(r"[\\`*_~=$<&\[:\ufffc]")


def _visible(source: str, kind: SpanKind) -> str:
    match kind:
        case SpanKind.FENCE:
            return _FENCE_LINES.sub("", source)
        case SpanKind.CODE:
            return source.strip("`").strip() or source
        case SpanKind.DISPLAY | SpanKind.MATH:
            marks = 2 if source.startswith(("$$", "\\")) else 1
            formula = source[marks:-marks].strip()
            return rf"\({formula}\)" if re.search(r"[\\^_{}]", formula) else formula
        case SpanKind.LINK | SpanKind.IMAGE:
            if text := _LINK_TEXT.match(source):
                return plain_text(text[1])
            return source.strip("<>").removeprefix("mailto:")
        case SpanKind.HTML:
            return " " if re.match(r"</?(?:br|p|div|li|tr|td|th|hr)\b", source, re.IGNORECASE) else ""
