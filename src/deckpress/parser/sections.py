"""The sections of an answer: what stands before the first heading, and what stands below each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from deckpress.parser.blocks import Block, BlockKind, make_block
from deckpress.parser.titles import (
    is_closing,
    is_example,
    is_label,
    is_summary_heading,
    is_summary_title,
    opens_a_text,
    split_number,
    title_text,
)

_LABEL_LEVEL = 7  # below every heading
_LISTED = (BlockKind.ITEM, BlockKind.BULLET)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks below it. `heading` is None before the first heading.

    `title` is the heading's plain text without its number; `parent` the title of the heading above it.
    A bold line on its own, before any heading, is a heading too (`is_label`).
    """

    heading: Block | None
    title: str
    number: int | None
    parent: str
    blocks: tuple[Block, ...]
    is_summary: bool = False

    @property
    def is_label(self) -> bool:
        return self.heading is not None and self.heading.level == _LABEL_LEVEL

    @property
    def is_example(self) -> bool:
        return self.heading is not None and is_example(self.title)


def split_sections(blocks: Sequence[Block]) -> list[Section]:
    """Return the sections of an answer in order, the one without a heading first (it may be empty).

    A numbered heading, an example and a summary keep the headings of lower rank as part of their text.
    """
    blocks = _labels_as_headings(_part_closings(blocks))
    starts = _starts(blocks)
    sections = [Section(None, "", None, "", tuple(blocks[: starts[0]] if starts else blocks))]
    above: list[tuple[int, str]] = []  # level and title of the headings that this one stands under
    for start, end in zip(starts, [*starts, len(blocks)][1:], strict=True):
        heading = blocks[start]
        number, title = heading_title(heading)
        while above and above[-1][0] >= heading.level:
            above.pop()
        parent = above[-1][1] if above else ""
        sections.append(Section(heading, title, number, parent, tuple(blocks[start + 1 : end])))
        above.append((heading.level, title))
    return _with_summaries(sections)


def heading_title(heading: Block) -> tuple[int | None, str]:
    """Return the number of a heading, if it has one, and its plain text without it."""
    number, markdown = split_number(heading.content[0])
    return number, title_text(markdown)


def _starts(blocks: Sequence[Block]) -> list[int]:
    """The places of the headings that begin a section."""
    starts: list[int] = []
    owner_level = 0  # of a heading that keeps those of lower rank
    for place, block in enumerate(blocks):
        if block.kind is not BlockKind.HEADING or 0 < owner_level < block.level:
            continue
        number, title = heading_title(block)
        owns = number is not None or is_example(title) or is_summary_heading(title)
        owner_level = block.level if owns else 0
        starts.append(place)
    return starts


def _with_summaries(sections: Sequence[Section]) -> list[Section]:
    """Mark the sections that sum up the answer.

    "Summary of the plot" does so only at the end of an answer that says something before. The numbered
    conclusion of a report, whose introduction is numbered as well, is a part of what the answer tells.
    """
    tells_parts = any(section.number and opens_a_text(section.title) for section in sections)
    first = 1 if any(block.kind in _LISTED for block in sections[0].blocks) else 2
    marked: list[Section] = []
    is_end = True
    for place, section in reversed([*enumerate(sections)]):
        is_part = section.heading is None or (tells_parts and section.number is not None)
        at_end = is_end and place >= first and is_summary_heading(section.title)
        is_summary = not is_part and (at_end or is_summary_title(section.title))
        is_end = is_end and is_summary
        marked.append(replace(section, is_summary=is_summary))
    return marked[::-1]


def _part_closings(blocks: Sequence[Block]) -> list[Block]:
    """Part a closing from the paragraph to which it is glued."""
    parted: list[Block] = []
    for block in blocks:
        cut = 0
        if block.kind is BlockKind.PARAGRAPH:
            cut = next((n for n, line in enumerate(block.lines) if n and is_closing(line)), 0)
        if cut:
            parted.append(make_block(block.kind, block.first, block.lines[:cut], glued=block.glued))
            parted.append(make_block(block.kind, block.first + cut, block.lines[cut:], glued=True))
        else:
            parted.append(block)
    return parted


def _labels_as_headings(blocks: Sequence[Block]) -> list[Block]:
    """Turn bold lines with something below them into headings, above the first real heading.

    They stay what they are inside a numbered list that goes on after them and, unless directly above a list,
    on a page with headings.
    """
    is_heading = [block.kind is BlockKind.HEADING for block in blocks]
    first_heading = is_heading.index(True) if True in is_heading else len(blocks)
    has_headings = any(
        not is_summary_heading(heading_title(block)[1])
        for block, heading in zip(blocks, is_heading, strict=True)
        if heading
    )
    next_item = 0  # number of the first item below
    next_items: list[int] = []
    for block in reversed(blocks[:first_heading]):
        next_items.append(next_item)
        next_item = block.number or next_item
    turned: list[Block] = []
    last_item = 0
    for place, (block, next_item) in enumerate(zip(blocks, reversed(next_items), strict=False)):
        below = blocks[place + 1].kind if place + 1 < len(blocks) else BlockKind.HEADING
        if block.kind is BlockKind.ITEM:
            last_item = block.number
        is_alone = len(block.lines) == 1
        is_over_list = is_alone and below in _LISTED
        is_inside = not is_over_list and (has_headings or 0 < last_item == next_item - 1)
        is_over_nothing = is_alone and (below is BlockKind.HEADING or is_label(blocks[place + 1].lines[0]))
        if (
            block.kind is BlockKind.PARAGRAPH
            and is_label(block.lines[0])
            and not (is_inside or is_over_nothing)
        ):
            label = block.lines[:1]
            turned.append(Block(BlockKind.HEADING, block.first, label, label, level=_LABEL_LEVEL))
            if not is_alone:
                turned.append(make_block(block.kind, block.first + 1, block.lines[1:], glued=True))
        else:
            turned.append(block)
    return turned + list(blocks[first_heading:])
