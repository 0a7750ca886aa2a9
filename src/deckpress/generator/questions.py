"""Short questions from patterns that are safe: how something is done, why it is so, an aspect of an entity."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from deckpress.generator.clauses import is_sentence
from deckpress.generator.commonness import EVERYDAY, commonness
from deckpress.generator.headings import begins_with_order
from deckpress.generator.marks import without_marks
from deckpress.generator.passages import Parts
from deckpress.generator.sentences import capitalized, decapitalized, ended
from deckpress.generator.stems import stem
from deckpress.generator.tokens import content_stems, tokenize
from deckpress.generator.topic import Topic, is_plural
from deckpress.generator.units import Unit
from deckpress.generator.verbs import BASE_OF, verb_place
from deckpress.generator.words import EVERYDAY_STEMS, GENERIC_STEMS

LONGEST_ANSWER = 20  # words


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its answer in Markdown. `key` is the pattern and the subject that was asked for."""

    key: str
    question: str
    answer: str
    headings: tuple[str, ...] = ()
    is_block: bool = False  # the answer is a display formula or code


_BY = re.compile(r",?\s+by\s+(?=(?:[a-z]+ly )?[a-z]+ing\b)")
_FRONTED_BY = re.compile(r"By (?=(?:[a-z]+ly )?[a-z]+ing\b)([^;:]{10,140}?), (?=[a-z'’ -]+ )")
_BECAUSE = re.compile(r",?\s+(?:because|since)\s+(?!of\b)")
_POINTERS = frozenset("this that it them these those they we you his her their its our your".split())
_TAIL = re.compile(
    r",\s+(?:which|thereby|thus|making|allowing|ensuring|leading|resulting|ultimately|while|so that|especially|thereby)\b"
)
_INVERTED = frozenset("is are was were can could will would should must may might cannot".split())


def questions_of(units: Sequence[Unit], topic: Topic) -> Iterator[Question]:
    """Yield the questions that the sentences of a point answer, at most one a sentence."""
    for unit in units:
        if unit.joined >= 0 or unit.is_example or unit.forced:
            continue
        found = (
            _after(unit, topic, _BY, "How", "By")
            or _before(unit, topic)
            or _after(unit, topic, _BECAUSE, "Why", "Because")
        )
        if found is not None:
            yield found


def _after(unit: Unit, topic: Topic, link: re.Pattern[str], word: str, opening: str) -> Question | None:
    """ "A prevents B by doing C." asks how A prevents B, "A is B because of C." why A is B."""
    found = list(link.finditer(unit.text))
    if len(found) != 1 or ":" in unit.text[: found[0].start()]:
        return None
    return _asking(unit, topic, unit.text[: found[0].start()], unit.text[found[0].end() :], word, opening)


def _before(unit: Unit, topic: Topic) -> Question | None:
    """ "By doing C, A prevents B." asks how A prevents B, too."""
    match = _FRONTED_BY.match(unit.text)
    if match is None:
        return None
    return _asking(unit, topic, head_of(unit.text[match.end() :]), match[1], "How", "By")


def _asking(unit: Unit, topic: Topic, clause: str, rest: str, word: str, opening: str) -> Question | None:
    answer, asked = head_of(rest), _asked(clause, topic)
    if asked is None or not _answers(answer, clause) or not tells_something(answer):
        return None
    stems = set(content_stems(clause))
    if not _PEOPLE.isdisjoint(stems) and not any(stems.issuperset(one) for one in topic.keywords):
        return None  # "How can firms protect themselves?"
    key = f"{word.lower()}-{_key(clause)}"
    return Question(key, f"{word} {asked}?", ended(f"{opening} {answer}"), unit.headings)


_PEOPLE = frozenset(
    stem(word)
    for word in """individual people person student learner teacher educator researcher scientist scholar professional
    practitioner clinician physician nurse provider patient business company firm organization manager leader employee
    team member worker analyst investor consumer customer user designer architect engineer developer writer author
    reader artist policymaker government community society stakeholder coach client team city""".split()
)


def tells_something(answer: str) -> bool:
    """Tell whether an answer holds a word that not every text has: "making necessary adjustments" does not."""
    return any(
        one not in GENERIC_STEMS and one not in EVERYDAY_STEMS and commonness(one) < EVERYDAY
        for one in content_stems(answer)
    )


def _key(clause: str) -> str:
    return "-".join(content_stems(clause)[:4])


def head_of(text: str) -> str:
    """The text without full stop and what trails it (", which ...", ", making ...")."""
    match = _TAIL.search(text)
    return (text[: match.start()] if match else text).strip().rstrip(".")


def _answers(answer: str, clause: str) -> bool:
    """Tell whether the answer is short, says something new and needs nothing else to be read."""
    if not 3 <= len(answer.split()) <= LONGEST_ANSWER or any(sign in answer for sign in ";:"):
        return False
    if _DEMONSTRATIVE.search(answer):
        return False
    stems = set(content_stems(answer))
    return len(stems - set(content_stems(clause))) >= 2 and answer.split()[0].lower() not in _POINTERS


_DEMONSTRATIVE = re.compile(r"\b(?:this|these|those|such (?!as))\b", re.IGNORECASE)


def _asked(clause: str, topic: Topic) -> str | None:
    """Turn a clause into the rest of a question: "do killer cells find their targets"; None when it is no plain one."""
    tokens = tokenize(clause)
    words, lower = tokens.words, tokens.lower
    if not words or len(words) > 20 or not _POINTERS.isdisjoint(lower):
        return None
    verb = verb_place(words, 0, min(len(words), 10))
    if verb < 1 or not tokens.content(0, verb):
        return None
    subject = clause[: tokens.starts[verb]].strip()
    subject = re.sub(r"(?:,\s*)?(?:including|such as)\s[^,]+,", "", subject).strip()
    if not subject:
        return None
    rest = clause[tokens.ends[verb] :].strip()
    if (
        "," in subject
        or any(sign in rest for sign in ";:")
        or not rest
        or subject.split()[-1].lower().endswith("ly")
    ):
        return None
    if subject.split()[0].lower() in NO_SUBJECT or _SUBCLAUSE.search(rest):
        return None
    subject = decapitalized(subject, topic.names)
    word = lower[verb]
    rest = re.sub(r"\A(?:also|often|then) |\balso ", "", rest)
    if word in _INVERTED:
        return f"{'can' if word in ('may', 'might') else word} {subject} {rest}"
    base = BASE_OF.get(word)
    if base is None:
        return None
    helper = "do" if word == base else "does" if word.endswith("s") else "did"
    return f"{helper} {subject} {base} {rest}"


_SUBCLAUSE = re.compile(
    r"\b(?:when|while|if|because|although|that|which|who|where|whether)\b|\band (?:is|are|was|were|has|have)\b"
)
NO_SUBJECT = frozenset("in on at when if while although as by for with to one there what how both".split())


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
        if passage.label not in siblings:
            continue
        answer_stems = set(content_stems(answer))
        if not answer_stems or answer_stems <= set(label_stems + entity_stems):
            continue
        if begins_with_order(entity, topic) or " the " in entity.lower() or answer[0].isdigit():
            continue  # "Count the Atoms: what is the oxygen?"
        if is_sentence(tokenize(answer)):
            continue
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
