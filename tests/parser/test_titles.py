"""Titles, labels and headings."""

from __future__ import annotations

import pytest

from deckpress.parser.titles import (
    is_example,
    is_label,
    is_summary_heading,
    is_summary_title,
    split_number,
    split_title,
    title_text,
)


@pytest.mark.parametrize(
    ("line", "title", "rest"),
    [
        ("**Osmosis**: Water moves.", "Osmosis", "Water moves."),
        ("**Osmosis:** Water moves.", "Osmosis", "Water moves."),
        ("**Osmosis**:Water moves.", "Osmosis", "Water moves."),
        ("**Osmosis** - water moves", "Osmosis", "water moves"),
        ("**Osmosis** – water moves", "Osmosis", "water moves"),
        ("**Osmosis**", "Osmosis", ""),
        ("**Osmosis**: ", "Osmosis", ""),
        ("**Osmosis.** Water moves.", "Osmosis", "Water moves."),
        ("**Why?** Because.", "Why?", "Because."),
        ("**Osmosis** (passive): Water moves.", "Osmosis (passive)", "Water moves."),
        ("**Osmosis** (passive) moves water.", "Osmosis", "**Osmosis** (passive) moves water."),
        ("**Osmosis** moves water: fast.", "Osmosis", "**Osmosis** moves water: fast."),
        ("**Adenine** pairs with **thymine**: twice.", "Adenine pairs with thymine", "twice."),
        ("**S**etting (Scene): Where?", "Setting (Scene)", "Where?"),
        ("***Osmosis***: Water moves.", "Osmosis", "Water moves."),
        ("**The *Iliad***: war", "The Iliad", "war"),
        (r"**Law $a^2$**: so", r"Law \(a^2\)", "so"),
        ("*Iliad*: war", "Iliad", "war"),
        ("*Iliad* is about war", "", "*Iliad* is about war"),
        ("`pop()` - removes", "pop()", "removes"),
        ("`pop()` removes", "", "`pop()` removes"),
        ("Osmosis: water moves", "", "Osmosis: water moves"),
        ("** **: x", "", "** **: x"),
        ("**never closed: x", "", "**never closed: x"),
        ("", "", ""),
        (f"**{'a' * 151}**: x", "", f"**{'a' * 151}**: x"),
    ],
)
def test_split_title(line: str, title: str, rest: str) -> None:
    assert split_title(line) == (title, rest)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2. **Light**", (2, "**Light**")),
        ("**2. Light**", (2, "**Light**")),
        ("2) Light", (2, "Light")),
        ("Light", (None, "Light")),
        ("1984 and after", (None, "1984 and after")),
        ("3.5 Litres", (None, "3.5 Litres")),
    ],
)
def test_split_number(text: str, expected: tuple[int | None, str]) -> None:
    assert split_number(text) == expected


def test_title_text() -> None:
    assert title_text("**Effects of *Light*:** ") == "Effects of Light"
    assert title_text("Light.") == "Light"
    assert title_text("The U.S.") == "The U.S."


def test_labels() -> None:
    assert is_label("**Economic effects:**")
    assert is_label("**Economic effects**:  ")
    assert is_label("**Economic effects**")
    assert not is_label("**Economic effects**: prices rise")
    assert not is_label("**Prices rise.**")
    assert not is_label("**a** and **b**")
    assert not is_label("Economic effects:")


@pytest.mark.parametrize("title", ["Summary", "In Conclusion", "Conclusion and Outlook", "Final Thoughts"])
def test_summary_titles(title: str) -> None:
    assert is_summary_title(title)
    assert is_summary_heading(title)


@pytest.mark.parametrize("title", ["Summary Judgment", "Conclusion of a Treaty", "Drawing Conclusions", ""])
def test_no_summary_titles(title: str) -> None:
    assert not is_summary_title(title)
    assert not is_summary_heading(title)


def test_a_heading_says_of_what_it_is_the_summary() -> None:
    assert is_summary_heading("Summary of Differences")
    assert not is_summary_title("Summary of Differences")


@pytest.mark.parametrize(
    "title",
    [
        "Example",
        "Example 2: Two Springs",
        "Examples of Use",
        "Worked Example",
        "Practice Problems",
        "Problem 1",
        "Problem",
        "Problem 3: Find x",
        "Case Study",
        "A Famous Case Study: Enron",
        "Solution",
        "Solution to the Problem",
        "Example Calculation",
    ],
)
def test_examples(title: str) -> None:
    assert is_example(title)


@pytest.mark.parametrize(
    "title",
    [
        "Problem-Solving Strategies",
        "Problems",
        "Solutions to Pollution",
        "Solutions",
        "Case Law",
        "Sample Size",
        "Practice",
        "",
    ],
)
def test_no_examples(title: str) -> None:
    assert not is_example(title)
