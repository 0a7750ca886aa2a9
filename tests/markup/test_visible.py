from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress.markup import visible_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a <b>b</b>c</p><p>d</p>", "a bc d"),
        ("<ul><li>a</li><li>b<br>c</li></ul>", "a b c"),
        ("{{c1::Paris}} lies on the {{c2::Seine::river}}", "Paris lies on the Seine"),
        ("{{c1::a {{c2::b::h}} c::hint}}", "a b c"),
        ("{{c1::&#125;&#125; &#58;&#58;}}", "}} ::"),
        (r"\(a &lt; b\) {{c1::\(\frac{a}{b} }\)}}", r"\(a < b\) \(\frac{a}{b} }\)"),
        ("a<!-- no -->b<img src='x'>c", "ab c"),
        ("&lt;b&gt; &amp;amp;\u00a0x", "<b> &amp; x"),
        ("", ""),
    ],
)
def test_what_a_learner_sees(html: str, text: str) -> None:
    assert visible_text(html) == text


@settings(max_examples=60)
@given(st.text(st.sampled_from("{}c1:<>!-a/"), max_size=60))
def test_any_text_has_a_visible_text(html: str) -> None:
    shown = visible_text(html)
    assert shown == " ".join(shown.split())
