"""What a page is about: the words of its question, and the name of its subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from deckpress.domain import Page
from deckpress.generator.abbreviations import Pair
from deckpress.generator.stems import stem
from deckpress.generator.tokens import content_stems, content_words
from deckpress.generator.verbs import BASE, BASE_OF_GERUND, NOUNS_TOO, PARTICIPLES
from deckpress.generator.words import PRONOUNS, is_edge, is_generic
from deckpress.parser.inline import plain_text


@dataclass(frozen=True)
class Topic:
    """The topic of one page.

    `name` can stand for "it" in a sentence ("the GDP deflator"), "" when the question names nothing;
    `others` are further keywords that the question holds. `stems` are the words of the question: a term made of
    them is the topic. `names` are the words that the page writes with a capital inside a sentence.
    """

    question: str
    name: str
    others: tuple[str, ...]
    keywords: frozenset[tuple[str, ...]]
    stems: frozenset[str]
    is_asked_about: bool  # the question asks what `name` is or does, so that "it" can mean it
    is_comparison: bool
    compared: frozenset[tuple[str, ...]]
    has_orders: bool  # most of its titles tell what to do: "Set Clear Goals"
    names: frozenset[str]
    small: frozenset[str]  # stems of the words that the page writes without a capital
    text: str  # the answer in small letters

    @cached_property
    def is_plural(self) -> bool:
        return is_plural(self.name)

    @property
    def is_one(self) -> bool:
        """Whether the page is about one thing, so that its name tells what a sentence is about."""
        return not self.is_comparison and (self.is_asked_about or len(self.others) < 2)

    def is_joined(self, name: str) -> bool:
        """Tell whether the question asks about more than `name`: "revenue and expenses", or "sine law" where it says
        "the sine and cosine laws".
        """
        bare = re.escape(_ARTICLE.sub("", name))
        first, space, last = bare.partition(r"\ ")
        shared = rf"|\b{first} (?:and|or) [\w-]+ {last}" if space else ""
        return bool(
            name
            and re.search(
                rf"{_JOINT}(?:[\w-]+ ){{0,3}}{bare}(?:s|es)?\b|\b{bare}(?: [\w-]+){{0,2}}{_JOINT}{_NO_QUESTION}{shared}",
                self.question,
                re.IGNORECASE,
            )
        )

    def covers(self, stems: Sequence[str]) -> bool:
        """Tell whether a term with these stems is the topic, or a part of it; compared things are not."""
        return bool(stems) and self.stems.issuperset(stems) and tuple(stems) not in self.compared


_ARTICLE = re.compile(r"\A(?:the|an?) ", re.IGNORECASE)
_JOINT = r"(?:,| and| or| versus| vs\.?| from| including) "
_NO_QUESTION = (
    r"(?!(?:and )?(?:how|why|what|when|where|which|who|in what)\b)"  # "What is inflation, and how ...?"
)
_COMPARISON = re.compile(
    r"\b(?:differences?|different (?:from|than)|differentiates?|differs?|compar(?:e|es|ed|ing|ison)|contrast(?:s|ed|ing)?|versus|vs\.?"
    r"|distinguish\w*)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"""^(?:what|who|which)\s+(?:is|are|was|were)\s+(?P<what>.{2,60}?)(?:\?|,|\s+and\s+(?:how|why|what|when|where|who)\b)
    |^(?:define|describe|explain|discuss)\s+(?P<order>.{2,50}?)(?:[.?,]|\s+(?:and|in|with|as)\s)""",
    re.IGNORECASE | re.VERBOSE,
)
# "What are the functions of money?", "Why does the Moon have phases?"
_OF = re.compile(
    r"^what\s+(?:is|are|was|were)\s+the\s+[\w\s-]+?\s+(?:of|in)\s+(?P<name>[^?,]{2,40}?)(?:\?|,|\s+and\s+(?:how|why|what)\b)",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"^(?:how|why|when|where)\s+(?:is|are|was|were|do|does|did|can)\s+(?P<rest>[^?,]+)", re.IGNORECASE
)
_SUBJECT_WORDS = 5
_TITLES = re.compile(r"\*\*[^*\n]+\*\*|^#.*$", re.MULTILINE)
_SMALL = re.compile(r"\b[a-zß-öø-ÿ][^\W\d_]*")
_MIDWAY_CAPITAL = re.compile(r"(?<=[a-z,;)] )[A-ZÀ-ÖØ-Þ][^\W\d_]+")
_FRAME = re.compile(
    r"^(?:the\s+)?(?:main|key|primary|basic|different|various|major|common|some|significance|importance|role|purpose|"
    r"concept|definition|meaning|function|process|mechanism|types?|causes?|effects?|benefits?|use)s?\b",
    re.IGNORECASE,
)


def find_topic(page: Page, pairs: Sequence[Pair]) -> Topic:
    """Return what `page` is about; `pairs` are the abbreviations that it explains."""
    question = plain_text(page.question)
    stems = content_stems(question)
    for pair in pairs:  # "NK" where the question says "natural killer cells"
        short, long = content_stems(pair.short), content_stems(pair.long)
        if short and long and (set(short) <= set(stems) or set(long) <= set(stems)):
            stems += short + long
    is_comparison = _COMPARISON.search(question) is not None
    in_question = [
        keyword for keyword in page.keywords if (found := content_stems(keyword)) and set(found) <= set(stems)
    ]
    compared = frozenset(content_stems(keyword) for keyword in in_question) if is_comparison else frozenset()
    if len(compared) < 2:
        compared = frozenset()
    # "potential energy" is what "gravitational potential energy" and "electrical potential energy" have in common
    compared = frozenset(one for one in compared if not any(set(one) < set(other) for other in compared))
    name = _spelled(question, in_question)
    return Topic(
        question=question,
        name=name,
        others=tuple(in_question),
        keywords=frozenset(content_stems(keyword) for keyword in page.keywords),
        stems=frozenset(stems),
        is_asked_about=any(content_stems(one) == content_stems(name) for one in _named(question)),
        is_comparison=is_comparison,
        compared=compared,
        has_orders=_has_orders([point.title for point in page.answer.points if point.title]),
        names=frozenset(_MIDWAY_CAPITAL.findall(_TITLES.sub(" ", page.answer.text)))
        | _names_among(page.keywords),
        small=frozenset(map(stem, set(_SMALL.findall(page.answer.text)))),
        text=page.answer.text.lower(),
    )


def _names_among(keywords: Sequence[str]) -> frozenset[str]:
    """The words of keywords that are names: "Factory Act" among keywords that are written small."""
    names = [words for words in map(str.split, keywords) if any(word[:1].isupper() for word in words)]
    if 2 * len(names) > len(keywords):
        return frozenset()
    return frozenset(re.sub("['’]s$", "", word) for words in names if len(words) > 1 for word in words)


def _has_orders(titles: Sequence[str]) -> bool:
    firsts = [title.split(" ")[0].lower() for title in titles]
    return 2 * sum(one in BASE or one in BASE_OF_GERUND for one in firsts) > len(firsts)


def _spelled(question: str, keywords: list[str]) -> str:
    """The first keyword that stands in the question, as the question spells it, with its article."""
    for keyword in sorted(keywords, key=lambda one: -len(one.split())):
        if all(is_generic(word) for word in content_words(keyword)):
            continue
        if spelled := _in_question(keyword, question):
            return spelled
    for name in _named(question):
        words = name.split()
        if words and words[0].lower() in PRONOUNS:
            continue  # "How can one measure ...?"
        if (
            words
            and len(words) <= 6
            and not _FRAME.match(name)
            and not is_edge(words[-1])
            and content_words(name)
        ):
            return name
    return ""


_LEADING_ARTICLE = re.compile(r"\b(?:the|an?)\s+\Z", re.IGNORECASE)
_WORD_END = re.compile(r"(?:s|es)?\b")


def _in_question(keyword: str, question: str) -> str:
    """Return a keyword as the question spells it, with its article; "" when it does not stand there as a word."""
    lower, low_question = keyword.lower(), question.lower()
    start = low_question.find(lower)
    while start >= 0:
        end = _WORD_END.match(question, start + len(lower))
        if end and not low_question[start - 1 : start].isalnum():
            article = _LEADING_ARTICLE.search(question, 0, start)
            return question[article.start() if article else start : end.end()]
        start = low_question.find(lower, start + 1)
    return ""


def _named(question: str) -> Iterator[str]:
    """Noun phrases that the form of a question shows to be its subject."""
    if match := _NAME.match(question):
        yield next(group for group in match.groups() if group)
    if match := _OF.match(question):
        yield match["name"].strip()
    if match := _DOES.match(question):
        words = match["rest"].split()
        for count, word in enumerate(words[: _SUBJECT_WORDS + 1]):
            lower = word.lower()
            if count and (
                (lower in BASE and lower not in NOUNS_TOO) or lower in PARTICIPLES or is_edge(word)
            ):
                yield " ".join(words[:count])
                return


_POSTMODIFIER = re.compile(r"\s+(?:of|in|for|on|with|to|from|by|that|which)\s+")


@lru_cache(maxsize=20_000)
def is_plural(name: str) -> bool:
    """Tell whether a noun phrase takes "they" ("natural killer cells", "assets and liabilities")."""
    words = name.split()
    if words and words[-1].isupper():
        return False  # "DOS"
    head = _POSTMODIFIER.split(name.lower(), 1)[0]
    if " and " in head:
        return True
    last = head.rsplit(None, 1)[-1] if head.split() else ""
    return last in (
        "people",
        "children",
        "women",
        "men",
        "data",
        "bacteria",
        "criteria",
        "phenomena",
        "media",
    ) or (last.endswith("s") and not last.endswith(("ss", "us", "is", "ics", "'s", "’s")))
