"""Pages to notes: which facts become cards, what is hidden, what is asked."""

from deckpress.generator.notes import generate_notes

__all__ = ["generate_notes"]
