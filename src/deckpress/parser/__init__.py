"""Page files -> pages. See docs/architecture.md for what the modules offer."""

from deckpress.parser.blank import blank_page
from deckpress.parser.page import parse_page

__all__ = ["blank_page", "parse_page"]
