"""A learner with a real Anki follows a course from edition to edition and loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from deckpress.edition import Manuscript, letters, publish
from deckpress.errors import PublishingError
from deckpress.exporter import note_types
from tests.anki_learner import Imported, Learner
from tests.edition.pages import DAY, KIDNEYS, LIVER, LUNGS, START, composed, page


class Course:
    """A folder of packages and a learner who imports every edition, and has reviewed all of the first."""

    def __init__(self, folder: Path, learner: Learner) -> None:
        self.folder = folder
        self.learner = learner
        self.day = 0

    def publish(self, manuscript: Manuscript, *, allow: bool = True) -> dict[str, Imported]:
        self.day += 1
        publish(
            lambda _: manuscript,
            self.folder,
            modified=START + self.day * DAY,
            allow_withdrawals=allow,
        )
        return {path.stem: self.learner.load(path) for path in sorted(self.folder.glob("*.apkg"))}

    def begin(self, manuscript: Manuscript) -> None:
        self.publish(manuscript)
        self.learner.review_all()
        self.cards = self.learner.cards()
        self.asked = self.learner.answers()

    def edit_every_note(self) -> None:
        for note in self.learner.notes().values():
            note["Extra"] = "my own remark"
            note.tags.append("mine")
            self.learner.collection.update_note(note)

    def kept(self) -> dict[str, str]:
        """Assert that every reviewed card is as it was; return what those ask whose answer differs."""
        cards = self.learner.cards()
        assert {key: cards.get(key) for key in self.cards} == self.cards
        answers = self.learner.answers()
        return {self.asked[key]: answers[key] for key in self.cards if answers[key] != self.asked[key]}

    def new_cards(self) -> set[str]:
        answers = self.learner.answers()
        return {answers[key] for key in answers.keys() - self.cards.keys()}


@pytest.fixture
def course(tmp_path: Path) -> Iterator[Course]:
    with Learner() as learner:
        yield Course(tmp_path / "decks", learner)


KIDNEY = "biology/kidneys"
QUESTION = "What do the kidneys do?"


def kidneys(*sentences: str, key: str = KIDNEY, question: str = QUESTION) -> Manuscript:
    return composed(
        page(key, question, sentences or KIDNEYS), page("biology/lungs", "What do lungs do?", LUNGS)
    )


def overviews_aside(changes: dict[str, str]) -> dict[str, str]:
    return {old: new for old, new in changes.items() if "<br>" not in old}


def test_nothing_changed(course: Course) -> None:
    course.begin(kidneys())
    before = (course.folder / "biology.apkg").read_bytes()
    imported = course.publish(kidneys())
    assert imported == {"biology": Imported(new=0, updated=0, duplicate=7, conflicting=0)}
    assert course.kept() == {}
    assert (course.folder / "biology.apkg").read_bytes() == before


@pytest.mark.parametrize(
    ("sentences", "new"),
    [
        ((KIDNEYS[0].replace("filters", "filtres"), *KIDNEYS[1:]), set()),
        (("In its {{c1::glomerulus}}, each {{c2::nephron}} filters the blood.", *KIDNEYS[1:]), set()),
        (("Podocytes are cells of the {{c1::Bowman capsule}} of a kidney.", *KIDNEYS), {"Bowman capsule"}),
        ((KIDNEYS[2], KIDNEYS[0], KIDNEYS[1]), set()),
        ((KIDNEYS[0].replace("blood", "{{c3::blood}}"), *KIDNEYS[1:]), {"blood"}),
        (
            ("Each {{c1::nephron}} filters {{c2::blood}} in its {{c3::glomerulus}}.", *KIDNEYS[1:]),
            {"blood"},
        ),
        (("Each nephron filters blood in its {{c1::glomerulus}}.", *KIDNEYS[1:]), set()),
    ],
    ids=["typo", "reworded", "first", "swapped", "keyword", "keyword-between", "keyword-dropped"],
)
def test_edits_of_sentences(course: Course, sentences: tuple[str, ...], new: set[str]) -> None:
    course.begin(kidneys())
    imported = course.publish(kidneys(*sentences))["biology"]
    assert imported.conflicting == 0
    assert overviews_aside(course.kept()) == {}
    assert course.new_cards() == new


def test_a_title_renamed(course: Course) -> None:
    course.begin(composed(page(KIDNEY, QUESTION, KIDNEYS, titles={0: "filtration", 1: "water"})))
    imported = course.publish(composed(page(KIDNEY, QUESTION, KIDNEYS, titles={0: "filters", 1: "water"})))
    assert imported["biology"] == Imported(new=0, updated=0, duplicate=4, conflicting=0)
    assert course.kept() == {}


def test_a_term_that_is_gone_gives_its_number_to_nobody(course: Course) -> None:
    course.begin(kidneys())
    course.publish(kidneys("Each {{c1::nephron}} filters {{c2::plasma}} in its sieve.", *KIDNEYS[1:]))
    changed = overviews_aside(course.kept())
    assert changed == {"glomerulus": ""}
    assert course.new_cards() == {"plasma"}
    course.publish(kidneys())
    assert overviews_aside(course.kept()) == {}


def test_a_sentence_that_the_generator_dropped_stays_while_it_stands_on_the_page(course: Course) -> None:
    course.begin(kidneys())
    answer = letters("Each **nephron** filters blood in its *glomerulus*. Nobody asks for more.")
    dropped = kidneys(*KIDNEYS[1:])
    course.publish(replace(dropped, text=lambda _: answer))
    assert overviews_aside(course.kept()) == {}
    assert not course.learner.collection.find_notes("tag:deckpress::withdrawn")
    course.publish(dropped)
    assert overviews_aside(course.kept()) == {}
    assert len(course.learner.collection.find_notes("tag:deckpress::withdrawn")) == 1


def test_a_question_changed(course: Course) -> None:
    course.begin(kidneys())
    course.publish(kidneys(question="What is it that the kidneys do?"))
    assert course.kept() == {}
    assert course.new_cards() == set()


@pytest.mark.parametrize("question", [QUESTION, "What is the work of the kidneys?"])
def test_an_address_changed(course: Course, question: str) -> None:
    course.begin(kidneys())
    moved = page("biology/renal-function", question, KIDNEYS)
    manuscript = composed(moved, page("biology/lungs", "What do lungs do?", LUNGS))
    if question != QUESTION:  # then the file tells that it is the same page
        outline = manuscript.pages["biology/renal-function"]
        post = type(outline.posts[0])("biology/renal-function", "biology/kidneys.md")
        outlines = dict(manuscript.pages)
        outlines["biology/renal-function"] = type(outline)(outline.key, (post,), outline.question)
        manuscript = Manuscript(manuscript.decks, outlines, manuscript.notes, "Course", "Course")
    course.publish(manuscript, allow=False)
    assert course.kept() == {}
    assert course.new_cards() == set()


def test_a_page_moved_to_another_subject(course: Course) -> None:
    course.begin(kidneys())
    medicine = page("medicine/kidneys", QUESTION, KIDNEYS)
    course.publish(composed(medicine, page("biology/lungs", "What do lungs do?", LUNGS)), allow=False)
    assert course.kept() == {}
    assert course.new_cards() == set()
    notes = course.learner.notes()
    assert not any("deckpress::withdrawn" in note.tags for note in notes.values())
    course.publish(kidneys(), allow=False)  # and back
    assert course.kept() == {}
    assert len(course.learner.notes()) == 7


def test_all_pages_of_a_subject_moved(course: Course) -> None:
    course.begin(composed(page("biology/kidneys", QUESTION, KIDNEYS)))
    moved = composed(page("medicine/kidneys", QUESTION, KIDNEYS))
    assert course.publish(moved, allow=False)["biology"] == Imported(0, 0, 0, 0)
    assert course.kept() == {}
    assert course.publish(moved, allow=False)["medicine"].updated == 0
    assert len(course.learner.notes()) == 4


def test_a_page_removed_and_returned(course: Course) -> None:
    course.begin(kidneys())
    lungs = composed(page("biology/lungs", "What do lungs do?", LUNGS))
    imported = course.publish(lungs)["biology"]
    assert imported == Imported(new=0, updated=4, duplicate=3, conflicting=0)
    assert course.kept() == {}
    found = course.learner.collection.find_notes("tag:deckpress::withdrawn")
    assert len(found) == 4
    assert course.publish(lungs)["biology"].updated == 0
    assert course.publish(kidneys())["biology"].updated == 4
    assert course.kept() == {}
    assert not course.learner.collection.find_notes("tag:deckpress::withdrawn")
    assert {note["Notice"] for note in course.learner.notes().values()} == {""}


def test_a_new_page_at_an_old_address_is_another_page(course: Course) -> None:
    course.begin(kidneys())
    moved = page("medicine/kidneys", QUESTION, KIDNEYS)
    other = page(KIDNEY, "What is a kidney stone?", ["Most kidney stones are of {{c1::calcium oxalate}}."])
    lungs = page("biology/lungs", "What do lungs do?", LUNGS)
    course.publish(composed(moved, lungs))
    course.publish(composed(moved, lungs, other))
    assert course.kept() == {}
    assert "calcium oxalate" in course.new_cards()


def test_an_unreadable_page_keeps_its_notes(course: Course) -> None:
    course.begin(kidneys())
    lungs = page("biology/lungs", "What do lungs do?", LUNGS)
    imported = course.publish(composed(lungs, failed=["biology/kidneys.md"]), allow=False)["biology"]
    assert imported == Imported(new=0, updated=0, duplicate=7, conflicting=0)
    assert course.kept() == {}


def test_a_cross_post_added_and_taken_away(course: Course) -> None:
    course.begin(kidneys())
    anatomy = "anatomy/kidneys"
    lungs = page("biology/lungs", "What do lungs do?", LUNGS)
    both = composed(page(anatomy, QUESTION, KIDNEYS), lungs, posts={anatomy: (anatomy, KIDNEY)})
    course.publish(both, allow=False)
    assert course.kept() == {}
    assert course.new_cards() == set()
    edited = [KIDNEYS[0], KIDNEYS[1].replace("water", "{{c3::water}}"), KIDNEYS[2]]
    both = composed(page(anatomy, QUESTION, edited), lungs, posts={anatomy: (anatomy, KIDNEY)})
    imported = course.publish(both, allow=False)
    assert sum(one.conflicting for one in imported.values()) == 0
    assert imported["biology"].updated == 0  # the same notes with the same time as in the deck before
    course.publish(kidneys(*edited), allow=False)
    assert overviews_aside(course.kept()) == {}
    assert len(course.learner.notes()) == 7


def test_two_pages_that_became_one_go_on(course: Course) -> None:
    lungs = page("biology/lungs", "What do lungs do?", LUNGS)
    course.begin(
        composed(page(KIDNEY, QUESTION, KIDNEYS[:2]), page("medicine/kidneys", QUESTION, KIDNEYS[2:]), lungs)
    )
    one = composed(page(KIDNEY, QUESTION, KIDNEYS), lungs, posts={KIDNEY: (KIDNEY, "medicine/kidneys")})
    course.publish(one)
    assert overviews_aside(course.kept()) == {}
    assert course.new_cards() == set()


def test_own_edits_and_tags_stay_on_unchanged_notes(course: Course) -> None:
    course.begin(kidneys())
    course.edit_every_note()
    course.publish(kidneys(KIDNEYS[0].replace("its", "the"), *KIDNEYS[1:]))
    kept = [note for note in course.learner.notes().values() if "mine" in note.tags]
    assert len(kept) >= 5
    assert all(note["Extra"] == "my own remark" for note in kept)


def test_a_new_style_sheet_changes_no_note(course: Course) -> None:
    course.begin(kidneys())
    collection = course.learner.collection
    course.edit_every_note()
    collection.set_user_flag_for_cards(3, collection.find_cards("glomerulus"))
    course.cards = course.learner.cards()
    styled = replace(kidneys(), types=note_types(".card { color: teal; }", "<b>Night school</b>"))
    for imported in (course.publish(styled), course.publish(styled)):
        assert imported == {"biology": Imported(new=0, updated=0, duplicate=7, conflicting=0)}
        assert course.kept() == {}
        notes = course.learner.notes().values()
        assert {note["Extra"] for note in notes} == {"my own remark"}
        assert all("mine" in note.tags for note in notes)
        ours = [one for one in collection.models.all() if one["name"].startswith("Deckpress")]
        assert sorted(one["name"] for one in ours) == ["Deckpress Cloze", "Deckpress Q&A"]
        assert all(one["css"].endswith(".card { color: teal; }") for one in ours)
        assert all("Night school" in one["tmpls"][0]["afmt"] for one in ours)
    course.publish(kidneys())  # and back
    assert course.kept() == {}
    assert not any("teal" in one["css"] for one in collection.models.all())
    assert course.learner.faults() == []


def test_too_many_withdrawals_stop_the_build(course: Course) -> None:
    course.begin(kidneys())
    before = {path.name: path.read_bytes() for path in course.folder.iterdir()}
    with pytest.raises(PublishingError) as caught:
        course.publish(composed(page("biology/lungs", "What do lungs do?", LUNGS)), allow=False)
    assert str(caught.value) == (
        "biology.apkg: 4 of 7 notes would be withdrawn\n"
        "If their pages are gone on purpose, build with --allow-withdrawals."
    )
    assert {path.name: path.read_bytes() for path in course.folder.iterdir()} == before


def test_a_subject_without_pages_is_withdrawn(course: Course) -> None:
    liver = page("medicine/liver", "What does the liver do?", LIVER)
    lungs = page("biology/lungs", "What do lungs do?", LUNGS)
    course.begin(composed(liver, lungs))
    with pytest.raises(PublishingError, match=r"medicine\.apkg: 3 of 3 notes"):
        course.publish(composed(lungs), allow=False)
    assert course.publish(composed(lungs))["medicine"].updated == 3
    assert course.kept() == {}
