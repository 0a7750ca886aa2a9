"""The files of the site."""

import os
import re
from pathlib import Path

import pytest

from deckpress.domain import Settings
from deckpress.errors import PublishingError, UsageError
from deckpress.exporter import read_package
from deckpress.press import build_packages
from deckpress.preview import Workshop
from deckpress.preview import site as site_module
from tests.preview.made import EYES, PAGES, build, data, write_pages


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_pages(tmp_path / "content")


def pages_of(out: Path) -> list[dict[str, object]]:
    chunks = sorted((out / "data").glob("*/[0-9]*.js"))
    return [page for chunk in chunks for page in data(chunk)[2]]


def test_the_cards_are_those_of_the_packages(content: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(content, out)
    build_packages(content, tmp_path / "decks", Settings(), modified=1_700_000_000)
    packed = {note.guid for file in (tmp_path / "decks").glob("*.apkg") for note in read_package(file).notes}
    shown = {note["guid"] for page in pages_of(out) for note in page["notes"]}  # type: ignore[attr-defined]
    assert shown == packed


def test_a_page_that_failed_shows_the_cards_it_keeps(content: Path, tmp_path: Path) -> None:
    build_packages(content, tmp_path / "decks", Settings(), modified=1_700_000_000)
    (content / "physics" / "optics.md").write_text(
        PAGES["biology/kidneys.md"].replace("Biology", "Physics"), "utf-8"
    )
    lenses = content / "physics" / "lenses.md"
    lenses.write_text("", encoding="utf-8")
    build(content, tmp_path / "site", previous=tmp_path / "decks")
    [kept] = [page for page in pages_of(tmp_path / "site") if page["path"] == lenses.as_posix()]
    assert "gone" not in kept
    assert {note["state"] for note in kept["notes"]} == {"unchanged"}  # type: ignore[attr-defined]
    assert [problem[2] for problem in kept["problems"]] == ["F04"]  # type: ignore[attr-defined]


def test_of_a_single_page_the_others_are_not_gone(content: Path, tmp_path: Path) -> None:
    other = content / "biology" / "eyes.md"
    other.write_text(EYES, encoding="utf-8")
    build_packages(content, tmp_path / "decks", Settings(), modified=1_700_000_000)
    build(other, tmp_path / "site", previous=tmp_path / "decks")
    [page] = pages_of(tmp_path / "site")
    assert page["path"] == other.as_posix()
    assert {note["state"] for note in page["notes"]} == {"unchanged"}  # type: ignore[attr-defined]


def test_nothing_is_loaded_from_elsewhere(content: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(content, out)
    for page in out.glob("*.html"):
        loaded = re.findall(r'(?:src|<link[^>]* href)="([^"]*)"', page.read_text(encoding="utf-8"))
        assert loaded
        for address in loaded:
            assert address == "data:," or (out / address).is_file()
    style = (out / "preview.css").read_text(encoding="utf-8")
    assert "url(" not in style
    assert "@import" not in style


def test_many_pages_are_split_into_chunks(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_module, "PAGES_A_CHUNK", 2)
    page = (content / "biology" / "kidneys.md").read_text(encoding="utf-8")
    for number in range(4):
        text = page.replace("What do the kidneys do?", f"What do the kidneys do on day {number}?")
        text = text.replace("one million", f"{number + 2} million")
        (content / "biology" / f"kidneys-{number}.md").write_text(text, encoding="utf-8")
    out = tmp_path / "site"
    build(content, out)
    deck, size, entries = data(out / "data" / "biology" / "index.js")
    chunks = [data(out / "data" / "biology" / f"{number}.js") for number in range((len(entries) + 1) // 2)]
    assert (deck, size) == ("biology", 2)
    assert [chunk[:2] for chunk in chunks] == [["biology", number] for number in range(len(chunks))]
    assert sum(len(chunk[2]) for chunk in chunks) == len(entries) > 2
    assert all(len(chunk[2]) == 2 for chunk in chunks[:-1])


def test_a_card_leads_to_its_page(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    build(Path("content"), Path("out/site"))
    (overview,) = data(tmp_path / "out" / "site" / "data" / "decks.js")
    page = pages_of(tmp_path / "out" / "site")[0]
    link = overview["link"].format(path=page["path"], line=3)
    assert link.endswith("#L3")
    assert os.path.samefile(
        tmp_path / "out" / "site" / link.removesuffix("#L3"), tmp_path / str(page["path"])
    )


def test_a_card_of_a_folder_with_an_absolute_path_leads_to_its_page(content: Path, tmp_path: Path) -> None:
    build(content, tmp_path / "site")
    (overview,) = data(tmp_path / "site" / "data" / "decks.js")
    page = pages_of(tmp_path / "site")[0]
    link = overview["link"].format(path=page["path"], line=3)
    assert link == (content / "biology" / "kidneys.md").as_uri() + "#L3"


def test_the_user_may_say_where_pages_are(content: Path, tmp_path: Path) -> None:
    address = "https://code.example/blob/main/{path}#L{line}"
    build(content, tmp_path / "site", page_link=address)
    assert data(tmp_path / "site" / "data" / "decks.js")[0]["link"] == address


def test_equal_pages_give_equal_files(content: Path, tmp_path: Path) -> None:
    first, second = build(content, tmp_path / "site"), build(content, tmp_path / "site")
    assert first.version == second.version


def test_old_data_go_and_files_of_the_user_stay(content: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(content, out)
    (out / "mathjax").mkdir()
    (out / "mathjax" / "tex-svg-full.js").write_text("", encoding="utf-8")
    (content / "physics" / "lenses.md").unlink()
    build(content, out)
    assert not list((out / "data").glob("physics/*"))
    assert (out / "mathjax" / "tex-svg-full.js").is_file()


def test_a_page_without_cards_is_listed_with_its_problem(content: Path, tmp_path: Path) -> None:
    (content / "physics" / "empty.md").write_text("", encoding="utf-8")
    build(content, tmp_path / "site")
    html = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert re.search(r"<code>\S+/physics/empty\.md:1</code> error F04: ", html)


def test_markup_in_a_page_stays_text_on_the_site(content: Path, tmp_path: Path) -> None:
    (content / "<script>alert(1)<").mkdir()
    (content / "<script>alert(1)<" / "empty.md").write_text("", encoding="utf-8")
    build(content, tmp_path / "site")
    assert "<script>alert" not in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_a_rebuild_presses_the_changed_page_alone(content: Path, tmp_path: Path) -> None:
    pressed: list[tuple[int, int]] = []
    with Workshop(content, tmp_path / "site") as workshop:
        before = workshop.build(Settings(), progress=lambda done, all_: pressed.append((done, all_)))
        page = content / "physics" / "lenses.md"
        page.write_text(page.read_text(encoding="utf-8").replace("dioptre", "reciprocal metre"), "utf-8")
        after = workshop.build(Settings(), progress=lambda done, all_: pressed.append((done, all_)))
    assert pressed == [(1, 2), (2, 2), (1, 1)]
    assert before.version != after.version
    assert "reciprocal metre" in (tmp_path / "site" / "data" / "physics" / "0.js").read_text(encoding="utf-8")


def test_other_settings_press_every_page_anew(content: Path, tmp_path: Path) -> None:
    with Workshop(content, tmp_path / "site") as workshop:
        workshop.build(Settings())
        workshop.build(Settings(roles=("overview",)))
    assert {note["role"] for page in pages_of(tmp_path / "site") for note in page["notes"]} <= {  # type: ignore[attr-defined]
        "overview",
        "written",
    }


def test_no_folder_and_no_place_to_write_are_said(content: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no folder"):
        build(tmp_path / "nothing", tmp_path / "site")
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(PublishingError, match="the preview cannot be written"):
        build(content, tmp_path / "file" / "site")
