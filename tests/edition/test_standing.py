"""What was published goes on while it stands on the page, whatever the generator prefers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress.domain import Deletion, Kind, Note, Role
from deckpress.edition.settle import SettledNote, settle_notes, withdraw
from deckpress.edition.standing import Standing
from deckpress.exporter import PublishedNote
from deckpress.markup import visible_text
from tests.edition.pages import page
from tests.exporter.notes import cloze_note, qa_note

KEY, QUESTION = "biology/cells", "What are the parts of a cell?"
PAGE = f"""{QUESTION}

A cell has several parts.

1. **Mitochondria**: They make most of a cell's ATP by respiration. This is why muscle holds many of them.
2. **Ribosomes**: A ribosome links amino acids into proteins. See [the code](https://example.org/x).
"""
ATP = "{{c1::Mitochondria}} make most of a cell's {{c2::ATP}} by respiration."
MUSCLE = f"{ATP} This is why {{{{c3::muscle}}}} holds many of them."
RIBOSOME = "A {{c1::ribosome}} links {{c2::amino acids}} into proteins."


def notes(*sentences: str) -> list[Note]:
    return page(KEY, QUESTION, sentences)


def edition(
    made: Sequence[Note], before: Sequence[SettledNote] = (), text: str = PAGE, roles: Sequence[Role] = ()
) -> list[SettledNote]:
    previous = [PublishedNote(one.record, one.note.fields, one.note.tags) for one in before]
    return settle_notes(KEY, "Course", made, previous, 2, text, roles or tuple(Role))


def texts(settled: Sequence[SettledNote]) -> list[str]:
    return [one.note.fields["Text"] for one in settled if "Text" in one.note.fields]


@pytest.mark.parametrize(
    ("sentence", "stands"),
    [
        ("A ribosome links amino acids into proteins.", True),
        ("A ribosome links amino acids into proteins. See the code.", True),
        ("Mitochondria make most of a cell's ATP by respiration.", True),  # the page says "they"
        ("Ribosomes make most of a cell's ATP by respiration, they say.", False),
        ("A cell has several parts. A ribosome links amino acids into proteins.", True),
        ("A cell has several parts. A ribosome folds amino acids.", False),
        ("Ribosomes in a cell: a ribosome links amino acids into proteins.", True),
        ("Making sugars: a ribosome links amino acids into proteins.", False),
        ("A cell.", False),
    ],
)
def test_a_sentence_stands_if_the_page_says_it(sentence: str, stands: bool) -> None:
    assert Standing(PAGE).says(sentence) is stands
    assert not Standing().says(sentence)


def test_a_corrected_subject_is_another_sentence() -> None:
    sentence = "Mitochondria make most of a cell's ATP by respiration."
    for subject in ("Chloroplasts", "The membranes", "Its membranes"):
        assert not Standing(PAGE.replace("They make", f"{subject} make")).says(sentence)
    for subject in ("These organelles", "As a result, they"):
        assert Standing(PAGE.replace("They make", f"{subject} make")).says(sentence)


def test_a_sentence_edited_near_its_beginning_does_not_stand() -> None:
    page = Standing("The kidney has roughly one million nephrons in its cortex.")
    assert page.says("The kidney has roughly one million nephrons in its cortex.")
    assert not page.says("The kidney has about one million nephrons in its cortex.")


def test_an_edited_sentence_is_found_if_there_is_one_alone() -> None:
    page = Standing("1. **Salt**: Common salt dissolves in warm watr.\n2. Sugar melts at 186 degrees.")
    assert page.edited("Common salt dissolves in warm water.") == "Common salt dissolves in warm watr."
    assert page.edited("Sugar melts at 185 degrees.") is None  # another number is another fact
    twice = Standing("Ovens may dry the clay vessel.\nOvens may try the clay vessel.")
    assert twice.edited("Ovens may fry the clay vessel.") is None


def test_a_sentence_that_the_generator_dropped_goes_on() -> None:
    first = edition(notes(ATP, RIBOSOME))
    second = edition(notes(RIBOSOME), first)
    assert sorted(texts(second)) == sorted([ATP, RIBOSOME])
    assert [one.record for one in second if one.note.fields.get("Text") == ATP] == [first[1].record]


def test_an_edited_sentence_that_the_generator_dropped_goes_on_as_it_is_now() -> None:
    first = edition(notes(ATP, RIBOSOME))
    now = PAGE.replace("into proteins.", "into protiens.")
    second = edition(notes(ATP), first, now)
    assert texts(second) == [ATP, "A {{c1::ribosome}} links {{c2::amino acids}} into protiens."]
    assert texts(edition(notes(ATP), first, PAGE.replace("A ribosome links", "Enzymes link"))) == [ATP]


@pytest.mark.parametrize(("was", "now"), [(ATP, MUSCLE), (MUSCLE, ATP)])
def test_a_sentence_cut_otherwise_stays_as_it_was(was: str, now: str) -> None:
    assert texts(edition(notes(now), edition(notes(was)))) == [was]


def test_a_sentence_between_two_parts_them_not() -> None:
    parted = PAGE.replace(" This is why", " They have two membranes. This is why")
    now = "{{c1::Mitochondria}} have two membranes. This is why muscle holds many of them."
    second = edition(notes(now), edition(notes(MUSCLE)), parted)
    assert MUSCLE in texts(second)


def test_a_similar_sentence_beside_a_standing_one_is_a_new_note() -> None:
    other = "{{c1::Mitochondria}} make most of a cell's {{c2::heat}} by oxidation."
    assert sorted(texts(edition(notes(other), edition(notes(ATP))))) == sorted([ATP, other])


def test_a_dropped_question_goes_on_while_its_answer_stands() -> None:
    asked = qa_note("ribosomes", "What does a ribosome do?", "Links amino acids into proteins.")
    [first] = edition([asked])
    [kept] = [one for one in edition(notes(), [first]) if one.note.role is Role.QA]
    assert (kept.note.guid, kept.note.fields["Answer"]) == (first.note.guid, first.note.fields["Answer"])
    gone = PAGE.replace("links amino acids", "is made of RNA")
    assert first.note.guid not in {one.note.guid for one in edition(notes(), [first], gone)}


def test_the_answer_of_a_dropped_question_follows_its_page() -> None:
    asked = qa_note("ribosomes", "What does a ribosome do?", "A ribosome links amino acids into proteins.")
    slip = PAGE.replace("into proteins", "into protiens")
    [one] = [one for one in edition(notes(), edition([asked]), slip) if one.note.role is Role.QA]
    assert one.note.fields["Answer"] == "A ribosome links amino acids into protiens."


def overview(name: str, *titles: str, kind: Kind = Kind.QA) -> Note:
    """A list of parts of a cell, as a question or with its titles hidden."""
    if kind is Kind.QA:
        items = "".join(f"<li>{title}</li>" for title in titles)
        note = qa_note(name, f"What are the parts of a cell? Name {name}.", f"<ol>{items}</ol>")
    else:
        items = "".join(f"<li>{{{{c{number}::{title}}}}}</li>" for number, title in enumerate(titles, 1))
        note = cloze_note(name, f"<ol>{items}</ol>")
    return replace(note, role=Role.OVERVIEW, key=f"{KEY}|{kind}|overview||{name}")


BOTH = ("Mitochondria", "Ribosomes")


@pytest.mark.parametrize("lists", [[BOTH], [BOTH[:1], BOTH[1:]]])
def test_a_list_goes_on_in_place_of_one_made_otherwise(lists: list[tuple[str, ...]]) -> None:
    first = edition([overview(f"part {number}", *titles) for number, titles in enumerate(lists)])
    guids = {one.note.guid for one in first}
    for made in ([ribosome_note()], [ribosome_note(), overview("all", *BOTH, kind=Kind.CLOZE)]):
        second = edition(made, first)
        assert {one.note.guid for one in second if one.note.role is Role.OVERVIEW} == guids


def test_a_list_goes_when_the_page_lists_more_or_less() -> None:
    first = edition([overview("all", *BOTH)])
    more = overview("now", *BOTH, "Lysosomes", kind=Kind.CLOZE)
    second = edition([more], first, PAGE + "3. **Lysosomes**: They digest.\n")
    assert [one.note.guid for one in second] == [more.guid]
    less = PAGE.replace("**Ribosomes**: A ribosome links", "**Enzymes**: They link")
    assert [one.note.role for one in edition([ribosome_note()], first, less)] == [Role.CLOZE]


def ribosome_note() -> Note:
    return notes(RIBOSOME)[1]


def test_a_formula_is_an_answer_that_stands() -> None:
    text = f"{PAGE}\nThe rate of growth is $N_{{t+1}} = r N_t (1 - N_t)$ then.\n"
    asked = qa_note("growth", "What is the rate of growth?", r"\[N_{t+1} = r N_t (1 - N_t)\]")
    first = edition([asked], text=text)
    assert edition([ribosome_note()], first, text)[-1].note.guid == first[0].note.guid
    assert len(edition([ribosome_note()], first, PAGE)) == 1


def test_a_note_that_the_author_wrote_is_as_he_wants_it() -> None:
    def written(text: str) -> Note:
        note = replace(cloze_note("own", text), role=Role.WRITTEN, key=f"{KEY}|cloze|written|own|")
        return replace(note, deletions=(Deletion(1, text[6:].partition("}")[0], "term"),))

    first = edition([written("{{c1::Mitochondria}} make most of a cell's ATP by respiration.")])
    longer = "{{c1::Mitochondria and chloroplasts}} make most of a cell's ATP by respiration."
    [second] = edition([written(longer)], first)
    assert second.note.guid == first[0].note.guid
    assert second.note.fields["Text"] == longer
    assert edition([ribosome_note()], [second])[-1].note.role is Role.CLOZE


def test_roles_that_are_not_wanted_do_not_go_on() -> None:
    first = edition(notes(ATP))
    assert texts(edition(notes(), first, roles=[Role.OVERVIEW])) == []


def test_a_withdrawn_sentence_that_stands_again_returns() -> None:
    [overview, atp] = edition(notes(ATP))
    away = withdraw(PublishedNote(atp.record, atp.note.fields, atp.note.tags), 2)
    second = edition(notes(), [overview, away])
    [back] = [one for one in second if one.note.guid == atp.note.guid]
    assert (back.record.withdrawn, back.note.fields["Notice"]) == (False, "")
    assert back.note.tags == atp.note.tags
    assert back.record.content == atp.record.content


def test_a_note_that_goes_on_follows_its_page() -> None:
    first = edition(notes(ATP, RIBOSOME))
    moved = [
        replace(note, fields={**note.fields, "Page Question": "What is in a cell?"}) for note in notes(ATP)
    ]
    second = edition(moved, first)
    assert {one.note.fields["Page Question"] for one in second} == {"What is in a cell?"}


SENTENCES = st.lists(st.sampled_from([ATP, MUSCLE, RIBOSOME]), unique=True)


@settings(max_examples=40, deadline=None)
@given(st.lists(SENTENCES, min_size=2, max_size=4))
def test_on_an_unchanged_page_no_card_is_lost_and_a_rebuild_changes_nothing(
    choices: list[list[str]],
) -> None:
    """A new generator may choose other sentences each time."""
    now = edition(notes(*choices[0]))
    for choice in choices[1:]:
        before, now = now, edition(notes(*choice), now)
        known = {one.note.guid: one for one in now}
        for one in before:
            if "Text" in one.note.fields:
                after = known[one.note.guid]
                assert visible_text(after.note.fields["Text"]) == visible_text(one.note.fields["Text"])
                assert set(one.record.terms) <= set(after.record.terms)
        again = edition(notes(*choice), now)
        assert sorted(one.note.guid for one in again) == sorted(known)
        assert all(known[one.note.guid].record == one.record for one in again)
