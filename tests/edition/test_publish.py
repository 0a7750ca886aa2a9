"""What publishing does to a folder of packages, without Anki."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from deckpress.domain import Deck
from deckpress.edition import Change, DeckReport, Edition, Manuscript, plan, publish
from deckpress.edition.changes import word_diff
from deckpress.edition.lock import LOCK, locked
from deckpress.errors import PublishingError
from deckpress.exporter import LEDGER, read_ledger, read_member, read_package, write_package
from tests.edition.pages import DAY, KIDNEYS, LIVER, LUNGS, START, composed, deck, page

KIDNEY = page("biology/kidneys", "What do the kidneys do?", KIDNEYS)
LUNG = page("biology/lungs", "What do lungs do?", LUNGS)
LIVER_PAGE = page("medicine/liver", "What does the liver do?", LIVER)
EDITED = page("biology/kidneys", "What do the kidneys do?", [KIDNEYS[0].replace("its", "a"), *KIDNEYS[1:]])


def published(out: Path, manuscript: Manuscript, day: int = 0, **more: object) -> tuple[DeckReport, ...]:
    return publish(lambda _: manuscript, out, modified=START + day * DAY, **more)  # type: ignore[arg-type]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def counts(report: DeckReport) -> tuple[int, int, int, int]:
    return report.new, report.changed, report.unchanged, report.withdrawn


def test_a_first_edition_leaves_packages_and_nothing_else(tmp_path: Path) -> None:
    reports = published(tmp_path, composed(KIDNEY, LUNG, LIVER_PAGE))
    assert sorted(files(tmp_path)) == ["biology.apkg", "medicine.apkg"]
    assert [counts(report) for report in reports] == [(7, 0, 0, 0), (3, 0, 0, 0)]
    ledger = read_ledger(tmp_path / "biology.apkg")
    assert ledger is not None
    assert (ledger.namespace, ledger.deck) == ("Course", "Course::Biology")
    assert sorted(ledger.pages) == ["biology/kidneys", "biology/lungs"]
    packed = read_package(tmp_path / "biology.apkg").notes
    assert [note.guid for note in packed] == [note.guid for note in ledger.notes]
    assert [note.id for note in packed] == [note.note_id for note in ledger.notes]


def test_a_page_that_gives_what_it_gave_comes_to_the_same_without_matching(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(tmp_path, composed(KIDNEY, LUNG))
    next_one = composed(EDITED, LUNG)
    published(tmp_path / "quick", next_one, day=1, previous=tmp_path)
    monkeypatch.setattr("deckpress.edition.settle._are_published", lambda *_: False)
    published(tmp_path / "slow", next_one, day=1, previous=tmp_path)
    packed = {"biology.apkg", "biology.notes.md"}
    assert set(files(tmp_path / "quick")) == packed
    assert files(tmp_path / "quick") == files(tmp_path / "slow")


def test_an_unchanged_deck_is_not_written_again(tmp_path: Path) -> None:
    published(tmp_path, composed(KIDNEY, LUNG, LIVER_PAGE))
    before = files(tmp_path)
    os.utime(tmp_path / "biology.apkg", (1, 1))
    reports = published(tmp_path, composed(KIDNEY, LUNG, LIVER_PAGE), day=3)
    assert files(tmp_path) == before
    assert (tmp_path / "biology.apkg").stat().st_mtime == 1
    assert [counts(report) for report in reports] == [(0, 0, 7, 0), (0, 0, 3, 0)]


def test_only_what_changed_gets_a_new_time(tmp_path: Path) -> None:
    published(tmp_path, composed(KIDNEY, LUNG))
    [report] = published(tmp_path, composed(EDITED, LUNG), day=1)
    assert counts(report) == (0, 2, 5, 0)  # the sentence, and the overview that quotes it
    times = [note.modified for note in read_package(tmp_path / "biology.apkg").notes]
    assert sorted(times) == [START] * 5 + [START + DAY] * 2


def test_a_clock_that_went_back_does_not_hide_a_change(tmp_path: Path) -> None:
    published(tmp_path, composed(KIDNEY))
    published(tmp_path, composed(EDITED), day=-9)
    assert max(note.modified for note in read_package(tmp_path / "biology.apkg").notes) == START + 1


def test_the_previous_edition_may_lie_elsewhere(tmp_path: Path) -> None:
    old, new, again = tmp_path / "old", tmp_path / "new", tmp_path / "again"
    published(old, composed(KIDNEY, LUNG, LIVER_PAGE))
    before = files(old)
    published(new, composed(EDITED, LUNG, LIVER_PAGE), day=1, previous=old)
    published(again, composed(EDITED, LUNG, LIVER_PAGE), day=1, previous=old)
    assert files(old) == before
    assert files(new) == files(again)
    assert sorted(files(new)) == ["biology.apkg", "biology.notes.md", "medicine.apkg"]
    assert files(new)["medicine.apkg"] == before["medicine.apkg"]


def test_a_previous_folder_that_is_not_there_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(PublishingError, match="there is no such folder of packages"):
        published(tmp_path / "out", composed(KIDNEY), previous=tmp_path / "no")


def test_decks_keep_their_name_and_notes_their_guid_under_other_settings(tmp_path: Path) -> None:
    published(tmp_path, composed(KIDNEY))
    renamed = replace(composed(EDITED), namespace="Other", root="Other")
    renamed = replace(renamed, decks=tuple(replace(one, name="Other::Life") for one in renamed.decks))
    before = read_ledger(tmp_path / "biology.apkg")
    [report] = published(tmp_path, renamed, day=1)
    after = read_ledger(tmp_path / "biology.apkg")
    assert before is not None
    assert after is not None
    assert report.name == after.deck == "Course::Biology"
    assert [note.guid for note in after.notes] == [note.guid for note in before.notes]


def test_only_the_chosen_deck_is_written(tmp_path: Path) -> None:
    published(tmp_path, composed(KIDNEY, LIVER_PAGE))
    before = files(tmp_path)
    published(tmp_path, composed(EDITED, LUNG), day=1, only=["biology.apkg"])
    after = files(tmp_path)
    assert after["medicine.apkg"] == before["medicine.apkg"]
    assert after["biology.apkg"] != before["biology.apkg"]


def test_a_page_that_moved_to_a_deck_that_is_not_written_stays(tmp_path: Path) -> None:
    published(tmp_path, composed(KIDNEY, LUNG, LIVER_PAGE))
    moved = page("medicine/kidneys", "What do the kidneys do?", KIDNEYS)
    [report] = published(tmp_path, composed(moved, LUNG, LIVER_PAGE), day=1, only=["biology.apkg"])
    assert counts(report) == (0, 0, 7, 0)
    reports = published(tmp_path, composed(moved, LUNG, LIVER_PAGE), day=2)
    assert [counts(report) for report in reports] == [(0, 0, 3, 0), (4, 0, 3, 0)]


def test_a_page_that_failed_is_not_taken_for_another_with_its_question(tmp_path: Path) -> None:
    published(tmp_path, composed(KIDNEY, LUNG))
    other = page("medicine/kidneys", "What do the kidneys do?", KIDNEYS[2:])
    published(tmp_path, composed(LUNG, other, failed=["biology/kidneys.md"]), day=1)
    reports = published(tmp_path, composed(KIDNEY, LUNG, other), day=2)
    assert [counts(report) for report in reports] == [(0, 0, 7, 0), (0, 0, 2, 0)]


@pytest.mark.parametrize("damage", [b"", b"no package", "half", "ledger", "newer", "other notes"])
def test_a_damaged_package_stops_the_build_before_anything_is_written(
    tmp_path: Path, damage: bytes | str
) -> None:
    published(tmp_path, composed(KIDNEY, LIVER_PAGE))
    target = tmp_path / "biology.apkg"
    ledger = read_member(target, LEDGER) or b""
    notes = KIDNEY
    match damage:
        case bytes():
            target.write_bytes(damage)
        case "half":
            target.write_bytes(target.read_bytes()[: target.stat().st_size // 2])
        case "ledger":
            write_package(target, "Course::Biology", notes, START, members={LEDGER: ledger[:-9]})
        case "newer":
            newer = ledger.replace(b'"format":1', b'"format":2')
            write_package(target, "Course::Biology", notes, START, members={LEDGER: newer})
        case _:
            write_package(target, "Course::Biology", notes[1:], START, members={LEDGER: ledger})
    before = files(tmp_path)
    with pytest.raises(PublishingError, match=r"biology\.apkg: "):
        published(tmp_path, composed(EDITED, LIVER_PAGE), day=1)
    assert files(tmp_path) == before


def test_the_interface_for_decks_in_memory(tmp_path: Path) -> None:
    decks = (deck("biology", KIDNEY, LUNG), deck("medicine", LIVER_PAGE))
    Edition(decks, START).write(tmp_path)
    before = files(tmp_path)
    Edition(decks, START + DAY).write(tmp_path)
    assert files(tmp_path) == before
    [report, _] = Edition((deck("biology", EDITED, LUNG), decks[1]), START + DAY).write(tmp_path)
    assert counts(report) == (0, 2, 5, 0)


def test_two_notes_with_one_guid_stop_the_build(tmp_path: Path) -> None:
    twin = replace(KIDNEY[2], guid=KIDNEY[1].guid)
    with pytest.raises(PublishingError, match="have the same GUID"):
        Edition((Deck("A", "a.apkg", (KIDNEY[1], twin)),), START).write(tmp_path)
    assert files(tmp_path) == {}


def test_release_notes_speak_to_learners(tmp_path: Path) -> None:
    published(tmp_path, composed(KIDNEY, LUNG))
    lost = page("biology/kidneys", "What do the kidneys do?", KIDNEYS[1:])
    published(tmp_path, composed(lost, LUNG), day=1, allow_withdrawals=True)
    text = (tmp_path / "biology.notes.md").read_text(encoding="utf-8")
    assert text.startswith("# Course::Biology: edition of 2025-10-10\n")
    assert "## Withdrawn\n" in text
    assert "* What do the kidneys do?: 1 note\n" in text
    assert "tag:deckpress::withdrawn" in text
    assert "## New" not in text


def test_a_plan_tells_what_would_change_and_writes_nothing(tmp_path: Path) -> None:
    published(tmp_path, composed(KIDNEY, LUNG))
    before = files(tmp_path)
    sentences = ["{{c1::Podocytes}} wrap the {{c2::capillaries}} of a kidney.", *KIDNEYS[1:]]
    sentences[1] = sentences[1].replace("take back water", "take back more water")
    edited = page("biology/kidneys", "What do the kidneys do?", sentences)
    [changes] = plan(lambda _: composed(edited, LUNG), tmp_path, modified=START + DAY)
    assert files(tmp_path) == before
    kinds = sorted(change.change for change in changes.changes)
    assert kinds == [Change.CHANGED, Change.CHANGED, Change.NEW, Change.WITHDRAWN]
    [reworded] = [one for one in changes.changes if one.change is Change.CHANGED and one.cards == 2]
    assert [field.words for field in reworded.fields] == [
        "Antidiuretic hormone makes the collecting ducts take back {+more+} water."
    ]
    assert reworded.risks == reworded.retired == ()


def test_a_diff_shows_words_that_came_and_went() -> None:
    assert word_diff("a b c", "a x c d") == "a [-b-] {+x+} c {+d+}"
    assert word_diff("", "a") == "{+a+}"


def test_a_second_build_waits_and_then_names_the_first(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib; from deckpress.edition.lock import locked\n"
        "with locked(pathlib.Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(PublishingError) as caught, locked(tmp_path, patience=0.1):
            pass
        assert caught.value.message == f"{tmp_path}: another build (process {holder.pid}) is writing here"
        holder.kill()
    with locked(tmp_path, patience=0.1):
        assert (tmp_path / LOCK).read_text() == f"{os.getpid()}\n"
    assert files(tmp_path) == {}


def test_what_a_killed_build_left_is_cleared_away(tmp_path: Path) -> None:
    left = tmp_path / ".deckpress-killed"
    left.mkdir()
    (left / "biology.apkg").write_bytes(b"half")
    published(tmp_path, composed(KIDNEY))
    assert sorted(files(tmp_path)) == ["biology.apkg"]
