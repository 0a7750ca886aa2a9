"""What one page gives to an edition."""

from __future__ import annotations

import pytest

from deckpress.domain import Settings
from deckpress.pages import press_page

PAGE = """---
question: What do the kidneys do?
{options}---

1. **Filtration**: Each nephron filters blood in its {term}.
"""


@pytest.mark.parametrize(
    ("options", "term", "lasts"),
    [
        ("", "glomerulus", True),
        ("cards:\n  ignore:\n    C02: there is no more to say\n", "glomerulus", True),
        ("cards:\n  notes:\n    - q: Where are the kidneys?\n      a: In the back.\n", "glomerulus", True),
        ("cards:\n  never_hide: [nephron]\n", "glomerulus", False),
        ("cards:\n  skip_points: [1]\n", "glomerulus", False),
        ("", "==glomerulus==", False),
        ("", "`a == b or b == c`", True),
    ],
)
def test_published_sentences_last_where_the_author_does_not_decide(
    options: str, term: str, lasts: bool
) -> None:
    data = PAGE.format(options=options, term=term).encode()
    pressed = press_page("kidneys.md", "biology/kidneys.md", data, Settings())
    assert pressed.page is not None
    text = f"What do the kidneys do?\n\n{pressed.page.answer.text}"
    assert pressed.text == (text if lasts else "")
