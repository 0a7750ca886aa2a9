"""`python -m bench build`: how long a cold build takes, beside a naive pipeline in the same run."""

from __future__ import annotations

import cProfile
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from statistics import median
from typing import TypeVar

from bench.cards import table
from bench.pages import copy_pages, page_files
from deckpress.domain import FieldNames, Note, Settings
from deckpress.exporter import note_guid, read_package, write_package
from deckpress.generator import generate_notes
from deckpress.lint import lint_page
from deckpress.parser import parse_page

T = TypeVar("T")

CLOCK = "2025-01-01T00:00:00Z"
MODIFIED = 1735689600  # the same moment, in seconds


@dataclass(frozen=True, slots=True)
class Run:
    """One process from start to end: wall and processor seconds, peak memory in MB."""

    seconds: float
    processor: float
    megabytes: float


# Run in a small process of its own: a child's peak memory counts that of the process that started it.
_WATCH = """
import os, subprocess, sys, time
start = time.perf_counter()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
print(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def timed(command: Sequence[str], allowed: Sequence[int] = (0,)) -> Run:
    """Run a command to its end. Raises SystemExit with its messages if it fails."""
    watch = [sys.executable, "-S", "-c", _WATCH, *command]
    done = subprocess.run(watch, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode not in allowed:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr[-2000:]}")
    seconds, processor, memory = done.stdout.split()
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return Run(float(seconds), float(processor), int(memory) / unit)


def build_ours(content: Path, out: Path, jobs: int = 1) -> Run:
    """A build as a user runs it. Exit code 1 means that some pages have errors, which is no failure."""
    start = "from deckpress.cli import main; main()"
    options = ["--out", str(out), "--now", CLOCK, "--jobs", str(jobs), "--quiet"]
    return timed([sys.executable, "-c", start, "build", str(content), *options], (0, 1))


def build_naive(content: Path, out: Path) -> Run:
    return timed([sys.executable, "-m", "bench.naive", str(content), str(out)])


def count_notes(out: Path) -> int:
    return sum(len(read_package(path).notes) for path in out.glob("*.apkg"))


def stages(content: Path, out: Path) -> dict[str, float]:
    """Return the seconds each stage takes, called one by one in this process. Rendering is the part of
    generating that a profile finds in markup."""
    spent = dict.fromkeys(("read", "parse", "generate", "render", "lint", "write"), 0.0)

    def clocked(stage: str, call: Callable[[], T]) -> T:
        start = time.perf_counter()
        result = call()
        spent[stage] += time.perf_counter() - start
        return result

    settings, names = Settings(), FieldNames()
    made: list[tuple[str, Note]] = []
    pages = []
    for path in page_files(content):
        data = clocked("read", path.read_bytes)
        place = path.relative_to(content).as_posix()
        page, _ = clocked("parse", lambda: parse_page(data, place, place, names))  # noqa: B023
        if page is not None:
            pages.append(page)
            notes, _ = clocked("generate", lambda: generate_notes(page, settings))  # noqa: B023
            linted = clocked("lint", lambda: lint_page(page, notes, settings))  # noqa: B023
            made += [(page.subject_slug, note) for note in linted.notes]
    share = render_share(lambda: [generate_notes(page, settings) for page in pages[:200]])
    spent["render"] = spent["generate"] * share
    spent["generate"] -= spent["render"]
    made.sort(key=lambda pair: pair[0])
    for slug, group in groupby(made, key=lambda pair: pair[0]):
        notes = [_with_guid(note) for _, note in group]
        clocked("write", lambda: write_package(out / f"{slug}.apkg", f"bench::{slug}", notes, MODIFIED))  # noqa: B023
    return spent


def _with_guid(note: Note) -> Note:
    return replace(note, guid=note_guid("bench", note.key))


def render_share(generate: Callable[[], object]) -> float:
    """Return which part of generating is spent in calls from elsewhere into deckpress.markup."""
    profile = cProfile.Profile()
    profile.runcall(generate)
    rows = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    whole = max(row[3] for row in rows.values())
    inside = f"{os.sep}deckpress{os.sep}markup{os.sep}"
    rendering = sum(
        cumulative
        for (file, _, _), (_, _, _, _, callers) in rows.items()
        if inside in file
        for (caller, _, _), (_, _, _, cumulative) in callers.items()
        if inside not in caller and f"{os.sep}deckpress{os.sep}" in caller
    )
    return min(1.0, rendering / whole) if whole else 0.0


def run(content: Path, count: int, repeats: int, say: Callable[[str], None]) -> None:
    """Time both pipelines in turn, and print the median of the ratios, peak memory and stages."""
    with tempfile.TemporaryDirectory(prefix="deckpress-bench-") as folder:
        root = Path(folder)
        whole, half = root / "pages", root / "half"
        copy_pages(content, whole, count)
        copy_pages(content, half, max(1, count // 2))
        ours: list[Run] = []
        naive: list[Run] = []
        for turn in range(repeats):
            order = [(ours, build_ours, f"ours-{turn}"), (naive, build_naive, f"naive-{turn}")]
            for runs, build, name in order if turn % 2 == 0 else order[::-1]:
                runs.append(build(whole, root / name))
        half_ours = build_ours(half, root / "half-ours")
        half_naive = build_naive(half, root / "half-naive")
        pairs = list(zip(naive, ours, strict=True))
        wall = median(theirs.seconds / mine.seconds for theirs, mine in pairs)
        busy = median(theirs.processor / mine.processor for theirs, mine in pairs)
        rows = [
            _row("deckpress, one process", count, ours, count_notes(root / "ours-0"), half_ours),
            _row("naive", count, naive, count_notes(root / "naive-0"), half_naive),
        ]
        header = [
            "pipeline",
            "seconds",
            "processor s",
            "ms/page",
            "notes",
            "ms/note",
            "MB",
            f"MB at {max(1, count // 2)} pages",
        ]
        say(f"cold build of {count} pages of {content}, median of {repeats} runs in turn\n")
        say(table(header, rows))
        unchanged = build_ours(whole, root / "ours-0")
        page = page_files(whole)[0]
        page.write_bytes(page.read_bytes().replace(b" the ", b" the very ", 1))
        edited = build_ours(whole, root / "ours-0")
        say(f"\nwarm build with nothing changed: {unchanged.seconds:.2f} s, one page: {edited.seconds:.2f} s")
        say(f"\ndeckpress is {wall:.2f} times as fast as the naive pipeline by the clock,")
        say(f"{busy:.2f} times by processor time (medians of the ratios)\n")
        spent = stages(whole, root)
        total = sum(spent.values())
        shares = [[stage, f"{1000 * s / count:.2f}", f"{s / total:.0%}"] for stage, s in spent.items()]
        say(table(["stage", "ms/page", "share"], shares))


def _row(name: str, pages: int, runs: Sequence[Run], notes: int, half: Run) -> list[str]:
    """Times a page and a note are processor times, which other work on the machine disturbs least."""
    seconds, busy = median(run.seconds for run in runs), median(run.processor for run in runs)
    memory = max(run.megabytes for run in runs)
    times = (f"{seconds:.2f}", f"{busy:.2f}", f"{1000 * busy / pages:.2f}")
    each = f"{1000 * busy / notes:.2f}" if notes else ""
    return [name, *times, str(notes), each, f"{memory:.0f}", f"{half.megabytes:.0f}"]
