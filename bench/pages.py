"""Pages for the benchmarks: read from a content folder, and copied under new keys when more are wanted."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path

from deckpress import generate
from deckpress.domain import FieldNames, Note, Page, Settings
from deckpress.generator import generate_notes
from deckpress.parser import parse_page


def page_files(content: Path) -> list[Path]:
    return sorted(path for path in content.rglob("*.md") if path.name.lower() != "readme.md")


def read_pages(content: Path, count: int | None = None, seed: int = 0) -> list[Page]:
    """Return the pages of a folder that parse, or a random `count` of them, in order of their paths."""
    pages = []
    for path in page_files(content):
        place = path.relative_to(content).as_posix()
        page, _ = parse_page(path.read_bytes(), str(path), place, FieldNames())
        if page is not None:
            pages.append(page)
    if count is not None and count < len(pages):
        chosen = set(random.Random(seed).sample(range(len(pages)), count))
        pages = [page for index, page in enumerate(pages) if index in chosen]
    return pages


def distinct(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without second posts of a question and answer, whose notes are published once."""
    first: dict[tuple[str, str], Page] = {}
    for page in sorted(pages, key=lambda page: page.key):
        first.setdefault((page.question.casefold(), page.answer.text), page)
    kept = {page.key for page in first.values()}
    return [page for page in pages if page.key in kept]


def generated_notes(pages: Sequence[Page]) -> list[Sequence[Note]]:
    """Return the notes the generator makes of each page, those with errors among them."""
    settings = Settings()
    return [generate_notes(page, settings)[0] for page in pages]


def published_notes(pages: Sequence[Page]) -> list[Sequence[Note]]:
    """Return the notes of each page that a build would publish; those of a cross-posted page count once."""
    by_page: dict[str, dict[str, Note]] = {page.key: {} for page in pages}
    for deck in generate(pages):
        for note in deck.notes:
            by_page[note.key.partition("|")[0]].setdefault(note.guid, note)
    return [tuple(by_page[page.key].values()) for page in pages]


_URL = re.compile(rb"(?m)^(url: \S+?)\s*$")
_TEXT = re.compile(rb"(?m)^( {4}|(?:question|title): )(\S.*)$")
_LONG_WORD = re.compile(rb"(?<![\\{/A-Za-z])([A-Za-z][a-z]{2})(?=[a-z]{4})")


def copy_pages(content: Path, target: Path, count: int) -> None:
    """Fill `target` with `count` pages: those of `content`, repeated under new names, urls and words.

    A copy has a letter more in each long word of its text, for otherwise its cards would be left out as
    duplicates of the first ones.
    """
    files = page_files(content)
    if not files:
        raise SystemExit(f"no pages in {content}")
    for number in range(count):
        source, turn = files[number % len(files)], number // len(files)
        data, name = source.read_bytes(), source.name
        if turn:
            name = f"{source.stem}-{turn + 1}.md"
            data = _reworded(_URL.sub(rb"\1-%d" % (turn + 1), data), turn)
        place = target / source.relative_to(content).parent / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def _reworded(data: bytes, turn: int) -> bytes:
    letters = bytes((97 + turn % 26,)) * (1 + turn // 26)
    return _TEXT.sub(lambda line: line[1] + _LONG_WORD.sub(rb"\1" + letters, line[2]), data)
