"""Abbreviations, names, amounts, lists and the topic: what a page's terms are."""

from __future__ import annotations

import pytest

from deckpress.generator.abbreviations import Pair, find_pairs
from deckpress.generator.leaks import Visible, leaks, shown_share
from deckpress.generator.lists import listed_items
from deckpress.generator.names import name_places
from deckpress.generator.numbers import number_places
from deckpress.generator.tags import note_tags
from deckpress.generator.tokens import Mark, content_stems, tokenize
from deckpress.generator.topic import find_topic, is_plural
from tests.generator.pages import page_of


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("The World Health Organization (WHO) keeps lists.", "WHO", "World Health Organization"),
        (
            "It is run by the Royal Society of Arts and Crafts (RSAC).",
            "RSAC",
            "Royal Society of Arts and Crafts",
        ),
        ("Cells make interferon-gamma (IFN-γ) at once.", "IFN-γ", "interferon-gamma"),
        ("LTP (long-term potentiation) lasts for hours.", "LTP", "long-term potentiation"),
        ("A **central processing unit (CPU)** adds.", "CPU", "central processing unit"),
    ],
)
def test_abbreviations_are_found(text: str, short: str, long: str) -> None:
    assert find_pairs(text) == [Pair(short, long)]


@pytest.mark.parametrize(
    "text", ["In Paris (France) it rains.", "Water (see below) flows.", "He left (1945)."]
)
def test_other_parentheses_are_no_abbreviations(text: str) -> None:
    assert find_pairs(text) == []


def texts(text: str, places: list[tuple[int, int]]) -> list[str]:
    tokens = tokenize(text)
    return [text[tokens.starts[start] : tokens.ends[end - 1]] for start, end in places]


def test_names() -> None:
    text = "On 5 July the Swiss chemist Ada Miller met J. S. Bach near the Tropic of Cancer."
    found = [(start, end) for start, end, _ in name_places(tokenize(text))]
    assert texts(text, found) == ["Ada Miller", "J. S. Bach", "Tropic of Cancer"]


def test_amounts_and_dates() -> None:
    text = "On 4 May 1886, 240 people drank 3.5 litres at pH 2 in 1871 and 1872, or 60%."
    found = [(start, end) for start, end, _ in number_places(tokenize(text))]
    assert texts(text, found) == ["4 May 1886", "1871", "1872", "240 people", "3.5 litres", "pH 2", "60"]


def test_items_of_lists() -> None:
    text = "Metals, such as zinc in brass or tin, are soft, ductile, and shiny."
    found = [(start, end) for start, end, _ in listed_items(tokenize(text))]
    assert texts(text, found)[:2] == ["zinc", "tin"]


def test_tokens_of_markdown() -> None:
    tokens = tokenize("The *cell* of `x y` and $a + b$, see [the page](https://x.org).")
    assert tokens.words == ("The", "cell", "of", "`x y`", "and", "$a + b$", "see", "the", "page")
    assert [tokens.marks[place] for place in (1, 3, 5, 8)] == [Mark.WORD, Mark.CODE, Mark.MATH, Mark.LINKED]
    assert tokens.stems[5] == "$a+b"


def test_the_leak_test() -> None:
    visible = Visible(content_stems("receptors of the cell inhibit growth"))
    assert leaks(content_stems("inhibitory receptor"), visible)
    assert not leaks(content_stems("immune receptor"), visible)
    assert leaks(content_stems("inhibitors"), visible)
    assert shown_share(content_stems("immune receptor"), visible) == 0.5
    assert not leaks(content_stems("receptor"), visible.without(["receptor"]))


@pytest.mark.parametrize(
    ("question", "keywords", "name", "is_comparison"),
    [
        (
            "What is the GDP deflator and how is it used?",
            "GDP deflator, inflation",
            "the GDP deflator",
            False,
        ),
        ("How does mitosis differ from meiosis?", "mitosis, meiosis", "mitosis", True),
        ("Why is it important to sleep?", "rest", "", False),
        ("What is photosynthesis?", "leaves", "photosynthesis", False),
    ],
)
def test_the_topic_is_in_the_question(question: str, keywords: str, name: str, is_comparison: bool) -> None:
    topic = find_topic(page_of("Some words about it.", question, keywords), ())
    assert (topic.name, topic.is_comparison) == (name, is_comparison)


def test_an_abbreviation_of_the_topic_is_the_topic() -> None:
    page = page_of(
        "Long-term potentiation (LTP) lasts.", "What is long-term potentiation?", "long-term potentiation"
    )
    topic = find_topic(page, find_pairs(page.answer.text))
    assert topic.covers(content_stems("LTP"))
    assert not topic.covers(content_stems("synapse"))


def test_number_of_a_noun_phrase() -> None:
    names = ("enzymes", "the glass", "assets and liabilities", "physics", "children", "the use of enzymes")
    assert [is_plural(name) for name in names] == [True, False, True, False, True, False]


def test_tags_hold_the_keywords_of_a_note() -> None:
    page = page_of("Text.", keywords="osmosis, cell walls, turgor")
    assert note_tags(page, content_stems("A cell has a wall.")) == ("subject::biology", "keyword::cell-walls")
    assert note_tags(page, ["nothing"]) == ("subject::biology", "keyword::osmosis")
