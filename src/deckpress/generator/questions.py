"""Short questions from patterns that are safe: how something is done, what it is for, an aspect of an entity,
a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from deckpress.generator.passages import Parts, Passage
from deckpress.generator.sentences import capitalized, decapitalized
from deckpress.generator.standing import as_subject, is_sentence
from deckpress.generator.tokens import content_stems, tokenize
from deckpress.generator.topic import Topic, is_plural
from deckpress.generator.units import Unit, without_marks
from deckpress.generator.verbs import BASE_OF, verb_place
from deckpress.generator.vocabulary import Vocabulary
from deckpress.generator.words import GENERIC_STEMS

LONGEST_ANSWER = 20  # words


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its answer in Markdown. `key` is the pattern and the subject that was asked for."""

    key: str
    question: str
    answer: str
    headings: tuple[str, ...] = ()
    is_block: bool = False  # the answer is a display formula or code


_BY = re.compile(r",?\s+by\s+(?=[a-z]+ing\b)")
_POINTERS = frozenset("this that it them these those they".split())


def questions_of(units: Sequence[Unit], vocabulary: Vocabulary) -> Iterator[Question]:
    """Yield the questions that the sentences of a point answer, at most one a sentence."""
    for unit in units:
        if unit.joined >= 0 or unit.is_example:
            continue
        yield from _how(unit, vocabulary)


def _how(unit: Unit, vocabulary: Vocabulary) -> Iterator[Question]:
    """ "A prevents B by doing C." asks how A prevents B."""
    tokens = unit.tokens
    text = unit.text
    found = list(_BY.finditer(text))
    if len(found) != 1 or not text.endswith(".") or ":" in text[: found[0].start()]:
        return
    verb = verb_place(tokens.words, 0, min(len(tokens.words), 10))
    if verb < 1 or tokens.starts[verb] > found[0].start():
        return
    base = BASE_OF.get(tokens.lower[verb])
    subject = text[: tokens.starts[verb]].strip()
    end = _clause_end(text, found[0].end())
    answer = text[found[0].end() : end].strip()
    predicate = text[tokens.ends[verb] : found[0].start()].strip()
    subject = re.sub(r"(?:,\s*)?(?:including|such as)\s[^,]+,", "", subject).strip()
    if base is None or "," in subject or not 3 <= len(answer.split()) <= LONGEST_ANSWER or not predicate:
        return
    if any(sign in predicate for sign in ";:") or len(predicate.split()) > 14:
        return
    if not _POINTERS.isdisjoint(re.findall(r"\w+", predicate.lower())):
        return
    if not content_stems(subject) or set(content_stems(answer)) <= set(
        content_stems(subject + " " + predicate)
    ):
        return
    word = tokens.lower[verb]
    helper = "do" if word == base else "does" if word.endswith("s") else "did"
    if subject.split()[-1].lower().endswith("ly"):
        return
    question = f"How {helper} {decapitalized(subject, vocabulary.topic.names)} {base} {predicate}?"
    yield Question(
        f"how-{'-'.join(content_stems(subject)[:4])}", question, f"By {answer.rstrip('.')}.", unit.headings
    )


def _clause_end(text: str, start: int) -> int:
    """Where the answer ends: before ", which ..." or ", making ..."."""
    match = re.search(
        r",\s+(?:which|thereby|thus|making|allowing|ensuring|leading|resulting|ultimately|while|so that|especially)\b",
        text[start:],
    )
    return start + match.start() if match else len(text)


_IS = re.compile(
    r"(?:\s+\([^()]{2,40}\))?\s+(?P<verb>is|are|was|were|means|refers to|refer to|describes)\s+(?P<what>[^;:]+?)\.?\Z"
)


def definition_question(units: Sequence[Unit], topic: Topic) -> Iterator[Question]:
    """Yield "What is the topic?" when a short sentence says so; the topic itself is never hidden."""
    name = re.sub(r"^(?:the|an?) ", "", topic.name, flags=re.IGNORECASE)
    if len(name.split()) < 2:
        return  # "What is money?" says too little of what is asked
    for unit in units[:2]:
        text = unit.text.removeprefix("The ").removeprefix("A ").removeprefix("An ")
        if not name or not text.lower().startswith(name.lower()):
            continue
        match = _IS.match(text, len(name))
        if match is None or not 3 <= len(match["what"].split()) <= LONGEST_ANSWER:
            continue
        verb = match["verb"] if match["verb"] in ("is", "are", "was", "were") else "is"
        if match["what"].split()[0].endswith("ed"):
            continue  # "X is used in ..." says no more than where
        question = f"What {verb} {decapitalized(topic.name, topic.names)}?"
        yield Question("definition", question, f"{capitalized(match['what'].strip())}.")
        return


def aspects_of(
    parts: Parts, title: str, section: str, topic: Topic, siblings: frozenset[str]
) -> Iterator[Question]:
    """Yield "Sensorimotor Stage: age?" for the labelled items of a point.

    `siblings` are the labels that several points of the page have in common: they are aspects of each, as in
    a table.
    """
    for passage in parts.passages:
        if not passage.label or not passage.text or passage.formula:
            continue
        answer = without_marks(passage.text).rstrip()
        entity = passage.parents[-1] if passage.parents else title
        words = len(answer.split())
        if not entity or words > 14 or not answer or answer.endswith(":"):
            continue
        label_stems, entity_stems = content_stems(passage.label), content_stems(entity)
        if not label_stems or not entity_stems or set(label_stems) & set(entity_stems):
            continue
        if passage.label not in siblings and not set(label_stems) <= GENERIC_STEMS:
            continue
        answer_stems = set(content_stems(answer))
        if not answer_stems or answer_stems <= set(label_stems + entity_stems):
            continue
        if is_sentence(tokenize(answer)):
            continue
        if passage.label not in siblings and set(entity_stems) <= GENERIC_STEMS:
            aspect, thing = entity, passage.label
        else:
            aspect, thing = passage.label, entity
        question = (
            f"{thing}: what is the {decapitalized(aspect, topic.names)}?"
            if not is_plural(aspect)
            else (f"{thing}: what are the {decapitalized(aspect, topic.names)}?")
        )
        headings = tuple(one for one in (section,) if one)
        yield Question(
            f"aspect-{'-'.join(entity_stems + label_stems)}", question, capitalized(answer), headings
        )


_FORMULA_NAME = re.compile(
    r"\b(?:formula|equation|expression|rule|law|identity|relation(?:ship)?)\s+(?:for|of)\s+(?:calculating\s+|computing\s+|finding\s+)?(?P<name>(?:the\s+)?[^.:,;]{3,60}?)"
    r"(?:\s+(?:is|are|can be|becomes|states|may be|given|with)\b|:|\Z)",
    re.IGNORECASE,
)
_FORMULA_TITLE = re.compile(
    r"\b(?:formula|equation|law|rule|theorem|identity|principle|function|definition|inequality)s?\b",
    re.IGNORECASE,
)
_LEADS_TO = re.compile(
    r"(?P<name>[^.:;]{3,80}?)\s+(?:is|are|can be|may be)\s+(?:\w+ly\s+)?(?:given|expressed|defined|calculated|written|represented|stated|computed|described|formulated)\b",
    re.IGNORECASE,
)


def formula_questions(parts: Parts, title: str, topic: Topic) -> Iterator[Question]:
    """Yield a question for a display formula that its sentence or title names."""
    asked: set[str] = set()
    for passage in parts.passages:
        if not passage.formula or not any(sign in passage.formula for sign in "=<>≤≥\\"):
            continue
        name = _formula_name(passage, title, topic)
        if not name or name.lower() in asked or len(passage.formula) > 250:
            continue
        asked.add(name.lower())
        question = f"What is the formula for {name}?"
        if _FORMULA_TITLE.search(name):
            question = f"What is {name}?"
        stems = "-".join(content_stems(name)) or "formula"
        yield Question(f"formula-{stems}", question, passage.formula, (), True)


_NO_NAME = frozenset("it its this these they their which mathematically that in here such both".split())


def _formula_name(passage: Passage, title: str, topic: Topic) -> str:
    sentence = re.split(r"(?<=[.!?])\s+", passage.text)[-1] if passage.text else ""
    if (match := _FORMULA_NAME.search(sentence)) and match["name"].split()[0].lower() not in _NO_NAME:
        return decapitalized(match["name"].strip(), topic.names)
    if match := _LEADS_TO.match(sentence):
        name = match["name"].strip()
        first = name.split()[0].lower()
        if first not in _NO_NAME and len(name.split()) <= 8:
            return decapitalized(name, topic.names)
    if title and _FORMULA_TITLE.search(title) and len(title.split()) <= 7:
        lowered = decapitalized(as_subject(title, topic), topic.names)
        return (
            lowered if title.lower().startswith("the ") or "'" in title or "’" in title else f"the {lowered}"
        )
    return ""


def table_questions(parts: Parts) -> Iterator[Question]:
    """Yield one question for each cell of a small table: the row's name and the column's heading ask for it."""
    for table in parts.tables:
        if len(table) < 3 or not 2 <= len(table[0]) <= 4:
            continue
        header, *rows = table
        if not all(cell for cell in header[1:]) or (len(header) - 1) * len(rows) > 12:
            continue
        names = [row[0].lower() for row in rows]
        if len(set(names)) < len(names):
            continue  # the first column names no rows: a truth table, a list of data
        for row in rows:
            if len(row) != len(header) or not row[0]:
                continue
            for aspect, cell in zip(header[1:], row[1:], strict=True):
                words = len(cell.split())
                if not cell or words > LONGEST_ANSWER or cell in ("-", "–"):
                    continue
                key = "-".join(content_stems(f"{row[0]} {aspect}")) or f"{row[0]}-{aspect}"
                yield Question(f"table-{key}", f"{row[0]}: {decapitalized(aspect)}?", cell)
