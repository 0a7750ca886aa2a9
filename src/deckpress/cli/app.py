"""The command `deckpress`: its help page, and the way every error becomes an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from typing import Annotated

import typer

from deckpress import __version__
from deckpress.cli import terminal
from deckpress.cli.terminal import escape
from deckpress.errors import DeckpressError, PublishingError

WELCOME = """\
[bold]deckpress[/] turns a folder of question/answer pages into Anki decks.

  [bold]deckpress build[/]              write a package for every subject of content/ to decks/
  [bold]deckpress check[/]              list the problems in your pages, with path and line
  [bold]deckpress plan[/]               see what the next edition would change for learners
  [bold]deckpress preview[/]            write a site that shows every card as Anki would
  [bold]deckpress show PAGE[/]          see how a page is read and which notes it gives
  [bold]deckpress inspect PACKAGE[/]    see what a package holds
  [bold]deckpress new[/]                begin a page: deckpress new Biology "What do kidneys do?"

Import a package in Anki with File > Import. [bold]deckpress COMMAND --help[/] explains a command,
docs/ in the project explains pages, cards and settings.
"""

app = typer.Typer(
    name="deckpress",
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Turn a folder of question/answer pages into Anki decks.",
    epilog="Exit codes: 0 done; 1 done, with errors in some pages; 2 wrong use or settings; "
    "3 could not or would not publish, the packages in place stay as they were.",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"deckpress {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def welcome(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        terminal.stdout().print(WELCOME, end="")


def main() -> None:
    """Run the command line. An error that ends the run is one clear message on stderr and an exit code."""
    try:
        app()
    except DeckpressError as error:
        console = terminal.stderr()
        console.print(f"[red]error:[/] {escape(error.message)}")
        if error.hint:
            console.print(escape(error.hint), style="dim")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output has gone (`deckpress show ... | head`): that is no error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception:
        # Python would exit with 1, which tells jobs that packages were written.
        traceback.print_exc()
        terminal.stderr().print("[red]error:[/] this is a mistake in deckpress; nothing was published")
        sys.exit(PublishingError.exit_code)
