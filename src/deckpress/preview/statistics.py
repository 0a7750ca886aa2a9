"""The numbers of a deck, and how long it takes to learn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from deckpress.preview.records import PageRecord

# An estimate for one pass through all cards: reading both sides, then recalling and choosing a button.
WORDS_A_MINUTE = 200
SECONDS_A_CARD = 6


@dataclass(slots=True)
class Statistics:
    """What is counted while a deck is written. `cards` are counted by role, `problems` by code, `states` are
    cards by what the next edition does to them."""

    slug: str
    name: str
    pages: int = 0
    notes: int = 0
    words: int = 0
    cards: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)

    def add(self, record: PageRecord) -> None:
        self.pages += 1
        self.notes += record.notes
        self.words += record.words
        self.cards += record.cards
        self.problems += record.problems
        self.states += record.states

    @property
    def card_count(self) -> int:
        return self.cards.total()

    @property
    def minutes(self) -> int:
        return minutes_to_learn(self.words, self.card_count)


def minutes_to_learn(words: int, cards: int) -> int:
    """Return the minutes of one pass through `cards` cards on which `words` words are read, rounded up."""
    seconds = words * 60 / WORDS_A_MINUTE + cards * SECONDS_A_CARD
    return -int(-seconds // 60)


def total(decks: Iterable[Statistics]) -> Statistics:
    """Return the sum of all decks; a page that stands in two decks is learnt twice and counts twice."""
    everything = Statistics("", "All decks")
    for deck in decks:
        everything.pages += deck.pages
        everything.notes += deck.notes
        everything.words += deck.words
        everything.cards += deck.cards
        everything.problems += deck.problems
        everything.states += deck.states
    return everything
