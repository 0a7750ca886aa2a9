"""Notes and deletions are found again after edits, and never taken for others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress.domain import Deletion, Note, slug
from deckpress.exporter import hidden_texts
from deckpress.exporter.following import follow, ordinals_reused, terms_of
from deckpress.exporter.ledger import LedgerNote, PublishedNote, Term, note_content
from deckpress.exporter.matching import match_notes
from deckpress.exporter.sticky import hide_again
from tests.exporter.notes import cloze_note, qa_note


def cloze(name: str, text: str) -> Note:
    note = cloze_note(name, text)
    deletions = [
        Deletion(number, hidden, slug(hidden)) for number, (hidden, *_) in hidden_texts(text).items()
    ]
    return replace(note, deletions=tuple(deletions))


def published(note: Note, *, withdrawn: bool = False) -> PublishedNote:
    record = LedgerNote(
        note.key, note.guid, note.kind, note.role, note.key, note_content(note), 1, terms_of(note), withdrawn
    )
    return PublishedNote(record, note.fields, note.tags)


def matched(old: Sequence[Note], new: Sequence[Note]) -> dict[int, int]:
    return match_notes([published(note) for note in old], new)


ENZYME = cloze("enzyme", "An {{c1::enzyme}} lowers the {{c2::activation energy}} of a reaction.")
MEMBRANE = cloze("membrane", "The {{c1::cell membrane}} is a bilayer of {{c2::phospholipids}}.")
NUCLEUS = cloze("nucleus", "The {{c1::nucleus}} holds the {{c2::chromosomes}} of a cell.")
WHAT = qa_note("what", "What does the nucleus hold?", "<p>The chromosomes, which carry the genes.</p>")


def test_what_stayed_is_found_in_any_order() -> None:
    assert matched([ENZYME, MEMBRANE, WHAT], [WHAT, MEMBRANE, ENZYME]) == {0: 2, 1: 1, 2: 0}


@pytest.mark.parametrize(
    "text",
    [
        "An {{c1::enzyme}} lowers the {{c2::activation energy}} of a chemical reaction.",
        "The {{c1::activation energy}} of a reaction is lowered by an {{c2::enzyme}}.",
        "An {{c1::enzyme}} lowers the activation energy of a reaction.",
    ],
)
def test_a_reworded_sentence_is_found_though_its_key_is_new(text: str) -> None:
    assert matched([ENZYME, MEMBRANE], [cloze("other", text)]) == {0: 0}


def test_a_sentence_on_something_else_is_another_note_even_with_the_same_key() -> None:
    other = cloze("enzyme", "Every {{c1::virus}} needs the machinery of a {{c2::host}}.")
    assert matched([ENZYME], [other]) == {}


def test_keys_that_moved_on_by_one_do_not_mislead() -> None:
    old = [replace(note, key=f"p/q|cloze|cloze|point-{n}") for n, note in enumerate([ENZYME, MEMBRANE], 1)]
    new = [
        replace(note, key=f"p/q|cloze|cloze|point-{n}")
        for n, note in enumerate([NUCLEUS, ENZYME, MEMBRANE], 1)
    ]
    assert matched(old, new) == {1: 0, 2: 1}


def test_a_question_is_found_by_key_when_its_answer_is_new() -> None:
    new = qa_note("what", "What does the nucleus hold?", "<p>DNA.</p>")
    assert matched([WHAT], [new]) == {0: 0}
    other = qa_note("what", "How many ribosomes has a cell?", "<p>Millions.</p>")
    assert matched([WHAT], [other]) == {}


def test_questions_that_differ_in_a_word_are_told_apart_by_their_answers() -> None:
    asked = "Define independent and dependent variables and give an example. ({} variables)"
    dependent = qa_note("dependent", asked.format("Dependent"), "These are measured in an experiment.")
    answer = "Those that a researcher changes on purpose."
    assert matched([dependent], [qa_note("independent", asked.format("Independent"), answer)]) == {}
    same_front = qa_note("other", asked.format("Dependent"), answer)
    assert matched([dependent], [same_front]) == {}
    reworded = asked.format("Dependent").replace("give an", "give one")
    same_answer = qa_note("other", reworded, "These are measured in any experiment.")
    assert matched([dependent], [same_answer]) == {0: 0}


def test_a_live_note_goes_before_a_withdrawn_one() -> None:
    twin = replace(ENZYME, key="p/q|cloze|cloze|twin", guid="twin")
    both = [published(twin, withdrawn=True), published(replace(ENZYME, key="p/q|cloze|cloze|live"))]
    assert match_notes(both, [ENZYME]) == {0: 1}


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
