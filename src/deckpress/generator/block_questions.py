"""Questions for display formulas and small tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckpress.generator.headings import as_subject
from deckpress.generator.passages import Parts, Passage
from deckpress.generator.questions import LONGEST_ANSWER, Question
from deckpress.generator.sentences import decapitalized
from deckpress.generator.tokens import content_stems
from deckpress.generator.topic import Topic, is_plural

_FORMULA_NAME = re.compile(
    r"\b(?:formula|equation|expression|rule|law|identity|relation(?:ship)?)\s+(?:for|of)\s+(?:calculating\s+|computing\s+|finding\s+)?(?P<name>(?:the\s+)?[^.:,;]{3,60}?)"
    r"(?:\s+(?:is|are|can be|becomes|states|may be|given|with)\b|:|\Z)",
    re.IGNORECASE,
)
_FORMULA_TITLE = re.compile(
    r"\b(?:formula|equation|law|rule|theorem|identity|principle|function|definition|inequality)s?(?:\s+(?:of|for|in)\b|(?:\s*\([^()]*\))?\W*\Z)",
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
        if len(_NUMERAL.findall(passage.formula)) > 3 or "\\\\" in passage.formula:
            continue  # an example, or several formulas
        if re.search(r"\b(?:examples?|which|that|this|these|it|you|we)\b|\bto [a-z]+", name, re.IGNORECASE):
            continue
        asked.add(name.lower())
        question = f"What is the formula for {name}?"
        if is_plural(name) and sum(bool(one.formula) for one in parts.passages) > 1:
            continue  # one of several
        if _FORMULA_TITLE.search(name):
            question = f"What {'are' if is_plural(name) else 'is'} {name}?"
        stems = "-".join(content_stems(name)) or "formula"
        yield Question(f"formula-{stems}", question, passage.formula, (), True)


_NUMERAL = re.compile(r"\d+(?:\.\d+)?")
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
            lowered
            if lowered.lower().startswith("the ") or "'" in title or "’" in title
            else f"the {lowered}"
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
        if len(set(names)) < len(names) or not all(any(map(str.isalpha, name)) for name in names):
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
