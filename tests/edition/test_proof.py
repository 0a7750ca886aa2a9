"""A proof is what a build would publish: note by note, and what happens to each."""

from pathlib import Path

import pytest

from deckpress.edition import Manuscript, Proof, proof, publish
from deckpress.errors import PublishingError
from deckpress.exporter import read_package
from tests.edition.pages import DAY, KIDNEYS, LIVER, LUNGS, START, composed, page

KIDNEY = page("biology/kidneys", "What do the kidneys do?", KIDNEYS)
LUNG = page("biology/lungs", "What do lungs do?", LUNGS)
LIVER_PAGE = page("medicine/liver", "What does the liver do?", LIVER)
EDITED = page("biology/kidneys", "What do the kidneys do?", [KIDNEYS[0].replace("its", "a"), *KIDNEYS[1:-1]])

Told = dict[str, dict[str, list[str | None]]]  # deck -> page -> what happens to its notes


def told(edition: Proof) -> Told:
    return {
        deck.file_name: {
            shown.key: [None if one.change is None else one.change.value for one in shown.notes]
            for shown in deck.pages
        }
        for deck in edition.decks()
    }


def proven(manuscript: Manuscript, previous: Path | None) -> Told:
    with proof(lambda _: manuscript, previous, modified=START + DAY) as edition:
        return told(edition)


def test_before_the_first_edition_nothing_happens_to_notes(tmp_path: Path) -> None:
    expected = {"biology.apkg": {"biology/kidneys": [None] * 4}}
    assert proven(composed(KIDNEY), None) == expected
    assert proven(composed(KIDNEY), tmp_path / "none") == expected


def test_each_note_tells_what_happens_to_it(tmp_path: Path) -> None:
    publish(lambda _: composed(KIDNEY, LUNG), tmp_path, modified=START)
    with proof(lambda _: composed(EDITED, LIVER_PAGE), tmp_path, modified=START + DAY) as edition:
        assert told(edition) == {
            "biology.apkg": {
                "biology/kidneys": ["changed", "changed", "unchanged", "withdrawn"],
                "biology/lungs": ["withdrawn"] * 3,
            },
            "medicine.apkg": {"medicine/liver": ["new"] * 3},
        }
        kidneys, lungs = next(edition.decks()).pages
        assert (kidneys.places, lungs.places) == ((), ("biology/lungs.md",))
        assert "withdrawn" in kidneys.notes[-1].note.fields["Notice"]
        changed = kidneys.notes[1].told
        assert changed is not None
        assert [field.words for field in changed.fields] == [
            "Each nephron filters blood in [-its-] {+a+} glomerulus."
        ]


def test_the_notes_are_those_that_a_build_publishes(tmp_path: Path) -> None:
    publish(lambda _: composed(KIDNEY, LUNG), tmp_path / "decks", modified=START)
    renamed = page("biology/kidney", "What do the kidneys do?", KIDNEYS)
    with proof(lambda _: composed(renamed, LUNG), tmp_path / "decks", modified=START + DAY) as edition:
        guids = [one.note.guid for shown in next(edition.decks()).pages for one in shown.notes]
        assert [note.guid for note in edition.notes("biology/kidney")] == [note.guid for note in KIDNEY]
    publish(lambda _: composed(renamed, LUNG), tmp_path / "decks", modified=START + DAY)
    packed = read_package(tmp_path / "decks" / "biology.apkg").notes
    assert sorted(guids) == sorted(note.guid for note in packed)


def test_a_page_that_failed_keeps_its_notes(tmp_path: Path) -> None:
    publish(lambda _: composed(KIDNEY, LUNG), tmp_path, modified=START)
    assert proven(composed(LUNG, failed=["biology/kidneys.md"]), tmp_path) == {
        "biology.apkg": {"biology/lungs": ["unchanged"] * 3, "biology/kidneys": ["unchanged"] * 4}
    }


def test_a_damaged_package_stops_it(tmp_path: Path) -> None:
    (tmp_path / "biology.apkg").write_bytes(b"no package")
    with pytest.raises(PublishingError):
        proven(composed(KIDNEY), tmp_path)
