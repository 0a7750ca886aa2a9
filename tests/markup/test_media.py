from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress.markup import Remote, media_addresses, render, visible_text, with_media

NAMES = {
    "img/cell.png": "deckpress-1.png",
    "my cell.svg": "deckpress-2.svg",
    "say.mp3": "deckpress-3.mp3",
    "film.mp4": "deckpress-4.mp4",
    "a&b.gif": "deckpress-5.gif",
}


def packed(markdown: str, remote: Remote = Remote.LINK) -> str:
    return with_media(render(markdown), NAMES.get, remote)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        (
            '![A cell](img/cell.png "seen from above")',
            '<p><img src="deckpress-1.png" alt="A cell" title="seen from above"></p>',
        ),
        ('<img src="img/cell.png" width="80">', '<img src="deckpress-1.png" width="80">'),
        (
            '<img src="my cell.svg" title="not src=" alt="x">',
            '<img src="deckpress-2.svg" title="not src=" alt="x">',
        ),
        ("![](a&b.gif)", '<p><img src="deckpress-5.gif" alt=""></p>'),
        ("![Listen](say.mp3)", "<p>[sound:deckpress-3.mp3]</p>"),
        ("[hear *it*](say.mp3)", "<p>hear <em>it</em> [sound:deckpress-3.mp3]</p>"),
        ('<audio controls src="say.mp3">no player</audio>', "<p>[sound:deckpress-3.mp3]</p>"),
        (
            '<audio controls><source src="say.mp3"><source src="say.ogg"></audio> x',
            "<p>[sound:deckpress-3.mp3] x</p>",
        ),
        ('<video src="film.mp4" width="9"></video>', "<p>[sound:deckpress-4.mp4]</p>"),
        (
            "[![A cell](img/cell.png)](https://cells.example)",
            '<p><a href="https://cells.example"><img src="deckpress-1.png" alt="A cell"></a></p>',
        ),
        ("`![A cell](img/cell.png)`", "<p><code>![A cell](img/cell.png)</code></p>"),
        ("[the page](cells.md)", '<p><a href="cells.md">the page</a></p>'),
    ],
)
def test_media_by_their_names(markdown: str, html: str) -> None:
    assert packed(markdown) == html


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("![A *thin* cell](gone.png) here", "A thin cell here"),
        ("![](gone.png) here", "here"),
        ("[hear it](gone.mp3)", "hear it"),
        ('<audio src="gone.mp3">no player</audio>here', "here"),
        ('<source src="gone.mp3">here', "here"),
        ("<img alt='1 < 2'>", "1 < 2"),
    ],
)
def test_without_a_name_the_text_stays(markdown: str, text: str) -> None:
    html = packed(markdown)
    assert visible_text(html) == text
    assert not re.search("<(?:img|audio|source|a)\\b", html)


@pytest.mark.parametrize(
    ("markdown", "linked", "dropped"),
    [
        (
            "![far](https://cells.example/c.png?a=1&b=2)",
            '<a href="https://cells.example/c.png?a=1&amp;b=2">far</a>',
            "far",
        ),
        (
            "![](//cells.example/c.png)",
            '<a href="https://cells.example/c.png">https://cells.example/c.png</a>',
            "",
        ),
        (
            "[![far](https://cells.example/c.png)](https://cells.example)",
            '<a href="https://cells.example">far</a>',
            '<a href="https://cells.example">far</a>',
        ),
        (
            '<audio src="https://cells.example/c.mp3"></audio>',
            '<a href="https://cells.example/c.mp3">https://cells.example/c.mp3</a>',
            "",
        ),
    ],
)
def test_media_on_the_web(markdown: str, linked: str, dropped: str) -> None:
    assert packed(markdown) == f"<p>{linked}</p>"
    assert packed(markdown, Remote.DROP) == f"<p>{dropped}</p>"
    assert media_addresses(render(markdown)) == []


def test_pictures_on_the_web_can_be_shown() -> None:
    markdown = "![far](https://cells.example/c.png)"
    assert packed(markdown, Remote.SHOW) == render(markdown)


def test_addresses_come_once_and_in_order() -> None:
    markdown = "![](b.png) ![](a.png) [hear](c.mp3) <audio src='d.ogg'></audio> ![](b.png) [no](e.png)"
    assert media_addresses(render(markdown)) == ["b.png", "a.png", "c.mp3", "d.ogg"]


PIECES = [
    "![",
    "](",
    "a.png",
    ")",
    "<img src='",
    "'>",
    "<audio>",
    "</audio>",
    "<a href='x.mp3'>",
    "</a>",
    " ",
    "x",
    '"',
    "<source src=y.mp3>",
]


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
@settings(max_examples=100, deadline=None)
def test_no_address_is_left(markdown: str) -> None:
    html = with_media(render(markdown), lambda _: "deckpress-1.png")
    assert set(media_addresses(html)) <= {"deckpress-1.png"}
    assert not re.search(r"<(?:audio|source)\b", html)
    assert with_media(html, lambda _: "deckpress-1.png") == html
