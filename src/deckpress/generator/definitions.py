"""Questions for what a sentence defines: "What are varices?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from deckpress.generator.questions import LONGEST_ANSWER, NO_SUBJECT, Question, head_of
from deckpress.generator.sentences import capitalized, decapitalized, ended
from deckpress.generator.tokens import content_stems
from deckpress.generator.topic import Topic, is_plural
from deckpress.generator.units import Unit
from deckpress.generator.verbs import verb_place
from deckpress.generator.vocabulary import Vocabulary

_IS = re.compile(
    r"(?:\s+\([^()]{2,40}\))?\s+(?P<verb>is|are|was|were|means|refers to|refer to|describes)\s+(?P<what>[^;:]+?)\.?\Z"
)
_KIND = re.compile(
    r"(?:an?|the|one|any)\s|[a-z-]+(?:s|ion|ment|ness|ity|ance|ence)\s(?:of|that|in|at|for|between|which|with|made|used)\b",
    re.IGNORECASE,
)


def definitions_of(units: Sequence[Unit], vocabulary: Vocabulary) -> Iterator[Question]:
    """Yield "What are varices?" for a term of the page that a sentence defines."""
    topic = vocabulary.topic
    for unit in units:
        tokens = unit.tokens
        if unit.joined >= 0 or unit.is_example or not tokens.words:
            continue
        verb = verb_place(tokens.words, 1, min(len(tokens.words), 8))
        if verb < 1:
            continue
        name = re.sub(r"\s*\([^()]*\)\s*\Z", "", unit.text[: tokens.starts[verb]].strip())
        match = _IS.match(unit.text, len(name))
        stems = tuple(tokens.content(0, verb))
        bare = content_stems(name)
        if (
            ":" in name
            or name.partition(" ")[0].lower() in NO_SUBJECT
            or match is None
            or match["verb"] in ("was", "were")
            or not ({stems, bare} & set(vocabulary.keywords))
            or topic.covers(bare)
        ):
            continue
        what = head_of(match["what"])
        if not 3 <= len(what.split()) <= LONGEST_ANSWER or not _KIND.match(what):
            continue
        if _PRAISED.match(what) or _SAYS_LITTLE.search(what) or len(set(content_stems(what)) - set(bare)) < 2:
            continue
        given = match["verb"] if match["verb"] in ("is", "are") else ""  # "Cognitive styles refers to ..."
        verb_word = given or ("are" if is_plural(name) else "is")
        asked = name if name.istitle() and " " in name else decapitalized(name, topic.names)
        yield Question(
            f"definition-{'-'.join(bare)}",
            f"What {verb_word} {asked}?",
            ended(capitalized(what)),
            unit.headings,
        )


_PRAISED = re.compile(
    r"(?:an?|the|one)\s+(?:\w+ ){0,2}(?:key|critical|crucial|vital|essential|important|fundamental|significant|pivotal|powerful|valuable|foundational|integral|core|central"
    r"|indispensable|cornerstone|element of|aspect of|part of|component of|way to|of the)\b",
    re.IGNORECASE,
)


# "A concept that encompasses several key characteristics" does not say which.
_SAYS_LITTLE = re.compile(
    r"\b(?:several|various|numerous|many|key)\b|\bthe (?:most|least) \w+ and |\band (?:is|are|can|may|has|have)\b",
    re.IGNORECASE,
)


def topic_definition(units: Sequence[Unit], topic: Topic) -> Iterator[Question]:
    """Yield "What is the topic?" when a short sentence says so; the topic itself is never hidden."""
    name = re.sub(r"^(?:the|an?) ", "", topic.name, flags=re.IGNORECASE)
    if not name or topic.is_comparison:
        return
    for unit in units[:2]:
        text = unit.text.removeprefix("The ").removeprefix("A ").removeprefix("An ")
        if unit.joined >= 0 or not text.lower().startswith(name.lower()):
            continue
        match = _IS.match(text, len(name))
        if match is None or (topic.name.istitle() and match["verb"] in ("was", "were")):
            continue  # a person: "What was Marie Curie?"
        what = head_of(match["what"])
        if not 3 <= len(what.split()) <= LONGEST_ANSWER or not _KIND.match(what):
            continue
        if _PRAISED.match(what) or _SAYS_LITTLE.search(what):
            continue
        given = match["verb"] if match["verb"] in ("is", "are", "was", "were") else ""
        verb = given or ("are" if topic.is_plural else "is")
        yield Question("definition", f"What {verb} {topic.name}?", ended(capitalized(what)))
        return
