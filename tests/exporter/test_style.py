from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress.exporter import css_fault, footer_fault, footer_html

ELSEWHERE = "loads something from elsewhere, which cards never do; only data: addresses may be used"


@pytest.mark.parametrize(
    "css",
    [
        "",
        ".card { color: teal; font: 20px/1.5 \"Iowan Old Style\", 'Noto \\27 Serif'; }",
        "/* url(https://school.example) in a comment */ .extra > div { margin: 0 }",
        "@media (max-width: 480px) { .card { font-size: 18px } }",
        ".card { background: url(data:image/png;base64,AAAA) }",
        '.card { background: url( "data:image/svg+xml,%3Csvg/%3E" ); mask: url(#hole) }',
        ".a::before { content: 'url(x.png) { @import' }",
        '.a::before { content: "it\'s } \\" (" }',
        ".source-url (.x) { } .curl(1) {}",
    ],
)
def test_style_sheets_that_may_stand_on_cards(css: str) -> None:
    assert css_fault(css) is None


@pytest.mark.parametrize(
    ("css", "line", "message"),
    [
        ("a {}\n@import 'more.css';", 2, f"'@import' {ELSEWHERE}"),
        ("@IMPORT url(more.css);", 1, f"'@IMPORT' {ELSEWHERE}"),
        ("\n/* a\nb */ .a { background: url(owl.png) }", 3, f"'url(' {ELSEWHERE}"),
        (".a { background: URL( 'https://school.example/owl.png' ) }", 1, f"'URL( \"' {ELSEWHERE}"),
        (".a { background: u\\72 l(owl.png) }", 1, f"'url(' {ELSEWHERE}"),
        (".a { background: u\\r\\l(owl.png) }", 1, f"'url(' {ELSEWHERE}"),
        ("@font-face { src: src('owl.woff') }", 1, f"'src(\"' {ELSEWHERE}"),
        (".a { background: -webkit-image-set('owl.png' 1x) }", 1, f"'-webkit-image-set(' {ELSEWHERE}"),
        (".a { background: image('owl.png') }", 1, f"'image(' {ELSEWHERE}"),
        (".a { width: expression(alert(1)) }", 1, "'expression(' runs a script"),
        (".a { behavior : x }", 1, "'behavior :' runs a script"),
        (".a { }\n</style><script>", 2, "'</' would end the style sheet"),
        (".a::before { content: '</STYLE>' }", 1, "'</' would end the style sheet"),
        (".a {\n.b { color: teal }\n", 1, "'{' is never closed"),
        (".a { color: teal } }\n", 1, "'}' closes nothing"),
        (".a { color: rgb(1 }", 1, "'}' closes nothing"),
        (".a { }\n/* a note", 2, "/* is never closed"),
        (".a { content: 'it }\n", 1, "' is never closed"),
    ],
)
def test_style_sheets_that_may_not(css: str, line: int, message: str) -> None:
    assert css_fault(css) == (line, message)


@given(st.text(alphabet="@import url(){}'\"\\/*72\n<:;data", max_size=60))
@settings(max_examples=100, deadline=None)
def test_a_line_of_the_style_sheet_is_named(css: str) -> None:
    fault = css_fault(css)
    assert fault is None or 1 <= fault[0] <= css.count("\n") + 1


@pytest.mark.parametrize(
    ("footer", "fault"),
    [
        ("", None),
        ("Night School · **ask** at <ask@school.example>, <https://school.example>", None),
        ("1 < 2 and {{cards}}", None),
        ("<small>Night School</small>", None),
        ("<script>alert(1)</script>", "<script> may not stand on cards"),
        ("<b onclick='x()'>School</b>", "'onclick' runs a script"),
        ("[ask](javascript:x())", "'javascript:' runs a script"),
        ("<iframe src='https://school.example'></iframe>", "<iframe> may not stand on cards"),
        ("![owl](owl.png)", "a picture or sound is not text; the setting 'logo' shows a picture"),
        (
            "<audio src='owl.mp3'></audio>",
            "a picture or sound is not text; the setting 'logo' shows a picture",
        ),
    ],
)
def test_what_a_footer_may_hold(footer: str, fault: str | None) -> None:
    assert footer_fault(footer) == fault


def test_a_footer_is_text_a_logo_or_both() -> None:
    name = "_deckpress-0123.svg"
    assert footer_html("") == ""
    assert footer_html("*Night* School") == "<em>Night</em> School"
    assert footer_html("", name) == f'<img src="{name}" class="logo" alt="Logo">'
    assert footer_html("School", name) == f'<img src="{name}" class="logo" alt=""> School'
