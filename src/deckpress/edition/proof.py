"""What a build would publish now, page by page, without writing it: what learners would get."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from deckpress.domain import Kind, Note
from deckpress.edition.changes import Change, NoteChange
from deckpress.edition.drafts import Draft, Drafts
from deckpress.edition.manuscript import Manuscript
from deckpress.edition.previous import PreviousEdition, read_previous
from deckpress.edition.publish import Compose
from deckpress.edition.settle import SettledNote
from deckpress.edition.shelf import Shelf
from deckpress.errors import PublishingError
from deckpress.exporter import NoteType


@dataclass(frozen=True, slots=True)
class ProofNote:
    """A note as it would be published. `change` is what happens to it, None before the first edition;
    `told` what `plan` says of that, where learners have a package of its deck."""

    note: Note
    change: Change | None = None
    told: NoteChange | None = None


@dataclass(frozen=True, slots=True)
class ProofPage:
    """The notes of a page in one deck. `places` are files where a page lay that gives no notes now: it is
    gone, or failed. `key` is then the one that its notes have."""

    key: str
    notes: tuple[ProofNote, ...]
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProofDeck:
    """A deck as it would be published. `pages` come in order, each with its withdrawn notes, then those that
    are gone; they are read once."""

    name: str
    file_name: str
    pages: Iterator[ProofPage]


class Proof(Protocol):
    """An edition that is looked at instead of written. `types` are its note types."""

    types: Mapping[Kind, NoteType]

    def notes(self, page: str) -> Sequence[Note]:
        """Return the notes of a page, by its key in the decks."""

    def decks(self) -> Iterator[ProofDeck]:
        """Yield the decks that have pages, in the order of their names."""


class _FirstEdition:
    """Notes as they are made: nothing has to go on."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.types = manuscript.types
        self.notes = manuscript.notes
        self._manuscript = manuscript

    def decks(self) -> Iterator[ProofDeck]:
        for deck in self._manuscript.decks:
            pages = (ProofPage(key, tuple(map(ProofNote, self.notes(key)))) for key in deck.pages)
            yield ProofDeck(deck.name, deck.file_name, pages)


class _NextEdition:
    """Notes as they follow the packages before."""

    def __init__(self, manuscript: Manuscript, before: PreviousEdition, drafts: Drafts) -> None:
        self.types = manuscript.types
        self._manuscript = manuscript
        self._before = before
        self._drafts = drafts

    def notes(self, page: str) -> list[Note]:
        return [settled.note for settled in self._drafts.page(page)]

    def decks(self) -> Iterator[ProofDeck]:
        for deck in self._manuscript.decks:
            draft = self._drafts.draft(deck)
            yield ProofDeck(draft.name, draft.file_name, self._pages(draft))

    def _pages(self, draft: Draft) -> Iterator[ProofPage]:
        here = frozenset(draft.pages)
        leftover: dict[str, list[SettledNote]] = {}
        gone: dict[str, list[SettledNote]] = {}
        for settled in draft.withdrawals:
            page = self._drafts.present(settled.record.page)
            own = leftover if page in here else gone
            own.setdefault(page or settled.record.page, []).append(settled)
        look = _Look(draft)
        for key in draft.pages:
            notes = [*self._drafts.page(key), *leftover.get(key, ())]
            yield ProofPage(key, tuple(map(look.at, notes)))
        for key, notes in sorted(gone.items()):
            places = tuple(post.place for post in self._before.pages[notes[0].record.page].posts)
            yield ProofPage(key, tuple(map(look.at, notes)), places)


class _Look:
    """Tells what happens to the notes of a draft."""

    def __init__(self, draft: Draft) -> None:
        self._is_first = not draft.published
        self._told = {change.guid: change for change in draft.changes if change.change is not Change.MOVED}

    def at(self, settled: SettledNote) -> ProofNote:
        note = settled.note
        told = self._told.get(note.guid)
        if told is None:
            return ProofNote(note, Change.NEW if self._is_first else Change.UNCHANGED)
        return ProofNote(note, told.change, told)


@contextmanager
def proof(compose: Compose, previous: Path | None, *, modified: int) -> Iterator[Proof]:
    """Give what a build would publish now: all decks that have pages. Nothing is written.

    It follows the packages in `previous`; without any it is a first edition. Raises PublishingError for a
    damaged package.
    """
    with Shelf() as shelf:
        try:
            before = PreviousEdition(Path()) if previous is None else read_previous(previous)
            manuscript = compose(before)
            files = [deck.file_name for deck in manuscript.decks]
            edition: Proof = _FirstEdition(manuscript)
            if before.files:
                drafts = Drafts(manuscript, before, modified, files, shelf)
                edition = _NextEdition(manuscript, before, drafts)
        except OSError as error:
            raise PublishingError(f"{previous}: cannot be read: {error.strerror or error}") from None
        yield edition
