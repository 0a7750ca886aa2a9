"""Every formula is set by the MathJax of Anki, and what it would refuse is found without it."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from deckpress.domain import FieldNames, Settings
from deckpress.generator import generate_notes
from deckpress.lint import lint_page
from deckpress.markup import render
from deckpress.markup.math import math_spans
from deckpress.parser import parse_page
from deckpress.parser.formulas import broken_formulas
from deckpress.parser.latex import in_words_of_mathjax
from deckpress.parser.latex_names import ALIASES, COMMANDS, DELIMITERS, ENVIRONMENTS, SIGNS
from deckpress.press import build_packages
from tests.anki_learner import Learner
from tests.parser.test_latex import BROKEN, VALID
from tests.preview.made import ANKI_MATHJAX, in_browser, needs_anki_mathjax, needs_chromium
from tests.shared import CORPUS, needs_corpus

CONTENT = Path(__file__).resolve().parents[1] / "content"
pytestmark = [needs_chromium, needs_anki_mathjax]

# As Anki starts it, but with errors told instead of shown.
START = """
MathJax.loader.paths.mathjax = "{folder}";
MathJax.startup.typeset = true;
MathJax.tex.packages = {{"[+]": ["mathtools"], "[-]": ["textmacros", "noerrors", "noundefined"]}};
"""
ERRORS = """
await MathJax.startup.promise;
return [...document.querySelectorAll(".formula")].map((one) => {
  const error = one.querySelector("[data-mjx-error], mjx-merror");
  if (error) return error.getAttribute("data-mjx-error") || error.textContent;
  const shown = one.cloneNode(true);
  shown.querySelectorAll("code").forEach((code) => code.remove());
  const left = /\\\\[()\\[\\]]/.test(shown.textContent);
  return one.querySelector("mjx-container") && !left ? "" : one.textContent;
});
"""
NAMES = """
await MathJax.startup.promise;
const handlers = MathJax.startup.document.inputJax[0].parseOptions.handlers;
const names = (type) => {
  const maps = handlers.get(type)._configuration || handlers.get(type).items;
  return [...maps].flatMap(({ item }) => item.map ? [...item.map.keys()] : []);
};
return ["macro", "delimiter", "environment"].map(names);
"""
Typeset = Callable[[Iterable[str]], list[str]]


def page_with(folder: Path, texts: Iterable[str]) -> Path:
    """Write a page with texts in HTML, and with the MathJax of Anki."""
    page = folder / "formulas.html"
    shown = "".join(f'<div class="formula">{one}</div>\n' for one in texts)
    start = START.format(folder=(ANKI_MATHJAX / "vendor" / "mathjax").as_uri())
    scripts = [
        f'<script src="{(ANKI_MATHJAX / "mathjax.js").as_uri()}"></script>',
        f"<script>{start}</script>",
        f'<script src="{(ANKI_MATHJAX / "vendor/mathjax/tex-chtml-full.js").as_uri()}"></script>',
    ]
    text = f'<!doctype html><meta charset="utf-8"><body>{shown}{"".join(scripts)}</body>'
    page.write_text(text, encoding="utf-8")
    return page


@pytest.fixture
def typeset(tmp_path: Path) -> Typeset:
    """Give a function from formulas to what MathJax says of each, "" if it is set."""

    def errors(formulas: Iterable[str]) -> list[str]:
        told: list[str] = in_browser(page_with(tmp_path, map(html.escape, formulas)), ERRORS)
        return told

    return errors


def test_what_mathjax_calls_otherwise_is_set(typeset: Typeset) -> None:
    names = [in_words_of_mathjax(f"\\{name}") for name in ALIASES]
    assert not {name for name in ALIASES if name in COMMANDS}
    assert refused(typeset, [f"\\({name}{{x}}_1\\)" for name in names]) == {}


def refused(typeset: Typeset, formulas: Iterable[str]) -> dict[str, str]:
    known = sorted(set(formulas))
    return {formula: error for formula, error in zip(known, typeset(known), strict=True) if error}


def test_the_names_are_those_of_mathjax(tmp_path: Path) -> None:
    found: list[Any] = in_browser(page_with(tmp_path, ["\\(x\\)"]), NAMES)
    macros, delimiters, environments = map(set, found)
    brackets = {name[1:] for name in delimiters if name.startswith("\\")}
    assert {name for name in macros | brackets if name.isalpha()} == COMMANDS
    assert macros | brackets | {"\n", "\t"} >= SIGNS
    assert {name for name in brackets if name.isalpha()} == DELIMITERS
    assert {name.removesuffix("*") for name in environments} == ENVIRONMENTS


def test_what_is_valid_is_set(typeset: Typeset) -> None:
    assert refused(typeset, [f"\\({formula}\\)" for formula in VALID.strip().split("\n")]) == {}


def test_what_is_broken_is_refused(typeset: Typeset) -> None:
    assert set(refused(typeset, [f"\\({formula}\\)" for formula in BROKEN])) == {
        f"\\({formula}\\)" for formula in BROKEN
    }


FORMULAS = r"""
$\text{50\% of } x$ and $5%$ and $\frac{50%}{2}$ and $a \\ b$ and $\ce{2H2 + O2 -> 2H2O}$, $\ce{SO4^2-}$ too.

$$\begin{align*} a &= b \\ c &= d \end{align*}$$

$$ a = b \\ c = d \\ $$

$$ a &= b \\ &= c \tag{1} \label{eq:c} $$

$$\begin{eqnarray} a &=& b \\[2pt] c &=& d \end{eqnarray}$$

$$ a \\[b] c \tag{1} \tag{2} $$

$$\begin{gather} a \tag{1} \\ b \end{gather}$$

> \[ \begin{equation} x^2
> + 1 \end{equation} \]
"""


def test_what_the_converter_mends(typeset: Typeset) -> None:
    assert broken_formulas(FORMULAS) == []
    formulas = math_spans(render(FORMULAS))
    assert len(formulas) == 13
    assert refused(typeset, formulas) == {}


def formulas_of_cards(folder: Path) -> Iterable[str]:
    """Yield the formulas of all cards that a build of `folder` would publish, and of the whole pages."""
    for path in sorted(folder.rglob("*.md")):
        page, _ = parse_page(path.read_bytes(), path.name, path.relative_to(folder).as_posix(), FieldNames())
        if page is None:
            continue
        for note in lint_page(page, generate_notes(page, Settings())[0], Settings()).notes:
            for field in note.fields.values():
                yield from math_spans(field)
        text = page.answer.text
        broken = broken_formulas(text)
        if not broken:
            yield from math_spans(render(text))


def test_formulas_of_the_sample_pages_are_set(typeset: Typeset) -> None:
    formulas = [*formulas_of_cards(CONTENT)]
    assert len(formulas) > 50
    assert refused(typeset, formulas) == {}


@needs_corpus
def test_formulas_of_real_pages_are_set(typeset: Typeset) -> None:
    formulas = [*formulas_of_cards(CORPUS / "pages")]
    assert len(formulas) > 1000
    assert refused(typeset, formulas) == {}


def test_cards_as_anki_shows_them_are_set(tmp_path: Path) -> None:
    decks = tmp_path / "decks"
    build_packages(CONTENT, decks, Settings(), modified=1_772_337_600)
    shown: list[str] = []
    with Learner() as learner:
        for package in sorted(decks.glob("*.apkg")):
            learner.load(package)
        for card_id in learner.collection.find_cards(""):
            card = learner.collection.get_card(card_id)
            shown += (side for side in (card.question(), card.answer()) if "\\(" in side or "\\[" in side)
    assert len(shown) > 100
    told: list[str] = in_browser(page_with(tmp_path, shown), ERRORS)
    assert [error for error in told if error] == []
