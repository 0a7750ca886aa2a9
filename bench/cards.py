"""`python -m bench cards`: how good the cards are, beside six simple ways to make some."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import quantiles

from bench.baselines import baselines, missing_library
from bench.judge import Marked, PageVerdict, judge
from bench.judge.findings import Finding
from bench.pages import distinct, generated_notes, published_notes, read_pages
from deckpress.domain import Severity

OURS = "deckpress"
RESAMPLES = 500


@dataclass(frozen=True, slots=True)
class Sums:
    """Counts of one page, which add up: every rate is a quotient of two of their sums."""

    cards: int
    errors: int
    clean: int
    leaks: int
    orphans: int
    topics: int
    never: int
    clozes: int
    seconds: float
    facts: int
    keywords: int
    tested: int
    named: int
    named_tested: int
    points: int
    reached: int


def sums(verdict: PageVerdict) -> Sums:
    cards, cover = verdict.cards, verdict.coverage

    def having(*codes: str) -> int:
        return sum(any(finding.code in codes for finding in marked.findings) for marked in cards)

    return Sums(
        cards=len(cards),
        errors=sum(marked.is_error for marked in cards),
        clean=sum(marked.is_clean for marked in cards),
        leaks=having("L01", "L03"),
        orphans=having("A04"),
        topics=having("G01"),
        never=sum(bool(marked.never) for marked in cards),
        clozes=sum(marked.card.reading.is_cloze for marked in cards),
        seconds=sum(marked.seconds for marked in cards),
        facts=cover.facts,
        keywords=cover.keywords,
        tested=cover.tested,
        named=cover.named,
        named_tested=cover.named_tested,
        points=cover.points,
        reached=cover.reached,
    )


def rate(pages: Iterable[Sums], above: str, below: str) -> float:
    """Return the quotient of two sums, 0 where there is nothing to divide by."""
    chosen = list(pages)
    divisor = sum(getattr(page, below) for page in chosen)
    return float(sum(getattr(page, above) for page in chosen) / divisor) if divisor else 0.0


# Name of the column, the two counts, factor.
RATES: tuple[tuple[str, str, str, float], ...] = (
    ("error", "errors", "cards", 1),
    ("clean", "clean", "cards", 1),
    ("leak", "leaks", "cards", 1),
    ("orphan", "orphans", "cards", 1),
    ("topic", "topics", "cards", 1),
    ("never hide", "never", "clozes", 1),
    ("keywords", "tested", "keywords", 1),
    ("with question's", "named_tested", "named", 1),
    ("points", "reached", "points", 1),
    ("s/card", "seconds", "cards", 1),
    ("facts/min", "facts", "seconds", 60),
)
COMPARED = ("error", "clean", "keywords", "points", "facts/min")


def interval(ours: Sequence[Sums], theirs: Sequence[Sums], name: str) -> tuple[float, float]:
    """Return the 95 % bootstrap interval, by page, of our rate minus theirs; the same seed each time."""
    _, above, below, factor = next(row for row in RATES if row[0] == name)
    rng = random.Random(name)
    pairs = [
        (getattr(a, above), getattr(a, below), getattr(b, above), getattr(b, below))
        for a, b in zip(ours, theirs, strict=True)
    ]
    differences = []
    for _ in range(RESAMPLES):
        a, b, c, d = (sum(column) for column in zip(*rng.choices(pairs, k=len(pairs)), strict=True))
        differences.append(factor * ((a / b if b else 0.0) - (c / d if d else 0.0)))
    differences.sort()
    return differences[int(0.025 * RESAMPLES)], differences[int(0.975 * RESAMPLES) - 1]


def row(name: str, verdicts: Sequence[PageVerdict]) -> list[str]:
    pages = [sums(verdict) for verdict in verdicts]
    words = sorted(marked.front_words for verdict in verdicts for marked in verdict.cards)
    cuts = quantiles(words, n=10, method="inclusive") if len(words) > 1 else [0.0] * 9
    made = f"{sum(page.cards for page in pages)}"
    values = [f"{factor * rate(pages, above, below):.3g}" for _, above, below, factor in RATES]
    return [name, made, *values, f"{cuts[4]:.0f}/{cuts[8]:.0f}"]


HEADER = ["tool", "cards", *(name for name, *_ in RATES), "front p50/p90"]


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table with aligned columns."""
    widths = [max(len(line[i]) for line in (header, *rows)) for i in range(len(header))]
    lines = [
        " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        for line in (header, *rows)
    ]
    lines.insert(1, " | ".join("-" * width for width in widths))
    return "\n".join(f"| {line} |" for line in lines)


def rule_counts(verdicts: Iterable[PageVerdict]) -> list[tuple[Finding, int]]:
    """Return an example of each code and severity, and how many cards (C: pages) it marks; most first."""
    examples: dict[tuple[str, Severity], Finding] = {}
    counts: Counter[tuple[str, Severity]] = Counter()
    for _, finding in findings(verdicts):
        examples.setdefault((finding.code, finding.severity), finding)
    for verdict in verdicts:
        for marked in verdict.cards:
            counts.update({(finding.code, finding.severity) for finding in marked.findings})
        counts.update((finding.code, finding.severity) for finding in verdict.coverage.findings)
    return [(examples[key], count) for key, count in counts.most_common()]


def findings(verdicts: Iterable[PageVerdict]) -> Iterator[tuple[str, Finding]]:
    """Yield page key and finding of all cards and pages."""
    for verdict in verdicts:
        for marked in verdict.cards:
            for finding in marked.findings:
                yield verdict.page.key, finding
        for finding in verdict.coverage.findings:
            yield verdict.page.key, finding


def worst_examples(verdicts: Sequence[PageVerdict], code: str, count: int = 15) -> list[str]:
    """Return examples of one rule, one a page while there are enough pages, from all over the corpus."""
    by_page: dict[str, list[Finding]] = defaultdict(list)
    for key, finding in findings(verdicts):
        if finding.code == code:
            by_page[key].append(finding)
    chosen = [(key, finding) for key, found in by_page.items() for finding in found[:1]]
    random.Random(code).shuffle(chosen)
    return [f"{finding.severity} {code} {key}: {finding.detail}" for key, finding in chosen[:count]]


def never_hidden(verdicts: Iterable[PageVerdict]) -> Iterator[tuple[str, Marked]]:
    for verdict in verdicts:
        for marked in verdict.cards:
            if marked.never:
                yield verdict.page.key, marked


def run(
    content: Path, count: int | None, seed: int, examples: Sequence[str], say: Callable[[str], None]
) -> None:
    """Print the figures for the pages of `content`, or show examples of some rules for deckpress alone."""
    pages = distinct(read_pages(content, count, seed))
    if not pages:
        raise SystemExit(f"no pages in {content}")
    ours = judge(zip(pages, published_notes(pages), strict=True))
    if examples:
        for code in examples:
            if code == "never":
                some = list(never_hidden(ours))
                random.Random(seed).shuffle(some)
                for key, marked in some[:40]:
                    say(f"{marked.never}: {marked.card.answer!r} in {key}: {marked.card.text}")
            for line in worst_examples(ours, code):
                say(line)
        return
    say(
        f"{len(pages)} pages of {content}, {date.today()}; rates over cards, keywords and points over pages\n"
    )
    compared: dict[str, list[Sums]] = {}
    rows = []
    for name, make in baselines(seed).items():
        if reason := missing_library(name):
            rows.append([name, reason, *[""] * (len(HEADER) - 2)])
            continue
        verdicts = judge((page, make(page)) for page in pages)
        compared[name] = [sums(verdict) for verdict in verdicts]
        rows.append(row(name, verdicts))
    mine = [sums(verdict) for verdict in ours]
    unchecked = judge(zip(pages, generated_notes(pages), strict=True))
    rows.append(row("the generator alone", unchecked))
    say(table(HEADER, [*rows, row(OURS, ours)]))
    say(f"\n{OURS} minus the best baseline, 95 % bootstrap by page\n")
    best_rows = []
    for name in COMPARED:
        _, above, below, factor = next(one for one in RATES if one[0] == name)
        pick = min if name == "error" else max
        best = pick(compared, key=lambda tool: rate(compared[tool], above, below))
        low, high = interval(mine, compared[best], name)
        difference = factor * (rate(mine, above, below) - rate(compared[best], above, below))
        best_rows.append([name, best, f"{difference:+.3f}", f"{low:+.3f} to {high:+.3f}"])
    say(table(["figure", "best baseline", "difference", "interval"], best_rows))
    say(f"\nrules that fired for {OURS} (C: on pages)\n")
    total = sum(page.cards for page in mine)
    fired = [
        [
            finding.code,
            str(finding.severity),
            str(count),
            f"{count / total:.2%}",
            finding.detail.replace("\n", " ")[:90],
        ]
        for finding, count in rule_counts(ours)
    ]
    say(table(["code", "severity", "count", "of cards", "for example"], fired))
