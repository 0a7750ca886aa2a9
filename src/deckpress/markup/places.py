"""Setting code, math, links and raw HTML aside while Markdown reads the rest of a text.

What is set aside leaves a place: a Unicode noncharacter, a number and a closing noncharacter. Those
are for a program's inner use and never stand in a text (`clean` sees to that), so no text can forge a place.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from deckpress.parser.inline import Span, SpanKind, inline_spans

# Openings of places: what dialect.py must tell apart to find the blocks of a text.
INLINE, FENCE, TAG, BLOCK_TAG = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
END = "\ufdd4"
# A place in indented code, where Markdown shows as it is written.
SOURCE = "\ufdd7"
# The edges of a deletion.
HIDE, SHOW = "\ufdd5", "\ufdd6"
# Emphasis that emphasis.py has paired.
EM, END_EM, STRONG, END_STRONG, DEL, END_DEL = "\ufdd8", "\ufdd9", "\ufdda", "\ufddb", "\ufddc", "\ufddd"

PLACE = re.compile(f"[{INLINE}{FENCE}{TAG}{BLOCK_TAG}{SOURCE}](\\d+){END}")

# Anki's import drops ASCII control characters but newline and tab; a lone surrogate cannot be stored at all.
_UNKEPT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef]")
# Elements that begin a block of HTML in GFM (section 4.6, conditions 1, 2 and 6).
_BLOCK_ELEMENT = re.compile(
    r"<(?:!--|/?(?:blockquote|body|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|"
    r"h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|meta|nav|ol|p|pre|script|section|source|style|summary|"
    r"table|tbody|td|textarea|tfoot|th|thead|title|tr|ul)\b)",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """Return `text` as Anki keeps it: without control characters, in NFC, with plain newlines."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _UNKEPT.sub("", text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


_LINE_HEAD = 100  # characters that tell a quote, a table and indentation


@dataclass(frozen=True, slots=True)
class Piece:
    """Something set aside: its Markdown, and how its line begins before it."""

    kind: SpanKind
    source: str
    before: str


def set_aside(text: str, edges: Iterable[tuple[int, str]] = ()) -> tuple[str, list[Piece]]:
    """Return the clean `text` with places instead of its spans, and the pieces that belong there, by number.

    `edges` are marks to put in, with offsets in `text`, in order; ValueError for one inside a span.
    """
    pieces: list[Piece] = []
    rest: list[str] = []
    place = line_start = previous = 0
    waiting = deque(edges)
    for span in [*inline_spans(text), Span(len(text), len(text), SpanKind.HTML)]:
        while waiting and waiting[0][0] <= span.start:
            offset, mark = waiting.popleft()
            rest += text[place:offset], mark
            place = offset
        if waiting and waiting[0][0] < span.end:
            raise ValueError(f"a deletion cuts the {span.kind} {text[span.start : span.end]!r:.200}")
        rest.append(text[place : span.start])
        place = span.end
        if span.start < span.end:
            source = text[span.start : span.end]
            line_start = max(line_start, text.rfind("\n", previous, span.start) + 1)
            previous = span.start
            rest.append(f"{_opening(span.kind, source)}{len(pieces)}{END}")
            pieces.append(
                Piece(span.kind, source, text[line_start : min(span.start, line_start + _LINE_HEAD)])
            )
    return "".join(rest).expandtabs(4), pieces


def _opening(kind: SpanKind, source: str) -> str:
    match kind:
        case SpanKind.FENCE:
            return FENCE
        case SpanKind.HTML:
            return BLOCK_TAG if _BLOCK_ELEMENT.match(source) else TAG
        case _:
            return INLINE
