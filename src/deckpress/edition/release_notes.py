"""Release notes for learners, `<deck>.notes.md`, in their words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

from deckpress.edition.changes import Change, NoteChange
from deckpress.edition.going_on import WITHDRAWN

_MANY = 40  # pages that a list names

_NEW_LOOK = "The cards look different. What they ask stays, and so do your edits and schedule."

_HOW_TO = f"""\
## How to import

In Anki choose File > Import and the package. Keep the options as they are: update notes *If newer*, update
note types *If newer*, merge note types off. Your schedule, flags and suspended cards stay as they are. Your
own tags and edits stay on every note that is not listed here as changed.

Cards that you do not want: suspend them. A deleted note comes back with the next import.
Withdrawn cards: search for `tag:{WITHDRAWN}`.
"""


def release_notes(deck: str, changes: Sequence[NoteChange], modified: int, *, restyled: bool = False) -> str:
    """Return the release notes of a deck as Markdown, in the order of the deck. `modified` gives the date,
    `restyled` says that the cards look different."""
    day = datetime.fromtimestamp(modified, UTC).date().isoformat()
    sections = (
        ("New", Change.NEW, _new, ""),
        ("Changed", Change.CHANGED, _count, "Your schedule goes on."),
        ("Back again", Change.RETURNED, _count, "They go on with the schedule they had."),
        (
            "Withdrawn",
            Change.WITHDRAWN,
            _count,
            f"They carry a notice and the tag `{WITHDRAWN}`; suspend them if you do not want to go on.",
        ),
        ("Moved to another deck", Change.MOVED, _count, "Cards that you have stay where they are and go on."),
    )
    parts = [f"# {deck}: edition of {day}\n"]
    for title, change, count, remark in sections:
        own = [one for one in changes if one.change is change]
        if own:
            parts.append(
                "\n".join(filter(None, (f"## {title}\n", remark and f"{remark}\n", *_pages(own, count))))
            )
    retired = [(one.question, term) for one in changes for term in one.retired]
    if retired:
        lines = [f"* {term} ({question or 'no question'})" for question, term in retired[:_MANY]]
        text = "These cards have nothing to ask any more. Anki's Tools > Empty Cards removes them.\n"
        parts.append("\n".join(("## Cards without a question\n", text, *lines, *_more(len(retired)), "")))
    if restyled:
        parts.append(f"## New look\n\n{_NEW_LOOK}\n")
    return "\n\n".join(part.strip("\n") for part in (*parts, _HOW_TO)) + "\n"


def _pages(changes: Iterable[NoteChange], count: Callable[[Sequence[NoteChange]], str]) -> list[str]:
    by_page: dict[str, list[NoteChange]] = {}
    for change in changes:
        by_page.setdefault(change.question or change.page, []).append(change)
    lines = [f"* {question}: {count(own)}" for question, own in list(by_page.items())[:_MANY]]
    return [*lines, *_more(len(by_page)), ""]


def _more(number: int) -> list[str]:
    return [f"* and {number - _MANY} more"] if number > _MANY else []


def _new(changes: Sequence[NoteChange]) -> str:
    cards = sum(change.cards for change in changes)
    return f"{cards} new card{'s' if cards != 1 else ''}"


def _count(changes: Sequence[NoteChange]) -> str:
    return f"{len(changes)} note{'s' if len(changes) != 1 else ''}"
