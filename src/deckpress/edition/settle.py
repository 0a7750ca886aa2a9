"""Settles who the notes of a page are: those that learners know go on, what is new gets a new identity."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from deckpress.domain import Kind, Note, Role
from deckpress.edition.going_on import (
    WITHDRAWN,
    asked_already,
    carried_note,
    cut_otherwise,
    go_on,
    keep_sentence,
    list_items,
    without_deletions,
)
from deckpress.edition.pages import unused
from deckpress.edition.standing import Standing
from deckpress.exporter import (
    LedgerNote,
    PublishedNote,
    follow,
    match_notes,
    note_content,
    note_guid,
    terms_of,
)

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
    roles: Collection[Role] = tuple(Role),
    never_hide: Collection[str] = (),
) -> list[SettledNote]:
    """Return the notes of a page with their permanent keys, GUIDs, ordinals and times.

    `page` is the page part of new keys, `previous` all notes that the page ever had, `now` the time of the
    edition. While it stands in `text`, the Markdown of the page, a published sentence of one of the `roles`
    goes on, whatever the generator prefers now. A published term stays hidden while it stands in its note,
    but for those that the author will `never_hide`.
    """
    if _are_published(notes, previous):
        return _as_they_were(notes, previous)
    standing = Standing(text)
    matched = match_notes(previous, notes)
    free = {place: note for place, note in enumerate(previous) if place not in matched.values()}
    keys = {note.record.key for note in previous}
    settled = []
    for place, note in enumerate(notes):
        was = matched[place] if place in matched else cut_otherwise(free, note, standing)
        if was is not None:
            free.pop(was, None)
            kept = keep_sentence(previous[was], note, standing)
            # What the author wrote himself is as he wants it.
            sticky = bool(text) and note.role is not Role.WRITTEN
            one = _follow(kept, previous[was], now, sticky, never_hide) if kept else None
            if one is not None:
                settled.append(one)
                continue
            free[was] = previous[was]
        key = unused(f"{page}|{_own(note.key)}", keys)
        keys.add(key)
        guid = note.guid if key == note.key and note.guid else note_guid(namespace, key)
        new = replace(note, key=key, guid=guid)
        record = LedgerNote(key, guid, note.kind, note.role, note.key, note_content(new), now, terms_of(new))
        settled.append(SettledNote(new, record))
    left = [free[place] for place in sorted(free)]
    if not (text and notes):
        return settled
    going_on = []
    for before, note in go_on(left, [one.note for one in settled], roles, standing):
        one = _follow(note, before, now, True)
        if one is not None and (one.note.kind is not Kind.CLOZE or one.note.deletions):
            going_on.append(one)
    known = [one for one in (*settled, *going_on) if one.before is not None]
    once = (_asking_once(one, [other.note for other in known if other is not one], now) for one in settled)
    return [one for one in once if one is not None] + going_on


def _are_published(notes: Sequence[Note], previous: Sequence[PublishedNote]) -> bool:
    """Tell whether a page gives the very notes that it had: then nothing has to be matched, which would take
    ten times as long and come to the same. Most pages are so on most nights."""
    if len(notes) != len(previous) or any(before.record.withdrawn for before in previous):
        return False
    known = {_own(before.record.made): before.record.content for before in previous}
    return len(known) == len(notes) and all(known.get(_own(note.key)) == note_content(note) for note in notes)


def _as_they_were(notes: Sequence[Note], previous: Sequence[PublishedNote]) -> list[SettledNote]:
    known = {_own(before.record.made): before for before in previous}
    settled = []
    for note in notes:
        before = known[_own(note.key)]
        was = before.record
        record = replace(was, made=_under(was.key, note.key))
        settled.append(SettledNote(replace(note, key=was.key, guid=was.guid), record, before))
    return settled


def _own(key: str) -> str:
    """Return the part of a note's key behind that of its page."""
    return key.partition("|")[2]


def _follow(
    made: Note, before: PublishedNote, now: int, sticky: bool, never_hide: Collection[str] = ()
) -> SettledNote | None:
    """Return the note in place of the published one; None if Anki has no more ordinals for it."""
    followed = follow(before, made, sticky=sticky, never_hide=never_hide)
    if followed is None:
        return None
    was = before.record
    note, terms = replace(followed[0], key=was.key, guid=was.guid), followed[1]
    record = replace(was, made=_under(was.key, made.key), terms=terms, withdrawn=False)
    return _recorded(note, record, before, now)


def _asking_once(settled: SettledNote, known: Sequence[Note], now: int) -> SettledNote | None:
    """Return a note without new deletions for which published notes ask in the same sentence, None if it has
    no others: the learner has a card for them."""
    was = settled.before.record.terms if settled.before else {}
    if settled.note.role is Role.OVERVIEW and settled.before is None:
        items = list_items(settled.note)
        lists = (list_items(one) for one in known if one.role is Role.OVERVIEW)
        return None if items and items <= frozenset[str]().union(*lists) else settled
    if settled.note.kind is not Kind.CLOZE or settled.record.terms.keys() == was.keys():
        return settled
    asked = asked_already(settled.note, known) - was.keys()
    if not asked:
        return settled
    note = without_deletions(settled.note, asked)
    if not note.deletions:
        return None if settled.before is None else settled
    terms = {number: term for number, term in settled.record.terms.items() if number not in asked}
    return _recorded(note, replace(settled.record, terms=terms), settled.before, now)


def _recorded(note: Note, record: LedgerNote, before: PublishedNote | None, now: int) -> SettledNote:
    """Return the note with its content and the time when that last changed."""
    content, modified = note_content(note), now
    if before is not None:
        was = before.record
        modified = was.modified if content == was.content else max(now, was.modified + 1)
    return SettledNote(note, replace(record, content=content, modified=modified), before)


def _under(key: str, made: str) -> str:
    """Return the generator's key with the page part of the permanent one: a page may have moved."""
    return f"{key.partition('|')[0]}|{_own(made)}"


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
