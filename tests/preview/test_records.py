"""What the browser is told of a page."""

from collections.abc import Sequence
from dataclasses import replace

from deckpress.domain import FIELDS, Kind, Location, Note, Problem, Role, Severity
from deckpress.edition import Change, FieldChange, NoteChange, ProofNote
from deckpress.preview.records import PageRecord, page_record

PATH = "physics/lenses.md"


def note(kind: Kind, line: int, **fields: str) -> Note:
    filled = (
        dict.fromkeys(FIELDS[kind], "") | {"Page Question": "What is a lens?", "Subject": "Physics"} | fields
    )
    tags = ("keyword::lens", "keyword::focal-point", "subject::physics")
    return Note(
        f"physics/lenses|{kind}|{line}", kind, Role(kind.value), filled, tags, (), Location(PATH, line), "g"
    )


CLOZE = note(Kind.CLOZE, 7, Text="A {{c1::lens}} bends {{c2::light::what?}}.")
QUESTION = note(Kind.QA, 9, Question="Unit of power?", Answer="<p>The <b>dioptre</b></p>", Context="Lenses")


def problem(line: int, code: str) -> Problem:
    return Problem(Location(PATH, line), code, Severity.WARNING, "wrong", "mend it")


def record_of(notes: Sequence[Note], problems: Sequence[Problem] = ()) -> PageRecord:
    return page_record(PATH, [ProofNote(note) for note in notes], problems)


def test_equal_fields_are_told_once() -> None:
    told = record_of([CLOZE, QUESTION]).content
    assert told["fields"] == {"Page Question": "What is a lens?", "Subject": "Physics"}
    assert told["notes"][0]["fields"] == {"Text": "A {{c1::lens}} bends {{c2::light::what?}}."}
    assert told["notes"][1]["fields"]["Context"] == "Lenses"


def test_every_field_of_a_note_arrives() -> None:
    told = record_of([CLOZE, QUESTION]).content
    for made, shape in zip([CLOZE, QUESTION], told["notes"], strict=True):
        assert told["fields"] | shape["fields"] == {name: text for name, text in made.fields.items() if text}


def test_a_cloze_has_a_card_for_each_number_and_a_question_has_one() -> None:
    record = record_of([CLOZE, QUESTION])
    assert [shape["ordinals"] for shape in record.content["notes"]] == [[1, 2], [1]]
    assert record.cards == {"cloze": 2, "qa": 1}
    assert record.entry == {
        "keywords": ["focal-point", "lens"],
        "cards": {"cloze": 2, "qa": 1},
        "codes": [],
        "states": {},
    }


def test_words_are_those_of_both_sides_of_every_card() -> None:
    # "A lens bends light." twice; "Unit of power?", "The dioptre" and "Lenses" once.
    assert record_of([CLOZE, QUESTION]).words == 2 * 4 + 3 + 2 + 1


def test_a_problem_belongs_to_the_notes_of_its_line_else_to_the_page() -> None:
    record = record_of([CLOZE, QUESTION], [problem(9, "A05"), problem(2, "P13")])
    assert [shape["problems"] for shape in record.content["notes"]] == [[], [0]]
    assert record.content["page_problems"] == [1]
    assert record.content["problems"][0] == [9, "warning", "A05", "wrong", "mend it"]
    assert record.problems == {"A05": 1, "P13": 1}


def test_a_problem_at_the_line_of_another_files_note_belongs_to_the_page() -> None:
    posted = replace(CLOZE, source=Location("optics/lenses.md", 7))
    assert record_of([posted], [problem(7, "A05")]).content["page_problems"] == [0]


def test_what_the_next_edition_does_to_notes_is_told() -> None:
    changed = NoteChange(
        Change.CHANGED,
        "g",
        "physics/lenses",
        "What is a lens?",
        "A lens bends light.",
        2,
        (
            FieldChange(
                "Text", "A lens breaks light.", "A lens bends light.", "A lens [-breaks-] {+bends+} light."
            ),
        ),
        ("prism",),
        ("most of the answer's words are new",),
    )
    notes = [ProofNote(CLOZE, Change.CHANGED, changed), ProofNote(QUESTION, Change.NEW)]
    record = page_record(PATH, notes, [], is_gone=True)
    first, second = record.content["notes"]
    assert (first["state"], second["state"]) == ("changed", "new")
    assert first["changes"] == [["Text", "A lens [-breaks-] {+bends+} light."]]
    assert first["warnings"] == ["nothing to ask any more: prism", "most of the answer's words are new"]
    assert "changes" not in second
    assert record.states == record.entry["states"] == {"changed": 2, "new": 1}
    assert record.content["gone"] is True
