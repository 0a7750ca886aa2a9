"""Where a page belongs: its permanent key, and the name of its subject.

`id` and `file_name` are not unique and change over the years; what stays is where a page stands on its site.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from deckpress.domain import slug

MAX_SLUG = 240  # characters; subjects become file names, which end at 255 bytes
NO_SUBJECT = "Pages"  # subject of a page that stands in no folder and names none

_SITE_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
_SMALL_WORDS = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with")
)


def page_key(url: str, place: str, subject: str) -> str:
    """
    Return `<subject-slug>/<page-slug>`.

    url "/learn/physics/questions/what-is-work", or any address ending in <subject>/questions/<page>
                                  -> physics/what-is-work
    any other url with a path     -> <first folder of place>/<last part of the path>
    no url                        -> <first folder of place>/<rest of place without ending>

    A page in no folder stands below its `subject`. An address with a query or fragment names no page.
    """
    *folders, file_name = [part for part in place.split("/") if part] or [""]
    stem = file_name.rpartition(".")[0] or file_name
    folder = folders[0] if folders else subject or NO_SUBJECT
    below = _slug("-".join([*folders[1:], stem])) or "page"
    above = _slug(folder) or slug(NO_SUBJECT)

    parts = _path_parts(url)
    page_part = _slug(parts[-1]) if parts else ""
    if not page_part or len(page_part) > MAX_SLUG:
        return f"{above}/{below}"
    if len(parts) > 2 and parts[-2] == "questions":
        site_subject = _slug(parts[-3])
        if site_subject and len(site_subject) <= MAX_SLUG:
            above = site_subject
    return f"{above}/{page_part}"


def subject_name(key: str, place: str) -> str:
    """Return the display name of a subject that no field names: "health-studies" -> "Health Studies"."""
    subject_slug = key.partition("/")[0]
    folder = place.strip("/").partition("/")[0] if "/" in place.strip("/") else ""
    name = re.sub(r"[-_\s]+", " ", folder if _slug(folder) == subject_slug else subject_slug).strip()
    if name != name.lower():
        return name
    words = name.split()
    return " ".join(
        word if number and word in _SMALL_WORDS else word[:1].upper() + word[1:]
        for number, word in enumerate(words)
    )


def _slug(part: str) -> str:
    """Return `part` as it is when a site made it, so that it keeps its double hyphens, else its slug."""
    return part if _SITE_SLUG.fullmatch(part) else slug(part)


def _path_parts(url: str) -> list[str]:
    try:
        address = urlsplit(url.strip())
    except ValueError:  # "http://[": not an address
        return []
    if address.query or address.fragment:
        return []
    parts = [unquote(part) for part in address.path.split("/") if part]
    if parts:
        parts[-1] = re.sub(r"\.(?:html?|md)$", "", parts[-1])
        if parts[-1] == "index":
            parts.pop()
    return parts
