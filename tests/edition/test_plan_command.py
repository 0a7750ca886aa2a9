"""deckpress plan and build, run after each other as an author would."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from deckpress.cli import app
from deckpress.exporter import hidden_texts, read_package

PAGE = """\
---
question: What do the kidneys do?
answer: |-
    The kidneys keep the composition of the blood steady:

    1. **Filtration**: Each kidney holds about one million nephrons, which filter the blood under pressure.
    2. **Water balance**: Antidiuretic hormone makes the collecting ducts take back more water from the urine.
    3. **Blood cells**: The kidneys release erythropoietin, which raises the number of red blood cells.
subject: Biology
seo:
    page_keywords: kidneys, nephrons, filtration, antidiuretic hormone, collecting ducts, erythropoietin
---
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A published page; the working folder of a course with content/ and decks/."""
    kidneys = tmp_path / "content" / "biology" / "kidneys.md"
    kidneys.parent.mkdir(parents=True)
    kidneys.write_text(PAGE, encoding="utf-8")
    result = run("build", tmp_path / "content", "--out", tmp_path / "decks", "--jobs", "1")
    assert result.exit_code == 0, result.output
    return tmp_path


def plan(course: Path, *options: str) -> Result:
    return run("plan", course / "content", "--previous", course / "decks", "--jobs", "1", *options)


def edit(course: Path, old: str, new: str) -> None:
    path = course / "content" / "biology" / "kidneys.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_nothing_changed(course: Path) -> None:
    result = plan(course, "--fail-on", "new", "--fail-on", "changed", "--fail-on", "withdrawn")
    assert result.exit_code == 0
    assert result.stdout.startswith("0 new, 0 changed, 0 withdrawn, 0 returned, 0 moved, ")


def test_an_edit_is_shown_word_by_word_and_can_fail_a_gate(course: Path) -> None:
    edit(course, "about one million", "roughly one million")
    result = plan(course, "--fail-on", "changed")
    assert result.exit_code == 1
    assert "[-about-] {+roughly+}" in result.stdout
    assert plan(course, "--fail-on", "risk").exit_code == 0
    [deck] = json.loads(plan(course, "--json").stdout)["decks"]
    assert (deck["name"], deck["file"]) == ("deckpress::Biology", "biology.apkg")
    assert deck["changed"]
    assert deck["new"] == deck["withdrawn"] == []


def test_a_new_card_and_new_tags_are_named(course: Path) -> None:
    edit(course, "erythropoietin\n---", "erythropoietin, urine\n---")
    [deck] = json.loads(plan(course, "--json").stdout)["decks"]
    [sentence] = [one for one in deck["changed"] if one["front"].startswith("Antidiuretic hormone")]
    assert {field["name"]: field["diff"] for field in sentence["fields"]} == {
        "Text": "now asks 'urine'",
        "Tags": "keyword::antidiuretic-hormone keyword::collecting-ducts {+keyword::urine+} subject::biology",
    }


def test_a_new_look_is_planned_and_told(course: Path) -> None:
    settings = course / "content" / "deckpress.toml"
    settings.write_text("[style]\ncss = '.card { color: teal; }'\n", encoding="utf-8")
    planned = plan(course, "--fail-on", "changed")
    assert planned.exit_code == 0
    assert planned.stdout.splitlines()[1:] == ["The look of the cards changes: biology.apkg"]
    [deck] = json.loads(plan(course, "--json").stdout)["decks"]
    assert deck["restyled"] is True
    assert run("build", course / "content", "--out", course / "decks", "--jobs", "1").exit_code == 0
    told = (course / "decks" / "biology.notes.md").read_text(encoding="utf-8").split("\n\n")
    assert told[1:4] == [
        "## New look",
        "The cards look different. What they ask stays, and so do your edits and schedule.",
        "## How to import",
    ]
    [deck] = json.loads(plan(course, "--json").stdout)["decks"]
    assert deck["restyled"] is False


def test_a_page_with_an_error_changes_nothing(course: Path) -> None:
    before = (course / "decks" / "biology.apkg").read_bytes()
    (course / "content" / "biology" / "kidneys.md").write_text("", encoding="utf-8")
    result = run("build", course / "content", "--out", course / "decks", "--jobs", "1")
    assert result.exit_code == 1
    assert (course / "decks" / "biology.apkg").read_bytes() == before


def test_a_lost_page_stops_the_build_unless_allowed(course: Path) -> None:
    before = (course / "decks" / "biology.apkg").read_bytes()
    (course / "content" / "biology" / "kidneys.md").unlink()
    other = PAGE.replace("kidneys", "ureters").replace("Biology", "Anatomy")
    (course / "content" / "anatomy").mkdir()
    (course / "content" / "anatomy" / "ureters.md").write_text(other, encoding="utf-8")
    planned = plan(course)
    assert planned.exit_code == 0
    assert "A build would stop: biology.apkg:" in planned.stdout
    [biology] = [deck for deck in json.loads(plan(course, "--json").stdout)["decks"] if deck["refusal"]]
    assert biology["refusal"].endswith("notes would be withdrawn")
    arguments = ("build", course / "content", "--out", course / "decks", "--jobs", "1")
    result = run(*arguments)
    assert getattr(result.exception, "exit_code", None) == 3
    assert "notes would be withdrawn" in str(result.exception)
    assert [path.name for path in (course / "decks").glob("[!.]*")] == ["biology.apkg"]
    assert (course / "decks" / "biology.apkg").read_bytes() == before
    assert run(*arguments, "--allow-withdrawals").exit_code == 0
    assert (course / "decks" / "biology.notes.md").is_file()


def test_a_term_that_the_author_will_never_hide_is_seen_again(course: Path) -> None:
    def hidden() -> list[str]:
        notes = read_package(course / "decks" / "biology.apkg").notes
        live = (one for one in notes if "Text" in one.fields and not one.fields["Notice"])
        return [text for one in live for texts in hidden_texts(one.fields["Text"]).values() for text in texts]

    before = hidden()
    assert "collecting ducts" in before
    edit(course, "question:", "cards:\n    never_hide: [collecting duct]\nquestion:")
    arguments = ("build", course / "content", "--out", course / "decks", "--jobs", "1", "--allow-withdrawals")
    assert run(*arguments).exit_code == 0
    assert "collecting ducts" not in hidden()
    assert len(hidden()) >= len(before) - 1


def test_inspect_shows_the_ledger(course: Path) -> None:
    package = course / "decks" / "biology.apkg"
    assert "namespace deckpress: 1 pages, 0 notes withdrawn" in run("inspect", package).stdout
    ledger = json.loads(run("inspect", package, "--json").stdout)["ledger"]
    assert (ledger["format"], ledger["deck"]) == (1, "deckpress::Biology")
    assert list(ledger["pages"]) == ["biology/kidneys"]
