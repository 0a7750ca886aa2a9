"""Spans of Markdown, and what a reader sees of a line of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress.parser.inline import SpanKind, inline_spans, plain_text

CODE, MATH, DISPLAY = SpanKind.CODE, SpanKind.MATH, SpanKind.DISPLAY
FENCE, LINK, IMAGE, HTML = SpanKind.FENCE, SpanKind.LINK, SpanKind.IMAGE, SpanKind.HTML


def found(text: str) -> list[tuple[SpanKind, str]]:
    return [(span.kind, text[span.start : span.end]) for span in inline_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "$x$",
        "$ x $",
        "$2x + 1$",
        "$ 2x $",
        "$-1 < x < 7$",
        "$ -1 < x < 7$",
        r"$\alpha$ particles",
        r"Al$^{3+}$ ions",
        "C$_{12}$H",
        r"$\text{work done by gas}$",
        r"\(a + b\)",
        "\\(a\n+ b\\)",
        r"$a \$ b$",
    ],
)
def test_math(text: str) -> None:
    assert [kind for kind, _ in found(text)] == [MATH]


@pytest.mark.parametrize(
    "text",
    [
        "from $26,000 to $40,000 a year",
        "$5 and $6",
        "a $6 price floor, then $7",
        "US$ 1.3 trillion, or C$ 2 of it $",
        "$ $",
        "pay $100 for $x",
        "worth $5 million, not $4",
        "the dollar ($) and the euro ($)",
        "$x\ny$",
        r"\$x$",
        "costs $x$5",
        r"\(never closed",
        "\\(a\n\nb\\)",
        "``` x",
        "`a\n\nb`",
        "`a\n- b`",
        r"\`a`",
        "$$",
        "$$ $$",
        "$$a\n\nb$$",
        "[a](b c)",
        "vector<int> and <T>",
        "a < b > c",
    ],
)
def test_nothing(text: str) -> None:
    kinds = [kind for kind, _ in found(text)]
    assert kinds == ([FENCE] if text.startswith("```") else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a ``b ` c`` `d`", [(CODE, "``b ` c``"), (CODE, "`d`")]),
        ("a `\\` b", [(CODE, "`\\`")]),
        ("\\`no\\` code, `yes`", [(CODE, "`yes`")]),
        ("`$x$` $y$", [(CODE, "`$x$`"), (MATH, "$y$")]),
        ("$5 for `$x` and $x^2$", [(CODE, "`$x`"), (MATH, "$x^2$")]),
        ("$$\na = b\n$$ and $$c$$", [(DISPLAY, "$$\na = b\n$$"), (DISPLAY, "$$c$$")]),
        (r"\[a\] \(b\)", [(DISPLAY, r"\[a\]"), (MATH, r"\(b\)")]),
        ("a\n   ```py\n$x$\n   ```\n`b`", [(FENCE, "```py\n$x$\n   ```"), (CODE, "`b`")]),
        ("~~~\n```\n~~~\n", [(FENCE, "~~~\n```\n~~~")]),
        ("````\n```\n````", [(FENCE, "````\n```\n````")]),
        ("```\nnever closed", [(FENCE, "```\nnever closed")]),
        ("- ```\n  a\n  ```", [(FENCE, "```\n  a\n  ```")]),
        ("[a `b` $c$](d_e 'f') $g$", [(LINK, "[a `b` $c$](d_e 'f')"), (MATH, "$g$")]),
        ("![a](b.png)[![c](d)](e(f))", [(IMAGE, "![a](b.png)"), (LINK, "[![c](d)](e(f))")]),
        ("<https://a.b/c_d>, https://e.f/g_h.", [(LINK, "<https://a.b/c_d>"), (LINK, "https://e.f/g_h")]),
        (
            'H<sub>2</sub>O<br/><a href="$x">',
            [(HTML, "<sub>"), (HTML, "</sub>"), (HTML, "<br/>"), (HTML, '<a href="$x">')],
        ),
        ("a <!-- `b` --> c", [(HTML, "<!-- `b` -->")]),
    ],
)
def test_spans(text: str, expected: list[tuple[SpanKind, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("Plain  words\nof two lines ", "Plain words of two lines"),
        ("**bold** *it* ***both*** __b__ _i_ ~~no~~ ==term==", "bold it both b i no term"),
        ("**The *Iliad* and `code`**", "The Iliad and code"),
        (
            "2 * 3 * 4, snake_case_name, a == b == c, x==1 or y==2",
            "2 * 3 * 4, snake_case_name, a == b == c, x==1 or y==2",
        ),
        (r"5 \* 3, \_x\_, C:\Users", "5 * 3, _x_, C:\\Users"),
        ("$x$ or $n = 3$", "x or n = 3"),
        (r"$x^2$, \(\pi\), $$a_1$$", r"\(x^2\), \(\pi\), \(a_1\)"),
        ("[a **b**](c) ![d](e) <https://f.g>", "a b d https://f.g"),
        ("Salt &amp; water, `&amp;`", "Salt & water, &amp;"),
        ("H<sub>2</sub>O<br>and List<int>", "H2O and List<int>"),
        ("a \ufffc `b` \ufffc &#65532;", "a \ufffc b \ufffc \ufffc"),
        ("**Adenine (A)** pairs with **thymine (T)**", "Adenine (A) pairs with thymine (T)"),
        ("`` ` ``", "`"),
        ("**unclosed", "**unclosed"),
    ],
)
def test_plain_text(markdown: str, text: str) -> None:
    assert plain_text(markdown) == text


MARKS = st.text(alphabet="a1 \n$`\\()[]<>/!*_~=&;:.,-|h\ufffc", max_size=60) | st.text()


@settings(max_examples=100, deadline=None)
@given(MARKS)
def test_spans_are_in_order_and_apart(text: str) -> None:
    end = 0
    for span in inline_spans(text):
        assert end <= span.start < span.end <= len(text)
        end = span.end


@settings(max_examples=100, deadline=None)
@given(MARKS)
def test_plain_text_is_one_line(text: str) -> None:
    plain = plain_text(text)
    assert plain == " ".join(plain.split())


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab c\n.,é", max_size=60))
def test_text_without_marks_is_what_it_is(text: str) -> None:
    assert inline_spans(text) == []
    assert plain_text(text) == " ".join(text.split())
