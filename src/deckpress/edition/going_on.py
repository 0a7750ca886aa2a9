"""Lets a published note go on while its sentence stands on the page, whatever the generator prefers now."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from deckpress.domain import FIELDS, Deletion, Kind, Location, Note, Role
from deckpress.edition.manuscript import letters
from deckpress.edition.standing import SHORTEST_SENTENCE, Standing
from deckpress.exporter import LedgerNote, PublishedNote, cloze_ordinals, terms_of
from deckpress.exporter.cloze import put_in_clozes, take_out_clozes
from deckpress.exporter.sticky import hide_again
from deckpress.generator.marks import strip_marks
from deckpress.generator.sentences import split_sentences
from deckpress.markup import render_inline, visible_text

_ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)
SHORTEST_ANSWER = 8  # letters of an answer, often a formula, that is not found on a page by chance
WITHDRAWN = "deckpress::withdrawn"
# What notes of a page have in common: it follows the page, also on notes that the generator no longer makes.
_OF_THE_PAGE = ("Page Question", "Subject", "Source", "Related", "Page Key")


def keep_sentence(before: PublishedNote, note: Note, standing: Standing) -> Note | None:
    """Return the note to publish for one that was matched to a published note.

    That is the published sentence while it stands, if the generator only cuts it otherwise now. None if the
    generator made a note of another sentence: then both are published.
    """
    if note.role is not Role.CLOZE or before.record.withdrawn:
        return note
    old, new = visible_text(before.fields["Text"]), visible_text(note.fields["Text"])
    if letters(old) == letters(new) or not standing.says(old):
        return note
    if not _share_a_sentence(old, new):
        return None
    published = carried_note(before)
    text, deletions = published.fields["Text"], list(published.deletions)
    known = {key for term in before.record.terms.values() for key in term.keys}
    number = max((*before.record.terms, *before.record.card_ids, 0))
    for term in terms_of(note).values():
        if term.key not in known and (more := hide_again(text, term.text, number + 1)):
            number += 1
            text = more
            deletions.append(Deletion(number, term.text, term.key))
    return replace(note, fields={**note.fields, "Text": text}, deletions=tuple(deletions))


def cut_otherwise(free: Mapping[int, PublishedNote], note: Note, standing: Standing) -> int | None:
    """Return the place of the published note that has the sentence of a new one, a part of it, or more."""
    if note.role is not Role.CLOZE:
        return None
    new = letters(visible_text(note.fields["Text"]))
    for place, before in free.items():
        was = before.record
        if (was.kind, was.role) == (note.kind, note.role) and not was.withdrawn:
            visible = visible_text(before.fields["Text"])
            old = letters(visible)
            if (old in new or new in old) and standing.says(visible):
                return place
    return None


def _share_a_sentence(one: str, other: str) -> bool:
    whole, whole_other = letters(one), letters(other)
    return any(letters(part) in whole_other for part in split_sentences(one)) or any(
        letters(part) in whole for part in split_sentences(other)
    )


def go_on(
    left: Sequence[PublishedNote], notes: Sequence[Note], roles: Collection[Role], standing: Standing
) -> Iterator[tuple[PublishedNote, Note]]:
    """Yield the published notes of these roles that go on beside `notes`, the present ones of the page, with
    their text as it is now."""
    texts = [letters(visible_text(note.fields["Text"])) for note in notes if note.kind is Kind.CLOZE]
    fronts = {letters(visible_text(note.fields["Question"])) for note in notes if note.kind is Kind.QA}
    about = {name: notes[0].fields[name] for name in _OF_THE_PAGE}
    for before in sorted(left, key=lambda one: one.record.withdrawn):
        note = carried_note(before)
        if note.role not in roles:
            continue
        if note.role is Role.CLOZE:
            text = _text_now(note.fields["Text"], standing, visible_text(note.fields["Text"]))
            own = letters(visible_text(text))
            stands = text == before.fields["Text"] and not before.record.withdrawn
            if not own or (not stands and any(own in other or other in own for other in texts)):
                continue
            texts.append(own)
            note = replace(note, fields={**note.fields, "Text": text})
        elif note.role is Role.QA:
            question = visible_text(note.fields["Question"])
            answer = _answer_now(note.fields["Answer"], standing) if standing.names(question) else ""
            if not answer or letters(question) in fronts:
                continue
            fronts.add(letters(question))
            note = replace(note, fields={**note.fields, "Answer": answer})
        elif note.role is not Role.OVERVIEW or not _is_whole_list(note, left, notes, standing):
            continue
        yield (
            before,
            replace(
                note,
                key=before.record.made,
                fields={**note.fields, **about, "Notice": ""},
                tags=tuple(tag for tag in note.tags if tag != WITHDRAWN),
            ),
        )


def list_items(note: Note | PublishedNote) -> frozenset[str]:
    """Return the letters of the titles that an overview lists."""
    html = note.fields.get("Text") or note.fields.get("Answer", "")
    return frozenset(letters(visible_text(item)) for item in _ITEM.findall(html))


def _is_whole_list(
    note: Note, left: Sequence[PublishedNote], notes: Sequence[Note], standing: Standing
) -> bool:
    """Tell whether an overview still lists what the page lists, alone or together with others that are left:
    "Name causes 1 to 4 of 8" is wrong when there are nine."""
    items = list_items(note)
    if not items or not all(standing.has(item) for item in items):
        return False
    known = [list_items(one) for one in left if one.record.role is Role.OVERVIEW]
    for present in (list_items(one) for one in notes if one.role is Role.OVERVIEW):
        together = frozenset[str]().union(*(one for one in known if one & present))
        if items & present and together != present:
            return False
    return True


def asked_already(note: Note, others: Sequence[Note]) -> set[int]:
    """Return the deletions of a cloze note that others ask for in a sentence that both have."""
    if note.kind is not Kind.CLOZE:
        return set()
    text = letters(visible_text(note.fields["Text"]))
    asked: set[str] = set()
    for other in others:
        if other.kind is Kind.CLOZE:
            parts = split_sentences(visible_text(other.fields["Text"]))
            if any(letters(part) in text for part in parts):
                asked.update(one.key for one in other.deletions)
    return {one.ordinal for one in note.deletions if one.key in asked}


def without_deletions(note: Note, numbers: Collection[int]) -> Note:
    """Return a cloze note that shows what these deletions hid."""
    plain, places = take_out_clozes(note.fields["Text"])
    kept = [place for place in places if not set(place.numbers) <= set(numbers)]
    fields = {**note.fields, "Text": put_in_clozes(plain, kept)}
    deletions = tuple(one for one in note.deletions if one.ordinal not in numbers)
    return replace(note, fields=fields, deletions=deletions)


def _text_now(published: str, standing: Standing, visible: str) -> str:
    """Return a field as the page says it now, "" if it does not. `visible` is what a learner reads of it."""
    if standing.says(visible):
        return published
    edited = standing.edited(visible)
    if not edited or "![" in edited:  # a picture's name in packages is not known here
        return ""
    return render_inline(strip_marks(edited))


def _answer_now(published: str, standing: Standing) -> str:
    """Return the answer of a question as the page has it now, "" if it does not stand there."""
    visible = visible_text(published).rstrip(" …")  # a long answer is cut
    count = len(letters(visible))
    if count >= SHORTEST_SENTENCE:
        return _text_now(published, standing, visible)
    return published if count >= SHORTEST_ANSWER and standing.has(letters(visible)) else ""


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
