"""Editions: what one build publishes, so that no learner of the edition before loses progress.

read_previous  the packages in place tell who every note is (their ledgers)
identify       pages are found again, then settle_notes finds their notes and deletions
go_on          what was published and still stands on its page goes on, whatever the generator prefers now
check_promises every note is checked against the edition before
publish        decks are drafted and written; all packages are put in place together or none
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from deckpress.domain import Deck, Kind
from deckpress.edition.changes import Change, FieldChange, NoteChange
from deckpress.edition.manuscript import (
    Manuscript,
    PageOutline,
    PlannedDeck,
    letters,
    manuscript_of,
    question_hash,
)
from deckpress.edition.previous import PreviousEdition, read_previous
from deckpress.edition.proof import Proof, ProofDeck, ProofNote, ProofPage, proof
from deckpress.edition.publish import plan, publish
from deckpress.edition.report import DeckChanges, DeckReport
from deckpress.edition.shelf import Shelf
from deckpress.exporter import NoteType, ReadMedia, note_types

__all__ = [
    "Change",
    "DeckChanges",
    "DeckReport",
    "Edition",
    "FieldChange",
    "Manuscript",
    "NoteChange",
    "PageOutline",
    "PlannedDeck",
    "PreviousEdition",
    "Proof",
    "ProofDeck",
    "ProofNote",
    "ProofPage",
    "Shelf",
    "letters",
    "manuscript_of",
    "plan",
    "proof",
    "publish",
    "question_hash",
    "read_previous",
]


@dataclass(frozen=True, slots=True)
class Edition:
    """Decks as they are published at one moment, `modified` in seconds since 1970.

    They follow the packages in `previous`, else those in the folder that they are written to. `types` are the
    note types of all notes, `read_media` gives the pictures and sounds that notes and note types show.
    """

    decks: tuple[Deck, ...]
    modified: int
    previous: Path | None = None
    types: Mapping[Kind, NoteType] = field(default_factory=note_types)
    read_media: ReadMedia = lambda _: None

    def write(self, out: Path | str, *, allow_withdrawals: bool = False) -> tuple[DeckReport, ...]:
        """Write a package for each deck, or none at all. Raises PublishingError."""
        return publish(
            self._manuscript,
            Path(out),
            modified=self.modified,
            previous=self.previous,
            allow_withdrawals=allow_withdrawals,
        )

    def _manuscript(self, before: PreviousEdition) -> Manuscript:
        manuscript = manuscript_of(self.decks, before.namespace)
        return replace(manuscript, types=self.types, read_media=self.read_media)
