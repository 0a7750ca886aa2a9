"""Pictures and sounds from edition to edition, and in a learner's Anki."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

import deckpress
from deckpress.cli import app
from deckpress.domain import Settings, Severity, StyleSettings
from deckpress.errors import PublishingError
from deckpress.exporter import media_in, read_media, read_package, write_package
from deckpress.media import MediaFiles
from deckpress.press import build_packages, plan_packages
from tests.anki_learner import Learner
from tests.exporter.notes import SALT
from tests.pictures import (
    CORTEX,
    DAY,
    KIDNEY,
    SOUND,
    START,
    build,
    name_of,
    picture,
    with_reference,
    write_course,
)


def test_a_package_holds_what_its_notes_show(tmp_path: Path) -> None:
    content = write_course(tmp_path)
    (content / "biology/img/not-used.png").write_bytes(picture(9))
    (content / "physics").mkdir()
    (content / "physics/work.md").write_text(with_reference("![x](../biology/img/cortex.png)"), "utf-8")
    build(content, tmp_path / "decks")
    package = tmp_path / "decks/biology.apkg"
    with zipfile.ZipFile(package) as archive:
        names = json.loads(archive.read("media"))
        assert names == {str(number): name for number, name in enumerate(sorted([CORTEX, KIDNEY, SOUND]))}
        for number, name in names.items():
            content_of = {CORTEX: picture(0, 200), KIDNEY: picture(200), SOUND: b"ID3 the cortex"}
            assert archive.read(number) == content_of[name]
    assert read_package(package).media == {CORTEX: len(picture(0, 200)), KIDNEY: len(picture(200)), SOUND: 14}
    assert read_media(package, SOUND) == b"ID3 the cortex"
    assert read_media(package, "gone.png") is None


def test_an_unchanged_course_gives_the_same_bytes_and_is_not_written_again(tmp_path: Path) -> None:
    content = write_course(tmp_path)
    package = tmp_path / "decks/biology.apkg"
    build(content, package.parent)
    before, inode = package.read_bytes(), package.stat().st_ino
    build(content, package.parent, day=1)
    assert package.stat().st_ino == inode
    build(content, tmp_path / "again")
    assert (tmp_path / "again/biology.apkg").read_bytes() == before
    (content / "biology/img/kidney.png").rename(content / "biology/img/organ.png")
    page = (content / "biology/kidney.md").read_text("utf-8").replace("kidney.png", "organ.png")
    (content / "biology/kidney.md").write_text(page, "utf-8")
    build(content, package.parent, day=2)
    assert package.read_bytes() == before


def test_notes_of_the_edition_before_keep_their_pictures(tmp_path: Path) -> None:
    """A page that fails, and one that is gone, need pictures that are on the disk no more."""
    content = write_course(tmp_path)
    (content / "biology/lungs.md").write_text(
        with_reference("![x](img/lungs.png)").replace("kidney", "lung"), "utf-8"
    )
    (content / "biology/img/lungs.png").write_bytes(picture(7))
    build(content, tmp_path / "one")
    (content / "biology/kidney.md").write_bytes(b"\xff")
    (content / "biology/img/kidney.png").unlink()
    page = (content / "biology/lungs.md").read_text("utf-8")
    (content / "biology/lungs.md").write_text(page.replace("to the bladder", "far away"), "utf-8")
    build_packages(content, tmp_path / "two", Settings(), modified=START + DAY, previous=tmp_path / "one")
    package = tmp_path / "two/biology.apkg"
    assert package.read_bytes() != (tmp_path / "one/biology.apkg").read_bytes()
    assert {CORTEX, KIDNEY, SOUND} <= read_package(package).media.keys()
    assert read_media(package, KIDNEY) == picture(200)


def test_notes_that_learners_have_keep_a_picture_that_is_missing_now(tmp_path: Path) -> None:
    content = write_course(tmp_path)
    package = tmp_path / "decks/biology.apkg"
    first = build(content, package.parent).decks[0]
    before = read_package(package).notes
    (content / "biology/img/cortex.png").unlink()
    report = build(content, package.parent, day=1)
    assert [one.severity for one in report.problems if one.code == "P30"] == [Severity.ERROR]
    assert read_package(package).notes == before
    page = (content / "biology/kidney.md").read_text("utf-8")
    (content / "biology/kidney.md").write_text(page.replace("most of the water", "much water"), "utf-8")
    report = build(content, package.parent, day=2)
    assert (report.decks[0].withdrawn, report.decks[0].notes) == (0, first.notes)
    assert read_media(package, CORTEX) == picture(0, 200)
    (content / "biology/img/cortex.png").write_bytes(picture(9))
    assert build(content, package.parent, day=3).decks[0].changed == 1
    assert read_media(package, name_of(picture(9), "png")) == picture(9)


def test_a_picture_that_changes_during_a_build_stops_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = write_course(tmp_path)
    build(content, tmp_path / "decks")
    before = (tmp_path / "decks/biology.apkg").read_bytes()
    page = (content / "biology/kidney.md").read_text("utf-8").replace("most of", "much of")
    (content / "biology/kidney.md").write_text(page, "utf-8")
    monkeypatch.setattr(MediaFiles, "read", lambda media, name: b"another one")
    with pytest.raises(PublishingError, match=r"the file has changed since its name was made\nBuild again\."):
        build(content, tmp_path / "decks", day=1)
    assert (tmp_path / "decks/biology.apkg").read_bytes() == before


def test_a_note_without_its_file_is_not_written(tmp_path: Path) -> None:
    note = replace(SALT, fields={**SALT.fields, "Extra": f'<img src="{KIDNEY}">'})
    with pytest.raises(PublishingError, match="a note shows this file, and it is nowhere to be found"):
        write_package(tmp_path / "x.apkg", "x", [note], START)


def test_only_names_of_ours_in_their_places_count() -> None:
    html = f'<img src="{KIDNEY}"> [sound:{SOUND}] <img alt="x" src="_{CORTEX}"> {KIDNEY} <img src="cell.png">'
    assert list(media_in([html, "deckpress-"])) == [KIDNEY, SOUND, f"_{CORTEX}"]


def test_a_learner_gets_pictures_and_sounds(tmp_path: Path) -> None:
    content = write_course(tmp_path)
    package = tmp_path / "decks/biology.apkg"
    build(content, package.parent)
    with Learner() as learner:
        assert learner.load(package).new > 0
        assert learner.media() == {CORTEX: picture(0, 200), KIDNEY: picture(200), SOUND: b"ID3 the cortex"}
        assert learner.media_faults() == ([], [])
        questions = [learner.collection.get_card(one).question() for one in learner.collection.find_cards("")]
        assert any(f'<img src="{CORTEX}" alt="A part">' in html for html in questions)
        [asked] = learner.collection.find_cards("sound")
        [tag] = learner.collection.get_card(asked).answer_av_tags()
        assert tag.filename == SOUND
        assert learner.faults() == []


def test_a_changed_picture_reaches_the_learner_and_costs_nothing(tmp_path: Path) -> None:
    content = write_course(tmp_path)
    package = tmp_path / "decks/biology.apkg"
    build(content, package.parent)
    with Learner() as learner:
        learner.load(package)
        learner.review_all()
        cards = learner.cards()
        (content / "biology/img/cortex.png").write_bytes(picture(0, 99))
        build(content, package.parent, day=1)
        done = learner.load(package)
        assert (done.new, done.updated, done.conflicting) == (0, 1, 0)
        assert learner.cards() == cards
        new = name_of(picture(0, 99), "png")
        assert learner.media()[new] == picture(0, 99)
        assert learner.media_faults() == ([], [CORTEX])  # the old picture may be deleted
        [asked] = learner.collection.find_cards("sound")
        assert f'<img src="{new}" alt="A part">' in learner.collection.get_card(asked).question()


def test_decks_in_memory_have_their_pictures_too(tmp_path: Path) -> None:
    content = write_course(tmp_path)
    settings = Settings(style=StyleSettings(footer="Night School"))
    corpus = deckpress.read_corpus(content, settings)
    decks = deckpress.generate(corpus.pages, settings, content)
    deckpress.press(decks, now=START, settings=settings).write(tmp_path / "memory")
    build(content, tmp_path / "decks", settings=settings)
    made, built = (read_package(tmp_path / name / "biology.apkg") for name in ("memory", "decks"))
    assert made.media == built.media != {}
    assert made.notes == built.notes
    assert made.note_types == built.note_types


def test_without_their_folder_decks_in_memory_have_no_pictures(tmp_path: Path) -> None:
    corpus = deckpress.read_corpus(write_course(tmp_path))
    [deck] = deckpress.generate(corpus.pages)
    fields = [html for note in deck.notes for html in note.fields.values()]
    assert not any("<img" in html or "[sound:" in html for html in fields)
    assert any("A kidney, cut open" in html for html in fields)
    assert not any("Which part of a kidney" in html for html in fields)


def test_inspect_tells_of_the_media(tmp_path: Path) -> None:
    build(write_course(tmp_path), tmp_path / "decks")
    inspected = CliRunner().invoke(app, ["inspect", str(tmp_path / "decks/biology.apkg")])
    size = len(picture(0, 200)) + len(picture(200)) + 14
    assert f"\n3 pictures and sounds, {size} bytes\n" in inspected.output
    assert "\n0: " not in inspected.output


def test_the_plan_tells_of_another_picture(tmp_path: Path) -> None:
    content = write_course(tmp_path)
    build(content, tmp_path / "decks")
    (content / "biology/img/cortex.png").write_bytes(picture(0, 99))
    ([changes], _) = plan_packages(content, tmp_path / "decks", Settings(), modified=START + DAY)
    [change] = changes.changes
    [field] = change.fields
    assert (field.name, field.words) == ("Question", "another picture, sound, link or format")
