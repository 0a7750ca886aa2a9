"""The figures about editions count what they say they count."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from bench.editions import EDITS, Card, add_first_point, drop_point, fates, rename_title, run, swap_points

from deckpress.edition import letters
from tests.exporter.notes import SALT, edited

CONTENT = Path(__file__).resolve().parents[2] / "content"
ONE, TWO = "1. **Igneous**: Basalt cools from lava.", "2. **Sedimentary**: Sand settles."
ANSWER = f"Rocks are of three kinds:\n\n{ONE}\n{TWO}"


def test_edits_do_what_they_are_called() -> None:
    dice = random.Random(0)
    assert swap_points(ANSWER, dice) == f"Rocks are of three kinds:\n\n{TWO}\n{ONE}"
    assert drop_point(ANSWER, dice) in (ANSWER.replace(f"{ONE}\n", ""), ANSWER.removesuffix(TWO))
    assert "**More about " in rename_title(ANSWER, dice)
    assert "Granite" in add_first_point(ANSWER, dice)


@pytest.mark.parametrize("name", EDITS)
def test_a_text_without_a_place_for_an_edit_stays(name: str) -> None:
    if name != "add a sentence":
        assert EDITS[name]("", random.Random(0)) == ""


def test_every_fate_is_told_apart() -> None:
    again = replace(SALT, guid="new")
    other = edited(SALT, Text="Table salt is {{c1::potassium}} {{c2::chloride}}.")
    page = letters("Table salt is **sodium** chloride.")
    assert [fate for fate, *_ in fates([SALT], [SALT], page)] == ["kept", "kept"]
    assert [fate for fate, *_ in fates([SALT], [other], page)] == ["wrong", "kept"]
    assert [fate for fate, *_ in fates([SALT], [again], page)] == ["lost", "lost"]
    assert [fate for fate, *_ in fates([SALT], [], page)] == ["gone", "gone"]
    assert [fate for fate, *_ in fates([SALT], [], letters("Acids."))] == ["withdrawn", "withdrawn"]


def test_a_longer_name_is_the_same_term() -> None:
    card = Card("liabilities", "Current liabilities are due within a year.", ())
    assert card.asks_the_same(replace(card, term="Current liabilities"))
    assert not card.asks_the_same(replace(card, text="The sea is salty and deep."))


def test_no_card_of_the_sample_pages_asks_something_else_after_an_edit() -> None:
    said: list[str] = []
    run(CONTENT, 12, 0, (), said.append)
    [*_, last] = said[-1].splitlines()
    _, name, cards, kept, wrong, *_ = (cell.strip() for cell in last.split("|"))
    assert (name, wrong) == ("all", "0.00 %")
    assert int(cards) > 500
    assert float(kept.removesuffix(" %")) > 90
