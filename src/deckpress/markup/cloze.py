"""Cloze deletions around rendered Markdown: `{{c1::hidden}}` or `{{c1::hidden::hint}}`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from deckpress.markup.blocks import html_with_places, put_back
from deckpress.markup.entities import break_cloze_marks, escape, keep_literal
from deckpress.markup.places import HIDE, PLACE, SHOW, SOURCE, Piece, clean, set_aside
from deckpress.markup.visible import visible_text
from deckpress.parser.inline import SpanKind

# Above it, Anki's own generation of cards clamps ordinals.
HIGHEST_ORDINAL: Final = 499

_EDGE = re.compile(f"[{HIDE}{SHOW}]")
_MARK = re.compile(r"[*_~\\&]")  # in a line without any, an edge changes nothing
_EDGE_OR_TAG = re.compile(rf"[{HIDE}{SHOW}]|<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)\b[^<>]*>")
_EMPTY_ELEMENT = re.compile(r"<(strong|em|del)></\1>")
_VOID = frozenset({"br", "col", "hr", "img", "source", "wbr"})
# Formatting that may end at the edge of a deletion and go on behind it.
_DIVISIBLE = frozenset(
    {"b", "del", "em", "i", "ins", "mark", "s", "small", "span", "strong", "sub", "sup", "u"}
)


@dataclass(frozen=True, slots=True)
class Hidden:
    """A deletion: offsets in Markdown, the N of `{{cN::`, and a hint in plain text ("" for none)."""

    start: int
    end: int
    ordinal: int
    hint: str = ""


def render_cloze(markdown: str, deletions: Sequence[Hidden]) -> str:
    """Return the HTML of a cloze field: one line like `render_inline`, several lines like `render`.

    Raises ValueError for deletions that overlap, hide nothing, have an ordinal outside 1 to 499, or cut
    something that is one: a formula, code, a link, a tag, a mark, a block.
    """
    deletions = sorted(deletions, key=lambda hidden: hidden.start)
    text, edges = _clean_with_edges(markdown, deletions)
    marked, pieces = set_aside(text, edges)
    inline = "\n" not in text.strip(" \n")
    html = html_with_places(marked, pieces, inline=inline)
    if (not inline or _MARK.search(text)) and not _is_same_without_edges(html, marked, pieces, inline=inline):
        raise ValueError(f"a deletion cuts a mark of Markdown: {text!r:.200}")
    if any("<" in inside for inside in _EDGE.split(html)[1::2]):
        html = _divide_formatting(html)
    paragraph = html.removeprefix("<p>").removesuffix("</p>")
    if not inline and html == f"<p>{paragraph}</p>" and "<p>" not in paragraph:
        html = paragraph
    shown, *rest = _EDGE.split(html)
    result = [put_back(shown, pieces)]
    for hidden, inside, outside in zip(deletions, rest[::2], rest[1::2], strict=True):
        result += _cloze(hidden, inside, pieces), put_back(outside, pieces)
    return "".join(result)


def _is_same_without_edges(html: str, marked: str, pieces: Sequence[Piece], *, inline: bool) -> bool:
    """Tell whether the edges of deletions did not change how Markdown reads the text."""
    return _EDGE.sub("", html) == html_with_places(_EDGE.sub("", marked), pieces, inline=inline)


def _clean_with_edges(markdown: str, deletions: Sequence[Hidden]) -> tuple[str, list[tuple[int, str]]]:
    """Return the clean text, and the edges of the deletions as offsets in it."""
    segments: list[str] = []
    edges: list[tuple[int, str]] = []
    place = length = 0
    for hidden in deletions:
        if not place <= hidden.start < hidden.end <= len(markdown):
            raise ValueError(f"{hidden} overlaps another deletion, is empty or outside the text")
        if not 1 <= hidden.ordinal <= HIGHEST_ORDINAL:
            raise ValueError(f"{hidden} has an ordinal outside 1 to {HIGHEST_ORDINAL}")
        for offset, mark in ((hidden.start, HIDE), (hidden.end, SHOW)):
            segments.append(clean(markdown[place:offset]))
            length += len(segments[-1])
            edges.append((length, mark))
            place = offset
    segments.append(clean(markdown[place:]))
    return "".join(segments), edges


def _divide_formatting(html: str) -> str:
    """Close and reopen formatting at the edges that it crosses, so that what a cloze hides is well-formed."""
    open_tags: list[re.Match[str]] = []
    pieces: list[str] = []
    place = 0
    at_hide: list[re.Match[str]] = []  # the tags open where the deletion began
    hide_piece = lowest = 0
    divided = False
    for token in _EDGE_OR_TAG.finditer(html):
        if token[0] == HIDE:
            pieces.append(html[place : token.start()])
            hide_piece = len(pieces)
            pieces.append(HIDE)
            place = token.end()
            at_hide, lowest = [*open_tags], len(open_tags)
        elif token[0] == SHOW:
            pieces.append(html[place : token.start()])
            pieces[hide_piece] = _divided(HIDE, at_hide[lowest:])
            pieces.append(_divided(SHOW, open_tags[lowest:]))
            place = token.end()
            divided = divided or pieces[hide_piece] != HIDE or pieces[-1] != SHOW
        elif token["end"]:
            if open_tags:
                open_tags.pop()
            lowest = min(lowest, len(open_tags))
        elif token["name"] not in _VOID:
            open_tags.append(token)
    if not divided:
        return html
    return _EMPTY_ELEMENT.sub("", "".join(pieces) + html[place:])


def _divided(edge: str, tags: Sequence[re.Match[str]]) -> str:
    for tag in tags:
        if tag["name"] not in _DIVISIBLE:
            raise ValueError(f"a deletion cuts the element <{tag['name']}>")
    closing = "".join(f"</{tag['name']}>" for tag in reversed(tags))
    return closing + edge + "".join(tag[0] for tag in tags)


def _cloze(hidden: Hidden, inside: str, pieces: Sequence[Piece]) -> str:
    inside = PLACE.sub(lambda place: _closed_piece(place, pieces), break_cloze_marks(inside))
    if not visible_text(inside):
        raise ValueError(f"{hidden} hides nothing that is visible")
    if inside.endswith("}"):
        inside = f"{inside[:-1]}&#125;"
    if not hidden.hint:
        return f"{{{{c{hidden.ordinal}::{inside}}}}}"
    if inside.endswith(":"):
        inside = f"{inside[:-1]}&#58;"
    hint = break_cloze_marks(keep_literal(escape(clean(hidden.hint))))
    if hint.endswith("}"):
        hint = f"{hint[:-1]}&#125;"
    return f"{{{{c{hidden.ordinal}::{inside}::{hint}}}}}"


def _closed_piece(place: re.Match[str], pieces: Sequence[Piece]) -> str:
    """In LaTeX a blank keeps braces apart: Anki's editor would turn entities there back into braces."""
    html = put_back(place[0], pieces)
    if place[0][0] != SOURCE and pieces[int(place[1])].kind in (SpanKind.MATH, SpanKind.DISPLAY):
        html = re.sub(r"\}(?=\})", "} ", html)
    return break_cloze_marks(html)
