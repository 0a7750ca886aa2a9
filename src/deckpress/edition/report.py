"""What was done with each deck."""

from __future__ import annotations

from dataclasses import dataclass

from deckpress.edition.changes import NoteChange


@dataclass(frozen=True, slots=True)
class DeckReport:
    """One package of a build: how many pages, notes and cards it holds and what changed for learners.

    `new`, `changed` (with those that returned) and `unchanged` count the notes that are not withdrawn,
    `withdrawn` those that this edition withdraws; `notes` are all, with those withdrawn before.
    """

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
class DeckChanges:
    """What the next edition would change in a deck. `unchanged` counts notes; `restyled`: its cards look
    different (style sheet, footer, templates); `refusal` says why a build would stop, "" if it would not.
    """

    name: str
    file: str
    unchanged: int
    changes: tuple[NoteChange, ...]
    restyled: bool = False
    refusal: str = ""
