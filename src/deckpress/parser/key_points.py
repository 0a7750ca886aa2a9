"""An answer -> an intro, key points and a summary, whatever shape its author gave it.

What is a point:

    numbered list     every item; its section is the heading or bold label above it
    numbered heading  `### 2. Light`: the section as a whole, unless most of these hold titled items
    heading           the section as a whole; titled bullets directly below it are points instead
    bullets           every bullet, on a page without numbers and headings
    prose             every paragraph; bold-labelled paragraphs have titles

An example or problem is one point with all its lists. "Conclusion" and "Summary" (section, item or paragraph)
and what follows the last list are the summary. What introduces a list is the intro.

A point has the number its author wrote; without one, its place on the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from deckpress.domain import Answer, KeyPoint, Location, slug
from deckpress.parser.blocks import Block, BlockKind, join_blocks, make_block, split_blocks
from deckpress.parser.claims import Overview, lists_of_points, look_over
from deckpress.parser.inline import plain_text
from deckpress.parser.lists import Draft, List, is_announcement
from deckpress.parser.prose import cut_closing, read_prose
from deckpress.parser.sections import Section, split_sections
from deckpress.parser.titles import (
    is_closing,
    is_label,
    is_summary_title,
    may_close_list,
    opens_a_text,
    split_title,
)

_WORDS_OF_KEY = 6
_LIST_KINDS = (BlockKind.ITEM, BlockKind.BULLET, BlockKind.LIST)


def parse_answer(text: str, path: str, lines: Sequence[int]) -> Answer:
    """Return what an answer says. Never raises.

    `lines[i]` is the line in the file `path` of line i of `text`.
    """
    reading = _read(split_sections(split_blocks(text.split("\n"))))
    points: list[KeyPoint] = []
    counts: dict[str, int] = {}
    for place, draft in enumerate(reading.drafts, 1):
        key = _unique(_key(draft), counts)
        line = lines[min(draft.first, len(lines) - 1)] if lines else 1
        number = place if draft.number is None else draft.number
        points.append(KeyPoint(key, number, draft.section, draft.title, draft.text, Location(path, line)))
    return Answer(text, join_blocks(reading.intro), tuple(points), join_blocks(reading.summary))


def _key(draft: Draft) -> str:
    name = draft.title or " ".join(plain_text(draft.text[:200]).split()[:_WORDS_OF_KEY])
    return slug(f"{draft.section} {name}") or "point"


def _unique(key: str, counts: dict[str, int]) -> str:
    """Return `key`, or "key-2" and so on, and remember it in `counts`."""
    unique = key
    while unique in counts:
        counts[key] += 1
        unique = f"{key}-{counts[key]}"
    counts[unique] = 1
    return unique


@dataclass(slots=True)
class _Reading:
    """An answer while it is read."""

    intro: list[Block] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    summary: list[Block] = field(default_factory=list)


def _read(sections: Sequence[Section]) -> _Reading:
    reading = _Reading()
    page = look_over(sections)
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
    rest = [*reading.intro, *reading.summary] or [one.heading for one in sections if one.heading]
    if not reading.drafts and rest:
        reading = _Reading(drafts=[Draft(None, "", "", join_blocks(rest).strip(), rest[0].first)])
    return reading


def _read_preamble(reading: _Reading, section: Section, page: Overview, *, is_last: bool) -> None:
    """What stands before the first heading: lists, else an intro (or prose, if there is nothing else)."""
    if lists := lists_of_points(section, page):
        _read_lists(reading, section, lists, is_last=is_last)
    else:
        reading.intro += section.blocks


def _read_section(reading: _Reading, section: Section, page: Overview, *, is_last: bool) -> None:
    heading = section.heading
    if heading is None or (not section.blocks and section.number is None):
        return
    if lists := lists_of_points(section, page):
        _read_lists(reading, section, lists, is_last=is_last)
    elif section.title.lower() == "introduction" and section.number is None and not reading.drafts:
        reading.intro += section.blocks
    else:
        body, closing = _without_closing(section.blocks) if is_last else (section.blocks, ())
        label = _first_labelled(body) if section.is_label else len(body)
        text = join_blocks(body[:label]).strip()
        reading.drafts.append(Draft(section.number, section.parent, section.title, text, heading.first))
        _read_labelled(reading, "", body[label:])
        reading.summary += closing


def _first_labelled(blocks: Sequence[Block]) -> int:
    """The place of the first labelled paragraph (`**Osmosis**: ...`) after the first block."""
    for place, block in enumerate(blocks):
        title, rest = split_title(block.lines[0])
        if place and block.kind is BlockKind.PARAGRAPH and title and rest != block.lines[0]:
            return place
    return len(blocks)


def _read_labelled(reading: _Reading, section: str, blocks: Sequence[Block]) -> None:
    prose = read_prose(blocks)
    reading.drafts += [replace(draft, section=section) for draft in prose.drafts]
    reading.summary += prose.summary


def _read_lists(reading: _Reading, section: Section, lists: Sequence[List], *, is_last: bool) -> None:
    """Take the items of a section's lists as points, and what stands around them to where it belongs."""
    for place, one in enumerate(lists, 1):
        _read_lead(reading, section, one.lead)
        drafts = one.drafts(section.title)
        if len(drafts) > 1 and is_summary_title(drafts[-1].title) and not _tells_parts_of_a_text(drafts):
            last = drafts.pop()
            lines = last.text.split("\n")
            reading.summary.append(make_block(BlockKind.PARAGRAPH, last.first, lines, glued=False))
        reading.drafts += drafts
        if is_last and place == len(lists):
            _read_closing(reading, section, one.tail)
        else:
            _read_tail(reading, one.tail)


def _read_closing(reading: _Reading, section: Section, tail: Sequence[Block]) -> None:
    """What follows the last list is the summary, up to a bold label: labelled paragraphs are points."""
    label = next((place for place, block in enumerate(tail) if is_label(block.lines[0])), len(tail))
    reading.summary += tail[:label]
    _read_labelled(reading, section.title, tail[label:])


def _read_tail(reading: _Reading, tail: Sequence[Block]) -> None:
    """What ends another list stays with its last item, which is read before it."""
    reading.summary += [block for block in tail if is_closing(block.text)]
    if rest := [block for block in tail if not is_closing(block.text)]:
        last = reading.drafts.pop()
        reading.drafts.append(replace(last, text=f"{last.text}\n\n{join_blocks(rest)}".strip()))


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
    return any(opens_a_text(draft.title) for draft in drafts)


def _without_closing(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """Part the closing of the answer from its last section."""
    body, closing = cut_closing(blocks)
    if closing or len(blocks) < 2:
        return body, closing
    last, before = blocks[-1], blocks[-2]
    if last.kind is BlockKind.PARAGRAPH and before.kind in _LIST_KINDS and may_close_list(last.text):
        return blocks[:-1], blocks[-1:]
    return blocks, ()
