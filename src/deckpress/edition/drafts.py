"""Drafts decks: who every note is, what stays, what is withdrawn, which ids all have. Writes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from deckpress.domain import Kind
from deckpress.edition.changes import Change, NoteChange, change_of, note_change
from deckpress.edition.manuscript import Guids, Manuscript, PlannedDeck
from deckpress.edition.pages import identify
from deckpress.edition.previous import PreviousEdition
from deckpress.edition.promises import check_promises
from deckpress.edition.settle import SettledNote, carry, settle_notes, withdraw
from deckpress.edition.shelf import Shelf
from deckpress.exporter import (
    Ledger,
    LedgerNote,
    LedgerPage,
    PublishedNote,
    card_id,
    cloze_ordinals,
    ledger_bytes,
    next_free,
    note_id,
    types_content,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A deck of the edition before it is written."""

    name: str
    file_name: str
    ledger: bytes
    published: bytes  # the ledger before
    records: tuple[LedgerNote, ...]
    withdrawals: tuple[SettledNote, ...]  # and notes that stay as they are; the rest is on the shelf
    pages: tuple[str, ...]
    counts: Counter[Change]
    live_before: int
    cards: int
    types_modified: int
    restyled: bool  # the note types are not those of the package before
    changes: tuple[NoteChange, ...]


class Drafts:
    """Settles all pages once, on a shelf, then drafts deck by deck."""

    def __init__(
        self,
        manuscript: Manuscript,
        before: PreviousEdition,
        modified: int,
        only: Collection[str],
        shelf: Shelf,
        *,
        detailed: bool = False,
    ) -> None:
        self._detailed = detailed
        self._manuscript = manuscript
        self._before = before
        self.now = modified
        self._shelf = shelf
        self._guids = Guids()  # of the notes in the decks that are written
        failed = {key for key, page in before.pages.items() if manuscript.has_failed(page.posts)}
        self._identity = identify(manuscript.pages.values(), before.pages, failed)
        self._present = {own: key for key, identities in self._identity.items() for own in identities}
        planned = {deck.file_name: deck for deck in manuscript.decks}
        if not only:  # a subject that lost all its pages
            for name in before.files:
                planned.setdefault(name, PlannedDeck("", name, ()))
        self.decks = [deck for name, deck in sorted(planned.items()) if not only or name in only]
        self._types = types_content(manuscript.types)
        self._settle()

    def notes(self, draft: Draft) -> Iterator[SettledNote]:
        """Yield the notes of a draft in the order of its records."""
        for key in draft.pages:
            yield from self.page(key)
        yield from draft.withdrawals

    def page(self, key: str) -> list[SettledNote]:
        """Return the notes of a page of these decks."""
        settled: list[SettledNote] = self._shelf.take(key)
        return settled

    def present(self, page: str) -> str:
        """Return the key of the page that is now what `page` was in the edition before, "" if it is gone."""
        return self._present.get(page, "")

    def _settle(self) -> None:
        """Settle the notes of every page of these decks, with one package of the edition before at a time."""
        waiting: dict[str, list[str]] = {}  # page -> packages still to be read
        found: dict[str, list[PublishedNote]] = {}
        wanted: dict[str, set[str]] = {}
        pages = dict.fromkeys(page for deck in self.decks for page in deck.pages)
        self._not_settled = self._manuscript.pages.keys() - pages.keys()  # in decks that are not asked for
        for key in pages:
            files = {}
            for identity in self._identity[key]:
                if identity in self._before.pages:
                    files.update(dict.fromkeys(self._before.pages[identity].files))
            waiting[key] = list(files)
            for name in files:
                wanted.setdefault(name, set()).add(key)
            if not files:
                self._settle_page(key, ())
        for name in self._before.files:
            if name not in wanted:
                continue
            for note in self._before.notes(name):
                key = self._present.get(note.record.page, "")
                if key in wanted[name]:
                    found.setdefault(key, []).append(note)
            for key in sorted(wanted[name]):
                waiting[key].remove(name)
                if not waiting[key]:
                    self._settle_page(key, found.pop(key, []))

    def _settle_page(self, key: str, previous: Sequence[PublishedNote]) -> None:
        newest: dict[str, PublishedNote] = {}
        for note in previous:
            other = newest.get(note.record.guid)
            if other is None or _freshness(note) > _freshness(other):
                newest[note.record.guid] = note
        manuscript = self._manuscript
        text = manuscript.text(key) if newest else ""
        settled = settle_notes(
            self._identity[key][0],
            manuscript.namespace,
            manuscript.notes(key),
            list(newest.values()),
            self.now,
            text,
            manuscript.roles,
            manuscript.never_hide(key) if newest else (),
        )
        for one in settled:
            self._guids.claim(one.note)
        self._shelf.put(key, settled)

    def published(self, draft: Draft) -> Path | None:
        """Return the package of the edition before if this draft is the same."""
        return self._before.folder / draft.file_name if draft.ledger == draft.published else None

    def draft(self, deck: PlannedDeck) -> Draft:
        """Return a deck as it would be written. Raises PublishingError if a note breaks a promise."""
        published, raw = self._before.ledger(deck.file_name)
        known = {note.guid: note for note in published.notes} if published else {}
        ids = _Ids(known)
        records: list[LedgerNote] = []
        changes: list[NoteChange] = []
        counts: Counter[Change] = Counter()
        pages: dict[str, LedgerPage] = {}

        def add(settled: SettledNote) -> None:
            check_promises(settled)
            was = known.get(settled.note.guid)
            change = change_of(settled, was)
            counts[change] += 1
            # Of a first edition nobody asks what is new, unless it is only planned.
            if change is not Change.UNCHANGED and (published or self._detailed):
                changes.append(note_change(change, settled))
            records.append(ids.placed(settled, was))

        for key in deck.pages:
            outline = self._manuscript.pages[key]
            for settled in self.page(key):
                add(settled)
                pages[settled.record.page] = LedgerPage(outline.posts, outline.question)
        here = {record.guid for record in records}
        left = self._left_over(deck.file_name, published, known.keys() - here, changes, counts)
        for settled in left:
            add(settled)
            page = settled.record.page
            if page not in pages and published:
                pages[page] = self._outline(page, published)
        types_modified = self._types_modified(published)
        ledger = Ledger(
            generator=version("deckpress"),
            namespace=published.namespace if published else self._manuscript.namespace,
            root=published.root if published else self._manuscript.root,
            deck=published.deck if published else deck.name,
            types=self._types,
            types_modified=types_modified,
            pages=pages,
            notes=tuple(records),
        )
        return Draft(
            name=ledger.deck,
            file_name=deck.file_name,
            ledger=ledger_bytes(ledger),
            published=raw,
            records=ledger.notes,
            withdrawals=tuple(left),
            pages=deck.pages,
            counts=counts,
            live_before=sum(not note.withdrawn for note in known.values()),
            cards=ids.cards,
            types_modified=types_modified,
            restyled=published is not None and published.types != self._types,
            changes=tuple(changes),
        )

    def _outline(self, page: str, published: Ledger) -> LedgerPage:
        """Return where a page stands now, or stood last, though none of its present notes is in this deck."""
        if page in self._present:
            outline = self._manuscript.pages[self._present[page]]
            return LedgerPage(outline.posts, outline.question)
        return published.pages.get(page, LedgerPage((), ""))

    def _left_over(
        self,
        file_name: str,
        published: Ledger | None,
        guids: Collection[str],
        changes: list[NoteChange],
        counts: Counter[Change],
    ) -> list[SettledNote]:
        """Return the notes of the package before that stay without standing on a page of the deck."""
        if not guids or published is None:
            return []
        stay = []
        for note in self._before.notes(file_name, guids):
            record = note.record
            page = published.pages.get(record.page)
            elsewhere = self._present.get(record.page, "") in self._not_settled
            if elsewhere or (page is not None and self._manuscript.has_failed(page.posts)):
                stay.append(carry(note))
            elif record.guid in self._guids:
                # One GUID must not be live in one deck and withdrawn in another: it leaves quietly.
                if not record.withdrawn:
                    counts[Change.MOVED] += 1
                    changes.append(note_change(Change.MOVED, carry(note)))
            else:
                stay.append(carry(note) if record.withdrawn else withdraw(note, self.now))
        return stay

    def _types_modified(self, published: Ledger | None) -> int:
        if published and published.types == self._types:
            return published.types_modified
        # A look that only some packages still have may be older than what learners have from the others.
        same = self._before.types.get(self._types)
        if same is not None and same == self._before.latest_types:
            return same
        return max(self.now, self._before.latest_types + 1)


def _freshness(note: PublishedNote) -> tuple[bool, int]:
    return not note.record.withdrawn, note.record.modified


class _Ids:
    """Places and ids of the notes and cards of one package: what was published stays."""

    def __init__(self, known: dict[str, LedgerNote]) -> None:
        self._notes = {note.note_id for note in known.values()}
        self._cards = {card for note in known.values() for card in note.card_ids.values()}
        self._due = max((note.due for note in known.values()), default=0)
        self.cards = 0

    def placed(self, settled: SettledNote, known: LedgerNote | None) -> LedgerNote:
        note, record = settled.note, settled.record
        if known is None:
            self._due += 1
            due, own = self._due, next_free(note_id(note.guid), self._notes)
            cards: dict[int, int] = {}
        else:
            due, own, cards = known.due, known.note_id, dict(known.card_ids)
        ordinals = cloze_ordinals(note.fields["Text"]) if note.kind is Kind.CLOZE else [1]
        for number in ordinals:
            if number not in cards:
                cards[number] = next_free(card_id(note.guid, number), self._cards)
        self.cards += len(ordinals)
        return replace(record, due=due, note_id=own, card_ids=cards)
