"""Deletions around rendered Markdown, and what Anki's own cloze parser makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deckpress.markup import Hidden, render, render_cloze, render_inline, visible_text
from tests.anki_learner import Learner
from tests.markup.gfm import outline


def _cloze(source: str, *terms: str, hint: str = "") -> str:
    """Hide the first occurrence of each term, under 1, 2, ..."""
    places = [source.index(term) for term in terms]
    hidden = [
        Hidden(place, place + len(term), ordinal, hint)
        for ordinal, (place, term) in enumerate(zip(places, terms, strict=True), 1)
    ]
    return render_cloze(source, hidden)


@pytest.mark.parametrize(
    ("source", "terms", "html"),
    [
        ("Paris lies on the Seine.", ["Seine", "Paris"], "{{c2::Paris}} lies on the {{c1::Seine}}."),
        ("a **big** cat", ["big"], "a <strong>{{c1::big}}</strong> cat"),
        ("a **big** cat", ["**big**"], "a {{c1::<strong>big</strong>}} cat"),
        (
            "a **big cat** sat",
            ["cat** sat"],
            "a <strong>big </strong>{{c1::<strong>cat</strong> sat}}",
        ),
        ("*a **b c** d*", ["c** d"], "<em>a <strong>b </strong>{{c1::<strong>c</strong> d}}</em>"),
        ("snake_case_name is _so_", ["case", "so"], "snake_{{c1::case}}_name is <em>{{c2::so}}</em>"),
        (r"is $\frac{a}{\text{b}}$.", [r"$\frac{a}{\text{b}}$"], r"is {{c1::\(\frac{a}{\text{b} }\)}}."),
        (r"$x_{a_{b_{c}}}$ is", [r"$x_{a_{b_{c}}}$"], r"{{c1::\(x_{a_{b_{c} } }\)}} is"),
        (
            "use `std::map{{1}}`",
            ["`std::map{{1}}`"],
            "use {{c1::<code>std&#58;&#58;map&#123;&#123;1&#125;&#125;</code>}}",
        ),
        ("the set {x}} or a::b", ["{x}}", "a::b"], "the set {{c1::{x&#125;&#125;}} or {{c2::a&#58;&#58;b}}"),
        ("the set {x}", ["{x}"], "the set {{c1::{x&#125;}}"),
        (
            "see [the sun](/a::b) rise",
            ["[the sun](/a::b)"],
            'see {{c1::<a href="/a&#58;&#58;b">the sun</a>}} rise',
        ),
        ("H<sub>2</sub>O is water", ["H<sub>2</sub>O"], "{{c1::H<sub>2</sub>O}} is water"),
        ("AT&amp;T \\* one", ["AT&amp;T \\*"], "{{c1::AT&amp;T *}} one"),
        ("{{c1::x}} y", ["y"], "&#123;&#123;c1::x}} {{c1::y}}"),
        (
            "Cells:\n- **plant**: wall\n- animal",
            ["plant", "animal"],
            "<p>Cells:</p><ul><li><strong>{{c1::plant}}</strong>: wall</li><li>{{c2::animal}}</li></ul>",
        ),
        ("one\ntwo", ["one\ntwo"], "{{c1::one\ntwo}}"),
    ],
)
def test_deletions(source: str, terms: list[str], html: str) -> None:
    assert _cloze(source, *terms) == html


def test_a_table_cell() -> None:
    html = _cloze("| metal | sign |\n|---|---|\n| tin | Sn |", "Sn")
    assert "<td>tin</td><td>{{c1::Sn}}</td>" in html


def test_hints() -> None:
    assert _cloze("It is x: y", "x:", hint="a::b}") == "It is {{c1::x&#58;::a&#58;&#58;b&#125;}} y"
    assert _cloze("It is x", "x", hint="<i>{{c1::") == "It is {{c1::x::&lt;i&gt;&#123;&#123;c1&#58;&#58;}}"


def test_one_ordinal_several_times() -> None:
    assert render_cloze("a b a", [Hidden(4, 5, 1), Hidden(0, 1, 1)]) == "{{c1::a}} b {{c1::a}}"


def test_indented_code_stays_as_written() -> None:
    text = "The term:\n\n    `x` and $a^2$\n"
    code = '<pre class="code"><code>`x` and $a^2$</code></pre>'
    assert render(text) == f"<p>The term:</p>{code}"
    assert render_cloze(text, [Hidden(4, 8, 1)]) == f"<p>The {{{{c1::term}}}}:</p>{code}"
    hidden = [Hidden(text.index("`x`"), text.index("\n", 12), 1)]
    assert "<code>{{c1::`x` and $a^2$}}</code>" in render_cloze(text, hidden)


def test_text_is_cleaned_under_deletions() -> None:
    assert render_cloze("a\x1f\x1f cafe\u0301 b", [Hidden(4, 9, 1)]) == "a {{c1::caf\u00e9}} b"


@pytest.mark.parametrize(
    ("source", "start", "end", "message"),
    [
        ("is $a+b$", 4, 5, "a deletion cuts the math '$a+b$'"),
        ("`a b` c", 0, 3, "a deletion cuts the code '`a b`'"),
        ("[a b](c)", 1, 2, "a deletion cuts the link '[a b](c)'"),
        ("<b>a</b>", 1, 4, "a deletion cuts the html '<b>'"),
        ("<q>a</q> b", 3, 10, "a deletion cuts the element <q>"),
        ("- a\n- b", 2, 7, "a deletion cuts the element <li>"),
        ("- a\n\n  b\n- c", 2, 8, "a deletion cuts the element <p>"),
        ("a **b** c", 3, 5, "a deletion cuts a mark of Markdown: 'a **b** c'"),
        ("a \\* c", 3, 4, "a deletion cuts a mark of Markdown: 'a \\\\* c'"),
        ("a &amp; c", 4, 6, "a deletion cuts a mark of Markdown: 'a &amp; c'"),
        ("- a\n- b", 0, 3, "a deletion cuts a mark of Markdown: '- a\\n- b'"),
        ("| a | b |\n|---|---|\n| c | d |", 22, 27, "a deletion cuts the element <td>"),
        ("a  b", 1, 2, "Hidden(start=1, end=2, ordinal=1, hint='') hides nothing that is visible"),
    ],
)
def test_what_cannot_be_hidden(source: str, start: int, end: int, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        render_cloze(source, [Hidden(start, end, 1)])


@pytest.mark.parametrize("hidden", [(0, 0, 1), (2, 1, 1), (-1, 2, 1), (0, 9, 1), (0, 1, 0), (0, 1, 500)])
def test_deletions_that_are_none(hidden: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="Hidden"):
        render_cloze("abc", [Hidden(*hidden)])


def test_overlapping_deletions() -> None:
    with pytest.raises(ValueError, match="overlaps another deletion"):
        render_cloze("abc", [Hidden(0, 2, 1), Hidden(1, 3, 2)])


ATOMS = [
    "ion", "pH", "é", " ", " ", "**", "*", "_", "$x_{a_{b}}$", "`c::d}}`", "}}", "::", "{", ":", "&", "<",
    ".", "[l](/m)", "<b>", "</b>", "\n", "\n- ", "\n\n", "1. ", "| ", "\\", r"\(\frac{a}{{b}}\)",
]  # fmt: skip


@st.composite
def _source_and_deletions(draw: st.DrawFn) -> tuple[str, list[Hidden]]:
    atoms = draw(st.lists(st.sampled_from(ATOMS), min_size=1, max_size=12))
    edges = sorted(draw(st.sets(st.integers(0, len(atoms)), min_size=2, max_size=6)))
    offsets = [len("".join(atoms[:edge])) for edge in edges]
    pairs = zip(offsets[::2], offsets[1::2], strict=False)
    hints = st.sampled_from(["", "", "h::i}"])
    hidden = [Hidden(start, end, draw(st.integers(1, 3)), draw(hints)) for start, end in pairs]
    return "".join(atoms), hidden


@pytest.fixture(scope="module")
def anki() -> Iterator[Any]:
    with Learner() as learner:
        yield learner.collection


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_source_and_deletions())
def test_anki_reads_what_was_hidden(anki: Any, case: tuple[str, list[Hidden]]) -> None:
    source, hidden = case
    try:
        html = render_cloze(source, hidden)
    except ValueError:
        return
    note = anki.new_note(anki.models.by_name("Cloze"))
    note.fields[0] = html
    ordinals = sorted({deletion.ordinal for deletion in hidden})
    assert sorted(note.cloze_numbers_in_fields()) == ordinals
    for ordinal in ordinals:
        asked = visible_text(anki.extract_cloze_for_typing(html, ordinal))
        wanted = [_alone(source, deletion) for deletion in hidden if deletion.ordinal == ordinal]
        assert _bare(asked) in (_bare(", ".join(wanted)), _bare(wanted[0]))
    whole = render_inline(source) if "\n" not in source.strip(" \n") else render(source)
    assert _bare(visible_text(html)) == _bare(visible_text(whole))
    outline(html)  # well-formed


def _alone(source: str, hidden: Hidden) -> str:
    """What a learner sees of one deletion, found without the cloze around it."""
    html = render_cloze(source, [Hidden(hidden.start, hidden.end, 1)])
    return visible_text(re.findall(r"\{\{c1::(.*?)\}\}", html, re.DOTALL)[0])


def _bare(text: str) -> str:
    """The blanks between braces of LaTeX are ours."""
    return re.sub(r"\s", "", text)
