"""All rules, and the linting of one page with its notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from deckpress.domain import Location, Note, Page, Problem, Settings, Severity
from deckpress.lint.coverage import COVERAGE
from deckpress.lint.leaks import LEAKS
from deckpress.lint.options import OPTIONS
from deckpress.lint.similar import Digest, digest
from deckpress.lint.size import CARD_SIZE, NOTE_SIZE
from deckpress.lint.standing import CARD_STANDING, NOTE_STANDING
from deckpress.lint.structure import STRUCTURE
from deckpress.lint.views import Card, Finding, NoteView, PageRule, PageView, Rule

NOTE_RULES: tuple[Rule[NoteView], ...] = (*STRUCTURE, *NOTE_SIZE, *NOTE_STANDING)
CARD_RULES: tuple[Rule[Card], ...] = (*CARD_SIZE, *LEAKS, *CARD_STANDING)
PAGE_RULES: tuple[PageRule, ...] = (*OPTIONS, *COVERAGE)
RULES: tuple[Rule[NoteView] | Rule[Card] | PageRule, ...] = (*NOTE_RULES, *CARD_RULES, *PAGE_RULES)
ALIKE_CODES = ("A01", "R01", "R02")  # found when the pages of all decks are compared (similar.py)
CODES = frozenset({*(rule.code for rule in RULES), *ALIKE_CODES, "I01"})


@dataclass(frozen=True, slots=True)
class Linted:
    """The notes that may be exported, what is wrong with all of them, and the digest of the good ones."""

    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]
    digest: Digest


def lint_page(page: Page, notes: Sequence[Note], settings: Settings) -> Linted:
    """Return which notes of a page are good, and the problems of the page and of all its notes.

    An error of a card costs its note, since Anki cannot leave out a single card of it.
    """
    ignored = frozenset(page.cards.ignore)
    view = PageView(page, frozenset(settings.roles))
    views = [NoteView(note, view) for note in notes]
    problems = list(_unknown_codes(page))
    good: list[NoteView] = []
    for note in views:
        found = [problem for problem in lint_note(note) if problem.code not in ignored]
        problems += found
        if not any(problem.severity is Severity.ERROR for problem in found):
            good.append(note)
    if not page.cards.skip:
        for rule in PAGE_RULES:
            if rule.code not in ignored:
                problems += (_problem(place, rule.code, finding) for place, finding in rule.check(view, good))
    digested = digest(page.key, page.location.path, good, ignored)
    for note in views:
        note.cards.clear()  # they know their note: without that circle all memory is free at once
    return Linted(tuple(note.note for note in good), tuple(problems), digested)


def lint_note(note: NoteView) -> Iterator[Problem]:
    """Yield the problems of a note and its cards, each sentence once."""
    place = note.note.source
    for rule in NOTE_RULES:
        for finding in rule.check(note):
            yield _problem(place, rule.code, finding)
    seen: set[str] = set()
    for card in note.cards:
        for card_rule in CARD_RULES:
            for finding in card_rule.check(card):
                if finding.message not in seen:
                    seen.add(finding.message)
                    yield _problem(place, card_rule.code, finding)


def _problem(place: Location, code: str, finding: Finding) -> Problem:
    return Problem(place, code, finding.severity, finding.message, finding.hint)


def _unknown_codes(page: Page) -> Iterable[Problem]:
    for code in page.cards.ignore:
        if code not in CODES:
            message = f"'ignore' names {code}, which is no problem of a card"
            hint = "docs/problems.md lists the codes from S01 to W02 that can be ignored"
            yield Problem(page.location, "I01", Severity.WARNING, message, hint)
