"""No script, handler, frame or style of an author reaches a field, also where the sanitiser is skipped."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress.markup import render, render_inline
from deckpress.markup.links import is_safe_address
from deckpress.markup.safe_html import TAGS, safe_html
from deckpress.parser.inline import SpanKind, inline_spans
from tests.markup.gfm import outline

_SAFE_ATTRIBUTES = {
    "alt", "class", "colspan", "controls", "datetime", "dir", "height", "href", "lang", "open", "poster",
    "reversed", "rowspan", "scope", "span", "src", "start", "style", "tabindex", "title", "type", "value",
    "width",
}  # fmt: skip


class _Watch(HTMLParser):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        for name, value in attrs:
            assert name in _SAFE_ATTRIBUTES
            if name in ("href", "src", "poster"):
                assert is_safe_address(value or "")
            if name == "tabindex":
                assert value == "0"
            if name == "style":
                assert (value or "").startswith("text-align: ")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def _assert_safe(html: str) -> None:
    watch = _Watch()
    watch.feed(html)
    watch.close()


PIECES = [
    "<script>", "</script>", "alert(1)", "<img src=x onerror=alert(1)>", "<b", ">", "<", "</b>", "<b>",
    "\"", "'", "<a href='javascript:alert(1)'>", "[x](javascript:alert(1))", "[x](<java\tscript:a>)",
    "![x](data:x)", "[a](/b 'c\"><script>')", "<iframe src=//x>", "<svg/onload=a>", "<style>", "<!--",
    "-->", "<![CDATA[", "<?php", "`<script>`", "$<script>$", "```html\n<script>\n```\n", "\n", "\n\n",
    "    ", "- ", "> ", "| a |\n|---|\n", "<details open ontoggle=a>", "<div style='position:fixed'>",
    "&lt;script&gt;", "&#60;script>", "<https://x>", "\\<script>", "<td style='text-align: left'>",
    "<math><mi>", "<form action=x>", "<input onfocus=a autofocus>",
]  # fmt: skip
HOSTILE = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


@settings(max_examples=100)
@given(HOSTILE)
def test_nothing_harmful_is_rendered(source: str) -> None:
    _assert_safe(render(source))
    _assert_safe(render_inline(source))


@settings(max_examples=100)
@given(HOSTILE)
def test_without_tags_the_sanitiser_would_change_nothing(source: str) -> None:
    if not any(span.kind is SpanKind.HTML for span in inline_spans(source)):
        html = render(source)
        assert outline(safe_html(html)) == outline(html)


@pytest.mark.parametrize(
    ("html", "safe"),
    [
        ("<b>a", "<b>a</b>"),
        ('<td style="text-align: left">a', "a"),
        (
            '<table><tr><td style="color: red" colspan="2">a</table>',
            '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>',
        ),
        ('<span class="cloze" style="x">a</span>', "<span>a</span>"),
        ('<div class="table" tabindex="0">a</div>', '<div class="table" tabindex="0">a</div>'),
        ('<pre class="code" tabindex="0">a</pre>', '<pre class="code" tabindex="0">a</pre>'),
        ('<pre class="table" tabindex="5">a</pre>', "<pre>a</pre>"),
        ('<a href="//x" target="_blank" id="y">a</a>', '<a href="//x">a</a>'),
        ('<audio controls src="a.mp3"></audio>', '<audio controls="" src="a.mp3"></audio>'),
    ],
)
def test_what_stays(html: str, safe: str) -> None:
    assert safe_html(html) == safe


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://example.org", True),
        ("mailto:a@example.org", True),
        ("/learn/a", True),
        ("#b", True),
        ("a/b:c", True),
        ("", True),
        ("javascript:a", False),
        ("JAVA\tSCRIPT:a", False),
        (" \x01javascript:a", False),
        ("data:text/html,a", False),
        ("file:///etc/passwd", False),
    ],
)
def test_addresses(address: str, safe: bool) -> None:
    assert is_safe_address(address) is safe
