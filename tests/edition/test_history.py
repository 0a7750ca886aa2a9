"""Real edits: versions of pages as they followed each other, through a build, into a real Anki."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from deckpress.domain import Settings
from deckpress.edition import letters
from deckpress.edition.standing import Standing
from deckpress.markup import visible_text
from deckpress.parser import parse_page
from deckpress.press import build_packages
from tests.anki_learner import Learner
from tests.edition.pages import DAY, START
from tests.shared import CORPUS, needs_corpus

pytestmark = needs_corpus


def versions() -> Iterator[tuple[str, list[Path]]]:
    """Yield the versions of each page of which there are several, and the present one last."""
    found: dict[str, list[Path]] = {}
    for path in sorted((CORPUS / "history").glob("*.md")):
        found.setdefault(path.stem.split("__", 2)[2], []).append(path)
    for name, paths in found.items():
        paths += (CORPUS / "pages").glob(f"*/{name}.md")
        if len(paths) > 1:
            yield name, paths


HISTORIES = dict(versions()) if CORPUS.is_dir() else {}


def said(path: Path) -> Standing:
    page, _ = parse_page(path.read_bytes(), path.name, f"x/{path.name}", Settings().fields)
    return Standing(f"{page.question}\n\n{page.answer.text}" if page else "")


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("name", HISTORIES)
def test_a_learner_goes_through_the_history_of_a_page(name: str, backwards: bool, tmp_path: Path) -> None:
    paths = HISTORIES[name][::-1] if backwards else HISTORIES[name]
    subject = re.search(rb"(?m)^url: /learn/([^/\s]+)/", paths[0].read_bytes())
    page = tmp_path / "content" / (subject[1].decode() if subject else "x") / f"{name}.md"
    page.parent.mkdir(parents=True)
    with Learner() as learner:
        for day, path in enumerate(paths):
            cards, asked = learner.cards(), learner.answers()
            sentences = {guid: visible_text(note.fields[0]) for guid, note in learner.notes().items()}
            page.write_bytes(path.read_bytes())
            build_packages(
                tmp_path / "content",
                tmp_path / "decks",
                Settings(),
                modified=START + day * DAY,
                allow_withdrawals=True,
            )
            imported = [learner.load(package) for package in (tmp_path / "decks").glob("*.apkg")]
            assert sum(one.conflicting for one in imported) == 0
            after, asks = learner.cards(), learner.answers()
            assert {key: after.get(key) for key in cards} == cards
            # A card asks what it asked as long as the page says its sentence.
            standing = said(path)
            changed = [key for key in cards if letters(asks[key]) != letters(asked[key])]
            assert [key for key in changed if standing.says(sentences[key[0]])] == []
            assert sum("deckpress::withdrawn" not in note.tags for note in learner.notes().values()) > 3
            fronts = [note.fields[0] for note in learner.notes().values()]
            assert len(set(fronts)) == len(fronts)
            learner.review_all()
