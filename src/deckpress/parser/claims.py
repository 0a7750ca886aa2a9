"""Which lists of an answer make claims, so that their items are points."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from deckpress.parser.blocks import Block, BlockKind, merge_blocks
from deckpress.parser.lists import List, is_announcement, split_lists
from deckpress.parser.sections import Section


@dataclass(frozen=True, slots=True)
class Overview:
    """What the reading of one section depends on in the others."""

    has_headings: bool  # besides bold labels and summaries
    lists_under_numbers: bool  # numbered headings stand over points, and are none
    points_are_examples: bool  # the one numbered list of the page gives examples, as titled items


def look_over(sections: Sequence[Section]) -> Overview:
    """Return what all sections of an answer say about how to read each."""
    headed = [section for section in sections if section.heading and not section.is_summary]
    under_numbers = [_lists_titles(section) for section in headed if section.number is not None]
    listing = [section for section in sections if split_lists(section.blocks, BlockKind.ITEM)]
    return Overview(
        has_headings=any(not section.is_label for section in headed),
        lists_under_numbers=2 * sum(under_numbers) > len(under_numbers),
        points_are_examples=len(listing) == 1 and _gives_examples(listing[0]),
    )


def _gives_examples(section: Section) -> bool:
    return (
        _EXAMPLES.match(section.title) is not None
        and _lists_titles(section)
        and len(split_lists(section.blocks, BlockKind.ITEM)[0].items) > 2
    )


_EXAMPLES = re.compile(r"(?:\w+ ){0,2}examples\b", re.IGNORECASE)


def _lists_titles(section: Section) -> bool:
    """Whether a section is a list of titled items, with no more than paragraphs before it."""
    lists = split_lists(section.blocks, BlockKind.ITEM)
    return (
        len(lists) == 1
        and lists[0].is_titled
        and len(lists[0].items) > 1
        and not lists[0].label
        and all(block.kind is BlockKind.PARAGRAPH for block in lists[0].lead)
        and all(block.kind is not BlockKind.HEADING for block in section.blocks)
    )


def lists_of_points(section: Section, page: Overview) -> list[List]:
    """The lists of a section whose items are points; none where the section as a whole is one."""
    if section.number is not None and not (page.lists_under_numbers and _lists_titles(section)):
        return []
    if section.is_example and not page.points_are_examples:
        return []
    if lists := split_lists(section.blocks, BlockKind.ITEM):
        return _claims(section.blocks, lists, BlockKind.ITEM, _makes_points)
    lists = split_lists(section.blocks, BlockKind.BULLET)
    if section.heading is not None and lists and lists[0].lead:
        return []
    only_titled = page.has_headings and not section.is_label
    makes_points = _has_titled_bullets if only_titled else _makes_points
    return _claims(section.blocks, lists, BlockKind.BULLET, makes_points)


def _claims(
    blocks: Sequence[Block], lists: Sequence[List], kind: BlockKind, makes_points: Callable[[List], bool]
) -> list[List]:
    """Return the lists that make points; the others become part of the text around them."""
    others = {one.items[0].block.first: one.items[-1].block.first for one in lists if not makes_points(one)}
    if len(others) == len(lists):
        return []
    if not others:
        return list(lists)
    merged: list[Block] = []
    place = 0
    while place < len(blocks):
        end = place + 1
        if (last := others.get(blocks[place].first)) is not None:
            while blocks[end - 1].first < last:
                end += 1
            merged.append(merge_blocks(blocks[place:end]))
        else:
            merged.append(blocks[place])
        place = end
    return split_lists(merged, kind)


_EXPLAINS = re.compile(r"\W*(?:where|here|in this|for example|for instance|e\.g\.|example)\b", re.IGNORECASE)
_SYMBOL = re.compile(r"\W*?(?:\$|\\\()")


def _makes_points(one: List) -> bool:
    """Whether the items of a list are claims: not steps of an example, symbols of a formula or bare words."""
    if one.is_example:
        return False
    if one.items[0].block.kind is BlockKind.ITEM:
        return True
    if one.lead and is_announcement(one.lead[-1]) and _EXPLAINS.match(one.lead[-1].text):
        return False
    lines = [item.block.content[0] for item in one.items]
    symbols = sum(_SYMBOL.match(line) is not None for line in lines)
    words = sum(len(line.split()) for line in lines)
    return 2 * symbols <= len(lines) and (one.is_titled or words >= 2 * len(lines))


def _has_titled_bullets(one: List) -> bool:
    return one.is_titled and _makes_points(one)
