"""Sentences that can stand alone on a card, made of the passages of a key point."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from deckpress.generator.asides import is_aside, is_example_heading, points_outside
from deckpress.generator.passages import Passage
from deckpress.generator.sentences import (
    capitalized,
    decapitalized,
    split_sentences,
    without_citations,
    without_connectives,
)
from deckpress.generator.standing import (
    Standing,
    as_label,
    is_sentence,
    stand_alone,
    subject_of,
    with_quality,
)
from deckpress.generator.tokens import Tokens, content_stems, tokenize
from deckpress.generator.topic import Topic
from deckpress.generator.verbs import BASE, BASE_OF_GERUND, FINITE_AUXILIARIES, NOUNS_TOO, PARTICIPLES, THIRD

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
    for passage in _with_formulas(passages):
        if not passage.text or _WHERE.match(passage.text) or _LEGEND.search(passage.lead):
            continue
        found, carried = _passage_units(passage, headings, topic, carried, aspects, not units)
        units += found
    return units


_DISPLAY = re.compile(r"\s*(?:\$\$|\\\[)\s*(.*?)\s*[.,;]?\s*(?:\$\$|\\\])\s*\Z", re.DOTALL)
_AFTER_FORMULA = re.compile(r"\s*(?:,\s*)?(where\b[^.]*\.?)", re.IGNORECASE)
LONGEST_FORMULA = 90  # characters of a display formula that a sentence can hold
MOST_SYMBOLS = 4  # that a sentence explains behind its formula


def _with_formulas(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Put a display formula, and what its symbols mean, into the sentence that it completes.

    "The force is given by:", "$$F = ma$$" and "where $m$ is the mass." become one sentence.
    """
    for place, passage in enumerate(passages):
        formula = _DISPLAY.fullmatch(passage.formula) if passage.formula else None
        text = passage.text.rstrip()
        is_cut = bool(text) and not text.endswith((".", "!", "?"))
        if formula is None or not is_cut or len(formula[1]) > LONGEST_FORMULA or "\\\\" in formula[1]:
            yield passage
            continue
        sentence = f"{text if text.endswith(':') and not _OPEN_END.search(text) else text.rstrip(':,').rstrip()} ${formula[1]}$"
        legend = _legend(passages[place + 1 :])
        yield replace(passage, text=f"{sentence}, {legend}." if legend else f"{sentence}.", formula="")


def _legend(following: Sequence[Passage]) -> str:
    """What stands behind a formula about its symbols, "" if nothing does: "where $m$ is the mass"."""
    if not following:
        return ""
    first, *others = following
    if match := _AFTER_FORMULA.match(first.text):
        words = match[1].rstrip(".,: ")
        if words.lower() != "where":
            return f"w{words[1:]}"
        items = [one.text.strip().rstrip(".,;") for one in others if one.listed and _LEGEND.search(one.lead)]
        if 1 <= len(items) <= MOST_SYMBOLS:
            return f"where {' and '.join(filter(None, (', '.join(items[:-1]), items[-1])))}"
    return ""


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
        sentence = _stated(_shortened(without_connectives(_outside_code(raw, without_citations)), LONG))
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
            completed = _completed(passage, sentence, tokens, headings, topic)
            if completed is not None:
                units.append(completed)
                previous, subject = completed, ""
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
            is_example = illustrates or is_aside(raw, said)
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


_LEAD = re.compile(
    r"\b(?:(?P<verb>can|may|must|should|will|could|to|helps?|help to)|(?P<noun>includes?|including|involves?|requires?|comprises?|contains?"
    r"|has|have|are|is|be|of|as|for|by|with|through|provides?|offers?|means|uses?|needs?))(?:\s+(?:the following|several|both))?\s*:\Z",
    re.IGNORECASE,
)


def _completed(
    passage: Passage, item: str, tokens: Tokens, headings: tuple[str, ...], topic: Topic
) -> Unit | None:
    """Return a list item as the end of the sentence that introduces the list: "It includes:" and "A preview of the topics"."""
    *before, lead = [without_connectives(one) for one in split_sentences(strip_marks(passage.lead))]
    match = _LEAD.search(lead)
    if match is None or passage.label or _HERE.match(lead):
        return None
    begins = tokens.lower[0]
    if match["verb"]:
        fits = begins in BASE
    else:
        states = is_sentence(tokens) and not (
            begins in ("a", "an") and FINITE_AUXILIARIES.isdisjoint(tokens.lower)
        )
        fits = (
            (not states or begins in PARTICIPLES)
            and begins not in THIRD
            and (begins not in BASE or begins in NOUNS_TOO)
        )
        if match["noun"].lower() in ("by", "through", "for"):
            fits = fits and begins in BASE_OF_GERUND
    if not fits:
        return None
    outer = headings
    lead_tokens = tokenize(lead[:-1])
    subject = subject_of(tokenize(before[-1])) if before else ""
    place = Standing(outer, topic, "", subject, not before, replace(passage, listed=False, label=""))
    stood = stand_alone(lead[:-1] + ".", lead_tokens, place)
    if stood is None or stood[3]:
        return None
    text = f"{stood[0].rstrip('. ')} {item if item[:1] in '$`' else decapitalized(item, topic.names)}"
    return _unit(_shortened(text, LONG), stood[1], stood[2])


_HERE = re.compile(r"(?:here|there|the following|these|this|consider|for example|you|we)\b", re.IGNORECASE)
_OPEN_END = re.compile(
    r"(?:\b(?:is|are|was|were|be|by|as|to|of|with|for|in|on|at|from|the|and|or|that|using|if|when|include|includes|including|than"
    r"|becomes|have|has|means|namely|equals|gives|yields|follows|get|obtain|write|set|form|such as|like|involve|involves))\s*:\Z",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r"\A(?:here|there|consider|suppose|let|given|note|for example|for instance|example|solution|step)\b"
    r"|\b(?:following|below|below:|as follows|several|some|various|many|these|this|key|certain|here|we|you|your|let)\b",
    re.IGNORECASE,
)


def _stated(sentence: str) -> str:
    """Return a sentence that ends in a colon with a full stop, when it says something without what follows."""
    if not sentence.endswith(":") or len(sentence.split()) < 8:
        return sentence
    if (
        _OPEN_END.search(sentence)
        or _ANNOUNCES.search(sentence)
        or is_aside(sentence, frozenset(sentence.lower().split()))
    ):
        return sentence
    return f"{sentence[:-1]}."


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
