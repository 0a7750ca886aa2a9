"""Links and images."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

from deckpress.parser.inline import plain_text

_PARTS = re.compile(
    r"!?\[(?P<text>(?>(?:[^\[\]\\]|\\.|\[[^\[\]]*+\](?:\([^()\s]*+\))?)*))\]"
    r"\(\s*+(?:<(?P<angled>[^<>\n]*+)>|(?P<bare>(?>(?:[^()\s\\]|\\.|\([^()\s]*+\))*)))"
    r"(?:\s++(?P<title>\"[^\"]*+\"|'[^']*+'))?\s*+\)\Z",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SAFE_SCHEMES = ("http:", "https:", "mailto:")
# Browsers ignore these inside an address, so `java\tscript:` must not hide behind them.
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]+")


def link_html(source: str, render_text: Callable[[str], str]) -> str:
    """Return the HTML of a link or an image; only its text where the address is not safe to open."""
    if source.startswith("<"):
        return _anchor(source[1:-1], "", escape(source[1:-1].removeprefix("mailto:"), quote=False))
    parts = _PARTS.match(source)
    if not parts:
        return _anchor(source, "", escape(source, quote=False))
    address = _plain(parts["angled"] if parts["angled"] is not None else parts["bare"])
    title = _plain((parts["title"] or "")[1:-1])
    if source.startswith("!"):
        return _image(address, title, plain_text(parts["text"]))
    return _anchor(address, title, render_text(parts["text"]))


def is_safe_address(address: str) -> bool:
    """Tell whether a browser would open `address` as a page or a mail, or as a place on the same site."""
    scheme = _SCHEME.match(_IGNORED.sub("", address))
    return scheme is None or scheme[0].lower() in _SAFE_SCHEMES


def _anchor(address: str, title: str, text: str) -> str:
    if not is_safe_address(address):
        return text
    return f'<a href="{_attribute(address)}"{_title(title)}>{text}</a>'


def _image(address: str, title: str, text: str) -> str:
    if not is_safe_address(address):
        return escape(text, quote=False)
    return f'<img src="{_attribute(address)}" alt="{escape(text)}"{_title(title)}>'


def _attribute(address: str) -> str:
    return escape(address.replace(" ", "%20"))


def _title(title: str) -> str:
    return f' title="{escape(title)}"' if title else ""


def _plain(text: str) -> str:
    return unescape(_ESCAPE.sub(r"\1", text))
