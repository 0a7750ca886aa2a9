"""The pipeline, as each command runs it.

    find_pages -> press_files -> gather -> compose -> publish
    files         one page       all       decks      packages

Pages are pressed one by one (pages.py); they wait on a shelf, a file on disk, while their small summaries
are put together (gathered.py). Editions then decide what learners get (edition/).
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from deckpress.corpus import SourceFile, find_pages
from deckpress.decks import Outline
from deckpress.domain import Note, Page, Problem, Settings
from deckpress.edition import DeckChanges, DeckReport, Shelf, plan, proof, publish
from deckpress.errors import UsageError
from deckpress.gathered import Gathered, by_path, compose, gather
from deckpress.media import MediaFiles
from deckpress.pages import PageSummary, PressedPage, pack_media, press_files
from deckpress.record import (
    Record,
    input_digest,
    media_digests,
    package_digests,
    read_record,
    write_record,
)

Progress = Callable[[int, int], None]  # pages done, pages in all


@dataclass(frozen=True, slots=True)
class ShownPage:
    """How one file is read: its page (None if it failed or was skipped), its notes and problems."""

    path: str
    page: Page | None
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """What `deckpress check` found: the pages read and every problem, in the order of path and line."""

    read: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. `read` = built + failed + skipped; seconds are wall time.

    `unchanged`: it would have read what the last build read, so it repeats that one's report.
    """

    read: int
    built: int
    failed: int
    skipped: int
    decks: tuple[DeckReport, ...]
    problems: tuple[Problem, ...]
    seconds: float
    unchanged: bool = False


@contextmanager
def _pages(
    content: Path,
    settings: Settings,
    media: MediaFiles,
    executor: Executor | None = None,
    progress: Progress | None = None,
    *,
    with_pages: bool = False,
) -> Iterator[tuple[Gathered, Callable[[SourceFile], PressedPage]]]:
    """Give what all pages of a folder tell together, and what takes a single one from its shelf."""
    files, problems = find_pages(content)
    with Shelf() as shelf:
        pressed = counted(press_files(files, settings, executor, with_pages=with_pages), len(files), progress)
        packed = pack_media(files, pressed, media)
        gathered = gather(content, files, problems, shelved(files, packed, shelf), settings)
        yield gathered, lambda file: shelf.take(file.file)


def shelved(
    files: Iterable[SourceFile], pressed: Iterable[PressedPage], shelf: Shelf
) -> Iterator[PageSummary]:
    """Put each page on the shelf, under its file, and yield its summary."""
    for file, page in zip(files, pressed, strict=True):
        shelf.put(file.file, page)
        yield page.summary


def counted(pressed: Iterable[PressedPage], total: int, progress: Progress | None) -> Iterator[PressedPage]:
    """Yield the pages and tell how many are done."""
    for done, page in enumerate(pressed, 1):
        yield page
        if progress is not None:
            progress(done, total)


def build_packages(
    content: Path,
    out: Path,
    settings: Settings,
    *,
    modified: int,
    previous: Path | None = None,
    only: Collection[str] = (),
    allow_withdrawals: bool = False,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Report:
    """Write the packages of a content folder to `out` and return what was done.

    They follow the packages in `previous`, else those in `out`. `modified` (seconds since 1970) is the time
    that Anki compares between editions; `only` names the decks to write by slug, all if empty. Either every
    package is replaced or none. Raises UsageError for a content folder without pages or an unknown deck,
    PublishingError as `publish` does.
    """
    started = time.monotonic()
    inputs = "" if only else input_digest(content, settings)
    in_place = previous is None or previous.absolute() == out.absolute()
    last = read_record(out) if inputs and in_place else None
    if last is not None and last.still_holds(inputs, out):
        return _unchanged(last, time.monotonic() - started)
    media = MediaFiles(settings.media)
    with _pages(content, settings, media, executor, progress) as (gathered, take):
        reports = publish(
            partial(compose, gathered, take, media, settings),
            out,
            modified=modified,
            previous=previous,
            only=_files_of(only, gathered.outline),
            allow_withdrawals=allow_withdrawals,
        )
    outcomes = gathered.outcomes
    if inputs and inputs == input_digest(content, settings):  # else somebody saved a page meanwhile
        record = Record(
            inputs,
            media_digests(media.looked_at),
            package_digests(out),
            len(gathered.files),
            dict(outcomes),
            reports,
            gathered.problems,
        )
        if all(record.packages.get(report.file) == report.sha256 for report in reports):
            write_record(out, record)
    return Report(
        len(gathered.files),
        outcomes["built"],
        outcomes["failed"],
        outcomes["skipped"],
        reports,
        gathered.problems,
        time.monotonic() - started,
    )


def _unchanged(last: Record, seconds: float) -> Report:
    """Return what a build reports that has nothing to do since the last one."""
    decks = tuple(
        replace(deck, new=0, changed=0, withdrawn=0, unchanged=deck.new + deck.changed + deck.unchanged)
        for deck in last.decks
    )
    outcomes = Counter(last.outcomes)
    return Report(
        last.read,
        outcomes["built"],
        outcomes["failed"],
        outcomes["skipped"],
        decks,
        last.problems,
        seconds,
        unchanged=True,
    )


def plan_packages(
    content: Path,
    previous: Path,
    settings: Settings,
    *,
    modified: int,
    only: Collection[str] = (),
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> tuple[tuple[DeckChanges, ...], tuple[Problem, ...]]:
    """Return what a build would change for learners of the packages in `previous`, and the pages' problems.

    Nothing is written. Raises as `build_packages` does.
    """
    media = MediaFiles(settings.media)
    with _pages(content, settings, media, executor, progress) as (gathered, take):
        changes = plan(
            partial(compose, gathered, take, media, settings),
            previous,
            modified=modified,
            only=_files_of(only, gathered.outline),
        )
    return changes, gathered.problems


def _files_of(slugs: Collection[str], outline: Outline) -> list[str]:
    """Return the packages of the decks with these slugs. Raises UsageError for one that is no deck."""
    known = {deck.slug: deck.file_name for deck in outline.decks}
    for slug in slugs:
        if slug not in known:
            raise UsageError(f"there is no deck '{slug}'", f"Decks are: {', '.join(known) or 'none'}.")
    return [known[slug] for slug in slugs]


def check_content(
    content: Path, settings: Settings, *, executor: Executor | None = None, progress: Progress | None = None
) -> Check:
    """Return the problems of a content folder. Nothing is written."""
    files, problems = find_pages(content)
    pressed = counted(press_files(files, settings, executor), len(files), progress)
    packed = pack_media(files, pressed, MediaFiles(settings.media))
    gathered = gather(content, files, problems, (page.summary for page in packed), settings)
    return Check(len(files), gathered.problems)


def show_pages(path: Path, settings: Settings, previous: Path | None = None) -> Iterator[ShownPage]:
    """Yield how each page of a file or folder is read, and the notes of it that a build publishes.

    They follow the packages in `previous`. Raises PublishingError for a damaged one.
    """
    media = MediaFiles(settings.media)
    with _pages(path, settings, media, with_pages=True) as (gathered, take):
        leading = {file: gathered.outline.leading[key] for key, file in gathered.sources.items()}
        problems = by_path(gathered.problems)
        with proof(
            partial(compose, gathered, take, media, settings), previous, modified=int(time.time())
        ) as edition:
            for file in gathered.files:
                notes = edition.notes(leading[file]) if file in leading else ()
                yield ShownPage(file.path, take(file).page, tuple(notes), tuple(problems.pop(file.path, ())))
        for folder, left in problems.items():
            yield ShownPage(folder, None, (), tuple(left))
