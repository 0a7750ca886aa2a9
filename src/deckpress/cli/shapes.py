"""The JSON that deckpress prints: a promise to scripts. Fields are added, never renamed (docs/jobs.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from deckpress.domain import Note, Page, Problem
from deckpress.press import Report

VERSION = 1


def problem_shape(problem: Problem) -> dict[str, Any]:
    """One problem; `count` is there where it stands for several that are not listed."""
    shape: dict[str, Any] = {
        "code": problem.code,
        "severity": problem.severity.value,
        "path": problem.location.path,
        "line": problem.location.line,
        "message": problem.message,
        "hint": problem.hint,
    }
    return shape if problem.count == 1 else {**shape, "count": problem.count}


def note_shape(note: Note) -> dict[str, Any]:
    return {
        "guid": note.guid,
        "kind": note.kind.value,
        "role": note.role.value,
        "fields": dict(note.fields),
        "tags": list(note.tags),
        "deletions": [{"ordinal": deletion.ordinal, "text": deletion.text} for deletion in note.deletions],
    }


def page_shape(page: Page, notes: Sequence[Note], problems: Sequence[Problem]) -> dict[str, Any]:
    """One object of `show --json`."""
    return {
        "page": {
            "key": page.key,
            "path": page.location.path,
            "subject": page.subject,
            "question": page.question,
            "keywords": list(page.keywords),
        },
        "answer": {
            "text": page.answer.text,
            "intro": page.answer.intro,
            "points": [
                {
                    "number": point.number,
                    "section": point.section,
                    "title": point.title,
                    "text": point.text,
                    "line": point.location.line,
                }
                for point in page.answer.points
            ],
            "summary": page.answer.summary,
        },
        "notes": [note_shape(note) for note in notes],
        "problems": [problem_shape(problem) for problem in problems],
    }


def failed_shape(path: str, problems: Sequence[Problem]) -> dict[str, Any]:
    """One object of `show --json` for a file that gave no page."""
    return {
        "page": {"key": None, "path": path, "subject": None, "question": None, "keywords": []},
        "answer": None,
        "notes": [],
        "problems": [problem_shape(problem) for problem in problems],
    }


def report_shape(report: Report) -> dict[str, Any]:
    """The object of `build --report`."""
    return {
        "version": VERSION,
        "pages": {
            "read": report.read,
            "built": report.built,
            "failed": report.failed,
            "skipped": report.skipped,
        },
        "decks": [asdict(deck) for deck in report.decks],
        "problems": [problem_shape(problem) for problem in report.problems],
        "seconds": round(report.seconds, 3),
        "unchanged": report.unchanged,
    }
