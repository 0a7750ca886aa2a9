"""A MathJax that the user puts beside the site draws the formulas, and no script runs in the card."""

import shutil
from pathlib import Path

from tests.preview.made import MATHJAX, build, in_browser, needs_chromium, needs_mathjax, write_pages

pytestmark = [needs_chromium, needs_mathjax]


def test_formulas_are_typeset(tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(write_pages(tmp_path / "content"), out)
    (out / "mathjax").mkdir()
    shutil.copy(MATHJAX, out / "mathjax")
    drawn, sources, scripts = in_browser(
        out / "cards.html",
        """
        const inner = () => document.getElementById("card").contentDocument;
        await until(() => inner()?.querySelector("mjx-container svg"));
        return ["mjx-container svg path", ".formula-source", "script"]
          .map((one) => inner().querySelectorAll(one).length);
        """,
        "#deck=physics&q=links&side=back",
    )
    assert drawn > 3
    assert (sources, scripts) == (0, 0)
