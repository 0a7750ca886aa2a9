"""What one build publishes: all its packages, put in place together or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deckpress.domain import Deck, Note
from deckpress.errors import PublishingError
from deckpress.exporter import write_package


@dataclass(frozen=True, slots=True)
class DeckReport:
    """One package of a build: how many pages, notes and cards it holds and what changed for learners."""

    name: str
    file: str
    pages: int
    notes: int
    cards: int
    new: int
    changed: int
    unchanged: int
    withdrawn: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Edition:
    """Decks as they are published at one moment, `modified` in seconds since 1970."""

    decks: tuple[Deck, ...]
    modified: int

    def write(self, out: Path | str) -> tuple[DeckReport, ...]:
        """Write a package for each deck, or none at all. Raises PublishingError."""
        return write_decks(self.decks, Path(out), self.modified)


def write_decks(decks: Iterable[Deck], out: Path, modified: int) -> tuple[DeckReport, ...]:
    """Write all packages beside the old ones, then put them in place together. Raises PublishingError."""
    guids: dict[str, str] = {}
    try:
        out.mkdir(parents=True, exist_ok=True)
        with _staging(out) as staging:
            reports = tuple(_write_deck(deck, staging, modified, guids) for deck in decks)
            for report in reports:
                os.replace(staging / report.file, out / report.file)
    except OSError as error:
        raise PublishingError(f"{out}: cannot be written: {error.strerror}") from None
    return reports


@contextmanager
def _staging(out: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=".deckpress-", dir=out))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write_deck(deck: Deck, folder: Path, modified: int, guids: dict[str, str]) -> DeckReport:
    pages: set[str] = set()
    notes = _claimed(deck.notes, guids, pages)
    summary = write_package(folder / deck.file_name, deck.name, notes, modified)
    return DeckReport(
        name=deck.name,
        file=deck.file_name,
        pages=len(pages),
        notes=summary.notes,
        cards=summary.cards,
        new=summary.notes,
        changed=0,
        unchanged=0,
        withdrawn=0,
        sha256=summary.sha256,
    )


def _claimed(notes: Iterable[Note], guids: dict[str, str], pages: set[str]) -> Iterator[Note]:
    """Pass notes on and keep count. Two different notes never share a GUID: learners would keep only one.

    Raises PublishingError. A cross-posted note comes once for each of its decks.
    """
    for note in notes:
        owner = guids.setdefault(note.guid, note.key)
        if owner != note.key:
            raise PublishingError(
                f"{note.source}: the notes {note.key} and {owner} have the same GUID",
                "Rename the page or change the setting `namespace`.",
            )
        pages.add(note.key.partition("|")[0])
        yield note
