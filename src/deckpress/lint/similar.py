"""Rules A01, R01 and R02: cards that look alike, on one page or on two pages of any deck.

Every page leaves a small digest, so that the cards of all pages are compared without keeping them. Equal
fronts are found by their hashes. Only cards with equal answers are compared word by word, each with few
neighbours in the order of the alphabet, so the cost grows with n log n.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from rapidfuzz import fuzz
from rapidfuzz.process import extract
from rapidfuzz.utils import default_process

from deckpress.domain import Location, Problem, Severity
from deckpress.lint.reading import FORMULA
from deckpress.lint.views import Card, NoteView, quoted

ALIKE = 92  # of 100, by the words that two fronts share
PARTS = 8  # of the hashes that are looked at together, to save memory
NEIGHBOURS = 20  # cards with the same answer that each is compared with
_TELLING = re.compile(
    rf"{FORMULA.pattern}|\d+|\b[IVX]+\b|\b(?:not|no|without)\b"
)  # formulas, years, "World War I"
_Place = tuple[int, int]  # where a card stands: the indexes of its page and of the card on it
_CARD = struct.Struct("<QQQI")  # hash of the front, hash of the answer, number of the note, line


@dataclass(frozen=True, slots=True)
class Digest:
    """What is kept of the cards of a page: packed `_CARD`s, and their fronts, compressed.

    `ignored` are the codes that the page's author does not want to hear of.
    """

    key: str
    path: str
    cards: bytes
    fronts: bytes
    ignored: frozenset[str]


@dataclass(frozen=True, slots=True)
class Alike:
    """A problem of two cards. `note` is the `note_number` of the one that has it."""

    note: int
    problem: Problem


def digest(key: str, path: str, notes: Sequence[NoteView], ignored: frozenset[str]) -> Digest:
    """Return the digest of the notes of a page that are exported."""
    records: list[bytes] = []
    fronts: list[str] = []
    for note in notes:
        number = note_number(note.note.key)
        for card in note.cards:
            line = max(0, note.note.source.line)
            front = " ".join(card.front.split())
            records.append(_CARD.pack(_hash(front.casefold()), _answer(card), number, line))
            fronts.append(front)
    packed = zlib.compress("\n".join(fronts).encode("utf-8", "replace"), 1)
    return Digest(key, path, b"".join(records), packed, ignored)


def note_number(key: str) -> int:
    """Return the number of 64 bits that stands for the key or GUID of a note."""
    return _hash(key)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _answer(card: Card) -> int:
    """Two answers are equal when they hold the same words with content; formulas keep their signs."""
    first, *others = card.hidden
    stems = sorted(first.distinct.union(*(hidden.distinct for hidden in others)))
    return _hash("\n".join(stems) or "\n".join(_plain(hidden.text) for hidden in card.hidden))


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def find_alike(digests: Iterable[Digest]) -> list[Alike]:
    """Return the problems of cards that look alike, whatever the order of the pages.

    Of two equal fronts, the card of the page with the smaller key stays.
    """
    pages = _Pages(sorted(digests, key=lambda page: page.key))
    found = list(_equal_fronts(pages))
    left_out = {alike.note for alike in found}
    found += (alike for alike in _near_fronts(pages) if alike.note not in left_out)
    return found


@dataclass(frozen=True, slots=True)
class _Entry:
    """A card as its digest has it."""

    page: Digest
    front: int
    answer: int
    note: int
    line: int

    @property
    def location(self) -> Location:
        return Location(self.page.path, self.line)

    def problem(self, code: str, severity: Severity, message: str, hint: str) -> Iterator[Alike]:
        if code not in self.page.ignored:
            yield Alike(self.note, Problem(self.location, code, severity, message, hint))


class _Pages:
    """The digests of all pages, and the few fronts that must be read."""

    def __init__(self, digests: Sequence[Digest]) -> None:
        self._digests = digests
        self._fronts = lru_cache(maxsize=2000)(self._read_fronts)

    def entry(self, place: _Place) -> _Entry:
        page = self._digests[place[0]]
        return _Entry(page, *_CARD.unpack_from(page.cards, place[1] * _CARD.size))

    def front(self, place: _Place) -> str:
        return self._fronts(place[0])[place[1]]

    def _read_fronts(self, page: int) -> list[str]:
        return zlib.decompress(self._digests[page].fronts).decode().split("\n")

    def repeated(self, number: int) -> Iterator[list[_Place]]:
        """Yield the places of cards that share their hash `number` (0: front, 1: answer), in order."""
        for part in range(PARTS):
            once: set[int] = set()
            twice: set[int] = set()
            for page in self._digests:
                for record in _CARD.iter_unpack(page.cards):
                    value = record[number]
                    if value % PARTS == part:
                        (twice if value in once else once).add(value)
            groups: dict[int, list[_Place]] = defaultdict(list)
            for index, page in enumerate(self._digests if twice else ()):
                for place, record in enumerate(_CARD.iter_unpack(page.cards)):
                    if record[number] in twice:
                        groups[record[number]].append((index, place))
            yield from groups.values()


def _equal_fronts(pages: _Pages) -> Iterator[Alike]:
    for first_place, *others in pages.repeated(0):
        first = pages.entry(first_place)
        for place in others:
            other = pages.entry(place)
            asked = quoted(pages.front(place))
            if other.answer == first.answer:
                message = f"a card from {first.location} asks the same: {asked}"
                hint = "name the point under 'skip_points' in 'cards' of one of the pages"
                yield from other.problem("R01", Severity.ERROR, message, hint)
            else:
                message = f"a card from {first.location} asks the same, with another answer: {asked}"
                hint = "write the sentence so that it fits one answer alone, or give its point another title"
                yield from other.problem("A01", Severity.ERROR, message, hint)


def _near_fronts(pages: _Pages) -> Iterator[Alike]:
    reported: set[int] = set()
    for places in pages.repeated(1):
        cards = sorted((default_process(pages.front(place)), place) for place in places)
        texts = [text for text, _ in cards]
        for index, (text, place) in enumerate(cards):
            later = texts[index + 1 : index + 1 + NEIGHBOURS]
            hits = extract(text, later, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE, limit=None)
            for _, _, offset in hits:
                first, second = sorted((place, cards[index + 1 + offset][1]))
                one, other = pages.entry(first), pages.entry(second)
                if one.note == other.note or one.front == other.front or other.note in reported:
                    continue
                asked = pages.front(second)
                # What is short but tells facts apart must be equal.
                if _TELLING.findall(pages.front(first)) != _TELLING.findall(asked):
                    continue
                reported.add(other.note)
                message = f"a card from {one.location} asks nearly the same: {quoted(asked)}"
                hint = "name the point under 'skip_points' in 'cards' of one of the pages"
                yield from other.problem("R02", Severity.WARNING, message, hint)
