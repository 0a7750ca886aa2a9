"""A build that is killed at any moment leaves whole packages, and the next one goes on."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from deckpress.edition import publish
from deckpress.exporter import read_ledger, read_package
from tests.edition.pages import KIDNEYS, LIVER, START, composed, page

# Two editions in turn, for ever, until it is killed.
BUILDS = """
import sys
from pathlib import Path
from deckpress.edition import publish
from tests.edition.pages import KIDNEYS, LIVER, START, composed, page

print("begin", flush=True)
for number in range(10**6):
    words = KIDNEYS[0].replace("filters", f"filters {number} times")
    made = composed(
        page("biology/kidneys", "What do the kidneys do?", [words, *KIDNEYS[1:]]),
        page("medicine/liver", "What does the liver do?", [LIVER[number % 2]]),
    )
    publish(lambda _: made, Path(sys.argv[1]), modified=START + number, allow_withdrawals=True)
"""


def test_killed_at_any_moment(tmp_path: Path) -> None:
    dice = random.Random(4)
    for _ in range(4):
        arguments = [sys.executable, "-c", BUILDS, str(tmp_path)]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as builder:
            assert builder.stdout is not None
            assert builder.stdout.readline() == b"begin\n"
            time.sleep(dice.uniform(0.1, 0.6))
            builder.kill()
        for package in tmp_path.glob("*.apkg"):
            ledger = read_ledger(package)
            assert ledger is not None
            assert {note.guid for note in ledger.notes} == {note.guid for note in read_package(package).notes}
    pages = (
        page("biology/kidneys", "What do the kidneys do?", KIDNEYS),
        page("medicine/liver", "What?", LIVER),
    )
    publish(lambda _: composed(*pages), tmp_path, modified=START, allow_withdrawals=True)
    names = {path.name for path in tmp_path.iterdir()}
    assert names <= {"biology.apkg", "biology.notes.md", "medicine.apkg", "medicine.notes.md"}
    assert {"biology.apkg", "medicine.apkg"} <= names
