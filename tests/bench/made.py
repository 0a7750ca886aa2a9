"""Pages and notes written for the tests of the judge."""

from __future__ import annotations

from bench.judge import judge_note
from bench.judge.page_view import PageView, view

from deckpress.domain import FIELDS, Answer, Deletion, KeyPoint, Kind, Location, Note, Page, Role

AT = Location("volcanoes.md", 1)


def page(
    question: str = "How do volcanoes form?",
    text: str = "Magma is less dense than rock, so it rises to the crater. Vents lie on plate boundaries.",
    keywords: tuple[str, ...] = ("magma", "plate boundaries", "subduction"),
) -> Page:
    point = KeyPoint("rise", 1, "", "Rise of the Melt", text, AT)
    answer = Answer(text, "", (point,), "")
    return Page("geology/volcanoes", "Geology", question, answer, keywords, "", (), "", AT)


def cloze(text: str, context: str = "", page_key: str = "geology/volcanoes") -> Note:
    given = {"Text": text, "Context": context, "Page Key": page_key}
    full = {name: given.get(name, "") for name in FIELDS[Kind.CLOZE]}
    return Note(text, Kind.CLOZE, Role.CLOZE, full, ("subject::geology",), (), AT)


def qa(question: str, answer: str, context: str = "", role: Role = Role.QA) -> Note:
    given = {"Question": question, "Answer": answer, "Context": context, "Page Key": "geology/volcanoes"}
    full = {name: given.get(name, "") for name in FIELDS[Kind.QA]}
    return Note(question, Kind.QA, role, full, ("subject::geology",), (), AT)


def with_deletion(note: Note, text: str) -> Note:
    deletions = (Deletion(1, text, text),)
    return Note(note.key, note.kind, note.role, note.fields, note.tags, deletions, note.source)


def with_tags(note: Note, *tags: str) -> Note:
    return Note(note.key, note.kind, note.role, note.fields, tags, note.deletions, note.source)


def codes(note: Note, on: PageView | None = None) -> set[str]:
    """Return the codes of all findings on the cards of a note."""
    marked = judge_note(note, on or view(page()))
    return {finding.code for _, findings in marked for finding in findings}
