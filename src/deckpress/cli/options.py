"""Arguments and options that several commands share, and what their texts mean."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated

import typer

from deckpress.domain import Problem, Severity
from deckpress.errors import UsageError

Content = Annotated[
    Path, typer.Argument(help="Folder with the pages, one folder a subject.", show_default="content")
]
CONTENT = Path("content")
Previous = Annotated[
    Path | None,
    typer.Option(help="Folder with the packages that learners have.", show_default="that of --out"),
]
PreviousPackages = Annotated[Path, typer.Option(help="Folder with the packages that learners have.")]
Strict = Annotated[bool, typer.Option("--strict", help="Warnings, too, give exit code 1.")]
Jobs = Annotated[
    int, typer.Option(min=0, metavar="N", help="Processes to use; 0: as many as there are cores.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]


def clock(now: str | None) -> int:
    """Return the time of an edition in seconds since 1970: `--now`, else SOURCE_DATE_EPOCH, else the clock's.

    Raises UsageError for a text that is no ISO 8601 time. A time without a zone is UTC.
    """
    if now is not None:
        try:
            moment = datetime.fromisoformat(now)
        except ValueError:
            raise UsageError(
                f"--now {now}: no ISO 8601 time", "Write it like 2026-03-01T04:00:00Z."
            ) from None
        return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return int(time.time())
    try:
        return int(epoch)
    except ValueError:
        raise UsageError(f"SOURCE_DATE_EPOCH is {epoch!r}", "It must be whole seconds since 1970.") from None


@contextmanager
def workers(jobs: int) -> Iterator[Executor | None]:
    """Give the processes for `--jobs`; None when one is enough, the own one."""
    count = jobs or os.cpu_count() or 1
    if count == 1:
        yield None
        return
    # Fork would copy the locks of a progress bar's thread in whatever state they are.
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as executor:
        yield executor


def exit_code(problems: Sequence[Problem], strict: bool) -> int:
    """Return 1 if a page has an error (or a warning, if strict), else 0."""
    fatal = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return int(any(problem.severity in fatal for problem in problems))
