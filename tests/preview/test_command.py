"""deckpress preview, as its users run it."""

from pathlib import Path

from typer.testing import CliRunner

from deckpress.cli import app
from tests.preview.made import write_pages


def test_it_writes_a_site_and_says_how_to_open_it(tmp_path: Path) -> None:
    content, out = write_pages(tmp_path / "content"), tmp_path / "site"
    done = CliRunner().invoke(app, ["preview", str(content), "--out", str(out), "--jobs", "1"])
    assert done.exit_code == 0, done.output
    assert "2 pages read, " in done.stdout
    assert f"Open {out.as_posix()}/index.html in a browser." in done.stdout.replace("\n", "")
    assert (out / "cards.html").is_file()


def test_the_welcome_page_names_it() -> None:
    assert "deckpress preview" in CliRunner().invoke(app, []).stdout
