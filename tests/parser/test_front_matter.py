"""Fields come out as their author wrote them, with their lines, whatever YAML would make of them."""

import datetime

import frontmatter
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress.parser.fields import Fields, Items, Text
from deckpress.parser.front_matter import (
    MAX_DEPTH,
    FrontMatter,
    FrontMatterError,
    PageHandler,
    compose,
    parse_front_matter,
)
from deckpress.parser.repairs import repair


def read(text: str) -> FrontMatter:
    front, problems = parse_front_matter(text, "page.md")
    assert front is not None, problems
    assert problems == []
    return front


def text_of(front: FrontMatter, name: str) -> Text:
    value = front.fields.get(name)
    assert isinstance(value, Text), value
    return value


def messages(text: str) -> list[str]:
    return [str(problem) for problem in parse_front_matter(text, "page.md")[1]]


@pytest.mark.parametrize(
    "written",
    ["012", "no", "Yes", "12:30", "1e3", "0x1F", "0o17", "1_000", ".5", "null", "true", "2025-02-30", "="],
)
def test_a_value_is_the_text_that_was_written(written: str) -> None:
    assert text_of(read(f"---\nid: {written}\n---\n"), "id").text == written


def test_a_date_is_a_date_and_still_the_text_that_was_written() -> None:
    front = read("---\ndate: 2025-02-06\nquoted: '2025-02-06'\nno: 2025-02-30\n---\n")
    assert text_of(front, "date").text == "2025-02-06"
    assert text_of(front, "date").date == datetime.date(2025, 2, 6)
    assert text_of(front, "quoted").date is None
    assert text_of(front, "no").date is None


def test_the_handler_serves_python_frontmatter_itself() -> None:
    page = frontmatter.loads(
        "---\nid: 012\ntitle: no\ndate: 2025-02-06\ntags: [on, 12:30]\nseo: {score: 1e3}\n---\nBody.",
        handler=PageHandler(),
    )
    assert page.metadata == {
        "id": "012",
        "title": "no",
        "date": datetime.date(2025, 2, 6),
        "tags": ["on", "12:30"],
        "seo": {"score": "1e3"},
    }
    assert page.content == "Body."


def test_a_field_without_a_value_is_no_field() -> None:
    front = read("---\nquestion:\nanswer: ~\nauthor: ''\n---\n")
    assert front.fields.get("question") is None
    assert front.fields.get("answer") is None
    assert text_of(front, "author").text == ""
    assert front.fields.line_of("answer") == 3


def test_a_dot_descends_and_a_field_spelt_with_a_dot_comes_first() -> None:
    front = read("---\nseo:\n  title: Cells\nseo.lang: en\n---\n")
    assert text_of(front, "seo.title").text == "Cells"
    assert text_of(front, "seo.lang").text == "en"
    assert front.fields.get("seo.title.more") is None
    assert front.fields.line_of("seo.title") == 3


BLOCK = """\
---
literal: |-
    First.

    Third.
folded: >-
    One sentence
    over two lines.

    Next paragraph.
plain: some words
  and more

  and the end
single: 'It''s one

  thing'
double: "one\\ntwo"
list:
  - a
  - b
---

Body.
"""


def test_every_line_of_a_text_knows_its_line_in_the_file() -> None:
    front = read(BLOCK)
    assert (text_of(front, "literal").text, text_of(front, "literal").lines) == (
        "First.\n\nThird.",
        (3, 5, 5),
    )
    assert text_of(front, "folded").text == "One sentence over two lines.\nNext paragraph."
    assert text_of(front, "folded").lines == (7, 10)
    assert (text_of(front, "plain").text, text_of(front, "plain").lines) == (
        "some words and more\nand the end",
        (11, 14),
    )
    assert (text_of(front, "single").text, text_of(front, "single").lines) == ("It's one\nthing", (15, 17))
    assert (text_of(front, "double").text, text_of(front, "double").lines) == ("one\ntwo", (18, 18))
    items = front.fields.get("list")
    assert isinstance(items, Items)
    assert [item.line for item in items.values] == [20, 21]
    assert front.body.split("\n")[25 - front.body_line - 1] == "Body."


def test_hyphens_inside_an_answer_are_no_delimiter() -> None:
    front = read(
        "---\nanswer: |-\n    Above.\n    ---\n    Below.\ntitle: a --- b\n---\n\nBody.\n\n---\n\nEnd.\n---\n"
    )
    assert text_of(front, "answer").text == "Above.\n---\nBelow."
    assert text_of(front, "title").text == "a --- b"
    assert front.body == "\nBody.\n\n---\n\nEnd.\n---\n"
    assert front.body_line == 8


def test_a_page_without_front_matter_is_all_body() -> None:
    assert read("# Why?\n\nBecause.\n") == FrontMatter(Fields({}, 1, {}), "# Why?\n\nBecause.\n", 1)
    assert read("---\n---\nBecause.\n").body == "Because.\n"
    assert read("---\n# nothing yet\n---\nBecause.\n").body_line == 4


def test_an_anchor_is_harmless_and_an_alias_is_refused() -> None:
    assert text_of(read("---\ntitle: &name Cells\n---\n"), "title").text == "Cells"
    assert messages("---\ntitle: &name Cells\narticle: *name\n---\n") == [
        "page.md:3: error F13: the alias '*name' is not allowed "
        "(write the value itself, or put a text that begins with '*' in quotes)"
    ]


def test_nesting_has_an_end() -> None:
    depth = MAX_DEPTH - 1
    assert read(f"---\nx: {'[' * depth}{']' * depth}\n---\n").fields.get("x") is not None
    for opening in ("[", "{a: ", "- "):
        assert [message[:21] for message in messages(f"---\n{opening * 30}\n---\n")] == [
            "page.md:2: error F15:"
        ]
        assert "error" in messages(f"---\n{opening * 100_000}\n---\n")[0]


def test_escapes_cannot_bring_control_characters_in() -> None:
    assert text_of(read('---\ntitle: "a\\x1Fb\\0c\\uFEFFd"\n---\n'), "title").text == "a b cd"


def test_a_question_without_colon_is_read_with_one() -> None:
    front, problems = parse_front_matter("\n\n---\nquestion >-\n    Why?\nanswer: So.\n---\n", "page.md")
    assert front is not None
    assert text_of(front, "question") == Text("Why?", (5,))
    assert [str(problem) for problem in problems] == [
        "page.md:1: warning F20: there are blanks before the opening '---' (begin the file with '---')",
        "page.md:4: warning F21: the colon after 'question' is missing (write 'question: >-')",
    ]


@pytest.mark.parametrize(
    "written",
    [
        "Three states: solid, liquid, gas",
        'The "solid" state: what is it?',
        '"Solid" or "liquid"?',
        "It's this: a gas",
        "[Solved] What is a gas?",
        "*Gas* or liquid?",
        "**Gas** or liquid?",
        "@home: what is a gas?",
        "`print` or `write`?",
        "%s in a format",
        "What is a gas:",
    ],
)
def test_a_text_that_yaml_refuses_is_taken_as_it_stands(written: str) -> None:
    front, problems = parse_front_matter(
        f"---\nrelated_article1:\n    title: {written}\n    url: /gas\n---\n", "page.md"
    )
    assert front is not None
    assert text_of(front, "related_article1.title").text == written
    assert text_of(front, "related_article1.url").text == "/gas"
    assert [str(problem) for problem in problems] == [
        "page.md:3: warning F22: YAML cannot read the text of 'title', which was taken as it stands "
        "(write 'title: >-' and the text on the next line, indented by four blanks)"
    ]


def test_only_what_yaml_refuses_is_mended() -> None:
    block = "title: a: b\nanswer: |\n    title: a: b\n    question >-\n      \tx\nx: 'a: b'\nq >-\n\twhy?\n"
    mended, repairs = repair(block, lambda text: "a: b" not in text or "'" in text)
    assert mended == (
        "title: 'a: b'\nanswer: |\n    title: a: b\n    question >-\n      \tx\nx: 'a: b'\nq: >-\n    why?\n"
    )
    assert [(done.line, done.code) for done in repairs] == [(0, "F22"), (6, "F21"), (7, "F23")]


def test_a_list_that_is_not_closed_is_not_guessed() -> None:
    assert messages("---\ntags: [heat, gas\ntitle: Gas\n---\n") == [
        "page.md:3: error F12: the front matter cannot be read here: a '[' is not closed "
        "(put the text in quotes, or on the next line after '>-', indented by four blanks)"
    ]


WORDS = st.text(st.sampled_from("aé :#-'\"\n\t[]{}*&!|>%@`,?\\x0"), max_size=12)
NAMES = WORDS.map(lambda name: " ".join(name.split()))  # as they are read: two must not become the same
TREES = st.recursive(
    WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=8
)


def plain(value: object) -> object:
    match value:
        case Text():
            return value.text
        case Items():
            return [plain(inner) for inner in value.values]
        case Fields():
            return {name: plain(inner) for name, inner in value.values.items()}
    return value


@settings(max_examples=100)
@given(st.dictionaries(st.text("abc", min_size=1), TREES, min_size=1, max_size=4), st.booleans())
def test_what_yaml_writes_is_read_back_unchanged(tree: dict[str, object], flow: bool) -> None:
    block = yaml.safe_dump(tree, default_flow_style=flow, allow_unicode=True)
    fields = compose(block, 1, [])

    if "&" not in block.replace("'", '"').replace('"', ""):
        assert plain(fields) == tree


@settings(max_examples=100)
@given(st.text(st.sampled_from("ab: \n\t-'\"[]{}*&|>#!%@,?\\"), max_size=80))
def test_any_front_matter_is_read_or_refused_at_a_line_of_the_page(block: str) -> None:
    text = f"---\n{block}\n---\nBody\n"
    front, problems = parse_front_matter(text, "page.md")
    assert front is not None or problems
    assert all(1 <= problem.location.line <= text.count("\n") + 1 for problem in problems)


@settings(max_examples=100)
@given(st.lists(st.text("ab: -'\"[*|>#", max_size=8), min_size=1, max_size=6))
def test_a_text_of_several_lines_keeps_them_in_order(written: list[str]) -> None:
    body = "".join(f"    x{line}\n" for line in written)
    try:
        for style in ("|", ">", ""):
            value = compose(f"answer: {style}\n{body}", 1, []).get("answer")
            if isinstance(value, Text):
                assert len(value.lines) == value.text.count("\n") + 1
                assert list(value.lines) == sorted(value.lines)
                assert value.line == 2
    except FrontMatterError:
        assert any(sign in body for sign in ": #'\"")
