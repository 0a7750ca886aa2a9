"""All pages of a content folder, put together: the middle of the pipeline, pure.

Summaries of the pages come in one by one; their notes wait elsewhere, so that memory stays flat.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from deckpress.corpus import SourceFile, duplicate_key
from deckpress.decks import Outline, PageEntry, outline_decks
from deckpress.domain import Problem, Role, Settings, Severity
from deckpress.edition import Manuscript, PageOutline, PlannedDeck, PreviousEdition, question_hash
from deckpress.exporter import Post
from deckpress.lint import Digest
from deckpress.media import MediaFiles, look
from deckpress.pages import PageSummary, PressedPage

MOST_OF_A_KIND = 20  # problems of a page with the same code that are listed one by one


@dataclass(frozen=True, slots=True)
class Gathered:
    """What all pages tell together.

    `entries` and `sources` hold the pages with notes by key, `outcomes` counts the files. `problems` are
    those of files, folders and cards that look alike, in the order of path and line. `failed` are the places
    of pages that failed or lack pictures or sounds, `failed_folders` begin those of the pages in folders that
    could not be looked into.
    """

    files: Sequence[SourceFile]
    entries: Mapping[str, PageEntry]
    sources: Mapping[str, SourceFile]
    outline: Outline
    outcomes: Counter[str]
    problems: tuple[Problem, ...]
    failed: frozenset[str]
    failed_folders: tuple[str, ...]


def gather(
    content: Path,
    files: Sequence[SourceFile],
    folder_problems: Sequence[Problem],
    summaries: Iterable[PageSummary],
    settings: Settings,
) -> Gathered:
    """Return what the pages of a content folder tell together. Of two pages with one key the first stays.

    `files` and `folder_problems` are what `find_pages` found, `summaries` those of the files in their order.
    """
    taken: dict[str, PageEntry] = {}
    entries: dict[str, PageEntry] = {}
    sources: dict[str, SourceFile] = {}
    digests: list[Digest] = []
    outcomes: Counter[str] = Counter()
    failed: set[str] = set()
    problems = list(folder_problems)
    for file, page in zip(files, summaries, strict=True):
        problems += listed(page.problems)
        outcome, entry = page.outcome, page.entry
        if entry is not None:
            first = taken.setdefault(entry.key, entry)
            if first is not entry:
                problems.append(duplicate_key(entry.location, entry.key, first.location))
                outcome = "failed"
            elif outcome == "built":
                entries[entry.key] = entry
                sources[entry.key] = file
                digests += [page.digest] if page.digest else []
        outcomes[outcome] += 1
        if outcome == "failed" or page.lacks_media:
            failed.add(file.place)
    outline = outline_decks(list(entries.values()), settings, digests)
    return Gathered(
        files,
        entries,
        sources,
        outline,
        outcomes,
        in_order([*problems, *listed(outline.problems)]),
        frozenset(failed),
        tuple(
            _place(one.location.path, content) for one in folder_problems if one.severity is Severity.ERROR
        ),
    )


def listed(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems as reports list them: of a page's many with one code the first ones, and one that
    counts the others. A single broken page must not bury all the rest."""
    kinds: dict[tuple[str, str, Severity], list[Problem]] = {}
    for problem in problems:
        kinds.setdefault((problem.location.path, problem.code, problem.severity), []).append(problem)
    found: list[Problem] = []
    for same in kinds.values():
        found += same[:MOST_OF_A_KIND]
        if more := same[MOST_OF_A_KIND:]:
            message = f"and {len(more):,} more of this code on the page"
            found.append(replace(more[0], message=message, count=len(more)))
    return found


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.location, problem.code, problem.message)))


def by_path(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    """Return the problems of each file or folder, by its path as problems show it."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.location.path, []).append(problem)
    return found


def _place(folder: str, content: Path) -> str:
    """Return how the places below a folder begin, "" for the content folder itself."""
    inner = folder.removeprefix(content.as_posix()).strip("/")
    return f"{inner}/" if inner else ""


def compose(
    gathered: Gathered,
    take: Callable[[SourceFile], PressedPage],
    media: MediaFiles,
    settings: Settings,
    before: PreviousEdition,
) -> Manuscript:
    """Return the decks of these pages as an edition that follows the one before; `take` gives a file's notes,
    `media` the files that they show.

    What was published under a root and a namespace stays there, unless the settings name others.
    """
    outline = gathered.outline.named(
        settings.deck_root or before.root, settings.namespace or before.namespace
    )
    posts: dict[str, list[Post]] = {}
    for key in sorted(gathered.entries):
        posts.setdefault(outline.leading[key], []).append(Post(key, gathered.entries[key].place))
    return Manuscript(
        decks=tuple(PlannedDeck(deck.name, deck.file_name, deck.pages) for deck in outline.decks),
        pages={
            key: PageOutline(key, tuple(own), question_hash(gathered.entries[key].question))
            for key, own in posts.items()
        },
        notes=lambda key: outline.finish(take(gathered.sources[key]).notes),
        text=lambda key: take(gathered.sources[key]).text,
        never_hide=lambda key: take(gathered.sources[key]).never_hide,
        roles=frozenset(map(Role, settings.roles)),
        namespace=outline.namespace,
        root=outline.root,
        failed=gathered.failed,
        failed_folders=gathered.failed_folders,
        types=look(settings, media),
        read_media=media.read,
    )
