"""What raw HTML of an author may reach a card. Anki's import filters nothing: scripts on a card would run."""

from __future__ import annotations

import re
from typing import Final

import nh3

# Text, tables, media and semantics. No scripts, frames, forms, style sheets or SVG.
TAGS: Final = frozenset(
    {
        "a", "abbr", "audio", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center",
        "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em",
        "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd",
        "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "small", "source",
        "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th",
        "thead", "time", "tr", "tt", "u", "ul", "var", "video", "wbr",
    }
)  # fmt: skip
_ATTRIBUTES: Final = {
    "*": {"dir", "lang", "title"},
    "a": {"href"},
    "audio": {"controls", "src"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "div": {"class", "tabindex"},
    "img": {"alt", "height", "src", "width"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "pre": {"class", "tabindex"},
    "source": {"src", "type"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "scope", "style"},
    "time": {"datetime"},
    "video": {"controls", "height", "poster", "src", "width"},
}
_CLASSES: Final = {"div": "table", "pre": "code"}  # what blocks.py and code.py make
_ALIGNMENT = re.compile(r"text-align: (?:left|center|right)\Z")
# Their content is no text.
_DROPPED_WITH_CONTENT = {
    "iframe",
    "math",
    "noscript",
    "object",
    "script",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
}


def safe_html(html: str) -> str:
    """Return `html` well-formed and with harmless elements, attributes and addresses only."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags=_DROPPED_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        attribute_filter=_filter_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def _filter_attribute(tag: str, attribute: str, value: str) -> str | None:
    """Classes and styles are the note type's; authors' would break the look of cards, or fake a cloze."""
    if attribute == "class" and value != _CLASSES.get(tag):
        return None
    if attribute == "tabindex" and value != "0":
        return None
    if attribute == "style" and not _ALIGNMENT.match(value):
        return None
    return value
