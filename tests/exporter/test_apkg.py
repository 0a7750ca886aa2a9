from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from deckpress.domain import Note
from deckpress.errors import PublishingError
from deckpress.exporter import Entry, note_guid, read_member, read_package, write_package
from deckpress.exporter.identity import card_id, note_id
from tests.exporter.notes import DECK, FLAME, MODIFIED, NOTES, SALT, cloze_note


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "chemistry.apkg"


def test_summary(target: Path) -> None:
    summary = write_package(target, DECK, NOTES, MODIFIED)
    assert (summary.notes, summary.cards) == (3, 5)
    assert summary.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()


def test_a_deck_without_notes(target: Path) -> None:
    summary = write_package(target, DECK, [], MODIFIED)
    assert (summary.notes, summary.cards) == (0, 0)
    assert read_package(target).notes == ()


def test_the_zip_tells_nothing_of_time_and_machine(target: Path) -> None:
    write_package(
        target, DECK, NOTES, MODIFIED, members={"z.json": b"{}", "deckpress.json": b'{"version":1}'}
    )
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == ["collection.anki2", "media", "deckpress.json", "z.json"]
        assert archive.read("media") == b"{}"
        for member in archive.infolist():
            assert member.date_time == (1980, 1, 1, 0, 0, 0)
            assert member.compress_type == zipfile.ZIP_DEFLATED
            assert (member.create_system, member.external_attr) == (3, 0o100644 << 16)
    assert read_member(target, "deckpress.json") == b'{"version":1}'
    assert read_member(target, "absent.json") is None


def test_members_may_tell_of_the_notes(target: Path) -> None:
    members: dict[str, bytes] = {}

    def notes() -> Iterator[Note]:
        yield from NOTES
        members["deckpress.json"] = b"three notes"

    write_package(target, DECK, notes(), MODIFIED, members=members)
    assert read_member(target, "deckpress.json") == b"three notes"


def test_a_member_cannot_replace_the_collection(target: Path) -> None:
    with pytest.raises(ValueError, match="a package has a member 'media' already"):
        write_package(target, DECK, NOTES, MODIFIED, members={"media": b""})


SCRIPT = """
import sys
from pathlib import Path
from deckpress.exporter import write_package
from tests.exporter.notes import DECK, MODIFIED, NOTES
print(write_package(Path(sys.argv[1]), DECK, iter(NOTES), MODIFIED).sha256)
"""


def test_equal_input_gives_equal_bytes_in_every_process(tmp_path: Path) -> None:
    hashes = set()
    for seed in ("0", "1", "4711"):
        hashes.add(
            subprocess.run(
                [sys.executable, "-c", SCRIPT, str(tmp_path / f"{seed}.apkg")],
                env={**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed[0]}"},
                cwd=Path(__file__).parents[2],
                capture_output=True,
                check=True,
                text=True,
            ).stdout
        )
    assert len(hashes) == 1
    assert {write_package(tmp_path / "here.apkg", DECK, NOTES, MODIFIED).sha256} == {
        h.strip() for h in hashes
    }


def test_nothing_is_left_behind(target: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    write_package(target, DECK, NOTES, MODIFIED)
    assert list(folder.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["chemistry.apkg", "temporary"]


@pytest.mark.parametrize(
    ("spoiled", "message"),
    [
        (cloze_note("plain", "plain"), "12: error X02: nothing is hidden, so there would be no card"),
        (SALT, f"12: the GUID '{SALT.guid}' is empty or comes twice in the package"),
        (replace(FLAME, guid=""), "12: the GUID '' is empty or comes twice in the package"),
    ],
)
def test_a_spoiled_note_leaves_the_old_package_in_place(target: Path, spoiled: Note, message: str) -> None:
    write_package(target, DECK, NOTES, MODIFIED)
    before = target.read_bytes()
    with pytest.raises(PublishingError) as refused:
        write_package(target, DECK, [*NOTES, spoiled], MODIFIED + 1)
    assert str(refused.value) == f"content/chemistry/salts.md:{message}"
    assert target.read_bytes() == before
    assert [path.name for path in target.parent.iterdir()] == ["chemistry.apkg"]


def test_an_interrupted_generator_leaves_nothing(target: Path) -> None:
    def notes() -> Iterator[Note]:
        yield SALT
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_package(target, DECK, notes(), MODIFIED)
    assert list(target.parent.iterdir()) == []


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_package(tmp_path / "absent" / "a.apkg", DECK, NOTES, MODIFIED)


def test_ids_come_from_the_guid_and_due_from_the_place(target: Path) -> None:
    write_package(target, DECK, NOTES, MODIFIED)
    for place, (note, packed) in enumerate(zip(NOTES, read_package(target).notes, strict=True), start=1):
        assert (packed.guid, packed.id, packed.modified) == (note.guid, note_id(note.guid), MODIFIED)
        assert [(card.id, card.due, card.deck) for card in packed.cards] == [
            (card_id(note.guid, card.ordinal), place, DECK) for card in packed.cards
        ]


def test_an_entry_brings_what_it_had_in_the_edition_before(target: Path) -> None:
    old = Entry(SALT, modified=MODIFIED - 100, due=7, note_id=1_000, card_ids={2: 2_002})
    write_package(target, DECK, [FLAME, old], MODIFIED)
    [flame, salt] = read_package(target).notes
    assert (flame.modified, salt.modified) == (MODIFIED, MODIFIED - 100)
    assert (salt.id, [(card.ordinal, card.due) for card in salt.cards]) == (1_000, [(1, 7), (2, 7)])
    assert [card.id for card in salt.cards] == [card_id(SALT.guid, 1), 2_002]


def test_a_taken_id_is_passed_over(target: Path) -> None:
    entries = [Entry(FLAME, note_id=5, card_ids={1: 9}), Entry(SALT, note_id=5, card_ids={1: 9, 2: 10})]
    write_package(target, DECK, entries, MODIFIED)
    assert [(note.id, [card.id for card in note.cards]) for note in read_package(target).notes] == [
        (5, [9]),
        (6, [10, 11]),
    ]


def test_note_types_have_their_own_time(target: Path) -> None:
    write_package(target, DECK, NOTES, MODIFIED, types_modified=MODIFIED - 5)
    assert {note_type.modified for note_type in read_package(target).note_types} == {MODIFIED - 5}


def test_only_note_types_in_use_are_packed(target: Path) -> None:
    write_package(target, DECK, [FLAME], MODIFIED)
    assert [note_type.name for note_type in read_package(target).note_types] == ["Deckpress Q&A"]


def test_the_database_is_sound(target: Path, tmp_path: Path) -> None:
    write_package(target, DECK, NOTES, MODIFIED)
    with zipfile.ZipFile(target) as archive:
        archive.extract("collection.anki2", tmp_path)
    connection = sqlite3.connect(tmp_path / "collection.anki2")
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        indexes = connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'index'").fetchone()
        assert indexes == (7,)
    finally:
        connection.close()


def test_long_fields_of_angle_brackets_are_no_matter(target: Path) -> None:
    """Would take minutes with a check for HTML that looks for a `>` after every `<`."""
    note = cloze_note("brackets", "{{c1::less}}" + "<" * 50_000)
    assert write_package(target, DECK, [note], MODIFIED).cards == 1


def test_thousands_of_notes_stream(target: Path) -> None:
    taken = 0

    def notes() -> Iterator[Note]:
        nonlocal taken
        for taken in range(1, 3001):
            yield replace(FLAME, guid=note_guid("many", str(taken)))

    summary = write_package(target, DECK, notes(), MODIFIED)
    assert (summary.notes, summary.cards, taken) == (3000, 3000, 3000)
    assert [note.guid for note in read_package(target).notes[:2]] == [
        note_guid("many", "1"),
        note_guid("many", "2"),
    ]
