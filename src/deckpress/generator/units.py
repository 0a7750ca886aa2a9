"""Sentences that can stand alone on a card, made of the passages of a key point."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from deckpress.generator.asides import is_aside, is_example_heading, points_outside
from deckpress.generator.clauses import is_sentence, subject_of
from deckpress.generator.headings import as_label
from deckpress.generator.leads import LEGEND, completed, stated, with_formulas
from deckpress.generator.marks import CLOSE, OPEN, outside_code, strip_marks
from deckpress.generator.passages import Passage
from deckpress.generator.sentences import (
    capitalized,
    decapitalized,
    split_sentences,
    without_citations,
    without_connectives,
)
from deckpress.generator.standing import Standing, stand_alone, with_quality
from deckpress.generator.tokens import Tokens, content_stems, tokenize
from deckpress.generator.topic import Topic
from deckpress.generator.words import GENERIC_STEMS

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


_TAIL = re.compile(
    r",\s+(?:thereby |thus |ultimately |often )?(?:making|allowing|leading|resulting|ensuring|enabling|contributing"
    r"|highlighting|reflecting|helping|providing|creating|fostering|enhancing|promoting|emphasizing|showcasing"
    r"|demonstrating|indicating|facilitating|reducing|increasing|improving|as well as|rather than|such that|so that"
    r"|even if|even though|since|because|whereas|although"
    r"|which (?:is|are|can|may|helps?|allows?|makes?|enables?|leads?))\b"
)
_CUT_WHERE = re.compile(r",?\s+where\s*[:.,]*\Z")  # the formula behind it stands elsewhere
_LEGEND_ALONE = re.compile(r"where\b|Where\s*[:\\$`]|Where \w+ (?:is|=|represents|denotes)\b")


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
    for passage in with_formulas(passages):
        if not passage.text or _LEGEND_ALONE.match(passage.text) or LEGEND.search(passage.lead):
            continue
        found, carried = _passage_units(passage, headings, topic, carried, aspects, not units)
        units += found
    return units


def _passage_units(
    passage: Passage,
    outer: tuple[str, ...],
    topic: Topic,
    carried: str,
    aspects: frozenset[str],
    is_opening: bool,
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
        sentence = stated(_shortened(without_connectives(outside_code(raw, without_citations)), LONG))
        sentence = _CUT_WHERE.sub(".", sentence)
        forced = OPEN in sentence  # the author wants this sentence, whatever it lacks
        if sentence.rstrip("*_ ").endswith((":", "?", ",", ";")) and not forced:
            previous, subject = None, ""
            continue
        tokens = tokenize(sentence)
        if raw.rstrip("*_ ").endswith(":") and not is_sentence(tokens) and not forced:
            previous, subject = None, ""
            continue
        said = frozenset(tokens.lower)
        if points_outside(sentence, said) and not forced:
            previous, subject = None, ""
            continue
        if number == 0 and passage.listed and passage.lead:
            whole = completed(passage, sentence, tokens, headings, topic)
            if whole is not None:
                previous, subject = _unit(_shortened(whole[0], LONG), whole[1], whole[2]), ""
                units.append(previous)
                continue
        place = Standing(
            headings,
            topic,
            previous.text if previous else "",
            subject,
            number == 0 and bool(is_opening or passage.label or passage.listed),
            passage,
            is_aspect,
        )
        standing = stand_alone(sentence, tokens, place)
        if standing is None and forced:
            standing = sentence, headings, "", False
        if standing is None:
            previous = None
            continue
        text, kept, heading, needs_previous = standing
        if is_aspect and kept == headings and around:
            kept = (*around, passage.label)  # it is read from the outside in again: "Copper › Melting point"
        both = _joined(previous, text) if needs_previous and previous else None
        if both is not None:
            unit = replace(both, is_example=illustrates)
        elif needs_previous and not forced:
            previous = None
            quality = with_quality(sentence, tokens, place.heading)
            if quality:
                units.append(_unit(quality, headings, is_example=illustrates or is_aside(raw, said)))
            continue
        else:
            is_example = illustrates or is_aside(raw, said) or _points_back(text, kept)
            unit = _unit(text, kept, heading, tokens if text == sentence else None, is_example)
        units.append(unit)
        previous = None if unit.joined >= 0 else unit
        subject = subject_of(unit.tokens) or (subject if needs_previous else "")
        first_subject = first_subject or subject
    return units, first_subject


def labelled(unit: Unit, topic: Topic) -> Unit | None:
    """Return the unit with its heading in front, as what it tells about: "Isolation: transactions that run at the
    same time do not disturb each other."; None when a heading stands in it already.
    """
    if unit.subject or unit.joined >= 0 or unit.forced or not unit.headings:
        return None
    *outer, heading = unit.headings
    if set(content_stems(heading)) <= set(unit.tokens.stems):
        return None
    label = as_label(heading, topic)
    text = unit.text if unit.text[:1] in "$`\\" else decapitalized(unit.text, topic.names)
    return _unit(f"{capitalized(label)}: {text}", tuple(outer), heading, is_example=unit.is_example)


def _joined(previous: Unit, text: str) -> Unit | None:
    """Two sentences as one unit, without their tails where they would be too long; None when that is not
    enough.
    """
    before = _restored(previous)
    for least in (MOST_WORDS, 14, 8):
        before, text = _shortened(before, least), _shortened(text, least)
        if _lost(before, previous, text):
            return None
        if len(before.split()) + len(text.split()) <= MOST_WORDS:
            unit = _unit(f"{before} {text}", previous.headings, previous.subject)
            joined = len(before.replace(OPEN, "").replace(CLOSE, "")) + 1
            return replace(unit, joined=joined, first=previous.text)
    return None


_POINTER = re.compile(
    r"(?<!^)\b(?:this|these) (?:(?!is|are|was|were|can|may|will|has|have|of|and|or|in)[a-z-]+ )?([a-z-]{4,})"
)


_POINTING_WORD = re.compile(r"\b(?:respectively|the (?:latter|former)|aforementioned)\b")


def _points_back(text: str, headings: Sequence[str]) -> bool:
    """Tell whether "in these settings" names what neither the text before it nor a heading names."""
    known = {one for heading in headings for one in content_stems(heading)}
    for match in _POINTER.finditer(text):
        noun = set(content_stems(match[1]))
        is_vague = noun <= GENERIC_STEMS and match[0].startswith(
            "this"
        )  # "this period" seldom needs its noun
        if noun and not is_vague and not noun <= known.union(content_stems(text[: match.start()])):
            return True
    return _POINTING_WORD.search(text) is not None


def _lost(before: str, previous: Unit, text: str) -> bool:
    """Tell whether the noun that "this acid" points to went with the tail of the sentence before."""
    words = text.split(" ", 2)
    if words[0].lower() not in ("this", "these", "such") or len(words) < 2:
        return False
    noun = set(content_stems(words[1]))
    return noun <= set(previous.tokens.stems) and not noun <= set(content_stems(before))


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
        if len(head.split()) >= min(12, longest) and _has_main_clause(head):
            return head + "."
    return sentence


_SUBORDINATE = re.compile(
    r"(?:as|when|if|while|although|though|since|because|once|after|before|unless)\b[^,]*, ", re.IGNORECASE
)


def _has_main_clause(head: str) -> bool:
    """Tell whether what is left has a verb, behind a clause in front as well: "As the pH falls, the number of ions" has none."""
    match = _SUBORDINATE.match(head)
    return is_sentence(tokenize(head[match.end() :] if match else head))
