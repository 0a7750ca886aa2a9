"""Golden sets are read as written and matched by answer and sentence."""

from __future__ import annotations

import re

import pytest
from bench.golden import figures, made_cards, matches, read_golden

from tests.bench.made import cloze, qa

SET = """page: geology/volcanoes

# Rise of the Melt
{{c1::Magma}} rises because its {{c2::density}} is low.
Q: What is lava?
A: Magma at the surface.
"""


def test_a_set_has_one_card_an_ordinal_and_a_question() -> None:
    key, cards = read_golden(SET)
    assert key == "geology/volcanoes"
    assert [(card.text, sorted(card.answer)) for card in cards] == [
        ("Magma rises because its density is low.", ["magma"]),
        ("Magma rises because its density is low.", ["densiti"]),
        ("What is lava?", ["magma", "surfac"]),
    ]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("Magma rises.", "a golden file starts with 'page: <subject>/<page>'"),
        ("page: a/b\nMagma rises.", "neither cloze nor question: Magma rises."),
    ],
)
def test_a_broken_set_is_refused(source: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        read_golden(source)


def test_cards_match_by_kind_answer_and_sentence() -> None:
    _, golden = read_golden(SET)
    made = made_cards(
        [
            cloze("In the crust, magma rises because its {{c1::low density}} is low.", context="Rise"),
            cloze("Lava cools, and its {{c1::magma}} is gone after a long winter."),
            qa("What is lava?", "Magma that reached the surface."),
        ]
    )
    assert [pair[0] for pair in matches(golden, made)] == [2, 1]
    assert figures(2, len(golden), len(made)) == pytest.approx((2 / 3, 2 / 3, 2 / 3))


def test_a_card_is_used_once() -> None:
    _, golden = read_golden("page: a/b\n{{c1::Magma}} rises in the crust.\n")
    made = made_cards(
        [cloze("{{c1::Magma}} rises in the crust."), cloze("{{c1::Magma}} rises in the crust.")]
    )
    assert len(matches(golden, made)) == 1
