from __future__ import annotations

import random
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from deckpress.domain import Kind
from deckpress.errors import PublishingError
from deckpress.exporter import Member, read_member, read_package, write_package
from tests.anki_learner import Learner
from tests.exporter.notes import DECK, FLAME, MODIFIED, NOTES, SALT


@pytest.fixture
def package(tmp_path: Path) -> Path:
    target = tmp_path / "chemistry.apkg"
    write_package(target, DECK, NOTES, MODIFIED, members={"deckpress.json": b"{}"})
    return target


def test_what_was_written_is_read(package: Path) -> None:
    read = read_package(package)
    assert read.decks == (DECK,)
    assert [(made.name, made.fields[0]) for made in read.note_types] == [
        ("Deckpress Cloze", "Text"),
        ("Deckpress Q&A", "Question"),
    ]
    assert read.card_count == 5
    assert [member.name for member in read.members] == ["collection.anki2", "media", "deckpress.json"]
    assert read.members[2] == Member("deckpress.json", 2)
    for note, packed in zip(NOTES, read.notes, strict=True):
        assert (packed.guid, packed.kind, packed.tags) == (note.guid, note.kind, note.tags)
        assert dict(packed.fields) == dict(note.fields)
    assert [[card.ordinal for card in note.cards] for note in read.notes] == [[1, 2], [1, 2], [1]]


def test_a_package_from_anki_itself_is_read(package: Path, tmp_path: Path) -> None:
    """Exported with "Support older Anki versions", which is the format of ours."""
    from anki.collection import ExportAnkiPackageOptions

    exported = tmp_path / "exported.apkg"
    with Learner() as learner:
        learner.load(package)
        collection = learner.collection
        basic = collection.new_note(collection.models.by_name("Basic"))
        basic.fields = ["Which gas do plants take in?", "Carbon dioxide"]
        collection.add_note(basic, collection.decks.id("Botany"))
        options = ExportAnkiPackageOptions(
            with_scheduling=True, with_deck_configs=False, with_media=False, legacy=True
        )
        collection.export_anki_package(out_path=str(exported), options=options, limit=None)
    notes = {
        note.fields.get("Text") or next(iter(note.fields.values())): note
        for note in read_package(exported).notes
    }
    assert len(notes) == 4
    assert notes[SALT.fields["Text"]].kind is Kind.CLOZE
    assert notes[FLAME.fields["Question"]].tags == FLAME.tags
    plant = notes["Which gas do plants take in?"]
    assert (plant.kind, plant.note_type, plant.cards[0].deck) == (None, "Basic", "Botany")


def test_the_newest_format_is_refused_with_a_remedy(tmp_path: Path) -> None:
    newest = tmp_path / "newest.apkg"
    with zipfile.ZipFile(newest, "w") as archive:
        archive.writestr("collection.anki2", b"stub")
        archive.writestr("collection.anki21b", b"zstd")
    with pytest.raises(PublishingError) as refused:
        read_package(newest)
    assert str(refused.value) == (
        f"{newest}: this is Anki's newest format, which is not read here\n"
        "Export it again with 'Support older Anki versions'."
    )


def test_a_zip_without_collection_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.apkg"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("readme.txt", b"")
    with pytest.raises(PublishingError) as refused:
        read_package(other)
    assert str(refused.value) == f"{other}: this is no Anki package: it holds no collection"


@pytest.mark.parametrize("content", [b"", b"PK", b"plain text", b"\0" * 5000])
def test_other_files_are_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "other.apkg"
    file.write_bytes(content)
    for read in (read_package, lambda path: read_member(path, "media")):
        with pytest.raises(PublishingError) as refused:
            read(file)
        assert str(refused.value).startswith(f"{file}: this is no Anki package, or a damaged one: ")


def test_a_missing_file_is_not_a_damaged_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_package(tmp_path / "absent.apkg")


def test_a_broken_database_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.apkg"
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("collection.anki2", b"this is no database at all")
    with pytest.raises(PublishingError) as refused:
        read_package(broken)
    assert (
        str(refused.value) == f"{broken}: the collection in this package is damaged: file is not a database"
    )


def test_damage_anywhere_is_refused_or_harmless(package: Path) -> None:
    """Bytes flipped, cut off and swapped: a PublishingError or a package, never another exception."""
    whole = package.read_bytes()
    chance = random.Random(20)
    for _ in range(150):
        damaged = bytearray(whole[: chance.choice([len(whole), chance.randrange(len(whole))])])
        for _ in range(chance.randrange(1, 8)):
            if damaged:
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        package.write_bytes(damaged)
        with suppress(PublishingError):
            read_package(package)


def test_a_damaged_collection_is_refused_or_harmless(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        whole = archive.read("collection.anki2")
    chance = random.Random(21)
    for _ in range(100):
        damaged = bytearray(whole)
        for _ in range(chance.randrange(1, 60)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        with zipfile.ZipFile(package, "w") as archive:
            archive.writestr("collection.anki2", bytes(damaged))
        with suppress(PublishingError):
            read_package(package)
