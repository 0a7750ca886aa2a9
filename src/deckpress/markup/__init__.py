"""Markdown of pages to HTML for the fields of Anki notes."""

from deckpress.markup.blocks import render, render_inline
from deckpress.markup.cloze import Hidden, render_cloze
from deckpress.markup.visible import visible_text

__all__ = ["Hidden", "render", "render_cloze", "render_inline", "visible_text"]
