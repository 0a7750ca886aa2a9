"""Rendering: cases an author could have written, and what must hold for every text."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress.markup import blocks, render, render_inline, visible_text
from deckpress.markup.dialect import is_paragraph
from deckpress.markup.emphasis import emphasis_tags
from deckpress.markup.places import clean

CASES = Path(__file__).parents[1] / "cases" / "markup.md"


def _cases() -> Iterator[tuple[str, str, str]]:
    parts = CASES.read_text(encoding="utf-8").split("\n\n", 1)[1].split("\n.\n")
    assert len(parts) > 90
    assert len(parts) % 3 == 1, "a case has three parts"
    for place in range(0, len(parts) - 1, 3):
        yield parts[place].strip(), parts[place + 1], parts[place + 2]


@pytest.mark.parametrize(
    ("source", "html"), [pytest.param(source, html, id=title) for title, source, html in _cases()]
)
def test_case(source: str, html: str) -> None:
    assert render(source) == html


def test_a_sentence_has_no_paragraph_and_begins_no_list() -> None:
    assert render_inline("**1066** was a leap") == "<strong>1066</strong> was a leap"
    assert render_inline("1066. It was") == "1066. It was"
    assert render_inline("- $x$") == r"- \(x\)"
    assert render_inline("a\\\nb") == "a<br>b"
    assert render_inline("") == render("") == ""


def test_text_is_kept_as_anki_keeps_it() -> None:
    assert render_inline("cafe\u0301 a\x1fb\x00c\x07d\r\ne\ud800\ufdd0") == "caf\u00e9 abcd\ne"


PLAIN = st.text(
    st.one_of(
        st.sampled_from("abc XYZ 0129 .,;:!?()'\"/%–—é°α한字🙂|>=+-#&<"),
        st.characters(
            exclude_categories=("Cs", "Cc", "Zl", "Zp"),
            exclude_characters="\\`*_~$[{",
        ),
    ),
    min_size=1,
    max_size=60,
)


@settings(max_examples=100)
@given(PLAIN)
def test_a_plain_line_is_rendered_as_markdown_itself_would(text: str) -> None:
    text = clean(text).strip()
    # Markdown takes `<word>` for HTML, and an indented or marked line for a block.
    if "<" in text or "://" in text or not is_paragraph(text):
        return
    assert blocks._plain_line(text, inline=False) == markdown.markdown(text)


MARKED = st.lists(
    st.sampled_from(
        ["word", "é", "**", "*", "_", "~~", " ", ".", ":", "(", ")", '"', "&", "&amp;", "<", "1. ", "#"]
    ),
    min_size=1,
    max_size=12,
).map("".join)


@settings(max_examples=100)
@given(MARKED)
def test_the_short_way_for_a_line_gives_what_the_long_way_gives(text: str) -> None:
    text = text.strip()
    for inline in (False, True):
        short = blocks._plain_line(text, inline=inline)
        if short is not None and text:
            long = blocks._RENDERER.convert(text, inline=inline)
            assert emphasis_tags(short) == emphasis_tags(
                long.removeprefix("<p>").removesuffix("</p>") if inline else long
            )


WORD = re.compile("[a-z]{2,}")
WORDS = st.from_regex(r"[a-z]{1,6}", fullmatch=True)
MARKUP = st.one_of(
    WORDS,
    WORDS.map("**{}**".format),
    WORDS.map("*{}*".format),
    WORDS.map("`{}`".format),
    WORDS.map("${}_1$".format),
    WORDS.map(r"\({}^2\)".format),
    WORDS.map("~~{}~~".format),
    WORDS.map("[{}](/page)".format),
)
SENTENCE = st.lists(MARKUP, min_size=1, max_size=6).map(" ".join)
BLOCK = st.one_of(
    SENTENCE,
    SENTENCE.map("### {}".format),
    SENTENCE.map("> {}".format),
    st.lists(SENTENCE, min_size=1, max_size=3).map(lambda lines: "\n".join(f"- {line}" for line in lines)),
    st.lists(SENTENCE, min_size=1, max_size=3).map(
        lambda lines: "\n".join(f"1. {line}\n   - {line}" for line in lines)
    ),
    SENTENCE.map("| a | b |\n|---|---|\n| {} | c |".format),
    SENTENCE.map("```\n{}\n```".format).filter(lambda block: "*" not in block and "$" not in block),
    st.just("$$\na_1 \\\\ b\n$$"),
)


@settings(max_examples=60)
@given(st.lists(BLOCK, min_size=1, max_size=4).map("\n\n".join))
def test_no_mark_of_markdown_is_left(source: str) -> None:
    html = render(source)
    shown = visible_text(re.sub(r"<code>.*?</code>", "", html, flags=re.DOTALL))
    assert not re.search(r"\*\*|~~|`|\$|###|\]\(", shown), html
    assert set(WORD.findall(source)) - {"page"} <= set(WORD.findall(visible_text(html)))


@settings(max_examples=100)
@given(st.text(st.sampled_from("ab*_~`$\\<>/[](){}|-#=:&;!\"' \t\n1.é\ufdd5\x1f"), max_size=80))
def test_any_text_gives_html_without_private_marks(source: str) -> None:
    for html in (render(source), render_inline(source)):
        assert not re.search("[\ufdd0-\ufdef\x00-\x08\x0b-\x1f]", html)
        assert "{{" not in html


@pytest.mark.parametrize(
    "piece", ["> ", "- ", "1. ", "*a **b ", "[", "![", "`a``b", "$a$ ", "<b>", "<div>", "{{c1::", "|"]
)
def test_long_and_deep_texts_end(piece: str) -> None:
    assert isinstance(render(piece * (20_000 // len(piece))), str)


def test_threads_render_at_the_same_time() -> None:
    source = "1. a\\*\n   - b  \n     c\n" * 20
    expected = render(source)
    found: list[bool] = []
    threads = [
        threading.Thread(target=lambda: found.extend(render(source) == expected for _ in range(20)))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 60
