from __future__ import annotations

import re

import pytest

from deckpress.domain import FIELDS, Kind
from deckpress.exporter.note_types import AnkiModel, kind_of, note_type, note_types


def test_numbers_are_promises() -> None:
    """A change of an id, or of number and order of fields, forks the note type in every learner's Anki."""
    cloze, qa = note_type(Kind.CLOZE), note_type(Kind.QA)
    shared = tuple(range(1_748_321_909_004, 1_748_321_909_016))
    assert (cloze.id, cloze.name, cloze.template_id) == (1748321907463, "Deckpress Cloze", 1748321908001)
    assert (qa.id, qa.name, qa.template_id) == (1748321907517, "Deckpress Q&A", 1748321908002)
    assert tuple(field.id for field in cloze.fields) == (1_748_321_909_001, *shared)
    assert tuple(field.id for field in qa.fields) == (1_748_321_909_002, 1_748_321_909_003, *shared)
    assert tuple(field.name for field in qa.fields) == (
        *("Question", "Answer", "Context", "Extra", "Page Question", "Subject", "Source", "Related"),
        *("Page Key", "Notice", "Spare 1", "Spare 2", "Spare 3", "Spare 4"),
    )
    assert tuple(field.name for field in cloze.fields) == ("Text", *(f.name for f in qa.fields[2:]))


def test_kind_of_a_note_type() -> None:
    assert [kind_of(made.id) for made in note_types().values()] == list(Kind)
    assert kind_of(1) is None


@pytest.mark.parametrize("kind", Kind)
def test_templates_name_only_fields_of_their_note_type(kind: Kind) -> None:
    made = note_type(kind)
    names = re.findall(r"\{\{[#/^]?(?:cloze:)?([^{}]+)\}\}", made.front + made.back)
    assert set(names) - {"FrontSide"} == set(FIELDS[kind]) - {
        *("Page Key", "Spare 1", "Spare 2", "Spare 3", "Spare 4")
    }


@pytest.mark.parametrize("kind", Kind)
def test_templates_need_nothing_from_elsewhere(kind: Kind) -> None:
    made = note_type(kind)
    assert not re.search(
        r"(?i)https?:|<script|<link|<img|@import|url\(|\son\w+=", made.front + made.back + made.css
    )


def test_style_and_footer_are_added_without_a_change_of_structure() -> None:
    plain, own = note_type(Kind.QA), note_type(Kind.QA, ".card { color: teal; }", "<b>{{Ann's}} school</b>")
    assert own.css == plain.css + "\n.card { color: teal; }"
    assert '<div class="footer" dir="auto"><b>{<!-- -->{Ann\'s}} school</b></div>' in own.back
    assert own.front == plain.front
    assert (own.id, own.fields, own.template_id) == (plain.id, plain.fields, plain.template_id)


def test_the_json_is_the_same_in_every_deck_and_can_be_asked_for_again() -> None:
    model = AnkiModel(note_type(Kind.CLOZE), 1_760_000_000)
    first = model.to_json(1, 2)
    assert first == model.to_json(3, 4)
    assert (first["mod"], first["id"], first["did"]) == (1_760_000_000, "1748321907463", 1)
    assert [(field["ord"], field["id"]) for field in first["flds"]] == [
        (place, field.id) for place, field in enumerate(note_type(Kind.CLOZE).fields)
    ]


def test_styles_know_day_and_night() -> None:
    css = note_type(Kind.QA).css
    variables = {
        block: set(re.findall(r"(--[a-z-]+):", css.split(block)[1].split("}")[0])) for block in DAY_NIGHT
    }
    assert variables["\n.card {"] == variables["\n.nightMode.card, .nightMode .card"] != set()
    assert set(re.findall(r"var\((--[a-z-]+)\)", css)) <= variables["\n.card {"]


DAY_NIGHT = ("\n.card {", "\n.nightMode.card, .nightMode .card")


@pytest.mark.parametrize("block", DAY_NIGHT)
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *(("ink", "ground"), ("ink", "panel"), ("quiet", "ground"), ("quiet", "panel"), ("link", "ground")),
        *(("link", "panel"), ("hidden", "hidden-ground"), ("notice", "notice-ground")),
        *((f"code-{part}", "panel") for part in ("keyword", "name", "string", "number", "comment", "error")),
    ],
)
def test_colours_have_enough_contrast(block: str, ink: str, ground: str) -> None:
    """WCAG 2.1, 1.4.3: at least 4.5 to 1."""
    colours = dict(
        re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", note_type(Kind.QA).css.split(block)[1].split("}")[0])
    )
    lighter, darker = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
