from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deckpress.exporter.cloze import (
    cloze_ordinals,
    find_clozes,
    hidden_texts,
    put_in_clozes,
    take_out_clozes,
)
from tests.anki_learner import Learner

CASES = {
    "no cloze": [],
    "{{c1::Rome}} lies on the {{c2::Tiber}}": [1, 2],
    "{{c2::b}} {{c1::a}} {{c2::b again}}": [1, 2],
    "{{c1::the {{c2::inner}} one}}": [1, 2],
    "{{c1,2::both}}": [1, 2],
    "{{c1,1,,3::x}}": [1, 3],
    "{{c,::x}} {{c::x}}": [],
    "{{c1::}}": [1],
    "{{c1::never closed {{c2::lost}}": [],
    "{{c3::closed}} {{c1::not closed {{c2::lost}}": [3],
    "{{c0::nothing}} {{c0,4::x}}": [4],
    "{{c007::x}} {{c" + "0" * 6000 + "8::x}}": [7, 8],
    "{{c65535::x}} {{c65536::y}} {{c1,70000::z}}": [1, 65535],
    "{{c1::answer::hint}}": [1],
    "{{c1::a}}} {{{c2::b}}": [1, 2],
    "{{C1::x}} {{c1:x}} {{ c1::x}} {{c١::x}} {{c-1::x}}": [],
    r"\( \frac{ {{c1::a}} }{b} \) \[ {{c2::x^{2} }} \]": [1, 2],
    "<!-- {{c1::hidden}} --> {{c2::<!-- {{c3::x}} -->}}": [1, 2, 3],
    "{{c1::std::vector::of}}": [1],
    "".join(f"{{{{c{n}::" for n in range(1, 13)) + "deep" + "}}" * 12: list(range(1, 11)),
    "".join(f"{{{{c{n}::" for n in range(1, 13)) + "deep" + "}}" * 9: [],
    "}} }} {{c1::x}} }}": [1],
    "{{c1::two\nlines}}": [1],
}


@pytest.fixture(scope="module")
def note() -> Iterator[Any]:
    """A cloze note in a real Anki, whose fields may be set."""
    with Learner() as learner:
        cloze = learner.collection.models.by_name("Cloze")
        assert cloze is not None
        yield learner.collection.new_note(cloze)


def anki_ordinals(note: Any, text: str) -> list[int]:
    note.fields[0] = text
    return sorted(note.cloze_numbers_in_fields())


@pytest.mark.parametrize("text", CASES)
def test_cases_agree_with_anki(text: str, note: Any) -> None:
    assert cloze_ordinals(text) == CASES[text] == anki_ordinals(note, text)


OPENINGS = ("{{c1::", "{{c2::", "{{c1,3::", "{{c0::", "{{c70000::", "{{c,::", "{{c")
TEXTS = (
    "::",
    "}}",
    "{",
    "}",
    ",",
    "1",
    "a",
    " ",
    "\n",
    "é",
    "<b>",
    "</b>",
    r"\(",
    r"\)",
    "<!--",
    "-->",
    "c1",
)
PIECES = st.sampled_from((*OPENINGS, *TEXTS))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_agrees_with_anki(note: Any, text: str) -> None:
    assert cloze_ordinals(text) == anki_ordinals(note, text)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(["{{c1::", "{{c2::", "}}", "::", "a", "b", "{", "-"]), max_size=25).map("".join)
)
def test_hidden_texts_agree_with_anki(note: Any, text: str) -> None:
    for ordinal, texts in hidden_texts(text).items():
        # Anki joins the texts of a card unless they are all the same.
        typed = note.col.extract_cloze_for_typing(text, ordinal)
        distinct = list(dict.fromkeys(texts))
        assert typed == (texts[0] if len(distinct) == 1 else ", ".join(texts))


def test_hidden_texts() -> None:
    text = "{{c2::<b>Paris</b>::city}} in {{c1::France, {{c3::Europe}}}}, {{c2::Paris}}"
    assert hidden_texts(text) == {1: ["France, Europe"], 2: ["<b>Paris</b>", "Paris"], 3: ["Europe"]}


def test_hints() -> None:
    assert [cloze.hint for cloze in find_clozes("{{c1::Paris::city}} {{c2::a::b::c}} {{c3::plain}}")] == [
        "city",
        "b::c",
        "",
    ]


@pytest.mark.parametrize("piece", ["{{c1::", "{{c1", "{{c", "}}", "{{c1::x}}", "{{c1::{{c2::x}}", "1,", "::"])
def test_long_hostile_text_is_no_matter(piece: str) -> None:
    """Would take hours if the time grew with the square of the length."""
    text = piece * (200_000 // len(piece))
    assert isinstance(hidden_texts("{{c1::" + text), dict)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("{{c1::Rome}} lies on the {{c2::Tiber::river}}.", "Rome lies on the Tiber."),
        ("{{c1::the {{c2::inner}} one}} and {{c1,2::both}}", "the inner one and both"),
        ("{{c1::{{c2::x}}}} }} {{c3::}}", "x }} "),
        (r"\( \frac{ {{c1::a}} }{b} \)", r"\( \frac{ a }{b} \)"),
        ("no cloze", "no cloze"),
    ],
)
def test_clozes_taken_out_go_in_again(text: str, plain: str) -> None:
    found, places = take_out_clozes(text)
    assert found == plain
    assert put_in_clozes(found, places) == text


def test_of_a_broken_text_nothing_is_taken_out() -> None:
    assert take_out_clozes("{{c1::open") == ("", [])
