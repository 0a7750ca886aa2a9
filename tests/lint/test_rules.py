"""Every rule on the examples that docs/problems.md gives to authors, and what the rules must not say."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress.domain import CardOptions, Note, Role, Settings, Severity
from deckpress.lint import CODES, RULES, lint_page
from tests.lint.cards import make_note, problems_of, read_example

ROOT = Path(__file__).resolve().parents[2]
DOCS = (ROOT / "docs/problems.md").read_text("utf-8")
_SECTION = re.compile(
    r"^### ([A-Z]\d\d) [^\n]+\n\n\*[^\n]+\n\n"
    r"Bad:\n\n````\n(.*?)\n````\n\nGood:\n\n````\n(.*?)\n````\n\nRemedy: ",
    re.MULTILINE | re.DOTALL,
)
SECTIONS = {code: (bad, good) for code, bad, good in _SECTION.findall(DOCS)}
JUDGED = sorted(CODES - {"I01"})
MESSAGES = (Path(__file__).parent / "messages.txt").read_text("utf-8").splitlines()
OF_PAGE = {"C02", "C03"}  # the examples are parts of a page


def test_every_code_has_a_section_and_every_section_a_code() -> None:
    codes = re.compile(r'"([A-SU-Z]\d\d)"')  # T is about editions
    source = {
        code for file in (ROOT / "src").rglob("*.py") for code in codes.findall(file.read_text("utf-8"))
    }
    documented = re.findall(r"^### ([A-SU-Z]\d\d)\b", DOCS, re.MULTILINE)
    assert sorted(documented) == sorted(source)
    assert set(documented) <= set(SECTIONS)
    assert {rule.code for rule in RULES} <= CODES <= source


@pytest.mark.parametrize("code", JUDGED)
def test_a_bad_example_has_the_problem(code: str) -> None:
    found = [str(problem) for problem in problems_of(SECTIONS[code][0]) if problem.code == code]
    assert found
    assert found == [message for message in MESSAGES if f" {code}: " in message]


@pytest.mark.parametrize("code", JUDGED)
def test_a_good_example_has_no_problem(code: str) -> None:
    found = [
        str(problem) for problem in problems_of(SECTIONS[code][1]) if problem.code not in OF_PAGE - {code}
    ]
    assert found == []


@pytest.mark.parametrize("code", JUDGED)
def test_an_example_of_an_error_costs_its_note(code: str) -> None:
    page, notes = read_example(SECTIONS[code][0])
    linted = lint_page(page, notes, Settings())
    bad = {problem.location.line for problem in linted.problems if problem.severity is Severity.ERROR}
    assert [note.source.line for note in linted.notes] == [
        note.source.line for note in notes if note.source.line not in bad
    ]


FINE = """\
Text: In a triangle with a right angle, {{c1::\\(a^2 + b^2 = c^2\\)}} holds for the sides of the kidney dish.
Text: A kidney of a {{c1::horseshoe}} shape is one in about 500 people; a horse has kidneys of two shapes.
Text: It is known that kidneys of {{c1::reptiles}} cannot make urine stronger than their blood.
Text: Those who live with one kidney have a {{c1::glomerulus}} that grows with the years.
Text: The nephron needs {{c1::vitamin A}} and vitamin D to keep its shape in the kidney.
Text: Kidneys excrete {{c1::5 mg}} and then 20 mg of oxalate, where the diet holds much spinach.
Text: The renal threshold is {{c1::180 mg/dL}}, and beyond it glucose stays in the filtrate of the nephron.
Text: {{c1::ACE}} stands in the lungs and in the kidney's vessels, and it makes angiotensin of two kinds.
Text: A test with $5 strips or $6 kits finds {{c1::albumin}} in the urine before the kidney fails.
Text: Two C++ programs, <code>a::b</code> and <code>**p</code>, count the {{c1::nephrons}} in a kidney.
Text: The {{c1::proximal}} and the {{c1::distal}} part of the tubule of a nephron differ in their cells.
Question: Is the renal artery or the renal vein of the kidney longer?
Question: How does it come that kidneys make urine at night?
Question: What is glomerulonephritis?
Question: How does the 'cd' command go to the folder above that of the kidney images?
"""


@pytest.mark.parametrize("line", FINE.splitlines())
def test_what_only_looks_bad_is_no_error(line: str) -> None:
    name, _, value = line.partition(": ")
    answers = {"or the renal": "The renal vein", "'cd'": "<code>cd ..</code>"}
    answer = next((answers[words] for words in answers if words in line), "An inflammation")
    page, _ = read_example("Page: How do kidneys keep the blood clean?")
    note = make_note({name: value, "Answer": answer}, 1)
    assert [
        str(one) for one in lint_page(page, [note], Settings()).problems if one.severity is Severity.ERROR
    ] == []


@pytest.mark.parametrize(
    "fields",
    [
        {"Question": 'What is this? <img src="img/cortex.png" alt="A part">', "Answer": "The cortex"},
        {"Text": 'This is the {{c1::cortex}}. <img src="img/cortex.png" alt="A part">'},
    ],
)
def test_an_author_may_point_to_a_picture(fields: dict[str, str]) -> None:
    page, _ = read_example("Page text: The nephron filters urea in each glomerulus by filtration.")
    made = make_note(fields, 1)
    assert lint_page(page, [made], Settings()).notes == ()
    written = replace(made, role=Role.WRITTEN)
    problems = lint_page(page, [written], Settings()).problems
    assert [str(one) for one in problems if one.code not in OF_PAGE] == []


def test_a_code_that_the_page_ignores_costs_nothing() -> None:
    page, notes = read_example(SECTIONS["L01"][0])
    page = replace(
        page, cards=CardOptions(ignore={"L01": "the plural is another word here", "C03": "no text"})
    )
    linted = lint_page(page, notes, Settings())
    assert linted.problems == ()
    assert linted.notes == tuple(notes)


def test_ignoring_a_code_that_does_not_exist_is_a_problem() -> None:
    page, _ = read_example("Page text: The nephron filters urea in each glomerulus by filtration.")
    page = replace(page, cards=CardOptions(ignore={"F03": "it is old", "C02": "no cards yet"}))
    assert [str(problem) for problem in lint_page(page, [], Settings()).problems] == [
        "kidneys.md:1: warning I01: 'ignore' names F03, which is no problem of a card"
        " (docs/problems.md lists the codes from S01 to W02 that can be ignored)"
    ]


@pytest.mark.parametrize("role", [Role.POINT, Role.WHOLE])
def test_the_classic_form_may_be_long(role: Role) -> None:
    words = " ".join(["Filtration of plasma"] * 30)
    fields = {
        "Question": "What happens in the glomerulus?",
        "Answer": f"<ul>{'<li>urea</li>' * 9}</ul> {words}",
    }
    page, _ = read_example("Page: How do kidneys keep the blood clean?")
    linted = lint_page(page, [make_note({**fields, "Role": role.value}, 1)], Settings())
    assert [problem.code for problem in linted.problems] == ["C03"]


def test_a_page_without_cards_is_not_asked_for_them() -> None:
    page, _ = read_example("Point: Filtration: Plasma is pressed out of the glomerulus.")
    skipped = replace(page, cards=CardOptions(skip=True))
    assert lint_page(skipped, [], Settings()).problems == ()
    points = replace(page, cards=CardOptions(skip_points=("filtration",), ignore={"C02": "-", "C03": "-"}))
    assert lint_page(points, [], Settings()).problems == ()
    assert [one.code for one in lint_page(page, [], Settings(roles=("overview",))).problems] == ["C03"]


PIECES = (
    "{{c1::|}}|{{c1::a}} |{{c1|1,|\\(|\\[x|<code>|<a>|(|$|$_|:-|**|a |such as |It is |A|::|[...]| like [|`|, "
)


@pytest.mark.parametrize("piece", [*PIECES.split("|"), "|", "|-"])
def test_a_huge_text_takes_no_long_time(piece: str) -> None:
    huge = piece * (60_000 // len(piece))
    page, _ = read_example("Page text: The nephron (N) filters.")
    notes = [
        make_note({"Text": f"{{{{c1::x}}}} {huge}", "Context": huge, "Extra": huge}, 1),
        make_note({"Question": huge, "Answer": "{{c" + huge}, 2),
    ]
    lint_page(page, notes, Settings())


ANYTHING = st.text(
    st.one_of(st.sampled_from("{}c1:[]()\\$|*`<>=.,; aé"), st.characters(codec="utf-8")), max_size=80
)


@settings(max_examples=100, deadline=None)
@given(ANYTHING, ANYTHING, ANYTHING)
def test_no_field_stops_the_rules(text: str, context: str, answer: str) -> None:
    page, _ = read_example("Page text: The nephron (N) filters.")
    notes: list[Note] = [
        make_note({"Text": text, "Context": context}, 1),
        make_note({"Question": text, "Answer": answer, "Context": context}, 2),
    ]
    linted = lint_page(page, notes, Settings())
    bad = {problem.location.line for problem in linted.problems if problem.severity is Severity.ERROR}
    assert [note.source.line for note in linted.notes] == [line for line in (10, 20) if line not in bad]
    assert all(problem.code in CODES and problem.message and problem.hint for problem in linted.problems)
