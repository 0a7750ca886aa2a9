"""The ledger of a package, `deckpress.json`: who every note is and what learners have of it.

It is a member of the package's zip file, which Anki ignores, so that notes and ledger are published in one
step and no other state exists. docs/publishing.md describes the format.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from deckpress.domain import FIELDS, Kind, Note, Role
from deckpress.errors import PublishingError
from deckpress.exporter.checks import clean_field
from deckpress.exporter.note_types import NoteType, note_types
from deckpress.exporter.package import read_member

LEDGER = "deckpress.json"
FORMAT = 1  # a reader refuses what is newer
_NOTES, _END = b'\n"notes":[\n', b"\n]}\n"  # the lines around those of notes


@dataclass(frozen=True, slots=True)
class Term:
    """What the card with one ordinal asks for: the term's key, keys that it had before, its last text."""

    key: str
    text: str
    aliases: tuple[str, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        return frozenset((self.key, *self.aliases))


@dataclass(frozen=True, slots=True)
class LedgerNote:
    """A note as it was published.

    `key` is permanent, `made` is the key that the generator gave it last. `content` is the hash of what a
    learner has of it, `modified` when that last changed. `terms` holds every ordinal ever used, also those
    that hide nothing any more; `due` and the ids are those of this package.
    """

    key: str
    guid: str
    kind: Kind
    role: Role
    made: str
    content: str
    modified: int
    terms: Mapping[int, Term]
    withdrawn: bool = False
    due: int = 0
    note_id: int = 0
    card_ids: Mapping[int, int] = field(default_factory=dict)

    @property
    def page(self) -> str:
        return self.key.partition("|")[0]


@dataclass(frozen=True, slots=True)
class PublishedNote:
    """A note of the previous edition: what the ledger knows of it, its fields and tags."""

    record: LedgerNote
    fields: Mapping[str, str]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """Where a page stood when it was last read: its key on the site, its path inside the content folder."""

    key: str
    place: str


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """A page whose notes are in the package: its posts, and a hash of its question."""

    posts: tuple[Post, ...]
    question: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the next edition must know of a package. `pages` go by the page part of their notes' keys.

    `types` is the hash of the note types, `types_modified` when it last changed, `generator` the version of
    deckpress that wrote it.
    """

    generator: str
    namespace: str
    root: str
    deck: str
    types: str
    types_modified: int
    pages: Mapping[str, LedgerPage]
    notes: tuple[LedgerNote, ...]

    @property
    def digest(self) -> str:
        """A hash of the notes' content: equal for decks in which a learner sees no difference."""
        return _hash([[note.guid, note.content] for note in self.notes])


def note_content(note: Note) -> str:
    """Return the hash of what a learner gets of a note: kind, fields as Anki keeps them, tags."""
    fields = [clean_field(note.fields[name]) for name in FIELDS[note.kind]]
    return _hash([note.kind.value, fields, sorted(clean_field(tag) for tag in note.tags)])


def types_content(types: Mapping[Kind, NoteType] | None = None) -> str:
    """Return the hash of the note types: names, fields, templates and style sheet."""
    return _hash([asdict(one) for _, one in sorted((types or note_types()).items())])


def read_ledger(path: Path) -> Ledger | None:
    """Return the ledger of a package, None if it has none.

    Raises PublishingError for a damaged package or ledger and for one of a newer deckpress.
    """
    content = read_member(path, LEDGER)
    return None if content is None else parse_ledger(content, str(path))


def parse_ledger(content: bytes, name: str) -> Ledger:
    """Return the ledger written in these bytes. `name` is the package in messages. Raises PublishingError."""
    try:
        data, notes = _taken_apart(content)
        version = _number(data["format"])
        if version < 1:
            raise ValueError(f"there is no format {version}")
        if version > FORMAT:
            raise PublishingError(
                f"{name}: its ledger has format {version}, this deckpress knows {FORMAT}",
                "Use the version of deckpress that wrote it, or a newer one.",
            )
        ledger = Ledger(
            generator=_text(data["generator"]),
            namespace=_text(data["namespace"]),
            root=_text(data["root"]),
            deck=_text(data["deck"]),
            types=_text(data["types"]["content"]),
            types_modified=_number(data["types"]["modified"]),
            pages={_text(key): _page(page) for key, page in data["pages"].items()},
            notes=tuple(map(_note, notes)),
        )
        if data["digest"] != ledger.digest:
            raise ValueError("the digest does not fit the notes")
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        hint = "Restore the package from a backup: the next edition must know what learners have."
        raise PublishingError(f"{name}: the ledger {LEDGER} is damaged: {error}", hint) from None
    return ledger


def _taken_apart(content: bytes) -> tuple[Any, Iterable[Any]]:
    """Return what the JSON of a ledger says, and that of its notes: one by one where each has its own line,
    since all at once take eight times the memory of the text."""
    head, lines, notes = content.partition(_NOTES)
    if lines and notes.endswith(_END):
        return json.loads(head + _NOTES + _END), (
            json.loads(line.removesuffix(b",")) for line in notes.removesuffix(_END).split(b"\n") if line
        )
    data = json.loads(content)
    return data, data["notes"]


def ledger_bytes(ledger: Ledger) -> bytes:
    """Return the ledger as JSON, one note a line. Equal ledgers give equal bytes.

    Lines are encoded one by one: a single rare letter would widen all letters of one long text.
    """
    head = {
        "format": FORMAT,
        "generator": ledger.generator,
        "namespace": ledger.namespace,
        "root": ledger.root,
        "deck": ledger.deck,
        "digest": ledger.digest,
        "types": {"content": ledger.types, "modified": ledger.types_modified},
    }
    pages = b",\n".join(
        f"{_json(key)}:{_json(_page_json(page))}".encode() for key, page in sorted(ledger.pages.items())
    )
    notes = b",\n".join(_json(_note_json(note)).encode() for note in ledger.notes)
    start = _json(head)[:-1].encode()
    return b"".join((start, b',\n"pages":{\n', pages, b"\n},", _NOTES, notes, _END))


def _page(data: Any) -> LedgerPage:
    posts = tuple(Post(_text(key), _text(place)) for key, place in data["posts"])
    return LedgerPage(posts, _text(data["question"]))


def _page_json(page: LedgerPage) -> dict[str, Any]:
    return {"posts": [[post.key, post.place] for post in page.posts], "question": page.question}


def _note(data: Any) -> LedgerNote:
    key = _text(data["key"])
    return LedgerNote(
        key=key,
        guid=_text(data["guid"]),
        kind=Kind(data["kind"]),
        role=Role(data["role"]),
        made=_text(data.get("made", key)),
        content=_text(data["content"]),
        modified=_number(data["modified"]),
        terms={int(number): _term(term) for number, term in data.get("terms", {}).items()},
        withdrawn=data.get("withdrawn", False) is True,
        due=_number(data["due"]),
        note_id=_number(data["id"]),
        card_ids={int(number): _number(card) for number, card in data["cards"].items()},
    )


def _note_json(note: LedgerNote) -> dict[str, Any]:
    data: dict[str, Any] = {
        "key": note.key,
        "guid": note.guid,
        "kind": note.kind.value,
        "role": note.role.value,
        "content": note.content,
        "modified": note.modified,
        "due": note.due,
        "id": note.note_id,
        "cards": {str(number): card for number, card in sorted(note.card_ids.items())},
    }
    if note.made != note.key:
        data["made"] = note.made
    if note.terms:
        data["terms"] = {str(number): _term_json(term) for number, term in sorted(note.terms.items())}
    if note.withdrawn:
        data["withdrawn"] = True
    return data


def _term(data: Any) -> Term:
    return Term(_text(data[0]), _text(data[1]), tuple(_text(alias) for alias in data[2:]))


def _term_json(term: Term) -> list[str]:
    return [term.key, term.text, *term.aliases]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{value!r} is no number")
    return value


def _hash(value: object) -> str:
    return hashlib.sha256(_json(value).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
