"""Reads packages (.apkg): for `inspect`, and as the edition that the next one follows."""

from __future__ import annotations

import errno
import json
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from deckpress.domain import Kind
from deckpress.errors import PublishingError
from deckpress.exporter.note_types import kind_of

# Databases of the schema that we read, the fuller one first. Anki's newest format is another.
_DATABASES = ("collection.anki21", "collection.anki2")
_NEWEST = "collection.anki21b"


@dataclass(frozen=True, slots=True)
class PackedCard:
    """A card in a package. `ordinal` counts from 1, `due` is its place among the new cards."""

    ordinal: int
    id: int
    due: int
    deck: str


@dataclass(frozen=True, slots=True)
class PackedNote:
    """A note in a package. `kind` is None for a note type that is not ours; `modified` is in seconds."""

    guid: str
    id: int
    note_type: str
    kind: Kind | None
    fields: Mapping[str, str]
    tags: tuple[str, ...]
    modified: int
    cards: tuple[PackedCard, ...]


@dataclass(frozen=True, slots=True)
class PackedNoteType:
    """A note type in a package, with the names of its fields in their order."""

    id: int
    name: str
    fields: tuple[str, ...]
    modified: int


@dataclass(frozen=True, slots=True)
class Member:
    """A file in the zip. `size` is in bytes, unpacked."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Package:
    """What a package holds. Notes come in the order in which a learner meets them."""

    decks: tuple[str, ...]
    note_types: tuple[PackedNoteType, ...]
    notes: tuple[PackedNote, ...]
    members: tuple[Member, ...]
    media: Mapping[str, int] = field(default_factory=dict)  # name -> size in bytes

    @property
    def card_count(self) -> int:
        return sum(len(note.cards) for note in self.notes)


def read_package(path: Path) -> Package:
    """Return what a package holds. Raises PublishingError if it is damaged, OSError if it cannot open."""
    with _opened(path) as archive, tempfile.TemporaryDirectory(prefix="deckpress-") as folder:
        members = tuple(Member(info.filename, info.file_size) for info in archive.infolist())
        names = [member.name for member in members]
        if _NEWEST in names:
            hint = "Export it again with 'Support older Anki versions'."
            raise PublishingError(f"{path}: this is Anki's newest format, which is not read here", hint)
        chosen = next((name for name in _DATABASES if name in names), None)
        if chosen is None:
            raise PublishingError(f"{path}: this is no Anki package: it holds no collection")
        database = Path(folder, "collection")
        with archive.open(chosen) as source, database.open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
        sizes = {member.name: member.size for member in members}
        media = {name: sizes[member] for name, member in _media_members(archive).items() if member in sizes}
        uri = f"{database.as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            return replace(_read_database(connection, members), media=media)


def read_member(path: Path, name: str) -> bytes | None:
    """Return a file of the zip, None if there is none of this name. Raises as `read_package` does."""
    with _opened(path) as archive:
        return archive.read(name) if name in archive.namelist() else None


def media_names(path: Path) -> frozenset[str]:
    """Return the names of the media files in a package. Raises as `read_package` does."""
    with _opened(path) as archive:
        return frozenset(_media_members(archive))


def read_media(path: Path, name: str) -> bytes | None:
    """Return a media file of a package, None if there is none of this name. Raises as `read_package` does."""
    with _opened(path) as archive:
        member = _media_members(archive).get(name)
        return None if member is None else archive.read(member)


def _media_members(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the names of the media files, each with the member that it is."""
    if "media" not in archive.namelist():
        return {}
    return {str(name): str(member) for member, name in json.loads(archive.read("media")).items()}


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a package; whatever is wrong with its content is a PublishingError."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise PublishingError(f"{path}: this is no Anki package, or a damaged one: {error}") from error
    except OSError as error:
        if error.errno != errno.EINVAL:  # that is a place before the beginning of the file
            raise
        raise PublishingError(f"{path}: this is no Anki package, or a damaged one: {error}") from error
    except (sqlite3.Error, LookupError, TypeError, ValueError, AttributeError, RuntimeError) as error:
        raise PublishingError(f"{path}: the collection in this package is damaged: {error}") from error


def _read_database(connection: sqlite3.Connection, members: tuple[Member, ...]) -> Package:
    models, decks = map(json.loads, connection.execute("SELECT models, decks FROM col").fetchone())
    note_types = {int(key): _note_type(int(key), model) for key, model in models.items()}
    deck_names = {int(key): str(deck["name"]) for key, deck in decks.items()}
    cards: dict[int, list[PackedCard]] = {}
    for note, deck, number, card, due in connection.execute(
        "SELECT nid, did, ord, id, due FROM cards ORDER BY nid, ord"
    ):
        cards.setdefault(note, []).append(PackedCard(number + 1, card, due, deck_names[deck]))
    notes = [
        _note(note_types[row[2]], row, tuple(cards.get(row[0], ())))
        for row in connection.execute("SELECT id, guid, mid, mod, tags, flds FROM notes ORDER BY id")
    ]
    notes.sort(key=lambda note: (min((card.due for card in note.cards), default=0), note.id))
    used = {card.deck for note in notes for card in note.cards}
    return Package(
        tuple(sorted(used)), tuple(note_types[key] for key in sorted(note_types)), tuple(notes), members
    )


def _note_type(key: int, model: dict[str, Any]) -> PackedNoteType:
    fields = sorted(model["flds"], key=lambda field: int(field["ord"]))
    return PackedNoteType(
        key, str(model["name"]), tuple(str(field["name"]) for field in fields), int(model["mod"])
    )


def _note(
    note_type: PackedNoteType, row: tuple[int, str, int, int, str, str], cards: tuple[PackedCard, ...]
) -> PackedNote:
    number, guid, _, modified, tags, fields = row
    return PackedNote(
        guid=guid,
        id=number,
        note_type=note_type.name,
        kind=kind_of(note_type.id),
        fields=dict(zip(note_type.fields, fields.split("\x1f"), strict=True)),
        tags=tuple(tags.split()),
        modified=modified,
        cards=cards,
    )
