"""Notes are found again after edits, and never taken for others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from deckpress.domain import Note
from deckpress.exporter.matching import match_notes
from tests.exporter.notes import cloze, published, qa_note


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
