"""The overview of a page: its question, and the titles of its key points."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from deckpress.domain import KeyPoint, Page
from deckpress.generator.tokens import content_stems
from deckpress.generator.topic import Topic
from deckpress.markup import render_inline
from deckpress.parser.inline import plain_text

FEWEST, MOST = 3, 7
MOST_WORDS = 38  # of an answer


@dataclass(frozen=True, slots=True)
class Overview:
    """A question whose answer is a list of titles. `part` names it among several ("" for the only one)."""

    part: str
    question: str
    items: tuple[str, ...]


_NO_POINT = re.compile(
    r"\W*(?:(?:an? |worked |practical )?examples?|conclusions?|summary|introduction|overview|definition|note|references|critici?sms?|background)\b",
    re.IGNORECASE,
)
_KINDS = re.compile(
    r"\b(steps|stages|phases|types|kinds|methods|causes|effects|factors|features|functions|roles|benefits|advantages|disadvantages|principles|"
    r"properties|characteristics|components|elements|reasons|differences|similarities|techniques|strategies|challenges|applications|examples|"
    r"processes|aspects|implications|symptoms|rules|laws|uses|ways|categories|theories|themes|practices|limitations|impacts|layers|levels|parts)\b",
    re.IGNORECASE,
)


def overviews(page: Page, points: Sequence[KeyPoint], topic: Topic) -> Iterator[Overview]:
    """Yield the lists that a learner can be asked for: the whole answer, or one section each."""
    titled = [point for point in points if point.title and not _NO_POINT.match(point.title)]
    sections: dict[str, list[KeyPoint]] = {}
    titled = _counted(titled, topic.question)
    names = [point.title.lower() for point in titled]
    titled = [
        point for point in titled if names.count(point.title.lower()) == 1
    ]  # others are aspects of each section
    for point in titled:
        sections.setdefault(point.section, []).append(point)
    listed = [group for group in sections.values() if len(group) >= 2]
    if len(listed) > 1 or (len(listed) == 1 and len(sections) > 1 and len(listed[0]) >= FEWEST):
        for group in listed:
            section = group[0].section
            yield from _lists(
                section or topic.question, [point.title for point in group], page, topic, section
            )
    else:
        yield from _lists(topic.question, [point.title for point in titled], page, topic, "")


_NUMBERS = {word: count for count, word in enumerate("three four five six seven".split(), 3)}
_NUMBER = re.compile(rf"\b({'|'.join(_NUMBERS)})\b", re.IGNORECASE)


def _counted(points: list[KeyPoint], question: str) -> list[KeyPoint]:
    """Leave out what stands beside the list: of a page on "the four stages", the points that are stages if they are four."""
    number, kind = _NUMBER.search(question), _KINDS.search(question)
    if number is None or kind is None:
        return points
    stems = content_stems(kind[1])
    named = [point for point in points if set(stems) <= set(content_stems(point.title))]
    return named if len(named) == _NUMBERS[number[1].lower()] else points


def _lists(asked: str, titles: list[str], page: Page, topic: Topic, section: str) -> Iterator[Overview]:
    titles = list(dict.fromkeys(titles))
    given = topic.stems | set(content_stems(asked))
    if len(titles) < 2 or all(given.issuperset(content_stems(title)) for title in titles):
        return
    parts = _parts(titles)
    kind = _kind(asked, page)
    for number, items in enumerate(parts):
        start = sum(len(one) for one in parts[:number])
        if len(parts) == 1:
            wanted = f"Name the {len(items)} {kind}."
        else:
            wanted = f"Name {kind} {start + 1} to {start + len(items)} of {len(titles)}."
        if section:
            question = f"{section}: {wanted[0].lower()}{wanted[1:]}"
        else:
            question = f"{asked.rstrip('.')}{'' if asked.endswith('?') else '.'} {wanted}"
        part = section if len(parts) == 1 else f"{section} {start + 1}-{start + len(items)}".strip()
        yield Overview(part, question, tuple(items))


def _kind(asked: str, page: Page) -> str:
    found = _KINDS.search(asked) or _KINDS.search(page.answer.intro.rsplit(".", 1)[-1])
    return found[1].lower() if found else "key points"


def _parts(titles: list[str]) -> list[list[str]]:
    """Divide a long list into even parts that can be learnt."""
    count = 1
    while True:
        size, more = divmod(len(titles), count)
        parts: list[list[str]] = []
        start = 0
        for number in range(count):
            end = start + size + (number < more)
            parts.append(titles[start:end])
            start = end
        if all(len(part) <= MOST and sum(len(one.split()) for one in part) <= MOST_WORDS for part in parts):
            return parts
        if count >= len(titles):
            return []
        count += 1


def list_html(items: Sequence[str]) -> str:
    """Return titles (plain text with math) as an HTML list."""
    return "<ol>" + "".join(f"<li>{title_html(one)}</li>" for one in items) + "</ol>"


def title_html(title: str) -> str:
    """Return a title, plain text that may hold math, as HTML."""
    if any(sign in title for sign in "\\$"):
        return render_inline(title)
    return html.escape(plain_text(title) if "&" in title else title, quote=False)
