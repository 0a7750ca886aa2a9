"""What the browser is told of a page: its notes with their fields, and where its problems lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from deckpress.domain import Kind, Note, Problem
from deckpress.edition import Change, NoteChange, ProofNote
from deckpress.exporter import cloze_ordinals
from deckpress.markup import visible_text

_KEYWORD = "keyword::"


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A page as data for the browser, and what its deck counts.

    `entry` stands in the index of the deck, `content` in one of its chunks. `cards` counts them by role,
    `states` by what the next edition does to them.
    """

    entry: dict[str, Any]
    content: dict[str, Any]
    notes: int
    cards: Counter[str]
    words: int
    problems: Counter[str]
    states: Counter[str]


def page_record(
    path: str, proofs: Sequence[ProofNote], problems: Sequence[Problem], *, is_gone: bool = False
) -> PageRecord:
    """Return the record of a page with at least one note.

    Fields that are equal on all its notes are told once. A problem belongs to the notes that were made from
    its line; one that lies at no note's line (an index in `page_problems`) belongs to all of them. A page
    that `is_gone` lies nowhere any more.
    """
    notes = [proof.note for proof in proofs]
    shared = _shared_fields(notes)
    lines = {note.source.line for note in notes if note.source.path == path}
    by_line: dict[int, list[int]] = {}
    for index, problem in enumerate(problems):
        by_line.setdefault(problem.location.line, []).append(index)
    cards: Counter[str] = Counter()
    states: Counter[str] = Counter()
    shapes = []
    for proof in proofs:
        note, ordinals = proof.note, ordinals_of(proof.note)
        cards[note.role.value] += len(ordinals)
        shape: dict[str, Any] = {
            "kind": note.kind.value,
            "role": note.role.value,
            "guid": note.guid,
            "line": note.source.line,
            "ordinals": ordinals,
            "problems": by_line.get(note.source.line, []),
            "fields": {name: text for name, text in note.fields.items() if text and name not in shared},
        }
        if proof.change is not None:
            states[proof.change.value] += len(ordinals)
            shape |= _fate(proof.change, proof.told)
        shapes.append(shape)
    question = shared.get("Page Question") or notes[0].fields["Page Question"]
    keywords = keywords_of(notes)
    counts: Counter[str] = Counter()
    for problem in problems:
        counts[problem.code] += problem.count
    content: dict[str, Any] = {
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
    if is_gone:
        content["gone"] = True
    entry = {"keywords": keywords, "cards": dict(cards), "codes": sorted(counts), "states": dict(states)}
    return PageRecord(entry, content, len(notes), cards, words_of(notes), counts, states)


def _fate(change: Change, told: NoteChange | None) -> dict[str, Any]:
    """Return what the next edition does to a note, and how: changed fields word by word, retired terms and
    risks, where there are any."""
    fate: dict[str, Any] = {"state": change.value}
    if told is not None and told.fields:
        fate["changes"] = [[field.name, field.words] for field in told.fields]
    if told is not None and (told.retired or told.risks):
        fate["warnings"] = [*(f"nothing to ask any more: {term}" for term in told.retired), *told.risks]
    return fate


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
