from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress.markup import Hidden, render, render_cloze, render_inline
from deckpress.markup.math import math_html, math_spans, valid_latex


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("$ a < b $", r"\(a &lt; b\)"),
        (r"\(a & b\)", r"\(a &amp; b\)"),
        ("$a\nb$", r"\(a b\)"),
        ("$$\nx\n\n+ y\n$$", "\\[x\n+ y\\]"),
        (r"\[ \nabla f \]", r"\[\nabla f\]"),
        (r"$\ce{2H2 + O2 -> 2H2O}$", r"\(\ce{2H2 + O2 -&gt; 2H2O}\)"),
        (r"$x \tag{1}$", r"\(x \qquad\text{(1)}\)"),
        (r"$$x \tag{1}$$", r"\[x \tag{1}\]"),
    ],
)
def test_formula(source: str, html: str) -> None:
    assert math_html(source) == html


@pytest.mark.parametrize(
    ("body", "valid"),
    [
        (r"\begin{align*}a&=b\\c&=d\end{align*}", r"\begin{aligned}a&=b\\c&=d\end{aligned}"),
        (r"\begin{align}a\tag{2}\end{align}", r"\begin{aligned}a\qquad\text{(2)}\end{aligned}"),
        (r"\begin{alignat}{2}a&b\end{alignat}", r"\begin{alignedat}{2}a&b\end{alignedat}"),
        (r"\begin{gather}a\\b\end{gather}", r"\begin{gathered}a\\b\end{gathered}"),
        (r"\begin{equation*} a = b \end{equation*}", "a = b"),
        (r"\begin{eqnarray}a&=&b\end{eqnarray}", r"\begin{array}{rcl}a&=&b\end{array}"),
        (r"a = b \\ c = d", "\\begin{gathered}\na = b \\\\ c = d\n\\end{gathered}"),
        (r"a &= b \\ &= c", "\\begin{aligned}\na &= b \\\\ &= c\n\\end{aligned}"),
        (r"\begin{pmatrix}1\\2\end{pmatrix}", r"\begin{pmatrix}1\\2\end{pmatrix}"),
        (r"\sum_{\substack{i \\ j}} x", r"\sum_{\substack{i \\ j}} x"),
        (r"\text{50\% of } x \& y", r"\text{50% of } x \& y"),
        (r"\textbf{a\_b \$5 \{c\}\ d} + \mbox{R\&D}", r"\textbf{a_b \$5 \{c\} d} + \mbox{R&D}"),
        (r"\text{at $5\%$}", r"\text{at $5\%$}"),
        (r"\frac{50%}{2} \% 3", r"\frac{50\%}{2} \% 3"),
        ("5% of 20", r"5\% of 20"),
        (r"a = b \label{eq:first}", "a = b "),
        (r"f: \N \to \R, \Re z, \bm{x}", r"f: \mathbb{N} \to \mathbb{R}, \Re z, \boldsymbol{x}"),
        (r"\newcommand{\R}{x} \R", r"\newcommand{\R}{x} \R"),
        (r"a \tag{1} + b \tag{2}", r"a \qquad\text{(1)} + b \qquad\text{(2)}"),
        ("a &= b", "\\begin{aligned}\na &= b\n\\end{aligned}"),
        (r"a = b \\", "a = b"),
        (r"a \\[b] c", "\\begin{gathered}\na \\\\ [b] c\n\\end{gathered}"),
        (r"\begin{array}{c}a \\[2pt] c\end{array}", r"\begin{array}{c}a \\[2pt] c\end{array}"),
    ],
)
def test_display_that_mathjax_takes(body: str, valid: str) -> None:
    assert valid_latex(body) == valid


@pytest.mark.parametrize(
    ("body", "valid"),
    [
        (r"a \\ b", r"\begin{gathered} a \\ b \end{gathered}"),
        (r"a & b", r"a & b"),
        (r"x \tag{1}", r"x \qquad\text{(1)}"),
        (r"\begin{align}a&=b\end{align}", r"\begin{aligned}a&=b\end{aligned}"),
    ],
)
def test_formula_in_a_line(body: str, valid: str) -> None:
    assert valid_latex(body, display=False) == valid


def test_rows_beside_an_environment() -> None:
    body = r"A = \begin{pmatrix}1\\2\end{pmatrix} \\ B = 0"
    assert valid_latex(body) == f"\\begin{{gathered}}\n{body}\n\\end{{gathered}}"


def test_math_of_a_field() -> None:
    html = render("$a<b$ `\\(no\\)`\n\n$$c$$\n\n```none\n\\[no\\]\n```")
    assert math_spans(html) == [r"\(a<b\)", r"\[c\]"]
    source = r"so $\frac{a}{\text{b}}$"
    assert math_spans(render_cloze(source, [Hidden(3, len(source), 1)])) == [r"\(\frac{a}{\text{b} }\)"]


@settings(max_examples=100)
@given(st.text(st.sampled_from("abxy^_{}<>&*+=-\\ "), min_size=1, max_size=30))
def test_latex_is_never_touched_by_markdown(body: str) -> None:
    if body.strip().endswith("\\") or "\\\\" in body:
        return
    body = f"x{body}y"
    assert math_spans(render_inline(f"**Law**: $${body}$$ *holds*")) == [f"\\[{valid_latex(body)}\\]"]
