"""Pages for the benchmarks: read from a content folder, and copied under new keys when more are wanted."""

from __future__ import annotations

import random
import re
from pathlib import Path

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


def notes_of(pages: list[Page], settings: Settings | None = None) -> list[list[Note]]:
    chosen = settings or Settings()
    return [generate_notes(page, chosen)[0] for page in pages]


_URL = re.compile(rb"(?m)^(url: \S+?)\s*$")
_QUESTION = re.compile(rb"(?m)^(question|title|article_title): (>-\n\s+)?(.*)$")


def copy_pages(content: Path, target: Path, count: int) -> None:
    """Fill `target` with `count` pages: those of `content`, repeated under new names, urls and questions."""
    files = page_files(content)
    if not files:
        raise SystemExit(f"no pages in {content}")
    for number in range(count):
        source, turn = files[number % len(files)], number // len(files)
        data = source.read_bytes()
        name = source.name
        if turn:
            name = f"{source.stem}-{turn + 1}.md"
            data = _URL.sub(rb"\1-%d" % (turn + 1), data)
            data = _QUESTION.sub(lambda m: m[0] + b" (%d)" % (turn + 1), data)  # noqa: B023
        place = target / source.relative_to(content).parent / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
