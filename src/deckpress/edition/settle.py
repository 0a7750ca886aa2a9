"""Settles who the notes of a page are: those that learners know go on, what is new gets a new identity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from deckpress.domain import FIELDS, Deletion, Location, Note
from deckpress.edition.manuscript import letters
from deckpress.edition.pages import unused
from deckpress.errors import PublishingError
from deckpress.exporter import (
    LedgerNote,
    PublishedNote,
    Term,
    cloze_ordinals,
    follow,
    match_notes,
    note_content,
    note_guid,
    ordinals_reused,
    terms_of,
)
from deckpress.markup import visible_text

SHORTEST_SENTENCE = 20  # letters of a sentence that is not found in a text by chance
WITHDRAWN = "deckpress::withdrawn"
BANNER = (
    "This card was withdrawn: the page it came from has changed or is gone. "
    "You may suspend it, or go on with it if it still serves you."
)


@dataclass(frozen=True, slots=True)
class SettledNote:
    """A note as the edition publishes it; `before` is what the previous edition had of it."""

    note: Note
    record: LedgerNote
    before: PublishedNote | None = None


def settle_notes(
    page: str,
    namespace: str,
    notes: Sequence[Note],
    previous: Sequence[PublishedNote],
    now: int,
    text: str = "",
) -> list[SettledNote]:
    """Return the notes of a page with their permanent keys, GUIDs, ordinals and times.

    `page` is the page part of new keys, `previous` all notes that the page ever had, `now` the time of the
    edition. A published sentence stays as it is, whatever the generator prefers now, while its letters stand
    in `text`, those of the page. Raises PublishingError if a rule that protects learners is broken.
    """
    matched = match_notes(previous, notes)
    keys = {note.record.key for note in previous}
    settled = []
    for place, note in enumerate(notes):
        before = previous[matched[place]] if place in matched else None
        followed = follow(before.record, note) if before else None
        if before is not None and followed is not None:
            settled.append(_followed(note, *followed, before, now))
            continue
        own = note.key.partition("|")[2]
        key = unused(f"{page}|{own}", keys)
        keys.add(key)
        guid = note.guid if key == note.key and note.guid else note_guid(namespace, key)
        new = replace(note, key=key, guid=guid)
        record = LedgerNote(key, guid, note.kind, note.role, note.key, note_content(new), now, terms_of(new))
        settled.append(SettledNote(new, record))
    left = [note for place, note in enumerate(previous) if place not in matched.values()]
    return settled + [carry(note) for note in _standing(left, notes, text)]


def _standing(left: Sequence[PublishedNote], notes: Sequence[Note], text: str) -> Iterator[PublishedNote]:
    """Yield the cloze notes whose sentence still stands on the page and in none of its present notes."""
    sentences = [letters(visible_text(note.fields["Text"])) for note in notes if "Text" in note.fields]
    roles = {note.role for note in notes}
    for note in left:
        if "Text" not in note.fields or note.record.role not in roles or note.record.withdrawn:
            continue
        own = letters(visible_text(note.fields["Text"]))
        stands = len(own) >= SHORTEST_SENTENCE and own in text
        if stands and not any(own in sentence or sentence in own for sentence in sentences):
            yield note


def _followed(
    made: Note, note: Note, terms: Mapping[int, Term], before: PublishedNote, now: int
) -> SettledNote:
    was = before.record
    note = replace(note, key=was.key, guid=was.guid)
    content = note_content(note)
    record = replace(
        was,
        made=_under(was.key, made.key),
        content=content,
        modified=was.modified if content == was.content else max(now, was.modified + 1),
        terms=terms,
        withdrawn=False,
    )
    _check(note, record, was)
    return SettledNote(note, record, before)


def _under(key: str, made: str) -> str:
    """Return the generator's key with the page part of the permanent one: a page may have moved."""
    return f"{key.partition('|')[0]}|{made.partition('|')[2]}"


def _check(note: Note, record: LedgerNote, was: LedgerNote) -> None:
    """The rules T01, T02, T03. They hold by construction; learners lose too much to trust that alone."""
    rules = (
        ("T01", "an ordinal would ask for another term", list(ordinals_reused(was.terms, record.terms))),
        ("T02", "its GUID would change", [] if note.guid == record.guid == was.guid else [was.guid]),
        ("T03", "an ordinal would be forgotten", sorted(was.terms.keys() - record.terms.keys())),
        ("T03", "an ordinal is not in the ledger", sorted(_ordinals(note) - record.terms.keys())),
    )
    for code, fault, found in rules:
        if found:
            places = ", ".join(map(str, found))
            raise PublishingError(f"{note.source}: {code}: {fault} ({places}) in the note {was.key}")


def _ordinals(note: Note) -> set[int]:
    return set(cloze_ordinals(note.fields["Text"])) if "Text" in note.fields else set()


def withdraw(published: PublishedNote, now: int) -> SettledNote:
    """Return a note that is not on its page any more: with a banner and a tag, so that learners find it."""
    was = published.record
    note = carried_note(published)
    note = replace(
        note,
        fields={**note.fields, "Notice": BANNER},
        tags=tuple(sorted({*note.tags, WITHDRAWN})),
    )
    record = replace(was, content=note_content(note), modified=max(now, was.modified + 1), withdrawn=True)
    return SettledNote(note, record, published)


def carry(published: PublishedNote) -> SettledNote:
    """Return a note just as it was."""
    return SettledNote(carried_note(published), published.record, published)


def carried_note(published: PublishedNote) -> Note:
    record = published.record
    fields = {name: published.fields[name] for name in FIELDS[record.kind]}
    return Note(
        record.key,
        record.kind,
        record.role,
        fields,
        published.tags,
        tuple(_deletions(record, fields)),
        Location(record.page, 1),
        record.guid,
    )


def _deletions(record: LedgerNote, fields: Mapping[str, str]) -> Iterator[Deletion]:
    if "Text" in fields:
        for number in cloze_ordinals(fields["Text"]):
            if number in record.terms:
                yield Deletion(number, record.terms[number].text, record.terms[number].key)
