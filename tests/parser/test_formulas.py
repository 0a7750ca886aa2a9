from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress.parser.formulas import broken_formulas


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        (r"The law $F = \frac{ma}{$ holds.", [(r"$F = \frac{ma}{$", "a '{' is never closed")]),
        ("So\n\n$$\n\\left( a\n$$", [(r"$$ \left( a $$", r"a '\left' has no '\right'")]),
        (r"Here \(x^2^3\) and $y$.", [(r"\(x^2^3\)", "two exponents follow each other")]),
        (r"where $a & b$ are", [("$a & b$", "'&' stands outside of a table")]),
        ("$$\na = b\n\nNext", [("$$ a = b Next", "'$$' has no partner")]),
        (r"- the angle \(\alpha of it", [(r"\(\alpha of it", r"'\(' has no partner")]),
        (r"so \[ a = b", [(r"\[ a = b", r"'\[' has no partner")]),
        (r"so a = b \]", [(r"\]", r"'\]' has no partner")]),
        (r"the angle $\alpha of it", [(r"$\alpha of it", "'$' has no partner")]),
        (r"so $x^2 grows", [("$x^2 grows", "'$' has no partner")]),
        (r"\begin{align} a", [(r"\begin{align} a", r"'\begin' stands outside of math")]),
        (r"half, or \frac{1}{2}", [(r"\frac{1}{2}", r"'\frac' stands outside of math")]),
    ],
)  # fmt: skip
def test_a_broken_formula(markdown: str, found: list[tuple[str, str]]) -> None:
    broken = broken_formulas(markdown)
    assert [(one.source, one.fault) for one in broken] == found
    assert all(markdown[one.start :].startswith(one.source[:1]) for one in broken)


@pytest.mark.parametrize(
    "markdown",
    [
        "It costs $5 to $10, or US$ 20 a day; $1.3 trillion in all, and $x more.",
        "From $2,000 ($500 each) to $$$; the variable $PATH, $HOME_DIR and A$ 5.",
        r"The list a\[0\] and the path C:\text\new, `\frac{1}{` and \\(no math\\).",
        "```sh\necho $$ \\( $x^2\n```",
        r"$$ a &= b \\ &= c $$ and $50%$ and $a \\ b$ and $\text{5\%}$",
        r"[a link](https://example.org/a$$b) and <span title='$$'>",
    ],
)
def test_money_and_code_are_no_formulas(markdown: str) -> None:
    assert broken_formulas(markdown) == []


def test_a_mark_without_partner_is_told_once() -> None:
    broken = broken_formulas("$$ \\frac{a}{b}\n\\sqrt{x}\n\n\\sqrt{y} and \\text{z}\n\\( a")
    assert [one.fault for one in broken] == [
        "'$$' has no partner",
        r"'\sqrt' stands outside of math",
        r"'\(' has no partner",
    ]


@settings(max_examples=100)
@given(st.text(st.sampled_from("$\\()[]{}^_ab1 \n`")))
def test_every_text_can_be_searched(markdown: str) -> None:
    broken = broken_formulas(markdown)
    assert [one.start for one in broken] == sorted({one.start for one in broken})
    assert all(one.fault and one.source for one in broken)
