"""What a course creator adds to the look of all cards: a style sheet and a footer. Both stay harmless.

A card loads nothing from elsewhere and runs no script: it must look the same without a network, and what runs
on a card can reach all that a learner has in Anki.
"""

from __future__ import annotations

import re
from html import escape

from deckpress.markup import media_addresses, render_inline
from deckpress.markup.safe_html import TAGS

_TOKEN = re.compile(
    r"(?P<comment>/\*(?>(?:[^*]|\*(?!/))*)\*/)"
    r"|(?P<string>\"(?>(?:[^\"\\\n]|\\[\s\S])*)\"|'(?>(?:[^'\\\n]|\\[\s\S])*)')"
    r"|\\(?P<code>[0-9a-fA-F]{1,6})\s?|\\(?P<char>[^\n])"
    r"|(?P<open>[{(\[])|(?P<close>[})\]])"
    r"|(?P<never_closed>/\*|[\"'])"
)
_CLOSING = {"{": "}", "(": ")", "[": "]"}
_LOADING = re.compile(
    r"@import\b|(?:\burl|\bsrc)\(\s*+[\"']?+(?!data:|#)|(?:-webkit-)?\bimage(?:-set)?\(", re.IGNORECASE
)
_SCRIPT = re.compile(r"\bexpression\(|\bjavascript:|\bbehavior\s*:|-moz-binding\s*:", re.IGNORECASE)
_TAG = re.compile(r"</?([a-z][a-z0-9-]*)(?=[\s/>])", re.IGNORECASE)
_HANDLER = re.compile(r"<[^<>]*\s(on[a-z]+)\s*=|(javascript:)", re.IGNORECASE)


def css_fault(css: str) -> tuple[int, str] | None:
    """Return what is wrong with a style sheet, and its line from 1; None if it may stand on cards."""
    if (end := css.lower().find("</")) >= 0:
        return _line(css, end), "'</' would end the style sheet"
    open_at: list[tuple[str, int]] = []
    plain: list[str] = []  # without comments and escapes, with the same lines
    place = 0
    for token in _TOKEN.finditer(css):
        plain.append(css[place : token.start()])
        place = token.end()
        match token.lastgroup:
            case "never_closed":
                return _line(css, token.start()), f"{token[0]} is never closed"
            case "comment":
                plain.append(" " + "\n" * token[0].count("\n"))
            case "code" | "char":
                plain.append(_unescaped(token) + "\n" * token[0].count("\n"))
            case "string":
                inner = token[0][1:-1]
                plain.append('"data:"' if inner.startswith("data:") else '"' + "\n" * inner.count("\n") + '"')
            case "open":
                open_at.append((token[0], token.start()))
                plain.append(token[0])
            case _:
                if not open_at or _CLOSING[open_at.pop()[0]] != token[0]:
                    return _line(css, token.start()), f"'{token[0]}' closes nothing"
                plain.append(token[0])
    if open_at:
        mark, start = open_at[-1]
        return _line(css, start), f"'{mark}' is never closed"
    text = "".join([*plain, css[place:]])
    if found := _LOADING.search(text):
        loads = "loads something from elsewhere, which cards never do; only data: addresses may be used"
        return _line(text, found.start()), f"'{' '.join(found[0].split())}' {loads}"
    if found := _SCRIPT.search(text):
        return _line(text, found.start()), f"'{found[0]}' runs a script"
    return None


def _unescaped(token: re.Match[str]) -> str:
    if token["char"]:
        return token["char"]
    number = int(token["code"], 16)
    return chr(number) if 0 < number < 0xD800 or 0xDFFF < number <= 0x10FFFF else "\ufffd"


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def footer_fault(markdown: str) -> str | None:
    """Return what is wrong with a footer, None if it may stand on cards."""
    if found := _HANDLER.search(markdown):
        return f"'{found[1] or found[2]}' runs a script"
    for name in _TAG.findall(markdown):
        if name.lower() not in TAGS:
            return f"<{name}> may not stand on cards"
    html = render_inline(markdown)
    if "<img" in html or media_addresses(html):
        return "a picture or sound is not text; the setting 'logo' shows a picture"
    return None


def footer_html(markdown: str, logo: str = "") -> str:
    """Return the footer of all cards. `logo` is the name in packages of a picture before it."""
    text = render_inline(markdown) if markdown else ""
    if not logo:
        return text
    alt = "" if text else "Logo"
    picture = f'<img src="{escape(logo)}" class="logo" alt="{alt}">'
    return f"{picture} {text}" if text else picture
