"""An answer -> an intro, key points and a summary, whatever shape its author gave it.

What is a point:

    numbered list     every item; its section is the heading or bold label above it
    numbered heading  `### 2. Light`: the section as a whole, unless most such sections are lists of titled items
    heading           the section as a whole; titled bullets directly below it are points instead
    bullets           every bullet, on a page without numbers and headings
    prose             every paragraph; bold-labelled paragraphs have titles

An example or problem is one point with all its lists. "Conclusion" and "Summary" (section, item or paragraph) and
what follows the last list are the summary. What introduces a list is the intro.

A point has the number its author wrote; without one, its place on the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from deckpress.domain import Answer, KeyPoint, Location, slug
from deckpress.parser.blocks import Block, BlockKind, join_blocks, make_block, merge_blocks, split_blocks
from deckpress.parser.inline import plain_text
from deckpress.parser.lists import Draft, List, is_announcement, split_lists
from deckpress.parser.prose import cut_closing, read_prose
from deckpress.parser.sections import Section, split_sections
from deckpress.parser.titles import is_closing, is_summary_title, may_close_list

_OPENING_PARTS = ("introduction", "abstract")
_WORDS_OF_KEY = 6
_LIST_KINDS = (BlockKind.ITEM, BlockKind.BULLET, BlockKind.LIST)


def parse_answer(text: str, path: str, lines: Sequence[int]) -> Answer:
    """Return what an answer says. Never raises.

    `lines[i]` is the line in the file `path` of line i of `text`.
    """
    reading = _read(split_sections(split_blocks(text.split("\n"))))
    points: list[KeyPoint] = []
    keys: set[str] = set()
    for place, draft in enumerate(reading.drafts, 1):
        key = _unique(_key(draft), keys)
        line = lines[min(draft.first, len(lines) - 1)] if lines else 1
        number = place if draft.number is None else draft.number
        points.append(KeyPoint(key, number, draft.section, draft.title, draft.text, Location(path, line)))
    return Answer(text, join_blocks(reading.intro), tuple(points), join_blocks(reading.summary))


def _key(draft: Draft) -> str:
    name = draft.title or " ".join(plain_text(draft.text[:200]).split()[:_WORDS_OF_KEY])
    return slug(f"{draft.section} {name}") or "point"


def _unique(key: str, keys: set[str]) -> str:
    """Return `key`, or "key-2" and so on, and remember it."""
    unique, count = key, 1
    while unique in keys:
        count += 1
        unique = f"{key}-{count}"
    keys.add(unique)
    return unique


@dataclass(slots=True)
class _Reading:
    """An answer while it is read."""

    intro: list[Block] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    summary: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Page:
    """What the reading of one section depends on in the others."""

    has_headings: bool  # besides bold labels and summaries
    lists_under_numbers: bool  # numbered headings are sections of points, not points
    points_are_examples: bool  # the one numbered list of the page gives examples, as titled items


def _look_over(sections: Sequence[Section]) -> _Page:
    headed = [section for section in sections if section.heading and not section.is_summary]
    numbered = [section for section in headed if section.number is not None]
    lists = [section for section in headed if _lists_titles(section)]
    itemised = [section for section in sections if split_lists(section.blocks, BlockKind.ITEM)]
    return _Page(
        has_headings=any(not section.is_label for section in headed),
        lists_under_numbers=2 * sum(section in lists for section in numbered) > len(numbered),
        points_are_examples=len(itemised) == 1
        and itemised == lists
        and _EXAMPLES.match(lists[0].title) is not None
        and len(split_lists(lists[0].blocks, BlockKind.ITEM)[0].items) > 2,
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


def _read(sections: Sequence[Section]) -> _Reading:
    reading = _Reading()
    page = _look_over(sections)
    last = max((n for n, section in enumerate(sections) if not section.is_summary), default=0)
    for place, section in enumerate(sections):
        if section.is_summary:
            reading.summary += section.blocks
        elif section.heading is None:
            _read_preamble(reading, section, page, is_last=place == last)
        else:
            _read_section(reading, section, page, is_last=place == last)
    if not reading.drafts:
        prose = read_prose(reading.intro)
        reading = _Reading([*prose.intro], [*prose.drafts], [*prose.summary, *reading.summary])
    if not reading.drafts and (rest := [*reading.intro, *reading.summary]):
        reading = _Reading(drafts=[Draft(None, "", "", join_blocks(rest).strip(), rest[0].first)])
    return reading


def _read_preamble(reading: _Reading, section: Section, page: _Page, *, is_last: bool) -> None:
    """What stands before the first heading: lists, else an intro (or prose, where the page has nothing else)."""
    lists, kind = split_lists(section.blocks, BlockKind.ITEM), BlockKind.ITEM
    if not lists:
        lists, kind = split_lists(section.blocks, BlockKind.BULLET), BlockKind.BULLET
    makes_points = _has_titled_bullets if kind is BlockKind.BULLET and page.has_headings else _makes_points
    _read_lists(reading, section, _claims(section.blocks, lists, kind, makes_points), is_last=is_last)


def _read_section(reading: _Reading, section: Section, page: _Page, *, is_last: bool) -> None:
    heading = section.heading
    if heading is None or (not section.blocks and section.number is None):
        return
    if lists := _lists_of_points(section, page):
        _read_lists(reading, section, lists, is_last=is_last)
    elif section.title.lower() == "introduction" and section.number is None and not reading.drafts:
        reading.intro += section.blocks
    else:
        body, closing = _without_closing(section.blocks) if is_last else (section.blocks, ())
        text = join_blocks(body).strip()
        reading.drafts.append(Draft(section.number, section.parent, section.title, text, heading.first))
        reading.summary += closing


def _lists_of_points(section: Section, page: _Page) -> list[List]:
    """The lists of a section whose items are points; none where the section as a whole is one."""
    if section.number is not None and not (page.lists_under_numbers and _lists_titles(section)):
        return []
    if section.is_example and not page.points_are_examples:
        return []
    if lists := split_lists(section.blocks, BlockKind.ITEM):
        return _claims(section.blocks, lists, BlockKind.ITEM, _makes_points)
    lists = split_lists(section.blocks, BlockKind.BULLET)
    if not lists or lists[0].lead:
        return []
    makes_points = _makes_points if section.is_label else _has_titled_bullets
    return _claims(section.blocks, lists, BlockKind.BULLET, makes_points)


def _claims(
    blocks: Sequence[Block], lists: Sequence[List], kind: BlockKind, makes_points: Callable[[List], bool]
) -> list[List]:
    """Return the lists that make points; the others become part of the text around them."""
    others = {one.items[0].block.first: one.items[-1].block.first for one in lists if not makes_points(one)}
    if not others:
        return list(lists)
    if len(others) == len(lists):
        return []
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


def _read_lists(reading: _Reading, section: Section, lists: Sequence[List], *, is_last: bool) -> None:
    """Take the items of a section's lists as points, and what stands around them to where it belongs."""
    if not lists:
        reading.intro += section.blocks
    for place, one in enumerate(lists):
        _read_lead(reading, section, one.lead)
        drafts = one.drafts(section.title)
        conclusion: list[Block] = []
        if len(drafts) > 1 and is_summary_title(drafts[-1].title) and not _tells_parts_of_a_text(drafts):
            last = drafts.pop()
            conclusion = [make_block(BlockKind.PARAGRAPH, last.first, last.text.split("\n"), glued=False)]
        if is_last and place == len(lists) - 1:
            closing, rest = list(one.tail), []
        else:
            closing = [block for block in one.tail if is_closing(block.text)]
            rest = [block for block in one.tail if not is_closing(block.text)]
        if rest:
            drafts[-1] = replace(drafts[-1], text=f"{drafts[-1].text}\n\n{join_blocks(rest)}".strip())
        reading.drafts += drafts
        reading.summary += conclusion + closing


def _read_lead(reading: _Reading, section: Section, lead: Sequence[Block]) -> None:
    """What introduces a list is intro; more than a paragraph below a heading is a point of its own."""
    claims = lead[:-1] if lead and is_announcement(lead[-1]) else lead
    is_more = len(claims) > 1 or any(block.kind is not BlockKind.PARAGRAPH for block in claims)
    if section.heading is not None and is_more:
        text = join_blocks(claims).strip()
        reading.drafts.append(
            Draft(section.number, section.parent, section.title, text, section.heading.first)
        )
        lead = lead[len(claims) :]
    reading.intro += lead


def _tells_parts_of_a_text(drafts: Sequence[Draft]) -> bool:
    """The conclusion of a speech is one of its parts, as its introduction is, not that of the answer."""
    return any(draft.title.lower().startswith(_OPENING_PARTS) for draft in drafts)


def _without_closing(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """Part the closing of the answer from its last section."""
    body, closing = cut_closing(blocks)
    if closing or len(blocks) < 2:
        return body, closing
    last, before = blocks[-1], blocks[-2]
    if last.kind is BlockKind.PARAGRAPH and before.kind in _LIST_KINDS and may_close_list(last.text):
        return blocks[:-1], blocks[-1:]
    return blocks, ()
