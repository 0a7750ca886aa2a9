"""The fields that all notes of a page share, and notes put together from them."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence

from deckpress.domain import FIELDS, Deletion, Kind, Location, Note, Page, Role, Settings
from deckpress.markup import render, visible_text
from deckpress.parser.formulas import broken_formulas
from deckpress.parser.inline import plain_text

_MEDIA = re.compile(r"<(?:img|audio|video)\b")


def address(url: str, site_url: str) -> str:
    """Return the whole address of a page on the web, or its path when the site is not known."""
    if url.startswith(("http://", "https://")) or not site_url or not url:
        return url
    return f"{site_url.rstrip('/')}/{url.lstrip('/')}"


def _link(url: str, text: str) -> str:
    shown = html.escape(text)
    if url.startswith(("http://", "https://")):
        return f'<a href="{html.escape(url)}">{shown}</a>'
    return shown


def shared_fields(page: Page, settings: Settings) -> dict[str, str]:
    """Return the HTML of the fields that are the same on all notes of `page`."""
    source = address(page.url, settings.site_url)
    related = "".join(
        f"<li>{_link(address(one.url, settings.site_url), plain_text(one.title) or one.url)}</li>"
        for one in page.related
        if not broken_formulas(one.title)
    )
    return {
        "Page Question": html.escape(plain_text(page.question), quote=False),
        "Subject": html.escape(page.subject, quote=False),
        "Source": _link(source, source or page.key),
        "Related": f"<ul>{related}</ul>" if related else "",
        "Page Key": page.key,
    }


def _tells_more(extra: str, shown: str) -> bool:
    """Tell whether what is folded away says or shows what the card does not."""
    return bool(extra) and (bool(_MEDIA.search(extra)) or visible_text(extra) not in visible_text(shown))


class NoteMaker:
    """Puts notes of one page together, with keys that are unique on it."""

    def __init__(self, page: Page, settings: Settings) -> None:
        self._page = page
        self._shared = shared_fields(page, settings)
        self._keys: set[str] = set()
        self._extras: dict[str, str] = {}

    def extra(self, markdown: str) -> str:
        """Return the HTML of what stands on the back; a point's notes share it. A broken formula costs the
        whole of it, so that the notes can stay.
        """
        if markdown not in self._extras:
            self._extras[markdown] = render(markdown) if not broken_formulas(markdown) else ""
        return self._extras[markdown]

    def note(
        self,
        kind: Kind,
        role: Role,
        fields: Mapping[str, str],
        tags: tuple[str, ...],
        location: Location,
        point_key: str = "",
        term_key: str = "",
        deletions: Sequence[Deletion] = (),
    ) -> Note:
        """Return a note; `fields` holds HTML, and fields that it does not name are those of the page or
        empty.
        """
        key = "|".join((self._page.key, kind, role, point_key, term_key))
        unique, number = key, 2
        while unique in self._keys:
            unique, number = f"{key}-{number}", number + 1
        self._keys.add(unique)
        full = {name: fields.get(name, self._shared.get(name, "")) for name in FIELDS[kind]}
        if not _tells_more(full["Extra"], full["Text" if kind is Kind.CLOZE else "Answer"]):
            full["Extra"] = ""
        return Note(unique, kind, role, full, tags, tuple(deletions), location)
