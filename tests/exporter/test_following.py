"""Deletions keep their numbers after edits, and never stand for others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress.domain import Note
from deckpress.exporter import hidden_texts
from deckpress.exporter.following import follow, ordinals_reused, terms_of
from deckpress.exporter.ledger import PublishedNote, Term
from deckpress.exporter.sticky import hide_again
from tests.exporter.notes import cloze, published

ENZYME = cloze("enzyme", "An {{c1::enzyme}} lowers the {{c2::activation energy}} of a reaction.")


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        # swapped: the generator numbers in reading order
        (
            "The {{c1::activation energy}} is lowered by an {{c2::enzyme}}.",
            "The {{c2::activation energy}} is lowered by an {{c1::enzyme}}.",
        ),
        # a new term before the old ones, at several places
        (
            "As a {{c1::catalyst}}, an {{c2::enzyme}} stays a {{c1::catalyst}}.",
            "As a {{c3::catalyst}}, an {{c1::enzyme}} stays a {{c3::catalyst}}.",
        ),
        # one inside another, and two on one card
        (
            "The {{c1::energy that {{c2::enzyme}} lowers}} and {{c1,2::more}}.",
            "The {{c3::energy that {{c1::enzyme}} lowers}} and {{c3,1::more}}.",
        ),
        # a term that is no longer chosen stays hidden
        (
            "An {{c1::enzyme}} lowers the <b>activation energy</b> of a reaction.",
            "An {{c1::enzyme}} lowers the <b>{{c2::activation energy}}</b> of a reaction.",
        ),
        # a term that is gone leaves its ordinal unused
        ("An {{c1::enzyme}} is a {{c2::protein}}.", "An {{c1::enzyme}} is a {{c3::protein}}."),
        # a slip of the pen is the same term
        (
            "An {{c1::enzyme}} lowers the {{c2::activaton energy}}.",
            "An {{c1::enzyme}} lowers the {{c2::activaton energy}}.",
        ),
    ],
)
def test_a_term_keeps_its_ordinal(now: str, expected: str) -> None:
    followed = follow(published(ENZYME), cloze("enzyme", now))
    assert followed is not None
    note, terms = followed
    assert note.fields["Text"] == expected
    assert not list(ordinals_reused(terms_of(ENZYME), terms))
    assert {1, 2} <= terms.keys()


def test_another_word_that_looks_alike_is_another_term() -> None:
    was = cloze("salt", "{{c1::Sulfate}} holds four atoms of oxygen.")
    followed = follow(published(was), cloze("salt", "{{c1::Sulfite}} holds three atoms of oxygen."))
    assert followed is not None
    assert followed[0].fields["Text"] == "{{c2::Sulfite}} holds three atoms of oxygen."


def test_a_note_that_ran_out_of_ordinals_is_not_followed() -> None:
    before = published(ENZYME)
    full = replace(before, record=replace(before.record, terms={499: Term("enzyme", "enzyme")}))
    assert follow(full, ENZYME) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iron rusts; {{c1::iron}} shines.", None),
        ("<p>Rust is iron oxide.</p>", "<p>Rust is {{c4::iron}} oxide.</p>"),
        ("Iron and <code>iron</code>.", None),
        (r"Iron in \( iron \).", None),
        ("Iron {{c1::oxide}}.", "{{c4::Iron}} {{c1::oxide}}."),
        ("Irons and iron-clad.", None),
        ('Iron <a title="iron">here</a>.', None),
        ("Iron, then {{c1::gold}}, then iron.", "{{c4::Iron}}, then {{c1::gold}}, then {{c4::iron}}."),
    ],
)
def test_a_term_is_hidden_again_only_where_it_stands_plainly(text: str, expected: str | None) -> None:
    assert hide_again(text, "iron", 4) == expected


def test_a_formula_is_hidden_again_as_a_whole() -> None:
    text = r"Water, \(\mathrm{H_2O}\), boils."
    assert hide_again(text, r"\(\mathrm{H_2O}\)", 4) == r"Water, {{c4::\(\mathrm{H_2O}\)}}, boils."
    assert hide_again(text, r"\(\mathrm{H_2O}", 4) is None


def followed_text(was: str, now: str, **fields: str) -> Note:
    """The note as the second edition has it."""
    note = cloze("n", now)
    followed = follow(published(cloze("n", was)), replace(note, fields={**note.fields, **fields}))
    assert followed is not None
    return followed[0]


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        # a longer term, a shorter one, and one that overlaps: what learners know stays
        (
            "Profits bear double {{c1::taxation}} in most states.",
            "Profits bear {{c1::double taxation}} in most states.",
            "Profits bear double {{c1::taxation}} in most states.",
        ),
        (
            "A {{c1::Hox gene}} sets the body axis.",
            "A {{c1::Hox}} gene sets the {{c2::axis}} of a body.",
            "A {{c1::Hox gene}} sets the {{c3::axis}} of a body.",
        ),
        (
            "The {{c1::Hox gene}} cluster is old.",
            "The old Hox {{c1::gene cluster}} is {{c2::conserved}}.",
            "The old {{c1::Hox gene}} cluster is {{c3::conserved}}.",
        ),
        # the text is the same: nothing changes but what is new and touches nothing
        (
            r"Iron ({{c1::\(\ce{Fe}\)}}) rusts in {{c2::<i>moist</i> air::climate}}.",
            r"{{c1::Iron (\(\ce{Fe}\))}} {{c2::rusts}} in <i>moist</i> {{c3::air}}.",
            r"Iron ({{c1::\(\ce{Fe}\)}}) {{c4::rusts}} in {{c2::<i>moist</i> air::climate}}.",
        ),
        # a slip of the pen in a term that the generator no longer sees
        (
            "An atom may hold {{c1::unpaired electrons}}.",
            "An {{c1::atom}} may hold unpired electrons.",
            "An {{c2::atom}} may hold {{c1::unpired electrons}}.",
        ),
        # another word of the same stem
        (
            "Statues show the Greek {{c1::ideals}} of beauty.",
            "With {{c1::idealized}} bodies, statues show the Greek ideals of beauty.",
            "With {{c2::idealized}} bodies, statues show the Greek {{c1::ideals}} of beauty.",
        ),
    ],
)
def test_a_published_term_goes_before_a_new_one(was: str, now: str, expected: str) -> None:
    assert followed_text(was, now).fields["Text"] == expected


def test_where_the_author_decides_a_new_term_is_not_put_off() -> None:
    was, now = "Double {{c1::taxation}} of profits.", "{{c1::Double taxation}} of profits."
    followed = follow(published(cloze("n", was)), cloze("n", now), sticky=False)
    assert followed is not None
    assert followed[0].fields["Text"] == "{{c2::Double taxation}} of profits."


def test_what_the_author_will_never_hide_is_shown() -> None:
    now = cloze("enzyme", "An {{c1::enzyme}} lowers the activation energy of a reaction.")
    followed = follow(published(ENZYME), now, never_hide=["Activation energies"])
    assert followed is not None
    assert followed[0].fields["Text"] == now.fields["Text"]
    assert followed[1][2].text == "activation energy"  # its number stays its own


def test_a_heading_that_shows_a_kept_term_goes() -> None:
    was = "An {{c1::enzyme}} lowers the {{c2::activation energy}}."
    now = "An {{c1::enzyme}} lowers the activation energy."
    note = followed_text(was, now, Context="Reactions › The activation energy")
    assert note.fields["Text"] == was
    assert note.fields["Context"] == "Reactions"


WORDS = st.sampled_from("enzyme protein reaction energy catalyst substrate".split())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=4, unique=True), min_size=2, max_size=6))
def test_through_all_editions_an_ordinal_stands_for_one_term(editions: list[list[str]]) -> None:
    def note(words: list[str]) -> Note:
        return cloze("n", " ".join(f"{{{{c{number}::{word}}}}}" for number, word in enumerate(words, 1)))

    before = published(note(editions[0]))
    asked = {number: term.key for number, term in before.record.terms.items()}
    for words in editions[1:]:
        followed = follow(before, note(words))
        assert followed is not None
        current, terms = followed
        before = PublishedNote(replace(before.record, terms=terms), current.fields, current.tags)
        assert follow(before, note(words)) == (current, terms)  # a rebuild changes nothing
        for number, hidden in hidden_texts(current.fields["Text"]).items():
            assert asked.setdefault(number, hidden[0]) == hidden[0]
