"""Names of pictures and sounds in packages. A name is made of the content: what has changed has a new name.

Anki keeps the media of all decks in one folder. It never replaces a file by another one of the same name, and
would take `cell.png` of one deck for that of another. Files whose names begin with "_" belong to note types;
Anki never takes them for unused.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

_NAME = re.compile(r"_?deckpress-(?P<digest>[0-9a-f]{24})\.[0-9a-z]+")
_IN_FIELD = re.compile(rf"(?:\bsrc=\"|\[sound:)({_NAME.pattern})(?=[\"\]])")


def media_name(digest: str, ending: str, *, of_note_type: bool = False) -> str:
    """Return the name of a file with this SHA-256 (hexadecimal) and this ending ("png")."""
    return f"{'_' if of_note_type else ''}deckpress-{digest[:24]}.{ending}"


def is_named_after(name: str, content: bytes) -> bool:
    """Tell whether a name was made of this content."""
    found = _NAME.fullmatch(name)
    return found is not None and hashlib.sha256(content).hexdigest().startswith(found["digest"])


def media_in(texts: Iterable[str]) -> Iterator[str]:
    """Yield the names of the media that fields or templates show."""
    for text in texts:
        if "deckpress-" in text:
            yield from (found[1] for found in _IN_FIELD.finditer(text))
