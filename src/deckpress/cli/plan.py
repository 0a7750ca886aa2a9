"""deckpress plan"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from deckpress.cli import options, terminal
from deckpress.cli.app import app
from deckpress.cli.shapes import VERSION
from deckpress.cli.terminal import escape
from deckpress.domain import Severity
from deckpress.edition import Change, DeckChanges, NoteChange
from deckpress.press import plan_packages
from deckpress.settings import read_settings

_STYLES = {
    Change.NEW: "green",
    Change.CHANGED: "yellow",
    Change.WITHDRAWN: "red",
    Change.RETURNED: "green",
    Change.MOVED: "blue",
}
_MANY = 20  # new notes of a deck that are listed


class FailOn(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    RISK = "risk"


@app.command()
def plan(
    content: options.Content = options.CONTENT,
    previous: options.PreviousPackages = Path("decks"),
    deck: Annotated[
        list[str] | None, typer.Option(metavar="SLUG", help="Look at this deck only. May be repeated.")
    ] = None,
    now: Annotated[str | None, typer.Option(metavar="ISO", help="Time of the edition.")] = None,
    fail_on: Annotated[
        list[FailOn] | None, typer.Option(help="Exit code 1 if there is any. May be repeated.")
    ] = None,
    as_json: options.Json = False,
    jobs: options.Jobs = 0,
) -> None:
    """Show what the next edition would change for learners, before it is published.

    Lists new, changed, withdrawn, returned and moved notes, changes word by word, terms whose card has
    nothing to ask any more, and risks: cards whose schedule may not fit any longer. Nothing is written.
    """
    settings = read_settings(content)
    modified = options.clock(now)
    with options.workers(jobs) as executor, terminal.progress_bar("pages", not as_json) as progress:
        decks, problems = plan_packages(
            content,
            previous,
            settings,
            modified=modified,
            only=deck or (),
            executor=executor,
            progress=progress,
        )
    if as_json:
        terminal.print_json({"version": VERSION, "decks": [deck_shape(one) for one in decks]})
    else:
        console = terminal.stdout()
        for one in decks:
            if one.changes:
                _print_deck(one, console)
        console.print(_summary(decks))
        if restyled := [one.file for one in decks if one.restyled]:
            console.print(f"[blue]The look of the cards changes[/]: {escape(', '.join(restyled))}")
        for one in decks:
            if one.refusal:
                console.print(
                    f"[red]A build would stop[/]: {escape(one.file)}: {one.refusal}. "
                    "Allow it with --allow-withdrawals."
                )
    if failed := len({one.location.path for one in problems if one.severity is Severity.ERROR}):
        terminal.stderr().print(f"{failed} pages have errors, which `deckpress check` lists.")
    found = {*(change.change.value for one in decks for change in one.changes)}
    if any(change.risks for one in decks for change in one.changes):
        found.add(FailOn.RISK.value)
    raise typer.Exit(int(any(kind.value in found for kind in fail_on or ())))


def deck_shape(deck: DeckChanges) -> dict[str, Any]:
    """One deck of `plan --json`."""
    shape: dict[str, Any] = {
        "name": deck.name,
        "file": deck.file,
        "unchanged": deck.unchanged,
        "restyled": deck.restyled,
        "refusal": deck.refusal,
    }
    for kind in _STYLES:
        shape[kind.value] = [_note_shape(change) for change in deck.changes if change.change is kind]
    return shape


def _note_shape(change: NoteChange) -> dict[str, Any]:
    return {
        "guid": change.guid,
        "page": change.page,
        "question": change.question,
        "front": change.front,
        "cards": change.cards,
        "fields": [
            {"name": field.name, "before": field.before, "after": field.after, "diff": field.words}
            for field in change.fields
        ],
        "retired": list(change.retired),
        "risks": list(change.risks),
    }


def _print_deck(deck: DeckChanges, console: Console) -> None:
    console.print(f"[bold]{escape(deck.name)}[/] ({escape(deck.file)})")
    for kind, style in _STYLES.items():
        own = [change for change in deck.changes if change.change is kind]
        shown = own[:_MANY] if kind is Change.NEW else own
        for change in shown:
            console.print(f"  [{style}]{kind.value}[/] {escape(change.front)} [dim]{escape(change.page)}[/]")
            for field in change.fields:
                console.print(f"      {escape(field.name)}: {escape(field.words)}")
            for term in change.retired:
                console.print(f"      [yellow]nothing to ask any more:[/] {escape(term)}")
            for risk in change.risks:
                console.print(f"      [red]risk:[/] {escape(risk)}")
        if len(shown) < len(own):
            console.print(f"  and {len(own) - len(shown)} more {kind.value} notes")


def _summary(decks: Sequence[DeckChanges]) -> str:
    changes = [change for deck in decks for change in deck.changes]
    counts = [f"{sum(one.change is kind for one in changes)} {kind.value}" for kind in _STYLES]
    risks = sum(bool(change.risks) for change in changes)
    unchanged = sum(deck.unchanged for deck in decks)
    return f"{', '.join(counts)}, {unchanged} unchanged notes; {risks} at risk"
