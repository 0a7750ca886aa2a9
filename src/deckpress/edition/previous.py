"""The edition before: the packages of a folder that carry a ledger. Read one deck at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from deckpress.decks import most_frequent
from deckpress.errors import PublishingError
from deckpress.exporter import LEDGER, Ledger, Post, PublishedNote, parse_ledger, read_member, read_package


@dataclass(slots=True)
class PreviousPage:
    """A page of the previous edition. `files` are the packages that hold notes of it that others lack."""

    posts: tuple[Post, ...] = ()
    question: str = ""
    files: tuple[str, ...] = ()
    withdrawn: bool = True  # all of its notes


@dataclass(slots=True)
class PreviousEdition:
    """What all packages of a folder tell, small enough to be held at once.

    `types` is note types' hash -> when they last changed; `latest_types` the latest such time.
    """

    folder: Path
    files: tuple[str, ...] = ()
    pages: dict[str, PreviousPage] = field(default_factory=dict)
    namespace: str = ""
    root: str = ""
    types: dict[str, int] = field(default_factory=dict)
    latest_types: int = 0

    def ledger(self, file_name: str) -> tuple[Ledger | None, bytes]:
        """Return the ledger of a package and its bytes; None and b"" if there is none."""
        if file_name not in self.files:
            return None, b""
        path = self.folder / file_name
        content = read_member(path, LEDGER) or b""
        return parse_ledger(content, str(path)), content

    def notes(self, file_name: str, guids: Collection[str] | None = None) -> list[PublishedNote]:
        """Return the notes of a package, or those with these GUIDs, in the order of its ledger.

        Raises PublishingError if package and ledger disagree.
        """
        ledger, _ = self.ledger(file_name)
        if ledger is None:
            return []
        path = self.folder / file_name
        packed = {note.guid: note for note in read_package(path).notes}
        if packed.keys() != {note.guid for note in ledger.notes}:
            hint = "Restore the package from a backup: the next edition must know what learners have."
            raise PublishingError(f"{path}: its notes are not those of its ledger {LEDGER}", hint)
        return [
            PublishedNote(record, packed[record.guid].fields, packed[record.guid].tags)
            for record in ledger.notes
            if guids is None or record.guid in guids
        ]


def read_previous(folder: Path, namespace: str = "") -> PreviousEdition:
    """Return what the packages in `folder` tell of the edition before; those without a ledger tell nothing.

    `namespace`, if given, leaves out packages of other sites; else the most frequent one is taken. Raises
    PublishingError for a damaged package.
    """
    ledgers: dict[str, _Summary] = {}
    for path in sorted(folder.glob("*.apkg")):
        content = read_member(path, LEDGER)
        if content is not None:
            ledgers[path.name] = _Summary.of(parse_ledger(content, str(path)))
    namespace = namespace or most_frequent(one.namespace for one in ledgers.values())
    ledgers = {name: one for name, one in ledgers.items() if one.namespace == namespace}
    edition = PreviousEdition(
        folder, tuple(ledgers), namespace=namespace, root=most_frequent(one.root for one in ledgers.values())
    )
    found: dict[str, list[tuple[int, bool, str, int]]] = {}
    for name, one in ledgers.items():
        edition.types[one.types[0]] = max(one.types[1], edition.types.get(one.types[0], 0))
        edition.latest_types = max(edition.latest_types, one.types[1])
        for key, (posts, question, live, digest) in one.pages.items():
            page = edition.pages.setdefault(key, PreviousPage())
            own_subject = name == f"{key.partition('/')[0]}.apkg"
            found.setdefault(key, []).append((-live, not own_subject, name, digest))
            if not page.posts or (live and page.withdrawn):
                page.posts, page.question = posts, question
            page.withdrawn = page.withdrawn and not live
    for key, places in found.items():
        # The package with most of the page's notes first; a cross-post with the same notes adds nothing.
        digests: dict[int, str] = {}
        for _, _, name, digest in sorted(places):
            digests.setdefault(digest, name)
        edition.pages[key].files = tuple(digests.values())
    return edition


@dataclass(frozen=True, slots=True)
class _Summary:
    namespace: str
    root: str
    types: tuple[str, int]
    pages: dict[str, tuple[tuple[Post, ...], str, int, int]]  # posts, question, live notes, hash of the notes

    @classmethod
    def of(cls, ledger: Ledger) -> _Summary:
        live: Counter[str] = Counter()
        states: dict[str, list[tuple[str, bool]]] = {key: [] for key in ledger.pages}
        for note in ledger.notes:
            live[note.page] += not note.withdrawn
            states.setdefault(note.page, []).append((note.guid, note.withdrawn))
        pages = {
            key: (page.posts, page.question, live[key], hash(frozenset(states[key])))
            for key, page in ledger.pages.items()
        }
        return cls(ledger.namespace, ledger.root, (ledger.types, ledger.types_modified), pages)
