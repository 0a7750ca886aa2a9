"""What the browser is told of a page."""

from dataclasses import replace

from deckpress.domain import FIELDS, Kind, Location, Note, Problem, Role, Severity
from deckpress.preview.records import page_record

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


def test_equal_fields_are_told_once() -> None:
    told = page_record(PATH, [CLOZE, QUESTION], []).content
    assert told["fields"] == {"Page Question": "What is a lens?", "Subject": "Physics"}
    assert told["notes"][0]["fields"] == {"Text": "A {{c1::lens}} bends {{c2::light::what?}}."}
    assert told["notes"][1]["fields"]["Context"] == "Lenses"


def test_every_field_of_a_note_arrives() -> None:
    told = page_record(PATH, [CLOZE, QUESTION], []).content
    for made, shape in zip([CLOZE, QUESTION], told["notes"], strict=True):
        assert told["fields"] | shape["fields"] == {name: text for name, text in made.fields.items() if text}


def test_a_cloze_has_a_card_for_each_number_and_a_question_has_one() -> None:
    record = page_record(PATH, [CLOZE, QUESTION], [])
    assert [shape["ordinals"] for shape in record.content["notes"]] == [[1, 2], [1]]
    assert record.cards == {"cloze": 2, "qa": 1}
    assert record.entry == {
        "keywords": ["focal-point", "lens"],
        "cards": {"cloze": 2, "qa": 1},
        "codes": [],
    }


def test_words_are_those_of_both_sides_of_every_card() -> None:
    # "A lens bends light." twice; "Unit of power?", "The dioptre" and "Lenses" once.
    assert page_record(PATH, [CLOZE, QUESTION], []).words == 2 * 4 + 3 + 2 + 1


def test_a_problem_belongs_to_the_notes_of_its_line_else_to_the_page() -> None:
    record = page_record(PATH, [CLOZE, QUESTION], [problem(9, "A05"), problem(2, "P13")])
    assert [shape["problems"] for shape in record.content["notes"]] == [[], [0]]
    assert record.content["page_problems"] == [1]
    assert record.content["problems"][0] == [9, "warning", "A05", "wrong", "mend it"]
    assert record.problems == {"A05": 1, "P13": 1}


def test_a_problem_at_the_line_of_another_files_note_belongs_to_the_page() -> None:
    posted = replace(CLOZE, source=Location("optics/lenses.md", 7))
    assert page_record(PATH, [posted], [problem(7, "A05")]).content["page_problems"] == [0]
