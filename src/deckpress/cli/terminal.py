"""What deckpress says on a terminal: results on stdout, progress and problems on stderr."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from rich import progress
from rich.console import Console
from rich.markup import escape as escape_tags
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from deckpress.domain import Problem, Severity
from deckpress.press import Check, Progress, Report

STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_LOST = re.compile(r"\\+\[(?![a-z#/@][^\[]*?\])")
MANY = 40  # lines of problems that still read well on a screen


def stdout() -> Console:
    return Console(highlight=False, soft_wrap=True, emoji=False)


def stderr() -> Console:
    return Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)


def escape(text: str) -> str:
    """Return the markup with which rich shows `text`; its own function loses backslashes of LaTeX."""
    return _LOST.sub(r"\\\g<0>", escape_tags(text))


def print_json(value: Any, *, indent: int | None = 2) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=indent)
    sys.stdout.write("\n")


@contextmanager
def progress_bar(label: str, shown: bool) -> Iterator[Progress | None]:
    """A bar on stderr that is gone when the work is done; none when stderr is no terminal."""
    if not shown or not sys.stderr.isatty():
        yield None
        return
    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def print_problems(problems: Sequence[Problem], console: Console, *, every: bool) -> None:
    """Print problems grouped by file, errors first; of a long list only the errors unless `every` is set,
    then how often each code was found."""
    shown = list(problems)
    if not every and len(shown) > MANY:
        shown = [problem for problem in problems if problem.severity is Severity.ERROR][:MANY]
    for _, group in groupby(shown, key=lambda problem: problem.location.path):
        for problem in group:
            style = STYLES[problem.severity]
            line = f"{escape(str(problem.location))}: [{style}]{problem.severity} {problem.code}[/]: "
            console.print(line + escape(problem.message))
            if problem.hint:
                console.print(f"    {escape(problem.hint)}", style="dim")
    if len(shown) < len(problems):
        counts: Counter[tuple[Severity, str]] = Counter()
        for problem in problems:
            counts[problem.severity, problem.code] += problem.count
        parts = (f"{count} x {severity} {code}" for (severity, code), count in sorted(counts.items()))
        console.print(f"{counts.total()} problems in all: {', '.join(parts)}. `deckpress check` lists them.")


def print_report(report: Report, console: Console) -> None:
    """Print the closing table of a build: decks, pages, notes, cards."""
    decks = report.decks
    table = Table(box=None, pad_edge=False, header_style="bold", show_footer=len(decks) > 1)
    table.add_column("deck", footer="all")
    table.add_column("pages", footer=str(sum(deck.pages for deck in decks)), justify="right")
    table.add_column("notes", footer=str(sum(deck.notes for deck in decks)), justify="right")
    table.add_column("cards", footer=str(sum(deck.cards for deck in decks)), justify="right")
    table.add_column("package", footer=f"{len(decks)} packages")
    for deck in decks:
        table.add_row(escape(deck.name), str(deck.pages), str(deck.notes), str(deck.cards), deck.file)
    console.print(table)


def summary_line(report: Report) -> str:
    """Return one sentence on the pages of a build."""
    return (
        f"{'nothing changed since the last build: ' if report.unchanged else ''}{report.read} pages read:"
        f" {report.built} built, {report.failed} failed, {report.skipped} skipped ({report.seconds:.1f} s)"
    )


def check_line(found: Check) -> str:
    """Return one sentence on what a check found."""
    counts: Counter[Severity] = Counter()
    for problem in found.problems:
        counts[problem.severity] += problem.count
    return (
        f"{found.read} pages read: {counts[Severity.ERROR]} errors, {counts[Severity.WARNING]} warnings,"
        f" {counts[Severity.INFO]} informations"
    )
