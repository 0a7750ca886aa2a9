"""Writes packages (.apkg): a zip file around an SQLite database, built by genanki, made reproducible here.

The format is `collection.anki2`, schema 11, which every Anki from 2.1.49 on reads. Equal input gives equal
bytes with the same versions of SQLite and zlib: nothing of the clock, the machine or the hash seed gets in.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import struct
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

import genanki

from deckpress.domain import FIELDS, Kind, Note
from deckpress.errors import PublishingError
from deckpress.exporter.atomic import replacing
from deckpress.exporter.checks import check_note, clean_field
from deckpress.exporter.cloze import cloze_ordinals
from deckpress.exporter.identity import card_id, deck_id, next_free, note_id
from deckpress.exporter.media import is_named_after, media_in
from deckpress.exporter.note_types import AnkiModel, NoteType, note_types

COLLECTION = "collection.anki2"
MEDIA = "media"  # names Anki's media files: {"0": "NAME", ...}, where "0" is a member

ReadMedia = Callable[[str], bytes | None]  # the content of the file of this name, None if there is none


@dataclass(frozen=True, slots=True)
class Entry:
    """A note as an edition publishes it. What is None is made for it; an edition gives what it had before.

    `modified`: when its content last changed, in seconds since 1970; a later one updates a learner's note.
    `due`: its place among the new cards. `card_ids`: ordinal -> id.
    """

    note: Note
    modified: int | None = None
    due: int | None = None
    note_id: int | None = None
    card_ids: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PackageSummary:
    """What was written: numbers of notes, cards and media files, and the SHA-256 of the package."""

    notes: int
    cards: int
    media: int
    sha256: str


def write_package(
    target: Path,
    deck_name: str,
    notes: Iterable[Note | Entry],
    modified: int,
    *,
    types: Mapping[Kind, NoteType] | None = None,
    types_modified: int | None = None,
    members: Mapping[str, bytes] = MappingProxyType({}),
    read_media: ReadMedia = lambda _: None,
) -> PackageSummary:
    """Write the deck to `target`, whole or not at all, and return what it holds.

    `modified` (seconds since 1970) holds for entries without their own. `types` are the note types if not the
    plain ones, `types_modified` is when they last changed (else `modified`). `members` are more files of the
    zip, which Anki ignores; they are looked at after the last note was taken, so they may tell of the notes.
    `read_media` is asked for every picture and sound that notes and note types show, one after the other.

    Notes stream: memory grows by their GUIDs and ids alone. Raises PublishingError for a note that
    `check_note` refuses, for a GUID that comes twice and for media that are not there any more; OSError when
    the disk fails.
    """
    if reserved := {name for name in members if name in (COLLECTION, MEDIA) or name.isdecimal()}:
        raise ValueError(f"a package has a member {reserved.pop()!r} already")
    types = types or note_types()
    models = {
        kind: AnkiModel(note_type, modified if types_modified is None else types_modified)
        for kind, note_type in types.items()
    }
    deck = _Deck(deck_name, _checked(notes, modified), models)
    with tempfile.TemporaryDirectory(prefix="deckpress-") as folder:
        database = Path(folder, COLLECTION)
        try:
            _write_database(database, deck)
        except sqlite3.Error as error:
            raise PublishingError(f"{target}: the database could not be built: {error}") from error
        media = sorted(deck.media.union(*(media_in((one.front, one.back)) for one in types.values())))
        with replacing(target) as file:
            _write_zip(file, database, members, media, read_media)
            file.flush()
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    return PackageSummary(deck.note_count, deck.card_count, len(media), digest)


class _Deck(genanki.Deck):  # type: ignore[misc]
    """A deck that takes its notes from a generator, once."""

    def __init__(self, name: str, entries: Iterator[Entry], models: Mapping[Kind, AnkiModel]) -> None:
        super().__init__(deck_id(name), name)
        self.notes = entries
        self.kinds = models
        self.note_count = 0
        self.card_count = 0
        self.media: set[str] = set()  # names that the notes show

    def to_json(self) -> dict[str, Any]:
        """Return Anki's JSON (schema 11), without the counts of studied cards that genanki has in it."""
        content: dict[str, Any] = super().to_json()
        return content | {key: [0, 0] for key in ("newToday", "revToday", "lrnToday", "timeToday")}

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, id_gen: Iterator[int]) -> None:
        """Write rows and JSON. `id_gen` is not used: our ids are not counted."""
        # Indexes that are made when the rows are there cost a fifth of those that grow with them.
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        indexes = dict(cursor.execute(query).fetchall())
        for name in indexes:
            cursor.execute(f"DROP INDEX {name}")
        self._write_notes(cursor)
        for statement in indexes.values():
            cursor.execute(statement)
        (decks,) = cursor.execute("SELECT decks FROM col").fetchone()
        decks = {**json.loads(decks), str(self.deck_id): self.to_json()}
        types = {
            str(model.model_id): model.to_json(timestamp, self.deck_id) for model in self.models.values()
        }
        cursor.execute("UPDATE col SET decks = ?, models = ?", (_json(decks), _json(types)))

    def _write_notes(self, cursor: sqlite3.Cursor) -> None:
        note_ids: set[int] = set()
        card_ids: set[int] = set()
        for place, entry in enumerate(self.notes, start=1):
            note = _Note(entry, self.kinds[entry.note.kind], place)
            self.add_model(note.model)
            self.media.update(media_in(note.fields))
            note.write_to_db(cursor, entry.modified, self.deck_id, note.ids(note_ids, card_ids))
        self.note_count, self.card_count = len(note_ids), len(card_ids)


class _Note(genanki.Note):  # type: ignore[misc]
    """A note with its own ids and with the cards that Anki itself would make."""

    def __init__(self, entry: Entry, model: AnkiModel, place: int) -> None:
        note = entry.note
        super().__init__(
            model=model,
            fields=[clean_field(note.fields[name]) for name in FIELDS[note.kind]],
            tags=[clean_field(tag) for tag in note.tags],
            guid=note.guid,
            due=place if entry.due is None else entry.due,
        )
        self.entry = entry
        self.ordinals = cloze_ordinals(self.fields[0]) if note.kind is Kind.CLOZE else [1]

    @property
    def cards(self) -> list[genanki.Card]:
        return [genanki.Card(ordinal - 1) for ordinal in self.ordinals]

    def ids(self, note_ids: set[int], card_ids: set[int]) -> Iterator[int]:
        """Yield the id of the note, then those of its cards, none of which was taken before."""
        own = self.entry.note_id
        yield next_free(note_id(self.guid) if own is None else own, note_ids)
        for ordinal in self.ordinals:
            own = self.entry.card_ids.get(ordinal)
            yield next_free(card_id(self.guid, ordinal) if own is None else own, card_ids)

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Nothing: genanki takes `a < b > c` for a tag, slowly, and our fields are escaped already."""


def _checked(notes: Iterable[Note | Entry], modified: int) -> Iterator[Entry]:
    """Yield every note as an entry with its time; a note that would spoil the package stops the writing."""
    guids: set[str] = set()
    for item in notes:
        entry = item if isinstance(item, Entry) else Entry(item, modified)
        note = entry.note
        if not note.guid or note.guid in guids:
            raise PublishingError(
                f"{note.source}: the GUID '{note.guid}' is empty or comes twice in the package"
            )
        guids.add(note.guid)
        if problem := check_note(note):
            raise PublishingError(str(problem))
        yield entry if entry.modified is not None else replace(entry, modified=modified)


def _write_database(path: Path, deck: _Deck) -> None:
    with closing(sqlite3.connect(path)) as connection:
        cursor = connection.cursor()
        # The file is thrown away if anything fails, so it needs neither journal nor sync. The ids come in no
        # order: large pages are split less often.
        cursor.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 16384;")
        package = genanki.Package(deck)
        package.write_to_db(cursor, 0, iter(()))
        connection.commit()
        cursor.execute("VACUUM")
    _pin_header(path)


def _pin_header(path: Path) -> None:
    """Fix what SQLite's header tells of the writing: change counters (bytes 24, 92), library version (96)."""
    with path.open("r+b") as file:
        for offset, value in ((24, 1), (92, 1), (96, 3_040_000)):
            file.seek(offset)
            file.write(struct.pack(">I", value))


def _write_zip(
    file: BinaryIO, database: Path, members: Mapping[str, bytes], media: Sequence[str], read_media: ReadMedia
) -> None:
    names = _json({str(number): name for number, name in enumerate(media)}).encode()
    with zipfile.ZipFile(file, "w") as archive:
        with (
            database.open("rb") as source,
            archive.open(_member(COLLECTION, database.stat().st_size), "w") as out,
        ):
            shutil.copyfileobj(source, out, 1 << 20)
        for name, content in ((MEDIA, names), *sorted(members.items())):
            archive.writestr(_member(name, len(content)), content)
        for number, name in enumerate(media):
            content = _media(name, read_media)
            # Pictures and sounds are compressed by themselves.
            archive.writestr(_member(str(number), len(content), zipfile.ZIP_STORED), content)


def _media(name: str, read_media: ReadMedia) -> bytes:
    content = read_media(name)
    if content is None:
        raise PublishingError(f"{name}: a note shows this file, and it is nowhere to be found")
    if not is_named_after(name, content):
        raise PublishingError(f"{name}: the file has changed since its name was made", "Build again.")
    return content


def _member(name: str, size: int, compression: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    member.compress_type = compression  # at zlib's own level, which is 6
    member.create_system = 3  # Unix, wherever this runs
    member.external_attr = 0o100644 << 16
    member.file_size = size
    return member


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
