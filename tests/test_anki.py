"""Packages of our own pages and of real ones, judged by the real Anki."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.golden import figures, made_cards, matches, read_golden

from deckpress.domain import FIELDS, Kind, Settings
from deckpress.exporter import read_package
from deckpress.press import Report, build_packages, show_pages
from tests.anki_learner import Learner
from tests.shared import CORPUS, needs_corpus

CONTENT = Path(__file__).resolve().parents[1] / "content"
NOW = 1_772_337_600  # 2026-03-01
LEFT_OVER = re.compile(r"\*\*|(?<!\\)\$\$|\{\{c\d|\[sound:|\x1f|\\n(?![a-z])")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    out = tmp_path_factory.mktemp("decks")
    return build_packages(CONTENT, out, Settings(), modified=NOW), out


@pytest.fixture(scope="module")
def learner(built: tuple[Report, Path]) -> Iterator[Learner]:
    report, out = built
    with Learner() as learner:
        for deck in report.decks:
            imported = learner.load(out / deck.file)
            assert imported.conflicting == 0
            assert imported.new + imported.duplicate == deck.notes
        yield learner


def test_every_sample_page_gives_cards(built: tuple[Report, Path]) -> None:
    report, _ = built
    assert (report.failed, report.skipped) == (0, 0)
    assert report.built == report.read >= 24
    assert len(report.decks) >= 8
    errors = [problem for problem in report.problems if problem.severity == "error"]
    assert not [str(problem) for problem in errors if problem.code.startswith(("F", "P", "X"))]
    # What the rules leave out is little.
    assert len(errors) * 50 < sum(deck.notes for deck in report.decks)


def test_anki_finds_nothing_wrong(learner: Learner) -> None:
    assert learner.faults() == []


def test_anki_has_every_note_and_card_as_it_was_packed(built: tuple[Report, Path], learner: Learner) -> None:
    report, out = built
    notes = learner.notes()
    cards = learner.cards()
    packed = {note.guid: note for deck in report.decks for note in read_package(out / deck.file).notes}
    assert set(notes) == set(packed)
    assert set(cards) == {(guid, card.ordinal) for guid, note in packed.items() for card in note.cards}
    for guid, note in packed.items():
        assert dict(notes[guid].items()) == dict(note.fields)
        assert tuple(sorted(notes[guid].tags)) == tuple(sorted(note.tags))
        kind = Kind.CLOZE if note.note_type == "Deckpress Cloze" else Kind.QA
        assert tuple(note.fields) == FIELDS[kind]


def test_every_note_carries_its_subject_and_a_keyword(learner: Learner) -> None:
    for note in learner.notes().values():
        assert [tag for tag in note.tags if tag.startswith("subject::")]
        assert [tag for tag in note.tags if tag.startswith("keyword::")], note.fields


def test_decks_are_named_after_root_and_subject(learner: Learner) -> None:
    names = {deck.name for deck in learner.collection.decks.all_names_and_ids()}
    assert "Deckpress Samples::Biology" in names
    assert "Deckpress Samples::Mathematics" in names


def test_importing_again_changes_nothing(built: tuple[Report, Path], learner: Learner) -> None:
    report, out = built
    for deck in report.decks:
        imported = learner.load(out / deck.file)
        assert (imported.new, imported.updated, imported.conflicting) == (0, 0, 0)


def test_cards_show_no_markup(learner: Learner) -> None:
    for card_id in learner.collection.find_cards(""):
        card = learner.collection.get_card(card_id)
        for side in (card.question(), card.answer()):
            body = re.sub(
                r"<style>.*?</style>|<pre.*?</pre>|<code.*?</code>|\\[(\[].*?\\[)\]]", "", side, flags=re.S
            )
            assert not LEFT_OVER.search(body), body


def test_cross_posted_notes_have_one_guid_and_both_subjects(built: tuple[Report, Path]) -> None:
    _, out = built
    one, other = (read_package(out / f"{slug}.apkg") for slug in ("biology", "health-studies"))
    both = {note.guid for note in one.notes} & {note.guid for note in other.notes}
    assert both
    for note in one.notes:
        assert (note.guid in both) is ("subject::health-studies" in note.tags)


@needs_corpus
def test_real_pages_give_decks_that_anki_takes(tmp_path: Path) -> None:
    report = build_packages(CORPUS / "pages", tmp_path, Settings(), modified=NOW)
    refused = {one.location.path for one in report.problems if one.code == "P12"}
    answerable = report.read - len(refused)
    assert report.built >= 0.99 * answerable
    with Learner() as learner:
        for deck in report.decks:
            imported = learner.load(tmp_path / deck.file)
            assert imported.conflicting == 0
            assert imported.new + imported.duplicate == deck.notes
        assert learner.faults() == []


@needs_corpus
def test_old_versions_of_pages_never_stop_a_build(tmp_path: Path) -> None:
    report = build_packages(CORPUS / "history", tmp_path, Settings(), modified=NOW)
    assert report.read == len(list((CORPUS / "history").glob("*.md")))
    assert report.built + report.failed + report.skipped == report.read


@needs_corpus
def test_the_page_that_deckpress_was_made_from_is_read_in_full() -> None:
    """The expected texts are cut out of the page itself, whose items are one line each."""
    [shown] = show_pages(CORPUS / "seed.md", Settings())
    assert shown.page is not None
    [raw] = re.findall(
        r"^answer: >-\n    (.*)$", (CORPUS / "seed.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    intro, *items, summary = raw.split(r"\n\n")
    expected = [re.fullmatch(r"(\d+)\. \*\*(.+?)\*\*: (.+)", item) for item in items]
    answer = shown.page.answer
    assert [(str(point.number), point.title, point.text) for point in answer.points] == [
        item.groups() for item in expected if item is not None
    ]
    assert len(answer.points) == len(items) == 4
    assert (answer.intro, answer.summary) == (intro, summary)
    assert {point.section for point in answer.points} == {""}


@needs_corpus
def test_its_notes_are_as_a_tutor_would_write_them() -> None:
    """Compared with the set that was written by hand for this page."""
    [shown] = show_pages(CORPUS / "seed.md", Settings())
    text = (CORPUS.parent / "cards.md").read_text(encoding="utf-8")
    [notes] = re.findall(r"^## 4\. .*?^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    asked = re.sub(r"^Q (.*?) A (.*)$", r"Q: \1\nA: \2", notes, flags=re.MULTILINE)
    _, golden = read_golden(f"page: {shown.notes[0].key.partition('|')[0]}\n{asked}")
    made = made_cards(shown.notes)
    precision, recall, _ = figures(len(matches(golden, made)), len(golden), len(made))
    assert precision >= 0.5
    assert recall >= 0.6
