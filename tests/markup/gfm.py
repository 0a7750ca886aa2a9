"""The oracle for rendering: markdown-it's GFM, and what of two HTML texts must agree."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from markdown_it import MarkdownIt

from deckpress.parser.inline import SpanKind, inline_spans

_ORACLE = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
_VOID = {"br", "hr", "img"}
# What deckpress adds to the structure: colours of code, the frame of a table, the guard before `\(`.
_ADDED = {"span", "div"}
_NEWLINE, _CODE = "\0", "\1"  # of code; before a piece of code
_STRIKE = {"s": "del"}


def gfm(markdown: str) -> str:
    return str(_ORACLE.render(markdown))


def without_math(markdown: str) -> str:
    """Put a word in brackets, whose marks are like the formula's own, for each formula: math is no GFM."""
    pieces: list[str] = []
    place = 0
    for number, span in enumerate(inline_spans(markdown)):
        if span.kind in (SpanKind.MATH, SpanKind.DISPLAY):
            pieces += markdown[place : span.start], f"⟦{number}⟧"
            place = span.end
    return "".join([*pieces, markdown[place:]])


@dataclass
class Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack = [Node("root")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = _STRIKE.get(tag, tag)
        kept = {
            name: (value or "").replace(" ", "")
            for name, value in attrs
            if name in ("href", "src", "start", "style")
        }
        node = Node(tag, kept)
        self.stack[-1].children.append(node)
        if tag not in _VOID:
            self.stack.append(node)

    def handle_endtag(self, tag: str) -> None:
        tag = _STRIKE.get(tag, tag)
        if tag not in _VOID:
            assert self.stack.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)


def outline(html: str) -> list[str]:
    """Return tags and texts in order. In items, of paragraphs only the places between two of them count."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.stack) == 1, html
    found: list[str] = []
    _outline(reader.stack[0], found, in_code=False)
    merged: list[str] = []
    for entry in found:
        if not entry.startswith("<") and merged and not merged[-1].startswith("<"):
            merged[-1] += entry
        else:
            merged.append(entry)
    return [text for entry in merged if (text := _normal(entry))]


def _normal(entry: str) -> str:
    """Blanks count in code alone, and the newline at its end does not."""
    if _CODE in entry:
        return entry.replace(_CODE, "").rstrip(_NEWLINE)
    return re.sub(r"[ \n\t]+", " ", entry).strip()


def _outline(node: Node, found: list[str], *, in_code: bool) -> None:
    before = ""
    children = [
        child for child in node.children if node.tag != "li" or not isinstance(child, str) or child.strip()
    ]
    for child in children:
        if node.tag == "li" and before == "p" == (child.tag if isinstance(child, Node) else ""):
            found.append("<between paragraphs>")
        before = child.tag if isinstance(child, Node) else ""
        if isinstance(child, str):
            text = child.replace("<", "‹")
            found.append(_CODE + text.replace("\n", _NEWLINE) if in_code else text)
        elif child.tag in _ADDED or (node.tag == "li" and child.tag == "p") or _is_bare_link(child):
            _outline(child, found, in_code=in_code)
        else:
            attributes = "".join(f" {name}={value}" for name, value in sorted(child.attributes.items()))
            found.append(f"<{child.tag}{attributes}>")
            _outline(child, found, in_code=in_code or child.tag == "pre")
            found.append(f"</{child.tag}>")


def _is_bare_link(node: Node) -> bool:
    """The oracle leaves bare addresses to a plug-in; GFM makes links of them."""
    return node.tag == "a" and node.children == [node.attributes.get("href")]
