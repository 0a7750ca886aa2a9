from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress.markup import render
from deckpress.markup.code import block_html, code_html, fence_html


def _text(rendered: str) -> str:
    return html.unescape(re.sub(r"<[^<>]*>", "", rendered))


@pytest.mark.parametrize(
    ("source", "shown"),
    [("`a`", "a"), ("`` a`b ``", "a`b"), ("` `", " "), ("`a\nb`", "a b"), ("`<b> &amp;`", "<b> &amp;")],
)
def test_code_span(source: str, shown: str) -> None:
    assert _text(code_html(source)) == shown


def test_fences_lose_the_indentation_of_the_fence_alone() -> None:
    assert _text(fence_html("```\n     a\n   b\n c\n```", "   ")) == "  a\nb\nc"
    assert _text(fence_html("```\n> a\n>  b\n> ```", "> ")) == "a\n b"
    assert _text(fence_html("~~~ none\n\n\ta\n~~~")) == "\n\ta"
    assert _text(fence_html("````\n```\n````")) == "```"
    assert _text(fence_html("```\nnever closed")) == "never closed"
    assert _text(fence_html("```")) == ""


def test_a_fence_in_an_item_keeps_its_place() -> None:
    shown = _text(render("1. Run:\n\n   ```python\n   if x:\n       y()\n   ```\n"))
    assert shown == "Run:if x:\n    y()"


def test_unknown_languages_are_plain() -> None:
    assert block_html("a < b", "klingon") == '<pre class="code"><code>a &lt; b</code></pre>'
    assert block_html("a", "") == block_html("a", "text") == '<pre class="code"><code>a</code></pre>'


def test_colours_are_classes() -> None:
    coloured = fence_html("```Java\nint x = 1; // one\n```")
    assert "style=" not in coloured
    assert '<span class="c1">// one</span>' in coloured


LANGUAGES = st.sampled_from(
    ["python", "c", "cpp", "java", "bash", "sql", "scheme", "prolog", "html", "json", "none"]
)


@settings(max_examples=60)
@given(LANGUAGES, st.text(st.sampled_from("ab(){}[]<>&;:'\"\\/#=+-* \n\t10"), max_size=40))
def test_colours_change_no_character(language: str, code: str) -> None:
    rendered = block_html(code, language)
    assert _text(rendered) == code
    assert not any(mark in rendered for mark in ("{{", "}}", "::"))


def test_the_keyboard_reaches_code_that_scrolls() -> None:
    narrow, wide = "x" * 32, "x" * 33
    assert block_html(narrow, "").startswith('<pre class="code"><code>')
    assert block_html(f"a\n{wide}", "python").startswith('<pre class="code" tabindex="0"><code>')
    assert render(f"    {wide}").startswith('<pre class="code" tabindex="0"><code>')
    assert render(f"```\n\t{'x' * 29}\n```").startswith('<pre class="code" tabindex="0"><code>')


def test_the_keyboard_reaches_tables_that_scroll() -> None:
    def table(cell: str) -> str:
        return f"| a | b |\n|---|---|\n| c | {cell} |"

    assert render(table("d")).startswith('<div class="table"><table>')
    wide = render(table("many words in one cell of the table"))
    assert wide.startswith('<div class="table" tabindex="0"><table>')
    with_tags = render(table("many words in <b>one</b> cell of the table"))
    assert with_tags.startswith('<div class="table" tabindex="0"><table>')
