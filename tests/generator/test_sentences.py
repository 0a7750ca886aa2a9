"""Splitting paragraphs, and taking away what joined a sentence to the text around it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress.generator.sentences import capitalized, decapitalized, split_sentences, without_connectives


@pytest.mark.parametrize(
    "sentences",
    [
        ["Dr. Snow mapped the wells of Soho.", "He found one pump."],
        ["The gut holds E. coli and other bacteria.", "Most do no harm."],
        ["It costs approx. 4.5 million.", "That is cheap."],
        ["We set $x = 1.5$. ".strip(), "Then $y = 2$."],
        ["The file is called `a. B`.", "Open it."],
        ["Some metals (e.g. iron. Or steel) rust.", "Gold does not."],
        ["Is it true?", "It is!"],
        ['He said "Stop."', "She did."],
        ["The U.S. Senate has 100 members.", "It meets in Washington."],
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(sentences: list[str]) -> None:
    assert split_sentences(" ".join(sentences)) == sentences


def test_a_semicolon_parts_two_clauses() -> None:
    assert split_sentences("Iron rusts in moist air; gold keeps its colour for centuries.") == [
        "Iron rusts in moist air.",
        "Gold keeps its colour for centuries.",
    ]
    assert split_sentences("There are three: iron; copper; and gold.") == [
        "There are three: iron; copper; and gold."
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("In contrast, gold does not rust at all.", "Gold does not rust at all."),
        ("However, for example, copper turns green.", "Copper turns green."),
        ("Recent studies have shown that bees can count to four.", "Bees can count to four."),
        ("It is important to note that mRNA leaves the nucleus.", "mRNA leaves the nucleus."),
        ("Cells, however, divide more slowly.", "Cells divide more slowly."),
        ("Glia also play a crucial role in supporting neurons.", "Glia help to support neurons."),
        ("Insulin plays an important role in regulating sugar.", "Insulin helps to regulate sugar."),
        ("In addition to iron, steel holds carbon.", "In addition to iron, steel holds carbon."),
        ("Also, no.", "Also, no."),
    ],
)
def test_connectives_go(before: str, after: str) -> None:
    assert without_connectives(before) == after


@pytest.mark.parametrize(
    ("text", "large", "small"),
    [
        ("iron rusts", "Iron rusts", "iron rusts"),
        ("The cell", "The cell", "the cell"),
        ("mRNA is short", "mRNA is short", "mRNA is short"),
        ("$x$ is", "$x$ is", "$x$ is"),
        ("Paris is", "Paris is", "Paris is"),
        ("DNA holds", "DNA holds", "DNA holds"),
    ],
)
def test_capitals(text: str, large: str, small: str) -> None:
    assert (capitalized(text), decapitalized(text, frozenset({"Paris"}))) == (large, small)


@given(st.text(alphabet='ab. !?A("$`;)', max_size=80))
@settings(max_examples=100)
def test_no_letter_is_lost(text: str) -> None:
    parted = "".join(split_sentences(text))
    assert [one for one in parted.lower() if one in "ab"] == [one for one in text.lower() if one in "ab"]
