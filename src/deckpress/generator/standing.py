"""Making a sentence stand alone: a noun for "it" and "this method", the heading as the subject of a fragment."""

from __future__ import annotations

import re
from dataclasses import dataclass

from deckpress.generator.asides import is_example_heading
from deckpress.generator.clauses import is_sentence
from deckpress.generator.headings import as_label, as_subject, begins_with_order, names_something
from deckpress.generator.passages import Passage
from deckpress.generator.sentences import capitalized, decapitalized
from deckpress.generator.stems import stem
from deckpress.generator.tokens import Mark, Tokens, content_stems
from deckpress.generator.topic import Topic, is_plural
from deckpress.generator.verbs import (
    BASE,
    BASE_OF_GERUND,
    NOUNS_TOO,
    begins_with_verb,
    is_verb_form,
    verb_place,
)
from deckpress.generator.words import ADVERBS, GENERIC_STEMS

# The text, the headings to be shown above it, the heading that stands in it, and whether it needs the sentence before.
Stood = tuple[str, tuple[str, ...], str, bool]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a sentence stands: under which headings, after which sentence, and what "it" would mean there."""

    headings: tuple[str, ...]
    topic: Topic
    previous: str
    subject: str
    is_first: bool
    passage: Passage
    is_aspect: bool = False  # the passage's label says what is told about the heading

    @property
    def heading(self) -> str:
        """The innermost heading that says something, "" when it only counts ("Step 2")."""
        return self.headings[-1] if self.headings and names_something(self.headings[-1]) else ""


_PLURAL = {
    "it": False,
    "this": False,
    "that": False,
    "he": False,
    "she": False,
    "they": True,
    "these": True,
    "those": True,
    "such": True,
}
_OWNERS = {"its": False, "his": False, "her": False, "their": True}
_POINTS = frozenset({"this", "that", "these", "those", "such"})
_NAMING = re.compile(r"(?:is|are|was|were) (?:\w+ly |also |often )?(?:called|known|termed|named|referred)\b")
_EXPLETIVE = re.compile(
    r"It (?:is|was|can be|may be|would be|becomes) (?:\w+ly |also |often |very )?[a-z]+ (?:for\b|to\b|that\b|when\b|if\b|how\b|whether\b)"
)
_FRONTED_PRONOUN = re.compile(
    r"((?:If|When|In|At|By|For|As|Once|After|During|With|On|Under)\b[^,:;]{2,80}, )(it|they)(?= [a-z])"
)
# "In this approach, fossil fuels are converted ..." says it of the heading.
_FRONTED_NOUN = re.compile(
    r"(In|During|At|With) this (?:approach|method|phase|stage|step|process|reaction|technique|model|type|form|state|level|mode|scenario),? "
)
_ADVERBS = frozenset("also not often typically usually both all then sometimes".split())


def stand_alone(sentence: str, tokens: Tokens, place: Standing) -> Stood | None:
    """Return the sentence as it can be read without the text around it; None when it cannot."""
    if not tokens.words:
        return None
    first = tokens.lower[0]
    heading = place.heading
    if tokens.starts[0] <= 1:
        if first in _PLURAL:
            return _with_antecedent(sentence, tokens, place)
        if first in _OWNERS:
            return _with_owner(sentence, tokens, place)
    inner = _FRONTED_PRONOUN.match(sentence) if place.subject else None
    if inner and is_plural(place.subject) == (inner[2] == "they") and not _has_subject(tokens, inner.end(1)):
        name = place.subject if place.subject.istitle() else decapitalized(place.subject, place.topic.names)
        return f"{inner[1]}{name}{sentence[inner.end(2) :]}", place.headings, "", False
    if fronted := _FRONTED_NOUN.match(sentence):
        if not heading and place.headings:
            return sentence, place.headings, "", False  # "Phase 2" stands above it
        if not _can_follow_in(heading, tokens, place.topic):
            return _after_previous(sentence, place)
        name = decapitalized(as_subject(heading, place.topic), place.topic.names)
        return f"{fronted[1]} {name}, {sentence[fronted.end() :]}", place.headings[:-1], "", False
    if place.is_first and heading:
        if begins_with_verb(tokens.words[0], tokens.lower[1] if len(tokens.words) > 1 else ""):
            if begins_with_verb(*heading.split()[:2]):
                return _labelled(sentence, place)  # "Slows the heartbeat: helps to reduce blood pressure"
            text = f"{as_subject(heading, place.topic)} {decapitalized(sentence)}"
            return text, place.headings[:-1], heading, False
        is_order = place.passage.label and (place.passage.listed or len(tokens.words) < 12) and first in BASE
        tells_aspect = place.is_aspect and not set(content_stems(heading)) & set(tokens.stems)
        if is_order:
            text, kept, _, joins = _labelled(sentence, place)
            return text, kept, "", joins
        if tells_aspect or not is_sentence(tokens):
            return _labelled(sentence, place)
    if not is_sentence(tokens):
        return None
    return sentence, place.headings, "", False


def _can_follow_in(heading: str, tokens: Tokens, topic: Topic) -> bool:
    """Tell whether "in this approach" can become "in" with the heading, and say something new."""
    stems = content_stems(heading)
    return (
        bool(stems)
        and stems[0] not in GENERIC_STEMS
        and set(stems).isdisjoint(tokens.stems)
        and not is_example_heading(heading)
        and not begins_with_order(heading, topic)
    )


def _has_subject(tokens: Tokens, end: int) -> bool:
    """Tell whether a clause before `end` has a subject that "it" can mean: "When a wire is heated, it ..."."""
    count = next((number for number, offset in enumerate(tokens.starts) if offset >= end), len(tokens.words))
    verb = verb_place(tokens.words, 1, count)
    is_math = any(mark is Mark.MATH for mark in tokens.marks[1:count])
    return is_math or (verb > 1 and bool(tokens.content(1, verb)))


def _with_owner(sentence: str, tokens: Tokens, place: Standing) -> Stood | None:
    """ "Its slope" becomes "The frontier's slope"."""
    owner = tokens.lower[0]
    plural = _OWNERS[owner]
    name = _person(place) if owner in ("his", "her") else place.subject
    if not name and place.is_first:
        name = _antecedent(tokens, place, plural, is_this=False)
    if owner in ("his", "her") and not name:
        return _after_previous(sentence, place)
    if name and (is_plural(name) == plural or owner in ("his", "her")):
        ending = "'" if name.endswith("s") else "'s"
        return f"{capitalized(name)}{ending}{sentence[tokens.ends[0] :]}", place.headings, "", False
    return _after_previous(sentence, place)


def _with_antecedent(sentence: str, tokens: Tokens, place: Standing) -> Stood | None:
    """Put a noun for the pronoun at the start, or ask for the sentence before, or give up."""
    words = tokens.words
    pronoun = words[0].lower()
    if _EXPLETIVE.match(sentence):
        return _labelled(sentence, place) if place.is_first and place.heading else None
    plural = _PLURAL[pronoun]
    if pronoun in ("he", "she"):
        name = _person(place)
        return (
            (f"{name}{sentence[tokens.ends[0] :]}", place.headings, "", False)
            if name
            else _after_previous(sentence, place)
        )
    verb = verb_place(words, 0, min(len(words), 7))
    if len(words) > 1 and is_verb_form(words[1]):
        is_verb = pronoun not in _POINTS or verb < 0 or words[1].lower() not in NOUNS_TOO
        verb = 1 if is_verb else verb  # "This occurs when a behavior that was ..."
    noun = tokens.content(1, verb) if verb > 1 and pronoun in _POINTS else []
    if verb < 1 or (verb > 1 and not noun and words[1].lower() not in _ADVERBS):
        return _after_previous(sentence, place)
    if words[verb].lower() in ("means", "implies", "suggests") and pronoun in _POINTS and not noun:
        return _after_previous(sentence, place)
    start = verb if noun else 1
    while noun and start > 2 and _is_adverb(tokens.lower[start - 1]):
        start -= 1  # "These programs often involve ..."
    rest = sentence[tokens.starts[start] :]
    if any("," in gap for gap in tokens.gaps[1 : verb + 1]):
        return _after_previous(sentence, place)  # "This movement, which flourished around 1900, aimed ..."
    if pronoun in _POINTS and _NAMING.match(rest):
        return _after_previous(sentence, place)
    if noun and pronoun in ("this", "these") and _OF_NOUN.match(sentence):
        return f"The{sentence[tokens.ends[0] :]}", place.headings, "", False
    if noun and pronoun == "this" and noun == [_head(place.topic.name)] and not is_plural(place.topic.name):
        return f"{as_subject(place.topic.name, place.topic)} {rest}", place.headings, "", False
    heading = place.heading
    if noun and (meant := _heading_meant(noun, plural, place)):
        kept = tuple(one for one in place.headings if one != meant)
        meant = _without_order(meant) if plural else meant
        name = as_subject(meant, place.topic)
        if (
            not plural
            and " " in name
            and not re.match(r"(?:the|an?)\s|\S+(?:['’]s|ing)\b", name, re.IGNORECASE)
        ):
            name = f"The {decapitalized(name, place.topic.names)}"  # "this technique" has an article, too
        return _begin(name, rest), kept, meant, False
    if noun and heading and place.is_first and not plural and set(noun) <= _NAMES_OF_NAMES:
        return f"{as_subject(heading, place.topic)} {rest}", place.headings[:-1], heading, False
    if place.is_first:
        name = _antecedent(tokens, place, plural, is_this=pronoun in _POINTS)
        if name:
            is_heading = bool(heading) and name == heading
            kept = place.headings[:-1] if is_heading else place.headings
            return (
                _begin(as_subject(name, place.topic), rest),
                kept,
                name if is_heading else "",
                False,
            )
    if place.subject and (
        (pronoun not in _POINTS and is_plural(place.subject) == plural)
        or (noun and _names(noun, place.subject))
    ):
        return _begin(capitalized(place.subject), rest), place.headings, "", False
    if (noun and plural and pronoun != "such" and set(noun) <= set(content_stems(heading))) and not set(
        noun
    ) <= GENERIC_STEMS:  # "These cytokines enhance ..." says it of cytokines
        return capitalized(sentence[tokens.starts[1] :]), place.headings, "", False
    if place.is_first and heading and not set(content_stems(heading)) <= GENERIC_STEMS:
        return _labelled(sentence, place)
    return _after_previous(sentence, place)


def _begin(name: str, rest: str) -> str:
    """Put a name before the rest of a sentence; a noun that would stand twice ("the Drugs Act act") stands once."""
    first, _, others = rest.partition(" ")
    is_twice = bool(others) and first.lower() == name.rsplit(" ", 1)[-1].lower()
    return f"{name} {others if is_twice else rest}"


def _is_adverb(word: str) -> bool:
    return word in ADVERBS or word == "not" or word.endswith("ly")


def _without_order(heading: str) -> str:
    """The things that a heading tells to use: "Digital Tools" of "Utilizing Digital Tools"."""
    first, _, rest = heading.partition(" ")
    return (
        rest
        if rest
        and (first.lower() in BASE_OF_GERUND or (first.lower() in BASE and first.lower() not in NOUNS_TOO))
        else heading
    )


def _heading_meant(noun: list[str], plural: bool, place: Standing) -> str:
    """Which heading "these substances" means: the innermost that names some, "Characteristics" of which do not."""
    if place.heading and _names(noun, place.heading) and is_plural(place.heading) == plural:
        return place.heading
    for heading in reversed(place.headings[:-1]) if not GENERIC_STEMS.issuperset(noun) else ():
        if is_plural(heading) == plural and _head(heading) == noun[-1] and _names(noun, heading):
            return "" if heading.partition(" ")[0].endswith("ing") else heading
    return ""


_OWNER = re.compile(r"((?:[A-ZÀ-Þ][\w.-]*\s)*[A-ZÀ-Þ][\w.-]*)['’]s?\s")
_OWNED = re.compile(r"(?:['’]s|(?<=s)['’])\Z")
_FULL_NAME = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+\s[A-ZÀ-Þ][a-zà-ÿ]+")
_PERSON = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*)(?:\s(?:[A-ZÀ-Þ][\w.'’-]*|of|von|van|de|der|la|le|bin))*")


def _person(place: Standing) -> str:
    """Whom "he" means: the name that is, or owns, what the last sentence was about, or the topic of the page."""
    if len(set(_FULL_NAME.findall(place.previous))) > 1:
        return ""  # one of two
    owner = _OWNER.match(place.subject)
    first = place.heading if place.is_first else ""
    for name in (first, owner[1] if owner else "", place.subject, place.topic.name):
        name = _OWNED.sub("", name)  # "Marie Curie's"
        if name and _PERSON.fullmatch(name) and not name.isupper() and not is_plural(name):
            return name
    return ""


# "This loss of water decreases ..." says what is lost; "this type of bond" does not say which.
_OF_NOUN = re.compile(
    r"This (?:loss|increase|decrease|rise|fall|decline|reduction|growth|release|flow|movement|transfer|absorption) of (?!(?:this|these|it|its|their|them|such)\b)[a-z]"
)


def _head(name: str) -> str:
    """The stem of the noun that a name is a kind of: "law" of "the law against tyranny"."""
    before = re.split(r"\s+(?:of|in|for|on|with|to|from|by|against|between|that|which)\s+", name)[0]
    stems = content_stems(before)
    return stems[-1] if len(content_stems(name)) > 1 and stems else ""


_QUALITY = re.compile(r"(?:ity|ency|ancy|ness|ance|ence|ism|ship|ization|isation|ification|ation)\Z")
_NAMES_OF_NAMES = frozenset(stem(word) for word in "term concept word phrase notion expression".split())


def with_quality(sentence: str, tokens: Tokens, heading: str) -> str:
    """Return "Transparency fosters trust" for "This transparency ..." under a heading with that word; "" where the
    noun is no quality.
    """
    words = tokens.words
    if not heading or len(words) < 8 or tokens.lower[0] != "this" or not _QUALITY.search(tokens.lower[1]):
        return ""
    if stem(words[1]) not in content_stems(heading):
        return ""
    return capitalized(sentence[tokens.starts[1] :]) if verb_place(words, 0, 6) in (2, 3) else ""


_GLOSS = re.compile(r"\s*\([^()]*\)")


def _names(noun: list[str], name: str) -> bool:
    """Tell whether "this law" can mean "Faraday's Law": the last word is the same."""
    stems = content_stems(_GLOSS.sub("", name))
    return bool(stems) and noun[-1] == stems[-1] and set(noun) <= set(stems)


def _antecedent(tokens: Tokens, place: Standing, plural: bool, is_this: bool) -> str:
    """What a pronoun at the start of a point means: its heading, or the topic of the page."""
    said = set(tokens.stems)
    topic = place.topic.name if place.topic.is_asked_about and not is_this else ""
    names = [place.heading] if place.heading and not is_example_heading(place.heading) else []
    if (
        is_this
        and begins_with_order(place.heading, place.topic)
        and tokens.lower[1:2]
        and not is_verb_form(tokens.words[1])
    ):
        names = []  # "this method" is not "incorporating the technique"
    is_label = bool(place.passage.label and place.passage.listed) and not place.is_aspect
    if topic:
        means_heading = is_label or (bool(names) and content_stems(names[0]) in place.topic.keywords)
        names.insert(len(names) if means_heading else 0, topic)
    for name in names:
        stems = set(content_stems(name))
        if not stems or stems <= GENERIC_STEMS or is_plural(name) != plural:
            continue
        if stems <= said and not (is_this and name == place.heading and is_verb_form(tokens.words[1])):
            return ""  # the sentence names it beside what it speaks of
        if name != topic and not (is_this or is_label) and len(said & stems) * 2 >= len(stems):
            continue  # "Measure of Inflation: It provides a measure of inflation" speaks of the topic
        return name
    return ""


def _labelled(sentence: str, place: Standing) -> Stood:
    """ "Reasoning: the ability to think"."""
    label = as_label(place.heading, place.topic)
    text = sentence if sentence[:1] in "$`\\" else decapitalized(sentence, place.topic.names)
    return f"{capitalized(label)}: {text}", place.headings[:-1], place.heading, False


def _after_previous(sentence: str, place: Standing) -> Stood | None:
    return (sentence, place.headings, "", True) if place.previous else None
