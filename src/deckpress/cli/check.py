"""deckpress check"""

from __future__ import annotations

import typer

from deckpress.cli import options, terminal
from deckpress.cli.app import app
from deckpress.cli.shapes import VERSION, problem_shape
from deckpress.press import check_content
from deckpress.settings import read_settings


@app.command()
def check(
    content: options.Content = options.CONTENT,
    as_json: options.Json = False,
    strict: options.Strict = False,
) -> None:
    """List the problems in your pages and cards.

    Each has its path and line, a code that docs/problems.md explains, what is wrong and what to do.
    Nothing is written.
    """
    settings = read_settings(content)
    with terminal.progress_bar("pages", not as_json) as progress:
        found = check_content(content, settings, progress=progress)
    if as_json:
        terminal.print_json(
            {"version": VERSION, "problems": [problem_shape(problem) for problem in found.problems]}
        )
    else:
        terminal.print_problems(found.problems, terminal.stdout(), every=True)
        terminal.stderr().print(terminal.check_line(found))
    raise typer.Exit(options.exit_code(found.problems, strict))
