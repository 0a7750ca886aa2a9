"""What the real Anki makes of our packages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress.domain import FIELDS, Kind, Note
from deckpress.exporter import clean_field, note_type, note_types, write_package
from tests.anki_learner import ALWAYS, Imported, Learner, gate
from tests.exporter.notes import DECK, FLAME, FORMULA, MODIFIED, NOTES, SALT, cloze_note, edited, qa_note


@pytest.fixture
def learner() -> Iterator[Learner]:
    with Learner() as learner:
        yield learner


def write(folder: Path, notes: list[Note] | tuple[Note, ...] = NOTES, modified: int = MODIFIED) -> Path:
    target = folder / f"{modified}.apkg"
    write_package(target, DECK, notes, modified)
    return target


def test_anki_has_what_was_written(learner: Learner, tmp_path: Path) -> None:
    assert learner.load(write(tmp_path)) == Imported(new=3, updated=0, duplicate=0, conflicting=0)
    collection = learner.collection
    imported = learner.notes()
    for note in NOTES:
        anki_note = imported[note.guid]
        assert dict(anki_note.items()) == dict(note.fields)
        assert (
            anki_note.note_type()["name"]
            == {Kind.CLOZE: "Deckpress Cloze", Kind.QA: "Deckpress Q&A"}[note.kind]
        )
        assert anki_note.tags == list(note.tags)
        assert anki_note.mod == MODIFIED
        assert {collection.decks.name(card.did) for card in anki_note.cards()} == {DECK}
    assert sorted(learner.cards()) == sorted(
        [(SALT.guid, 1), (SALT.guid, 2), (FORMULA.guid, 1), (FORMULA.guid, 2), (FLAME.guid, 1)]
    )
    assert {entry.name for entry in collection.decks.all_names_and_ids()} == {"Default", "Tests", DECK}
    assert collection.find_dupes("Text") == collection.find_dupes("Question") == []
    assert learner.faults() == []


def test_anki_keeps_the_ids_of_note_types_fields_and_templates(learner: Learner, tmp_path: Path) -> None:
    learner.load(write(tmp_path))
    for ours in note_types().values():
        theirs = learner.collection.models.get(ours.id)
        assert (theirs["name"], theirs["css"]) == (ours.name, ours.css)
        assert [(field["id"], field["name"]) for field in theirs["flds"]] == [
            (field.id, field.name) for field in ours.fields
        ]
        [template] = theirs["tmpls"]
        assert (template["id"], template["name"]) == (ours.template_id, ours.template_name)
        assert (template["qfmt"], template["afmt"]) == (ours.front, ours.back)


def test_new_cards_come_in_the_order_of_the_package(learner: Learner, tmp_path: Path) -> None:
    notes = [replace(qa_note(f"n{number}", f"Question {number}?", "x")) for number in range(30)]
    learner.load(write(tmp_path, notes))
    collection = learner.collection
    by_due = sorted(collection.find_cards(""), key=lambda card_id: collection.get_card(card_id).due)
    assert [collection.get_card(card_id).note().guid for card_id in by_due] == [note.guid for note in notes]


def test_the_same_package_again_changes_nothing(learner: Learner, tmp_path: Path) -> None:
    package = write(tmp_path)
    learner.load(package)
    before = (learner.cards(), {guid: note.mod for guid, note in learner.notes().items()})
    assert learner.load(package) == Imported(new=0, updated=0, duplicate=3, conflicting=0)
    assert learner.load(package, update=ALWAYS) == Imported(new=0, updated=0, duplicate=3, conflicting=0)
    assert (learner.cards(), {guid: note.mod for guid, note in learner.notes().items()}) == before


def test_a_later_edition_updates_and_keeps_every_schedule(learner: Learner, tmp_path: Path) -> None:
    learner.load(write(tmp_path))
    learner.review_all()
    before = learner.cards()
    later = edited(
        SALT, Text="Table salt, a cube, is {{c1::sodium}} {{c2::chloride}} and {{c3::nothing else}}."
    )
    log = learner.load(write(tmp_path, [later, FORMULA, FLAME], MODIFIED + 60))
    assert (log.new, log.updated, log.conflicting) == (0, 3, 0)
    assert learner.notes()[SALT.guid]["Text"] == later.fields["Text"]
    after = learner.cards()
    assert after.keys() - before.keys() == {(SALT.guid, 3)}
    assert {key: after[key] for key in before} == before
    assert learner.faults() == []


def test_an_older_edition_changes_nothing(learner: Learner, tmp_path: Path) -> None:
    learner.load(write(tmp_path, [edited(FLAME, Answer="Orange.")], MODIFIED))
    assert learner.load(write(tmp_path, [FLAME], MODIFIED - 60)).updated == 0
    assert learner.notes()[FLAME.guid]["Answer"] == "Orange."


def test_gate(tmp_path: Path) -> None:
    corrected = edited(FLAME, Answer="<p>Yellow, as in street lamps.</p>")
    old, new = write(tmp_path), write(tmp_path, [SALT, FORMULA, corrected], MODIFIED + 60)
    (tmp_path / "again").mkdir()
    rebuilt = write(tmp_path / "again", [SALT, FORMULA, corrected], MODIFIED + 60)
    gate(old, new, rebuilt, approved={(FLAME.guid, 1)})


def test_gate_finds_swapped_deletions(tmp_path: Path) -> None:
    swapped = edited(SALT, Text="Table salt is {{c2::sodium}} {{c1::chloride}}.")
    old, new = write(tmp_path), write(tmp_path, [swapped, FORMULA, FLAME], MODIFIED + 60)
    with pytest.raises(AssertionError):
        gate(old, new, new)


def test_note_types_are_updated_without_a_fork(learner: Learner, tmp_path: Path) -> None:
    learner.load(write(tmp_path))
    target = tmp_path / "styled.apkg"
    write_package(
        target, DECK, NOTES, MODIFIED, types=note_types(".card { color: teal; }"), types_modified=MODIFIED + 1
    )
    assert learner.load(target) == Imported(new=0, updated=0, duplicate=3, conflicting=0)
    ours = [model for model in learner.collection.models.all() if model["name"].startswith("Deckpress")]
    assert len(ours) == 2
    assert all(model["css"].endswith(".card { color: teal; }") for model in ours)


def test_a_learners_own_tags_and_edits_survive_an_unchanged_note(learner: Learner, tmp_path: Path) -> None:
    learner.load(write(tmp_path))
    note = learner.notes()[FLAME.guid]
    note["Answer"] = "Yellow! (seen in class)"
    note.tags.append("exam")
    learner.collection.update_note(note)
    learner.load(write(tmp_path))
    kept = learner.notes()[FLAME.guid]
    assert (kept["Answer"], kept.tags) == ("Yellow! (seen in class)", ["exam", *FLAME.tags])


FULL = {name: f"[{name}]" for name in FIELDS[Kind.QA]} | {"Question": "[Question]", "Answer": "[Answer]"}
FULL_QA = replace(FLAME, fields=FULL)
FULL_CLOZE = replace(
    SALT, fields={name: f"[{name}]" for name in FIELDS[Kind.CLOZE]} | {"Text": "[Text] {{c1::hidden::hint}}"}
)
BEFORE = ["[Notice]", "[Subject]", "[Context]"]
AFTER = ["[Extra]", "[Page Question]", "[Source]", "[Related]"]


def fields_shown(html: str) -> list[str]:
    return re.findall(r"\[[A-Z][A-Za-z ]*\]", html)


@pytest.mark.parametrize(
    ("note", "front", "back"),
    [
        (FULL_QA, [*BEFORE, "[Question]"], [*BEFORE, "[Question]", "[Answer]", *AFTER]),
        (FULL_CLOZE, [*BEFORE, "[Text]"], [*BEFORE, "[Text]", *AFTER]),
        (qa_note("bare", "[Question]", "[Answer]"), ["[Question]"], ["[Question]", "[Answer]"]),
        (cloze_note("bare", "[Text] {{c1::hidden::hint}}"), ["[Text]"], ["[Text]"]),
    ],
)
def test_cards_show_the_right_fields(
    note: Note, front: list[str], back: list[str], learner: Learner, tmp_path: Path
) -> None:
    learner.load(write(tmp_path, [note]))
    [card] = learner.notes()[note.guid].cards()
    question, answer = card.question(), card.answer()
    assert (fields_shown(question), fields_shown(answer)) == (front, back)
    assert "{{" not in question + answer
    if note.kind is Kind.CLOZE:
        assert ("[hint]" in question, "hidden</span>" in answer) == (True, True)
        assert ">hidden<" not in question
    for name in ("Context", "Extra", "Source", "Related", "Notice", "Page Question"):
        css_class = name.lower().replace(" ", "-")
        assert (f'class="{css_class}"' in answer) == bool(note.fields[name])


def test_a_formula_with_a_deletion_stays_a_formula(learner: Learner, tmp_path: Path) -> None:
    learner.load(write(tmp_path, [FORMULA]))
    first, second = learner.notes()[FORMULA.guid].cards()
    assert r"Water is \( \mathrm{H_{ [...] }O} \), seen as <span" in first.question()
    assert r"\( \mathrm{H_{ 2 }O} \)" in first.answer()
    assert r'data-cloze="\( \mathrm{H_2O} \)"' in unescape(second.question())
    assert r'data-ordinal="2">\( \mathrm{H_2O} \)</span>' in second.answer()


def test_the_footer_ends_every_back(learner: Learner, tmp_path: Path) -> None:
    target = tmp_path / "own.apkg"
    write_package(target, DECK, NOTES, MODIFIED, types=note_types(footer="<b>{{c1::Lab}} school</b>"))
    learner.load(target)
    for note in learner.notes().values():
        for card in note.cards():
            assert "Lab}} school</b></div>" in card.answer()
            assert "school" not in card.question()


def test_a_note_without_question_gets_no_card_from_anki_either(learner: Learner, tmp_path: Path) -> None:
    """Were it not refused before."""
    learner.load(write(tmp_path))
    collection = learner.collection
    note = collection.new_note(collection.models.get(note_type(Kind.QA).id))
    note["Subject"], note["Context"], note["Answer"] = "Chemistry", "Salts", "Yellow"
    collection.add_note(note, collection.decks.id(DECK))
    assert [empty.note_id for empty in collection.get_empty_cards().notes] == [note.id]


FIELD_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(max_examples=25, deadline=None)
@given(st.lists(FIELD_TEXT, min_size=1, max_size=8))
def test_any_text_arrives_as_anki_keeps_it(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    notes = [
        qa_note(f"n{number}", f"Question {number}?", text, **{"Extra": text[::-1], "Spare 4": text})
        for number, text in enumerate(texts)
    ]
    package = write(folder, notes)
    with Learner() as learner:
        assert learner.load(package).new == len(notes)
        imported = learner.notes()
        for note in notes:
            assert dict(imported[note.guid].items()) == {
                name: clean_field(html) for name, html in note.fields.items()
            }
        assert learner.load(package) == Imported(0, 0, len(notes), 0)
