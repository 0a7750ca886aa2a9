"""The notes of a page: questions, overviews, fields, tags, and the author's last word."""

from __future__ import annotations

import re

import pytest

from deckpress.domain import FIELDS, Kind, Role, Settings
from deckpress.generator import generate_notes
from tests.generator.pages import listing, notes_of, page_of, plain

SEASONS = """\
Tides follow the Moon.

1. **Spring Tides**: At new moon the pull of the Sun adds to that of the Moon, and the range is large.
2. **Neap Tides**: At half moon the pull of the Sun weakens that of the Moon, and the range is small.
3. **Tidal Bores**: In a narrow estuary the rising tide runs upstream as a steep wave, called a bore.

In summary, the Moon rules the tides.
"""
TIDES = {
    "question": "What are the types of tides?",
    "keywords": "tides, Moon, spring tides, neap tides, tidal bore, estuary",
}


def test_the_overview_asks_for_the_titles() -> None:
    assert listing(page_of(SEASONS, **TIDES), "overview") == [
        "What are the types of tides? Name the 3 types. -> Spring Tides; Neap Tides; Tidal Bores"
    ]


def test_sections_have_overviews_of_their_own() -> None:
    sections = {"Causes": ("Drought", "War", "Plague"), "Effects": ("Flight", "Famine", "Revolt")}
    answer = ""
    for section, titles in sections.items():
        answer += f"### {section}\n\n"
        for number, title in enumerate(titles, 1):
            answer += f"{number}. **{title}**: Words of {title} say it all.\n\n"
    assert listing(page_of(answer, "Why did the city fall?", "city"), "overview") == [
        "[Why did the city fall?] Causes: name the 3 causes. -> Drought; War; Plague",
        "[Why did the city fall?] Effects: name the 3 effects. -> Flight; Famine; Revolt",
    ]


LONG_LIST = [f"{word} Rocks" for word in "Green Blue Red White Black Grey Brown Pink Soft".split()]


def test_long_steps_are_asked_in_parts() -> None:
    answer = "\n".join(f"{n}. **{title}**: They are rare." for n, title in enumerate(LONG_LIST, 1))
    lines = listing(page_of(answer, "What are the steps of sorting rocks?", "quarry"), "overview")
    assert [line.split(" -> ")[0] for line in lines] == [
        "What are the steps of sorting rocks? Name steps 1 to 5 of 9.",
        "What are the steps of sorting rocks? Name steps 6 to 9 of 9.",
    ]


def test_a_long_list_without_order_is_asked_one_by_one() -> None:
    titles = "Basalt Granite Marble Slate Chalk Flint Pumice Shale Gneiss".split()
    answer = "\n".join(f"{n}. **{title}**: It is found in many lands." for n, title in enumerate(titles, 1))
    [line] = listing(page_of(answer, "What are the kinds of rocks?", "quarry"), "overview")
    assert line == (
        "[What are the kinds of rocks?] {{c1::Basalt}}; {{c2::Granite}}; {{c3::Marble}}; {{c4::Slate}}; "
        "{{c5::Chalk}}; {{c6::Flint}}; {{c7::Pumice}}; Shale; Gneiss"
    )


TABLE = """\
1. **Metals**: Compare them:

   | Metal | Melting point |
   | --- | --- |
   | Tin | 232 °C |
   | Lead | 327 °C |
"""


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        (
            "1. **Defence**: Skunks deter large predators by spraying a foul liquid.",
            "[Defence] How do skunks deter large predators? -> By spraying a foul liquid.",
        ),
        (
            "1. **Area**: The formula for the area of a disc is:\n\n   $$A = \\pi r^2$$\n",
            "[Skunks] What is the formula for the area of a disc? -> \\[A = \\pi r^2\\]",
        ),
        (TABLE, "[Skunks › Metals] Tin: melting point? -> 232 °C"),
        (
            "### 1. Larva\n\n- **Food**: Leaves and grass.\n\n### 2. Imago\n\n- **Food**: Nectar.\n",
            "[Skunks] Larva: what is the food? -> Leaves and grass.",
        ),
    ],
)
def test_questions_from_safe_patterns(answer: str, line: str) -> None:
    assert line in listing(page_of(answer, "How do skunks live?", "skunks"), "qa")


@pytest.mark.parametrize(
    "answer",
    [
        "1. **Advice**: Individuals can lose fewer hens at night by building stout fences.",
        "1. **Defence**: Skunks deter large predators by making necessary adjustments.",
        "1. **Defence**: Skunks deter large predators by spraying this foul liquid.",
        "1. **Den**: Their den keeps skunks from the frost by trapping stale warmth.",
        "1. **Skunk**: Skunks are animals that show several various habits.",
        "1. **Equation Setup**: Consider:\n\n   $$A = \\pi r^2$$\n",
        "1. **Count**: | Age | Skunks |\n   | --- | --- |\n   | 1 - 4 | 5 |\n   | 5 - 8 | 7 |\n",
    ],
)
def test_no_question_that_anything_answers(answer: str) -> None:
    made = listing(page_of(f"{answer}\n2. **Coat**: It is black.", "How do skunks live?", "skunks"), "qa")
    assert [line for line in made if "How do skunks live? (" not in line] == []


def test_numbered_titles_are_asked_for_without_their_numbers() -> None:
    answer = "".join(
        f"### Step {n}: {title}\n\nThe dough rests.\n\n"
        for n, title in enumerate(("Mix", "Knead", "Bake"), 1)
    )
    [line] = listing(page_of(answer, "How is bread made?", "bread"), "overview")
    assert line == "How is bread made? Name the 3 steps. -> Mix; Knead; Bake"


def test_every_point_is_reached_even_without_a_term() -> None:
    answer = "1. **Rest**: It is good.\n2. **Play**: So is this.\n3. **Work**: And that."
    [overview] = notes_of(page_of(answer, "What helps?", "help"))
    assert plain(overview.fields["Answer"]) == "Rest; Play; Work"
    page = page_of(answer, "What helps?", "help", cards="  without: [overview]")
    assert {note.key.split("|")[3] for note in notes_of(page)} == {point.key for point in page.answer.points}


def test_every_field_of_the_note_type_is_there() -> None:
    for note in notes_of(page_of(SEASONS, **TIDES)):
        assert tuple(note.fields) == FIELDS[note.kind]
        assert note.fields["Page Question"] == "What are the types of tides?"
        assert note.fields["Page Key"] == "biology/page"
        assert note.tags[0] == "subject::biology"
        assert any(tag.startswith("keyword::") for tag in note.tags)


def test_the_source_is_a_link_where_the_site_is_known() -> None:
    page = page_of(SEASONS, **TIDES)
    there = notes_of(page, Settings(site_url="https://example.org"))[0].fields["Source"]
    assert there == (
        '<a href="https://example.org/learn/biology/questions/page">https://example.org/learn/biology/questions/page</a>'
    )
    assert notes_of(page)[0].fields["Source"] == "/learn/biology/questions/page"


def test_keys_say_what_a_note_asks_for() -> None:
    keys = [note.key for note in notes_of(page_of(SEASONS, **TIDES))]
    assert len(set(keys)) == len(keys)
    assert keys[0] == "biology/page|qa|overview||"
    assert any(key.startswith("biology/page|cloze|cloze|tidal-bores|") for key in keys)


def test_roles_can_be_chosen() -> None:
    page = page_of(SEASONS, **TIDES)
    classic = notes_of(page, Settings(roles=("point", "whole")))
    assert [note.role for note in classic] == [Role.POINT, Role.POINT, Role.POINT, Role.WHOLE]
    assert plain(classic[0].fields["Question"]) == "Spring Tides"
    assert "Neap Tides" in plain(classic[-1].fields["Answer"])
    none = page_of(SEASONS, **TIDES, cards="  without: [cloze, overview]")
    assert {note.role for note in notes_of(none)} == {Role.QA}


def test_an_author_can_leave_out_a_page_or_a_point() -> None:
    assert notes_of(page_of(SEASONS, **TIDES, cards="  skip: true")) == []
    notes = notes_of(page_of(SEASONS, **TIDES, cards="  skip_points: [Neap Tides, 3]"))
    assert {note.key.split("|")[3] for note in notes} <= {"", "spring-tides"}


def test_an_author_can_name_terms_to_hide_and_never_to_hide() -> None:
    hidden = notes_of(page_of(SEASONS, **TIDES, cards="  hide: [range]\n  never_hide: [tidal bore, estuary]"))
    terms = {deletion.text.lower() for note in hidden for deletion in note.deletions}
    assert "range" in terms
    assert not terms & {"tidal bores", "estuary"}


def test_hand_written_notes() -> None:
    page = page_of(
        SEASONS,
        **TIDES,
        cards="  notes:\n    - question: Who rules the tides?\n      answer: The **Moon**.\n"
        "    - cloze: The ==Moon== pulls, and the ==Sun== helps the ==Moon==.\n"
        "    - cloze: Nothing is marked.",
    )
    notes, problems = generate_notes(page, Settings())
    written = [note for note in notes if note.role is Role.WRITTEN]
    assert [note.kind for note in written] == [Kind.QA, Kind.CLOZE]
    assert written[0].fields["Answer"] == "The <strong>Moon</strong>."
    assert written[1].fields["Text"] == "The {{c1::Moon}} pulls, and the {{c2::Sun}} helps the {{c1::Moon}}."
    assert [str(problem) for problem in problems] == [
        f"page.md:{page.cards.notes[2].location.line}: error S01: a hand-written cloze note hides nothing"
        " (mark what is to be hidden with ==...==)"
    ]


def test_marks_of_the_author_never_appear() -> None:
    page = page_of(
        "1. **Ebb**: The ==ebb== runs for about six hours, and `a == b == c` stays as it is.", **TIDES
    )
    for note in notes_of(page):
        assert "==ebb==" not in "".join(note.fields.values())
    assert any(deletion.text == "ebb" for note in notes_of(page) for deletion in note.deletions)


def test_the_context_names_the_topic_in_the_words_of_the_page() -> None:
    answer = "1. **Storage**: Samples are kept at minus 80 degrees in a locked freezer for ten years."
    page = page_of(answer, "Can DNA collection be regulated?", "DNA collection")
    assert listing(page, "cloze")[0].startswith("[DNA collection › Storage] ")


def test_a_hand_written_deletion_that_cuts_a_formula_costs_that_note_only() -> None:
    written = "  notes:\n    - cloze: It is $P = ==c== R T$.\n    - question: Why?\n      answer: Salt."
    page = page_of("1. **Water**: Osmosis moves water through a semipermeable membrane.", cards=written)
    notes, problems = generate_notes(page, Settings())
    assert [str(problem) for problem in problems] == [
        f"page.md:{page.cards.notes[0].location.line}: error S02: "
        "a deletion of a hand-written cloze note cuts code, math, a link or a tag "
        "(put the ==...== around the whole formula or code)"
    ]
    assert [plain(note.fields["Answer"]) for note in notes if note.role == "written"] == ["Salt."]


@pytest.mark.parametrize("energy", [r"$E = h\nu$", r"\(E = h\nu\)", r"$$E = h\nu$$", "`E == h * nu`"])
def test_a_formula_or_code_is_marked_as_a_whole(energy: str) -> None:
    page = page_of(
        f"1. **Energy**: The energy of a photon is =={energy}==, and it costs $5 to count one.",
        "What is a photon?",
        "photon",
        f"  notes:\n    - cloze: >-\n        The energy of a photon is =={energy}== by Planck's law.",
    )
    texts = [note.fields["Text"] for note in notes_of(page) if note.kind is Kind.CLOZE]
    assert len(texts) == 2
    for text in texts:
        assert re.search(r" is \{\{c\d::(\\[(\[]E = h\\nu\\[)\]]|<code>E == h \* nu</code>)\}\}", text), text


def test_a_point_of_code_alone_asks_for_the_code() -> None:
    code = "\n".join(f"step_{number} = first_word + second_word + {number}" for number in range(15))
    answer = (
        f"### Idea\n\nA stack gives back first what came **last**.\n\n### Code\n\n```python\n{code}\n```\n"
    )
    [note] = [note for note in notes_of(page_of(answer, "What is a stack?", "stack")) if "|code|" in note.key]
    assert plain(note.fields["Question"]) == "What is a stack? (Code)"
    assert note.fields["Answer"].startswith('<pre class="code"')
    assert plain(note.fields["Answer"]) == " ".join(code.split())


def test_what_the_card_shows_is_not_folded_away_once_more() -> None:
    answer = (
        "1. **Salt**: Salt dissolves in **water**.\n2. **Sugar**: Sugar dissolves in **water**. Oil does not."
    )
    page = page_of(answer, "What dissolves in water?", "salt, sugar")
    extras = {plain(note.fields["Extra"]) for note in notes_of(page) if note.role is not Role.OVERVIEW}
    assert extras == {"", "Sugar dissolves in water. Oil does not."}
    picture = page_of("1. **Salt**: Salt dissolves in **water**. ![](salt.png)", "What dissolves?", "salt")
    shown = [note.fields["Extra"] for note in notes_of(picture) if note.role is not Role.OVERVIEW]
    assert shown
    assert all("<img" in extra for extra in shown)


@pytest.mark.parametrize(
    ("title", "lead", "noun"),
    [
        ("Threats to the Reef", "Several strategies help against:", "threats"),
        ("Costs and Their Effects", "They are:", "points"),
        ("Clinical Meaning", "The phases matter for several reasons:", "reasons"),
        ("Meaning", "The phases are:", "phases"),
    ],
)
def test_a_list_is_asked_for_by_the_noun_of_its_title_or_of_the_words_before_it(
    title: str, lead: str, noun: str
) -> None:
    items = "".join(f"- **{item}**: It rests.\n" for item in ("Heat", "Dredging", "Acid"))
    answer = f"### {title}\n\n{lead}\n\n{items}\n### Rest\n\nIt rests.\n"
    lines = listing(page_of(answer, "What is a reef?", "reef"), "overview")
    assert lines == [f"[What is a reef?] {title}: name the 3 {noun}. -> Heat; Dredging; Acid"]
