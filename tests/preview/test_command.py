"""deckpress preview, as its users run it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from deckpress.cli import app
from tests.preview.made import data, write_pages


def test_it_writes_a_site_and_says_how_to_open_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # away from any decks/ of the project itself
    content, out = write_pages(tmp_path / "content"), tmp_path / "site"
    done = CliRunner().invoke(app, ["preview", str(content), "--out", str(out), "--jobs", "1"])
    assert done.exit_code == 0, done.output
    assert "2 pages read, " in done.stdout
    assert f"Open {out.as_posix()}/index.html in a browser." in done.stdout.replace("\n", "")
    assert (out / "cards.html").is_file()


def test_it_follows_the_packages_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_pages(tmp_path / "content")
    assert CliRunner().invoke(app, ["build", "--jobs", "1"]).exit_code == 0
    (tmp_path / "content" / "physics" / "lenses.md").unlink()
    for options, states in (([], ["unchanged"]), (["--previous", "elsewhere"], [])):
        done = CliRunner().invoke(app, ["preview", "--jobs", "1", *options])
        assert done.exit_code == 0, done.output
        assert data(tmp_path / "site" / "data" / "decks.js")[0]["states"] == states


def test_the_welcome_page_names_it() -> None:
    assert "deckpress preview" in CliRunner().invoke(app, []).stdout
