"""What one page gives: bytes -> page -> notes, linted and checked.

A pure map over pages, which may run on an executor.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import Any

from deckpress.corpus import SourceFile, read_page_file
from deckpress.decks import PageEntry, entry_of
from deckpress.domain import CardOptions, Note, Page, Problem, Settings, Severity
from deckpress.exporter import check_note
from deckpress.generator import generate_notes
from deckpress.generator.marks import has_forced_terms
from deckpress.lint import Digest, lint_page
from deckpress.media import MediaFiles, Reference, find_references
from deckpress.parser import parse_page

CHUNK = 32  # pages that travel to a worker together
FEW = 4 * CHUNK  # pages that one process has pressed before another one has started
ON_THEIR_WAY = 8  # chunks at most

Loaded = tuple[SourceFile, bytes | Problem]  # a file and its content, or why it cannot be read


@dataclass(frozen=True, slots=True)
class PageSummary:
    """What is kept of every page: the small part that putting decks together needs.

    No entry: the page failed (an error is among the problems) or was skipped. `outcome` is "built", "failed"
    or "skipped". `media` are the pictures and sounds it refers to, None if it shows none at all. It
    `lacks_media` if notes are left out because a file is not there.
    """

    outcome: str
    problems: tuple[Problem, ...]
    entry: PageEntry | None = None
    digest: Digest | None = None
    media: tuple[Reference, ...] | None = None
    lacks_media: bool = False


@dataclass(frozen=True, slots=True)
class PressedPage:
    """What one file gave: good notes, still without GUIDs, and everything that is wrong with it.

    `page` is None where there is none, or where nobody wants it. `text` is the Markdown in which published
    sentences go on while they stand there, `never_hide` are the terms that the author wants to be seen.
    """

    summary: PageSummary
    page: Page | None = None
    notes: tuple[Note, ...] = ()
    text: str = ""
    never_hide: tuple[str, ...] = ()


def press_page(path: str, place: str, data: bytes, settings: Settings) -> PressedPage:
    """Return what one page gives. Depends on its arguments alone; raises for no bytes."""
    page, problems = parse_page(data, path, place, settings.fields)
    if page is None:
        return _without_notes(problems)
    made, more = generate_notes(page, settings)
    linted = lint_page(page, made, settings)
    checked = [(note, check_note(note)) for note in linted.notes]
    problems += more
    problems += linted.problems
    problems += [flaw for _, flaw in checked if flaw is not None]
    notes = tuple(note for note, flaw in checked if flaw is None)
    outcome = "built" if notes else _without_notes(problems).summary.outcome
    media = find_references(page, notes, data)
    summary = PageSummary(outcome, tuple(problems), entry_of(page, place), linted.digest, media)
    return PressedPage(summary, page, notes, _lasting_text(page), page.cards.never_hide)


def _without_notes(problems: Sequence[Problem]) -> PressedPage:
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    return PressedPage(PageSummary("failed" if failed else "skipped", tuple(problems)))


def _lasting_text(page: Page) -> str:
    """Return the question and the answer; "" where the author decides what is hidden and asked.

    Notes of his own and reasons why a problem is none decide nothing about the others.
    """
    decided = replace(page.cards, notes=(), ignore={}) != CardOptions()
    if decided or has_forced_terms(page.answer.text):
        return ""
    return f"{page.question}\n\n{page.answer.text}"


def pack_media(
    files: Iterable[SourceFile], pressed: Iterable[PressedPage], media: MediaFiles
) -> Iterator[PressedPage]:
    """Yield the pages of these files with the names of media in packages instead of addresses.

    Not a part of `press_page`, which looks at nothing but its page.
    """
    for file, page in zip(files, pressed, strict=True):
        summary = page.summary
        if summary.media is None:
            yield page
            continue
        notes, problems = media.pack(file, page.notes, summary.media)
        summary = replace(
            summary,
            outcome="failed" if page.notes and not notes else summary.outcome,
            problems=(*summary.problems, *problems),
            lacks_media=len(notes) < len(page.notes),
        )
        yield replace(page, summary=summary, notes=notes)


def press_files(
    files: Sequence[SourceFile],
    settings: Settings,
    executor: Executor | None = None,
    *,
    with_pages: bool = False,
) -> Iterator[PressedPage]:
    """Yield what each file gives, in the order of the files. Pages themselves come only if they are wanted.

    A few chunks of pages are on their way at a time, so that memory stays flat.
    """
    chunks = (
        [(file, read_page_file(file)) for file in files[start : start + CHUNK]]
        for start in range(0, len(files), CHUNK)
    )
    if executor is None or len(files) <= FEW:
        for chunk in chunks:
            yield from _press_chunk(chunk, settings, with_pages)
        return
    waiting: deque[Any] = deque()
    for chunk in chunks:
        waiting.append(executor.submit(_press_chunk, chunk, settings, with_pages))
        if len(waiting) >= ON_THEIR_WAY:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _press_chunk(chunk: Iterable[Loaded], settings: Settings, with_pages: bool) -> list[PressedPage]:
    pressed = [
        _without_notes([data])
        if isinstance(data, Problem)
        else press_page(file.path, file.place, data, settings)
        for file, data in chunk
    ]
    return pressed if with_pages else [replace(one, page=None) for one in pressed]
