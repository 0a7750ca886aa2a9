"""What an edition is made of: decks, the pages that stand in them, and the pages' notes on demand."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from deckpress.domain import Deck, Kind, Note, Role
from deckpress.errors import PublishingError
from deckpress.exporter import NoteType, Post, ReadMedia, note_types
from deckpress.lint import note_number


@dataclass(frozen=True, slots=True)
class PageOutline:
    """A page of an edition. `key` begins the keys of its notes; cross-posts are further `posts` of it."""

    key: str
    posts: tuple[Post, ...]
    question: str  # hash


@dataclass(frozen=True, slots=True)
class PlannedDeck:
    """A deck of an edition, with the keys of its pages in their order."""

    name: str
    file_name: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manuscript:
    """All decks and pages of an edition. `notes` gives those of a page, with GUIDs, as generated; `text`
    gives the Markdown of a page, "" if published notes that the generator dropped should not go on. Those of
    other `roles` do not in any case. `never_hide` gives the terms that a page's author wants to be seen.

    `failed` are the places of pages that could not be read as a whole, `failed_folders` begin the places of
    all pages of a folder that could not be looked into: the notes of these pages stay as they are. `types`
    are the note types of all notes, `read_media` gives the pictures and sounds that they and the notes show.
    """

    decks: tuple[PlannedDeck, ...]
    pages: Mapping[str, PageOutline]
    notes: Callable[[str], Sequence[Note]]
    namespace: str
    root: str
    failed: frozenset[str] = frozenset()
    failed_folders: tuple[str, ...] = ()
    text: Callable[[str], str] = lambda _: ""
    never_hide: Callable[[str], Collection[str]] = lambda _: ()
    roles: Collection[Role] = tuple(Role)
    types: Mapping[Kind, NoteType] = field(default_factory=note_types)
    read_media: ReadMedia = lambda _: None

    def has_failed(self, posts: Iterable[Post]) -> bool:
        """Tell whether one of these posts could not be read."""
        return any(post.place in self.failed or post.place.startswith(self.failed_folders) for post in posts)


def letters(text: str) -> str:
    """Return the letters and digits of a text: equal for texts that differ in case, marks or space alone."""
    return "".join(char for char in text.casefold() if char.isalnum())


def question_hash(question: str) -> str:
    """Return a hash that is equal for questions with the same letters."""
    asked = letters(question).encode("utf-8", "surrogatepass")
    return hashlib.sha256(asked).hexdigest()[:16] if asked else ""


def manuscript_of(decks: Iterable[Deck], namespace: str) -> Manuscript:
    """Return decks that are in memory as a manuscript. Raises PublishingError for a GUID of two notes."""
    notes: dict[str, dict[str, Note]] = {}
    guids = Guids()
    planned = []
    for deck in decks:
        pages: dict[str, None] = {}
        for note in deck.notes:
            guids.claim(note)
            page = note.key.partition("|")[0]
            pages[page] = None
            notes.setdefault(page, {})[note.key] = note
        planned.append(PlannedDeck(deck.name, deck.file_name, tuple(pages)))
    outlines = {}
    for page, own in notes.items():
        first = next(iter(own.values()))
        question = question_hash(first.fields.get("Page Question", ""))
        outlines[page] = PageOutline(page, (Post(page, first.source.path),), question)
    root = planned[0].name.rpartition("::")[0] if planned else ""
    return Manuscript(
        tuple(planned), outlines, lambda page: tuple(notes[page].values()), namespace or root, root
    )


class Guids:
    """The GUIDs of an edition. Numbers of 64 bits stand for them and for their notes, in half the memory."""

    def __init__(self) -> None:
        self._owners: dict[int, int] = {}

    def __contains__(self, guid: str) -> bool:
        return note_number(guid) in self._owners

    def claim(self, note: Note) -> None:
        """Remember whose GUID it is. Two different notes never share one: learners would keep only one."""
        own = note_number(note.key)
        if self._owners.setdefault(note_number(note.guid), own) != own:
            raise PublishingError(
                f"{note.source}: the note {note.key} and another one have the same GUID",
                "Rename the page or change the setting `namespace`.",
            )
