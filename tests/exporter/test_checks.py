from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckpress.domain import Note
from deckpress.exporter.checks import check_note, clean_field
from tests.exporter.notes import NOTES, cloze_note, edited, qa_note

PLACE = "content/chemistry/salts.md:12: error"
ACID = cloze_note("acid", "Vinegar holds {{c1::acetic acid}}.")
BASE = qa_note("base", "What is lye?", "Sodium hydroxide.")
REFUSED = {
    "empty question": (
        edited(BASE, Question="<br> <div>\n</div>"),
        f"{PLACE} X01: the field Question is empty, so there would be no card",
    ),
    "empty text": (
        edited(ACID, Text=" "),
        f"{PLACE} X01: the field Text is empty, so there would be no card",
    ),
    "nothing hidden": (
        edited(ACID, Text="Vinegar holds {{c1::acetic acid."),
        f"{PLACE} X02: nothing is hidden, so there would be no card",
    ),
    "number too large": (
        edited(ACID, Text="Vinegar holds {{c500::acetic acid}}."),
        f"{PLACE} X03: a deletion has the number 500 (Anki numbers cards from 1 to 499)",
    ),
    "number zero": (
        edited(ACID, Text="{{c1::Vinegar}} holds {{c0::acetic acid}}."),
        f"{PLACE} X03: a deletion has the number 0 (Anki numbers cards from 1 to 499)",
    ),
    "deletion elsewhere": (
        edited(ACID, Extra="It is {{c2::sour}}."),
        f"{PLACE} X04: the field Extra holds a deletion, which Anki would make a card of",
    ),
    "half a character": (
        edited(BASE, Answer="\ud83d smiles"),
        f"{PLACE} X05: the text holds U+D83D, half of a character (write the whole character)",
    ),
    "tag with a space": (
        replace(BASE, tags=("subject::organic chemistry",)),
        f"{PLACE} X06: the tag 'subject::organic chemistry' is empty or holds white space",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str) -> None:
    note, message = REFUSED[case]
    assert str(check_note(note)) == message


@pytest.mark.parametrize("tag", ["", " ", "a\tb", "a\u3000b", "a\nb", "a ", "a\x1fb", "a\xa0b"])
def test_tags_without_white_space_only(tag: str) -> None:
    problem = check_note(replace(BASE, tags=("ok", tag)))
    assert problem is not None
    assert problem.code == "X06"


@pytest.mark.parametrize(
    "note",
    [
        *NOTES,
        edited(BASE, Answer="{{c1::literal}} in a Q&amp;A note is text"),
        edited(ACID, Extra="{{c1: }} {{ name }} }} is text"),
        edited(ACID, Text="{{c1::}} alone"),
        edited(ACID, Text="{{c499::last}}"),
        edited(BASE, Question="<img src='salt.png'>", Answer=""),
        edited(BASE, Answer="form\x0cfeed and \x1f are dropped when it is written"),
        replace(BASE, tags=()),
    ],
)
def test_accepted(note: Note) -> None:
    assert check_note(note) is None


def test_clean_field() -> None:
    assert clean_field("a\x00b\x1fc\x7fd\r\n\te\u0301\xa0") == "abcd\n\té\xa0"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_clean_fields_stay_clean(text: str) -> None:
    clean = clean_field(text)
    assert clean == clean_field(clean) == unicodedata.normalize("NFC", clean)
    assert all(char in "\n\t" or " " <= char != "\x7f" for char in clean)
