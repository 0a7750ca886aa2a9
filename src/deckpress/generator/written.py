"""Notes that the author wrote in the page's front matter."""

from __future__ import annotations

from deckpress.domain import Deletion, Kind, Note, Page, Problem, Role, Severity
from deckpress.generator.fields import NoteMaker
from deckpress.generator.marks import MARKED
from deckpress.generator.tags import note_tags
from deckpress.generator.tokens import content_stems, tokenize
from deckpress.markup import Hidden, render, render_cloze, render_inline


def written_notes(page: Page, make: NoteMaker) -> tuple[list[Note], list[Problem]]:
    """Return the hand-written notes of `page`, and what is wrong with those that cannot be made."""
    notes: list[Note] = []
    problems: list[Problem] = []
    for one in page.cards.notes:
        if not one.cloze:
            stems = content_stems(f"{one.question} {one.answer}")
            answer = render(one.answer) if "\n" in one.answer.strip() else render_inline(one.answer)
            fields = {"Question": render_inline(one.question), "Answer": answer}
            key = "-".join(content_stems(one.question))
            notes.append(
                make.note(Kind.QA, Role.WRITTEN, fields, note_tags(page, stems), one.location, "", key)
            )
            continue
        text, hidden, deletions = _read_marks(one.cloze)
        if not hidden:
            message = "a hand-written cloze note hides nothing"
            hint = "mark what is to be hidden with ==...=="
            problems.append(Problem(one.location, "S01", Severity.ERROR, message, hint))
            continue
        try:
            fields = {"Text": render_cloze(text, hidden)}
        except ValueError:
            message = "a deletion of a hand-written cloze note cuts code, math, a link or a tag"
            hint = "put the ==...== around the whole formula or code"
            problems.append(Problem(one.location, "S02", Severity.ERROR, message, hint))
            continue
        stems = content_stems(text)
        notes.append(
            make.note(
                Kind.CLOZE,
                Role.WRITTEN,
                fields,
                note_tags(page, stems),
                one.location,
                "",
                deletions[0].key,
                deletions,
            )
        )
    return notes, problems


def _read_marks(marked: str) -> tuple[str, list[Hidden], list[Deletion]]:
    """Return the text without marks and its deletions; equal terms share an ordinal."""
    pieces: list[str] = []
    hidden: list[Hidden] = []
    deletions: dict[str, Deletion] = {}
    length = place = 0
    for match in MARKED.finditer(marked):
        term = match["term"]
        if not term:
            continue
        before = marked[place : match.start()]
        pieces += before, term
        start = length + len(before)
        length = start + len(term)
        place = match.end()
        key = "-".join(stem for stem in tokenize(term).stems if stem) or term.lower()
        one = deletions.setdefault(key, Deletion(len(deletions) + 1, term, key))
        hidden.append(Hidden(start, length, one.ordinal))
    pieces.append(marked[place:])
    return "".join(pieces), hidden, list(deletions.values())
