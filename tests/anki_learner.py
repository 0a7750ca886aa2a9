"""A learner with a real Anki: imports packages, reviews cards, and tells what his collection holds.

Needs the `anki` wheel (a dependency of the tests alone). Use it as a context manager:

    with Learner() as learner:
        learner.load(package)
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection as Several
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import anki.lang

anki.lang.set_lang("en_US")  # some reports of Anki fail without a language

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest  # noqa: E402
from anki.scheduler.v3 import CardAnswer  # noqa: E402

# Anki's import option "Update notes": if newer, always, never.
IF_NEWER, ALWAYS, NEVER = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Imported:
    """Numbers of notes in Anki's report on an import. `duplicate` are those that were there and stayed."""

    new: int
    updated: int
    duplicate: int
    conflicting: int


class Learner:
    """One collection in a temporary folder."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="learner-")
        # Untyped, since half of Anki's own types are unions with what is there before a collection is loaded.
        self.collection: Any = Collection(str(Path(self._folder.name, "collection.anki2")))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.collection.close()
        self._folder.cleanup()

    def load(self, package: Path, update: Any = IF_NEWER, merge: bool = False) -> Imported:
        """Import a package, with Anki's default options unless told otherwise."""
        options = ImportAnkiPackageOptions(
            merge_notetypes=merge,
            update_notes=update,
            update_notetypes=update,
            with_scheduling=False,
            with_deck_configs=False,
        )
        request = ImportAnkiPackageRequest(package_path=str(package), options=options)
        log = self.collection.import_anki_package(request).log
        self.collection.models._clear_cache()  # the window of Anki does this after each import
        return Imported(len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting))

    def review(self, card_id: int, rating: Any = CardAnswer.EASY) -> None:
        """Answer a card, whether it is due or not."""
        card = self.collection.get_card(card_id)
        card.start_timer()
        states = self.collection._backend.get_scheduling_states(card_id)
        scheduler = self.collection.sched
        scheduler.answer_card(scheduler.build_answer(card=card, states=states, rating=rating))

    def review_all(self) -> None:
        """Answer every card once."""
        for card_id in self.collection.find_cards(""):
            self.review(card_id)

    def cards(self) -> dict[tuple[str, int], tuple[int, ...]]:
        """Return what no import may change, by GUID and ordinal: id, deck, interval, due, reps, queue."""
        columns = "guid, ord, c.id, did, ivl, due, reps, queue, c.flags"
        rows = self._rows(f"select {columns} from cards c join notes n on n.id = c.nid")
        return {(guid, number + 1): tuple(rest) for guid, number, *rest in rows}

    def answers(self) -> dict[tuple[str, int], str]:
        """Return what each card asks for, by GUID and ordinal, as Anki itself reads the note."""
        found = {}
        for guid, number, note_id in self._rows(
            "select guid, ord, n.id from cards c join notes n on n.id = c.nid"
        ):
            note = self.collection.get_note(note_id)
            cloze = note.note_type()["type"] == 1
            ordinal = number + 1
            found[guid, ordinal] = (
                self.collection.extract_cloze_for_typing(note.fields[0], ordinal) if cloze else note.fields[1]
            )
        return found

    def notes(self) -> dict[str, Any]:
        """Return Anki's notes by GUID."""
        rows = self._rows("select guid, id from notes")
        return {guid: self.collection.get_note(note_id) for guid, note_id in rows}

    def media(self) -> dict[str, bytes]:
        """Return the files in the media folder by name."""
        return {file.name: file.read_bytes() for file in Path(self.collection.media.dir()).iterdir()}

    def media_faults(self) -> tuple[list[str], list[str]]:
        """Return what Anki's "Check Media" finds: files that are missing, and files that nothing shows."""
        found = self.collection.media.check()
        return list(found.missing), list(found.unused)

    def faults(self) -> list[str]:
        """Return what Anki itself finds wrong: empty cards and what "Check Database" mends."""
        empty = [f"note {note.note_id} has empty cards" for note in self.collection.get_empty_cards().notes]
        report, sound = self.collection.fix_integrity()
        return empty if sound else [*empty, report]

    def _rows(self, query: str) -> list[list[Any]]:
        rows: list[list[Any]] = self.collection.db.all(query)
        return rows


def gate(old: Path, new: Path, rebuilt: Path, approved: Several[tuple[str, int]] = frozenset()) -> None:
    """Assert that a learner who reviewed every card of the old edition loses nothing by the new one.

    `approved` are cards, by GUID and ordinal, whose answer may differ; `rebuilt` is `new`, made once more.
    """
    with Learner() as learner:
        learner.load(old)
        learner.review_all()
        before, asked = learner.cards(), learner.answers()
        assert learner.load(new).conflicting == 0
        after, asks = learner.cards(), learner.answers()
        assert {key: after.get(key) for key in before} == before
        assert {key for key in asked if asked[key] != asks[key]} <= set(approved)
        again = learner.load(new)
        assert (again.new, again.updated) == (0, 0)
    assert new.read_bytes() == rebuilt.read_bytes()
