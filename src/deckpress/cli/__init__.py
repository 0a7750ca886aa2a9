"""The command line: one file a command. The only part that prints and exits."""

from deckpress.cli import build, check, inspect, new, plan, preview, show
from deckpress.cli.app import app, main

__all__ = ["app", "build", "check", "inspect", "main", "new", "plan", "preview", "show"]
