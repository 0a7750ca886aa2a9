"""Finds the pages of the previous edition in the next one: pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from deckpress.edition.manuscript import PageOutline
from deckpress.edition.previous import PreviousPage


def identify(
    pages: Iterable[PageOutline],
    previous: Mapping[str, PreviousPage],
    failed: Collection[str] = (),
) -> dict[str, tuple[str, ...]]:
    """Return the page parts of the notes' keys for each page, by its present key.

    The first is the page's own, in which new notes get their keys; more are pages that became one with it. A
    page is found by the keys of its posts, then by its question, then by its file. A page that is found by
    nothing gets a key that no page ever had. Pages that `failed` are still there: only a cross-post with the
    same key is one of them.
    """
    pages = sorted(pages, key=lambda page: page.key)
    found: dict[str, list[str]] = {}
    free = set(previous)

    def look(candidates: Callable[[PageOutline], Iterable[str]], *, several: bool = False) -> None:
        for page in pages:
            if page.key in found and not several:
                continue
            for key in candidates(page):
                if key in free and (several or page.key not in found):
                    found.setdefault(page.key, []).append(key)
                    free.discard(key)

    by_post = _index((post.key, key) for key, page in previous.items() for post in page.posts)
    by_question = _index((page.question, key) for key, page in previous.items() if page.question)
    by_place = _index(
        (post.place, key) for key, page in previous.items() if key not in failed for post in page.posts
    )

    def with_own_key(page: PageOutline) -> Iterable[str]:
        own = {post.key for post in page.posts}
        return (key for key in with_a_post(page) if key in own and not previous[key].withdrawn)

    def with_a_post(page: PageOutline) -> Iterable[str]:
        keys = [key for post in page.posts for key in by_post.get(post.key, ())]
        return sorted(keys, key=lambda key: previous[key].withdrawn)

    def with_the_question(page: PageOutline) -> Iterable[str]:
        keys = [key for key in by_question.get(page.question, ()) if key in free and key not in failed]
        same_name = [key for key in keys if _name(key) in {_name(post.key) for post in page.posts}]
        candidates = same_name or keys
        return candidates if len(candidates) == 1 else ()

    def at_the_place(page: PageOutline) -> Iterable[str]:
        return (key for post in page.posts if post.place for key in by_place.get(post.place, ()))

    look(with_own_key)
    look(with_a_post)
    look(with_a_post, several=True)
    look(with_the_question)
    look(at_the_place)
    taken = {*previous, *(key for keys in found.values() for key in keys)}
    for page in pages:
        if page.key not in found:
            found[page.key] = [unused(page.key, taken)]
            taken.add(found[page.key][0])
    return {key: tuple(keys) for key, keys in found.items()}


def unused(key: str, taken: Iterable[str]) -> str:
    """Return the key, with "~2", "~3" ... behind it if it is taken."""
    result, number = key, 1
    while result in taken:
        number += 1
        result = f"{key}~{number}"
    return result


def _name(key: str) -> str:
    return key.rpartition("/")[2]


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for name, key in sorted(pairs):
        index.setdefault(name, []).append(key)
    return index
