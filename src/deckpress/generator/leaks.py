"""The leak test: whether what a card shows gives away what it hides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from deckpress.generator.stems import are_related

_PREFIXES = ("anti", "mis", "non", "dis", "de", "in", "un", "im", "ir")


@lru_cache(maxsize=100_000)
def _with_and_without_prefix(stem: str) -> tuple[str, ...]:
    """The stems of words that mean the contrary: "finite" beside "infinite" gives it away."""
    if len(stem) < 5 or stem[0] == "$":
        return ()
    bare = [stem[len(one) :] for one in _PREFIXES if stem.startswith(one) and len(stem) - len(one) > 3]
    return (*bare, *[one + stem for one in _PREFIXES])


class Visible:
    """The stems that a learner sees, with how often they stand there. Words of one family begin alike."""

    __slots__ = ("_beginnings", "_counts", "_hidden")

    def __init__(self, stems: Iterable[str]) -> None:
        self._counts: Mapping[str, int] = Counter(stems)
        self._hidden: Mapping[str, int] = {}
        self._beginnings: dict[str, list[str]] = {}
        for one in self._counts:
            if len(one) >= 5:
                self._beginnings.setdefault(one[:5], []).append(one)

    def without(self, hidden: Iterable[str]) -> Visible:
        """Return what is left when each of `hidden` is taken away once."""
        rest = Visible.__new__(Visible)
        rest._counts, rest._beginnings = self._counts, self._beginnings
        counts: dict[str, int] = {}
        for one in hidden:
            counts[one] = counts.get(one, 0) + 1
        rest._hidden = counts
        return rest

    def has(self, stem: str) -> bool:
        return self._counts.get(stem, 0) > self._hidden.get(stem, 0)

    def shows(self, stem: str) -> bool:
        """Tell whether `stem`, or a word of its family, can be seen."""
        if self.has(stem):
            return True
        counts = self._counts
        for other in _with_and_without_prefix(stem):
            if other in counts and self.has(other):
                return True
        others = self._beginnings.get(stem[:5])
        if others is None or stem[:1] == "$":
            return False
        return any(other != stem and self.has(other) and are_related(stem, other) for other in others)


def shown_share(term: Sequence[str], visible: Visible) -> float:
    """Return which share of the words of a term can be seen beside it: 1 gives the term away."""
    distinct = dict.fromkeys(term)
    if not distinct:
        return 1.0
    return sum(visible.shows(one) for one in distinct) / len(distinct)


def leaks(term: Sequence[str], visible: Visible) -> bool:
    """Tell whether a card that shows `visible` gives the hidden `term` away.

    It does when all its words can be seen, or at least half of those before its last word: the last word of a
    longer term
    is mostly its kind ("receptors"), which the text may well name.
    """
    shown = [visible.shows(one) for one in dict.fromkeys(term)]
    if all(shown):
        return True
    return len(shown) > 1 and sum(shown[:-1]) * 2 >= len(shown) - 1


def gives_away_any(aliases: Iterable[Sequence[str]], visible: Visible) -> bool:
    """Tell whether one of the other names of a term can be seen in full."""
    return any(bool(alias) and all(visible.has(one) for one in alias) for alias in aliases)
