"""Puts pages together into decks: what needs the whole corpus is decided here, from small entries, purely.

The deck root and the namespace, the spelling of a subject, pages that are posted under several subjects, and
pages that claim the same key. The result does not depend on the order in which the pages arrive.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from deckpress.domain import Location, Note, Page, Settings
from deckpress.exporter import deck_name, note_guid

DEFAULT_ROOT = "deckpress"


@dataclass(frozen=True, slots=True)
class PageEntry:
    """What putting decks together needs to know of a page. `twin` is equal for cross-posts, `place` is its
    path inside the content folder."""

    key: str
    subject: str
    author: str
    twin: str
    location: Location
    question: str = ""
    place: str = ""

    @property
    def subject_slug(self) -> str:
        return self.key.partition("/")[0]


@dataclass(frozen=True, slots=True)
class DeckOutline:
    """A deck before its notes are there. `pages` are the keys of the pages whose notes it holds, in order."""

    slug: str
    name: str
    pages: tuple[str, ...]

    @property
    def file_name(self) -> str:
        return f"{self.slug}.apkg"


@dataclass(frozen=True, slots=True)
class Outline:
    """All decks of a corpus.

    `leading` gives for each page the post whose notes stand for all its cross-posts, `subjects` for each
    leading post the subjects it is posted under.
    """

    namespace: str
    root: str
    decks: tuple[DeckOutline, ...]
    leading: Mapping[str, str]
    subjects: Mapping[str, tuple[str, ...]]

    def finish(self, notes: Iterable[Note]) -> list[Note]:
        """Return the notes of one page with their GUIDs and a tag for each subject it is posted under."""
        finished = []
        for note in notes:
            page, _, rest = note.key.partition("|")
            leading = self.leading[page]
            key = f"{leading}|{rest}"
            tags = {*note.tags, *(f"subject::{slug}" for slug in self.subjects[leading])}
            guid = note_guid(self.namespace, key)
            finished.append(replace(note, key=key, guid=guid, tags=tuple(sorted(tags))))
        return finished


def entry_of(page: Page, place: str = "") -> PageEntry:
    """Return the entry of a page. Cross-posts are the same question with the same answer, whatever the case,
    punctuation and white space of the question."""
    question = "".join(
        char for char in unicodedata.normalize("NFKC", page.question).casefold() if char.isalnum()
    )
    answer = " ".join(page.answer.text.split())
    twin = hashlib.sha256(f"{question}\0{answer}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return PageEntry(page.key, page.subject, page.author, twin, page.location, page.question, place)


def deck_root(entries: Iterable[PageEntry], settings: Settings) -> str:
    """Return the setting `deck_root`, else the author that most pages name, else "deckpress"."""
    return settings.deck_root or _most_frequent(entry.author for entry in entries) or DEFAULT_ROOT


def outline_decks(entries: Sequence[PageEntry], settings: Settings) -> Outline:
    """Return how the pages stand in decks: one a subject slug, named by its most frequent spelling.

    A page that is posted under several subjects gives its notes once, from the post with the smallest key,
    and they stand in each of those decks.
    """
    root = deck_root(entries, settings)
    posts = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: entry.key):
        posts[entry.twin].append(entry.key)
    leading = {key: keys[0] for keys in posts.values() for key in keys}
    in_deck = defaultdict(list)
    spellings = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: entry.key):
        in_deck[entry.subject_slug].append(leading[entry.key])
        spellings[entry.subject_slug].append(entry.subject)
    decks = tuple(
        DeckOutline(
            slug, deck_name(root, _most_frequent(spellings[slug]) or slug), tuple(dict.fromkeys(pages))
        )
        for slug, pages in sorted(in_deck.items())
    )
    subjects = {keys[0]: tuple(sorted({key.partition("/")[0] for key in keys})) for keys in posts.values()}
    return Outline(settings.namespace or root, root, decks, leading, subjects)


def _most_frequent(texts: Iterable[str]) -> str:
    """Return the most frequent text that is not empty, of equally frequent ones the first in the alphabet."""
    counts = Counter(text for text in texts if text)
    return min(counts, key=lambda text: (-counts[text], text), default="")
