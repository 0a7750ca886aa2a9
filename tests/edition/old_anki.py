"""What a learner with an old Anki has after two editions: a script for the Python that Anki is installed in.

    python old_anki.py FIRST SECOND

Imports the first package, reviews every card, imports the second one twice, and prints what the collection
held before and after as JSON. Needs nothing but Anki, of any version from 2.1.49.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from typing import Any

import anki.lang

anki.lang.set_lang("en_US")

from anki.collection import Collection  # noqa: E402


def load(collection: Any, package: str) -> None:
    """Import a package as the dialog of this version does, with its default options."""
    if not hasattr(collection, "import_anki_package"):  # before 2.1.54
        from anki.importing.apkg import AnkiPackageImporter

        AnkiPackageImporter(collection, package).run()
        return
    try:
        from anki.collection import ImportAnkiPackageRequest
    except ImportError:
        collection.import_anki_package(package)
    else:
        collection.import_anki_package(ImportAnkiPackageRequest(package_path=package))


def review(collection: Any, card_id: int) -> None:
    """Answer a card with the last of its buttons, whether it is due or not."""
    scheduler = collection.sched
    card = collection.get_card(card_id)
    card.start_timer()
    if hasattr(scheduler, "build_answer"):
        from anki.scheduler.v3 import CardAnswer

        states = collection._backend.get_scheduling_states(card_id)
        scheduler.answer_card(scheduler.build_answer(card=card, states=states, rating=CardAnswer.EASY))
    else:
        scheduler.reset()
        scheduler.answerCard(card, scheduler.answerButtons(card))


def holdings(collection: Any) -> dict[str, Any]:
    """Return cards (GUID/ordinal -> what no import may change), notes (GUID -> fields) and note types."""
    columns = "guid, ord, c.id, did, ivl, due, reps, queue, c.flags"
    cards = collection.db.all(f"select {columns} from cards c join notes n on n.id = c.nid")
    return {
        "cards": {f"{row[0]}/{row[1] + 1}": row[2:] for row in cards},
        "notes": {row[0]: row[1].split("\x1f") for row in collection.db.all("select guid, flds from notes")},
        "modified": dict(collection.db.all("select guid, mod from notes")),
        "types": sorted(one.name for one in collection.models.all_names_and_ids()),
    }


def main(first: str, second: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        collection: Any = Collection(os.path.join(folder, "collection.anki2"))
        load(collection, first)
        for card_id in collection.db.list("select id from cards"):
            review(collection, card_id)
        stages = [holdings(collection)]
        for _ in range(2):
            load(collection, second)
            stages.append(holdings(collection))
        collection.close()
    print(json.dumps(stages))


if __name__ == "__main__":
    main(*sys.argv[1:])
