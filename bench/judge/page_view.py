"""What the judge must know of a page to mark its cards: topic, keywords and key points, on stems."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bench.judge.word_lists import QUESTION_FRAME
from bench.judge.words import content_stems, is_function_word, is_verb, stands_in, stem, stems
from deckpress.domain import Page

_COMPARES = re.compile(
    r"\b(?:differ\w*|compar\w*|versus|vs\.?|distinguish\w*|contrast\w*|similarit\w+)\b", re.I
)
_RUN_PART = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*|\S")
_SHARED_WITH_POINT = 0.6  # of a note's content stems, for the note to be told by the point


def question_runs(question: str) -> list[tuple[str, ...]]:
    """Return the runs of content words of a question that can be its topic, as written, in order."""
    runs: list[list[str]] = [[]]
    has_verb = bool(re.match(r"(?:how|why|when|where|what) (?:do|does|did)\b", question, re.I))
    for part in _RUN_PART.findall(re.sub(r"['’]s\b", " of", question)):
        if part in "-–":
            continue
        acts = has_verb and bool(runs[-1]) and is_verb(part) and not part.endswith("ing")
        if not part[0].isalnum() or is_function_word(part) or part.lower() in QUESTION_FRAME or acts:
            runs.append([])
        else:
            runs[-1].append(part)
    return [tuple(run) for run in runs if run]


def initials(parts: Iterable[str]) -> str:
    return "".join(part[0].upper() for part in parts if part)


@dataclass(frozen=True, slots=True)
class PageView:
    """`topic` and its `aliases` are sets of stems; `points[i]` holds the content stems of key point i."""

    page: Page
    compares: bool
    topic: frozenset[str]
    aliases: frozenset[frozenset[str]]
    question: frozenset[str]
    answer: tuple[str, ...]
    keywords: tuple[frozenset[str], ...]
    points: tuple[frozenset[str], ...]

    def is_topic(self, answer: frozenset[str]) -> bool:
        return bool(answer) and (answer == self.topic or answer in self.aliases)

    def told_by(self, told: Iterable[str]) -> int | None:
        """Return the index of the key point that holds most of a note's content stems, if it holds enough."""
        mine = set(told)
        if not mine or not self.points:
            return None
        best = max(range(len(self.points)), key=lambda index: len(mine & self.points[index]))
        return best if len(mine & self.points[best]) >= _SHARED_WITH_POINT * len(mine) else None


def view(page: Page) -> PageView:
    answer = tuple(stems(page.answer.text))
    main = _main_run(question_runs(page.question), answer)
    keywords = (frozenset(content_stems(keyword)) for keyword in page.keywords)
    return PageView(
        page=page,
        compares=bool(_COMPARES.search(page.question)),
        topic=frozenset(map(stem, main)),
        aliases=frozenset(_aliases(main)),
        question=frozenset(content_stems(page.question)),
        answer=answer,
        keywords=tuple(dict.fromkeys(keyword for keyword in keywords if keyword)),
        points=tuple(frozenset(content_stems(f"{p.section} {p.title} {p.text}")) for p in page.answer.points),
    )


def _main_run(runs: list[tuple[str, ...]], answer: tuple[str, ...]) -> tuple[str, ...]:
    """Return the run the answer speaks of most, without hardly used words at its end ("enzymes speed")."""
    best: tuple[int, tuple[str, ...]] = (-1, ())
    for run in runs:
        counts = [answer.count(stem(word)) for word in run]
        while len(counts) > 1 and 5 * counts[-1] < min(counts[:-1]):
            counts.pop()
        if min(counts) > best[0]:
            best = min(counts), run[: len(counts)]
    return best[1]


def _aliases(run: tuple[str, ...]) -> Iterable[frozenset[str]]:
    """Yield short forms: "natural killer cells" is also NKC, and "NK cells"."""
    for size in range(2, len(run) + 1):
        yield frozenset({initials(run[:size]), *map(stem, run[size:])})


def keyword_in_text(keyword: frozenset[str], view: PageView) -> bool:
    return stands_in(keyword, view.answer, len(keyword) + 2)
