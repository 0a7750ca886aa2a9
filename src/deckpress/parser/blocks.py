"""The top-level blocks of an answer: headings, list items with what is indented below them, paragraphs ...

Not a Markdown parser: it finds what decides where a key point begins and ends, and keeps every line as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    HEADING = "heading"
    ITEM = "item"  # of a numbered list
    BULLET = "bullet"
    PARAGRAPH = "paragraph"
    FENCE = "fence"
    DISPLAY = "display"  # display math
    TABLE = "table"
    LIST = "list"  # a whole list that is part of the text around it; made by `merge_blocks` alone


@dataclass(frozen=True, slots=True)
class Block:
    """One block. `first` is the place of its first line in the answer, counted from 0.

    `lines` are as written, with their marker, moved to column 0. `content` is without the marker of a heading
    or item, and what is below the first line is moved to column 0 as well. `number` is that of a numbered
    item, `level` that of a heading, else 0. A `glued` block follows the one before without a blank line.
    """

    kind: BlockKind
    first: int
    lines: tuple[str, ...]
    content: tuple[str, ...]
    number: int = 0
    level: int = 0
    glued: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


_HEADING = re.compile(r" {0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*$")
_MARKER = re.compile(r"( *)(?:(\d{1,3})[.)]|[-*+])(?: +|$)")
_FENCE = re.compile(r" *(?:(?:[-*+]|\d{1,3}[.)]) +)?(`{3,}|~{3,})([^`]*)$")
_RULE = re.compile(r" {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$")
_TABLE_RULE = re.compile(r" {0,3}\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?$")


def split_blocks(lines: Sequence[str]) -> list[Block]:
    """Return the blocks of an answer in order. Only blank lines and thematic breaks belong to none."""
    expanded = [_without_leading_tabs(line) for line in lines]
    blocks: list[Block] = []
    place = 0
    blank_before = True
    last_number = 0
    while place < len(expanded):
        line = expanded[place]
        if not line.strip() or _RULE.match(line):
            blank_before = True
            place += 1
            continue
        kind, end = _block_at(expanded, place, last_number)
        block = make_block(kind, place, expanded[place:end], glued=not blank_before)
        if block.kind is BlockKind.ITEM:
            last_number = block.number
        blocks.append(block)
        blank_before = not expanded[end - 1].strip()
        place = end
    return blocks


def join_blocks(blocks: Sequence[Block]) -> str:
    """Return the Markdown of blocks in order; tight lists stay tight, all else is parted by blank lines."""
    pieces: list[str] = []
    before: Block | None = None
    for block in blocks:
        if before is not None:
            tight = block.glued and before.kind is block.kind and block.kind in _LIST_KINDS
            pieces.append("\n" if tight else "\n\n")
        pieces.append(block.text.strip("\n"))
        before = block
    return "".join(pieces)


def merge_blocks(blocks: Sequence[Block]) -> Block:
    """Return a list as one block, so that its items are not looked at one by one."""
    lines = tuple(join_blocks(blocks).split("\n"))
    return Block(BlockKind.LIST, blocks[0].first, lines, lines, glued=blocks[0].glued)


_LIST_KINDS = (BlockKind.ITEM, BlockKind.BULLET)


def _without_leading_tabs(line: str) -> str:
    bare = line.lstrip(" \t")
    lead = line[: len(line) - len(bare)]
    return lead.expandtabs(4) + bare if "\t" in lead else line


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _block_at(lines: Sequence[str], start: int, last_number: int) -> tuple[BlockKind, int]:
    """Return the kind of the block that begins at `start`, and where it ends."""
    line = lines[start]
    if _indent(line) <= 3 and _HEADING.match(line):
        return BlockKind.HEADING, start + 1
    marker = _MARKER.match(line)
    if marker and _may_begin_item(lines, start, marker[2], last_number):
        kind = BlockKind.ITEM if marker[2] else BlockKind.BULLET
        return kind, _end_of_item(lines, start, len(marker[1]))
    if _FENCE.match(line):
        return BlockKind.FENCE, _end_of_fence(lines, start)
    bare = line.strip()
    for opening, closing in (("$$", "$$"), (r"\[", r"\]")):
        if bare.startswith(opening):
            return BlockKind.DISPLAY, _end_of_display(lines, start, opening, closing)
    if _begins_table(lines, start):
        end = start
        while end < len(lines) and "|" in lines[end]:
            end += 1
        return BlockKind.TABLE, end
    return BlockKind.PARAGRAPH, _end_of_paragraph(lines, start, last_number)


def _may_begin_item(lines: Sequence[str], start: int, number: str | None, last_number: int) -> bool:
    """A lone "5. ..." that continues no list and begins none is a line of prose."""
    if number is None or int(number) in (0, 1, last_number, last_number + 1):
        return True
    following = (_MARKER.match(line) for line in lines[start + 1 : start + 40])
    return last_number > 0 or any(marker and marker[2] == str(int(number) + 1) for marker in following)


def _end_of_item(lines: Sequence[str], start: int, indent: int) -> int:
    """The place after the item's last line: what is indented more than its marker is its own."""
    end = place = start + 1
    opening = _FENCE.match(lines[start])
    if opening:
        end = place = _end_of_fence(lines, start)
    while place < len(lines):
        line = lines[place]
        if line.strip():
            if _indent(line) <= indent:
                break
            place = _end_of_fence(lines, place) if _FENCE.match(line) else place + 1
            end = place
        else:
            place += 1
    return end


def _end_of_fence(lines: Sequence[str], start: int) -> int:
    opening = _FENCE.match(lines[start])
    marks = opening[1] if opening else "```"
    for place in range(start + 1, len(lines)):
        bare = lines[place].strip()
        if bare.startswith(marks) and not bare.strip(marks[0]):
            return place + 1
    return len(lines)


def _end_of_display(lines: Sequence[str], start: int, opening: str, closing: str) -> int:
    """A display ends with the line that closes it, or before a blank line where it is never closed."""
    if closing in lines[start].strip()[len(opening) :]:
        return start + 1
    for place in range(start + 1, len(lines)):
        if closing in lines[place]:
            return place + 1
        if not lines[place].strip():
            return place
    return len(lines)


def _begins_table(lines: Sequence[str], start: int) -> bool:
    return "|" in lines[start] and start + 1 < len(lines) and bool(_TABLE_RULE.match(lines[start + 1]))


def _end_of_paragraph(lines: Sequence[str], start: int, last_number: int) -> int:
    """A paragraph ends before a blank line or anything that may interrupt it."""
    for place in range(start + 1, len(lines)):
        line = lines[place]
        bare = line.strip()
        if not bare or _HEADING.match(line) or _FENCE.match(line) or bare.startswith(("$$", r"\[")):
            return place
        marker = _MARKER.match(line)
        if marker and (marker[2] is None or int(marker[2]) in (1, last_number + 1)):
            return place
        if _begins_table(lines, place):
            return place
    return len(lines)


def make_block(kind: BlockKind, first: int, lines: Sequence[str], *, glued: bool) -> Block:
    """Return the block that `lines` make."""
    if kind is BlockKind.HEADING:
        heading = _HEADING.match(lines[0])
        text = (heading[2] or "") if heading else ""
        level = len(heading[1]) if heading else 0
        return Block(kind, first, (lines[0].strip(),), (text,), level=level, glued=glued)
    if kind in _LIST_KINDS:
        marker = _MARKER.match(lines[0])
        end = marker.end() if marker else 0
        indent = len(marker[1]) if marker else 0
        number = int(marker[2]) if marker and marker[2] else 0
        content = (lines[0][end:].lstrip(), *dedent(lines[1:]))
        moved = tuple(line[min(indent, _indent(line)) :] for line in lines)
        return Block(kind, first, moved, content, number=number, glued=glued)
    moved = tuple(dedent(lines))
    return Block(kind, first, moved, moved, glued=glued)


def dedent(lines: Sequence[str]) -> list[str]:
    """Move lines to column 0, by the indentation that all of them have outside fences."""
    indent: int | None = None
    place = 0
    while place < len(lines):
        if lines[place].strip():
            indent = _indent(lines[place]) if indent is None else min(indent, _indent(lines[place]))
        place = _end_of_fence(lines, place) if _FENCE.match(lines[place]) else place + 1
    return [line[min(indent or 0, _indent(line)) :] for line in lines]
