"""Presses pages for the preview and writes the site; pages that stay as they are, are pressed once."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from deckpress.corpus import SourceFile, find_pages
from deckpress.domain import MediaSettings, Problem, Settings, StyleSettings
from deckpress.edition import Proof, ProofDeck, Shelf, proof
from deckpress.gathered import Gathered, by_path, compose, gather
from deckpress.media import MediaFiles
from deckpress.pages import PageSummary, PressedPage, pack_media, press_files
from deckpress.press import Progress, counted, shelved
from deckpress.preview.records import PageRecord, page_record
from deckpress.preview.site import DeckPages, Site, write_site
from deckpress.preview.statistics import Statistics

Stamp = tuple[str, int, int]  # path, time of the last change, size


@dataclass(frozen=True, slots=True)
class Preview:
    """What was written. `version` changes when anything on the site does."""

    pages: int
    cards: int
    decks: tuple[Statistics, ...]
    problems: tuple[Problem, ...]
    version: str


class Workshop:
    """Builds the preview of a content folder as often as wanted. Pressed pages wait on a shelf, so that
    memory stays flat and a rebuild presses only the pages that were saved since. A context manager."""

    def __init__(
        self,
        content: Path,
        out: Path,
        *,
        previous: Path | None = None,
        page_link: str = "",
        live: bool = False,
    ) -> None:
        """`previous` is the folder of the packages that learners have."""
        self._content = content
        self._out = out
        self._previous = previous
        self._page_link = page_link
        self._live = live
        self._shelf = Shelf()
        self._known: dict[Stamp, PageSummary] = {}  # of the pages on the shelf
        self._settings: Settings | None = None  # with which they were pressed
        self._media = MediaFiles(MediaSettings())

    @property
    def media_files(self) -> frozenset[Path]:
        """The pictures and sounds that the last site shows, and those that it lacks."""
        return frozenset(map(Path, self._media.looked_at))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._shelf.__exit__(kind, error, trace)

    def build(
        self, settings: Settings, *, executor: Executor | None = None, progress: Progress | None = None
    ) -> Preview:
        """Write the site. Raises UsageError for a folder without pages, PublishingError if writing fails."""
        of_pages = replace(settings, media=MediaSettings(), style=StyleSettings())
        if of_pages != self._settings:
            self._known.clear()
            self._settings = of_pages
        self._media.look_again(settings.media)
        files, problems = find_pages(self._content)
        summaries = self._packed(files, self._press(files, settings, executor, progress))
        gathered = gather(self._content, files, problems, summaries, settings)
        shown = {file.path for file in gathered.sources.values()}
        without_cards = [one for one in gathered.problems if one.location.path not in shown]
        follow = partial(compose, gathered, self._take, self._media, settings)
        with proof(follow, self._previous, modified=int(time.time())) as edition:
            decks = self._decks(edition, gathered)
            site = Site(edition.types, decks, without_cards, self._page_link, self._live, self._media.files)
            written = write_site(self._out, self._content, site)
        cards = sum(deck.card_count for deck in written.decks)
        return Preview(len(files), cards, written.decks, gathered.problems, written.version)

    def _press(
        self,
        files: Sequence[SourceFile],
        settings: Settings,
        executor: Executor | None,
        progress: Progress | None,
    ) -> list[PageSummary]:
        """Return the summary of each file, in their order, after pressing the ones that are new."""
        stamps = [stamp_of(file.file, file.path) for file in files]
        new = {stamp: file for stamp, file in zip(stamps, files, strict=True) if stamp not in self._known}
        pressed = counted(press_files(list(new.values()), settings, executor), len(new), progress)
        self._known.update(zip(new, shelved(new.values(), pressed, self._shelf), strict=True))
        self._known = {stamp: self._known[stamp] for stamp in stamps}
        return list(self._known.values())

    def _packed(self, files: Iterable[SourceFile], summaries: Iterable[PageSummary]) -> Iterator[PageSummary]:
        """Yield what is told of each page with its pictures and sounds as they lie on the disk now."""
        for file, summary in zip(files, summaries, strict=True):
            yield summary if summary.media is None else self._take(file).summary

    def _take(self, file: SourceFile) -> PressedPage:
        [page] = pack_media([file], [self._shelf.take(file.file)], self._media)
        return page

    def _decks(self, edition: Proof, gathered: Gathered) -> Iterator[DeckPages]:
        problems = by_path(gathered.problems)
        paths = {file.place: file.path for file in gathered.files}
        for deck in edition.decks():
            slug = deck.file_name.removesuffix(".apkg")
            yield DeckPages(slug, deck.name, self._records(deck, gathered, paths, problems))

    def _records(
        self,
        deck: ProofDeck,
        gathered: Gathered,
        paths: Mapping[str, str],
        problems: Mapping[str, Sequence[Problem]],
    ) -> Iterator[PageRecord]:
        """Yield the pages of a deck; of a single page that is looked at, the others are not gone."""
        alone = self._content.is_file()
        for page in deck.pages:
            if page.places:
                path = next((paths[place] for place in page.places if place in paths), "")
            else:
                path = gathered.sources[page.key].path
            if page.notes and (path or not alone):
                found = problems.get(path, ())
                yield page_record(path or page.places[0], page.notes, found, is_gone=not path)


def stamp_of(file: str, path: str) -> Stamp:
    """Return what changes when a file is saved; `path` is its name for the reader."""
    try:
        status = os.stat(file)
    except OSError:
        return (path, 0, -1)
    return (path, status.st_mtime_ns, status.st_size)
