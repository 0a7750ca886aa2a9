"""What a learner sees of a field."""

from __future__ import annotations

import re

from deckpress.markup.entities import decode

# The innermost cloze: its text holds no other.
_CLOZE = re.compile(r"\{\{c[\d,]+::((?>(?:[^{}]|\{(?!\{)|\}(?!\}))*))\}\}")
_DEEPEST_CLOZE = 10  # as Anki reads them
_COMMENT = re.compile(r"<!--(?>(?:[^<-]|-(?!->)|<(?!!--))*)-->")
_BREAKING_TAG = re.compile(
    r"</?(?:blockquote|br|dd|details|div|dl|dt|figcaption|figure|h[1-6]|hr|img|li|ol|p|pre|summary|table|tbody|td|tfoot|th"
    r"|thead|tr|ul)\b[^<>]*>"
)
_TAG = re.compile(r"</?[a-z][^<>]*>")
_SOUND = re.compile(r"\[sound:[^\[\]<>]*+\]")  # the button that plays it


def visible_text(html: str) -> str:
    """Return the text of a field on one line: clozes shown without hints, tags dropped, math as LaTeX."""
    if "[sound:" in html:
        html = _SOUND.sub(" ", html)
    if "{{c" in html:
        for _ in range(_DEEPEST_CLOZE):
            html, found = _CLOZE.subn(lambda cloze: cloze[1].partition("::")[0], html)
            if not found:
                break
    if "<" in html:
        html = _TAG.sub("", _BREAKING_TAG.sub(" ", _COMMENT.sub("", html)))
    return " ".join(decode(html).split())
