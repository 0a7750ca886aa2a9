"""`python -m bench golden`: the notes of deckpress against notes written by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from bench.cards import table
from bench.judge.reading import Reading, read_cloze, show
from bench.judge.words import content_stems, stems
from bench.pages import published_notes, read_pages
from deckpress.domain import Kind, Note

_MARKS = re.compile(r"\{\{c(\d+)::")


@dataclass(frozen=True, slots=True)
class GoldenCard:
    """What is asked (`text`: whole sentence or question) and what must be recalled (stems of `answer`)."""

    kind: Kind
    text: str
    answer: frozenset[str]


def read_golden(source: str) -> tuple[str, list[GoldenCard]]:
    """
    file     = "page: " page-key, then notes
    note     = a cloze sentence in one line | "Q: " question, newline, "A: " answer
    ignored  = blank lines, lines that start with "#"
    """
    lines = [line.strip() for line in source.splitlines() if line.strip() and not line.startswith("#")]
    if not lines or not lines[0].startswith("page: "):
        raise ValueError("a golden file starts with 'page: <subject>/<page>'")
    cards: list[GoldenCard] = []
    question = ""
    for line in lines[1:]:
        if line.startswith("Q: "):
            question = line.removeprefix("Q: ")
        elif line.startswith("A: "):
            cards.append(GoldenCard(Kind.QA, question, _answer(line.removeprefix("A: "))))
        elif _MARKS.search(line):
            cards.extend(_cloze_cards(line))
        else:
            raise ValueError(f"neither cloze nor question: {line}")
    return lines[0].removeprefix("page: "), cards


def _answer(text: str) -> frozenset[str]:
    """Stems of an answer; a formula counts by its letters, as there is nothing else to compare."""
    return frozenset(content_stems(text)) or frozenset(re.findall(r"\w+", text)) or frozenset({text.strip()})


def _cloze_cards(line: str) -> list[GoldenCard]:
    parts, _ = read_cloze(line)
    answers: dict[int, list[str]] = {}
    for deletion in (part for part in parts if not isinstance(part, str)):
        answers.setdefault(int(deletion.ordinals), []).append(show(deletion.parts))
    text = show(parts)
    return [GoldenCard(Kind.CLOZE, text, _answer(" ".join(answer))) for answer in answers.values()]


def made_cards(notes: Sequence[Note]) -> list[GoldenCard]:
    return [
        GoldenCard(note.kind, reading.sentence, _answer(" ".join(card.hidden)))
        for note in notes
        for reading in [Reading(note)]
        for card in reading.cards()
    ]


def likeness(golden: GoldenCard, made: GoldenCard) -> float:
    """Return how well two cards agree, 0 when they are no match: same kind, answer (Jaccard of stems at
    least .5) and sentence (token_set_ratio at least 80; questions 70)."""
    if golden.kind is not made.kind:
        return 0.0
    shared = len(golden.answer & made.answer) / len(golden.answer | made.answer)
    least = 80 if golden.kind is Kind.CLOZE else 70
    ratio = fuzz.token_set_ratio(" ".join(stems(golden.text)), " ".join(stems(made.text)))
    return shared + ratio / 100 if shared >= 0.5 and ratio >= least else 0.0


def matches(golden: Sequence[GoldenCard], made: Sequence[GoldenCard]) -> list[tuple[int, int]]:
    """Return pairs of indices, best first, each card used once."""
    pairs = sorted(
        ((likeness(one, two), i, j) for i, one in enumerate(golden) for j, two in enumerate(made)),
        reverse=True,
    )
    used_golden: set[int] = set()
    used_made: set[int] = set()
    chosen = []
    for score, i, j in pairs:
        if score and i not in used_golden and j not in used_made:
            used_golden.add(i)
            used_made.add(j)
            chosen.append((i, j))
    return chosen


def figures(matched: int, golden: int, made: int) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    precision = matched / made if made else 0.0
    recall = matched / golden if golden else 0.0
    return precision, recall, 2 * matched / (golden + made) if golden + made else 0.0


def run(content: Path, folder: Path, missed: bool, say: Callable[[str], None]) -> None:
    """Print figures a page and for each half; with `missed` the golden cards nothing matches, and ours."""
    pages = {page.key: page for page in read_pages(content)}
    rows: list[list[str]] = []
    for half in sorted(
        {path.parent for path in folder.rglob("*.md") if path.name != "README.md"}, reverse=True
    ):
        counts = [0, 0, 0]
        for path in sorted(half.glob("*.md")):
            if path.name == "README.md":
                continue
            key, golden = read_golden(path.read_text(encoding="utf-8"))
            if key not in pages:
                raise SystemExit(f"{path}: no page {key} in {content}")
            made = made_cards(published_notes([pages[key]])[0])
            pairs = matches(golden, made)
            counts = [a + b for a, b in zip(counts, (len(pairs), len(golden), len(made)), strict=True)]
            rows.append(_row(key.partition("/")[2], len(pairs), len(golden), len(made)))
            if missed:
                _say_missed(key, golden, made, pairs, say)
        rows.append(_row(f"all of {half.name}", *counts))
    say(table(["page", "golden", "made", "matched", "precision", "recall", "F1"], rows))


def _row(name: str, matched: int, golden: int, made: int) -> list[str]:
    return [name, str(golden), str(made), str(matched), *(f"{x:.2f}" for x in figures(matched, golden, made))]


def _say_missed(
    key: str,
    golden: Sequence[GoldenCard],
    made: Sequence[GoldenCard],
    pairs: Sequence[tuple[int, int]],
    say: Callable[[str], None],
) -> None:
    say(f"\n{key}")
    found, used = {i for i, _ in pairs}, {j for _, j in pairs}
    for sign, cards, matched in (("-", golden, found), ("+", made, used)):
        for index, card in enumerate(cards):
            if index not in matched:
                say(f"  {sign} {card.kind} [{' '.join(sorted(card.answer))}] {card.text}")
