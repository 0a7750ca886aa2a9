"""Sentences that go on below them: a display formula that ends one, and a list that completes one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from deckpress.generator.asides import is_aside
from deckpress.generator.clauses import is_sentence, subject_of
from deckpress.generator.marks import strip_marks
from deckpress.generator.passages import Passage
from deckpress.generator.sentences import decapitalized, split_sentences, without_connectives
from deckpress.generator.standing import Standing, Stood, stand_alone
from deckpress.generator.tokens import Tokens, tokenize
from deckpress.generator.topic import Topic
from deckpress.generator.verbs import BASE, BASE_OF_GERUND, FINITE_AUXILIARIES, NOUNS_TOO, PARTICIPLES, THIRD

LEGEND = re.compile(r"\bwhere:\Z", re.IGNORECASE)
_DISPLAY = re.compile(r"\s*(?:\$\$|\\\[)\s*(.*?)\s*[.,;]?\s*(?:\$\$|\\\])\s*\Z", re.DOTALL)
_AFTER_FORMULA = re.compile(r"\s*(?:,\s*)?(where\b[^.]*\.?)", re.IGNORECASE)
LONGEST_FORMULA = 90  # characters of a display formula that a sentence can hold
MOST_SYMBOLS = 4  # that a sentence explains behind its formula


def with_formulas(passages: Sequence[Passage]) -> Iterator[Passage]:
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
        items = [one.text.strip().rstrip(".,;") for one in others if one.listed and LEGEND.search(one.lead)]
        if 1 <= len(items) <= MOST_SYMBOLS:
            return f"where {' and '.join(filter(None, (', '.join(items[:-1]), items[-1])))}"
    return ""


_LEAD = re.compile(
    r"\b(?:(?P<verb>can|may|must|should|will|could|to|helps?|help to)|(?P<noun>includes?|including|involves?|requires?|comprises?|contains?"
    r"|has|have|are|is|be|of|as|for|by|with|through|provides?|offers?|means|uses?|needs?))(?:\s+(?:the following|several|both))?\s*:\Z",
    re.IGNORECASE,
)


def completed(
    passage: Passage, item: str, tokens: Tokens, headings: tuple[str, ...], topic: Topic
) -> Stood | None:
    """Return a list item as the end of the sentence that introduces the list: "It includes:" and "A preview of the topics"."""
    *before, lead = [without_connectives(one) for one in split_sentences(strip_marks(passage.lead))]
    match = _LEAD.search(lead)
    if match is None or passage.label or _HERE.match(lead):
        return None
    if not tokens.words:
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
    return text, stood[1], stood[2], False


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


def stated(sentence: str) -> str:
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
