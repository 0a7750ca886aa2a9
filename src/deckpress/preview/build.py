"""Presses pages for the preview and writes the site; pages that stay as they are, are pressed once."""

from __future__ import annotations

import os
import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from deckpress.corpus import SourceFile, duplicate_key, find_pages
from deckpress.decks import Outline, PageEntry, outline_decks
from deckpress.domain import Note, Problem, Settings, Severity
from deckpress.exporter import note_types
from deckpress.lint import Digest, find_alike, note_number
from deckpress.press import PressedPage, press_files
from deckpress.preview.records import PageRecord, page_record
from deckpress.preview.site import DeckPages, Site, write_site
from deckpress.preview.statistics import Statistics

Progress = Callable[[int, int], None]  # pages done, pages in all
Stamp = tuple[str, int, int]  # path, time of the last change, size


@dataclass(frozen=True, slots=True)
class Preview:
    """What was written. `version` changes when anything on the site does."""

    pages: int
    cards: int
    decks: tuple[Statistics, ...]
    problems: tuple[Problem, ...]
    version: str


@dataclass(frozen=True, slots=True)
class _Kept:
    """What stays in memory of a pressed page; the rest lies on disk from byte `place`."""

    place: int
    entry: PageEntry | None
    digest: Digest | None


class Workshop:
    """Builds the preview of a content folder as often as wanted. Pressed pages wait in a file on disk, so
    that memory stays flat and a rebuild presses only the pages that were saved since. A context manager."""

    def __init__(self, content: Path, out: Path, *, page_link: str = "", live: bool = False) -> None:
        self._content = content
        self._out = out
        self._page_link = page_link
        self._live = live
        self._spill = tempfile.TemporaryFile()  # noqa: SIM115 (closed by __exit__)
        self._kept: dict[Stamp, _Kept] = {}
        self._settings: Settings | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._spill.close()

    def build(
        self, settings: Settings, *, executor: Executor | None = None, progress: Progress | None = None
    ) -> Preview:
        """Write the site. Raises UsageError for a folder without pages, PublishingError if writing fails."""
        if settings != self._settings:
            self._kept.clear()
            self._settings = settings
        files, problems = find_pages(self._content)
        kept = self._press(files, settings, executor, progress)
        pages, problems = self._distinct(kept, problems)
        outline = outline_decks([entry for entry, _ in pages.values()], settings)
        alike, left_out = _alike((kept for _, kept in pages.values()), outline)
        places = {key: kept.place for key, (_, kept) in pages.items()}
        decks = [
            DeckPages(deck.slug, deck.name, self._records(deck.pages, places, outline, alike, left_out))
            for deck in outline.decks
        ]
        problems += [problem for found in alike.values() for problem in found]
        site = Site(note_types(), decks, _without_cards(problems, pages), self._page_link, self._live)
        written = write_site(self._out, self._content, site)
        cards = sum(deck.card_count for deck in written.decks)
        in_order = sorted(problems, key=lambda problem: (problem.location, problem.code, problem.message))
        return Preview(len(files), cards, written.decks, tuple(in_order), written.version)

    def _press(
        self,
        files: Sequence[SourceFile],
        settings: Settings,
        executor: Executor | None,
        progress: Progress | None,
    ) -> list[_Kept]:
        """Return what is kept of each file, in their order, after pressing the ones that are new."""
        stamps = [stamp_of(file.file, file.path) for file in files]
        new = [(stamp, file) for stamp, file in zip(stamps, files, strict=True) if stamp not in self._kept]
        pressed = press_files([file for _, file in new], settings, executor)
        for done, ((stamp, _), page) in enumerate(zip(new, pressed, strict=True), 1):
            place = self._spill.seek(0, os.SEEK_END)
            pickle.dump(page, self._spill, pickle.HIGHEST_PROTOCOL)
            self._kept[stamp] = _Kept(place, page.entry if page.notes else None, page.digest)
            if progress is not None:
                progress(done, len(new))
        self._kept = {stamp: self._kept[stamp] for stamp in stamps}
        return list(self._kept.values())

    def _distinct(
        self, kept: Iterable[_Kept], problems: list[Problem]
    ) -> tuple[dict[str, tuple[PageEntry, _Kept]], list[Problem]]:
        """Return the pages that have cards, by key, and all problems. Of two pages with one key the first
        stays."""
        pages: dict[str, tuple[PageEntry, _Kept]] = {}
        found = list(problems)
        for one in kept:
            found += self._take(one.place).problems
            if one.entry is None:
                continue
            first, _ = pages.setdefault(one.entry.key, (one.entry, one))
            if first is not one.entry:
                found.append(duplicate_key(one.entry.location, one.entry.key, first.location))
        return pages, found

    def _take(self, place: int) -> PressedPage:
        self._spill.seek(place)
        page: PressedPage = pickle.load(self._spill)
        return page

    def _records(
        self,
        keys: Iterable[str],
        places: dict[str, int],
        outline: Outline,
        alike: dict[str, list[Problem]],
        left_out: frozenset[int],
    ) -> Iterator[PageRecord]:
        for key in keys:
            page = self._take(places[key])
            notes = outline.finish(_exported(page.notes, left_out))
            if notes:
                yield page_record(page.path, notes, [*page.problems, *alike.get(page.path, ())])


def stamp_of(file: str, path: str) -> Stamp:
    """Return what changes when a file is saved; `path` is its name for the reader."""
    try:
        status = os.stat(file)
    except OSError:
        return (path, 0, -1)
    return (path, status.st_mtime_ns, status.st_size)


def _exported(notes: Iterable[Note], left_out: frozenset[int]) -> list[Note]:
    return [note for note in notes if not left_out or note_number(note.key) not in left_out]


def _alike(kept: Iterable[_Kept], outline: Outline) -> tuple[dict[str, list[Problem]], frozenset[int]]:
    """Return the problems of cards that look alike, by path, and the numbers of notes left out."""
    digests = (one.digest for one in kept if one.digest is not None)
    found = find_alike(digest for digest in digests if outline.leading.get(digest.key) == digest.key)
    by_path: dict[str, list[Problem]] = {}
    for one in found:
        by_path.setdefault(one.problem.location.path, []).append(one.problem)
    return by_path, frozenset(one.note for one in found if one.problem.severity is Severity.ERROR)


def _without_cards(problems: Iterable[Problem], pages: dict[str, Any]) -> list[Problem]:
    """Return the problems of files that gave no card: they have no other place on the site."""
    shown = {entry.location.path for entry, _ in pages.values()}
    return [problem for problem in problems if problem.location.path not in shown]
