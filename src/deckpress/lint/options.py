"""Rules I: what an author wrote under `cards:` has a meaning on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from deckpress.domain import KeyPoint, Location, Page, Severity
from deckpress.lint.leaks import stands_in
from deckpress.lint.reading import Words, read_words
from deckpress.lint.views import Finding, Located, NoteView, PageRule, PageView, quoted


def options_match_something(page: PageView, good: Sequence[NoteView]) -> Iterator[Located]:
    """I02: the terms and points that `hide`, `never_hide` and `skip_points` name are on the page."""
    cards = page.page.cards
    if cards.hide or cards.never_hide:
        text = read_words(page.page.answer.text)
        for option, terms in (("hide", cards.hide), ("never_hide", cards.never_hide)):
            for term in terms:
                if not _holds(text, term):
                    message = f"'{option}' names {quoted(term)}, which the answer never uses"
                    hint = "write the term as the answer has it, or take it out"
                    yield _place(page.page, option, term), Finding(Severity.WARNING, message, hint)
    for entry in cards.skip_points:
        if not any(is_named(point, entry) for point in page.page.answer.points):
            titles = {point.title.casefold(): point.title for point in page.page.answer.points if point.title}
            near = get_close_matches(entry.casefold()[:200], titles, n=1)
            guess = f" (did you mean {quoted(titles[near[0]])}?)" if near else ""
            message = f"'skip_points' names {quoted(entry)}, which is no key point{guess}"
            hint = "name a key point by its title or number, as `deckpress show` lists them"
            yield _place(page.page, "skip_points", entry), Finding(Severity.WARNING, message, hint)


def is_named(point: KeyPoint, entry: str) -> bool:
    """Tell whether an entry of `skip_points` means this point."""
    return entry == str(point.number) or entry.casefold() == point.title.casefold()


def _holds(text: Words, term: str) -> bool:
    """Tell whether a text holds a term in any form, or as it is written."""
    stems = [stem for stem in read_words(term).stems if stem]
    return stands_in(stems, text.stems, len(stems) + 2) or term.casefold() in text.text.casefold()


def _place(page: Page, option: str, entry: str) -> Location:
    line = page.cards.lines.get((option, entry), page.location.line)
    return Location(page.location.path, line)


OPTIONS = (PageRule("I02", options_match_something),)
