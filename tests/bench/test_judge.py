"""Each rule of the judge fires on a bad card and is silent on the good one beside it."""

from __future__ import annotations

import pytest
from bench.judge import judge
from bench.judge.page_view import view

from deckpress.domain import Note, Role
from tests.bench.made import cloze, codes, page, qa, with_deletion, with_tags

GOOD = cloze(
    "Magma rises through the crust because its {{c1::density}} is lower than that of the rock around it."
)
WORDS = "Lava cools slowly at the surface of a young volcano and hardens into dark rock "
CASES: list[tuple[str, Note, Note]] = [
    ("S01", cloze("Magma rises through the {{c1::crust of the young planet."), GOOD),
    ("S01", cloze("Magma rises through the crust of the young planet."), GOOD),
    (
        "S01",
        with_deletion(
            cloze("Magma flows through the function {{c1::std::move}} of the program."), "std::move"
        ),
        with_deletion(
            cloze("Magma of this kind is rich in the element {{c1::silicon::element}}."), "silicon"
        ),
    ),
    (
        "S02",
        cloze(r"The pressure of the melt grows as {{c1::\(p = \rho}} g h\) below the surface."),
        cloze(r"The pressure of the melt grows as {{c1::\(p = \rho g h\)}} below the surface."),
    ),
    (
        "S02",
        cloze("The rock <code>basalt {{c1::melts}} early</code> under pressure deep below."),
        cloze("The rock {{c1::<code>basalt</code>}} melts early under pressure deep below."),
    ),
    ("S03", cloze(GOOD.fields["Text"], context="{{c1::Melt}}"), GOOD),
    ("S04", cloze("Magma rises through the {{c1,2::crust}} because its density is lower."), GOOD),
    ("S04", cloze("Magma rises through the {{c500::crust}} because its density is lower."), GOOD),
    (
        "S05",
        cloze("Magma rises through the **crust** because its {{c1::density}} is lower."),
        cloze("Python writes powers as <code>a ** b</code>, a rule of its {{c1::grammar}} since the start."),
    ),
    (
        "S05",
        cloze("The energy $E = mc^2$ of the mass at {{c1::rest}} is very large."),
        cloze("A ton of pumice costs $40 to $60 on the {{c1::market}} of the island."),
    ),
    ("S05", cloze("The angle \\theta of the slope is set by the {{c1::viscosity}} of lava."), GOOD),
    ("S06", with_tags(GOOD, "subject::earth science"), GOOD),
    (
        "S07",
        cloze("The flow of the melt is modeled as: where {{c1::viscosity}} is constant."),
        cloze("Volcanoes stand where the {{c1::lithosphere}} is thin and the melt rises."),
    ),
    ("S07", cloze("The main gases that leave the {{c1::vent}} of a volcano are the"), GOOD),
    ("S08", cloze(GOOD.fields["Text"], page_key=""), GOOD),
    (
        "M01",
        cloze("Magma collects in {{c1::large and hot chambers under old volcanoes}} before eruption."),
        GOOD,
    ),
    ("M02", cloze(WORDS * 4 + "{{c1::basalt}}."), GOOD),
    ("M03", qa("What is the crater of a volcano?", WORDS * 2), qa("What is lava?", "Melt at the surface.")),
    (
        "M04",
        cloze("Magma holds {{c1::water}}, which lowers the melting point, and leaves {{c1::quartz}} behind."),
        cloze("Magma holds both {{c1::water}} and {{c1::quartz}} when it rises in a deep chamber."),
    ),
    (
        "M05",
        cloze(
            "{{c1::Ash}}, {{c2::lava}}, {{c3::gas}}, {{c4::steam}} and {{c5::bombs}} leave the vent in a day."
        ),
        GOOD,
    ),
    (
        "M06",
        qa("Which gases leave a vent?", "<ul>" + "<li>gas</li>" * 6 + "</ul>"),
        qa("Which gases leave a vent?", "<ul>" + "<li>gas</li>" * 4 + "</ul>"),
    ),
    ("M07", cloze("Magma rises, {{c1::cools slowly, hardens}}."), GOOD),
    ("M08", cloze("Magma rises through {{c1::the crust}} because its density is lower."), GOOD),
    (
        "L01",
        cloze("Rocks have different densities, and {{c1::density}} decides which of them sink below."),
        GOOD,
    ),
    (
        "L01",
        cloze("Activation of the gases follows when {{c1::activating gases}} rise below the old crater."),
        cloze("Plates move, and the edges of {{c1::tectonic plates}} meet where the other rock is moving."),
    ),
    (
        "L01",
        cloze(r"The value \(v\) of the flow is {{c1::\(v\)}} in every pipe of the system."),
        cloze(r"The value \(u\) of the flow is {{c1::\(v\)}} in every pipe of the system."),
    ),
    (
        "L01",
        qa("Why does melt rise to the surface?", "It rises to the surface."),
        qa("Why does melt rise to the surface?", "It is less dense."),
    ),
    (
        "L02",
        cloze("The continental rock drifts, and the {{c1::continental crust}} floats on denser mantle."),
        GOOD,
    ),
    ("L03", cloze(GOOD.fields["Text"], context="Density"), cloze(GOOD.fields["Text"], context="Buoyancy")),
    ("L03", cloze("Magma rises because its {{c1::density::density of melt}} is lower than around it."), GOOD),
    (
        "L04",
        cloze("Most melt forms at a {{c1::mid-ocean ridge}} (MOR), where plates of rock part slowly."),
        cloze("Most melt forms at a {{c1::mid-ocean ridge (MOR)}}, where plates of rock part slowly."),
    ),
    (
        "L04",
        cloze(
            "The global positioning system shows how plates move: {{c1::GPS}} stations drift apart yearly."
        ),
        cloze("Satellites show how the plates move: {{c1::GPS}} stations drift apart yearly."),
    ),
    ("L05", cloze("Magma forces its way up in an {{c1::eruption}} through cracks of the old crust."), GOOD),
    ("G01", cloze("Hot spots build {{c1::volcanoes}} far from the edges of moving plates."), GOOD),
    ("G02", cloze("Magma and gas play an important {{c1::role}} when pressure in the chamber grows."), GOOD),
    (
        "G03",
        cloze("The lower part of the melt is poor in gas, its {{c1::upper}} layers hold more of it."),
        cloze("The melt is poor in gas at the bottom, its {{c1::outermost}} layers hold more of it."),
    ),
    (
        "A02",
        cloze("The melt carries other things, including {{c1::sulfur}}, when magma rises in the chamber."),
        GOOD,
    ),
    ("A03", cloze("{{c1::Basalt}} forms quickly."), GOOD),
    (
        "A04",
        cloze("It rises through the crust because its {{c1::density}} is lower than around it."),
        cloze("It is known that the {{c1::density}} of melt is lower than that of the crust."),
    ),
    (
        "A04",
        cloze("These gases drive the {{c1::explosion}} of a volcano when pressure falls quickly."),
        cloze(
            "These gases drive the {{c1::explosion}} of a volcano when pressure falls quickly.",
            context="Volcanic Gas",
        ),
    ),
    (
        "A04",
        qa("Why does it rise?", "Low density."),
        qa("Why does magma rise when it melts?", "Low density."),
    ),
    (
        "A04",
        cloze(GOOD.fields["Text"], context="It"),
        cloze(GOOD.fields["Text"], context="Its Buoyancy"),
    ),
    ("A05", cloze("Bread dough of this bakery needs {{c1::yeast}} and two hours of rest."), GOOD),
    (
        "A07",
        cloze("Magma rises for the following reasons outlined above, mostly {{c1::buoyancy}} in rock."),
        GOOD,
    ),
    ("W01", cloze("However, magma rises through the crust because of its {{c1::buoyancy}} in rock."), GOOD),
    ("W02", cloze("Crucial and invaluable insights come from the {{c1::seismograph}} of each region."), GOOD),
]


@pytest.mark.parametrize(
    ("code", "bad", "good"), CASES, ids=[f"{n}-{case[0]}" for n, case in enumerate(CASES)]
)
def test_a_rule_fires_on_the_bad_card_alone(code: str, bad: Note, good: Note) -> None:
    assert code in codes(bad)
    assert code not in codes(good)


def test_a_good_card_is_clean() -> None:
    assert codes(GOOD) == set()


def test_the_topic_may_be_hidden_on_a_page_that_compares() -> None:
    compares = view(page("What is the difference between volcanoes and geysers?"))
    note = cloze(
        "Melt leaves the ground through {{c1::volcanoes}}, hot water through the other kind of vent."
    )
    assert "G01" not in codes(note, compares)
    assert "G01" in codes(note)


ACROSS: list[tuple[str, list[Note]]] = [
    ("A01", [qa("What is magma made of?", "Melt."), qa("What is magma made of?", "Crystals.")]),
    ("R01", [qa("What is magma made of?", "Melt."), qa("What is magma made of?", "Melt.")]),
    (
        "R02",
        [
            cloze("Magma rises because of its {{c1::buoyancy}} in the crust."),
            cloze("Magma rises because of its {{c1::buoyancy}} in the old crust."),
        ],
    ),
    (
        "R03",
        [
            cloze("Magma rises because of its {{c1::buoyancy}} in the crust."),
            cloze("Cold plates sink, as they lack {{c1::buoyancy}} in hot mantle rock."),
            cloze("Pumice floats on water, so it has {{c1::buoyancy}} through bubbles of gas."),
        ],
    ),
]


@pytest.mark.parametrize(("code", "notes"), ACROSS, ids=[code for code, _ in ACROSS])
def test_a_rule_across_cards_marks_the_last_of_them(code: str, notes: list[Note]) -> None:
    [verdict] = judge([(page(), notes)])
    assert code in {finding.code for finding in verdict.cards[-1].findings}
    [alone] = judge([(page(), notes[-1:])])
    assert code not in {finding.code for finding in alone.cards[-1].findings}


def test_coverage_counts_what_error_free_cards_test() -> None:
    good = cloze("{{c1::Magma}} is less dense than rock, so it rises to the crater.")
    leaking = cloze("Volcanoes form at boundaries of a plate, the {{c1::plate boundaries}} of the crust.")
    [verdict] = judge([(page(), [good, leaking])])
    cover = verdict.coverage
    assert (cover.keywords, cover.tested, cover.points, cover.reached, cover.facts) == (2, 1, 1, 1, 1)
    assert [finding.code for finding in cover.findings] == ["C02", "C03"]


def test_a_page_without_good_cards_reaches_no_point() -> None:
    [verdict] = judge([(page(), [])])
    assert [finding.code for finding in verdict.coverage.findings] == ["C01", "C02", "C03"]


def test_an_overview_reaches_no_key_point() -> None:
    overview = qa("How do volcanoes form?", "<ol><li>Rise of the Melt</li></ol>", role=Role.OVERVIEW)
    [verdict] = judge([(page(), [overview])])
    assert verdict.coverage.reached == 0


NEVER = [
    ("these gases", "points elsewhere"),
    ("important role", "generic"),
    ("evokes", "verb"),
    ("violently", "adverb"),
    ("standard potential", ""),
    ("volcanoes", "topic"),
    ("density", ""),
    ("often very hot", "adverb"),
    ("potential energy", ""),
]


@pytest.mark.parametrize(("hidden", "reason"), NEVER, ids=[hidden for hidden, _ in NEVER])
def test_what_a_tutor_would_never_hide(hidden: str, reason: str) -> None:
    note = cloze(f"Deep below the old crater the melt {{{{c1::{hidden}}}}} of rock and gas at depth.")
    [verdict] = judge([(page(), [note])])
    assert verdict.cards[0].never == reason
