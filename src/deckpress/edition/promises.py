"""The rules T01 to T03: what every edition owes to those who have the one before.

They hold by construction. They are checked on every note of every build all the same, before anything is
written, for a learner whose card asks something else on an old schedule will not forgive it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from deckpress.domain import Kind
from deckpress.edition.settle import SettledNote
from deckpress.errors import PublishingError
from deckpress.exporter import cloze_ordinals, ordinals_reused

_HINT = "This is a bug of deckpress; please report it with the page. Nothing was written."


def ordinals_keep_their_term(settled: SettledNote) -> Iterator[str]:
    """T01"""
    was = settled.before.record.terms if settled.before else {}
    for number in ordinals_reused(was, settled.record.terms):
        asked, now = was[number].text, settled.record.terms[number].text
        yield f"card {number} would ask for '{now}', not for '{asked}'"


def notes_keep_their_guid(settled: SettledNote) -> Iterator[str]:
    """T02"""
    record, note = settled.record, settled.note
    guid = settled.before.record.guid if settled.before else record.guid
    if not note.guid == record.guid == guid:
        yield f"its GUID would be {note.guid}, not {guid}"


def ordinals_are_remembered(settled: SettledNote) -> Iterator[str]:
    """T03"""
    was = settled.before.record.terms if settled.before else {}
    for number in sorted(was.keys() - settled.record.terms.keys()):
        yield f"the ledger would forget that card {number} asked for '{was[number].text}'"
    if settled.note.kind is Kind.CLOZE:
        for number in cloze_ordinals(settled.note.fields["Text"]):
            if number not in settled.record.terms:
                yield f"the ledger would not know what card {number} asks for"


PROMISES: Mapping[str, Callable[[SettledNote], Iterator[str]]] = MappingProxyType(
    {
        "T01": ordinals_keep_their_term,
        "T02": notes_keep_their_guid,
        "T03": ordinals_are_remembered,
    }
)


def check_promises(settled: SettledNote) -> None:
    """Raise PublishingError for the first rule that a note of the edition breaks."""
    for code, rule in PROMISES.items():
        for fault in rule(settled):
            source = settled.note.source
            raise PublishingError(f"{source}: error {code}: {fault} (note {settled.record.key})", _HINT)
