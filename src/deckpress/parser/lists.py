"""The lists of a section: what introduces each, its items with all that belongs to them, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from deckpress.parser.blocks import Block, BlockKind, join_blocks
from deckpress.parser.titles import (
    continues_sentence,
    is_closing,
    is_example,
    is_label,
    split_title,
    title_text,
)

_INSERTS = (BlockKind.DISPLAY, BlockKind.FENCE, BlockKind.TABLE, BlockKind.LIST)


_MOST_WORDS_OF_BARE_TITLE = 6


@dataclass(frozen=True, slots=True)
class Draft:
    """A key point without key: `number` is the author's, or None; `first` the place of its first line."""

    number: int | None
    section: str
    title: str
    text: str
    first: int


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list and the unindented blocks that belong to it."""

    block: Block
    followers: tuple[Block, ...]

    @property
    def title(self) -> str:
        return self._title_and_text()[0]

    def draft(self, number: int | None, section: str) -> Draft:
        title, text = self._title_and_text()
        return Draft(number, section, title, text, self.block.first)

    def _title_and_text(self) -> tuple[str, str]:
        """The plain title, and Markdown that stands alone without it."""
        first, *below = self.block.content
        title, rest = split_title(first)
        own = "\n".join((rest, *below)).strip("\n")
        text = "\n\n".join(part for part in (own, join_blocks(self.followers)) if part.strip()).strip()
        if not text and (len(title.split()) > _MOST_WORDS_OF_BARE_TITLE or "=" in title):
            return "", first.strip()  # a claim in bold: `- **1 Gy = 1 J/kg**`
        return title, text


@dataclass(frozen=True, slots=True)
class List:
    """A list, and what stands around it. `label` is the last bold line above it, "" for none."""

    lead: tuple[Block, ...]
    label: str
    items: tuple[Item, ...]
    tail: tuple[Block, ...]

    @property
    def is_example(self) -> bool:
        return is_example(self.label)

    @property
    def is_titled(self) -> bool:
        return all(item.title for item in self.items)

    def drafts(self, section: str) -> list[Draft]:
        """The items as points; lazily numbered ones ("1." every time) count up."""
        section = ": ".join(part for part in (section, self.label) if part)
        numbers = [item.block.number for item in self.items]
        counted = all(before < after for before, after in pairwise(numbers))
        is_numbered = self.items[0].block.kind is BlockKind.ITEM
        return [
            item.draft((item.block.number if counted else place) if is_numbered else None, section)
            for place, item in enumerate(self.items, 1)
        ]


def split_lists(blocks: Sequence[Block], kind: BlockKind) -> list[List]:
    """Return the lists of one kind (items or bullets) among the blocks of a section.

    A numbered list goes on over unindented blocks as long as its numbers go up: these belong to the item
    before them. It ends where the numbers start again, or where a bold label stands directly before an item.
    """
    groups = _groups(blocks, kind)
    lists: list[List] = []
    lead = list(blocks[: groups[0][0]]) if groups else []
    for place, group in enumerate(groups):
        end = groups[place + 1][0] if place + 1 < len(groups) else len(blocks)
        items, rest = _items(blocks, group, end)
        lead, label = _without_label(lead)
        tail, next_lead = _tail_and_lead(rest) if place + 1 < len(groups) else (rest, [])
        lists.append(List(tuple(lead), label, tuple(items), tuple(tail)))
        lead = next_lead
    return lists


def _groups(blocks: Sequence[Block], kind: BlockKind) -> list[list[int]]:
    """The places of items, one group a list."""
    groups: list[list[int]] = []
    for place, block in enumerate(blocks):
        if block.kind is not kind:
            continue
        if groups and _goes_on(blocks, groups[-1][-1], place):
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _goes_on(blocks: Sequence[Block], before: int, place: int) -> bool:
    between = blocks[before + 1 : place]
    if not between:
        return blocks[place].number >= blocks[before].number
    if blocks[place].kind is BlockKind.BULLET:
        return all(block.kind in _INSERTS or _is_continuation(block) for block in between)
    return blocks[place].number > blocks[before].number and not _is_label_block(between[-1])


def _items(blocks: Sequence[Block], places: Sequence[int], end: int) -> tuple[list[Item], list[Block]]:
    """Return the items of one list, and the blocks before `end` that belong to none."""
    items = [
        Item(blocks[place], tuple(blocks[place + 1 : following])) for place, following in pairwise(places)
    ]
    usual = sorted(len(item.followers) for item in items)[len(items) // 2] if items else 0
    last, after = blocks[places[-1]], blocks[places[-1] + 1 : end]
    count = _followers(last, after, usual)
    items.append(Item(last, tuple(after[:count])))
    return items, list(after[count:])


def _followers(item: Block, after: Sequence[Block], usual: int) -> int:
    """How many of the blocks after the last item are still its own.

    These are as many as the other items have, formulas, code and tables directly after it with the sentence
    that goes on from them, and the body of an item that is nothing but its title.
    """
    title, rest = split_title(item.content[0])
    is_bare = bool(title) and not rest.strip() and not any(line.strip() for line in item.content[1:])
    count = 0
    for block in after:
        if block.kind is BlockKind.PARAGRAPH:
            belongs = (
                count < usual
                or (is_bare and count == 0)
                or (count > 0 and after[count - 1].kind in _INSERTS and continues_sentence(block.text))
            )
            if is_closing(block.text) or not belongs:
                break
        elif block.kind is BlockKind.BULLET and item.kind is BlockKind.BULLET:
            break
        count += 1
    return count


def _tail_and_lead(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Part what stands between two lists: what ends the first, and what introduces the second."""
    for place, block in enumerate(blocks):
        if _is_label_block(block):
            return list(blocks[:place]), list(blocks[place:])
    if blocks and is_announcement(blocks[-1]):
        return list(blocks[:-1]), list(blocks[-1:])
    return list(blocks), []


def _without_label(lead: Sequence[Block]) -> tuple[list[Block], str]:
    for place in range(len(lead) - 1, -1, -1):
        if _is_label_block(lead[place]):
            return [*lead[:place], *lead[place + 1 :]], title_text(lead[place].text)
    return list(lead), ""


def is_announcement(block: Block) -> bool:
    """Whether a paragraph announces what comes after it: it ends with a colon."""
    return block.kind is BlockKind.PARAGRAPH and block.text.rstrip(" *_\n").endswith((":", "："))


def _is_label_block(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and len(block.lines) == 1 and is_label(block.text)


def _is_continuation(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and block.text.lstrip()[:5].lower() == "where"
