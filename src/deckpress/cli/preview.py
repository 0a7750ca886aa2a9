"""deckpress preview"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from deckpress.cli import options, terminal
from deckpress.cli.app import app
from deckpress.cli.terminal import escape
from deckpress.errors import DeckpressError
from deckpress.preview import Preview, Workshop, changes, serving
from deckpress.settings import read_settings, settings_files


@app.command()
def preview(
    content: options.Content = options.CONTENT,
    out: Annotated[Path, typer.Option(help="Folder for the site.")] = Path("site"),
    previous: options.PreviousPackages = Path("decks"),
    page_link: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="Where a card's page is, such as 'https://code.example/blob/main/{path}#L{line}'. "
            "Without it: the file beside the site.",
        ),
    ] = "",
    serve: Annotated[
        bool,
        typer.Option("--serve", help="Show the site on this machine; build it anew when a page is saved."),
    ] = False,
    port: Annotated[int, typer.Option(min=0, max=65_535, help="Port for --serve; 0: any.")] = 8018,
    jobs: options.Jobs = 0,
) -> None:
    """Write a site that shows every card as Anki would.

    They are those of the next edition: the packages before it tell which cards are new, changed or withdrawn.
    Open index.html in a browser: no server is needed, nothing is loaded from elsewhere.
    """
    console = terminal.stdout()
    with Workshop(content, out, previous=previous, page_link=page_link, live=serve) as workshop:
        with options.workers(jobs) as executor, terminal.progress_bar("pages", True) as progress:
            done = workshop.build(read_settings(content), executor=executor, progress=progress)
        console.print(_summary(done))
        if not serve:
            console.print(f"Open {escape((out / 'index.html').as_posix())} in a browser.")
            return
        with serving(out, content, port) as address:
            console.print(f"Open {address} in a browser. Ctrl+C ends the preview.")
            try:
                _rebuild_when_saved(workshop, content)
            except KeyboardInterrupt:
                console.print("Done.")


def _rebuild_when_saved(workshop: Workshop, content: Path) -> None:
    """Build again after each change, until the user ends it. A mistake in the settings waits to be mended."""
    for _ in changes(content, lambda: {*settings_files(content), *workshop.media_files}):
        try:
            terminal.stdout().print(_summary(workshop.build(read_settings(content))))
        except DeckpressError as error:
            terminal.stderr().print(f"[red]error:[/] {escape(str(error))}")


def _summary(done: Preview) -> str:
    problems = sum(problem.count for problem in done.problems)
    return f"{done.pages} pages read, {done.cards} cards shown, {problems} problems"
