"""Notes -> packages that Anki imports, and back. What a learner's collection remembers is decided here."""

from deckpress.exporter.apkg import Entry, PackageSummary, write_package
from deckpress.exporter.atomic import write_atomically
from deckpress.exporter.checks import GuidRegistry, check_note, clean_field
from deckpress.exporter.cloze import Cloze, cloze_ordinals, find_clozes, hidden_texts
from deckpress.exporter.identity import card_id, deck_id, deck_name, note_guid, note_id
from deckpress.exporter.note_types import NoteType, note_type, note_types
from deckpress.exporter.package import (
    Member,
    Package,
    PackedCard,
    PackedNote,
    PackedNoteType,
    read_member,
    read_package,
)

__all__ = [
    "Cloze",
    "Entry",
    "GuidRegistry",
    "Member",
    "NoteType",
    "Package",
    "PackageSummary",
    "PackedCard",
    "PackedNote",
    "PackedNoteType",
    "card_id",
    "check_note",
    "clean_field",
    "cloze_ordinals",
    "deck_id",
    "deck_name",
    "find_clozes",
    "hidden_texts",
    "note_guid",
    "note_id",
    "note_type",
    "note_types",
    "read_member",
    "read_package",
    "write_atomically",
    "write_package",
]
