"""The overview of a page: its question, and the titles of its key points."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from deckpress.domain import KeyPoint, Page
from deckpress.generator.asides import is_example_heading
from deckpress.generator.headings import is_counted
from deckpress.generator.passages import Parts
from deckpress.generator.tokens import content_stems
from deckpress.generator.topic import Topic
from deckpress.markup import render_inline
from deckpress.parser.inline import plain_text

FEWEST, MOST = 3, 7
MOST_ONE_BY_ONE = 12
MOST_WORDS = 38  # of an answer


@dataclass(frozen=True, slots=True)
class Overview:
    """A question whose answer is a list of titles. `part` names it among several ("" for the only one);
    `one_by_one` tells a list that is too long to be recalled at once and has no order to part it by.
    """

    part: str
    question: str
    items: tuple[str, ...]
    one_by_one: bool = False


_NO_POINT = re.compile(
    r"\W*(?:(?:(?:an? |worked |practical )?examples?|conclusions?|summary|introduction|overview|definition|note|references|critici?sms?"
    r"|background)\b\W*(?:\Z|of\b|for\b|problems?\b|calculations?\b|:)|(?:importance|significance) of\b)",
    re.IGNORECASE,
)
_KINDS = re.compile(
    r"\b(steps|stages|phases|types|kinds|methods|causes|effects|factors|features|functions|roles|benefits|advantages|disadvantages|principles|"
    r"properties|characteristics|components|elements|reasons|differences|similarities|techniques|strategies|challenges|applications|examples|"
    r"processes|aspects|implications|symptoms|rules|laws|uses|ways|categories|theories|themes|practices|limitations|impacts|layers|levels|parts|consequences|"
    r"sources|terms|conditions|contributions|considerations|requirements|criteria|responsibilities|goals|risks|measures|events|issues|concepts|"
    r"threats|algorithms|sectors|operations|equations|treatments|criteria|styles|"
    r"trends|tools|initiatives|options|lessons|influences|barriers|signs|branches|approaches)\b",
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


def overview_of_point(title: str, parts: Parts, topic: Topic, siblings: frozenset[str]) -> Iterator[Overview]:
    """Yield the list of a point's labelled items: "Proportionality Test: name the 3 components." """
    labels = list(dict.fromkeys(one.label for one in parts.passages if one.label and not one.parents))
    labels = [one for one in labels if one not in siblings and not _NO_POINT.match(one)]
    listed = [one for one in parts.passages if one.label in labels and one.listed]
    if any(is_counted(one) for one in labels):
        return  # "Step 1", "Step 2"
    if not title or not FEWEST <= len(labels) <= MOST or len(listed) < len(labels):
        return
    if sum(len(one.split()) for one in labels) > MOST_WORDS or is_example_heading(title):
        return
    question = f"{title}: name the {len(labels)} {_kind_of_point(title, listed[0].lead)}."
    yield Overview(f"of {title}", question, tuple(labels))


_TITLED_KIND = re.compile(
    rf"(?:[\w()-]+ ){{0,4}}{_KINDS.pattern}(?: (?:of|in|for|to|on|with) .+)?\Z", re.IGNORECASE
)


def _kind_of_point(title: str, lead: str) -> str:
    """What the items of a point are: what its title names in the plural, else what the last words before them announce."""
    if found := _TITLED_KIND.match(title) if " and " not in title else None:
        return found[1].lower()
    return _announced(lead.rsplit(". ", 1)[-1]) or "points"


def _announced(sentence: str) -> str:
    """What a sentence announces, "" for nothing: "several reasons" rather than "the phases"."""
    found = _COUNTED_KIND.search(sentence) or _ANNOUNCED_KIND.search(sentence)
    return found[1].lower() if found else ""


_ORDERED = frozenset("steps stages phases levels layers".split())
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
    titles, kind = _without_numbers(list(dict.fromkeys(titles)))
    given = topic.stems | set(content_stems(asked))
    stems = [one for title in titles for one in content_stems(title)]
    if 2 * sum(one in given for one in stems) > len(stems):
        return  # the question holds the answer
    if len(titles) < FEWEST or 3 * sum(given.issuperset(content_stems(title)) for title in titles) >= len(
        titles
    ):
        return
    kind = kind or _kind(asked, page)
    parts = _parts(titles)
    if len(parts) > 1 and kind not in _ORDERED:
        if len(titles) <= MOST_ONE_BY_ONE and sum(len(one.split()) for one in titles) <= MOST_WORDS:
            yield Overview(section, section or asked, tuple(titles), one_by_one=True)
        return  # nobody can tell the fifth to eighth of eight causes
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


_NUMBERED_TITLE = re.compile(r"(step|phase|stage|level)\s+(?:\d+|[IVX]+)\s*[:.)–-]\s*(?=\w)", re.IGNORECASE)


def _without_numbers(titles: list[str]) -> tuple[list[str], str]:
    """ "Step 1: Identify the base" is "Identify the base", one of several "steps", where all titles are like that."""
    found = [_NUMBERED_TITLE.match(title) for title in titles]
    words = {match[1].lower() for match in found if match}
    if not all(found) or len(words) != 1:
        return titles, ""
    return [
        title[match.end() :] for title, match in zip(titles, found, strict=True) if match
    ], f"{words.pop()}s"


_BEFORE_KIND = (
    r"(?:\s+(?:are|were|is|the|some|of|a|main|key|major|common|different|various|most|important|other|many|best|core|first|early"
    r"|[\w-]+(?:al|ic|ive|ous|ent|ant|ary|ed|able|ible|ful|ular)))*"
)
_ASKED_KIND = re.compile(
    r"\A(?:what|which|name|list|identify|describe|discuss|explain|outline|can you (?:describe|explain|list|name))"
    rf"{_BEFORE_KIND}\s+{_KINDS.pattern}",
    re.IGNORECASE,
)
_ANNOUNCED_KIND = re.compile(
    rf"\b(?:several|the|following|main|key|some|these|three|four|five|six|seven|primary|various|its|two)\s+(?:[\w-]+\s+){{0,2}}?{_KINDS.pattern}",
    re.IGNORECASE,
)
_COUNTED_KIND = re.compile(
    rf"\b(?:several|following|main|key|some|three|four|five|six|seven|primary|various)\s+(?:[\w-]+\s+){{0,2}}?{_KINDS.pattern}",
    re.IGNORECASE,
)
# "Defining characteristics" names them, "How strategies ..." and "Overcoming barriers" do not.
_NAMED_KIND = re.compile(
    r"(?:the )?(?!(?:how|why|when|where|(?!defin|distinguish|underly|contribut)[\w-]+ing)\b)(?:[\w-]+ ){0,3}"
    + _KINDS.pattern,
    re.IGNORECASE,
)


def _kind(asked: str, page: Page) -> str:
    """What the items are, in the words of the question or of the sentence that announces them."""
    if found := _ASKED_KIND.match(asked) or _NAMED_KIND.match(asked):
        return found[1].lower()
    last = page.answer.intro.rstrip().rsplit(". ", 1)[-1]
    return (_announced(last) if last.endswith(":") else "") or "key points"


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


def list_html(items: Sequence[str], ordinals: Mapping[str, int] = MappingProxyType({})) -> str:
    """Return titles (plain text with math) as an HTML list; those with an ordinal are cloze deletions."""
    marked = [
        f"{{{{c{ordinals[one]}::{title_html(one)}}}}}" if one in ordinals else title_html(one)
        for one in items
    ]
    return "<ol>" + "".join(f"<li>{one}</li>" for one in marked) + "</ol>"


def title_html(title: str) -> str:
    """Return a title, plain text that may hold math, as HTML."""
    if any(sign in title for sign in "\\$"):
        return render_inline(title)
    return html.escape(plain_text(title) if "&" in title else title, quote=False)
