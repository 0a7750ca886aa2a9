"""The browser's two sides of a card are those that Anki renders."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

from deckpress.corpus import read_corpus
from deckpress.domain import Kind, Location, Note, Role
from deckpress.exporter import note_guid, note_types, write_package
from deckpress.library import generate
from deckpress.preview.records import ordinals_of
from tests.anki_learner import Learner
from tests.preview.made import build, in_browser, needs_chromium, write_pages

CONTENT = Path(__file__).resolve().parents[2] / "content"
pytestmark = needs_chromium

# Fields as no good page gives them, for the corners of Anki's rules.
CORNERS = (
    {"Text": "{{c1::one}} and {{c2::two::a hint}} and {{c1::three}}"},
    {"Text": "{{c1::outer {{c2::inner}} rest}} end"},
    {"Text": 'quoted {{c1::<b>"bold" &amp; more</b>}} text'},
    {"Text": r"\(a + {{c1::b}} = c\) and \[{{c2::\frac{1}{2} }}\]"},
    {"Text": "{{c1,2::both}} {{c2::one}} and }} left over"},
    {"Text": "{{c1::with hint::of <i>two</i> words}}", "Extra": "<p>More</p>", "Context": "Heading"},
    {"Text": "{{c1::one}}", "Extra": "<br>", "Notice": " <div></div> "},
    {"Text": "a {{field}} and {{c1::one}} {{#Extra}}"},
)
QUESTIONS = (
    {"Question": "What?", "Answer": "That {{c1::is}} {{FrontSide}}", "Context": "About"},
    {"Question": "$1 and $& ?", "Answer": "{{Question}}", "Source": '<a href="https://a.example">a</a>'},
)


def note(kind: Kind, number: int, fields: dict[str, str]) -> Note:
    names = [field.name for field in note_types()[kind].fields]
    filled = {name: fields.get(name, "") for name in names} | {"Subject": "Tests"}
    key = f"tests/corner|{kind}|{number}"
    made = Note(key, kind, Role.CLOZE, filled, (), (), Location("corner.md", 1))
    return replace(made, guid=note_guid("tests", key))


def by_anki(package: Path) -> dict[str, list[str]]:
    """Return both sides of each card, by GUID and ordinal."""
    sides = {}
    with Learner() as learner:
        learner.load(package)
        for number in learner.collection.find_cards(""):
            card = learner.collection.get_card(number)
            rendered = card.render_output()
            is_cloze = card.note_type()["type"] == 1
            name = f"{card.note().guid}-{card.ord + 1 if is_cloze else 1}"
            sides[name] = [rendered.question_text, rendered.answer_text]
    return sides


def in_script(value: object) -> str:
    """Return a value as JavaScript that may stand in a <script>."""
    return json.dumps(value).replace("<", "\\u003c")


def by_browser(folder: Path, notes: list[Note]) -> dict[str, list[str]]:
    shown = [[one.guid, one.kind.value, dict(one.fields), ordinals_of(one)] for one in notes]
    types = {kind.value: {"front": one.front, "back": one.back} for kind, one in note_types().items()}
    build(write_pages(folder / "content"), folder / "site")
    page = folder / "site" / "cards.html"
    sides = in_browser(
        page,
        f"""
        const types = {in_script(types)};
        const notes = {in_script(shown)};
        const sides = {{}};
        for (const [guid, kind, fields, ordinals] of notes)
          for (const ordinal of ordinals)
            sides[`${{guid}}-${{ordinal}}`] =
              ["front", "back"].map((side) => render.side(types[kind], fields, ordinal, side));
        return sides;
        """,
    )
    assert isinstance(sides, dict)
    return sides


def plain(html: str) -> str:
    """Return HTML with one blank for any white space, and attributes without Anki's many escapes."""
    unescaped = re.sub(r'(?<=data-cloze=")[^"]*', lambda found: unescape(found[0]), html)
    return re.sub(r"\s+", " ", unescaped).strip()


def test_cards_of_unusual_notes_look_as_in_anki(tmp_path: Path) -> None:
    notes = [note(Kind.CLOZE, number, fields) for number, fields in enumerate(CORNERS)]
    notes += [note(Kind.QA, number, fields) for number, fields in enumerate(QUESTIONS)]
    write_package(tmp_path / "corners.apkg", "Corners", notes, 1_700_000_000)
    expected, found = by_anki(tmp_path / "corners.apkg"), by_browser(tmp_path, notes)
    assert set(found) == set(expected)
    for name, sides in expected.items():
        assert [plain(side) for side in found[name]] == [plain(side) for side in sides]


def test_every_card_of_the_sample_pages_looks_as_in_anki(tmp_path: Path) -> None:
    pages = read_corpus(CONTENT).pages
    expected: dict[str, list[str]] = {}
    notes: list[Note] = []
    for deck in generate(pages):
        made = list(deck.notes)
        notes += made
        write_package(tmp_path / deck.file_name, deck.name, made, 1_700_000_000)
        expected |= by_anki(tmp_path / deck.file_name)
    assert len(expected) > 500
    found = by_browser(tmp_path, notes)
    assert {name: [plain(side) for side in sides] for name, sides in found.items()} == {
        name: [plain(side) for side in sides] for name, sides in expected.items()
    }
