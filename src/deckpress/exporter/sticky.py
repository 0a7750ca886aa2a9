"""Hides a term again that a published note hid: learners have a card for it."""

from __future__ import annotations

import re
from html import escape

from deckpress.exporter.cloze import cloze_numbers

LONGEST = 10_000  # characters of a field that are worth the search

# What is set aside: clozes (as far as they go), tags, LaTeX, and the content of code.
_PART = re.compile(
    r"(\{\{c[0-9,]+::|\}\})|<(pre|code)\b[^<>]*+>.*?</\2>|</?[a-zA-Z][^<>]*+>|\\\(.*?\\\)|\\\[.*?\\\]|&#?\w+;",
    re.DOTALL,
)


def hide_again(text: str, term: str, ordinal: int, context: str = "") -> str | None:
    """Return the field `Text` with `{{cN::term}}` wherever the term stands in it.

    None when the term does not stand there, or when one of its places cannot be hidden as it is (inside
    another deletion, math or code) or `context` shows it, so that the card would give its answer away.
    """
    html = escape(term, quote=False)
    if len(text) > LONGEST or not term.strip() or "{" in html or "}" in html or "::" in html:
        return None
    wanted = re.compile(rf"(?<![\w-]){re.escape(html)}(?![\w-])", re.IGNORECASE)
    if not wanted.search(text) or wanted.search(escape(context, quote=False)):
        return None
    result: list[str] = []
    place = depth = hidden = 0
    for part in (*_PART.finditer(text), None):
        run = text[place : part.start() if part else len(text)]
        if depth == 0:
            run, count = wanted.subn(lambda found: f"{{{{c{ordinal}::{found[0]}}}}}", run)
            hidden += count
        elif wanted.search(run):
            return None
        result.append(run)
        if part is None:
            break
        place = part.end()
        result.append(part[0])
        if part[1]:
            depth = max(0, depth + (1 if part[1] != "}}" else -1))
        elif wanted.search(part[0]):
            return None
    again = "".join(result)
    return again if hidden and ordinal in cloze_numbers(again) else None
