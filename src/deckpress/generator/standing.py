"""Making a sentence stand alone: a noun for "it" and "this method", the heading as the subject of a fragment."""

from __future__ import annotations

import re
from dataclasses import dataclass

from deckpress.generator.passages import Passage
from deckpress.generator.sentences import capitalized, decapitalized
from deckpress.generator.stems import stem
from deckpress.generator.tokens import Mark, Tokens, content_stems
from deckpress.generator.topic import Topic, is_plural
from deckpress.generator.verbs import BASE, GERUND_OF, begins_with_verb, is_verb_form, verb_place
from deckpress.generator.verbs import NOUNS_TOO as _ALSO_NOUNS
from deckpress.generator.words import GENERIC_STEMS

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
        if not self.headings or _NUMBERED.fullmatch(self.headings[-1]):
            return ""
        return self.headings[-1]


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
# "This method" means the thing that the text is about; "this increase" means what was said last.
_CLASSES = frozenset(
    stem(word)
    for word in """property process method approach technique theory concept principle model system structure
    phenomenon effect law rule mechanism procedure strategy practice condition disorder disease period
    movement policy act unit term test tool framework stage function device algorithm operation
    perspective style genre tradition institution organization theorem formula equation reaction organ
    organism species molecule compound element command statement protocol language philosophy doctrine
    treaty treatment therapy instrument""".split()
)
# A label that only counts: it is shown above, it is no term.
_NUMBERED = re.compile(
    r"(?:step|phase|part|stage|case|type|option|method|example|problem|question|point|note|tip)s?\s*#?\d*",
    re.I,
)
_NAMING = re.compile(r"(?:is|are|was|were) (?:\w+ly |also |often )?(?:called|known|termed|named|referred)\b")
_FRONTED_PRONOUN = re.compile(
    r"((?:If|When|In|At|By|For|As|Once|After|During|With|On|Under)\b[^,:;]{2,80}, )(it|they)(?= [a-z])"
)
_DANGLING = re.compile(
    r"(?:Under|With|Without|In|At|By|For|After|During)(?: [a-z-]+){1,3},? (?:it|they) (?=[a-z])"
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
    if inner and is_plural(place.subject) == (inner[2] == "they"):
        name = decapitalized(place.subject, place.topic.names)
        return f"{inner[1]}{name}{sentence[inner.end(2) :]}", place.headings, "", False
    if place.is_first and heading:
        if begins_with_verb(tokens.words[0], tokens.lower[1] if len(tokens.words) > 1 else ""):
            text = f"{as_subject(heading, place.topic)} {decapitalized(sentence)}"
            return text, place.headings[:-1], heading, False
        is_order = place.passage.label and (place.passage.listed or len(tokens.words) < 12) and first in BASE
        tells_aspect = place.is_aspect and not set(content_stems(heading)) & set(tokens.stems)
        if is_order or tells_aspect or not is_sentence(tokens):
            return _labelled(sentence, place)
    if not is_sentence(tokens) and len(tokens.words) < 25:
        return None
    return sentence, place.headings, "", False


def _with_owner(sentence: str, tokens: Tokens, place: Standing) -> Stood | None:
    """ "Its slope" becomes "The frontier's slope"."""
    owner = tokens.lower[0]
    plural = _OWNERS[owner]
    name = place.subject
    if not name and place.is_first:
        name = _antecedent(tokens, place, plural, is_this=False)
    if name and (is_plural(name) == plural or owner in ("his", "her")):
        ending = "'" if name.endswith("s") else "'s"
        return f"{capitalized(name)}{ending}{sentence[tokens.ends[0] :]}", place.headings, "", False
    return _after_previous(sentence, place)


def _with_antecedent(sentence: str, tokens: Tokens, place: Standing) -> Stood | None:
    """Put a noun for the pronoun at the start, or ask for the sentence before, or give up."""
    words = tokens.words
    pronoun = words[0].lower()
    plural = _PLURAL[pronoun]
    verb = verb_place(words, 0, min(len(words), 7))
    if len(words) > 1 and is_verb_form(words[1]) and (pronoun not in _POINTS or verb < 0):
        verb = 1
    noun = tokens.content(1, verb) if verb > 1 and pronoun in _POINTS else []
    if verb < 1 or (verb > 1 and not noun and words[1].lower() not in _ADVERBS):
        return _after_previous(sentence, place)
    if words[verb].lower() in ("means", "implies", "suggests") and pronoun in _POINTS and not noun:
        return _after_previous(sentence, place)
    rest = sentence[tokens.starts[verb if noun else 1] :]
    if pronoun in _POINTS and _NAMING.match(rest):
        return _after_previous(sentence, place)
    heading = place.heading
    if noun and heading and _names(noun, heading) and is_plural(heading) == plural:
        return f"{as_subject(heading, place.topic)} {rest}", place.headings[:-1], heading, False
    if place.is_first:
        name = _antecedent(tokens, place, plural, is_this=pronoun in _POINTS)
        if name:
            is_heading = bool(heading) and name == heading
            kept = place.headings[:-1] if is_heading else place.headings
            return f"{as_subject(name, place.topic)} {rest}", kept, name if is_heading else "", False
    if place.subject and (
        (pronoun not in _POINTS and (is_plural(place.subject) == plural or pronoun in ("he", "she")))
        or (noun and _names(noun, place.subject))
    ):
        return f"{capitalized(place.subject)} {rest}", place.headings, "", False
    if not place.is_first and (pronoun not in _POINTS or (noun and noun[-1] in _CLASSES)):
        name = place.subject if noun and not plural and not is_plural(place.subject) else ""
        name = name or _antecedent(tokens, place, plural, is_this=True)
        if name:
            is_heading = bool(heading) and name == heading
            kept = place.headings[:-1] if is_heading else place.headings
            return f"{as_subject(name, place.topic)} {rest}", kept, name if is_heading else "", False
    if (
        noun
        and plural
        and pronoun != "such"
        and set(noun) <= {*content_stems(heading), *content_stems(place.previous)}
    ) and not set(noun) <= GENERIC_STEMS:  # "These cytokines enhance ..." says it of cytokines
        return capitalized(sentence[tokens.starts[1] :]), place.headings, "", False
    if place.is_first and heading and not set(content_stems(heading)) <= GENERIC_STEMS:
        return _labelled(sentence, place)
    return _after_previous(sentence, place)


def _names(noun: list[str], name: str) -> bool:
    """Tell whether "this law" can mean "Faraday's Law": the last word is the same."""
    stems = content_stems(name)
    return bool(stems) and noun[-1] == stems[-1] and set(noun) <= set(stems)


def _antecedent(tokens: Tokens, place: Standing, plural: bool, is_this: bool) -> str:
    """What a pronoun at the start of a point means: its heading, or the topic of the page."""
    said = set(tokens.stems)
    names = list(reversed(place.headings[-2:]))
    topic = place.topic.name
    is_label = bool(place.passage.label and place.passage.listed) and not place.is_aspect
    if topic:
        means_heading = (
            is_this
            or bool(place.passage.label and place.passage.listed)
            or (bool(names) and content_stems(names[0]) in place.topic.keywords)
        )
        names.insert(len(names) if means_heading else 0, topic)
    for name in names:
        stems = set(content_stems(name))
        if not stems or stems <= GENERIC_STEMS or is_plural(name) != plural or stems <= said:
            continue
        if name != topic and not (is_this or is_label) and len(said & stems) * 2 >= len(stems):
            continue  # "Measure of Inflation: It provides a measure of inflation" speaks of the topic
        return name
    return ""


_PARENTHESIS = re.compile(r"\s*\([^()]*\d[^()]*\)\Z")  # "Tennis Court Oath (20 June 1789)"


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s").strip("(),")


def as_subject(heading: str, topic: Topic) -> str:
    """Return a heading as the subject of a sentence: "Displacement Current" becomes "Displacement current"."""
    heading = _PARENTHESIS.sub("", heading) or heading
    first, *others = heading.split(" ")
    if first.lower() in BASE and others and first.lower() not in _ALSO_NOUNS and others[0] != "of":
        first = GERUND_OF.get(first.lower(), first)  # "Set Clear Goals" becomes "Setting clear goals"
    small = (
        one if _bare(one) in topic.names or not _bare(one)[1:].islower() else one.lower() for one in others
    )
    spelled = " ".join([first, *small])
    if (
        f"the {spelled.lower()} " in topic.text
        and not spelled.lower().startswith("the ")
        and not is_plural(spelled)
    ):
        return f"The {decapitalized(spelled, topic.names)}"
    return capitalized(spelled)


def _labelled(sentence: str, place: Standing) -> Stood:
    """ "Reasoning: the ability to think"."""
    label = as_subject(place.heading, place.topic).removeprefix("The ")
    text = sentence if sentence[:1] in "$`\\" else decapitalized(sentence, place.topic.names)
    return f"{capitalized(label)}: {text}", place.headings[:-1], place.heading, False


def _after_previous(sentence: str, place: Standing) -> Stood | None:
    return (sentence, place.headings, "", True) if place.previous else None


_RELATIVES = frozenset("that which who whose where whether".split())


def is_sentence(tokens: Tokens) -> bool:
    """Tell whether there is a finite verb outside relative clauses; "the layer where clouds form" has none."""
    words, lower = tokens.words, tokens.lower
    if any(mark is Mark.MATH and "=" in word for mark, word in zip(tokens.marks, words, strict=True)):
        return True
    start = 0
    in_clause = False
    while (verb := verb_place(words, start, len(words))) >= 0:
        between = lower[start:verb]
        if not _RELATIVES.isdisjoint(between):
            in_clause = True
        elif not (in_clause and ("and" in between or "or" in between)):
            return True
        start = verb + 1
    return False


_PLAIN = re.compile(r"[^,;:()$`]+")
_FRONTED = frozenset(
    "in at on during under by for after as when if with to before since while although because".split()
)
_CLAUSES = frozenset("when if as after before since while although because once".split())
_NO_NOUN = frozenset(
    "also not often that which who they it we he she his her its their then this these there".split()
)


def subject_of(tokens: Tokens) -> str:
    """Return the noun phrase before the verb, when it is short and plain; "" when it is not."""
    words = tokens.words
    start = 0
    if words[0].lower() in _FRONTED:
        comma = tokens.text.find(", ")
        if comma < 0:
            return ""
        start = next((number for number, offset in enumerate(tokens.starts) if offset > comma), 0)
        if verb_place(words, 0, start) > -1 and words[0].lower() not in _CLAUSES:
            return ""  # the sentence itself stands before the comma
    verb = verb_place(words, start, min(len(words), start + 8))
    if verb <= start:
        return ""
    name = tokens.text[tokens.starts[start] : tokens.ends[verb - 1]]
    last = words[verb - 1].lower()
    if last.endswith("ly") or last in _NO_NOUN or words[start].lower() in _NO_NOUN:
        return ""
    if not _PLAIN.fullmatch(name) or not tokens.content(start, verb) or len(name) > 60:
        return ""
    return decapitalized(name) if words[start].lower() in ("the", "a", "an", "each", "every") else name
