"""Who a note, a card and a deck are, for ever (docs/decisions/identity.md).

Learners' collections hold what these functions return. A change here makes every published note a new one and
costs all learners their progress.
"""

from __future__ import annotations

import unicodedata
from base64 import b32encode
from hashlib import sha256

# Ids look like the millisecond timestamps Anki makes itself, since it shows them as "added" and renumbers
# what lies in the future. All of ours fall into the year 2025.
_FIRST_ID = 1_735_689_600_000  # 2025-01-01T00:00:00Z
_IDS = 365 * 24 * 60 * 60 * 1000


def note_guid(namespace: str, key: str) -> str:
    """Return the GUID of the note with this permanent key: 20 characters of a-z and 2-7.

    The first 100 bits of SHA-256 over namespace, a NUL and key (NFC, UTF-8), in lower-case base32 (RFC 4648).
    The namespace keeps two sites apart; neither text, number nor deck has a part in it.
    """
    name = unicodedata.normalize("NFC", f"{namespace}\0{key}").encode("utf-8", "surrogatepass")
    return b32encode(sha256(name).digest())[:20].decode("ascii").lower()


def note_id(guid: str) -> int:
    """Return the id of a note, a millisecond of 2025. Two notes may share it: `next_free` parts them."""
    return _id("note", guid)


def card_id(guid: str, ordinal: int) -> int:
    """Return the id of the card with this ordinal (from 1), a millisecond of 2025."""
    return _id("card", f"{guid}\0{ordinal}")


def deck_id(name: str) -> int:
    """Return the id of a deck, a millisecond of 2025. Anki itself knows decks by name."""
    return _id("deck", name)


def next_free(wanted: int, taken: set[int]) -> int:
    """Return the smallest id from `wanted` on that is not taken, and take it."""
    while wanted in taken:
        wanted += 1
    taken.add(wanted)
    return wanted


def deck_name(root: str, subject: str) -> str:
    """Return the name of a subject's deck, `<root>::<Subject>`. Anki matches decks by it.

    `::` nests decks: a root may be nested, in a subject it becomes a dash. Each part is trimmed and not
    empty; "Default", a name that Anki keeps for itself, becomes "Default deck".
    """
    parts = [part for text in root.split("::") if (part := _part(text))]
    return "::".join([*parts, _part(subject.replace("::", " – ")) or "Untitled"])


def _part(text: str) -> str:
    words = "".join(char if char.isprintable() else " " for char in text).split()
    part = unicodedata.normalize("NFC", " ".join(words).strip(": "))
    return "Default deck" if part.casefold() == "default" else part


def _id(what: str, name: str) -> int:
    digest = sha256(f"{what}\0{name}".encode("utf-8", "surrogatepass")).digest()
    return _FIRST_ID + int.from_bytes(digest[:8], "big") % _IDS
