"""A static site that shows every card as Anki would: pages -> notes -> files that open without a server."""

from deckpress.preview.build import Preview, Workshop
from deckpress.preview.serve import changes, serving

__all__ = ["Preview", "Workshop", "changes", "serving"]
