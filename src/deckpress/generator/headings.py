"""Headings inside sentences: as the subject, before a colon, behind "How do you"."""

from __future__ import annotations

import re

from deckpress.generator.commonness import RARE, commonness
from deckpress.generator.sentences import capitalized, decapitalized
from deckpress.generator.stems import stem
from deckpress.generator.topic import Topic, is_plural
from deckpress.generator.verbs import BASE, BASE_OF_GERUND, GERUND_OF, NOUNS_TOO
from deckpress.generator.words import DETERMINERS, FUNCTION

HEADINGS_JOINT = " › "  # between the headings of the field Context

# A label that only counts: it is shown above, it is no term.
_NUMBERED = re.compile(
    r"(?:step|phase|part|stage|case|type|option|method|example|problem|question|point|note|tip)s?\s*#?\d*",
    re.I,
)
_ASKS = re.compile(
    r"\?|\A(?:what|why|how|when|where|who|which|can|is|are|do|does|should|will)\b", re.IGNORECASE
)


def is_counted(label: str) -> bool:
    """Tell whether a label only counts: "Step 2"."""
    return _NUMBERED.fullmatch(label) is not None


def names_something(heading: str) -> bool:
    """Tell whether a heading can be the subject of a sentence: it neither counts nor asks."""
    return not is_counted(heading) and _ASKS.search(heading) is None


# What follows a noun, so that "the eugenics movement" says nothing of "eugenics".
_BEHIND_NOUN = re.compile(
    r" (?:is|was|has|had|can|may|will|of|in|on|at|for|to|by|with|and|that|which)\b|[.,;:]"
)
_PARENTHESIS = re.compile(r"\s*\([^()]*\d[^()]*\)\Z")  # "Tennis Court Oath (20 June 1789)"


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s").strip("(),")


_COMMON_ENDING = re.compile(
    r"(?:tions?|sions?|ments?|ity|ities|ness|ing|ings|ed|ly|ance|ence|ances|ences|ency|ism|ical|ive|ous|able|ible|ful|ships?|ures?|ables?|ers?|ors?)\Z"
)


def _is_small(word: str, topic: Topic, is_plain: bool = True) -> bool:
    """Tell whether a word of a heading is written small in a sentence; common words are in a plain heading."""
    if "-" in word:
        return all(_is_small(part, topic, is_plain) for part in word.split("-") if len(part) > 1)
    if word in topic.names or not word[1:].islower():
        return False
    return (
        stem(word.lower()) in topic.small
        or word.lower() in FUNCTION
        or (is_plain and commonness(stem(word.lower())) != RARE)
        or _COMMON_ENDING.search(word) is not None
    )


_NO_ORDER = frozenset(
    """smooth clean clear dry warm open free live direct complete separate correct secure calm cool lower narrow slow welcome
    even express perfect stage light round sound present subject object""".split()
)


_SHORT = re.compile(r"\([A-Z][A-Za-z]*[A-Z]\)")


def begins_with_order(heading: str, topic: Topic) -> bool:
    """Tell whether a heading tells what to do: "Set Clear Goals", "Setting Clear Goals", on a page of such headings."""
    first, *others = heading.split(" ")
    word = first.lower()
    if not others or others[0] == "of" or others[0][0].isdigit() or word in _NO_ORDER:
        return False
    if word in BASE and others[0].lower() in DETERMINERS:
        return True  # "Use the Hero's Journey"
    if not topic.has_orders:
        return False
    is_noun = word in NOUNS_TOO and others[0].lower() not in DETERMINERS
    return word in BASE_OF_GERUND or (word in BASE and not is_noun)


def _has_article(noun: str, text: str) -> bool:
    """Tell whether the text writes "the" before a noun, and not before a longer one that begins with it."""
    whole = f"the {noun}"
    place = text.find(whole)
    while place >= 0:
        if not text[place - 1 : place].isalpha() and _BEHIND_NOUN.match(text, place + len(whole)):
            return True
        place = text.find(whole, place + 1)
    return False


def as_subject(heading: str, topic: Topic) -> str:
    """Return a heading as the subject of a sentence: "Displacement Current" becomes "Displacement current"."""
    if heading == topic.name:
        return capitalized(heading)
    heading = _PARENTHESIS.sub("", heading) or heading
    first, *others = heading.split(" ")
    if begins_with_order(heading, topic):
        first = GERUND_OF.get(first.lower(), first)  # "Set Clear Goals" becomes "Setting clear goals"
    # "Free Body Diagram (FBD)" and "Bharatmala Project" keep what a plain heading loses.
    is_plain = _is_small(_bare(first), topic) and _SHORT.search(heading) is None
    small = [one.lower() if _is_small(_bare(one), topic, is_plain) else one for one in others]
    is_name = any(one[:1].isupper() and one[1:].islower() and _bare(one) not in topic.names for one in small)
    # A name that stands only in headings keeps its capitals: "The Poems of Emily Brontë".
    spelled = " ".join([first, *(others if is_name else small)])
    if (
        not spelled.lower().startswith("the ")
        and not is_plural(spelled)
        and _has_article(spelled.lower(), topic.text)
    ):
        return f"The {decapitalized(spelled, topic.names)}"
    if heading[:1].islower() and any(one[:1].isupper() for one in others):
        return spelled  # "sp hybridization"
    return capitalized(spelled)


def as_order(heading: str, topic: Topic) -> str:
    """Return a heading that tells what to do behind "How do you": "Setting Clear Goals" becomes "set clear goals"."""
    first, _, rest = as_label(heading, topic).partition(" ")
    return f"{BASE_OF_GERUND.get(first.lower(), first.lower())} {rest}"


def as_label(heading: str, topic: Topic) -> str:
    """Return a heading as it stands before a colon."""
    first, *others = heading.split(" ")
    if begins_with_order(heading, topic):
        return " ".join([first, *(one.lower() if _is_small(_bare(one), topic) else one for one in others)])
    return as_subject(heading, topic).removeprefix("The ")
