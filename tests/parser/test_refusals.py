"""Refusals and quoted answers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress.parser.refusals import is_refusal, unquote_csv, without_refusal

REFUSAL = "I cannot answer this question based on the available information."


@pytest.mark.parametrize(
    "text",
    [
        REFUSAL,
        f" {REFUSAL} ",
        f'"{REFUSAL}"',
        f"{REFUSAL} The text says nothing about tides.\n\nAsk a sailor.",
        "Unfortunately, I cannot answer this question.",
        "I'm unable to answer this question.",
    ],
)
def test_refusals(text: str) -> None:
    assert is_refusal(text)
    assert without_refusal(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tides rise twice a day.",
        "A witness may say: I cannot answer this question.\n\nThe court decides whether that is so.",
        "Many students think 'I cannot answer this question' and give up.",
        "I cannot answer this questionnaire.",
    ],
)
def test_answers(text: str) -> None:
    assert not is_refusal(text)
    assert without_refusal(text) == text


@pytest.mark.parametrize(
    "tail",
    [f"\n\n{REFUSAL}", f" {REFUSAL}", f"\n{REFUSAL} Nothing is known of neap tides.", f"\n\n*{REFUSAL}*"],
)
def test_refusal_at_the_end(tail: str) -> None:
    answer = "Tides rise twice a day.\n\nThe Moon pulls the water."
    assert not is_refusal(answer + tail)
    assert without_refusal(answer + tail) == answer


@pytest.mark.parametrize(
    ("quoted", "text"),
    [
        ('"He said ""no"" twice."', 'He said "no" twice.'),
        ('"""Hamlet"" is a play."', '"Hamlet" is a play.'),
        ('"A play."\n', "A play."),
        ('"Hamlet" is a play, and "Macbeth"', '"Hamlet" is a play, and "Macbeth"'),
        ('"Hamlet" is a play.', '"Hamlet" is a play.'),
        ('print("")', 'print("")'),
        ('""', '""'),
        ("", ""),
    ],
)
def test_quotes_around_the_whole_answer(quoted: str, text: str) -> None:
    assert unquote_csv(quoted) == text


@settings(max_examples=50, deadline=None)
@given(st.text(min_size=1))
def test_quoting_is_undone(text: str) -> None:
    doubled = text.replace('"', '""')
    assert unquote_csv(f'"{doubled}"') == text
