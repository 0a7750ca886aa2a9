"""Sentences that can stand alone on a card, made of the passages of a key point."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from deckpress.generator.asides import is_aside, is_example_heading, points_outside
from deckpress.generator.passages import Passage
from deckpress.generator.sentences import split_sentences, without_connectives
from deckpress.generator.standing import Standing, stand_alone, subject_of
from deckpress.generator.tokens import Tokens, tokenize
from deckpress.generator.topic import Topic

LONG = 27  # words of a sentence; a longer one loses its tail
LONGEST_SENTENCE = 1_000  # characters; more never fit on a card
MOST_WORDS = 38  # of two sentences together


@dataclass(frozen=True, slots=True)
class Unit:
    """One or two sentences for the front of a cloze note.

    `headings` are shown above it, outermost first. `subject` is the heading that stands in the text, "" when
    none does.
    `forced` are the places (offsets in `text`) that the author marked. `joined` is where the sentence begins
    that needs the
    one before it, -1 for a single sentence, `first` is the text of the unit with only the one before, and
    `is_example` tells an illustration from a statement.
    """

    text: str
    tokens: Tokens
    headings: tuple[str, ...]
    subject: str = ""
    forced: tuple[tuple[int, int], ...] = ()
    joined: int = -1
    first: str = ""
    is_example: bool = False


# ==term== while a text is still being cut and joined.
OPEN, CLOSE = "\ue001", "\ue002"
_WHOLE = r"`++[^`\n]*+`++|\$\$?(?:[^$\n=]|=(?!=))++\$\$?|\\\((?:[^\\\n]|\\[^()\n])*+\\\)"  # code, formulas
MARKED = re.compile(
    rf"(?:{_WHOLE})|==(?=[^\s=])(?P<term>(?:(?>{_WHOLE})|(?!==)[^\n]){{1,300}}+)(?<!\s)==(?!=)"
)
_BOLD = re.compile(
    r"(?<!\\)\*\*\*?(?=\S)((?:[^*\n]|\*(?!\*)){1,300}?)(?<=\S)\*\*\*?|(?<![\w\\])__(?=\S)([^\n_]{1,300}?)(?<=\S)__(?!\w)"
)
_CODE_OR_MATH = re.compile(rf"({_WHOLE})")
_TAIL = re.compile(
    r",\s+(?:thereby |thus |ultimately |often )?(?:making|allowing|leading|resulting|ensuring|enabling|contributing"
    r"|highlighting|reflecting|helping|providing|creating|fostering|enhancing|promoting|emphasizing|showcasing"
    r"|demonstrating|indicating|facilitating|reducing|increasing|improving|as well as|rather than|such that|so that"
    r"|even if|even though|since|because|whereas|although"
    r"|which (?:is|are|can|may|helps?|allows?|makes?|enables?|leads?))\b"
)
_WHERE = re.compile(r"where\b", re.IGNORECASE)
_LEGEND = re.compile(r"\bwhere:\Z", re.IGNORECASE)


def strip_marks(text: str) -> str:
    """Return Markdown without bold, and with what the author forces to be hidden between private signs."""
    if "==" in text:
        text = MARKED.sub(lambda mark: f"{OPEN}{mark['term']}{CLOSE}" if mark["term"] else mark[0], text)
    if "**" in text or "__" in text:
        text = _outside_code(text, lambda part: _BOLD.sub(lambda bold: bold[1] or bold[2], part))
    return text


def has_forced_terms(text: str) -> bool:
    """Tell whether the author marked a ==term== in Markdown."""
    return "==" in text and OPEN in strip_marks(text)


def without_marks(text: str) -> str:
    """Return Markdown without the author's ==marks==, for the back of a card."""
    return MARKED.sub(lambda mark: mark["term"] or mark[0], text) if "==" in text else text


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    pieces = _CODE_OR_MATH.split(text)
    return "".join(piece if place % 2 else change(piece) for place, piece in enumerate(pieces))


def make_units(
    passages: Sequence[Passage],
    headings: tuple[str, ...],
    topic: Topic,
    aspects: frozenset[str] = frozenset(),
) -> list[Unit]:
    """Return the units of a point in reading order.

    `headings` are its section and title, `aspects` the labels that several points have in common ("Age",
    "Causes").
    """
    units: list[Unit] = []
    carried = ""  # the subject of the passage before
    for passage in passages:
        if not passage.text or _WHERE.match(passage.text) or _LEGEND.search(passage.lead):
            continue
        found, carried = _passage_units(passage, headings, topic, carried, aspects)
        units += found
    return units


def _passage_units(
    passage: Passage, outer: tuple[str, ...], topic: Topic, carried: str, aspects: frozenset[str]
) -> tuple[list[Unit], str]:
    is_aspect = passage.label in aspects
    around = (*outer, *passage.parents)
    if is_aspect and around:
        headings = (*around[:-1], passage.label, around[-1])  # the point is the subject, not "Age"
    else:
        headings = tuple(one for one in (*around, passage.label) if one)
    sentences = split_sentences(strip_marks(passage.text))
    if passage.formula and sentences and not sentences[-1].endswith((".", "!")):
        sentences.pop()  # the formula cuts it
    illustrates = any(is_example_heading(heading) for heading in headings)
    units: list[Unit] = []
    previous: Unit | None = None
    subject = carried if passage.listed else ""
    first_subject = ""  # what "they" means in the next item
    for number, raw in enumerate(sentences):
        if len(raw) > LONGEST_SENTENCE:
            previous, subject = None, ""
            continue
        sentence = _shortened(without_connectives(raw), LONG)
        forced = OPEN in sentence  # the author wants this sentence, whatever it lacks
        if sentence.rstrip("*_ ").endswith((":", "?", ",", ";")) and not forced:
            previous, subject = None, ""
            continue
        tokens = tokenize(sentence)
        said = frozenset(tokens.lower)
        if points_outside(sentence, said) and not forced:
            previous, subject = None, ""
            continue
        place = Standing(
            headings, topic, previous.text if previous else "", subject, number == 0, passage, is_aspect
        )
        standing = stand_alone(sentence, tokens, place)
        if standing is None and forced:
            standing = sentence, headings, "", False
        if standing is None:
            previous = None
            continue
        text, kept, heading, needs_previous = standing
        both = _joined(previous, text) if needs_previous and previous else None
        if both is not None:
            unit = replace(both, is_example=illustrates)
        elif needs_previous and not forced:
            previous = None
            continue
        else:
            is_example = illustrates or is_aside(raw, said)
            unit = _unit(text, kept, heading, tokens if text == sentence else None, is_example)
        units.append(unit)
        previous = None if unit.joined >= 0 else unit
        subject = subject_of(unit.tokens) or (subject if needs_previous else "")
        first_subject = first_subject or subject
    return units, first_subject


def _joined(previous: Unit, text: str) -> Unit | None:
    """Two sentences as one unit, without their tails where they would be too long; None when that is not
    enough.
    """
    before = _restored(previous)
    for least in (MOST_WORDS, 14, 8):
        before, text = _shortened(before, least), _shortened(text, least)
        if len(before.split()) + len(text.split()) <= MOST_WORDS:
            unit = _unit(f"{before} {text}", previous.headings, previous.subject)
            joined = len(before.replace(OPEN, "").replace(CLOSE, "")) + 1
            return replace(unit, joined=joined, first=previous.text)
    return None


def _restored(unit: Unit) -> str:
    """The text with the private signs around what the author marked."""
    text = unit.text
    for start, end in reversed(unit.forced):
        text = f"{text[:start]}{OPEN}{text[start:end]}{CLOSE}{text[end:]}"
    return text


def _unit(
    marked: str,
    headings: tuple[str, ...],
    subject: str = "",
    tokens: Tokens | None = None,
    is_example: bool = False,
) -> Unit:
    """Return the unit of a text, whose tokens may be known, without the private signs of what the author
    marked.
    """
    if OPEN not in marked:
        return Unit(marked, tokens or tokenize(marked), headings, subject, is_example=is_example)
    pieces: list[str] = []
    forced: list[tuple[int, int]] = []
    length = 0
    start = -1
    for piece in re.split(f"([{OPEN}{CLOSE}])", marked):
        if piece == OPEN:
            start = length
        elif piece == CLOSE:
            if start >= 0:
                forced.append((start, length))
            start = -1
        else:
            pieces.append(piece)
            length += len(piece)
    text = "".join(pieces)
    return Unit(text, tokenize(text), headings, subject, tuple(forced), is_example=is_example)


def _shortened(sentence: str, longest: int) -> str:
    """Cut what trails a sentence of more than `longest` words (", making it ..."), but nothing that the
    author marked.
    """
    count = len(sentence.split())
    if count <= longest:
        return sentence
    for match in reversed(list(_TAIL.finditer(sentence))):
        head = sentence[: match.start()]
        if OPEN in sentence[match.start() :] or head.count("(") != head.count(")"):
            continue
        if len(head.split()) >= min(12, longest):
            return head + "."
    return sentence
