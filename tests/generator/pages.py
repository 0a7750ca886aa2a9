"""Pages as an author could have written them, and what their notes say in plain words."""

from __future__ import annotations

import html
import re

from deckpress.domain import FieldNames, Kind, Note, Page, Settings
from deckpress.generator import generate_notes
from deckpress.parser import parse_page

_TAG = re.compile(r"</?[a-z][^>]*>")


def page_of(
    answer: str, question: str = "What is osmosis?", keywords: str = "osmosis", cards: str = ""
) -> Page:
    """Return the page with this answer; `cards` holds the lines of the front-matter block of that name."""
    block = f"cards:\n{cards.rstrip()}\n" if cards else ""
    text = (
        f"---\nquestion: >-\n    {question}\nseo:\n  page_keywords: >-\n    {keywords}\n"
        f"subject: Biology\n{block}url: /learn/biology/questions/page\n---\n\n{answer}\n"
    )
    page, problems = parse_page(text.encode(), "page.md", "biology/page.md", FieldNames())
    assert page is not None, problems
    return page


def notes_of(page: Page, settings: Settings | None = None) -> list[Note]:
    return generate_notes(page, settings or Settings())[0]


def plain(field: str) -> str:
    """Return a field without HTML, on one line; the items of a list are parted by semicolons."""
    return " ".join(html.unescape(_TAG.sub("", field.replace("</li><li>", "; "))).split())


def shown(note: Note) -> str:
    """Return a note as one line: [context] text, or [context] question -> answer."""
    context = plain(note.fields["Context"])
    before = f"[{context}] " if context else ""
    if note.kind is Kind.CLOZE:
        return before + plain(note.fields["Text"])
    return f"{before}{plain(note.fields['Question'])} -> {plain(note.fields['Answer'])}"


def listing(page: Page, *roles: str) -> list[str]:
    """Return the notes of a page that have one of these roles, as lines."""
    return [shown(note) for note in notes_of(page) if note.role in roles]
