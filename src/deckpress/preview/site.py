"""Writes the files of the preview: two pages made with Jinja2, scripts, and data in chunks.

    index.html              decks and their numbers
    cards.html              the cards; loads of data/ what it shows
    data/types.js           templates and style sheet of the note types
    data/decks.js           the decks: slug, name, pages, cards, problem codes
    data/<deck>/index.js    what is filtered of each page
    data/<deck>/<n>.js      the notes of PAGES_A_CHUNK pages
    media/                  the pictures and sounds of the cards, under their names in packages

A page opened from a disk may load scripts but not fetch files, so data are scripts that call `deckpress.add`.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from deckpress.domain import Kind, Location, Problem, Role
from deckpress.edition import Change
from deckpress.errors import PublishingError
from deckpress.exporter import NoteType
from deckpress.preview.records import PageRecord
from deckpress.preview.statistics import SECONDS_A_CARD, WORDS_A_MINUTE, Statistics, total

PAGES_A_CHUNK = 20  # about 200 kB of data
MOST_PROBLEMS = 500  # of files without cards; `deckpress check` lists all
VERSION_FILE = "version.txt"
SOURCE_PATH = "/source"  # where the server shows the pages themselves
_STATIC = ("preview.css", "page.js", "render.js", "formulas.js", "cards.js")


@dataclass(frozen=True, slots=True)
class DeckPages:
    """A deck to be shown. `records` may be a stream that is read once."""

    slug: str
    name: str
    records: Iterable[PageRecord]


@dataclass(frozen=True, slots=True)
class Site:
    """What the preview shows.

    `decks` may be a stream that is read once.
    `page_link` is the address of a page's source with {path} and {line}; empty: the file beside the site.
    A `live` site asks its server for a new version and reloads. `media` gives the file for each name that
    notes and note types show.
    """

    types: Mapping[Kind, NoteType]
    decks: Iterable[DeckPages]
    without_cards: Sequence[Problem]
    page_link: str = ""
    live: bool = False
    media: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """The numbers of the decks, and a version that is equal for equal files."""

    decks: tuple[Statistics, ...]
    version: str


def write_site(out: Path, content: Path, site: Site) -> Written:
    """Write the site to `out` and delete data of a preview that was there before. Other files stay.

    Raises PublishingError.
    """
    try:
        return _write(_Folder(out), content, site)
    except OSError as error:
        raise PublishingError(f"{out}: the preview cannot be written: {error.strerror}") from None


class _Folder:
    """A folder of files; those that are already as they should be are not touched."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.written: set[str] = set()
        self._hash = hashlib.sha256()

    def write(self, name: str, text: str) -> None:
        content = text.encode("utf-8", "replace")
        self.written.add(name)
        self._hash.update(f"{name}\0{len(content)}\0".encode() + content)
        target = self.root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if not (target.is_file() and target.read_bytes() == content):
            target.write_bytes(content)

    def copy(self, name: str, source: str) -> None:
        """Copy a file whose name tells its content."""
        self.written.add(name)
        self._hash.update(f"{name}\0".encode())
        target = self.root / name
        if not target.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)

    def close(self) -> str:
        """Delete data and media that nobody wrote and return the version."""
        if (self.root / VERSION_FILE).is_file():  # else the folder was no preview
            for old in [*(self.root / "data").rglob("*.js"), *(self.root / "media").glob("*deckpress-*")]:
                if old.relative_to(self.root).as_posix() not in self.written:
                    old.unlink()
        version = self._hash.hexdigest()[:16]
        (self.root / VERSION_FILE).write_text(version, encoding="utf-8")
        return version


def _write(folder: _Folder, content: Path, site: Site) -> Written:
    for name in _STATIC:
        folder.write(name, files(__package__).joinpath("static", name).read_text("utf-8"))
    types = {
        kind.value: {"front": one.front, "back": one.back, "css": one.css} for kind, one in site.types.items()
    }
    folder.write("data/types.js", _call("types", types))
    for name, file in sorted(site.media.items()):
        folder.copy(f"media/{name}", file)
    decks = tuple(_write_deck(folder, deck) for deck in site.decks)
    roles = [role.value for role in Role if any(deck.cards[role.value] for deck in decks)]
    everything = total(decks)
    states = [(one.value, everything.states[one.value]) for one in Change if everything.states[one.value]]
    overview = {
        "decks": [
            {"slug": deck.slug, "name": deck.name, "pages": deck.pages, "cards": deck.card_count}
            for deck in decks
        ],
        "codes": sorted({code for deck in decks for code in deck.problems}),
        "roles": roles,
        "states": [state for state, _ in states],
        "link": page_link(site.page_link, folder.root, content, site.live),
    }
    folder.write("data/decks.js", _call("decks", overview))
    environment = _environment()
    folder.write("cards.html", environment.get_template("cards.html").render(overview, live=site.live))
    folder.write(
        "index.html",
        environment.get_template("index.html").render(
            content=content.as_posix(),
            decks=decks,
            total=everything,
            most=max((deck.card_count for deck in decks), default=0),
            longest=max((deck.minutes for deck in decks), default=0),
            states=states,
            roles=[(role, everything.cards[role]) for role in roles],
            problems=sorted(everything.problems.items(), key=lambda item: (-item[1], item[0])),
            without_cards=site.without_cards[:MOST_PROBLEMS],
            left_out=max(0, len(site.without_cards) - MOST_PROBLEMS),
            words_a_minute=WORDS_A_MINUTE,
            seconds_a_card=SECONDS_A_CARD,
            live=site.live,
        ),
    )
    return Written(decks, folder.close())


def _write_deck(folder: _Folder, deck: DeckPages) -> Statistics:
    numbers = Statistics(deck.slug, deck.name)
    index: list[dict[str, Any]] = []
    for number, chunk in enumerate(_chunks(deck.records)):
        folder.write(
            f"data/{deck.slug}/{number}.js", _call("add", deck.slug, number, [page.content for page in chunk])
        )
        index += [page.entry for page in chunk]
        for page in chunk:
            numbers.add(page)
    folder.write(f"data/{deck.slug}/index.js", _call("index", deck.slug, PAGES_A_CHUNK, index))
    return numbers


def _chunks(records: Iterable[PageRecord]) -> Iterator[list[PageRecord]]:
    chunk: list[PageRecord] = []
    for record in records:
        chunk.append(record)
        if len(chunk) == PAGES_A_CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def page_link(wanted: str, out: Path, content: Path, live: bool) -> str:
    """Return the address of a page's source with {path} and {line} to be filled in by the browser."""
    if wanted:
        return wanted
    if live:
        return SOURCE_PATH + "/{path}#L{line}"
    if content.is_absolute():  # then the paths of its pages are
        return "file://{path}#L{line}"
    try:
        here = os.path.relpath(Path.cwd(), out).replace(os.sep, "/")
    except ValueError:  # on another drive of Windows
        here = Path.cwd().as_uri()
    return f"{here}/{{path}}#L{{line}}"


def render_source(location: Location, lines: Sequence[str]) -> str:
    """Return a page's own text as a web page whose lines can be linked to."""
    return _environment().get_template("source.html").render(path=location.path, lines=lines)


def _call(function: str, *values: Any) -> str:
    told = ",".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    return f"deckpress.{function}({told});\n"


@cache
def _environment() -> Environment:
    loader = PackageLoader("deckpress.preview", "templates")
    return Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
