"""deckpress inspect"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from deckpress.cli import options, terminal
from deckpress.cli.app import app
from deckpress.cli.shapes import VERSION
from deckpress.cli.terminal import escape
from deckpress.exporter import Ledger, Package, ledger_bytes, read_ledger, read_package


@app.command()
def inspect(
    package: Annotated[Path, typer.Argument(help="An .apkg file.")],
    as_json: options.Json = False,
) -> None:
    """Show what a package holds: decks, note types, notes, cards and the ledger."""
    content = read_package(package)
    ledger = read_ledger(package)
    if as_json:
        terminal.print_json(package_shape(content, ledger))
    else:
        _print_package(content, terminal.stdout())
        _print_ledger(ledger, terminal.stdout())


def package_shape(package: Package, ledger: Ledger | None) -> dict[str, Any]:
    """The object of `inspect --json`. `ledger` is as in docs/publishing.md, or null."""
    return {
        "version": VERSION,
        "decks": list(package.decks),
        "note_types": [asdict(note_type) for note_type in package.note_types],
        "notes": [
            {
                "guid": note.guid,
                "id": note.id,
                "note_type": note.note_type,
                "fields": dict(note.fields),
                "tags": list(note.tags),
                "modified": note.modified,
                "cards": [asdict(card) for card in note.cards],
            }
            for note in package.notes
        ],
        "media": dict(package.media),
        "members": [asdict(member) for member in package.members],
        "ledger": None if ledger is None else json.loads(ledger_bytes(ledger)),
    }


def _print_package(package: Package, console: Console) -> None:
    cards = sum(len(note.cards) for note in package.notes)
    for deck in package.decks:
        console.print(f"[bold]{escape(deck)}[/]")
    console.print(f"{len(package.notes)} notes, {cards} cards")
    for name, count in sorted(Counter(note.note_type for note in package.notes).items()):
        console.print(f"  {count} of note type {escape(name)}")
    tags = Counter(tag for note in package.notes for tag in note.tags)
    for tag, count in sorted(tags.items(), key=lambda entry: (-entry[1], entry[0]))[:20]:
        console.print(f"  {count} tagged {escape(tag)}")
    if package.media:
        size = sum(package.media.values())
        console.print(f"{len(package.media)} pictures and sounds, {size:,} bytes")
    for member in package.members:
        if not member.name.isdecimal():  # the pictures and sounds
            console.print(f"[dim]{escape(member.name)}: {member.size} bytes[/]")


def _print_ledger(ledger: Ledger | None, console: Console) -> None:
    if ledger is None:
        console.print("no ledger: the next edition cannot follow this package")
        return
    withdrawn = sum(note.withdrawn for note in ledger.notes)
    console.print(
        f"ledger of deckpress {escape(ledger.generator)}, namespace {escape(ledger.namespace)}:"
        f" {len(ledger.pages)} pages, {withdrawn} notes withdrawn"
    )
