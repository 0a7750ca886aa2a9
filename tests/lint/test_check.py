"""The rules in the pipeline: what `check` lists and what a build leaves out."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from deckpress.cli import app
from deckpress.domain import Settings
from deckpress.errors import UsageError
from deckpress.exporter import read_package
from deckpress.press import build_packages

PAGE = """\
---
question: {question}
answer: Blood is filtered in the kidney.
subject: Biology
cards:
  without: [overview, cloze, qa]
  notes:
{notes}
---
"""
GOOD = "Filtered blood leaves each kidney through the ==renal vein==."
LEAKING = "Each ==nephron== filters blood, and a kidney has about a million nephrons."
UREA = "Most of the urea that a kidney removes from the blood comes from the ==liver==."


def write(content: Path, name: str, question: str, *sentences: str) -> None:
    notes = "\n".join(f'    - cloze: "{sentence}"' for sentence in sentences)
    file = content / "biology" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(PAGE.format(question=question, notes=notes), encoding="utf-8")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    write(folder, "a.md", "What do kidneys do with the blood?", GOOD, LEAKING)
    write(folder, "b.md", "What leaves a kidney?", UREA, GOOD)
    return folder


def check(content: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["check", str(content), "--jobs", "1", *options])


def codes(content: Path, *options: str) -> list[str]:
    shown = json.loads(check(content, "--json", *options).stdout)
    return [f"{Path(one['path']).name}:{one['line']} {one['code']}" for one in shown["problems"]]


def test_check_lists_what_the_rules_find_on_pages_and_across_them(content: Path) -> None:
    found = codes(content)
    assert "a.md:9 L01" in found
    assert "b.md:9 R01" in found
    assert check(content).exit_code == 1


def test_an_option_that_matches_nothing_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "content" / "biology" / "a.md"
    file.parent.mkdir(parents=True)
    options = "  hide: [nephron, blood]\n  never_hide:\n    - kidney\n    - ureters\n  skip_points: 1, 2"
    page = PAGE.format(question="What do kidneys do?", notes='    - cloze: "Kidneys clean the ==blood=="')
    file.write_text(page.replace("cards:\n", f"cards:\n{options}\n"), encoding="utf-8")
    assert codes(file.parents[1], "--select", "I02") == [
        "a.md:6 I02",
        "a.md:9 I02",
        "a.md:10 I02",
    ]


def test_codes_are_selected_and_ignored(content: Path) -> None:
    assert codes(content, "--select", "L,R") == ["a.md:9 L01", "b.md:9 R01"]
    assert codes(content, "--select", "l01") == ["a.md:9 L01"]
    assert codes(content, "--select", "L,R", "--ignore", "R01") == ["a.md:9 L01"]
    assert codes(content, "--select", "F") == []
    assert check(content, "--select", "F").exit_code == 0


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize("wrong", ["Q01", "L9", "leaks", "L01 L02"])
def test_a_code_that_does_not_exist_is_wrong_use(content: Path, option: str, wrong: str) -> None:
    result = check(content, option, wrong)
    assert isinstance(result.exception, UsageError)
    assert f"{option} {wrong}: there is no problem {wrong.upper()}" in str(result.exception)


def test_a_build_leaves_out_cards_with_errors_and_cards_that_stand_twice(
    content: Path, tmp_path: Path
) -> None:
    out = tmp_path / "decks"
    report = build_packages(content, out, Settings(), modified=1_700_000_000)
    assert [(deck.pages, deck.notes) for deck in report.decks] == [(2, 2)]
    assert (report.built, report.failed) == (2, 0)
    texts = {note.fields["Text"] for note in read_package(out / "biology.apkg").notes}
    assert len(texts) == 2


def test_a_page_that_is_posted_twice_has_no_duplicates(tmp_path: Path) -> None:
    content = tmp_path / "content"
    for subject in ("biology", "medicine"):
        write(content, "a.md", "What do kidneys do with the blood?", GOOD)
        if subject == "medicine":
            (content / "medicine").mkdir()
            text = (content / "biology" / "a.md").read_text("utf-8").replace("Biology", "Medicine")
            (content / "medicine" / "a.md").write_text(text, encoding="utf-8")
    assert codes(content, "--select", "R") == []
