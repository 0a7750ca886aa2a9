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
from deckpress.lint.reading import Mark, Words, distinct_stems, read_cloze, read_field, read_words
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
    """A page with the notes made from it."""

    def __init__(self, page: Page, notes: Sequence[Note], roles: frozenset[str]) -> None:
        self.page = page
        self.roles = roles - frozenset(page.cards.without)
        self.notes = [NoteView(note, self) for note in notes]

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
    """A note taken apart once. `body` is the text with everything shown, or the question."""

    def __init__(self, note: Note, page: PageView) -> None:
        self.note = note
        self.page = page
        self.is_cloze = note.kind is Kind.CLOZE
        self.context = read_field(note.fields.get("Context", ""))
        self.marks: tuple[Mark, ...] = ()
        self.faults: tuple[str, ...] = ()
        if self.is_cloze:
            cloze = read_cloze(note.fields.get("Text", ""))
            self.body = read_words(cloze.text)
            self.marks, self.faults = cloze.marks, cloze.faults
        else:
            self.body = read_field(note.fields.get("Question", ""))
        self.is_list = "<li" in note.fields.get("Text", "")

    @cached_property
    def asks_about_media(self) -> bool:
        """Tell whether its author asks about a picture or sound: that says what the words leave open."""
        front = self.note.fields.get("Text" if self.is_cloze else "Question", "")
        return self.note.role is Role.WRITTEN and any(tag in front for tag in ("<img", "<audio", "<video"))

    @cached_property
    def answer(self) -> Words:
        return read_words(visible_text(self.note.fields.get("Answer", "")))

    @cached_property
    def ordinals(self) -> list[int]:
        return sorted({number for mark in self.marks for number in mark.numbers})

    @cached_property
    def context_stems(self) -> frozenset[str]:
        return content(self.context)

    @cached_property
    def cards(self) -> list[Card]:
        return [Card(self, ordinal) for ordinal in self.ordinals] if self.is_cloze else [Card(self, 0)]


@dataclass(frozen=True, slots=True)
class Hidden:
    """A text that a card hides: its words and their stems with content, as often as they stand in it."""

    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]


class Card:
    """One card of a note: what it hides and what it shows. The ordinal of a question is 0."""

    def __init__(self, note: NoteView, ordinal: int) -> None:
        self.note = note
        self.page = note.page
        self.ordinal = ordinal
        body = note.body
        stems: list[str] = list(body.stems)
        hidden: dict[str, Hidden] = {}
        self.marks = [mark for mark in note.marks if mark.hides(ordinal)]
        for mark in self.marks:
            first, last = body.between(mark.start, mark.end)
            text = body.text[mark.start : mark.end]
            term = Hidden(text, body.words[first:last], tuple(filter(None, body.stems[first:last])))
            hidden.setdefault(text, term)
            stems[first:last] = [""] * (last - first)
        if not note.is_cloze:
            answer = note.answer
            hidden[answer.text] = Hidden(answer.text, answer.words, tuple(filter(None, answer.stems)))
        self.hidden = tuple(hidden.values())
        self.shown = stems  # the stems of the body, "" for hidden words and for words without content
        self.seen = frozenset(stems) - {""}

    @cached_property
    def text(self) -> str:
        """The body as the card shows it."""
        pieces: list[str] = []
        place = 0
        body = self.note.body.text
        for mark in self.marks:
            if mark.start >= place:
                pieces += body[place : mark.start], f"[{mark.hint}]" if mark.hint else HIDDEN
                place = mark.end
        return "".join(pieces) + body[place:]

    @cached_property
    def front(self) -> str:
        context = self.note.context.text
        return f"{context}\n{self.text}" if context else self.text

    @cached_property
    def front_stems(self) -> frozenset[str]:
        return self.seen | self.note.context_stems

    @property
    def hints(self) -> list[str]:
        return [mark.hint for mark in self.marks if mark.hint]


def content(words: Words) -> frozenset[str]:
    """Return the stems of the words with content."""
    return frozenset(words.stems) - {""}


def quoted(text: str, limit: int = 70) -> str:
    """Return `text` in quotation marks, shortened to about `limit` characters."""
    text = " ".join(text.split())
    if len(text) > limit:
        text = text[:limit].rsplit(" ", 1)[0] + " ..."
    return f'"{text}"'
