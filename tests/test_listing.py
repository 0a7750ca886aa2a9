"""The notes of a few sample pages, whole, as `deckpress show` prints them: a changed generator shows here.

    DECKPRESS_ACCEPT=1 pytest tests/test_listing.py

writes the listings anew; read the difference before you commit it.
"""

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from deckpress.cli import app

ROOT = Path(__file__).resolve().parents[1]
LISTINGS = Path(__file__).parent / "listings"
PAGES = (
    "biology/how-do-enzymes-speed-up-chemical-reactions-in-cells",
    "computer-science/how-does-printf-format-its-output-in-c",
    "mathematics/how-do-you-solve-a-quadratic-equation",
    "psychology/what-is-classical-conditioning",
)


@pytest.mark.parametrize("page", PAGES)
def test_the_notes_of_a_page(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    shown = (
        CliRunner()
        .invoke(app, ["show", f"content/{page}.md", "--previous", "none"], env={"COLUMNS": "100"})
        .stdout
    )
    listing = LISTINGS / f"{page.replace('/', '--')}.txt"
    if os.environ.get("DECKPRESS_ACCEPT"):
        LISTINGS.mkdir(exist_ok=True)
        listing.write_text(shown, encoding="utf-8")
    assert shown == listing.read_text(encoding="utf-8")
