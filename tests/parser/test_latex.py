"""What MathJax would refuse. tests/test_mathjax.py puts the same formulas before MathJax itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress.parser.latex import latex_fault

VALID = r"""
x^2 + y_1^{2} = z'
{x^2}^3 + (x^2)^3 + x'^2 + x_a'^2 + f'^{-1} + {}^{14}_{6}C
\frac12 + \frac{a}{b} + \frac\pi2 + \sqrt[3]{x} + \sqrt\frac{1}{2} + x^\frac12
\left( a \middle| c \right] + \left. x \right|_{0} + \left\langle \psi \right\rangle + \big| x \big|
\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}^T
\begin{array}{c|c} \hline a & b \\[2pt] \hline \end{array}
\begin{cases} 1 & \text{if } x > 0 \\ 0 & \text{else} \end{cases}
\begin{matrix*}[r] 1 \end{matrix*} + \begin{CD} A @>>> B \end{CD}
\sum\limits_{i}^{n} i + \lim_{x \to 0} \operatorname{sinc} x + \operatorname*{arg\,max}_x f
\text{cost $x$ in \$ and 50%, a & b} + x_\text{in} + x^\mathrm{T} + \mathbb R
\ce{2H2 + O2 -> 2H2O} \xrightarrow[below]{above} \pu{5 m/s}
\underbrace{x}_{y} \overset{a}{=} \textcolor{red}{x} \binom{n}{k} + {n \choose k} + \pmod{n}
\newcommand{\R}[1]{\mathbb{R}^{#1}} \R{2}
\bra{x} \ket{y} \hspace{1cm} \tag{1} \left( a \\ b \right)
25^\circ C \; 5\% \, \{ a \} \& \# \_ \| \backslash
"""

BROKEN = {
    r"\frac{a}{b": "a '{' is never closed",
    r"x}": "a '}' has no '{'",
    r"\text{if x": "a '{' is never closed",
    r"\sqrt[3{x}": "a '[' is never closed",
    r"\left( x": "a '\\left' has no '\\right'",
    r"{ \left( } \right)": "a '\\left' has no '\\right'",
    r"x \right)": "a '\\right' has no '\\left'",
    r"a \middle| b": "a '\\middle' has no '\\left'",
    r"\left x \right)": "no bracket follows '\\left'",
    r"\left( x \right": "no bracket follows '\\right'",
    r"\big x": "no bracket follows '\\big'",
    r"\begin{cases} a": "'\\begin{cases}' has no '\\end{cases}'",
    r"\begin{cases} a \end{pmatrix}": "'\\begin{cases}' has no '\\end{cases}'",
    r"a \end{pmatrix}": "an '\\end{pmatrix}' has no '\\begin{pmatrix}'",
    r"\begin{CD} A": "'\\begin{CD}' has no '\\end{CD}'",
    r"\begin x": "'\\begin' lacks a name in braces",
    r"\begin{table} a \end{table}": "MathJax does not know the environment 'table'",
    r"\fraq{a}{b}": "MathJax does not know '\\fraq'",
    r"a\-b": "MathJax does not know '\\-'",
    r"|b| > 1, \( b": "'\\(' stands inside of it",
    r"x^2^3": "two exponents follow each other",
    r"\sigma^*^2": "two exponents follow each other",
    r"x^2'": "a prime follows an exponent",
    r"x_i^2_j": "two indices follow each other",
    r"x^": "nothing follows '^'",
    r"{x_}": "nothing follows '_'",
    r"\lim_ & x": "nothing follows '_'",
    r"e^\sin x": "braces are missing after '^'",
    r"x^\begin{matrix}1\end{matrix}": "braces are missing after '^'",
    r"\frac{a}": "'\\frac' lacks an argument",
    r"\frac{a} + \sqrt{\hat}": "'\\hat' lacks an argument",
    r"\text": "'\\text' lacks an argument",
    r"\vec\mathbf{x}": "'\\vec' lacks an argument, or its braces",
    r"\text{5 $ each}": "a '$' in '\\text' is never closed",
    r"a & b": "'&' stands outside of a table",
    r"\begin{aligned} {a & b} \end{aligned}": "'&' stands outside of a table",
    r"\hline": "'\\hline' stands outside of a table",
    r"# of x": "'#' stands in a formula",
    r"a \over b \over c": "'\\over' stands there twice",
    r"x \limits_a": "'\\limits' follows no operator",
}  # fmt: skip


@pytest.mark.parametrize("formula", VALID.strip().split("\n"))
def test_a_formula_that_mathjax_sets(formula: str) -> None:
    assert latex_fault(formula) == ""


@pytest.mark.parametrize(("formula", "fault"), BROKEN.items())
def test_a_formula_that_mathjax_refuses(formula: str, fault: str) -> None:
    assert latex_fault(formula) == fault


def test_rows_outside_of_environments() -> None:
    assert latex_fault(r"a &= b \\ &= c", rows=True) == ""
    assert latex_fault(r"{a & b}", rows=True) == "'&' stands outside of a table"


@pytest.mark.parametrize("piece", ["{", "}", "\\left(", "\\begin{a}", "\\sqrt[", "\\text{", "^", "\\frac"])
def test_a_huge_formula_takes_no_long_time(piece: str) -> None:
    assert latex_fault(piece * (200_000 // len(piece)))


@pytest.mark.parametrize("piece", ["{}", "x^2 ", "\\left(\\right)", "\\sqrt[3]{x}", "\\text{a}", "\\alpha&"])
def test_a_huge_formula_that_is_valid(piece: str) -> None:
    assert latex_fault(piece * (200_000 // len(piece)), rows=True) == ""


@settings(max_examples=100)
@given(
    st.lists(
        st.sampled_from(r"\frac { } ^ _ & \\ \left( \right) [ ] ' \begin{cases} \end{cases} x \sqrt".split())
    )
)
def test_a_formula_in_braces_is_as_good_as_without(tokens: list[str]) -> None:
    formula = " ".join(tokens)
    if not latex_fault(formula):
        assert latex_fault(f"{{{formula}}}") == latex_fault(f"\\text{{a}} {{{formula}}}^2") == ""
        assert latex_fault(f"{formula}}}")
