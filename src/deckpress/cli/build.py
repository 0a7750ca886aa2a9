"""deckpress build"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from deckpress.cli import options, terminal
from deckpress.cli.app import app
from deckpress.cli.shapes import report_shape
from deckpress.cli.terminal import escape
from deckpress.errors import UsageError
from deckpress.exporter import write_atomically
from deckpress.press import Report, build_packages
from deckpress.settings import read_settings


@app.command()
def build(
    content: options.Content = options.CONTENT,
    out: Annotated[Path, typer.Option(help="Folder for the packages.")] = Path("decks"),
    previous: options.Previous = None,
    deck: Annotated[
        list[str] | None,
        typer.Option(metavar="SLUG", help="Write this deck only, such as 'biology'. May be repeated."),
    ] = None,
    now: Annotated[
        str | None,
        typer.Option(metavar="ISO", help="Time of this edition, for builds that must repeat byte for byte."),
    ] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what was done to this file, as JSON.")
    ] = None,
    jobs: options.Jobs = 0,
    allow_withdrawals: Annotated[
        bool, typer.Option("--allow-withdrawals", help="Withdraw more than a tenth of a deck's notes.")
    ] = False,
    strict: options.Strict = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print problems only.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Print every problem.")] = False,
) -> None:
    """Write one Anki package for every subject.

    Pages with errors are reported and keep the notes they had; all others are built. The packages in place
    are the edition before: learners who import the new ones keep their progress. Packages are replaced
    together, at the end, so that a stopped build leaves the old ones whole.
    """
    if quiet and verbose:
        raise UsageError("--quiet and --verbose exclude each other", "Leave one of them out.")
    if report is not None and not report.absolute().parent.is_dir():
        raise UsageError(f"--report {report}: there is no such folder", "Make the folder first.")
    settings = read_settings(content)
    modified = options.clock(now)
    with options.workers(jobs) as executor, terminal.progress_bar("pages", not quiet) as progress:
        done = build_packages(
            content,
            out,
            settings,
            modified=modified,
            previous=previous,
            only=deck or (),
            allow_withdrawals=allow_withdrawals,
            executor=executor,
            progress=progress,
        )
    errors = terminal.stderr()
    terminal.print_problems(done.problems, errors, every=verbose)
    if not quiet:
        terminal.print_report(done, terminal.stdout())
        errors.print(terminal.summary_line(done))
    code = options.exit_code(done.problems, strict)
    if report is not None and not _write_report(report, done):
        code = 1
    raise typer.Exit(code)


def _write_report(file: Path, done: Report) -> bool:
    """Write the report and tell whether that went well. If it does not, the packages are out all the same."""
    text = json.dumps(report_shape(done), ensure_ascii=False, indent=2, sort_keys=False)
    try:
        write_atomically(file, text.encode("utf-8", "replace") + b"\n")
    except OSError as error:
        message = f"{file}: the report cannot be written: {error.strerror}"
        terminal.stderr().print(f"[red]error:[/] {escape(message)}")
        return False
    return True
