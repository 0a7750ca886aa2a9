"""axe-core finds nothing serious on the pages of the preview and on the cards, by day and by night."""

import shutil
from pathlib import Path

import pytest

from deckpress.domain import Settings, StyleSettings
from deckpress.preview import Workshop
from tests.pictures import picture, write_course
from tests.preview.made import AXE, build, build_next_edition, in_browser, needs_axe, needs_chromium

pytestmark = [needs_chromium, needs_axe]

CONTENT = Path(__file__).resolve().parents[2] / "content"
AUDIT = """
const load = (doc) => new Promise((done, failed) => {
  const script = doc.createElement("script");
  Object.assign(script, { src: "axe.min.js", onload: done, onerror: failed });
  doc.head.append(script);
});
const audit = async (view) => (await view.axe.run(view.document, { iframes: false })).violations
  .filter(({ impact }) => impact === "serious" || impact === "critical")
  .map(({ id, nodes }) => [id, nodes[0].html]);
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("preview") / "site"
    build(CONTENT, out)
    shutil.copy(AXE, out)
    return out


@pytest.mark.parametrize("night", ["false", "true"])
def test_the_decks(site: Path, night: str) -> None:
    script = f"page.setNight({night}); await load(document); return audit(window);"
    assert in_browser(site / "index.html", AUDIT + script) == []


@pytest.mark.parametrize("night", ["0", "1"])
@pytest.mark.parametrize("shown", ["deck=computer-science&q=java", "deck=mathematics&role=cloze", "code=A05"])
def test_the_cards(site: Path, shown: str, night: str) -> None:
    script = """
    const frame = document.getElementById("card");
    await until(() => frame.contentDocument?.querySelector(".sheet")); await load(document);
    return audit(window);
    """
    address = f"#{shown}&side=back&phone=1&night={night}"
    assert in_browser(site / "cards.html", AUDIT + script, address) == []


@pytest.mark.parametrize("night", ["0", "1"])
@pytest.mark.parametrize(
    "shown",
    ["deck=mathematics&q=truth+table", "deck=chemistry&role=cloze", "deck=computer-science&q=printf"],
)
def test_a_card(site: Path, shown: str, night: str) -> None:
    check_card(site, f"#{shown}&side=back&phone=1&night={night}")


def test_a_card_with_pictures_a_sound_and_a_footer(tmp_path: Path) -> None:
    content = write_course(tmp_path)
    (tmp_path / "owl.png").write_bytes(picture(5))
    style = StyleSettings(footer="[Ask](https://school.example)", logo=str(tmp_path / "owl.png"))
    with Workshop(content, tmp_path / "site") as workshop:
        workshop.build(Settings(style=style))
    shutil.copy(AXE, tmp_path / "site")
    check_card(tmp_path / "site", "#q=which+part&side=back")


@pytest.mark.parametrize("night", ["0", "1"])
def test_the_next_edition(tmp_path: Path, night: str) -> None:
    site = build_next_edition(tmp_path)
    shutil.copy(AXE, site)
    script = "await load(document); return audit(window);"
    assert in_browser(site / "index.html", AUDIT + f"page.setNight({night} === 1);" + script) == []
    shown = "await until(() => document.getElementById('card').contentDocument?.querySelector('.sheet'));"
    for state in ("changed", "withdrawn"):
        address = f"#edition={state}&side=back&night={night}"
        assert in_browser(site / "cards.html", AUDIT + shown + script, address) == []


def check_card(site: Path, address: str) -> None:
    # The card of the site forbids scripts; this one is the same without that rule, and unfolded.
    script = """
    const frame = document.getElementById("card");
    await until(() => frame.contentDocument?.querySelector(".sheet"));
    const html = frame.srcdoc.replace(/<meta http-equiv[^>]*>/, "").replaceAll("<details", "<details open");
    frame.srcdoc = html.replace("<main>", "<main id='again'>");
    await until(() => frame.contentDocument?.querySelector("#again .about"));
    await sleep(200); await load(frame.contentDocument);
    return audit(frame.contentWindow);
    """
    assert in_browser(site / "cards.html", AUDIT + script, address) == []
