"""Learners with old versions of Anki keep their progress too.

On demand (`pytest -m old_clients`): each version is installed into an environment of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import venv
from pathlib import Path
from typing import Any

import pytest

from deckpress.edition import publish
from tests.edition.pages import KIDNEYS, LIVER, LUNGS, composed, page

pytestmark = pytest.mark.old_clients

# Version of Anki -> what pip must be told besides.
VERSIONS = {"2.1.49": ("protobuf<4",), "2.1.54": ("protobuf<4",), "23.10.1": (), "26.9.3": ()}
SCRIPT = Path(__file__).with_name("old_anki.py")


@pytest.fixture(scope="module", params=VERSIONS)
def client(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The Python of an environment with this version of Anki."""
    version: str = request.param
    folder = tmp_path_factory.mktemp("anki") / version
    venv.create(folder, with_pip=True)
    python = str(folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run([*pip, f"anki=={version}", *VERSIONS[version]], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(
            f"Anki {version} cannot be installed on Python {sys.version_info[:2]}: {done.stderr[-300:]}"
        )
    return python


@pytest.fixture
def editions(tmp_path: Path) -> tuple[Path, Path]:
    """Two editions: a typo, a new and a dropped term, a new and a lost point, a page that is gone, and one
    renamed."""
    liver = page("biology/liver", "What does the liver do?", LIVER)
    first = composed(
        page("biology/kidneys", "What do the kidneys do?", KIDNEYS),
        page("biology/lungs", "What do lungs do?", LUNGS),
        liver,
    )
    sentences = [
        "{{c1::Podocytes}} wrap the {{c2::capillaries}} of a kidney.",
        "Each nephron filters {{c1::blood}} in its {{c2::glomerulus}} all day.",
        KIDNEYS[1].replace("take back", "take bakc"),
    ]
    second = composed(
        page("biology/kidneys", "What do the kidneys do?", sentences),
        page("biology/breathing", "What do lungs do?", LUNGS),
    )
    now = int(time.time())
    for folder, manuscript, ago in (("first", first, 3000), ("second", second, 1000)):
        publish(
            lambda _, made=manuscript: made,  # type: ignore[misc]
            tmp_path / folder,
            modified=now - ago,
            previous=tmp_path / "first" if folder == "second" else None,
            allow_withdrawals=True,
        )
    return tmp_path / "first" / "biology.apkg", tmp_path / "second" / "biology.apkg"


def stages(python: str, first: Path, second: Path) -> list[dict[str, Any]]:
    """What the collection holds after the first edition and its reviews, the second, and the second again."""
    done = subprocess.run([python, str(SCRIPT), str(first), str(second)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    held: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return held


def test_an_old_client_keeps_every_card(client: str, editions: tuple[Path, Path]) -> None:
    before, after, again = stages(client, *editions)
    assert len(before["cards"]) == 17
    assert all(reps == 1 for *_, reps, _, _ in before["cards"].values())
    assert {key: after["cards"].get(key) for key in before["cards"]} == before["cards"]
    new = {key for key in after["cards"] if key not in before["cards"]}
    assert len(new) == 3  # two of the new point, one of the new term
    assert [name for name in after["types"] if name.startswith("Deckpress")] == [
        "Deckpress Cloze",
        "Deckpress Q&A",
    ]
    texts = " ".join(fields[0] for fields in after["notes"].values())
    assert "take bakc water" in texts  # what changed has arrived
    assert "{{c1::nephron}} filters {{c3::blood}} in its {{c2::glomerulus}} all day" in texts
    banners = sum("This card was withdrawn" in "".join(fields) for fields in after["notes"].values())
    assert banners == 4  # three notes of the liver, one lost point of the kidneys
    assert again == after  # nothing is newer than what the learner has
