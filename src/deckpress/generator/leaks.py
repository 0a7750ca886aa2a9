"""The leak test: whether what a card shows gives away what it hides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from deckpress.generator.stems import are_related


@dataclass(frozen=True, slots=True)
class Visible:
    """The stems with content that a learner sees, and the first letters by which related ones are found."""

    stems: frozenset[str]
    beginnings: frozenset[str]

    @classmethod
    def of(cls, stems: Iterable[str]) -> Visible:
        seen = frozenset(stems)
        return cls(seen, frozenset(one[:5] for one in seen if len(one) >= 5))

    def shows(self, stem: str) -> bool:
        """Tell whether `stem`, or a word of its family, can be seen."""
        if stem in self.stems:
            return True
        if stem[:5] not in self.beginnings or stem[:1] == "$":
            return False
        return any(other[:5] == stem[:5] and are_related(stem, other) for other in self.stems)


def shown_share(term: Sequence[str], visible: Visible) -> float:
    """Return which share of the words of a term can be seen beside it: 1 gives the term away."""
    distinct = dict.fromkeys(term)
    if not distinct:
        return 1.0
    return sum(visible.shows(one) for one in distinct) / len(distinct)


def leaks(term: Sequence[str], visible: Visible) -> bool:
    """Tell whether a card that shows `visible` gives the hidden `term` away.

    It does when all its words can be seen, or at least half of those before its last word: the last word of a longer term
    is mostly its kind ("receptors"), which the text may well name.
    """
    if shown_share(term, visible) == 1:
        return True
    modifiers = list(dict.fromkeys(term[:-1]))
    return bool(modifiers) and sum(visible.shows(one) for one in modifiers) * 2 >= len(modifiers)


def gives_away_any(aliases: Iterable[Sequence[str]], stems: frozenset[str]) -> bool:
    """Tell whether one of the other names of a term stands among the visible stems in full."""
    return any(bool(alias) and stems.issuperset(alias) for alias in aliases)
