"""deckpress show"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from deckpress.cli import options, terminal
from deckpress.cli.app import app
from deckpress.cli.shapes import failed_shape, page_shape
from deckpress.cli.terminal import escape
from deckpress.domain import Kind, Note, Problem
from deckpress.markup import visible_text
from deckpress.press import ShownPage, show_pages
from deckpress.settings import read_settings


@app.command()
def show(
    page: Annotated[Path, typer.Argument(help="A page, or a folder of pages.", metavar="PAGE_OR_FOLDER")],
    previous: options.PreviousPackages = Path("decks"),
    as_json: options.Json = False,
) -> None:
    """Show how a page is read and which notes it gives.

    They are those that the next edition has: what learners know from the packages before keeps its identity.
    With --json a folder gives JSON Lines, one object a page.
    """
    settings = read_settings(page)
    console = terminal.stdout()
    problems: list[Problem] = []
    for shown in show_pages(page, settings, previous):
        problems += shown.problems
        if as_json:
            shape = (
                failed_shape(shown.path, shown.problems)
                if shown.page is None
                else page_shape(shown.page, shown.notes, shown.problems)
            )
            terminal.print_json(shape, indent=None if page.is_dir() else 2)
        else:
            _print_page(shown, console)
    raise typer.Exit(options.exit_code(problems, strict=False))


def _print_page(shown: ShownPage, console: Console) -> None:
    if shown.page is not None:
        answer = shown.page.answer
        console.rule(escape(shown.page.question), align="left")
        console.print(f"[dim]{escape(str(shown.page.location))}  {escape(shown.page.key)}[/]")
        console.print(f"[dim]keywords:[/] {escape(', '.join(shown.page.keywords))}\n")
        if answer.intro:
            console.print(f"[bold]intro[/]  {escape(answer.intro)}\n")
        section = ""
        for point in answer.points:
            if point.section != section:
                section = point.section
                console.print(f"[bold]{escape(section)}[/]")
            console.print(f"[bold]{point.number}. {escape(point.title)}[/]")
            console.print(escape(point.text) + "\n")
        if answer.summary:
            console.print(f"[bold]summary[/]  {escape(answer.summary)}\n")
        console.print(f"[bold]{len(shown.notes)} notes[/]")
        for note in shown.notes:
            _print_note(note, console)
    terminal.print_problems(shown.problems, console, every=True)


def _print_note(note: Note, console: Console) -> None:
    console.print(f"\n[cyan]{note.kind} {note.role}[/] [dim]{note.guid}  {escape(' '.join(note.tags))}[/]")
    names = ("Text",) if note.kind is Kind.CLOZE else ("Question", "Answer")
    for name in ("Context", *names, "Extra"):
        text = note.fields[name]
        if not text:
            continue
        body = text if name == "Text" else visible_text(text)
        console.print(f"  [dim]{name}:[/] {escape(body)}")
