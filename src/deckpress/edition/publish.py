"""Publishes an edition: every package follows the one before it, all are put in place together or none."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from deckpress.edition.changes import Change
from deckpress.edition.drafts import Draft, Drafts
from deckpress.edition.lock import locked
from deckpress.edition.manuscript import Manuscript
from deckpress.edition.media import EditionMedia
from deckpress.edition.previous import PreviousEdition, read_previous
from deckpress.edition.release_notes import release_notes
from deckpress.edition.report import DeckChanges, DeckReport
from deckpress.edition.shelf import Shelf
from deckpress.errors import PublishingError
from deckpress.exporter import LEDGER, Entry, replacing, sync_folder, write_atomically, write_package

Compose = Callable[[PreviousEdition], Manuscript]

MOST_WITHDRAWN = 0.1  # share of a deck's notes that one edition may withdraw unasked


def publish(
    compose: Compose,
    out: Path,
    *,
    modified: int,
    previous: Path | None = None,
    only: Collection[str] = (),
    allow_withdrawals: bool = False,
) -> tuple[DeckReport, ...]:
    """Write the packages of an edition to `out`, and release notes beside those that changed.

    The packages in `previous` (else those in `out`) are the edition before, from which `compose` takes what
    once published stays. `only` names the files to write,
    all if empty. Raises PublishingError, and leaves everything as it was, when the folder is locked or cannot
    be written, when a package of the edition before is damaged, and when more than a tenth of a deck would be
    withdrawn, unless that is allowed.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with locked(out), _staging(out) as staging, Shelf() as shelf:
            before = read_previous(_existing(previous) if previous else out)
            manuscript = compose(before)
            drafts = Drafts(manuscript, before, modified, only, shelf)
            media = EditionMedia(manuscript, before)
            reports = []
            for deck in drafts.decks:
                draft = drafts.draft(deck)
                if not allow_withdrawals:
                    _guard(draft)
                reports.append(_write(draft, drafts, manuscript, media, staging, out))
            for file in sorted(staging.iterdir()):
                os.replace(file, out / file.name)
            sync_folder(out)
    except OSError as error:
        raise PublishingError(f"{out}: cannot be written: {error.strerror or error}") from None
    return tuple(reports)


def plan(
    compose: Compose, previous: Path, *, modified: int, only: Collection[str] = ()
) -> tuple[DeckChanges, ...]:
    """Return what the edition would change for learners. Nothing is written. Raises PublishingError."""
    try:
        before = read_previous(_existing(previous))
        with Shelf() as shelf:
            drafts = Drafts(compose(before), before, modified, only, shelf, detailed=True)
            return tuple(
                DeckChanges(
                    draft.name,
                    draft.file_name,
                    draft.counts[Change.UNCHANGED],
                    draft.changes,
                    draft.restyled,
                    _refusal(draft),
                )
                for draft in map(drafts.draft, drafts.decks)
            )
    except OSError as error:
        raise PublishingError(f"{previous}: cannot be read: {error.strerror or error}") from None


def _existing(folder: Path) -> Path:
    if not folder.is_dir():
        hint = "Without the packages that learners have, the next ones could cost them progress."
        raise PublishingError(f"{folder}: there is no such folder of packages", hint)
    return folder


@contextmanager
def _staging(out: Path) -> Iterator[Path]:
    for left in out.glob(".deckpress-*"):  # of a build that was killed; we hold the lock
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=".deckpress-", dir=out))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _refusal(draft: Draft) -> str:
    """Say why an edition is not published: it withdraws so much that pages are more likely lost than deleted.

    A single note is never that much: it may be the tenth of a small deck.
    """
    gone = draft.counts[Change.WITHDRAWN]
    if gone > 1 and gone > MOST_WITHDRAWN * draft.live_before:
        return f"{gone} of {draft.live_before} notes would be withdrawn"
    return ""


def _guard(draft: Draft) -> None:
    if refusal := _refusal(draft):
        raise PublishingError(
            f"{draft.file_name}: {refusal}",
            "If their pages are gone on purpose, build with --allow-withdrawals.",
        )


def _write(
    draft: Draft, drafts: Drafts, manuscript: Manuscript, media: EditionMedia, staging: Path, out: Path
) -> DeckReport:
    """Write a deck and its release notes to the staging folder, unless `out` has it already."""
    target = staging / draft.file_name
    source = drafts.published(draft)
    if source is None:
        entries = (
            Entry(one.note, record.modified, record.due, record.note_id, record.card_ids)
            for one, record in zip(drafts.notes(draft), draft.records, strict=True)
        )
        members = {LEDGER: draft.ledger}
        digest = write_package(
            target,
            draft.name,
            entries,
            0,
            types=manuscript.types,
            types_modified=draft.types_modified,
            members=members,
            read_media=media.read,
        ).sha256
        if draft.published and (draft.changes or draft.restyled):
            notes = release_notes(draft.name, draft.changes, drafts.now, restyled=draft.restyled)
            write_atomically(target.with_suffix(".notes.md"), notes.encode("utf-8", "replace"))
    else:
        with source.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if source.parent != out:
            with source.open("rb") as file, replacing(target) as copy:
                shutil.copyfileobj(file, copy)
    counts = draft.counts
    live = sum(not record.withdrawn for record in draft.records)
    return DeckReport(
        name=draft.name,
        file=draft.file_name,
        pages=len(draft.pages),
        notes=len(draft.records),
        cards=draft.cards,
        new=counts[Change.NEW],
        changed=counts[Change.CHANGED] + counts[Change.RETURNED],
        unchanged=live - counts[Change.NEW] - counts[Change.CHANGED] - counts[Change.RETURNED],
        withdrawn=counts[Change.WITHDRAWN],
        sha256=digest,
    )
