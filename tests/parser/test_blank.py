"""A page to fill in is a page that the parser reads as it was meant, whatever is asked."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from deckpress.domain import FieldNames
from deckpress.parser import blank_page, parse_page

TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=60)


def test_it_uses_the_fields_that_settings_name() -> None:
    names = FieldNames(question="seo.frage", answer="antwort", subject="Fach 1", keywords="seo.begriffe")
    assert blank_page("Physik", "Was ist Eis?", names).splitlines() == [
        "---",
        "seo:",
        "    frage: >-",
        "        Was ist Eis?",
        "    begriffe: >-",
        "        first term, second term, third term",
        "antwort: |-",
        "    Answer the question here in a sentence or two.",
        "",
        "    1. **First point**: State one fact in a plain sentence that names what it is about.",
        "    2. **Second point**: State the next one. A term between ==two signs== is hidden on a card.",
        "    3. **Third point**: Three to seven points are easy to learn; delete or add some.",
        "",
        "    In summary, say once more what matters most.",
        '"Fach 1": >-',
        "    Physik",
        "draft: true  # delete this line when it is ready",
        "---",
    ]


@settings(max_examples=60, deadline=None)
@example("0", "\\)")
@given(TEXTS, TEXTS)
def test_any_question_and_subject_are_read_as_written(subject: str, question: str) -> None:
    names = FieldNames()
    text = blank_page(subject, question, names)
    draft, told = parse_page(text.encode(), "a.md", "a/a.md", names)
    assert draft is None
    assert [problem.code for problem in told] == ["P07"]
    ready = "\n".join(line for line in text.split("\n") if not line.startswith("draft: "))
    page, problems = parse_page(ready.encode(), "a.md", "a/a.md", names)
    assert page is not None
    assert (page.question, page.subject) == (question, subject)
    assert [point.number for point in page.answer.points] == [1, 2, 3]
    told = [problem for problem in problems if problem.severity.value != "info"]
    assert {problem.code for problem in told} <= {"P19"}  # "\\)" in a question is half a formula
