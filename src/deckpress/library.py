"""deckpress as a library: decks of pages that are in memory, and editions of such decks."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from deckpress.corpus import SourceFile, find_pages
from deckpress.decks import PageEntry, entry_of, outline_decks
from deckpress.domain import Deck, Page, Settings
from deckpress.edition import Edition
from deckpress.exporter import check_note
from deckpress.generator import generate_notes
from deckpress.lint import Linted, lint_page
from deckpress.media import MediaFiles, find_references, look


def generate(
    pages: Iterable[Page], settings: Settings | None = None, content: Path | str | None = None
) -> tuple[Deck, ...]:
    """Return the decks of some pages, with all their notes in memory.

    `content` is the folder that the pages were read from, in which their pictures and sounds lie. Without it,
    notes that need some are left out, and so are notes that Anki could not hold, as in a build.
    """
    settings = settings or Settings()
    media = MediaFiles(settings.media)
    files = {file.path: file for file in find_pages(Path(content))[0]} if content is not None else {}
    linted: dict[str, Linted] = {}
    entries: list[PageEntry] = []
    for page in pages:
        one = lint_page(page, generate_notes(page, settings)[0], settings)
        references = find_references(page, one.notes, b"")
        if references is not None:
            path = page.location.path
            file = files.get(path)
            source = file or SourceFile(path, path, "")
            notes, _ = media.pack(source, one.notes, references if file else ())
            one = replace(one, notes=notes)
        one = replace(one, notes=tuple(note for note in one.notes if check_note(note) is None))
        linted[page.key] = one
        if one.notes:
            entries.append(entry_of(page))
    outline = outline_decks(entries, settings, (linted[entry.key].digest for entry in entries))
    return tuple(
        Deck(
            deck.name,
            deck.file_name,
            tuple(note for key in deck.pages for note in outline.finish(linted[key].notes)),
            media.files,
        )
        for deck in outline.decks
    )


def press(
    decks: Iterable[Deck],
    *,
    previous: Path | str | None = None,
    now: int | None = None,
    settings: Settings | None = None,
) -> Edition:
    """Return the edition that publishes these decks at `now` (seconds since 1970, else the clock).

    It follows the packages in `previous`, else those in the folder that it is written to. `settings` give the
    look of the cards.
    """
    decks = tuple(decks)
    settings = settings or Settings()
    media = MediaFiles(settings.media)
    types = look(settings, media)
    for deck in decks:
        media.files.update(deck.media)
    return Edition(
        decks,
        int(time.time()) if now is None else now,
        None if previous is None else Path(previous),
        types,
        media.read,
    )
