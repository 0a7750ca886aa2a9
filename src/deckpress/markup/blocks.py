"""Markdown to the HTML of Anki fields, by Markdown with the extension `Gfm`.

    text -> clean -> set aside code, math, links, tags -> Markdown with GFM's blocks and emphasis
         -> sanitise if there are tags -> put back what was set aside

Most fragments are one line of plain words. Markdown's answer to those is known (`_plain_line`).
"""

from __future__ import annotations

import re
import string
import threading
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, ElementTree, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.inlinepatterns import (
    ESCAPE_RE,
    LINE_BREAK_RE,
    EscapeInlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import AtomicString, Registry

from deckpress.markup.code import WIDE, block_attributes, code_html, fence_html
from deckpress.markup.dialect import (
    Block,
    Heading,
    IndentedCode,
    Items,
    Paragraph,
    Quote,
    Rule,
    Table,
    Verbatim,
    is_paragraph,
    read_blocks,
)
from deckpress.markup.emphasis import emphasis_tags, pair_emphasis
from deckpress.markup.entities import escape, escape_markdown, keep_literal
from deckpress.markup.links import link_html
from deckpress.markup.math import math_html
from deckpress.markup.places import BLOCK_TAG, END, INLINE, PLACE, SOURCE, TAG, Piece, clean, set_aside
from deckpress.markup.safe_html import safe_html
from deckpress.parser.inline import SpanKind

_BACKSLASH_BREAK = re.compile(r"(?<!\\)((?>(?:\\\\)*))\\\n")
_ESCAPED_AMPERSAND = re.compile(r"(?<!\\)((?>(?:\\\\)*))\\&")
_HARD_BREAK = re.compile(r" {2,}\n")
_TAG_PLACE = re.compile(f"[{TAG}{BLOCK_TAG}](\\d+){END}")
# MathJax would begin a formula at these, left over from `\\(`; a tag between keeps it from that.
_MATH_MARK = re.compile(r"\\([(\[])")


class _GfmBlocks(BlockParser):
    """Reads blocks as GFM does; with `inline` set, all is one paragraph."""

    inline = False

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802
        self.root = Element(self.md.doc_tag)
        text = "\n".join(lines)
        _grow(self.root, (Paragraph(text),) if self.inline else read_blocks(text))
        return ElementTree(self.root)


class Gfm(Extension):
    """GitHub-flavoured Markdown on text whose code, math, links and tags are set aside."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.parser = _GfmBlocks(md)
        md.ESCAPED_CHARS = list(string.punctuation)
        md.preprocessors = Registry()
        md.inlinePatterns = Registry()
        md.inlinePatterns.register(EscapeInlineProcessor(ESCAPE_RE, md), "escape", 20)
        md.inlinePatterns.register(SubstituteTagInlineProcessor(LINE_BREAK_RE, "br"), "linebreak", 10)
        md.treeprocessors = Registry()
        md.treeprocessors.register(InlineProcessor(md), "inline", 20)
        md.treeprocessors.register(UnescapeTreeprocessor(md), "unescape", 10)
        md.postprocessors = Registry()


class _Renderer(threading.local):
    """Markdown keeps state while it converts, so every thread has its own."""

    def __init__(self) -> None:
        self.markdown = Markdown(extensions=[Gfm()], output_format="html")
        self.blocks = self.markdown.parser

    def convert(self, text: str, *, inline: bool) -> str:
        assert isinstance(self.blocks, _GfmBlocks)
        self.blocks.inline = inline
        return self.markdown.reset().convert(text).replace("<verbatim>", "").replace("</verbatim>", "")


_RENDERER = _Renderer()


def render(markdown: str) -> str:
    """Return the HTML of a field for Markdown with blocks."""
    text, pieces = set_aside(clean(markdown))
    return put_back(html_with_places(text, pieces), pieces)


def render_inline(markdown: str) -> str:
    """Return the HTML of a field for a sentence: no `<p>`, and it begins no list or heading."""
    text, pieces = set_aside(clean(markdown))
    return put_back(html_with_places(text, pieces, inline=True), pieces)


def html_with_places(text: str, pieces: Sequence[Piece], *, inline: bool = False) -> str:
    """Return the safe HTML of a text with places; of the pieces, only the tags are put back."""
    text = text.strip(" \n") if inline else text.strip("\n")
    html = _plain_line(text, inline=inline)
    if html is None:
        html = _RENDERER.convert(text, inline=inline)
        if inline:
            html = html.removeprefix("<p>").removesuffix("</p>")
    html = emphasis_tags(_MATH_MARK.sub(r"\\<span>\1</span>", html) if "\\" in html else html)
    if any(piece.kind is SpanKind.HTML for piece in pieces):
        html = safe_html(_TAG_PLACE.sub(lambda place: pieces[int(place[1])].source, html))
    return keep_literal(html)


def _plain_line(text: str, *, inline: bool) -> str | None:
    """Return what Markdown would for a line that is a paragraph with emphasis at most, else None."""
    if "\n" in text or "\\" in text or not (inline or is_paragraph(text)):
        return None
    html = escape_markdown(pair_emphasis(text.strip(" ")))
    return html if inline else f"<p>{html}</p>"


def put_back(html: str, pieces: Sequence[Piece], *, links: bool = True) -> str:
    """Return `html` with the rendered pieces in their places; without `links`, those stay as written."""
    if not pieces:
        return html

    def piece_at(place: re.Match[str]) -> str:
        piece = pieces[int(place[1])]
        if place[0][0] == SOURCE or (piece.kind is SpanKind.LINK and not links):
            return keep_literal(escape(piece.source))
        return piece_html(piece)

    return PLACE.sub(piece_at, html)


def piece_html(piece: Piece) -> str:
    match piece.kind:
        case SpanKind.FENCE:
            return fence_html(piece.source, piece.before)
        case SpanKind.CODE:
            return code_html(piece.source, in_table="|" in piece.before)
        case SpanKind.DISPLAY | SpanKind.MATH:
            return keep_literal(math_html(piece.source, quoted=">" in piece.before))
        case SpanKind.LINK | SpanKind.IMAGE:
            return keep_literal(link_html(piece.source, _link_text))
    return ""


def _link_text(markdown: str) -> str:
    text, pieces = set_aside(markdown)
    return put_back(html_with_places(text, pieces, inline=True), pieces, links=False)


def _grow(parent: Element, blocks: Iterable[Block]) -> None:
    """Add the elements of `blocks` to `parent`."""
    for block in blocks:
        match block:
            case Paragraph(text):
                _add(parent, "p", _inline(text))
            case Heading(level, text):
                _add(parent, f"h{level}", _inline(text))
            case Items():
                _grow_list(parent, block)
            case Quote(inner):
                _grow(_add(parent, "blockquote"), inner)
            case Table():
                _grow_table(parent, block)
            case Verbatim(text):
                _add(parent, "verbatim", AtomicString(text))
            case IndentedCode(text):
                pre = _add(parent, "pre")
                pre.attrib.update(block_attributes(text))
                _add(pre, "code", AtomicString(_PLACE_OPENING.sub(SOURCE, text.replace("&", "&amp;"))))
            case Rule():
                _add(parent, "hr")


_PLACE_OPENING = re.compile(f"[{INLINE}{TAG}{BLOCK_TAG}](?=\\d+{END})")


def _grow_list(parent: Element, items: Items) -> None:
    element = _add(parent, "ul" if items.start is None else "ol")
    if items.start not in (None, 1):
        element.set("start", str(items.start))
    for blocks in items.items:
        item = _add(element, "li")
        # The text of an item is no paragraph of its own, unless it has several.
        if (
            blocks
            and isinstance(blocks[0], Paragraph)
            and not any(isinstance(b, Paragraph) for b in blocks[1:])
        ):
            item.text = _inline(blocks[0].text)
            blocks = blocks[1:]
        _grow(item, blocks)


def _grow_table(parent: Element, table: Table) -> None:
    frame = _add(parent, "div")
    frame.set("class", "table")  # scrolls sideways on a narrow screen
    if max(sum(map(len, row)) for row in table.rows) > WIDE:
        frame.set("tabindex", "0")
    element = _add(frame, "table")
    head, *body = table.rows
    _grow_row(_add(element, "thead"), "th", head, table.aligned)
    if body:
        rows = _add(element, "tbody")
        for row in body:
            _grow_row(rows, "td", row, table.aligned)


def _grow_row(parent: Element, tag: str, cells: Sequence[str], aligned: Sequence[str]) -> None:
    row = _add(parent, "tr")
    for cell, alignment in zip(cells, aligned, strict=True):
        element = _add(row, tag, _inline(cell))
        if alignment:
            element.set("style", f"text-align: {alignment}")


def _add(parent: Element, tag: str, text: str | None = None) -> Element:
    element = SubElement(parent, tag)
    element.text = text
    return element


def _inline(text: str) -> str:
    """Return `text` in Markdown's dialect of inline marks; without any, it is not searched for them again."""
    text = pair_emphasis(text)
    if "\n" in text:
        text = _HARD_BREAK.sub("  \n", _BACKSLASH_BREAK.sub(r"\1  \n", text))
    if "\\&" in text:
        text = _ESCAPED_AMPERSAND.sub(r"\1&amp;", text)
    return text if "\\" in text or "  \n" in text else AtomicString(text)
