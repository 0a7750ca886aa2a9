"""The style, footer and logo of a course, and what learners see of a change."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress.domain import Settings, StyleSettings
from deckpress.errors import UsageError
from deckpress.exporter import read_package
from deckpress.press import build_packages
from tests.anki_learner import Learner
from tests.pictures import (
    DAY,
    PAGE,
    START,
    build,
    name_of,
    write_course,
)


def test_a_new_look_reaches_the_learner_and_changes_nothing_else(tmp_path: Path) -> None:
    """Cards, intervals, a learner's own edits and tags stay; both note types get the style and the logo."""
    content = write_course(tmp_path)
    (tmp_path / "owl.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    package = tmp_path / "decks/biology.apkg"
    build(content, package.parent)
    look = StyleSettings(
        css=".card { --link: teal; }", footer="Night **School**", logo=str(tmp_path / "owl.svg")
    )
    logo = "_" + name_of((tmp_path / "owl.svg").read_bytes(), "svg")
    with Learner() as learner:
        learner.load(package)
        learner.review_all()
        collection = learner.collection
        own = next(iter(learner.notes().values()))
        own["Spare 1"] = "My own words"
        own.tags.append("mine")
        collection.update_note(own)
        before = {note.guid: (note.mod, note.fields, note.tags) for note in learner.notes().values()}
        cards = learner.cards()
        modified = {one["name"]: one["mod"] for one in collection.models.all()}

        build(content, package.parent, day=1, settings=Settings(style=look))
        done = learner.load(package)
        assert (done.new, done.updated, done.conflicting) == (0, 0, 0)
        assert learner.cards() == cards
        assert {note.guid: (note.mod, note.fields, note.tags) for note in learner.notes().values()} == before
        for name in ("Deckpress Cloze", "Deckpress Q&A"):
            note_type = collection.models.by_name(name)
            assert note_type["mod"] == START + DAY > modified[name]
            assert note_type["css"].endswith("\n.card { --link: teal; }")
        answer = collection.get_card(collection.find_cards("")[0]).answer()
        footer = f'<img src="{logo}" class="logo" alt=""> Night <strong>School</strong>'
        assert f'<div class="footer" dir="auto">{footer}</div>' in answer
        assert learner.media()[logo] == (tmp_path / "owl.svg").read_bytes()
        assert learner.media_faults() == ([], [])
        assert not [one for one in collection.models.all_names() if one.endswith("+")]

        packed = package.read_bytes()
        build(content, package.parent, day=2, settings=Settings(style=look))
        assert package.read_bytes() == packed
        build(content, package.parent, day=3)
        learner.load(package)
        assert "teal" not in collection.models.by_name("Deckpress Cloze")["css"]
        assert learner.cards() == cards


@pytest.mark.parametrize(
    ("style", "message"),
    [
        (
            StyleSettings(css="\n@import 'more.css';"),
            r"^the style sheet, line 2: '@import' loads something from elsewhere",
        ),
        (StyleSettings(footer="<script>1</script>"), r"^the footer: <script> may not stand on cards$"),
    ],
)
def test_a_style_given_in_memory_is_checked_as_well(
    tmp_path: Path, style: StyleSettings, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        build(write_course(tmp_path), tmp_path / "decks", settings=Settings(style=style))


def test_a_look_that_returns_is_newer_than_the_one_between(tmp_path: Path) -> None:
    """The package of another deck may still have it; learners have the later one from this deck."""
    content = write_course(tmp_path)
    (content / "physics").mkdir()
    (content / "physics/kidney.md").write_text(
        PAGE.partition("cards:")[0] + "---" + PAGE[PAGE.index("\n\n#") :]
    )
    out = tmp_path / "decks"
    teal = Settings(style=StyleSettings(css=".card { color: teal; }"))
    build(content, out)
    for day, style in ((1, teal), (2, Settings())):
        build_packages(content, out, style, modified=START + day * DAY, only=["biology"])
    biology, physics = (read_package(out / f"{name}.apkg").note_types for name in ("biology", "physics"))
    assert [one.modified for one in physics] == [START, START]
    assert [one.modified for one in biology] == [START + 2 * DAY, START + 2 * DAY]
    with Learner() as learner:
        for package in ("physics", "biology"):
            learner.load(out / f"{package}.apkg")
        assert "teal" not in learner.collection.models.by_name("Deckpress Cloze")["css"]
