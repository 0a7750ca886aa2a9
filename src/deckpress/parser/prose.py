"""Key points of prose: each paragraph is one, with the formulas, code and lists that belong to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deckpress.parser.blocks import Block, BlockKind, join_blocks, make_block
from deckpress.parser.lists import Draft, is_announcement
from deckpress.parser.titles import (
    continues_sentence,
    is_closing,
    is_summary_title,
    may_close_list,
    split_number,
    split_title,
)

_LONG_LINE = 120  # a line of this length is a paragraph of its own, not one of a wrapped paragraph
_MOST_AFTER_CLOSING = 2


@dataclass(frozen=True, slots=True)
class Prose:
    """What prose says: `intro` and `summary` are blocks of it."""

    intro: tuple[Block, ...]
    drafts: tuple[Draft, ...]
    summary: tuple[Block, ...]


def read_prose(blocks: Sequence[Block]) -> Prose:
    """Return the points of prose without lists and headings.

    Bold-labelled paragraphs (`**Osmosis**: ...`) give titled points; what stands before the first of them
    is the intro. Without labels every paragraph is a point, except a first one that ends with a colon.
    """
    blocks = [part for block in blocks for part in _paragraphs(block)]
    body, summary = cut_closing(blocks)
    passages = _passages(body)
    titles = _titles(passages)
    intro: list[Block] = []
    if any(titles):
        while not titles[0]:
            intro += passages.pop(0)
            titles.pop(0)
        if not titles[-1] and len(passages[-1]) == 1 and may_close_list(passages[-1][0].text):
            summary = (*passages.pop(), *summary)
            titles.pop()
    elif len(passages) > 1 and len(passages[0]) == 1 and is_announcement(passages[0][0]):
        intro += passages.pop(0)
        titles.pop(0)
    drafts: list[Draft] = []
    for passage, title in zip(passages, titles, strict=True):
        if title and is_summary_title(title) and passage is passages[-1]:
            summary = (_without_title(passage[0]), *passage[1:], *summary)
            continue
        number, _ = split_number(passage[0].lines[0])
        start = _without_title(passage[0]) if title else passage[0]
        text = join_blocks((start, *passage[1:])).strip()
        drafts.append(Draft(number if title else None, "", title, text, passage[0].first))
    return Prose(tuple(intro), tuple(drafts), tuple(summary))


def cut_closing(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Part a closing ("In summary, ...") from the end of the blocks."""
    earliest = max(len(blocks) - 1 - _MOST_AFTER_CLOSING, 0)
    for place in range(len(blocks) - 1, earliest - 1, -1):
        block = blocks[place]
        if block.kind is not BlockKind.PARAGRAPH:
            break
        if is_closing(block.text):
            return tuple(blocks[:place]), tuple(blocks[place:])
    return tuple(blocks), ()


def _paragraphs(block: Block) -> list[Block]:
    """Part a paragraph whose every line is long: such pages have no blank lines."""
    lines = block.lines
    if (
        block.kind is not BlockKind.PARAGRAPH
        or len(lines) == 1
        or any(len(line) < _LONG_LINE for line in lines)
    ):
        return [block]
    return [make_block(block.kind, block.first + n, [line], glued=n > 0) for n, line in enumerate(lines)]


def _passages(blocks: Sequence[Block]) -> list[list[Block]]:
    """Put to each paragraph what belongs to it: what is no paragraph, and a sentence that goes on."""
    passages: list[list[Block]] = []
    for block in blocks:
        before = passages[-1][-1] if passages else None
        is_own = block.kind is BlockKind.PARAGRAPH and (
            before is None
            or (before.kind is BlockKind.PARAGRAPH and not (len(passages) > 1 and is_announcement(before)))
            or (before.kind is not BlockKind.PARAGRAPH and not continues_sentence(block.text))
        )
        if is_own or not passages:
            passages.append([block])
        else:
            passages[-1].append(block)
    return passages


def _titles(passages: Sequence[Sequence[Block]]) -> list[str]:
    """The titles of labelled paragraphs. A bold subject is one only where several paragraphs begin so."""
    titles: list[str] = []
    marked = 0
    subjects = 0
    for passage in passages:
        line = split_number(passage[0].lines[0])[1] if passage[0].kind is BlockKind.PARAGRAPH else ""
        title, rest = split_title(line)
        titles.append(title)
        marked += bool(title) and rest != line
        subjects += bool(title) and rest == line
    return titles if marked or subjects > 1 else [""] * len(titles)


def _without_title(block: Block) -> Block:
    _, line = split_number(block.lines[0])
    _, rest = split_title(line)
    lines = (rest, *block.lines[1:]) if rest.strip() else block.lines[1:]
    return make_block(block.kind, block.first, lines or ("",), glued=block.glued)
