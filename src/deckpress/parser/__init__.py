"""Page files -> pages. See docs/architecture.md for what the modules offer."""

from deckpress.parser.page import parse_page

__all__ = ["parse_page"]
