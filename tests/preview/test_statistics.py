"""How long a deck takes to learn."""

from collections import Counter

import pytest

from deckpress.preview.statistics import Statistics, minutes_to_learn, total


@pytest.mark.parametrize(
    ("words", "cards", "minutes"),
    [(0, 0, 0), (200, 0, 1), (0, 10, 1), (1, 0, 1), (2000, 100, 20), (2001, 100, 21)],
)
def test_minutes_are_those_of_reading_and_recalling_rounded_up(words: int, cards: int, minutes: int) -> None:
    assert minutes_to_learn(words, cards) == minutes


def test_all_decks_together_have_the_sums() -> None:
    first = Statistics("a", "A", 1, 2, 30, Counter(cloze=4, qa=1), Counter(A05=1))
    second = Statistics("b", "B", 2, 3, 40, Counter(cloze=5), Counter(A05=2, P13=1))
    both = total([first, second])
    assert (both.pages, both.notes, both.words, both.card_count) == (3, 5, 70, 10)
    assert both.problems == {"A05": 3, "P13": 1}
    assert (first.pages, second.pages) == (1, 2)
