"""The page with the cards, opened from the disk in a real browser and used by its keys and controls."""

from pathlib import Path
from typing import Any

import pytest

from tests.preview.made import build, build_next_edition, in_browser, needs_chromium, write_pages

pytestmark = needs_chromium

# What the tests of this file do and look at.
HELPERS = """
const $ = (id) => document.getElementById(id);
const press = (key, target = document.body) =>
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
const inner = () => $("card").contentDocument;
const ready = async () => {
  const whole = () => inner()?.readyState === "complete" && inner().querySelector(".front");
  await until(() => !$("stage").hidden && whole());
  await sleep(100);
};
// Keys are heard once the frame has told that it is loaded, a task behind the last change of its state.
const drawn = async (side) => {
  const whole = () => inner().readyState === "complete" && inner().querySelector(".sheet");
  await until(() => inner()?.title === side && whole());
  await sleep(100);
};
const set = (name, value) => {
  const control = $("filters").elements[name];
  control.value = value;
  control.dispatchEvent(new Event("change", { bubbles: true }));
};
const cards = () => [...document.querySelectorAll("#list button")];
const texts = (selector) => [...document.querySelectorAll(selector)].map((one) => one.textContent);
const told = () => /^(\\d+ cards?|No card.*)$/.test($("status").textContent);
const searched = () => until(() => told() && $("more").hidden);
await ready();
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("preview")
    out = folder / "site"
    build(write_pages(folder / "content"), out)
    return out / "cards.html"


def use(page: Path, script: str, address: str = "") -> Any:
    return in_browser(page, HELPERS + script, address)


def test_space_flips_a_cloze_card(page: Path) -> None:
    before, back, again = use(
        page,
        """
        const text = () => inner().querySelector(".front").textContent;
        const before = text();
        press(" "); await drawn("Back"); const back = text();
        press(" ", inner().body); await drawn("Front"); const again = text();
        return [before, back, again];
        """,
        "#role=cloze&deck=biology",
    )
    assert "[...]" in before
    assert "[...]" not in back
    assert again == before


def test_the_back_shows_the_source_and_folds_the_rest_away(page: Path) -> None:
    question, folded = use(
        page,
        """
        $("flip").click(); await drawn("Back");
        return [inner().querySelector(".page-question").textContent,
                [...inner().querySelectorAll("details")].every((one) => !one.open)];
        """,
        "#deck=physics&role=cloze",
    )
    assert question == "How does a converging lens form an image?"
    assert folded


def test_a_screen_reader_is_told_what_a_flip_shows(page: Path) -> None:
    said = use(
        page,
        'press(" "); await until(() => $("announce").textContent); return $("announce").textContent;',
        "#role=written",
    )
    assert said == "Back: The dioptre."


def test_arrows_lead_from_card_to_card_and_from_page_to_page(page: Path) -> None:
    places = use(
        page,
        """
        const at = () => cards().findIndex((one) => one.getAttribute("aria-current"));
        const path = () => $("source").textContent.replace(/:\\d+$/, "");
        const places = [[at(), path()]];
        press("ArrowRight"); await sleep(50); places.push([at(), path()]);
        press("ArrowLeft"); await sleep(50); places.push([at(), path()]);
        press("ArrowDown"); await sleep(50); places.push([at() > 1, path()]);
        return places;
        """,
    )
    first = places[0][1]
    assert places[0][0] == 0
    assert places[1] == [1, first]
    assert places[2] == [0, first]
    assert places[3][0] is True
    assert places[3][1].endswith("physics/lenses.md")


def test_filters_narrow_the_list(page: Path) -> None:
    found = use(
        page,
        """
        const titles = () => texts("#list .page");
        const found = {};
        set("deck", "physics"); await searched(); found.deck = titles();
        set("role", "written"); await searched();
        found.written = cards().map((one) => one.textContent);
        set("role", ""); set("deck", ""); set("keyword", "nephrons"); await searched();
        found.keyword = titles();
        $("filters").elements.keyword.value = "";
        set("deck", "biology"); await searched(); found.biology = titles();
        return found;
        """,
    )
    assert found["deck"] == ["How does a converging lens form an image?"]
    assert found["written"] == ["By the author 1 problem What is the unit of the power of a lens?"]
    assert found["keyword"] == found["biology"] == ["What do the kidneys do?"]


def test_words_are_searched_on_cards_without_regard_to_case(page: Path) -> None:
    texts = use(
        page,
        """
        set("q", "ERYTHROPOIETIN marrow");
        await until(() => /^\\d+ cards?$/.test($("status").textContent) && cards().length < 6);
        press(" "); await drawn("Back");
        return inner().body.textContent;
        """,
    )
    assert "Erythropoietin" in texts
    assert "bone marrow" in texts


def test_what_matches_nothing_is_said(page: Path) -> None:
    assert use(
        page, 'set("q", "zeppelin"); await until(() => $("stage").hidden); return $("status").textContent;'
    ) == ("No card matches.")


def test_a_problem_code_shows_the_cards_that_have_it(page: Path) -> None:
    shown = use(
        page,
        """
        set("code", "P21"); await searched();
        const badged = cards().every((one) => /\\d problems?/.test(one.textContent));
        return [texts("#list .page"), texts("#problems .chip").includes("P21"), badged];
        """,
    )
    assert shown == [["How does a converging lens form an image?"], True, True]


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_next_edition(tmp_path_factory.mktemp("edited")) / "cards.html"


def test_cards_tell_what_the_next_edition_does_to_them(edited: Path) -> None:
    told = use(
        edited,
        """
        const of = async (fate) => {
          set("edition", fate); await searched();
          const badges = new Set(texts("#list .badge").filter((one) => one === fate));
          const count = Number.parseInt($("status").textContent);
          return [texts("#list .page"), [...badges], $("state").textContent, count];
        };
        const found = { states: [...$("filters").elements.edition.options].map((one) => one.value) };
        for (const fate of ["new", "changed", "withdrawn"]) found[fate] = await of(fate);
        found.listed = cards().length;
        set("role", "cloze"); await searched();
        found.withdrawn_clozes = cards().length;
        return found;
        """,
    )
    lenses, mirrors = "How does a converging lens form an image?", "How does a concave mirror form an image?"
    assert told["states"] == ["", "new", "changed", "withdrawn", "unchanged"]
    assert told["new"][:3] == [["How does the human eye see colours?"], ["new"], "new"]
    assert told["changed"][:3] == [[lenses], ["changed"], "changed"]
    assert told["withdrawn"][:3] == [[lenses, mirrors], ["withdrawn"], "withdrawn"]
    assert told["withdrawn"][3] == told["listed"] >= told["withdrawn_clozes"] > 0


def test_a_changed_card_shows_its_words_before_and_after(edited: Path) -> None:
    changes = use(
        edited,
        """
        set("q", "distance own"); await searched();
        return [$("changes").hidden, texts("#changes dt"), texts("#changes ins"), texts("#changes del")];
        """,
        "#edition=changed&role=cloze",
    )
    assert changes[0] is False
    assert "Text" in changes[1]
    assert "own" in changes[2]
    assert changes[3] == []


def test_a_withdrawn_card_has_its_banner_and_no_page_to_go_to(edited: Path) -> None:
    banner, source, link, problems = use(
        edited,
        """
        return [inner().body.textContent, $("source").textContent, $("source").hasAttribute("href"),
                $("no-problems").hidden];
        """,
        "#edition=withdrawn&q=curvature&side=back",
    )
    assert "This card was withdrawn" in banner
    assert source == "physics/mirrors.md (gone)"
    assert link is False
    assert problems is False


def test_before_the_first_edition_there_is_no_filter_for_it(page: Path) -> None:
    shown = use(page, "return [$('filters').elements.edition === undefined, $('edition').hidden];")
    assert shown == [True, True]


def test_night_mode_is_that_of_the_card_too(page: Path) -> None:
    day, night, ground = use(
        page,
        """
        const colours = () => {
          const style = getComputedStyle(inner().body);
          return [style.color, style.backgroundColor];
        };
        const night = () => inner()?.querySelector(".sheet") && inner().body.classList.contains("nightMode");
        page.setNight(false); await sleep(100); await ready(); const day = colours();
        press("n"); await until(night);
        return [day, colours(), [...inner().body.classList]];
        """,
    )
    assert day == ["rgb(28, 36, 48)", "rgb(255, 255, 255)"]
    assert night == ["rgb(230, 233, 238)", "rgb(30, 33, 39)"]
    assert {"card", "nightMode"} <= set(ground)


def test_phone_width_is_the_width_of_a_phone(page: Path) -> None:
    wide, narrow = use(
        page,
        """
        const wide = $("card").clientWidth;
        press("p"); await sleep(50);
        return [wide, $("card").clientWidth];
        """,
    )
    assert wide > 600
    assert 360 <= narrow <= 400


def test_without_mathjax_a_formula_shows_its_source(page: Path) -> None:
    sources = use(
        page,
        """
        await until(() => inner().querySelector(".formula-source"));
        return [...inner().querySelectorAll(".formula-source")].map((one) => one.textContent);
        """,
        "#deck=physics&q=links&side=back",
    )
    assert sources[0] == "1/f = 1/g + 1/b"


def test_an_address_leads_to_a_side_of_a_card(page: Path) -> None:
    card = use(page, 'press("ArrowRight"); await sleep(50); return location.hash.match(/card=([^&]+)/)[1];')
    shown = use(
        page,
        "return [document.querySelector('#list [aria-current]').dataset.place, $('side').textContent];",
        f"#card={card}&side=back",
    )
    assert shown == ["1", "Back"]


def test_no_script_of_a_page_runs(page: Path) -> None:
    ran = use(
        page,
        """
        const script = "<script>parent.ran = 1</scr" + "ipt><img src=x onerror='parent.ran = 1'>";
        $("card").srcdoc = $("card").srcdoc.replace("<main>", "<main>" + script);
        await sleep(300); await ready();
        return window.ran ?? null;
        """,
    )
    assert ran is None
