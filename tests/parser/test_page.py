"""A page file becomes a Page, or its author learns what to do."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress.domain import CardOptions, FieldNames, Location, Page, Related, Severity, WrittenNote
from deckpress.parser import parse_page
from deckpress.parser.keywords import MAX_KEYWORDS, split_keywords, tidy_keywords
from deckpress.parser.page import MAX_ANSWER, MAX_QUESTION
from deckpress.parser.page_key import page_key, subject_name
from deckpress.parser.source_text import MAX_PAGE_BYTES, without_controls
from tests.shared import CORPUS, needs_corpus

ROOT = Path(__file__).resolve().parents[2]
BROKEN = Path(__file__).resolve().parents[1] / "broken"

FULL = """\
---
_schema: default
id: 012
date: 2025-02-06
title: >-
    How do leaves make sugar?
question: >-
    How do leaves make sugar?
answer: >-
    Leaves make sugar in steps:\\n\\n1. **Light**: Chlorophyll catches it.\\n\\n2. **Carbon**: $n \\neq 0$.
seo:
  title: Botany
  page_keywords: >-
    chlorophyll, Calvin cycle,ATP, , calvin cycle, 6,21,940 crore, P(x,y).
author: A. Green
subject: Plant  Biology
file_name: how-do-leaves-make-sugar.md
url: /learn/plant-biology/questions/how-do-leaves-make-sugar
score: -1.0
related_article2:
    id: 3
    title: >-
        Why are leaves green?
    url: /learn/plant-biology/questions/why-are-leaves-green
related_article1:
    title: What is a leaf?
    url: /learn/plant-biology/questions/what-is-a-leaf
related_article3:
    title: How do leaves make sugar?
    url: /learn/plant-biology/questions/how-do-leaves-make-sugar
related_article4:
    title: What is a leaf?
    url: /learn/plant-biology/questions/what-is-a-leaf
---

&nbsp;"""


def read(text: str, place: str = "biology/page.md", names: FieldNames | None = None) -> Page:
    page, problems = parse_page(text.encode(), "page.md", place, names)
    assert page is not None, problems
    assert [problem for problem in problems if problem.severity is not Severity.INFO] == []
    return page


def messages(text: str) -> list[str]:
    return [str(problem) for problem in parse_page(text.encode(), "page.md", "biology/page.md")[1]]


def test_a_full_page() -> None:
    page = read(FULL)
    assert page.key == "plant-biology/how-do-leaves-make-sugar"
    assert page.subject == "Plant Biology"
    assert page.question == "How do leaves make sugar?"
    assert page.answer.text == (
        "Leaves make sugar in steps:\n\n1. **Light**: Chlorophyll catches it.\n\n2. **Carbon**: $n \\neq 0$."
    )
    assert page.keywords == ("chlorophyll", "Calvin cycle", "ATP", "6,21,940 crore", "P(x,y)")
    assert page.url == "/learn/plant-biology/questions/how-do-leaves-make-sugar"
    assert page.related == (
        Related("What is a leaf?", "/learn/plant-biology/questions/what-is-a-leaf"),
        Related("Why are leaves green?", "/learn/plant-biology/questions/why-are-leaves-green"),
    )
    assert page.author == "A. Green"
    assert page.location == Location("page.md", 8)
    assert {point.location.line for point in page.answer.points} == {10}
    assert page.cards == CardOptions()


def test_other_names_of_fields() -> None:
    names = FieldNames(
        question="faq.q",
        answer="faq.a",
        subject="course",
        keywords="terms",
        url="link",
        author="by",
        related="see",
    )
    page = read(
        "---\nfaq:\n  q: Why is ice light?\n  a: It is full of gaps.\ncourse: Physics\nterms: [ice, gap]\n"
        "link: /ice\nby: [A. Blue, B. White]\nsee1: {title: Snow, url: /snow}\n---\n",
        names=names,
    )
    assert (page.question, page.answer.text) == ("Why is ice light?", "It is full of gaps.")
    assert (page.subject, page.keywords, page.author) == ("Physics", ("ice", "gap"), "A. Blue, B. White")
    assert (page.key, page.related) == ("biology/ice", (Related("Snow", "/snow"),))


# Ordinary Markdown


def test_a_page_without_front_matter_is_asked_by_its_heading() -> None:
    page = read("## Why is ice light? ##\n\nIt has gaps.\n\n```\n# no heading\n```\n", "ice-and-snow/why.md")
    assert (page.question, page.location.line) == ("Why is ice light?", 1)
    assert page.answer.text == "It has gaps.\n\n```\n# no heading\n```"
    assert (page.key, page.subject, page.keywords) == ("ice-and-snow/why", "Ice and Snow", ())


def test_an_underlined_heading_is_one_too() -> None:
    page = read("Why is ice light?\n===\n\nIt has gaps.\n")
    assert (page.question, page.answer.text) == ("Why is ice light?", "It has gaps.")
    other, _ = parse_page(b"~~~\n# comment\n~~~\n\n- a\n---\n\n####### no\n\n# Why?\nSo.", "p.md", "p.md")
    assert other is not None
    assert other.question == "Why?"


def test_the_title_asks_and_its_heading_is_not_said_twice() -> None:
    page = read(
        "---\ntitle: Why is ice light?\ntags: ['#ice', gaps/air]\n---\n\n# Why is  ice light?\n\nGaps.\n"
    )
    assert (page.question, page.location.line) == ("Why is ice light?", 2)
    assert page.answer.text == "Gaps."
    assert page.keywords == ("ice", "gaps/air")
    other = read("---\ntitle: Ice\n---\n\nFirst.\n\n## Ice\n\nGaps.\n")
    assert other.answer.text == "First.\n\n## Ice\n\nGaps."


def test_a_body_is_taken_as_it_is() -> None:
    text = "The path `C:\\new` and C:\\new, the line end \\n.\n\n    indented code\n\n---\n\nEnd."
    assert read(f"---\ntitle: Paths?\n---\n{text}\n").answer.text == text


def test_real_lines_in_a_field_are_taken_as_they_are() -> None:
    page = read("---\nquestion: Paths?\nanswer: |\n\n  In C:\\new\n\n  1. **A**: one\n  2. **B**: two\n---\n")
    assert page.answer.text == "In C:\\new\n\n1. **A**: one\n2. **B**: two"
    assert [point.location.line for point in page.answer.points] == [7, 8]


def test_lines_of_points_in_a_body() -> None:
    page = read("---\ntitle: Why?\n---\n\n# Why?\n\nTwo reasons:\n\n1. **A**: one\n2. **B**: two\n")
    assert [point.location.line for point in page.answer.points] == [9, 10]


def test_a_page_with_no_folder_and_no_subject() -> None:
    page = read("# Why?\n\nSo.\n", "why.md")
    assert (page.key, page.subject) == ("pages/why", "Pages")
    named = read("---\nsubject: C++ Basics\n---\n# Why?\n\nSo.\n", "why.md")
    assert (named.key, named.subject) == ("c-plus-plus-basics/why", "C++ Basics")


# Keys and keywords


@pytest.mark.parametrize(
    ("url", "place", "key"),
    [
        ("/learn/health-studies/questions/what-is-a-cell", "x/y.md", "health-studies/what-is-a-cell"),
        ("https://example.org/learn/Law/questions/What_is_Law/", "x/y.md", "law/what-is-law"),
        ("/learn/biology/questions/a---b-", "x/y.md", "biology/a---b-"),
        ("/2024/05/what-is-law.html", "law/y.md", "law/what-is-law"),
        ("/what-is-law/index.html", "law/y.md", "law/what-is-law"),
        ("/page?id=3", "law/y.md", "law/y"),
        ("/faq#third", "law/y.md", "law/y"),
        ("http://[", "law/y.md", "law/y"),
        ("/", "law/y.md", "law/y"),
        (f"/{'x' * 300}", "law/y.md", "law/y"),
        ("", "Law School/week 1/What is law?.md", "law-school/week-1-what-is-law"),
        ("", "право/закон.md", "право/закон"),
        ("", "???/!!!.md", "pages/page"),
        ("", "", "pages/page"),
    ],
)
def test_keys(url: str, place: str, key: str) -> None:
    assert page_key(url, place, "") == key


def test_names_of_subjects() -> None:
    assert subject_name("history-of-the-world/x", "history-of-the-world/x.md") == "History of the World"
    assert subject_name("law/x", "other/x.md") == "Law"
    assert subject_name("dna-and-rna/x", "DNA_and_RNA/x.md") == "DNA and RNA"


@pytest.mark.parametrize(
    ("text", "keywords"),
    [
        ("ion, salt,water", ("ion", "salt", "water")),
        ("Rs 6,500 crore, tax", ("Rs 6,500 crore", "tax")),
        ("a,6,500 crore,1,000,000", ("a", "6,500 crore", "1,000,000")),
        ("1999,2000", ("1999", "2000")),
        ("P(x,y), f[a, b], {1,2}", ("P(x,y)", "f[a, b]", "{1,2}")),
        ("a (b, c", ("a (b", "c")),
        ("a), b", ("a)", "b")),
        ("one, , two,", ("one", "two")),
        ("DNA, rna, Dna, RNA", ("DNA", "rna")),
        ("ion, the U.S.", ("ion", "the U.S.")),
        ("ion, salt.", ("ion", "salt")),
        ("IFN-, $orall$ strings, $", ("IFN-", "$orall$ strings", "$")),
        ("ion; salt\nwater", ("ion", "salt", "water")),
        (" ... ", ()),
    ],
)
def test_keywords(text: str, keywords: tuple[str, ...]) -> None:
    assert tidy_keywords(split_keywords(text)) == keywords


@settings(max_examples=100)
@given(st.text(st.sampled_from("a1,.;()[]{} \n"), max_size=60))
def test_keywords_lose_nothing_but_what_parts_them(text: str) -> None:
    parts = split_keywords(text)
    assert re.sub("[,;\n]", "", "".join(parts)) == re.sub("[,;\n]", "", text)


# The block `cards:`


def test_card_options() -> None:
    page = read(
        FULL.replace(
            "author:",
            "cards:\n  skip: no\n  skip_points: [Light, 2]\n  hide: ATP, chlorophyll\n  never_hide:\n"
            "    - leaf\n  without: [Overview]\n  notes:\n    - question: Which pigment?\n"
            "      answer: Chlorophyll.\n"
            "    - cloze: Sugar is made in the ==stroma==.\n  ignore:\n"
            "    c03: the terms are in the figure\nauthor:",
        )
    )
    assert page.cards == CardOptions(
        skip=False,
        skip_points=("Light", "2"),
        hide=("ATP", "chlorophyll"),
        never_hide=("leaf",),
        without=("overview",),
        notes=(
            WrittenNote("Which pigment?", "Chlorophyll.", "", Location("page.md", 23)),
            WrittenNote("", "", "Sugar is made in the ==stroma==.", Location("page.md", 25)),
        ),
        ignore={"C03": "the terms are in the figure"},
    )


# Problems


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.md")), ids=lambda path: path.stem)
def test_a_broken_page_says_what_is_wrong(path: Path) -> None:
    page, problems = parse_page(path.read_bytes(), "page.md", "physics/page.md")
    assert "".join(f"{problem}\n" for problem in problems) == path.with_suffix(".txt").read_text("utf-8")
    assert path.name[:3] in {problem.code for problem in problems}
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if path.name[:3] != "P24":  # costs its note, not the page
        assert page is None or not errors
    assert all(problem.hint for problem in problems)


# Codes of what lies outside a page or is too long to be kept as a file: shown in tests of their own.
WITHOUT_FILE = {"F01", "F02", "F08", "P06", "P18", "P30", "P31"}


def test_every_code_has_a_broken_page_and_a_section_for_authors() -> None:
    outside = [ROOT / "src/deckpress/corpus.py", ROOT / "src/deckpress/media.py"]
    sources = [*(ROOT / "src/deckpress/parser").glob("*.py"), *outside]
    codes = {code for file in sources for code in re.findall(r'"([FP]\d\d)"', file.read_text("utf-8"))}
    assert codes == {path.name[:3] for path in BROKEN.glob("*.md")} | WITHOUT_FILE
    documented = re.findall(r"^### ([FP]\d\d) ", (ROOT / "docs/problems.md").read_text("utf-8"), re.MULTILINE)
    assert documented == sorted(codes)


def test_a_file_that_is_too_large() -> None:
    page, problems = parse_page(b"x" * (MAX_PAGE_BYTES + 1), "page.md", "x/page.md")
    assert page is None
    assert [str(problem) for problem in problems] == [
        "page.md:1: error F02: the file is larger than 1,000,000 bytes (split it into several pages)"
    ]


def test_an_answer_that_is_too_long() -> None:
    for answer in ("a" * (MAX_ANSWER + 1), "\\n" * MAX_ANSWER + "a" * MAX_ANSWER):
        assert messages(f"---\nquestion: Why?\nanswer: {answer}\n---\n") == [
            "page.md:3: error P06: the answer is longer than 200,000 characters "
            "(split the page into several questions)"
        ]
    assert (
        read(f"---\nquestion: {'a' * MAX_QUESTION}\nanswer: {'a' * MAX_ANSWER}\n---\n").answer.text[0] == "a"
    )


def test_a_page_without_anything_but_front_matter() -> None:
    assert messages("---\nauthor: A. Green\n---\n\n&nbsp;") == [
        "page.md:1: error P01: the page has no question "
        "(write 'question: >-' and the question on the next line, indented by four blanks)",
        "page.md:2: error P02: the page has no answer "
        "(write 'answer: >-' and the answer below it, or the answer below the front matter)",
    ]


def test_many_keywords_are_cut() -> None:
    text = f"---\ntitle: Why?\ntags: [{', '.join(map(str, range(200)))}]\n---\nSo.\n"
    page, problems = parse_page(text.encode(), "page.md", "x/page.md")
    assert page is not None
    assert len(page.keywords) == MAX_KEYWORDS
    assert [problem.code for problem in problems] == ["P14"]


# What holds for every input


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_any_bytes_are_read(data: bytes) -> None:
    page, problems = parse_page(data, "page.md", "x/page.md")
    assert page is not None or problems


@settings(max_examples=100)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(FULL.encode())),
            st.integers(0, 12),
            st.sampled_from(
                [
                    b"",
                    b"\n",
                    b"---\n",
                    b": ",
                    b"\t",
                    b"'",
                    b'"',
                    b"[",
                    b"{",
                    b"\xff",
                    b"\0",
                    b"\x1f",
                    b"\r",
                    b"*a ",
                    b"\\n",
                ]
            )
            | st.binary(max_size=3),
        ),
        max_size=4,
    ),
    st.sampled_from(["x/page.md", "", "/", "a/b/c.md", "."]),
)
def test_a_damaged_page_is_read_or_refused(damage: list[tuple[int, int, bytes]], place: str) -> None:
    data = FULL.encode()
    for at, length, new in damage:
        data = data[:at] + new + data[at + length :]
    page, problems = parse_page(data, "page.md", place)
    assert page is not None or problems
    lines = len(re.findall(rb"\r\n|\r|\n", data)) + 1
    assert all(1 <= problem.location.line <= lines for problem in problems)
    assert page is None or (page.question and page.answer.text and all(page.key.split("/")))


@settings(max_examples=100)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_an_answer_loses_no_text(rest: str) -> None:
    answer = f"x{rest}"
    indented = "".join(f"    {line}\n" for line in re.split("\r\n|\r|\n", answer))
    page, _ = parse_page(f"---\nquestion: Why?\nanswer: |4\n{indented}---\n".encode(), "p.md", "x/p.md")
    assert page is not None
    assert _letters(page.answer.text) == _letters(without_controls(answer))


def _letters(text: str) -> str:
    return "".join(text.replace("\\n", "").split())


# The sample of real pages


@needs_corpus
def test_every_real_page_is_read() -> None:
    paths = sorted((CORPUS / "pages").rglob("*.md"))
    assert len(paths) > 500
    for path in paths:
        place = path.relative_to(CORPUS / "pages").as_posix()
        page, problems = parse_page(path.read_bytes(), place, place)
        codes = {problem.code for problem in problems}
        if page is None:
            assert codes & {"P07", "P08"}, (place, problems)
            continue
        assert codes <= {"P09", "P10", "P13", "P19"}, (place, problems)
        assert page.key == place.removesuffix(".md")
        assert page.keywords
        assert all(line.strip() for line in (page.question, page.subject, page.url, page.author))


@needs_corpus
def test_every_old_version_is_read() -> None:
    paths = sorted((CORPUS / "history").glob("*.md"))
    assert len(paths) > 20
    for path in paths:
        data = path.read_bytes()
        page, problems = parse_page(data, path.name, path.name)
        assert page is not None, problems
        wanted = re.search(
            r"^question:? >-\n    (.*)\n(?:no_index: .*\n)?answer: >-\n    (.*)$", data.decode(), re.MULTILINE
        )
        assert wanted is not None
        assert page.question == wanted[1]
        assert (
            "".join(page.answer.text.split()) == "".join(wanted[2].replace("\\n", "\n").split())
            or "$" in wanted[2]
        )
        kind = path.name.partition("__")[0]
        codes = [problem.code for problem in problems]
        assert codes == {"leadblank": ["F20", "F21"], "yamlerr": codes}.get(kind, [])
        if kind == "yamlerr":
            assert set(codes) <= {"F07", "F22"}
            assert codes
