"""Rules C: which keywords and key points of a page its good cards test, and how many different facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bench.judge.findings import INFO, WARNING, Finding
from bench.judge.page_view import PageView, keyword_in_text
from bench.judge.reading import Card
from bench.judge.words import content_stems, stands_in, stems
from deckpress.domain import Role


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of one page. `keywords` stand in the answer and not wholly in the question; with
    `named` those in the question count too, unless they are the page's topic itself.
    `findings` are about the page, not about a card (C01 to C03)."""

    keywords: int
    tested: int
    named: int
    named_tested: int
    points: int
    reached: int
    facts: int
    findings: tuple[Finding, ...]


def cover(page: PageView, good: Iterable[Card]) -> Coverage:
    """Count what the error-free cards of a page test. An overview names key points but reaches none."""
    answers: list[tuple[frozenset[str], list[str]]] = []  # what is recalled, and all that the note tells
    reached: set[int] = set()
    facts: set[tuple[int | None, frozenset[str]]] = set()
    for card in good:
        answer = frozenset(content_stems(card.answer)) or frozenset({card.answer})
        answers.append((answer, stems(card.reading.told)))
        point = page.told_by(content_stems(card.reading.told))
        facts.add((point, answer))
        if point is not None and card.reading.note.role is not Role.OVERVIEW:
            reached.add(point)
    named = [word for word in page.keywords if keyword_in_text(word, page) and not page.is_topic(word)]
    tested = {word for word in named if any(tests(word, answer, told) for answer, told in answers)}
    apart = [word for word in named if not word <= page.question]
    return Coverage(
        keywords=len(apart),
        tested=sum(word in tested for word in apart),
        named=len(named),
        named_tested=len(tested),
        points=len(page.points),
        reached=len(reached),
        facts=len(facts),
        findings=tuple(_findings(page, reached, apart, tested)),
    )


def tests(keyword: frozenset[str], answer: frozenset[str], told: list[str]) -> bool:
    """Tell whether `answer` holds a keyword, or half of it while the rest stands beside."""
    if keyword <= answer:
        return True
    return (
        answer <= keyword and 2 * len(answer) >= len(keyword) and stands_in(keyword, told, len(keyword) + 2)
    )


def _findings(
    page: PageView, reached: set[int], keywords: list[frozenset[str]], tested: set[frozenset[str]]
) -> Iterable[Finding]:
    for index, point in enumerate(page.page.answer.points):
        if index not in reached:
            yield Finding(
                "C01", WARNING, f"{page.page.key}: {point.number}. {point.title or point.text[:60]}"
            )
    missed = [word for word in keywords if word not in tested]
    if len(missed) > 0.4 * len(keywords):
        yield Finding("C02", WARNING, f"{page.page.key}: {', '.join(' '.join(sorted(w)) for w in missed)}")
    for word in page.keywords:
        if not keyword_in_text(word, page):
            yield Finding("C03", INFO, f"{page.page.key}: {' '.join(sorted(word))}")
