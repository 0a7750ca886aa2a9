"""The sample pages in content/ keep their own shape, and together they show every feature of the page format.

Nothing here uses the parser: the samples are what the parser is measured by.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from deckpress.cli import app

CONTENT = Path(__file__).resolve().parents[1] / "content"
PATHS = sorted(CONTENT.rglob("*.md"))
FRONT_MATTER = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
# Good enough for our own pages: `\n` is a newline unless it stands in a string of code or begins a
# LaTeX command.
NEWLINE = re.compile(r"""print\w*\("[^"]*"|`"\\n"`|(?<!\$\$)\\n(?=(?:abla|eg|eq|u|otin)(?![A-Za-z]))|(\\n)""")
KEYS = [
    *("_schema", "id", "date", "title", "article_title", "date_format", "post_on_text", "seo", "author"),
    *("question", "answer", "subject", "file_name", "url", "score"),
]


@dataclass(frozen=True, slots=True)
class Sample:
    """One file of content/: its text, its fields, the answer as written and with real newlines."""

    path: Path
    text: str
    fields: dict[str, Any]
    raw: str
    answer: str

    @property
    def keywords(self) -> str:
        found = self.fields["seo"]["page_keywords"]
        return found if isinstance(found, str) else ", ".join(found)


@cache
def sample(path: Path) -> Sample:
    text = path.read_text(encoding="utf-8")
    block = FRONT_MATTER.match(text)
    assert block, f"{path} has no front matter"
    fields = yaml.load(block[1], Loader=yaml.CSafeLoader)
    raw = fields.get("answer", "")
    answer = NEWLINE.sub(lambda found: "\n" if found[1] else found[0], raw) or text[block.end() :]
    return Sample(path, text, fields, raw, answer)


def samples() -> list[Sample]:
    return [sample(path) for path in PATHS]


def answered() -> list[Path]:
    """The pages in the usual shape, with the answer in the front matter."""
    return [path for path in PATHS if "\nanswer: >-\n" in path.read_text(encoding="utf-8")]


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def test_there_are_enough_pages_and_subjects() -> None:
    assert len(PATHS) >= 24
    assert len({path.parent for path in PATHS}) >= 8


@pytest.mark.parametrize("path", answered(), ids=name)
def test_a_page_has_the_usual_shape(path: Path) -> None:
    page = sample(path)
    fields = page.fields
    extra = set(fields) - set(KEYS)
    assert [key for key in fields if key in KEYS] == KEYS
    assert extra <= {"cards", *(f"related_article{number}" for number in range(1, 6))}
    assert fields["question"] == fields["title"] == fields["article_title"]
    assert fields["author"] == "Deckpress Samples"
    assert fields["seo"]["title"] == f"Deckpress Samples | {fields['subject']}"
    assert type(fields["id"]) is int
    assert fields["id"] > 0
    assert type(fields["date"]) is date
    assert page.text.endswith("\n---\n\n&nbsp;")
    assert "\t" not in page.text


@pytest.mark.parametrize("path", answered(), ids=name)
def test_place_and_url_agree(path: Path) -> None:
    fields = sample(path).fields
    subject = path.parent.name
    assert fields["subject"].lower().replace(" ", "-") == subject
    assert fields["file_name"] == path.name
    assert fields["url"] == f"/learn/{subject}/questions/{path.stem}"
    assert re.sub(r"[^a-z0-9 -]", "", fields["question"].lower()).strip().replace(" ", "-") == path.stem


@pytest.mark.parametrize("path", answered(), ids=name)
def test_an_answer_is_one_physical_line_of_a_good_length(path: Path) -> None:
    page = sample(path)
    lines = page.text.split("\n")
    start = lines.index("answer: >-")
    assert lines[start + 1] == "    " + page.raw
    assert lines[start + 2].startswith("subject: ")
    assert 150 <= len(page.answer.split()) <= 600
    assert page.answer.count("```") % 2 == 0
    assert page.answer.count("$$") % 2 == 0


@pytest.mark.parametrize("path", PATHS, ids=name)
def test_most_keywords_stand_in_the_text(path: Path) -> None:
    page = sample(path)
    keywords = [keyword.strip().lower() for keyword in page.keywords.split(",")]
    text = f"{page.fields['title']} {' '.join(page.answer.split())}".lower()
    assert 10 <= len(keywords) <= 14
    assert len(set(keywords)) == len(keywords)
    assert sum(keyword in text for keyword in keywords) >= 0.8 * len(keywords)


def test_related_pages_exist_and_are_not_the_page_itself() -> None:
    urls = {page.fields["url"]: page.fields for page in samples()}
    related = [
        (page.fields["url"], field)
        for page in samples()
        for key, field in page.fields.items()
        if key.startswith("related_article")
    ]
    assert len(related) >= 40
    for own, field in related:
        target = urls[field["url"]]
        assert field["url"] != own
        assert (field["id"], field["title"], field["subject"]) == (
            target["id"],
            target["question"],
            target["subject"],
        )


def test_one_question_is_posted_in_two_subjects_and_no_other_id_repeats() -> None:
    places: dict[int, list[Path]] = defaultdict(list)
    for path in answered():
        places[sample(path).fields["id"]].append(path)
    [(first, second)] = [paths for paths in places.values() if len(paths) > 1]
    assert first.name == second.name
    assert first.parent != second.parent
    assert sample(first).raw == sample(second).raw


def test_one_page_is_ordinary_markdown() -> None:
    [path] = set(PATHS) - set(answered())
    page = sample(path)
    assert page.fields["title"].endswith("?")
    assert page.fields["tags"]
    assert "question" not in page.fields
    assert "\n1. **" in page.answer


def test_one_page_tells_which_cards_it_wants() -> None:
    [page] = [page for page in samples() if "cards" in page.fields]
    cards = page.fields["cards"]
    assert cards["hide"]
    assert cards["never_hide"]
    questions = [note for note in cards["notes"] if "question" in note]
    clozes = [note["cloze"] for note in cards["notes"] if "cloze" in note]
    assert all(note["answer"] for note in questions)
    assert questions
    assert all(re.search(r"==[^=]+==", cloze) for cloze in clozes)
    assert clozes


# feature -> (where to look, what to find, on how many pages at least)
FEATURES: dict[str, tuple[str, str, int]] = {
    "one list of numbered bold points": ("answer", r"\A(?!.*^###)(?s:.)*^1\. \*\*[^*\n]+\*\*: ", 8),
    "a list, then other headings": ("answer", r"\A(?:(?!^### )(?s:.))*^1\. \*\*[^*\n]+\*\*: (?s:.)*^### ", 4),
    "an example section with a list": ("answer", r"^### Example.*\n(?:(?!#).*\n)*?(?:- |1\. )", 3),
    "numbers restart under headings": ("answer", r"^### .*\n\n1\. (?s:.)*^### .*\n\n1\. ", 2),
    "numbers restart under bold labels": ("answer", r"^\*\*.+:\*\*\n\n1\. (?s:.)*^\*\*.+:\*\*\n\n1\. ", 1),
    "numbered headings": ("answer", r"^### 1\. [A-Z]", 2),
    "numbered bold headings": ("answer", r"^### 1\. \*\*[^*\n]+\*\*$", 1),
    "bullets below a numbered heading": ("answer", r"^### 1\. .*\n\n- ", 1),
    "headings with bold bullets": ("answer", r"^### [A-Z].*\n\n- \*\*[^*\n]+\*\*: ", 2),
    "headings with prose and no list": ("answer", r"\A(?!(?s:.)*^(?:- |\d+\. ))(?s:.)*^### ", 2),
    "bullets only": ("answer", r"\A(?!(?s:.)*^(?:### |\d+\. ))(?s:.)*^- \*\*", 1),
    "plain numbered steps": ("answer", r"^1\. [A-Z][^*\n]+$", 1),
    "bold and plain numbered items in one list": ("answer", r"^3\. \*\*.*\n4\. [A-Z]", 1),
    "prose only": ("answer", r"\A(?!(?s:.)*^(?:### |- |\d+\. |\*\*|```|\|))", 3),
    "bold-labelled paragraphs": ("answer", r"^\*\*[^*\n]+:\*\*\n[A-Z]", 2),
    "colon inside the bold title": ("answer", r"^1\. \*\*[^*\n]+:\*\* [A-Z]", 2),
    "dash after the title": ("answer", r"^1\. \*\*[^*\n]+\*\* - [A-Z]", 1),
    "parenthesis after the title": ("answer", r"^1\. \*\*[^*\n]+\*\* \([^)\n]+\): ", 1),
    "text below the title line": ("answer", r"^1\. \*\*[^*\n]+\*\*:\n   [A-Z]", 1),
    "vocabulary": ("answer", r"^1\. \*\*[A-Z]\w+\*\* - to \w+$", 1),
    "bullets nested by 3": ("answer", r"^   - \*\*", 2),
    "bullets nested by 2": ("answer", r"^  - \*\*", 1),
    "Conclusion or Summary heading": ("answer", r"^### (?:Conclusion|Summary)$", 3),
    "the last item is the conclusion": ("answer", r"^\d+\. \*\*Conclusion\*\*: .*\Z", 1),
    "closing words": ("answer", r"^In summary, ", 20),
    "inline math in dollars": ("answer", r"(?<!\$)\$[a-zA-Z\\][^$\n]*\$(?!\$)", 6),
    "inline math in parentheses": ("answer", r"\\\([^\n]+?\\\)", 3),
    "display math over several lines": ("answer", r"^ *\$\$\n[^$]+\n *\$\$$", 6),
    "display math on one line": ("answer", r"^ *\$\$[^$\n]+\$\$$", 1),
    "display math in brackets": ("answer", r"^ *\\\[\n", 1),
    "neq": ("raw", r"\\neq ", 4),
    "nabla": ("raw", r"\\nabla ", 1),
    "nabla after a newline": ("raw", r"\$\$\\n +\\nabla ", 1),
    "nu": ("raw", r"\\nu(?![a-z])", 1),
    "neg": ("raw", r"\\neg ", 1),
    "notin": ("raw", r"\\notin ", 1),
    "a newline that looks like nu": ("raw", r"\$\$\\nu = ", 1),
    "matrix": ("raw", r"\\begin\{pmatrix\}", 1),
    "cases": ("raw", r"\\begin\{cases\}", 1),
    "aligned": ("raw", r"\\begin\{aligned\}", 1),
    "row break and newline": ("raw", r"[^\\]\\\\\\n", 1),
    "chemical formula": ("raw", r"\\ce\{", 1),
    "math in a title": ("answer", r"^\d+\. \*\*[^*\n]*\$[^*\n]*\*\*: ", 1),
    "two amounts of money on one line": ("answer", r"^[^$\n]*\$\d[^$\n]*\$\d[^$\n]*$", 2),
    "code in C": ("answer", r"^ *```c$", 1),
    "code in Python": ("answer", r"^ *```python$", 1),
    "code in Java": ("answer", r"^ *```java$", 1),
    "newline in a string of code": ("answer", r'^ *print[^\n]*\\n"', 2),
    "newline in inline code": ("answer", r'`"\\n"`', 1),
    "angle brackets in code": ("answer", r"`List<int>`", 1),
    "comparisons in code": ("answer", r"`a < b && c > d`", 1),
    "code inside a point": ("answer", r"^   ```c$", 1),
    "table with two columns": ("answer", r"^\| [^|\n]+ \| [^|\n]+ \|\n\|---\|---\|$", 1),
    "table with math": ("answer", r"^ *\| \$[^|\n]+\$ \| ", 1),
    "a term marked by the author": ("answer", r"==[^=\n]+==", 1),
    "superscript or subscript in Unicode": ("answer", r"[₀-₉]", 1),
    "Greek words": ("answer", r"[\u0370-\u03ff\u1f00-\u1fff]{4}", 1),
    "Chinese characters": ("answer", r"[\u4e00-\u9fff]{2}", 1),
    "exact dates": ("answer", r"\b\d{1,2} (?:June|July|August) 1[79]\d\d", 2),
    "keywords without a blank after a comma": ("keywords", r",(?=\S)", 1),
    "keywords beyond ASCII": ("keywords", r"[^\x00-\x7f]", 3),
    "related pages": ("text", r"^related_article2:$", 20),
}


@pytest.mark.parametrize("feature", FEATURES)
def test_the_samples_show_the_feature(feature: str) -> None:
    where, pattern, least = FEATURES[feature]
    showing = [page for page in samples() if re.search(pattern, getattr(page, where), re.MULTILINE)]
    assert len(showing) >= least, [name(page.path) for page in showing]


def test_the_readme_s_build_has_no_errors(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["build", str(CONTENT), "--out", str(tmp_path), "--jobs", "1"])
    assert result.exit_code == 0, result.output
