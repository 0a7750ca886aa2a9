"""A page with a broken formula loses the cards that would show it, and no other."""

from __future__ import annotations

from deckpress.domain import FieldNames, Role, Settings
from deckpress.generator import generate_notes
from deckpress.lint import lint_page
from deckpress.parser import parse_page
from deckpress.parser.formulas import broken_formulas

PAGE = r"""---
question: What do the laws of Kepler say?
answer: |-
    1. **Orbits**: A planet moves on an ==ellipse== with the Sun in a focus. The Sun has a mass.
    2. **Periods**: The ==period== of a planet grows with the ==semi-major axis== of its orbit. As a formula:

       $$
       \frac{T^2}{a^3 = \text{constant}
       $$
    3. **Areas**: The areal velocity $\dot{A}^2^2$ of a planet stays the same on its whole orbit.
subject: Astronomy
seo:
    page_keywords: ellipse, focus, period, semi-major axis, areal velocity, orbit
url: /learn/astronomy/kepler
cards:
    notes:
        - question: What is the area of an ellipse?
          answer: $\pi a b}$
---
"""


def test_a_broken_formula_costs_the_cards_that_show_it() -> None:
    page, problems = parse_page(PAGE.encode(), "kepler.md", "astronomy/kepler.md", FieldNames())
    assert page is not None
    assert [str(problem) for problem in problems] == [
        "kepler.md:7: warning P19: a formula cannot be set, since a '{' is never closed: "
        r'"$$ \frac{T^2}{a^3 = \text{constant} $$" (no card shows it until it is mended)',
        "kepler.md:10: warning P19: a formula cannot be set, since two exponents follow each other: "
        r'"$\dot{A}^2^2$" (no card shows it until it is mended)',
    ]
    notes, _ = generate_notes(page, Settings())
    linted = lint_page(page, notes, Settings())
    messages = [str(problem) for problem in linted.problems if problem.code == "S09"]
    assert [message.partition(" S09: ")[0] for message in messages] == [
        "kepler.md:10: error",
        "kepler.md:17: error",
    ]
    assert messages[0].endswith(
        "the field Text shows a formula that cannot be set, since two exponents follow each other: "
        r'"\(\dot{A}^2^2\)" (mend the formula in the page)'
    )
    extras = {note.source.line: note.fields["Extra"] for note in linted.notes if note.role is Role.CLOZE}
    assert set(extras) == {4, 5}
    assert extras[4]
    assert extras[5] == ""
    assert all(not broken_formulas(field) for note in linted.notes for field in note.fields.values())
