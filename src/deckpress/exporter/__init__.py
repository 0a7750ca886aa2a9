"""Notes -> packages that Anki imports, and back. What a learner's collection remembers is decided here."""

from deckpress.exporter.apkg import Entry, PackageSummary, ReadMedia, write_package
from deckpress.exporter.atomic import replacing, sync_folder, write_atomically
from deckpress.exporter.checks import check_note, clean_field
from deckpress.exporter.cloze import Cloze, cloze_ordinals, find_clozes, hidden_texts
from deckpress.exporter.following import follow, ordinals_reused, terms_of
from deckpress.exporter.identity import card_id, deck_id, deck_name, next_free, note_guid, note_id
from deckpress.exporter.ledger import (
    LEDGER,
    Ledger,
    LedgerNote,
    LedgerPage,
    Post,
    PublishedNote,
    Term,
    ledger_bytes,
    note_content,
    parse_ledger,
    read_ledger,
    types_content,
)
from deckpress.exporter.matching import match_notes
from deckpress.exporter.media import media_in, media_name
from deckpress.exporter.note_types import NoteType, note_type, note_types
from deckpress.exporter.package import (
    Member,
    Package,
    PackedCard,
    PackedNote,
    PackedNoteType,
    media_names,
    read_media,
    read_member,
    read_package,
)
from deckpress.exporter.style import css_fault, footer_fault, footer_html

__all__ = [
    "LEDGER",
    "Cloze",
    "Entry",
    "Ledger",
    "LedgerNote",
    "LedgerPage",
    "Member",
    "NoteType",
    "Package",
    "PackageSummary",
    "PackedCard",
    "PackedNote",
    "PackedNoteType",
    "Post",
    "PublishedNote",
    "ReadMedia",
    "Term",
    "card_id",
    "check_note",
    "clean_field",
    "cloze_ordinals",
    "css_fault",
    "deck_id",
    "deck_name",
    "find_clozes",
    "follow",
    "footer_fault",
    "footer_html",
    "hidden_texts",
    "ledger_bytes",
    "match_notes",
    "media_in",
    "media_name",
    "media_names",
    "next_free",
    "note_content",
    "note_guid",
    "note_id",
    "note_type",
    "note_types",
    "ordinals_reused",
    "parse_ledger",
    "read_ledger",
    "read_media",
    "read_member",
    "read_package",
    "replacing",
    "sync_folder",
    "terms_of",
    "types_content",
    "write_atomically",
    "write_package",
]
