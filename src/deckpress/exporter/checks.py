"""What Anki does not take, found before a package is written: one such note can abort a whole import."""

from __future__ import annotations

import re
import unicodedata

from deckpress.domain import FIELDS, Kind, Note, Problem, Severity
from deckpress.exporter.cloze import cloze_numbers

LARGEST_ORDINAL = 499  # Anki's own card generation puts larger ones on one card

# Anki drops these from every field; U+001F would part the fields.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_NOTHING = re.compile(r"(?>(?:\s|</?(?:br|div)\s*/?>)*)")  # what Anki takes for an empty field
_SURROGATES = re.compile(r"[\ud800-\udfff]")


def clean_field(html: str) -> str:
    """Return a field as Anki keeps it: in NFC, without ASCII control characters but newline and tab."""
    if not html.isprintable():
        html = _CONTROLS.sub("", html)
    return html if html.isascii() else unicodedata.normalize("NFC", html)


def check_note(note: Note) -> Problem | None:
    """Return why a note cannot be exported, the first reason only, or None. A note with one is left out.

    Control characters are none: they are dropped when the note is written (`clean_field`).
    """
    checks = (_check_front, _check_cloze) if note.kind is Kind.CLOZE else (_check_front,)
    return next(
        (problem for check in (_check_characters, *checks, _check_tags) if (problem := check(note))), None
    )


def _check_front(note: Note) -> Problem | None:
    first = FIELDS[note.kind][0]
    if _NOTHING.fullmatch(note.fields[first]):
        return _problem(note, "X01", f"the field {first} is empty, so there would be no card")
    return None


def _check_cloze(note: Note) -> Problem | None:
    numbers = cloze_numbers(note.fields["Text"])
    for name in FIELDS[Kind.CLOZE][1:]:
        if "{{c" in note.fields[name] and cloze_numbers(note.fields[name]):
            return _problem(
                note, "X04", f"the field {name} holds a deletion, which Anki would make a card of"
            )
    if not numbers:
        return _problem(note, "X02", "nothing is hidden, so there would be no card")
    for number in sorted(numbers):
        if not 1 <= number <= LARGEST_ORDINAL:
            limits = f"Anki numbers cards from 1 to {LARGEST_ORDINAL}"
            return _problem(note, "X03", f"a deletion has the number {number}", limits)
    return None


def _check_characters(note: Note) -> Problem | None:
    for text in (note.guid, *note.tags, *note.fields.values()):
        if not text.isascii() and (found := _SURROGATES.search(text)):
            code = f"U+{ord(found[0]):04X}"
            return _problem(
                note, "X05", f"the text holds {code}, half of a character", "write the whole character"
            )
    return None


def _check_tags(note: Note) -> Problem | None:
    for tag in note.tags:
        if tag.split() != [tag] or _CONTROLS.search(tag):
            return _problem(note, "X06", f"the tag {tag!r} is empty or holds white space")
    return None


def _problem(note: Note, code: str, message: str, hint: str = "") -> Problem:
    return Problem(note.source, code, Severity.ERROR, message, hint)
