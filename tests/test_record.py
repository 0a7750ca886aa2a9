"""A build with nothing new does nothing; a build with anything new does everything."""

from __future__ import annotations

import gzip
import importlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from deckpress import record
from deckpress.domain import MediaSettings, Settings
from deckpress.press import Report, build_packages
from deckpress.record import RECORD, read_record

KIDNEYS = """---
question: What do the kidneys do?
seo:
  page_keywords: nephron, glomerulus, urea
url: /learn/biology/kidneys
---

1. **Filtration**: Each nephron filters blood in its glomerulus.
2. **Excretion**: The kidneys excrete urea, which the liver makes of ammonia. ![a kidney](kidney.png)
"""
LIVER = """---
question: What does the liver do?
url: /learn/medicine/liver
---

1. **Bile**: Bile is made by the liver and stored in the gallbladder.
2. **Urea**: The liver turns ammonia into urea.
"""
PRESS = importlib.import_module("deckpress.press")  # deckpress.press is a function of the same name
PICTURE = b"\x89PNG\r\n\x1a\n" + b"0" * 40


@pytest.fixture
def course(tmp_path: Path) -> Path:
    for place, text in (("biology/kidneys.md", KIDNEYS), ("medicine/liver.md", LIVER)):
        page = tmp_path / "content" / place
        page.parent.mkdir(parents=True)
        page.write_text(text, encoding="utf-8")
    (tmp_path / "content/biology/kidney.png").write_bytes(PICTURE)
    return tmp_path


def build(course: Path, settings: Settings | None = None, day: int = 0, **more: object) -> Report:
    arguments = {"modified": 1_760_000_000 + day * 86_400, "allow_withdrawals": True, **more}
    return build_packages(course / "content", course / "decks", settings or Settings(), **arguments)  # type: ignore[arg-type]


def packages(course: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (course / "decks").glob("*.apkg")}


def refuse(*_: object, **__: object) -> None:
    raise AssertionError("pages were pressed")


def test_a_build_with_nothing_new_presses_no_page_and_repeats_the_report(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (course / "content/biology/empty.md").write_text("", encoding="utf-8")
    first = build(course)
    before = packages(course)
    full = build(course, only=["biology", "medicine"], day=1)
    monkeypatch.setattr(PRESS, "press_files", refuse)
    again = build(course, day=2)
    assert again == replace(full, seconds=again.seconds, unchanged=True)
    assert (first.unchanged, full.unchanged) == (False, False)
    assert [problem.code for problem in again.problems if problem.location.path.endswith("empty.md")] == [
        "F04"
    ]
    assert (again.failed, again.built) == (1, 2)
    assert packages(course) == before


def edit_page(course: Path) -> None:
    page = course / "content/biology/kidneys.md"
    page.write_text(KIDNEYS.replace("filters blood", "filters plasma"), encoding="utf-8")


def add_page(course: Path) -> None:
    (course / "content/medicine/kidneys.md").write_text(KIDNEYS.replace("biology", "medicine"), "utf-8")


def lose_page(course: Path) -> None:
    (course / "content/medicine/liver.md").unlink()


def rename_page(course: Path) -> None:
    (course / "content/medicine/liver.md").rename(course / "content/medicine/the-liver.md")


def link_folder(course: Path) -> None:
    (course / "content/more").symlink_to(course / "content/biology")


def edit_picture(course: Path) -> None:
    (course / "content/biology/kidney.png").write_bytes(PICTURE + b"1")


def lose_picture(course: Path) -> None:
    (course / "content/biology/kidney.png").unlink()


def lose_package(course: Path) -> None:
    (course / "decks/medicine.apkg").unlink()


def replace_package(course: Path) -> None:
    (course / "decks/medicine.apkg").write_bytes((course / "decks/biology.apkg").read_bytes())


def add_package(course: Path) -> None:
    (course / "decks/law.apkg").write_bytes((course / "decks/biology.apkg").read_bytes())


def damage_record(course: Path) -> None:
    path = course / "decks" / RECORD
    path.write_bytes(path.read_bytes()[:-9])


def newer_record(course: Path) -> None:
    (course / "decks" / RECORD).write_bytes(gzip.compress(b'{"format": 2}'))


def odd_record(course: Path) -> None:
    (course / "decks" / RECORD).write_bytes(gzip.compress(b"[]"))


def lose_record(course: Path) -> None:
    (course / "decks" / RECORD).unlink()


@pytest.mark.parametrize(
    "change",
    [
        edit_page,
        add_page,
        lose_page,
        rename_page,
        link_folder,
        edit_picture,
        lose_picture,
        lose_package,
        replace_package,
        add_package,
        damage_record,
        newer_record,
        odd_record,
        lose_record,
    ],
)
def test_anything_new_is_a_whole_build(
    change: Callable[[Path], None], course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(course)
    change(course)
    monkeypatch.setattr(PRESS, "press_files", refuse)
    with pytest.raises(AssertionError, match="pages were pressed"):
        build(course, day=1)


def test_a_picture_that_was_missing_is_looked_for_again(course: Path) -> None:
    lose_picture(course)
    assert [problem.code for problem in build(course).problems if problem.code == "P30"] == ["P30"]
    assert build(course, day=1).unchanged
    (course / "content/biology/kidney.png").write_bytes(PICTURE)
    found = build(course, day=2)
    assert not found.unchanged
    assert "P30" not in {problem.code for problem in found.problems}


def test_settings_and_the_program_itself_count(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(course)
    assert not build(course, Settings(media=MediaSettings(remote="drop")), day=1).unchanged
    assert build(course, Settings(media=MediaSettings(remote="drop")), day=2).unchanged
    monkeypatch.setattr(record, "_program", lambda: "a newer version")
    assert not build(course, Settings(media=MediaSettings(remote="drop")), day=3).unchanged


def test_the_program_is_told_by_its_files_and_libraries() -> None:
    told = record._program()
    assert "genanki 0.13" in told
    assert all(name in told for name in ("record.py", "exporter/templates/card.css", "generator/notes.py"))
    assert "__pycache__" not in told


def test_the_packages_before_may_lie_elsewhere(course: Path) -> None:
    build(course)
    elsewhere = course / "elsewhere"
    (course / "decks").rename(elsewhere)
    assert not build(course, previous=elsewhere, day=1).unchanged
    assert not build(course, previous=elsewhere, day=2).unchanged
    assert build(course, previous=course / "decks", day=3).unchanged


def test_a_page_saved_during_the_build_leaves_no_record(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish = PRESS.publish

    def slow(*arguments: object, **more: object) -> object:
        edit_page(course)
        return publish(*arguments, **more)

    monkeypatch.setattr(PRESS, "publish", slow)
    build(course)
    assert read_record(course / "decks") is None
    assert not build(course, day=1).unchanged
    assert build(course, day=2).unchanged


def test_a_failed_build_keeps_the_last_record(course: Path) -> None:
    build(course)
    before = read_record(course / "decks")
    lose_page(course)
    (course / "decks/biology.apkg").write_bytes(b"damaged")
    with pytest.raises(Exception, match="no Anki package"):
        build(course, day=1)
    assert read_record(course / "decks") == before
