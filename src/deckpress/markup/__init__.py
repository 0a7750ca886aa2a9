"""Markdown of pages to HTML for the fields of Anki notes."""

from deckpress.markup.blocks import render, render_inline
from deckpress.markup.cloze import Hidden, render_cloze
from deckpress.markup.media import Remote, may_hold_media, media_addresses, with_media
from deckpress.markup.visible import visible_text

__all__ = [
    "Hidden",
    "Remote",
    "may_hold_media",
    "media_addresses",
    "render",
    "render_cloze",
    "render_inline",
    "visible_text",
    "with_media",
]
