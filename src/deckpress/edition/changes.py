"""What an edition changes for learners, note by note."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from deckpress.domain import FIELDS, Kind
from deckpress.edition.settle import SettledNote
from deckpress.exporter import LedgerNote, cloze_ordinals, hidden_texts
from deckpress.markup import visible_text

_WORDS = re.compile(r"\S+")
NOT_IN_WORDS = "another picture, sound, link or format"  # of a field whose words are the same
RISKY = 0.5  # of a question's words that are still the same


class Change(StrEnum):
    """What happens to a note. `moved` ones leave this deck for another one, in which they go on."""

    NEW = "new"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    MOVED = "moved"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field before and after, as a learner sees it, and the words and deletions that came and went."""

    name: str
    before: str
    after: str
    words: str


@dataclass(frozen=True, slots=True)
class NoteChange:
    """One note of which a learner sees a change. `retired` are terms whose card has nothing to ask any more,
    `risks` says why a card's schedule may not fit it any longer."""

    change: Change
    guid: str
    page: str
    question: str
    front: str
    cards: int
    fields: tuple[FieldChange, ...] = ()
    retired: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()


def change_of(settled: SettledNote, known: LedgerNote | None) -> Change:
    """Return what happens to a note in a deck whose previous ledger has it as `known`."""
    if known is None:
        return Change.NEW
    if settled.record.withdrawn != known.withdrawn:
        return Change.WITHDRAWN if settled.record.withdrawn else Change.RETURNED
    return Change.UNCHANGED if settled.record.content == known.content else Change.CHANGED


def note_change(change: Change, settled: SettledNote) -> NoteChange:
    """Return what `plan` and the release notes say of a note."""
    note = settled.note
    edited = change in (Change.CHANGED, Change.RETURNED)
    return NoteChange(
        change=change,
        guid=note.guid,
        page=settled.record.page,
        question=note.fields["Page Question"],
        front=visible_text(note.fields[FIELDS[note.kind][0]]),
        cards=len(cloze_ordinals(note.fields["Text"])) if note.kind is Kind.CLOZE else 1,
        fields=tuple(_fields(settled)) if edited else (),
        retired=_retired(settled) if edited else (),
        risks=tuple(_risks(settled)) if edited else (),
    )


def _fields(settled: SettledNote) -> Iterator[FieldChange]:
    if settled.before is None:
        return
    for name in FIELDS[settled.note.kind]:
        old, new = settled.before.fields[name], settled.note.fields[name]
        if old != new:
            before, after = visible_text(old), visible_text(new)
            told = [word_diff(before, after)] if before != after else []
            told += _asked(old, new) if name == "Text" else []
            yield FieldChange(name, before, after, "; ".join(told) or NOT_IN_WORDS)
    before, after = (" ".join(sorted(set(one.tags))) for one in (settled.before, settled.note))
    if before != after:
        yield FieldChange("Tags", before, after, word_diff(before, after))


def _asked(old: str, new: str) -> Iterator[str]:
    """Tell which cards a cloze text has more or fewer, and which hide more or less than before."""
    were, are = ({n: visible_text(one) for n, (one, *_) in hidden_texts(text).items()} for text in (old, new))
    for number in sorted(were.keys() | are.keys()):
        was, now = were.get(number, ""), are.get(number, "")
        if not was:
            yield f"now asks '{now}'"
        elif not now:
            yield f"no longer asks '{was}'"
        elif was != now:
            yield f"asks '{now}' for '{was}'"


def _retired(settled: SettledNote) -> tuple[str, ...]:
    if settled.before is None or settled.note.kind is not Kind.CLOZE:
        return ()
    gone = set(cloze_ordinals(settled.before.fields["Text"])) - set(
        cloze_ordinals(settled.note.fields["Text"])
    )
    terms = settled.before.record.terms
    return tuple(terms[number].text for number in sorted(gone) if number in terms)


def _risks(settled: SettledNote) -> Iterator[str]:
    if settled.before is None:
        return
    old, new = settled.before, settled.note
    if new.kind is Kind.CLOZE:
        present = cloze_ordinals(new.fields["Text"])
        for number, was in sorted(old.record.terms.items()):
            now = settled.record.terms[number]
            if number in present and was.key != now.key:
                yield f"the deletion '{was.text}' is now '{now.text}'"
    name = FIELDS[new.kind][0]
    before, after = visible_text(old.fields[name]), visible_text(new.fields[name])
    if before != after and _share(before, after) < RISKY:
        yield "most of the question's words are new"
    elif new.kind is Kind.QA:
        before, after = visible_text(old.fields["Answer"]), visible_text(new.fields["Answer"])
        if before != after and _share(before, after) < RISKY:
            yield "most of the answer's words are new"


def _share(before: str, after: str) -> float:
    old, new = _words(before.casefold()), _words(after.casefold())
    return difflib.SequenceMatcher(None, old, new, autojunk=False).ratio()


def word_diff(before: str, after: str) -> str:
    """Return the text with the words that went in [-...-] and those that came in {+...+}."""
    old, new = _words(before), _words(after)
    parts: list[str] = []
    for what, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            parts += old[i:j] if j - i <= 12 else [*old[i : i + 5], "...", *old[j - 5 : j]]
            continue
        if j > i:
            parts.append(f"[-{' '.join(old[i:j])}-]")
        if m > k:
            parts.append(f"{{+{' '.join(new[k:m])}+}}")
    return " ".join(parts)


def _words(text: str) -> list[str]:
    return _WORDS.findall(text)[:2000]  # the comparison takes time by the square
