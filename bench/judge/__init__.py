"""Marks cards as a learner meets them, by rules of its own (codes: docs/problems.md, without T)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bench.judge import decks, meaning, structure
from bench.judge.coverage import Coverage, cover
from bench.judge.findings import Finding
from bench.judge.page_view import PageView, view
from bench.judge.reading import Card, Reading
from bench.judge.words import reading_words
from deckpress.domain import Note, Page, Severity

__all__ = ["Coverage", "Finding", "Marked", "PageVerdict", "judge", "judge_note"]

READING_SPEED = 60 / 238  # seconds a word, silent reading of English
_CARD_RULES = structure.CARD_RULES + meaning.CARD_RULES


@dataclass(frozen=True, slots=True)
class Marked:
    """A card with its findings; `never` says why a tutor would not hide this, "" for a sensible deletion."""

    card: Card
    findings: tuple[Finding, ...]
    never: str

    def has(self, severity: Severity) -> bool:
        return any(finding.severity is severity for finding in self.findings)

    @property
    def is_error(self) -> bool:
        return self.has(Severity.ERROR)

    @property
    def is_clean(self) -> bool:
        return not self.is_error and not self.has(Severity.WARNING)

    @property
    def front_words(self) -> int:
        return reading_words(self.card.front)

    @property
    def seconds(self) -> float:
        """Time for one review: reading front and answer, and 2 s to recall a term, 4 s an answer."""
        spent = (self.front_words + reading_words(self.card.answer)) * READING_SPEED
        return spent + (2 if self.card.reading.is_cloze else 4)


@dataclass(frozen=True, slots=True)
class PageVerdict:
    """A page's cards, marked, and what they cover of it."""

    page: Page
    cards: tuple[Marked, ...]
    coverage: Coverage


@dataclass(slots=True)
class _Sheet:
    view: PageView
    cards: list[Card] = field(default_factory=list)
    findings: list[list[Finding]] = field(default_factory=list)


def judge_note(note: Note, page: PageView) -> list[tuple[Card, list[Finding]]]:
    """Return a note's cards with the findings that need no other note."""
    reading = Reading(note)
    of_note = [finding for rule in structure.NOTE_RULES for finding in rule(reading, page)]
    return [
        (card, of_note + [finding for rule in _CARD_RULES for finding in rule(card, page)])
        for card in reading.cards()
    ]


def judge(made: Iterable[tuple[Page, Sequence[Note]]]) -> list[PageVerdict]:
    """Return a verdict a page; rules across cards look at one deck, which is one subject."""
    sheets: list[_Sheet] = []
    for page, notes in made:
        sheet = _Sheet(view(page))
        for note in notes:
            for card, findings in judge_note(note, sheet.view):
                sheet.cards.append(card)
                sheet.findings.append(findings)
        for index, finding in decks.repeated_terms(list(enumerate(sheet.cards))):
            sheet.findings[index].append(finding)
        sheets.append(sheet)
    by_subject: dict[str, list[_Sheet]] = defaultdict(list)
    for sheet in sheets:
        by_subject[sheet.view.page.subject_slug].append(sheet)
    for deck in by_subject.values():
        cards = [card for sheet in deck for card in sheet.cards]
        marks = [findings for sheet in deck for findings in sheet.findings]
        for rule in (decks.same_fronts, decks.near_duplicates):
            for index, finding in rule(cards):
                marks[index].append(finding)
    return [_verdict(sheet) for sheet in sheets]


def _verdict(sheet: _Sheet) -> PageVerdict:
    cards = tuple(
        Marked(card, tuple(found), meaning.never_hidden(card, sheet.view) if card.reading.is_cloze else "")
        for card, found in zip(sheet.cards, sheet.findings, strict=True)
    )
    good = [marked.card for marked in cards if not marked.is_error]
    return PageVerdict(sheet.view.page, cards, cover(sheet.view, good))
