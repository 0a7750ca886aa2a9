"""The simple card makers do what their names say."""

from __future__ import annotations

from bench.baselines import baselines, every_bold, every_keyword, heading_to_text, random_word, whole_answer
from bench.judge.reading import Reading

from deckpress.domain import Note
from tests.bench.made import page

PAGE = page(
    text="**Magma** is less dense than rock. The *magma* meets plate boundaries & \\n cools at $T_0 = 5$."
)


def texts(notes: list[Note]) -> list[str]:
    return [
        note.fields.get("Text") or f"{note.fields['Question']} > {note.fields['Answer']}" for note in notes
    ]


def test_whole_answer_asks_the_question() -> None:
    plain = r"Magma is less dense than rock. The magma meets plate boundaries &amp; \n cools at \(T_0 = 5\)."
    assert texts(whole_answer(PAGE)) == [f"How do volcanoes form? > {plain}"]
    [note] = heading_to_text(PAGE)
    assert (note.fields["Question"], note.fields["Context"]) == ("Rise of the Melt", "How do volcanoes form?")


def test_each_bold_and_each_keyword_is_a_deletion() -> None:
    rest = r"&amp; \n cools at \(T_0 = 5\)."
    assert texts(every_bold(PAGE)) == [
        "{{c1::Rise of the Melt}}: {{c2::Magma}} is less dense than rock."
        f" The {{{{c3::magma}}}} meets plate boundaries {rest}"
    ]
    assert texts(every_keyword(PAGE)) == [
        "Rise of the Melt: {{c1::Magma}} is less dense than rock."
        f" The {{{{c2::magma}}}} meets {{{{c3::plate boundaries}}}} {rest}"
    ]


def test_a_random_word_is_hidden_in_each_sentence_and_depends_on_the_seed_alone() -> None:
    notes = random_word(PAGE, 1)
    assert [Reading(note).ordinals for note in notes] == [[1], [1]]
    assert notes == baselines(1)["B5 random word"](PAGE)
    assert any(texts(random_word(PAGE, seed)) != texts(notes) for seed in range(2, 9))
