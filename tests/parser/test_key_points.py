"""Answers: cases an author could have written, and what must hold for every text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress.domain import Answer, FieldNames, Location
from deckpress.parser import parse_page
from deckpress.parser.key_points import parse_answer
from tests.parser.listing import listing
from tests.shared import CORPUS, needs_corpus

CASES = Path(__file__).parents[1] / "cases" / "key_points.md"


def _cases() -> Iterator[tuple[str, str, str]]:
    parts = CASES.read_text(encoding="utf-8").split("\n\n", 1)[1].split("\n.\n")
    assert len(parts) > 90
    assert len(parts) % 3 == 1, "a case has three parts"
    for place in range(0, len(parts) - 1, 3):
        yield parts[place].strip(), parts[place + 1], parts[place + 2]


def read(text: str) -> Answer:
    return parse_answer(text, "page.md", range(10, 11 + text.count("\n")))


@pytest.mark.parametrize(
    ("text", "expected"), [pytest.param(text, expected, id=title) for title, text, expected in _cases()]
)
def test_case(text: str, expected: str) -> None:
    assert listing(read(text)) == expected


def test_points_know_their_line() -> None:
    answer = read("Soil has layers:\n\n1. **Humus**: dark.\n\n2. **Clay**:\n   dense.\n\n### Bedrock\nhard.")
    assert [point.location for point in answer.points] == [
        Location("page.md", 12),
        Location("page.md", 14),
        Location("page.md", 17),
    ]


def test_lines_of_a_text_on_one_line_of_its_file() -> None:
    answer = parse_answer("1. a\n2. b", "page.md", [7])
    assert [point.location.line for point in answer.points] == [7, 7]
    assert parse_answer("a", "page.md", []).points[0].location.line == 1


def test_keys_are_slugs_of_section_and_title_and_unique() -> None:
    answer = read(
        "### Steel\n1. **Pros**: strong\n2. **Pros**: cheap\n3. A steel beam carries more than wood can\n"
        "4. ***\n\n### Wood\n1. **Pros**: light\n2. **Pros 2**: warm\n3. **Pros**: common"
    )
    assert [point.key for point in answer.points] == [
        "steel-pros",
        "steel-pros-2",
        "steel-a-steel-beam-carries-more-than",
        "steel",
        "wood-pros",
        "wood-pros-2",
        "wood-pros-3",
    ]


def test_a_key_without_a_letter() -> None:
    assert [point.key for point in read("1. ?\n2. !").points] == ["point", "point-2"]


@pytest.mark.parametrize("text", ["", "\n\n", "---", "***\n\n---"])
def test_nothing_is_said(text: str) -> None:
    assert read(text) == Answer(text, "", (), "")


def test_the_whole_answer_is_kept() -> None:
    text = "Two:\n\n1. **a**: b\n\n2. **c**: d\n\nIn summary, e."
    assert read(text).text == text


SHAPES = (
    "{n}. **{w}**: {w}",
    "{n}. **{w}**:",
    "{n}. {w}",
    "{n}) {w}",
    "1. **{w}** - {w}",
    "- {w}",
    "- **{w}**: {w}",
    "   - {w}",
    "   {w}",
    "{w} {w}",
    "{w}:",
    "where {w}",
    "**{w}**",
    "**{w}:**",
    "**{w}**: {w}",
    "### {w}",
    "### {n}. **{w}**",
    "#### Example",
    "### Summary",
    "In summary, {w}",
    "1. **Conclusion**: {w}",
    "| {w} | {w} |",
    "|---|---|",
    "$$",
    "   $$",
    "```",
    "   ```text",
    "> {w}",
    "\t{w}",
    "",
    "",
    "",
)


@st.composite
def answers(draw: st.DrawFn) -> str:
    """An answer of lines in any order; every word of its own ("w1x", "w2x" ...)."""
    count = 0
    lines = []
    for shape in draw(st.lists(st.sampled_from(SHAPES), max_size=25)):
        line = shape.replace("{n}", str(draw(st.integers(1, 4))))
        while "{w}" in line:
            count += 1
            line = line.replace("{w}", f"w{count}x", 1)
        lines.append(line)
    return "\n".join(lines)


@settings(max_examples=100, deadline=None)
@given(answers())
def test_no_word_is_lost_and_points_stand_alone(text: str) -> None:
    answer = read(text)
    parts = [answer.intro, answer.summary]
    parts += [f"{point.section} {point.title} {point.text}" for point in answer.points]
    heads = re.findall(r"^#.*(w\d+x)", text, re.MULTILINE)
    missing = set(re.findall(r"w\d+x", text)) - set(re.findall(r"w\d+x", " ".join(parts)))
    assert missing <= set(heads)
    assert bool(answer.points) == bool(text.replace("|---|---|", "x").strip())
    assert len({point.key for point in answer.points}) == len(answer.points)
    for point in answer.points:
        assert point.text == point.text.strip()
        assert "**" not in point.title
        assert 10 <= point.location.line <= 10 + text.count("\n")


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="a1.)-*#:$`|\\ \n\t(_é", max_size=200) | st.text())
def test_any_text_can_be_read(text: str) -> None:
    answer = read(text)
    assert parse_answer(text, "page.md", []) is not None
    assert answer.text == text
    letters = set(re.findall(r"[a-zA-Z]{3,}", text))
    shown = " ".join([answer.intro, answer.summary, *(f"{p.title} {p.text}" for p in answer.points)])
    if "#" not in text and "\\" not in text and "<" not in text and "&" not in text:
        assert all(word in shown for word in letters)


@needs_corpus
def test_real_pages_keep_their_words_and_their_closings() -> None:
    pages = 0
    for path in sorted((CORPUS / "pages").rglob("*.md")):
        page, problems = parse_page(path.read_bytes(), path.name, path.name, FieldNames())
        if page is None:
            assert problems, path
            continue
        pages += 1
        answer = page.answer
        points = answer.points
        assert points, path
        assert len({point.key for point in points}) == len(points)
        shown = [answer.intro, answer.summary]
        shown += [f"{point.section} {point.title} {point.text}" for point in points]
        words = set(re.findall(r"[^\W\d_]{3,}", " ".join(shown)))
        body = re.sub(r"^#.*$", "", answer.text, flags=re.MULTILINE).replace("Conclusion", "")
        # "**S**etting" is one word once it is a title
        missing = set(re.findall(r"(?<!\*\*)\b[^\W\d_]{3,}", body)) - words
        assert not missing, (path, missing)
        for point in points:
            assert not re.match(r"(?:\d+[.)] +)?\*\*[^*]+(?:\*\*:|:\*\*)", point.text) or point.title, path
            assert not re.match(r"\W*(?:In summary|In conclusion|To summarize)\b", point.text), path
            assert len(point.title) <= 150
            assert not re.search(r"\*\*|:\Z", point.title)
    assert pages > 540


@needs_corpus
def test_the_example_page() -> None:
    path = CORPUS / "seed.md"
    page, _ = parse_page(path.read_bytes(), "seed.md", "seed.md", FieldNames())
    assert page is not None
    answer = page.answer
    assert [(point.number, point.section, point.title) for point in answer.points] == [
        (1, "", "Cytotoxic Activity"),
        (2, "", "Receptor Balance"),
        (3, "", "Cytokine Secretion"),
        (4, "", "Adaptive Features"),
    ]
    assert answer.intro.endswith("involves several key processes:")
    assert answer.summary.startswith("In summary, ")
    assert answer.text == "\n\n".join(
        [
            answer.intro,
            *(f"{point.number}. **{point.title}**: {point.text}" for point in answer.points),
            answer.summary,
        ]
    )
