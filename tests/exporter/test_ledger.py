"""The ledger survives its own format, and what is damaged or newer is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from deckpress.domain import Kind, Role
from deckpress.errors import PublishingError
from deckpress.exporter import write_package
from deckpress.exporter.ledger import (
    LEDGER,
    Ledger,
    LedgerNote,
    LedgerPage,
    Post,
    Term,
    ledger_bytes,
    note_content,
    parse_ledger,
    read_ledger,
    types_content,
)
from deckpress.exporter.note_types import note_types
from tests.exporter.notes import DECK, FLAME, MODIFIED, NOTES, SALT, edited

RECORD = LedgerNote(
    key=SALT.key,
    guid=SALT.guid,
    kind=Kind.CLOZE,
    role=Role.CLOZE,
    made="chemistry/salts|cloze|cloze|table-salt",
    content=note_content(SALT),
    modified=MODIFIED,
    terms={1: Term("sodium", "sodium", ("natrium",)), 3: Term("chlorid", "chloride")},
    withdrawn=True,
    due=4,
    note_id=1_750_000_000_000,
    card_ids={1: 1_750_000_000_001, 3: 1_750_000_000_002},
)
LEDGER_OF_SALTS = Ledger(
    generator="1.0",
    namespace="Tests",
    root="Tests",
    deck=DECK,
    types=types_content(),
    types_modified=MODIFIED,
    pages={"chemistry/salts": LedgerPage((Post("chemistry/salts", "chemistry/salts.md"),), "q")},
    notes=(RECORD,),
)


@pytest.mark.parametrize("indent", [None, 0, 2])
@pytest.mark.parametrize(
    "notes", [(), (RECORD,), (RECORD, replace(RECORD, guid="other", key="chemistry/a|b"))]
)
def test_any_layout_of_the_json_is_read(notes: tuple[LedgerNote, ...], indent: int | None) -> None:
    ledger = replace(LEDGER_OF_SALTS, notes=notes)
    written = ledger_bytes(ledger)
    assert parse_ledger(written, "salts.apkg") == ledger
    again = json.dumps(json.loads(written), indent=indent, separators=(",", ":"), sort_keys=True)
    assert parse_ledger(again.encode(), "salts.apkg") == ledger


def package(folder: Path, content: bytes | None) -> Path:
    target = folder / "chemistry.apkg"
    write_package(target, DECK, NOTES, MODIFIED, members={} if content is None else {LEDGER: content})
    return target


def test_what_is_written_is_read(tmp_path: Path) -> None:
    assert read_ledger(package(tmp_path, ledger_bytes(LEDGER_OF_SALTS))) == LEDGER_OF_SALTS


def test_a_package_without_a_ledger_has_none(tmp_path: Path) -> None:
    assert read_ledger(package(tmp_path, None)) is None


def test_a_newer_ledger_is_refused() -> None:
    newer = json.loads(ledger_bytes(LEDGER_OF_SALTS)) | {"format": 2}
    with pytest.raises(PublishingError) as caught:
        parse_ledger(json.dumps(newer).encode(), "decks/chemistry.apkg")
    assert str(caught.value) == (
        "decks/chemistry.apkg: its ledger has format 2, this deckpress knows 1\n"
        "Use the version of deckpress that wrote it, or a newer one."
    )


@pytest.mark.parametrize("name", sorted(json.loads(ledger_bytes(LEDGER_OF_SALTS))))
@pytest.mark.parametrize("value", [None, True, "x", [], [[]], {"x": 1}, -1])
def test_a_damaged_ledger_is_refused(name: str, value: object) -> None:
    data = json.loads(ledger_bytes(LEDGER_OF_SALTS))
    if name == "pages" or (name in ("generator", "namespace", "root", "deck") and value == "x"):
        data["notes"] = None
    data[name] = value
    with pytest.raises(PublishingError, match=r"^decks/x\.apkg: the ledger deckpress\.json is damaged: "):
        parse_ledger(json.dumps(data).encode(), "decks/x.apkg")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000])
def test_what_is_no_ledger_is_refused(content: bytes) -> None:
    with pytest.raises(PublishingError, match="is damaged"):
        parse_ledger(content, "x.apkg")


def test_content_is_what_a_learner_gets() -> None:
    assert note_content(replace(SALT, guid="x", key="y", deletions=())) == note_content(SALT)
    assert note_content(replace(SALT, tags=SALT.tags[::-1])) == note_content(SALT)
    assert note_content(edited(SALT, Extra=SALT.fields["Extra"] + "\x00")) == note_content(SALT)
    assert note_content(edited(SALT, Extra="")) != note_content(SALT)
    assert note_content(replace(SALT, tags=())) != note_content(SALT)
    assert note_content(SALT) != note_content(FLAME)
    assert types_content(note_types(css_extra=".card { color: red }")) != types_content()
