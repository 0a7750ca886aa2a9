"""Tags of notes: the subject of the page, and those of its keywords that the note holds."""

from __future__ import annotations

from collections.abc import Iterable

from deckpress.domain import Page, slug
from deckpress.generator.tokens import content_stems


def subject_tag(page: Page) -> str:
    return f"subject::{page.subject_slug}"


def note_tags(page: Page, stems: Iterable[str]) -> tuple[str, ...]:
    """Return the tags of a note that holds words with these stems; without a keyword it has the page's first
    one.
    """
    held = set(stems)
    tags: dict[str, None] = {subject_tag(page): None}
    for keyword in page.keywords:
        found = content_stems(keyword)
        if found and held.issuperset(found) and (name := slug(keyword)):
            tags[f"keyword::{name}"] = None
    if len(tags) == 1:
        for keyword in page.keywords:
            if name := slug(keyword):
                tags[f"keyword::{name}"] = None
                break
    return tuple(tags)


def all_tags(page: Page) -> tuple[str, ...]:
    """Return the tags of a note on the whole page."""
    keywords = (f"keyword::{name}" for keyword in page.keywords if (name := slug(keyword)))
    return tuple(dict.fromkeys((subject_tag(page), *keywords)))
