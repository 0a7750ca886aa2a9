"""deckpress check"""

from __future__ import annotations

import re
from typing import Annotated

import typer

from deckpress.cli import options, terminal
from deckpress.cli.app import app
from deckpress.cli.shapes import VERSION, problem_shape
from deckpress.errors import UsageError
from deckpress.lint import CODES
from deckpress.press import Check, check_content
from deckpress.settings import read_settings

_CODE = re.compile(r"[A-Z]\d{0,2}")
_OF_FILES = ("F", "P", "X")  # codes of the parser and the exporter


@app.command()
def check(
    content: options.Content = options.CONTENT,
    as_json: options.Json = False,
    select: Annotated[
        str, typer.Option(metavar="CODES", help="Only these problems, such as 'L01,S'; a letter is a group.")
    ] = "",
    ignore: Annotated[str, typer.Option(metavar="CODES", help="All but these problems.")] = "",
    jobs: options.Jobs = 0,
    strict: options.Strict = False,
) -> None:
    """List the problems in your pages and cards.

    Each has its path and line, a code that docs/problems.md explains, what is wrong and what to do.
    Nothing is written.
    """
    selected, ignored = _codes("--select", select), _codes("--ignore", ignore)
    settings = read_settings(content)
    with options.workers(jobs) as executor, terminal.progress_bar("pages", not as_json) as progress:
        found = check_content(content, settings, executor=executor, progress=progress)
    problems = tuple(
        problem
        for problem in found.problems
        if problem.code.startswith(selected or "") and not (ignored and problem.code.startswith(ignored))
    )
    if as_json:
        terminal.print_json(
            {"version": VERSION, "problems": [problem_shape(problem) for problem in problems]}
        )
    else:
        terminal.print_problems(problems, terminal.stdout(), every=True)
        terminal.stderr().print(terminal.check_line(Check(found.read, problems)))
    raise typer.Exit(options.exit_code(problems, strict))


def _codes(option: str, written: str) -> tuple[str, ...]:
    """Return the codes and letters of "L01, s". Raises UsageError for one that no problem has."""
    codes = tuple(code for part in written.split(",") if (code := part.strip().upper()))
    for code in codes:
        known = code.startswith(_OF_FILES) or any(one.startswith(code) for one in CODES)
        if not known or not _CODE.fullmatch(code):
            raise UsageError(
                f"{option} {written}: there is no problem {code}", "docs/problems.md lists all codes."
            )
    return codes
