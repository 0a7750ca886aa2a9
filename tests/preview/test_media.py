"""Pictures, sounds and the own style of a course in the preview."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress.domain import Settings, StyleSettings
from deckpress.preview import Preview, Workshop
from tests.pictures import CORTEX, KIDNEY, PAGE, SOUND, name_of, picture, write_course
from tests.preview.made import data, in_browser, needs_chromium

FILM = "[A film](film.mp4)"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_course(tmp_path)


def build(content: Path, out: Path, settings: Settings | None = None) -> Preview:
    with Workshop(content, out) as workshop:
        return workshop.build(settings or Settings())


def media(out: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (out / "media").iterdir()}


def test_media_lie_beside_the_site(content: Path, tmp_path: Path) -> None:
    build(content, tmp_path / "site")
    assert media(tmp_path / "site") == {
        CORTEX: picture(0, 200),
        KIDNEY: picture(200),
        SOUND: b"ID3 the cortex",
    }


def test_a_rebuild_follows_the_pictures_and_presses_no_page(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    with Workshop(content, out) as workshop:
        first = workshop.build(Settings())
        assert first.version == workshop.build(Settings()).version
        monkeypatch.setattr("deckpress.pages.press_page", None)
        (content / "biology/img/kidney.png").write_bytes(picture(1, 2, 3))
        (content / "biology/img/cortex.png").unlink()
        second = workshop.build(Settings())
        assert second.version != first.version
        assert media(out) == {name_of(picture(1, 2, 3), "png"): picture(1, 2, 3), SOUND: b"ID3 the cortex"}
        assert [problem.code for problem in second.problems if problem.code == "P30"] == ["P30"]
        assert content / "biology/img/cortex.png" in workshop.media_files
        styled = workshop.build(Settings(style=StyleSettings(css=".card { color: teal; }")))
    assert styled.version != second.version


def test_the_style_of_the_course(content: Path, tmp_path: Path) -> None:
    logo = tmp_path / "owl.png"
    logo.write_bytes(picture(5))
    style = StyleSettings(css=".card { color: teal; }", footer="Night School", logo=str(logo))
    build(content, tmp_path / "site", Settings(style=style))
    [types] = data(tmp_path / "site/data/types.js")
    name = f"_{name_of(picture(5), 'png')}"
    for one in types.values():
        assert one["css"].endswith("\n.card { color: teal; }")
        assert f'<img src="{name}" class="logo" alt=""> Night School' in one["back"]
    assert media(tmp_path / "site")[name] == picture(5)


@needs_chromium
def test_a_browser_shows_them_from_the_disk(content: Path, tmp_path: Path) -> None:
    (content / "biology/film.mp4").write_bytes(b"a film")
    (content / "biology/kidney.md").write_text(PAGE.replace("The cortex.", f"The cortex. {FILM}"), "utf-8")
    logo = tmp_path / "owl.png"
    logo.write_bytes(picture(5))
    build(content, tmp_path / "site", Settings(style=StyleSettings(logo=str(logo))))
    found = in_browser(
        tmp_path / "site/cards.html",
        """
        const frame = document.getElementById("card");
        const one = (name) => frame.contentDocument?.querySelector(name);
        await until(() => one(".answer") && frame.contentDocument.readyState === "complete");
        const src = (name) => one(name).getAttribute("src");
        return [one(".front img").naturalWidth, one(".front img").alt, one(".footer img").naturalWidth,
                src("audio"), src("video"), document.querySelector("#list button").textContent];
        """,
        "#q=which+part&side=back",
    )
    film = name_of(b"a film", "mp4")
    assert found[:5] == [8, "A part", 8, f"media/{SOUND}", f"media/{film}"]
    assert found[5].endswith("Which part of a kidney is this?")
