"""Judges pages and their cards: pure rules, each with a code that docs/problems.md explains."""

from deckpress.lint.rules import CODES, RULES, Linted, lint_page
from deckpress.lint.similar import Alike, Digest, find_alike, note_number

__all__ = ["CODES", "RULES", "Alike", "Digest", "Linted", "find_alike", "lint_page", "note_number"]
