"""The terms of a page, ready to be found in its sentences: keywords, titles, abbreviations, what the author
marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from deckpress.domain import Page
from deckpress.generator.abbreviations import Pair
from deckpress.generator.tokens import content_stems
from deckpress.generator.topic import Topic
from deckpress.generator.words import GENERIC_STEMS


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the page: its stems in order, where it comes from ("keyword", "title", "pair", "author"), and the stems of its other names."""

    key: str
    stems: tuple[str, ...]
    kind: str
    aliases: tuple[tuple[str, ...], ...] = ()
    is_keyword: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """The terms by their first stem, longest first; `keywords` holds the stems of all keywords."""

    by_first: dict[str, list[Term]]
    keywords: dict[tuple[str, ...], str]  # stems -> keyword as written
    pairs: tuple[Pair, ...]
    never: frozenset[tuple[str, ...]]
    always: frozenset[tuple[str, ...]]
    topic: Topic
    paired: frozenset[tuple[str, ...]]  # stems of the abbreviations and their long forms
    counts: dict[str, int] = field(default_factory=dict)  # how often a term was hidden so far

    def key_of(self, stems: tuple[str, ...]) -> str:
        """Return the key of the term with these stems, which an abbreviation has from its long form."""
        terms = self.by_first.get(stems[0], ())
        return next((term.key for term in terms if term.stems == stems), "-".join(stems))


def read_vocabulary(page: Page, topic: Topic, pairs: Sequence[Pair]) -> Vocabulary:
    """Return the terms of `page`; `pairs` are the abbreviations that it explains."""
    terms: dict[tuple[str, ...], Term] = {}
    keywords = {stems: keyword for keyword in page.keywords if (stems := content_stems(keyword))}

    def add(stems: tuple[str, ...], kind: str, is_keyword: bool = False) -> None:
        if stems and len(stems) <= 7 and (stems not in terms or kind == "author"):
            terms[stems] = Term("-".join(stems), stems, kind, (), is_keyword)

    for stems in keywords:
        add(stems, "keyword", True)
    for point in page.answer.points:
        stems = content_stems(point.title)
        if len(stems) <= 5 and not GENERIC_STEMS.issuperset(stems):
            add(stems, "title")
    always = frozenset(content_stems(term) for term in page.cards.hide)
    for stems in always:
        add(stems, "author")
    for pair in pairs:
        short, long = content_stems(pair.short), content_stems(pair.long)
        if not short or not long:
            continue
        is_keyword = short in keywords or long in keywords
        key = "-".join(long)
        for one, other in ((short, long), (long, short)):
            terms[one] = Term(key, one, "pair", (other,), is_keyword)
    paired = frozenset(
        stems for pair in pairs for stems in (content_stems(pair.short), content_stems(pair.long))
    )
    by_first: dict[str, list[Term]] = {}
    for term in terms.values():
        by_first.setdefault(term.stems[0], []).append(term)
    for found in by_first.values():
        found.sort(key=lambda term: -len(term.stems))
    never = frozenset(content_stems(term) for term in page.cards.never_hide)
    return Vocabulary(by_first, keywords, tuple(pairs), never, always, topic, paired)
