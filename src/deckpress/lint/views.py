"""What the rules look at: a page, its notes, and its cards as a learner sees them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from deckpress.domain import Kind, Location, Note, Page, Role, Severity
from deckpress.generator.abbreviations import find_pairs
from deckpress.generator.words import GENERIC_STEMS
from deckpress.lint.reading import (
    Mark,
    Words,
    distinct_stems,
    read_cloze,
    read_field,
    read_words,
    reading_words,
    weight,
)
from deckpress.markup import visible_text

HIDDEN = "[...]"
View = TypeVar("View")
_COMPARISON = re.compile(
    r"\b(?:differ\w*|compar\w*|contrast\w*|versus|vs|distinguish\w*|distinct\w*)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says: how bad, what is wrong, what the author can do."""

    severity: Severity
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Rule(Generic[View]):
    """A rule about a card, a note or a page, pure; `code` is its section in docs/problems.md."""

    code: str
    check: Callable[[View], Iterable[Finding]]


Located = tuple[Location, Finding]


@dataclass(frozen=True, slots=True)
class PageRule:
    """A rule about a page and its good notes."""

    code: str
    check: Callable[[PageView, Sequence[NoteView]], Iterable[Located]]


class PageView:
    """A page, and which roles it wants."""

    def __init__(self, page: Page, roles: frozenset[str]) -> None:
        self.page = page
        self.roles = roles - frozenset(page.cards.without)

    @cached_property
    def text_stems(self) -> frozenset[str]:
        """The stems of the whole answer."""
        return distinct_stems(self.page.answer.text)

    @cached_property
    def question(self) -> frozenset[str]:
        return distinct_stems(self.page.question)

    @cached_property
    def is_comparison(self) -> bool:
        """A page that compares things may hide their names."""
        return _COMPARISON.search(self.page.question) is not None

    @cached_property
    def topics(self) -> tuple[frozenset[str], ...]:
        """The stems of what the question is about: its words, but not those of any question, and the longest
        keyword in it."""
        named = [keyword for keyword in self.keywords if keyword <= self.question]
        longest = max(named, key=len, default=frozenset[str]())
        return tuple(topic for topic in (self.question - GENERIC_STEMS, longest) if topic)

    @cached_property
    def keywords(self) -> list[frozenset[str]]:
        return [stems for keyword in self.page.keywords if (stems := distinct_stems(keyword))]

    @cached_property
    def abbreviations(self) -> list[tuple[str, str, frozenset[str], frozenset[str]]]:
        """Each abbreviation with its long form and the stems of both."""
        if "(" not in self.page.answer.text:
            return []
        pairs = find_pairs(self.page.answer.text)
        return [
            (pair.short, pair.long, distinct_stems(pair.short), distinct_stems(pair.long)) for pair in pairs
        ]


class NoteView:
    """A note taken apart once. `body` is the text with everything shown, or the question; `weight` tells how
    many words with content it has, `length` how many words with those of its context, or more if few."""

    def __init__(self, note: Note, page: PageView) -> None:
        self.note = note
        self.page = page
        self.is_cloze = note.kind is Kind.CLOZE
        self.context = read_field(note.fields.get("Context", ""))
        self.marks: tuple[Mark, ...] = ()
        self.faults: tuple[str, ...] = ()
        if self.is_cloze:
            cloze = read_cloze(note.fields.get("Text", ""))
            self.body = read_words(cloze.text, with_starts=True)
            self.marks, self.faults = cloze.marks, cloze.faults
        else:
            self.body = read_field(note.fields.get("Question", ""))
        self.is_list = "<li" in note.fields.get("Text", "")
        self.answer = read_field(note.fields.get("Answer", ""))
        self.context_stems = content(self.context)
        self.length = reading_words(self.body.text, 20) + reading_words(self.context.text, 20)
        self.weight = weight(self.body.stems, self.body.text)
        self.ordinals = sorted({number for mark in self.marks for number in mark.numbers})
        self.cards = [Card(self, ordinal) for ordinal in (self.ordinals if self.is_cloze else [0])]

    def shown(self, field: str) -> str:
        """Return what a learner sees of a field."""
        if field == ("Text" if self.is_cloze else "Question"):
            return self.body.text
        if field == "Context":
            return self.context.text
        return self.answer.text if field == "Answer" else visible_text(self.note.fields.get(field, ""))

    @cached_property
    def asks_about_media(self) -> bool:
        """Tell whether its author asks about a picture or sound: that says what the words leave open."""
        front = self.note.fields.get("Text" if self.is_cloze else "Question", "")
        return self.note.role is Role.WRITTEN and any(tag in front for tag in ("<img", "<audio", "<video"))


@dataclass(frozen=True, slots=True)
class Hidden:
    """A text that a card hides: its words, their stems with content as often as they stand in it, and each
    stem once."""

    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    distinct: frozenset[str]

    @classmethod
    def of(cls, text: str, words: tuple[str, ...], stems: Iterable[str]) -> Hidden:
        with_content = tuple(filter(None, stems))
        return cls(text, words, with_content, frozenset(with_content))


class Card:
    """One card of a note: what it hides and what it shows. `ordinal` is 0 for a question."""

    def __init__(self, note: NoteView, ordinal: int) -> None:
        self.note = note
        self.page = note.page
        body = note.body
        stems: list[str] = list(body.stems)
        hidden: dict[str, Hidden] = {}
        self.marks = [mark for mark in note.marks if mark.hides(ordinal)]
        for mark in self.marks:
            first, last = body.between(mark.start, mark.end)
            text = body.text[mark.start : mark.end]
            if text not in hidden:
                hidden[text] = Hidden.of(text, body.words[first:last], body.stems[first:last])
            stems[first:last] = [""] * (last - first)
        if not note.is_cloze:
            answer = note.answer
            hidden[answer.text] = Hidden.of(answer.text, answer.words, answer.stems)
        self.hidden = tuple(hidden.values())
        self.shown = stems  # the stems of the body, "" for hidden words and for words without content
        self.seen = frozenset(filter(None, stems))
        self.front_stems = self.seen | note.context_stems
        self.hints = [mark.hint for mark in self.marks if mark.hint]
        self.text = self._shown_text()  # the body as the card shows it
        self.front = f"{note.context.text}\n{self.text}" if note.context.text else self.text

    def _shown_text(self) -> str:
        pieces: list[str] = []
        place = 0
        body = self.note.body.text
        for mark in self.marks:
            if mark.start >= place:
                pieces += body[place : mark.start], f"[{mark.hint}]" if mark.hint else HIDDEN
                place = mark.end
        return "".join(pieces) + body[place:]


def content(words: Words) -> frozenset[str]:
    """Return the stems of the words with content."""
    return frozenset(filter(None, words.stems))


def quoted(text: str, limit: int = 70) -> str:
    """Return `text` in quotation marks, shortened to about `limit` characters."""
    text = " ".join(text.split())
    if len(text) > limit:
        text = text[:limit].rsplit(" ", 1)[0] + " ..."
    return f'"{text}"'
