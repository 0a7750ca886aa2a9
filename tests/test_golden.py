"""The golden note sets are well formed and say nothing that their page does not say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

GOLDEN = Path(__file__).resolve().parent / "golden"
CONTENT = GOLDEN.parents[1] / "content"
HALVES = ("tuned", "heldout")
SETS = sorted(path for half in HALVES for path in (GOLDEN / half).glob("*.md"))
DELETION = re.compile(r"\{\{c(\d+)::(.+?)\}\}(?!\})")


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def golden_lines(path: Path) -> list[str]:
    return [
        line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]


def clozes(path: Path) -> list[str]:
    return [line for line in golden_lines(path)[1:] if not line.startswith(("Q: ", "A: "))]


def bare(markdown: str) -> str:
    """Lower-case text without emphasis and with single blanks, `\\n` of a page counting as one."""
    return " ".join(re.sub(r"[*=]", "", re.sub(r"(?<!\\)\\n(?![a-z]{2})", " ", markdown)).lower().split())


def page_text(path: Path) -> str:
    key = golden_lines(path)[0].removeprefix("page: ")
    return bare((CONTENT / f"{key}.md").read_text(encoding="utf-8"))


def test_each_half_has_twelve_pages_in_balanced_subjects() -> None:
    subjects = {
        half: {golden_lines(path)[0].split("/")[0] for path in SETS if path.parent.name == half}
        for half in HALVES
    }
    assert all(sum(path.parent.name == half for path in SETS) >= 12 for half in HALVES)
    assert {"page: mathematics", "page: computer-science"} <= subjects["tuned"] & subjects["heldout"]
    assert all(len(subjects[half]) >= 6 for half in HALVES)
    assert len({path.name for path in SETS}) == len(SETS)


@pytest.mark.parametrize("path", SETS, ids=name)
def test_a_set_names_its_page_and_has_a_fair_number_of_notes(path: Path) -> None:
    first, *rest = golden_lines(path)
    assert re.fullmatch(rf"page: [a-z-]+/{re.escape(path.stem)}", first)
    assert 8 <= sum(not line.startswith("A: ") for line in rest) <= 25


@pytest.mark.parametrize("path", SETS, ids=name)
def test_each_question_has_a_short_answer(path: Path) -> None:
    lines = golden_lines(path)
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        assert line.startswith("Q: ") == after.startswith("A: "), line
        if line.startswith("A: "):
            assert len(line.split()) - 1 <= 20, line


@pytest.mark.parametrize("path", SETS, ids=name)
def test_each_cloze_hides_one_to_four_terms_of_the_page_and_leaks_none(path: Path) -> None:
    text = page_text(path)
    for sentence in clozes(path):
        deletions = DELETION.findall(sentence)
        ordinals = {int(ordinal) for ordinal, _ in deletions}
        assert ordinals == set(range(1, len(ordinals) + 1)), sentence
        assert 1 <= len(ordinals) <= 4, sentence
        for _, term in deletions:
            assert bare(term) in text, term
            assert not re.search(rf"\b{re.escape(bare(term))}\b", bare(DELETION.sub("[...]", sentence))), term
