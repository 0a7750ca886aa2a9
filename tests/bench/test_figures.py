"""Figures are quotients of sums over pages; tables and intervals say what they hold."""

from __future__ import annotations

import pytest
from bench.cards import findings, interval, rate, rule_counts, sums, table, worst_examples
from bench.judge import judge

from tests.bench.made import cloze, page, qa

GOOD = cloze("Magma rises through the crust because its {{c1::density}} is lower than around it.")
LEAK = cloze("Magma rises as density falls, and its {{c1::density}} is lower than around it.")
ORPHAN = cloze("It rises through the crust because its {{c1::viscosity}} is lower than around it.")
LONG = qa("What is lava made of?", "A mixture of " + "molten rock and gas and crystals " * 4)


def test_sums_count_cards_by_their_worst_finding() -> None:
    [verdict] = judge([(page(), [GOOD, LEAK, ORPHAN, LONG])])
    counted = sums(verdict)
    assert (counted.cards, counted.errors, counted.clean) == (4, 2, 1)
    assert (counted.leaks, counted.orphans, counted.topics) == (1, 1, 0)
    assert counted.seconds == pytest.approx(sum(marked.seconds for marked in verdict.cards))
    assert {(example.code, count) for example, count in rule_counts([verdict])} >= {
        ("L01", 1),
        ("A04", 1),
        ("M03", 1),
    }


def test_time_grows_with_words_and_with_kind() -> None:
    [verdict] = judge([(page(), [GOOD, qa("What is lava?", "Melt.")])])
    one, two = verdict.cards
    assert one.seconds == pytest.approx((12 + 1) * 60 / 238 + 2)
    assert two.seconds == pytest.approx((3 + 1) * 60 / 238 + 4)


def test_rates_add_up_over_pages() -> None:
    verdicts = judge([(page(), [GOOD]), (page("What is lava?"), [LEAK, ORPHAN, LONG])])
    counted = [sums(verdict) for verdict in verdicts]
    assert rate(counted, "errors", "cards") == 0.5
    assert rate([], "errors", "cards") == 0


def test_an_interval_holds_the_difference() -> None:
    good = [sums(verdict) for verdict in judge([(page(), [GOOD])])] * 8
    bad = [sums(verdict) for verdict in judge([(page(), [LEAK])])] * 8
    assert interval(good, bad, "error") == (-1, -1)
    mixed = good[:4] + bad[:4]
    low, high = interval(good, mixed, "error")
    assert -1 <= low < -0.5 < high <= 0


def test_examples_name_page_and_card() -> None:
    verdicts = judge([(page(), [LEAK])])
    assert worst_examples(verdicts, "L01") == [
        "error L01 geology/volcanoes: density in: Magma rises as density falls,"
        " and its [...] is lower than around it."
    ]
    assert "L01" in {finding.code for _, finding in findings(verdicts)}


def test_a_table_is_markdown() -> None:
    assert table(["tool", "n"], [["B0", "12"]]) == "| tool | n  |\n| ---- | -- |\n| B0   | 12 |"
