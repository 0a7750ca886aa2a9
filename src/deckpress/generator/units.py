"""Sentences that can stand alone on a card, made of the passages of a key point."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from deckpress.generator.passages import Passage
from deckpress.generator.sentences import capitalized, decapitalized, split_sentences, without_connectives
from deckpress.generator.tokens import Mark, Tokens, content_stems, tokenize
from deckpress.generator.topic import Topic, is_plural
from deckpress.generator.verbs import BASE, begins_with_verb, is_verb_form, verb_place
from deckpress.generator.words import GENERIC_STEMS

MAX_WORDS = 38  # of a unit; a front is read in a few seconds


@dataclass(frozen=True, slots=True)
class Unit:
    """One or two sentences for the front of a cloze note.

    `headings` are shown above it, outermost first. `subject` is the heading that stands in the text, "" when none does.
    `forced` are the places (offsets in `text`) that the author marked. `joined` is the unit that must be read first, and
    `is_example` tells an illustration from a statement.
    """

    text: str
    tokens: Tokens
    headings: tuple[str, ...]
    subject: str = ""
    forced: tuple[tuple[int, int], ...] = ()
    joined: int = -1  # offset in `text` where the sentence after the joined one begins
    is_example: bool = False
    is_listed: bool = False


# ==term== as long as a text is still being cut and joined.
_OPEN, _CLOSE = "\ue001", "\ue002"
_FORCED = re.compile(r"==(?=[^\s=])([^=\n]{1,300})(?<!\s)==")
_BOLD = re.compile(r"(?<!\\)(\*\*|__)(?=\S)((?:(?!\1)[^\n]){1,300}?)(?<=\S)\1")
_EXAMPLE = re.compile(
    r"(?:for example|for instance|consider|suppose|imagine|let us|let's|e\.g\.|as an example|an example|a (?:classic|common) example|take the)\b",
    re.IGNORECASE,
)
# What points outside the card.
_POINTING = re.compile(
    r"\b(?:the following|following (?:are|is|example|section|table|steps|ways|code|formula)|as follows|(?:mentioned|outlined|described|discussed|listed|shown|given|"
    r"stated|seen) (?:above|below|earlier|here|in (?:the|this) )|above(?:-mentioned)? (?:example|equation|formula|code|table|steps)|"
    r"the above|(?:this|these) (?:example|code|table|snippet|snippets|examples|steps|points|sections?)|here (?:is|are|'s|’s)|here[’']s|in this (?:example|code|answer|article)|"
    r"(?:the )?gathered information|provided (?:text|information|context))\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r",\s+(?:thereby |thus |ultimately |often )?(?:making|allowing|leading|resulting|ensuring|enabling|contributing|highlighting|reflecting|"
    r"helping|providing|creating|which (?:is|are|can|may|helps?|allows?|makes?|enables?|leads?)|fostering|enhancing|promoting|"
    r"emphasizing|showcasing|demonstrating|indicating|facilitating|reducing|increasing|improving|as well as|rather than|such that|so that)\b"
)
_PRONOUNS = {
    "it": False,
    "this": False,
    "he": False,
    "she": False,
    "they": True,
    "these": True,
    "those": True,
}
_OWNERS = {"its": False, "his": False, "her": False, "their": True}


def strip_marks(text: str) -> str:
    """Return Markdown without bold, and with what the author forces to be hidden between private signs."""
    if "==" in text:
        text = _outside_code(text, lambda part: _FORCED.sub(rf"{_OPEN}\1{_CLOSE}", part))
    if "**" in text or "__" in text:
        text = _outside_code(text, lambda part: _BOLD.sub(r"\2", part))
    return text


def _outside_code(text: str, change: object) -> str:
    pieces = re.split(r"(`+[^`]*`+|\$[^$\n]*\$|\\\(.*?\\\))", text)
    return "".join(piece if place % 2 else change(piece) for place, piece in enumerate(pieces))  # type: ignore[operator]


def make_units(passages: Sequence[Passage], headings: tuple[str, ...], topic: Topic) -> list[Unit]:
    """Return the units of a point in reading order. `headings` are its section and title, "" where there is none."""
    units: list[Unit] = []
    for passage in passages:
        if (
            passage.text
            and not re.match(r"where\b", passage.text, re.I)
            and not re.search(r"\bwhere:$", passage.lead, re.I)
        ):
            units += _passage_units(passage, headings, topic)
    return units


def _passage_units(passage: Passage, outer: tuple[str, ...], topic: Topic) -> list[Unit]:
    headings = tuple(one for one in (*outer, *passage.parents, passage.label) if one)
    sentences = split_sentences(strip_marks(passage.text))
    if passage.formula and sentences and not sentences[-1].endswith((".", "!")):
        sentences.pop()  # it is cut by the formula
    is_example = any(
        re.match(r"(?:worked )?examples?\b|problem\b|case stud", heading, re.I) for heading in headings
    )
    units: list[Unit] = []
    previous: Unit | None = None
    subject = ""  # what "it" means
    for number, raw in enumerate(sentences):
        example = is_example or _EXAMPLE.match(raw) is not None
        sentence = _shortened(without_connectives(raw))
        if sentence.rstrip("*_").endswith((":", "?")) or _POINTING.search(sentence):
            previous, subject = None, ""
            continue
        unit = _standing_alone(sentence, headings, topic, previous, subject, number == 0, passage)
        if unit is not None:
            unit = replace(unit, is_example=example, is_listed=passage.listed)
            units.append(unit)
        previous = unit if unit is not None and unit.joined < 0 else None
        subject = _subject_of(unit.tokens) if previous and unit else ""
    return units


def _standing_alone(
    sentence: str,
    headings: tuple[str, ...],
    topic: Topic,
    previous: Unit | None,
    subject: str,
    is_first: bool,
    passage: Passage,
) -> Unit | None:
    tokens = tokenize(sentence)
    if not tokens.words:
        return None
    first = tokens.words[0].lower()
    heading = headings[-1] if headings else ""
    if first in _PRONOUNS and tokens.starts[0] <= 1:
        return _with_antecedent(sentence, tokens, headings, topic, previous, subject, is_first)
    if first in _OWNERS and tokens.starts[0] <= 1:
        name = (
            subject
            if subject
            else (_antecedent(tokens, headings, topic, _OWNERS[first], False) if is_first else "")
        )
        if name and is_plural(name) == _OWNERS[first] or name and first in ("his", "her"):
            ending = "'" if name.endswith("s") else "'s"
            return _unit(f"{capitalized(name)}{ending}{sentence[tokens.ends[0] :]}", headings, name)
        return _merged(previous, sentence, headings)
    if is_first and heading and begins_with_verb(tokens.words[0]):
        return _unit(f"{_as_subject(heading, topic)} {decapitalized(sentence)}", headings[:-1], heading)
    if is_first and heading and not _is_sentence(tokens):
        return _labelled(sentence, headings, topic)
    if (
        is_first
        and passage.label
        and (passage.listed or len(tokens) < 12)
        and tokens.words[0].lower() in BASE
    ):
        return _labelled(sentence, headings, topic)
    if not _is_sentence(tokens) and len(tokens) < 25:
        return None
    return _unit(sentence, headings)


def _with_antecedent(
    sentence: str,
    tokens: Tokens,
    headings: tuple[str, ...],
    topic: Topic,
    previous: Unit | None,
    subject: str,
    is_first: bool,
) -> Unit | None:
    """Put a noun for the pronoun at the start, or the sentence before in front, or give up."""
    words = tokens.words
    pronoun = words[0].lower()
    plural = _PRONOUNS[pronoun]
    verb = verb_place(words, 0, min(len(words), 7))
    if (
        len(words) > 1
        and verb != 1
        and is_verb_form(words[1])
        and not (pronoun in ("this", "these") and verb > 0)
    ):
        verb = 1
    noun = tokens.content(1, verb) if verb > 1 and pronoun in ("this", "these") else []
    if verb < 1 or (
        verb > 1
        and not noun
        and words[1].lower() not in ("also", "not", "often", "typically", "usually", "both", "all")
    ):
        return _merged(previous, sentence, headings)
    rest = sentence[tokens.starts[verb if noun else 1] :]
    if is_first:
        name = _antecedent(tokens, headings, topic, plural, pronoun in ("this", "these"))
        if name:
            kept = headings[:-1] if headings and name == headings[-1] else headings
            return _unit(f"{_as_subject(name, topic)} {rest}", kept, name if name in headings else "")
        if headings and not set(content_stems(headings[-1])) <= GENERIC_STEMS:
            return _labelled(sentence, headings, topic)
        return None
    if (
        pronoun not in ("this", "these")
        and subject
        and (is_plural(subject) == plural or pronoun in ("he", "she"))
    ):
        return _unit(f"{capitalized(subject)} {rest}", headings)
    if noun and subject and set(noun) <= set(content_stems(subject)):
        return _unit(f"{capitalized(subject)} {rest}", headings)
    if noun and headings and set(noun) <= set(content_stems(headings[-1])):
        return _unit(f"{_as_subject(headings[-1], topic)} {rest}", headings[:-1], headings[-1])
    return _merged(previous, sentence, headings)


def _antecedent(tokens: Tokens, headings: tuple[str, ...], topic: Topic, plural: bool, is_this: bool) -> str:
    """What a pronoun at the start of a point means: its heading, or the topic of the page."""
    said = set(tokens.stems)
    names = [heading for heading in reversed(headings[-2:])]
    if topic.name:
        names.insert(len(names) if is_this else 0, topic.name)
    for name in names:
        stems = content_stems(name)
        if not stems or set(stems) <= GENERIC_STEMS or is_plural(name) != plural:
            continue
        if name != topic.name and len(said.intersection(stems)) * 2 >= len(stems) and not is_this:
            continue
        if len(said.intersection(stems)) == len(set(stems)):
            continue
        return name
    return ""


def _as_subject(heading: str, topic: Topic) -> str:
    """A heading as the subject of a sentence: "Displacement Current" becomes "Displacement current"."""
    first, *others = heading.split(" ")
    spelled = " ".join(
        [first, *(one if one in topic.names or not one[1:].islower() else one.lower() for one in others)]
    )
    if (
        not spelled.lower().startswith("the ")
        and f"the {spelled.lower()} " in topic.text
        and not is_plural(spelled)
    ):
        return f"The {decapitalized(spelled, topic.names)}"
    return capitalized(spelled)


def _labelled(sentence: str, headings: tuple[str, ...], topic: Topic) -> Unit:
    label = _as_subject(headings[-1], topic)
    text = sentence if sentence[:1] in "$`\\" else decapitalized(sentence, topic.names)
    return _unit(
        f"{label.removeprefix('The ') if label.startswith('The ') else label}: {text}",
        headings[:-1],
        headings[-1],
    )


def _merged(previous: Unit | None, sentence: str, headings: tuple[str, ...]) -> Unit | None:
    if previous is None:
        return None
    text = f"{_restored(previous)} {sentence}"
    if len(text.split()) > MAX_WORDS:
        return None
    return replace(_unit(text, previous.headings, previous.subject), joined=len(previous.text) + 1)


def _restored(unit: Unit) -> str:
    """The text with the private signs of what the author marked."""
    text = unit.text
    for start, end in reversed(unit.forced):
        text = f"{text[:start]}{_OPEN}{text[start:end]}{_CLOSE}{text[end:]}"
    return text


def _unit(marked: str, headings: tuple[str, ...], subject: str = "") -> Unit:
    pieces: list[str] = []
    forced: list[tuple[int, int]] = []
    length = 0
    start = -1
    for piece in re.split(f"([{_OPEN}{_CLOSE}])", marked):
        if piece == _OPEN:
            start = length
        elif piece == _CLOSE:
            if start >= 0:
                forced.append((start, length))
            start = -1
        else:
            pieces.append(piece)
            length += len(piece)
    text = "".join(pieces)
    return Unit(text, tokenize(text), headings, subject, tuple(forced))


def _shortened(sentence: str) -> str:
    """Cut what trails a long sentence (", making it ..."), unless the author marked something in it."""
    count = len(sentence.split())
    if count <= 28:
        return sentence
    for match in reversed(list(_TAIL.finditer(sentence))):
        head = sentence[: match.start()]
        if _OPEN in sentence[match.start() :] or head.count("(") != head.count(")"):
            continue
        if 10 <= len(head.split()) < count:
            return head + "."
    return sentence


def _is_sentence(tokens: Tokens) -> bool:
    """Tell whether there is a finite verb outside a relative clause near the start."""
    words = tokens.words
    if any(mark is Mark.MATH and "=" in word for mark, word in zip(tokens.marks, words, strict=True)):
        return True
    verb = verb_place(words, 0, len(words))
    while verb >= 0:
        before = words[verb - 1].lower() if verb else ""
        if before not in ("that", "which", "who", "to", "whether", "where"):
            return True
        verb = verb_place(words, verb + 1, len(words))
    return False


_NAMELIKE = re.compile(r"[^,;:()]+")


def _subject_of(tokens: Tokens) -> str:
    """The noun phrase before the verb, when it is short and plain; "" when it is not."""
    words = tokens.words
    start = 0
    if words[0].lower() in (
        "in",
        "at",
        "on",
        "during",
        "under",
        "by",
        "for",
        "after",
        "as",
        "when",
        "if",
        "with",
    ):
        comma = tokens.text.find(", ")
        if comma < 0:
            return ""
        start = next((place for place, offset in enumerate(tokens.starts) if offset > comma), 0)
    verb = verb_place(words, start, min(len(words), start + 8))
    if verb <= start:
        return ""
    name = tokens.text[tokens.starts[start] : tokens.ends[verb - 1]]
    last = words[verb - 1].lower()
    if last.endswith("ly") or last in (
        "also",
        "not",
        "often",
        "that",
        "which",
        "who",
        "they",
        "it",
        "we",
        "then",
        "this",
        "these",
    ):
        return ""
    if not _NAMELIKE.fullmatch(name) or not tokens.content(start, verb) or len(name) > 60:
        return ""
    return (
        decapitalized(name, frozenset())
        if words[start].lower() in ("the", "a", "an", "each", "every")
        else name
    )
