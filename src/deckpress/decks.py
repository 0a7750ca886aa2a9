"""Puts pages together into decks: what needs the whole corpus is decided here, from small entries, purely.

The deck root and the namespace, the spelling of a subject, pages that are posted under several subjects, and
cards that stand twice. The result does not depend on the order in which the pages arrive.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from deckpress.domain import Location, Note, Page, Problem, Settings, Severity
from deckpress.exporter import deck_name, note_guid
from deckpress.lint import Digest, find_alike, note_number

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
    """A deck before its notes are there. `subject` is its name on the site, `name` that in Anki; `pages` are
    the keys of the pages whose notes it holds, in order."""

    slug: str
    subject: str
    name: str
    pages: tuple[str, ...]

    @property
    def file_name(self) -> str:
        return f"{self.slug}.apkg"


@dataclass(frozen=True, slots=True)
class Outline:
    """All decks of a corpus.

    `leading` gives for each page the post whose notes stand for all its cross-posts, `subjects` for each
    leading post the subjects it is posted under. `problems` are those of cards that look alike, `left_out`
    the numbers of the notes that must not stand beside those of other pages.
    """

    namespace: str
    root: str
    decks: tuple[DeckOutline, ...]
    leading: Mapping[str, str]
    subjects: Mapping[str, tuple[str, ...]]
    problems: tuple[Problem, ...] = ()
    left_out: frozenset[int] = frozenset()

    def named(self, root: str, namespace: str) -> Outline:
        """Return the same decks under another root and namespace; "" leaves the one that is there."""
        root = root or self.root
        decks = tuple(replace(deck, name=deck_name(root, deck.subject)) for deck in self.decks)
        return replace(self, root=root, namespace=namespace or self.namespace, decks=decks)

    def finish(self, notes: Iterable[Note]) -> list[Note]:
        """Return the notes of one page that stay, with their GUIDs and a tag for each subject it is posted
        under."""
        finished = []
        for note in notes:
            if self.left_out and note_number(note.key) in self.left_out:
                continue
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
    return settings.deck_root or most_frequent(entry.author for entry in entries) or DEFAULT_ROOT


def outline_decks(
    entries: Sequence[PageEntry], settings: Settings, digests: Iterable[Digest] = ()
) -> Outline:
    """Return how the pages stand in decks: one a subject slug, named by its most frequent spelling.

    A page that is posted under several subjects gives its notes once, from the post with the smallest key,
    and they stand in each of those decks. `digests` tell which cards look alike; those of the other posts of
    a page are no cards of their own.
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
    decks = []
    for slug, pages in sorted(in_deck.items()):
        subject = most_frequent(spellings[slug]) or slug
        decks.append(DeckOutline(slug, subject, deck_name(root, subject), tuple(dict.fromkeys(pages))))
    subjects = {keys[0]: tuple(sorted({key.partition("/")[0] for key in keys})) for keys in posts.values()}
    alike = find_alike(one for one in digests if leading.get(one.key) == one.key)
    return Outline(
        settings.namespace or root,
        root,
        tuple(decks),
        leading,
        subjects,
        tuple(one.problem for one in alike),
        frozenset(one.note for one in alike if one.problem.severity is Severity.ERROR),
    )


def most_frequent(texts: Iterable[str]) -> str:
    """Return the most frequent text that is not empty, of equally frequent ones the first in the alphabet."""
    counts = Counter(text for text in texts if text)
    return min(counts, key=lambda text: (-counts[text], text), default="")
