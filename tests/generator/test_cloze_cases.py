"""Pages before, cloze notes after: tests/generator/cases/cloze.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.generator.pages import listing, page_of

CASES = Path(__file__).with_name("cases") / "cloze.md"


def read_cases() -> list[tuple[str, str, str]]:
    """title, ".", page ("Q: ", "K: ", a blank line, the answer), ".", notes, "." """
    blocks = CASES.read_text(encoding="utf-8").split("\n.\n")
    assert len(blocks) % 3 == 1
    return [(blocks[n].strip(), blocks[n + 1], blocks[n + 2].strip()) for n in range(0, len(blocks) - 1, 3)]


@pytest.mark.parametrize(("title", "source", "expected"), read_cases(), ids=lambda text: text[:40])
def test_case(title: str, source: str, expected: str) -> None:
    head, _, answer = source.partition("\n\n")
    question, keywords = (line[3:] for line in head.splitlines())
    assert listing(page_of(answer, question, keywords), "cloze") == expected.splitlines(), title
