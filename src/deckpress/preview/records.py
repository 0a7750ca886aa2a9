"""What the browser is told of a page: its notes with their fields, and where its problems lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from deckpress.domain import Kind, Note, Problem
from deckpress.exporter import cloze_ordinals
from deckpress.markup import visible_text

_KEYWORD = "keyword::"


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A page as data for the browser, and what its deck counts.

    `entry` stands in the index of the deck, `content` in one of its chunks. `cards` counts them by role.
    """

    entry: dict[str, Any]
    content: dict[str, Any]
    notes: int
    cards: Counter[str]
    words: int
    problems: Counter[str]


def page_record(path: str, notes: Sequence[Note], problems: Sequence[Problem]) -> PageRecord:
    """Return the record of a page with at least one note.

    Fields that are equal on all its notes are told once. A problem belongs to the notes that were made from
    its line; one that lies at no note's line (an index in `page_problems`) belongs to all of them.
    """
    shared = _shared_fields(notes)
    lines = {note.source.line for note in notes if note.source.path == path}
    by_line: dict[int, list[int]] = {}
    for index, problem in enumerate(problems):
        by_line.setdefault(problem.location.line, []).append(index)
    cards: Counter[str] = Counter()
    shapes = []
    for note in notes:
        ordinals = ordinals_of(note)
        cards[note.role.value] += len(ordinals)
        shapes.append(
            {
                "kind": note.kind.value,
                "role": note.role.value,
                "guid": note.guid,
                "line": note.source.line,
                "ordinals": ordinals,
                "problems": by_line.get(note.source.line, []),
                "fields": {name: text for name, text in note.fields.items() if text and name not in shared},
            }
        )
    question = shared.get("Page Question") or notes[0].fields["Page Question"]
    keywords = keywords_of(notes)
    counts: Counter[str] = Counter()
    for problem in problems:
        counts[problem.code] += problem.count
    content = {
        "path": path,
        "question": question,
        "keywords": keywords,
        "fields": {name: text for name, text in shared.items() if text},
        "notes": shapes,
        "problems": [
            [one.location.line, one.severity.value, one.code, one.message, one.hint] for one in problems
        ],
        "page_problems": [index for line, found in by_line.items() if line not in lines for index in found],
    }
    entry = {"keywords": keywords, "cards": dict(cards), "codes": sorted(counts)}
    return PageRecord(entry, content, len(notes), cards, words_of(notes), counts)


def ordinals_of(note: Note) -> list[int]:
    """Return which cards Anki makes of a note: the numbers of a cloze, 1 for a question."""
    return cloze_ordinals(note.fields["Text"]) if note.kind is Kind.CLOZE else [1]


def keywords_of(notes: Iterable[Note]) -> list[str]:
    """Return the keywords of a page, in the form in which they are tags."""
    tags = {tag for note in notes for tag in note.tags}
    return sorted(tag.removeprefix(_KEYWORD) for tag in tags if tag.startswith(_KEYWORD))


def words_of(notes: Iterable[Note]) -> int:
    """Return how many words a learner reads who sees both sides of every card once."""
    total = 0
    for note in notes:
        names = ("Text",) if note.kind is Kind.CLOZE else ("Question", "Answer")
        words = sum(len(visible_text(note.fields[name]).split()) for name in (*names, "Context"))
        total += words * len(ordinals_of(note))
    return total


def _shared_fields(notes: Sequence[Note]) -> dict[str, str]:
    first, *others = notes
    return {
        name: text
        for name, text in first.fields.items()
        if all(other.fields.get(name) == text for other in others)
    }
