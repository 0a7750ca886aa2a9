"""The terms of a page, ready to be found in its sentences: keywords, titles, abbreviations, what the author
marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from deckpress.domain import Page
from deckpress.generator.abbreviations import Pair
from deckpress.generator.tokens import content_stems, content_words
from deckpress.generator.topic import Topic
from deckpress.generator.words import GENERIC_STEMS, is_generic


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the page: its stems in order, what it is worth, and the stems of its other names."""

    key: str
    stems: tuple[str, ...]
    worth: float
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


KEYWORD, TITLE, PAIR = 3.0, 2.6, 2.8


def read_vocabulary(page: Page, topic: Topic, pairs: Sequence[Pair]) -> Vocabulary:
    """Return the terms of `page`; `pairs` are the abbreviations that it explains."""
    terms: dict[tuple[str, ...], Term] = {}
    keywords = {stems: keyword for keyword in page.keywords if (stems := content_stems(keyword))}

    def add(stems: tuple[str, ...], worth: float, is_keyword: bool = False) -> None:
        if not stems or len(stems) > 7:
            return
        known = terms.get(stems)
        if known is None or known.worth < worth:
            terms[stems] = Term(
                "-".join(stems), stems, worth, (), is_keyword or bool(known and known.is_keyword)
            )

    for stems, keyword in keywords.items():
        generic = sum(is_generic(word) for word in content_words(keyword))
        worth = KEYWORD + 0.3 * (len(stems) - 1) - 0.3 * generic / len(stems)
        if generic == len(stems):
            worth = 0.8 if len(stems) == 1 else 2.0
        add(stems, worth, True)
    for point in page.answer.points:
        stems = content_stems(point.title)
        if len(stems) <= 5 and not GENERIC_STEMS.issuperset(stems):
            add(stems, TITLE if len(stems) <= 3 else 1.8)
    always = frozenset(content_stems(term) for term in page.cards.hide)
    for stems in always:
        add(stems, 9.0)
    for pair in pairs:
        short, long = content_stems(pair.short), content_stems(pair.long)
        if not short or not long:
            continue
        is_keyword = short in keywords or long in keywords
        key = "-".join(long)
        for one, other in ((short, long), (long, short)):
            worth = max(PAIR + (0.4 if is_keyword else 0.0), terms[one].worth if one in terms else 0)
            terms[one] = Term(key, one, worth, (other,), is_keyword)
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
