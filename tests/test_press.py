"""The pipeline: every command sees the same pages, and the same cards of them."""

import subprocess
import sys
from pathlib import Path

import pytest

import deckpress
from deckpress.domain import FieldNames, Settings
from deckpress.exporter import read_package
from deckpress.parser import parse_page
from deckpress.press import ShownPage, build_packages, check_content, show_pages

PAGE = """\
---
question: What do the kidneys do?
answer: |-
    The kidneys keep the composition of the blood steady:

    1. **Filtration**: Each kidney holds about one million nephrons, which filter the blood under pressure.
    2. **Hormones**: Erythropoietin makes the bone marrow produce red blood cells.
subject: Biology
seo:
    page_keywords: kidneys, nephrons, filtration, erythropoietin
url: /learn/biology/questions/kidneys
---
"""


def write(content: Path, place: str, text: str) -> None:
    file = content / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(Path("content"), "biology/a.md", PAGE)
    return Path("content")


def shown(content: Path) -> dict[str, ShownPage]:
    return {page.path.removeprefix("content/"): page for page in show_pages(content, Settings())}


def packed(out: Path) -> set[str]:
    return {note.guid for file in out.glob("*.apkg") for note in read_package(file).notes}


def test_what_is_shown_is_what_is_built(content: Path) -> None:
    same_facts = PAGE.replace("What do the", "What is the work of the").replace(
        "questions/kidneys", "questions/work"
    )
    write(content, "biology/b.md", same_facts)
    write(content, "medicine/a.md", PAGE.replace("biology", "medicine").replace("Biology", "Medicine"))
    pages = shown(content)
    build_packages(content, Path("decks"), Settings(), modified=1_700_000_000)
    assert {note.guid for page in pages.values() for note in page.notes} == packed(Path("decks"))
    assert pages["biology/a.md"].notes == pages["medicine/a.md"].notes
    assert len(pages["biology/b.md"].notes) < len(pages["biology/a.md"].notes)
    assert "R01" in {problem.code for problem in pages["biology/b.md"].problems}


def test_what_learners_know_is_shown_with_its_identity(content: Path) -> None:
    build_packages(content, Path("decks"), Settings(deck_root="Course"), modified=1_700_000_000)
    write(content, "biology/a.md", PAGE.replace("Filtration**", "How blood is cleaned**"))
    known = [page.notes for page in show_pages(content, Settings(), Path("decks"))]
    alone = [page.notes for page in show_pages(content / "biology" / "a.md", Settings(), Path("decks"))]
    assert known == alone
    assert {note.guid for note in known[0]} == packed(Path("decks"))
    [first] = [page.notes for page in show_pages(content, Settings())]
    assert not {note.guid for note in first} & packed(Path("decks"))


def test_of_two_pages_with_one_key_the_first_has_the_cards(content: Path) -> None:
    write(content, "biology/b.md", PAGE.replace("What do", "And what do"))
    pages = shown(content)
    assert pages["biology/a.md"].notes
    assert pages["biology/b.md"].page is not None
    assert pages["biology/b.md"].notes == ()
    told = [str(problem) for problem in pages["biology/b.md"].problems if problem.code == "P18"]
    assert told == [
        "content/biology/b.md:2: error P18: another page (content/biology/a.md:2) has the key "
        "'biology/kidneys' already, so this one gives no cards "
        "(give the page a 'url' of its own, or delete it)"
    ]
    report = build_packages(content, Path("decks"), Settings(), modified=1_700_000_000)
    assert (report.read, report.built, report.failed, report.skipped) == (2, 1, 1, 0)
    assert report.problems == check_content(content, Settings()).problems


def test_a_page_without_cards_keeps_its_key(content: Path) -> None:
    write(content, "biology/a.md", PAGE.replace("url:", "cards:\n    skip: true\nurl:"))
    write(content, "biology/b.md", PAGE)
    report = build_packages(content, Path("decks"), Settings(), modified=1_700_000_000)
    assert (report.built, report.failed, report.skipped) == (0, 1, 1)
    assert "P18" in {problem.code for problem in check_content(content, Settings()).problems}


def test_pages_are_read_once(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(content, "biology/b.md", PAGE.replace("kidneys\n", "other\n"))
    read: list[str] = []
    parse = __import__("deckpress.pages", fromlist=["parse_page"]).parse_page

    def noted(data: bytes, path: str, *rest: object) -> object:
        read.append(path)
        return parse(data, path, *rest)

    monkeypatch.setattr("deckpress.pages.parse_page", noted)
    shown(content)
    assert read == ["content/biology/a.md", "content/biology/b.md"]


def test_many_problems_of_one_page_are_counted(content: Path) -> None:
    options = "".join(f"    hyde{number}: lens\n" for number in range(1021))
    write(content, "biology/a.md", PAGE.replace("url:", f"cards:\n{options}url:"))
    found = [one for one in check_content(content, Settings()).problems if one.code == "P21"]
    assert len(found) == 21
    assert sum(one.count for one in found) == 1021
    assert str(found[-1]) == (
        "content/biology/a.md:32: warning P21: and 1,001 more of this code on the page "
        "(options are skip, skip_points, hide, never_hide, without, notes, ignore)"
    )


def test_the_function_of_the_library_is_not_hidden_by_the_module_of_its_name() -> None:
    code = "import deckpress, deckpress.press, deckpress.cli; assert callable(deckpress.press)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_folder_that_cannot_be_read_is_shown_as_well(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (content / "self").symlink_to(content.resolve(), target_is_directory=True)
    assert [problem.code for problem in shown(content)["self"].problems] == ["F08"]


def test_the_library_leaves_out_a_note_that_anki_could_not_hold(tmp_path: Path) -> None:
    """A build reports it; an edition of such a deck would raise."""
    card = 'cards:\n  notes:\n    - question: "<br>"\n      answer: The kidneys.\n'
    page, _ = parse_page(PAGE.replace("url:", f"{card}url:").encode(), "a.md", "biology/a.md", FieldNames())
    assert page is not None
    decks = deckpress.generate([page])
    assert all(note.fields.get("Question") != "<br>" for deck in decks for note in deck.notes)
    deckpress.press(decks).write(tmp_path)
    assert len(list(tmp_path.glob("*.apkg"))) == 1
