"""The style sheet of the cards beside Anki's own, as its window loads both."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress.domain import Kind
from deckpress.exporter import note_type
from tests.preview.made import ANKI_WEB, in_browser, needs_anki_mathjax, needs_chromium

pytestmark = [needs_chromium, needs_anki_mathjax]

STYLE = """
const card = getComputedStyle(document.body);
const line = document.getElementById("answer").getBoundingClientRect();
return [card.backgroundColor, card.color, line.height];
"""
WIDTHS = """
const phone = document.getElementById("qa");
const blocks = [...phone.querySelectorAll(".front, .answer, .table, pre")];
const hidden = (one) => one.scrollWidth - one.clientWidth;
return [hidden(phone), blocks.filter((one) => hidden(one) > 0).length];
"""
WIDE = """
<div class="front">A <span style="display: inline-block; width: 30rem">formula</span> in a line.</div>
<hr id="answer">
<div class="answer"><div class="table"><table><tr><td style="min-width: 30rem">cell</td></tr></table></div>
<pre class="code"><code>{code}</code></pre></div>
"""


def page_of(folder: Path, card: str, classes: str = "") -> Path:
    """Write a page with a card as wide as on a phone."""
    css = (ANKI_WEB / "css" / "reviewer.css").read_text("utf-8")
    text = f"""<!doctype html><meta charset="utf-8"><style>{css}</style>
        <body class="card card1 {classes}"><style>{note_type(Kind.QA).css}</style>
        <div id="qa" style="width: 320px">{card}</div></body>"""
    page = folder / "card.html"
    page.write_text(text, encoding="utf-8")
    return page


@pytest.mark.parametrize(
    ("classes", "ground", "ink"),
    [
        ("", "rgb(255, 255, 255)", "rgb(28, 36, 48)"),
        ("nightMode", "rgb(30, 33, 39)", "rgb(230, 233, 238)"),
        ("night_mode", "rgb(30, 33, 39)", "rgb(230, 233, 238)"),
    ],
)
def test_day_and_night_are_ours(tmp_path: Path, classes: str, ground: str, ink: str) -> None:
    page = page_of(tmp_path, '<hr id="answer">', classes)
    assert in_browser(page, STYLE) == [ground, ink, 1]


def test_what_is_too_wide_for_a_phone_scrolls_by_itself(tmp_path: Path) -> None:
    card = WIDE.format(code="x = 1  # " + "very " * 40)
    assert in_browser(page_of(tmp_path, card), WIDTHS) == [0, 3]
