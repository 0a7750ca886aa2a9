"""The judge reads a note as a learner sees it."""

from __future__ import annotations

import pytest
from bench.judge.reading import Reading, visible_text
from bench.judge.words import content_stems, reading_words, stands_in, stem, stems

from tests.bench.made import cloze


def test_each_ordinal_is_one_card_with_the_others_shown() -> None:
    note = cloze("{{c1::Ash}} and {{c3::lava::melt}} come from the {{c1::vent}}.", context="Vent")
    cards = Reading(note).cards()
    assert [(card.ordinal, card.front, card.hidden, card.hints) for card in cards] == [
        (1, "Vent\n[...] and lava come from the [...].", ("Ash", "vent"), ()),
        (3, "Vent\nAsh and [melt] come from the vent.", ("lava",), ("melt",)),
    ]


def test_a_deletion_in_a_deletion_is_hidden_with_it() -> None:
    one, two = Reading(cloze("a {{c1::natural killer {{c2::cell}}}} kills")).cards()
    assert (one.text, one.hidden) == ("a [...] kills", ("natural killer cell",))
    assert (two.text, two.hidden) == ("a natural killer [...] kills", ("cell",))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>a<br>b &amp; c</p><p>d</p>", "a\nb & c\nd"),
        (r"so \(a &lt; b\) holds", r"so \(a < b\) holds"),
        ("<ul><li>one</li><li><b>two</b></li></ul>", "one\ntwo"),
    ],
)
def test_visible_text_is_what_a_browser_shows(source: str, text: str) -> None:
    assert visible_text(source) == text


def test_visible_text_can_leave_code_out() -> None:
    assert visible_text("use <code>a ** b</code> here", code=False) == "use here"


@pytest.mark.parametrize(
    ("one", "other"),
    [("activating", "activation"), ("maxima", "maximum"), ("NCRs", "NCR"), ("hypotheses", "hypothesis")],
)
def test_inflected_forms_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_an_acronym_is_no_common_word() -> None:
    assert stem("IT") != stem("it")
    assert content_stems("it is the US") == ["US"]


def test_words_stand_in_a_text_when_they_are_near_each_other() -> None:
    text = stems("the plates of the crust meet at boundaries")
    assert stands_in(stems("crust plates"), text, 4)
    assert not stands_in(stems("plate boundaries"), text, 4)
    assert not stands_in([], text, 4)


def test_a_formula_takes_time_to_read() -> None:
    assert reading_words(r"The area is \(a b\) here") == 5
    assert reading_words(r"The area is \(a + b + c + d + e + f + g + h + i\) here") == 6
