"""The pipeline: a folder of pages -> notes -> decks -> packages.

Pages are pressed one by one (a pure map, which may run on an executor); their notes wait in a file on disk,
so that memory stays flat, while the small entries of all pages decide how decks are put together (decks.py).
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from deckpress.corpus import SourceFile, duplicate_key, find_pages, read_page_file
from deckpress.decks import Outline, PageEntry, entry_of, outline_decks
from deckpress.domain import CardOptions, Deck, Note, Page, Problem, Settings, Severity
from deckpress.edition import (
    DeckChanges,
    DeckReport,
    Edition,
    Manuscript,
    PageOutline,
    PlannedDeck,
    PreviousEdition,
    Shelf,
    letters,
    plan,
    publish,
    question_hash,
)
from deckpress.errors import UsageError
from deckpress.exporter import Post, check_note
from deckpress.generator import generate_notes
from deckpress.lint import Alike, Digest, find_alike, lint_page, note_number
from deckpress.parser import parse_page

CHUNK = 32  # pages that travel to a worker together
FEW = 4 * CHUNK  # pages that one process has pressed before another one has started

Progress = Callable[[int, int], None]  # pages done, pages in all


@dataclass(frozen=True, slots=True)
class PressedPage:
    """What one file gave. No entry: the page failed (an error among the problems) or was skipped."""

    path: str
    entry: PageEntry | None
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]
    digest: Digest | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class ShownPage:
    """How one file is read: its page (None if it failed or was skipped), good notes and problems."""

    path: str
    page: Page | None
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]
    digest: Digest | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. `read` = built + failed + skipped; seconds are wall time."""

    read: int
    built: int
    failed: int
    skipped: int
    decks: tuple[DeckReport, ...]
    problems: tuple[Problem, ...]
    seconds: float


def press_page(path: str, place: str, data: bytes, settings: Settings) -> PressedPage:
    """Return the notes and problems of one page. Depends on its arguments alone; raises for no bytes."""
    shown = show_page(path, place, data, settings)
    entry = entry_of(shown.page, place) if shown.page is not None else None
    text = _published_text(shown.page) if shown.page is not None else ""
    return PressedPage(path, entry, shown.notes, shown.problems, shown.digest, text)


def _published_text(page: Page) -> str:
    """Return the letters among which published notes stay; "" where the author decides what stays."""
    return letters(page.answer.text) if page.cards == CardOptions() else ""


def show_page(path: str, place: str, data: bytes, settings: Settings) -> ShownPage:
    """Return how a page is read and the good notes it gives, without their GUIDs."""
    page, problems = parse_page(data, path, place, settings.fields)
    if page is None:
        return ShownPage(path, None, (), tuple(problems))
    notes, more = generate_notes(page, settings)
    linted = lint_page(page, notes, settings)
    checked = [(note, check_note(note)) for note in linted.notes]
    problems += more
    problems += linted.problems
    problems += [flaw for _, flaw in checked if flaw is not None]
    good = tuple(note for note, flaw in checked if flaw is None)
    return ShownPage(path, page, good, tuple(problems), linted.digest)


def press_files(
    files: Sequence[SourceFile], settings: Settings, executor: Executor | None = None, window: int = 8
) -> Iterator[PressedPage]:
    """Yield what each file gives, in the order of the files, with at most `window` chunks on their way."""
    chunks = (files[start : start + CHUNK] for start in range(0, len(files), CHUNK))
    if executor is None or len(files) <= FEW:
        for chunk in chunks:
            yield from _press_chunk(settings, _read(chunk))
        return
    waiting: deque[Any] = deque()
    for chunk in chunks:
        waiting.append(executor.submit(_press_chunk, settings, _read(chunk)))
        if len(waiting) >= window:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _read(files: Iterable[SourceFile]) -> list[tuple[SourceFile, bytes | Problem]]:
    return [(file, read_page_file(file)) for file in files]


def _press_chunk(settings: Settings, chunk: list[tuple[SourceFile, bytes | Problem]]) -> list[PressedPage]:
    return [
        PressedPage(file.path, None, (), (data,))
        if isinstance(data, Problem)
        else press_page(file.path, file.place, data, settings)
        for file, data in chunk
    ]


@dataclass(slots=True)
class _Gathered:
    """All pages of a content folder: their notes on a shelf, what else is needed of them here."""

    shelf: Shelf
    files: int = 0
    entries: dict[str, PageEntry] = field(default_factory=dict)
    outcomes: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    digests: list[Digest] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)  # places of pages that failed
    failed_folders: tuple[str, ...] = ()

    def manuscript(self, settings: Settings, only: Collection[str], before: PreviousEdition) -> Manuscript:
        """Return the decks of these pages, and add the problems of cards that stand twice.

        What was published under a root and a namespace stays there.
        """
        if before.files:
            settings = replace(
                settings,
                deck_root=settings.deck_root or before.root,
                namespace=settings.namespace or before.namespace,
            )
        outline = outline_decks(list(self.entries.values()), settings)
        _check_chosen(outline, only)
        alike = _alike(self.digests, outline)
        self.problems += [one.problem for one in alike]
        left_out = _left_out(alike)
        posts: dict[str, list[Post]] = {}
        for key in sorted(self.entries):
            posts.setdefault(outline.leading[key], []).append(Post(key, self.entries[key].place))
        return Manuscript(
            decks=tuple(PlannedDeck(deck.name, deck.file_name, deck.pages) for deck in outline.decks),
            pages={
                key: PageOutline(key, tuple(own), question_hash(self.entries[key].question))
                for key, own in posts.items()
            },
            notes=lambda key: outline.finish(_kept(self.shelf.take(key)[0], left_out)),
            text=lambda key: str(self.shelf.take(key)[1]),
            namespace=outline.namespace,
            root=outline.root,
            failed=frozenset(self.failed),
            failed_folders=self.failed_folders,
        )


def _gather(
    content: Path, settings: Settings, shelf: Shelf, executor: Executor | None, progress: Progress | None
) -> _Gathered:
    files, problems = find_pages(content)
    gathered = _Gathered(shelf, len(files), problems=problems)
    gathered.failed_folders = tuple(
        _place(problem.location.path, content) for problem in problems if problem.severity is Severity.ERROR
    )
    for done, (file, page) in enumerate(zip(files, press_files(files, settings, executor), strict=True), 1):
        gathered.problems += page.problems
        outcome = _outcome(page)
        if page.entry is not None and page.entry.key in gathered.entries:
            first = gathered.entries[page.entry.key].location
            gathered.problems.append(duplicate_key(page.entry.location, page.entry.key, first))
            outcome = "failed"
        elif page.entry is not None and page.notes:
            gathered.entries[page.entry.key] = page.entry
            shelf.put(page.entry.key, (page.notes, page.text))
            gathered.digests += [page.digest] if page.digest else []
        gathered.outcomes[outcome] += 1
        if outcome == "failed":
            gathered.failed.add(file.place)
        if progress is not None:
            progress(done, len(files))
    return gathered


def _place(folder: str, content: Path) -> str:
    """Return how the places below a folder begin, "" for the content folder itself."""
    inner = folder.removeprefix(content.as_posix()).strip("/")
    return f"{inner}/" if inner else ""


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
    with Shelf() as shelf:
        gathered = _gather(content, settings, shelf, executor, progress)
        reports = publish(
            lambda before: gathered.manuscript(settings, only, before),
            out,
            modified=modified,
            previous=previous,
            only=_file_names(only),
            allow_withdrawals=allow_withdrawals,
        )
    outcomes = gathered.outcomes
    return Report(
        gathered.files,
        outcomes["built"],
        outcomes["failed"],
        outcomes["skipped"],
        reports,
        _in_order(gathered.problems),
        time.monotonic() - started,
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
    with Shelf() as shelf:
        gathered = _gather(content, settings, shelf, executor, progress)
        changes = plan(
            lambda before: gathered.manuscript(settings, only, before),
            previous,
            modified=modified,
            only=_file_names(only),
        )
    return changes, _in_order(gathered.problems)


def _file_names(slugs: Collection[str]) -> list[str]:
    return [f"{slug}.apkg" for slug in slugs]


def _alike(digests: Iterable[Digest], outline: Outline) -> list[Alike]:
    """Return the problems of cards that look alike; a page that is posted twice is one page."""
    return find_alike(digest for digest in digests if outline.leading.get(digest.key) == digest.key)


def _left_out(alike: Iterable[Alike]) -> frozenset[int]:
    """Return the numbers of the notes that must not be exported beside those of other pages."""
    return frozenset(one.note for one in alike if one.problem.severity is Severity.ERROR)


def _kept(notes: Iterable[Note], left_out: frozenset[int]) -> Iterable[Note]:
    return [note for note in notes if note_number(note.key) not in left_out] if left_out else notes


def _outcome(page: PressedPage) -> str:
    if page.notes:
        return "built"
    return "failed" if any(problem.severity is Severity.ERROR for problem in page.problems) else "skipped"


def _check_chosen(outline: Outline, only: Collection[str]) -> None:
    known = [deck.slug for deck in outline.decks]
    for slug in only:
        if slug not in known:
            raise UsageError(f"there is no deck '{slug}'", f"Decks are: {', '.join(known) or 'none'}.")


@dataclass(frozen=True, slots=True)
class Check:
    """What `deckpress check` found: the pages read and every problem, in the order of path and line."""

    read: int
    problems: tuple[Problem, ...]


def check_content(
    content: Path, settings: Settings, *, executor: Executor | None = None, progress: Progress | None = None
) -> Check:
    """Return the problems of a content folder. Nothing is written."""
    files, problems = find_pages(content)
    entries: dict[str, PageEntry] = {}
    digests: list[Digest] = []
    for done, page in enumerate(press_files(files, settings, executor), 1):
        problems += page.problems
        if page.entry is not None:
            first = entries.setdefault(page.entry.key, page.entry)
            if first is not page.entry:
                problems.append(duplicate_key(page.entry.location, page.entry.key, first.location))
            elif page.digest is not None:
                digests.append(page.digest)
        if progress is not None:
            progress(done, len(files))
    alike = _alike(digests, outline_decks(list(entries.values()), settings))
    problems += [one.problem for one in alike]
    return Check(len(files), _in_order(problems))


def show_pages(path: Path, settings: Settings) -> Iterator[ShownPage]:
    """Yield how each page of a file or folder is read and its notes, with GUIDs as a build gives them."""
    files, problems = find_pages(path)
    read = _read(files)
    entries = []
    for file, data in read:
        if not isinstance(data, Problem):
            page, _ = parse_page(data, file.path, file.place, settings.fields)
            if page is not None:
                entries.append(entry_of(page))
    outline = outline_decks(entries, settings)
    for problem in problems:
        yield ShownPage(problem.location.path, None, (), (problem,))
    for file, data in read:
        if isinstance(data, Problem):
            yield ShownPage(file.path, None, (), (data,))
        else:
            shown = show_page(file.path, file.place, data, settings)
            yield replace(shown, notes=tuple(outline.finish(shown.notes)))


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.location, problem.code, problem.message)))


def generate(pages: Iterable[Page], settings: Settings | None = None) -> tuple[Deck, ...]:
    """Return the decks of some pages, with all their notes in memory."""
    settings = settings or Settings()
    pages = list(pages)
    linted = {page.key: lint_page(page, generate_notes(page, settings)[0], settings) for page in pages}
    outline = outline_decks([entry_of(page) for page in pages if linted[page.key].notes], settings)
    left_out = _left_out(_alike((one.digest for one in linted.values()), outline))
    return tuple(
        Deck(
            deck.name,
            deck.file_name,
            tuple(note for key in deck.pages for note in outline.finish(_kept(linted[key].notes, left_out))),
        )
        for deck in outline.decks
    )


def press(decks: Iterable[Deck], *, now: int | None = None) -> Edition:
    """Return the edition that publishes these decks at `now` (seconds since 1970, else the clock)."""
    return Edition(tuple(decks), int(time.time()) if now is None else now)
