"""The command line as its users run it: what it prints, writes and exits with."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from deckpress.cli import app
from deckpress.cli.app import main

NOW = "2026-03-01T04:00:00Z"
PAGE = """\
---
question: What do the kidneys do?
answer: |-
    The kidneys keep the composition of the blood steady:

    1. **Filtration**: Each kidney holds about one million nephrons, which filter the blood under pressure.
    2. **Water balance**: Antidiuretic hormone makes the collecting ducts take back more water from the urine.
    3. **Hormones**: Erythropoietin makes the bone marrow produce red blood cells.
subject: Biology
seo:
    page_keywords: kidneys, nephrons, filtration, antidiuretic hormone, collecting ducts, erythropoietin
---
"""


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)  # away from any decks/ of the project itself
    folder = tmp_path / "content" / "biology"
    folder.mkdir(parents=True)
    (folder / "kidneys.md").write_text(PAGE, encoding="utf-8")
    return folder.parent


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def failing(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> int:
    """Return the exit code of a run through `main`, which turns errors into messages."""
    monkeypatch.setattr(sys, "argv", ["deckpress", *map(str, arguments)])
    with pytest.raises(SystemExit) as caught:
        main()
    assert isinstance(caught.value.code, int)
    return caught.value.code


def test_alone_it_prints_a_helpful_page() -> None:
    result = run()
    assert result.exit_code == 0
    assert "turns a folder of question/answer pages into Anki decks" in result.stdout
    assert "deckpress build" in result.stdout


def test_a_build_writes_packages_a_table_and_a_report(content: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    result = run("build", content, "--out", tmp_path / "decks", "--now", NOW, "--report", report)
    assert result.exit_code == 0, result.output
    assert "deckpress::Biology" in result.stdout
    assert "1 pages read: 1 built, 0 failed, 0 skipped" in result.stderr
    done = json.loads(report.read_text(encoding="utf-8"))
    assert done["version"] == 1
    assert done["pages"] == {"read": 1, "built": 1, "failed": 0, "skipped": 0}
    [deck] = done["decks"]
    assert (deck["name"], deck["file"], deck["pages"]) == ("deckpress::Biology", "biology.apkg", 1)
    assert deck["notes"] >= 4
    assert deck["cards"] >= deck["notes"]
    assert sorted(path.name for path in (tmp_path / "decks").glob("*.apkg")) == ["biology.apkg"]
    assert not list((tmp_path / "decks").glob(".deckpress-*.tmp"))


def test_equal_pages_and_clock_give_equal_bytes(tmp_path: Path) -> None:
    """Whatever the seed of hashes and the number of processes: there are pages enough for several."""
    content = tmp_path / "content"
    for number in range(150):
        page = content / f"subject-{number % 3}" / f"page-{number}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(PAGE.replace("kidneys do", f"kidneys do in case {number}"), encoding="utf-8")
    packages = []
    for seed, jobs in (("1", "1"), ("2", "2")):
        out = tmp_path / seed
        command = [sys.executable, "-m", "deckpress", "build", str(content), "--out", str(out)]
        subprocess.run(
            [*command, "--now", NOW, "--jobs", jobs, "--quiet"],
            check=False,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
        )
        packages.append({path.name: path.read_bytes() for path in sorted(out.glob("*.apkg"))})
    assert len(packages[0]) == 3
    assert packages[0] == packages[1]


def test_a_bad_page_is_reported_and_the_others_are_built(content: Path, tmp_path: Path) -> None:
    (content / "biology" / "empty.md").write_text("", encoding="utf-8")
    result = run("build", content, "--out", tmp_path / "decks")
    assert result.exit_code == 1
    assert "empty.md:1: error F" in result.stderr
    assert (tmp_path / "decks" / "biology.apkg").is_file()


def test_only_the_decks_that_were_asked_for(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = content / "law"
    other.mkdir()
    (other / "kidneys.md").write_text(
        PAGE.replace("Biology", "Law").replace("kidneys", "courts"), encoding="utf-8"
    )
    assert run("build", content, "--out", tmp_path / "decks", "--deck", "law").exit_code == 0
    assert [path.name for path in (tmp_path / "decks").glob("*.apkg")] == ["law.apkg"]
    assert failing(monkeypatch, "build", content, "--out", tmp_path / "decks", "--deck", "lwa") == 2


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["build", "no-such-folder"], 2, "error: there is no folder 'no-such-folder'"),
        (["build", "{content}", "--now", "soon"], 2, "error: --now soon: no ISO 8601 time"),
        (["check", "no-such-folder"], 2, "error: there is no folder 'no-such-folder'"),
        (["show", "no-such-page.md"], 2, "error: there is no folder 'no-such-page.md'"),
        (["inspect", "{content}/biology/kidneys.md"], 3, "error: "),
        (["build", "{content}", "--out", "{content}/biology/kidneys.md"], 3, "cannot be written"),
    ],
)
def test_errors_that_end_a_run(
    arguments: list[str],
    code: int,
    message: str,
    content: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    filled = [argument.format(content=content) for argument in arguments]
    assert failing(monkeypatch, *filled) == code
    assert message in capsys.readouterr().err


def test_settings_with_a_mistake_end_the_run(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "deckpress.toml").write_text("deck_rot = 'x'\n", encoding="utf-8")
    assert failing(monkeypatch, "build", content) == 2
    assert "deckpress.toml:1: unknown key 'deck_rot' (did you mean 'deck_root'?)" in capsys.readouterr().err


def test_what_excludes_each_other_or_has_no_place_is_wrong_use(content: Path, tmp_path: Path) -> None:
    both = run("build", content, "--out", tmp_path / "decks", "--quiet", "--verbose")
    assert str(both.exception) == "--quiet and --verbose exclude each other\nLeave one of them out."
    report = run("build", content, "--out", tmp_path / "decks", "--report", tmp_path / "no" / "report.json")
    assert getattr(report.exception, "exit_code", None) == 2
    assert not (tmp_path / "decks").exists()


def test_a_report_that_cannot_be_written_does_not_hide_that_packages_are_out(
    content: Path, tmp_path: Path
) -> None:
    (tmp_path / "report.json").mkdir()
    result = run("build", content, "--out", tmp_path / "decks", "--report", tmp_path / "report.json")
    assert result.exit_code == 1
    assert "the report cannot be written" in result.stderr
    assert (tmp_path / "decks" / "biology.apkg").is_file()


def test_a_mistake_of_our_own_has_the_exit_code_of_nothing_published(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a mistake")

    monkeypatch.setattr("deckpress.cli.build.build_packages", broken)
    assert failing(monkeypatch, "build", content) == 3
    told = capsys.readouterr().err
    assert "ZeroDivisionError: a mistake" in told
    assert "error: this is a mistake in deckpress; nothing was published" in told


def test_a_plan_tells_of_pages_with_errors(content: Path, tmp_path: Path) -> None:
    run("build", content, "--out", tmp_path / "decks")
    (content / "biology" / "empty.md").write_text("", encoding="utf-8")
    result = run("plan", content, "--previous", tmp_path / "decks")
    assert (result.exit_code, result.stderr) == (0, "1 pages have errors, which `deckpress check` lists.\n")


def test_a_new_page_is_a_draft_in_the_folder_of_its_subject(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (content / "Computer Science").mkdir()
    monkeypatch.chdir(content.parent)
    made = run("new", "computer science", "  What is\n a: heap? ")
    assert (made.exit_code, made.stdout) == (0, "content/Computer Science/what-is-a-heap.md\n")
    page = content / "Computer Science" / "what-is-a-heap.md"
    checked = json.loads(run("check", page, "--json").stdout)["problems"]
    assert [(one["code"], one["line"]) for one in checked] == [("P07", 17)]
    page.write_text(page.read_text("utf-8").replace("draft: true", "author: me"), encoding="utf-8")
    shown = json.loads(run("show", page, "--json").stdout)
    assert shown["page"]["question"] == "What is a: heap?"
    assert shown["page"]["subject"] == "computer science"
    assert shown["page"]["key"] == "computer-science/what-is-a-heap"
    assert [point["title"] for point in shown["answer"]["points"]] == [
        "First point",
        "Second point",
        "Third point",
    ]
    again = run("new", "Computer Science", "What is a heap?")
    assert str(again.exception) == (
        "there is a page content/Computer Science/what-is-a-heap.md already\nEdit it, or ask otherwise."
    )
    assert getattr(run("new", "!", "What?").exception, "exit_code", None) == 2


def test_show_prints_one_json_object_a_page(content: Path) -> None:
    result = run("show", content, "--json")
    assert result.exit_code == 0
    [line] = result.stdout.splitlines()
    shown = json.loads(line)
    assert set(shown) == {"page", "answer", "notes", "problems"}
    assert shown["page"]["key"] == "biology/kidneys"
    assert [point["title"] for point in shown["answer"]["points"]] == [
        "Filtration",
        "Water balance",
        "Hormones",
    ]
    assert [point["line"] for point in shown["answer"]["points"]] == [6, 7, 8]
    assert {note["kind"] for note in shown["notes"]} == {"cloze", "qa"}
    assert all(note["guid"] for note in shown["notes"])


def test_show_and_build_give_the_same_guids(content: Path, tmp_path: Path) -> None:
    run("build", content, "--out", tmp_path / "decks")
    inspected = json.loads(run("inspect", tmp_path / "decks" / "biology.apkg", "--json").stdout)
    shown = json.loads(run("show", content / "biology" / "kidneys.md", "--json").stdout)
    assert {note["guid"] for note in inspected["notes"]} == {note["guid"] for note in shown["notes"]}
    assert inspected["decks"] == ["deckpress::Biology"]


def test_show_reads_well(content: Path) -> None:
    result = run("show", content / "biology" / "kidneys.md")
    assert "What do the kidneys do?" in result.stdout
    assert "1. Filtration" in result.stdout
    assert "{{c1::" in result.stdout


def test_counts_are_exact_where_not_every_problem_is_listed(content: Path) -> None:
    options = "".join(f"    hyde{number}: lens\n" for number in range(100))
    page = content / "biology" / "kidneys.md"
    page.write_text(PAGE.replace("seo:", f"cards:\n{options}seo:"), encoding="utf-8")
    assert "1 pages read: 0 errors, 100 warnings" in run("check", content, "--select", "P21").stderr
    found = json.loads(run("check", content, "--json", "--select", "P21").stdout)["problems"]
    assert [one.get("count", 1) for one in found] == [1] * 20 + [80]
    assert (found[-1]["line"], found[-1]["message"]) == (31, "and 80 more of this code on the page")


def test_check_lists_problems(content: Path) -> None:
    (content / "biology" / "empty.md").write_text("", encoding="utf-8")
    result = run("check", content, "--json")
    assert result.exit_code == 1
    errors = [one for one in json.loads(result.stdout)["problems"] if one["severity"] == "error"]
    assert [(one["path"].rpartition("/")[2], one["line"]) for one in errors] == [("empty.md", 1)]
    assert "empty.md:1: error F" in run("check", content).stdout
