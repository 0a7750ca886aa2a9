"""Text in HTML and back."""

from __future__ import annotations

import html
import re

# An entity that an author wrote stays one, as in Markdown.
_BARE_AMPERSAND = re.compile(r"&(?!(?:#[0-9]+|#[xX][0-9a-fA-F]+|[0-9a-zA-Z]+);)")

decode = html.unescape


def escape(text: str) -> str:
    """Return HTML that shows `text` as it is."""
    return html.escape(text, quote=False)


def escape_markdown(text: str) -> str:
    """Return HTML for a piece of Markdown without marks: like `escape`, but entities are kept."""
    if "&" in text:
        text = _BARE_AMPERSAND.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;")


def keep_literal(html_text: str) -> str:
    """Write as entities what Anki would take for a cloze, a field, a sound, speech or LaTeX."""
    if "{{" in html_text:
        html_text = html_text.replace("{{", "&#123;&#123;")
    if "[" in html_text:
        html_text = _ANKI_MARK.sub("&#91;", html_text)
    return html_text


_ANKI_MARK = re.compile(r"\[(?=/?(?:sound:|anki:|latex\]|\$\$?\]))", re.IGNORECASE)


def break_cloze_marks(html_text: str) -> str:
    """Write as entities what would end a cloze or begin its hint."""
    return html_text.replace("}}", "&#125;&#125;").replace("::", "&#58;&#58;")
