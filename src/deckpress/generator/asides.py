"""Sentences that state nothing of their own: examples, announcements, and what points outside the card."""

from __future__ import annotations

import re

_EXAMPLE = re.compile(
    r"(?:for \$|for \\\(|consider\b|suppose|imagine|let us|let's|e\.g\.|as an example|take the)\b"
    r"|(?:for example|for instance),? .*?(?:\b(?:might|could|would|may|if|imagine|suppose|consider|say)\b|\$)",
    re.IGNORECASE,
)
_WORKED = re.compile(r"\b(?:we|you) (?:get|obtain|find|have|would)\b|\$\d.*\$\d.*\$\d", re.IGNORECASE)
_KINDS = frozenset(
    """reasons ways factors types steps aspects methods purposes categories points kinds forms areas stages
    phases components strategies approaches techniques benefits advantages challenges features functions
    roles differences processes mechanisms characteristics""".split()
)
_COUNTED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|several|many|various|multiple|a number of|numerous|some|key|main|different"
    rf"|following) (?:(?!(?:it|they|he|she|we|that|which)\b)\w+ ){{0,2}}(?:{'|'.join(sorted(_KINDS))})\b",
    re.IGNORECASE,
)
_AMOUNTS = frozenset("myriad variety range number host array series multitude".split())
_AMOUNT_OF = re.compile(rf"\ban? (?:\w+ )?(?:{'|'.join(sorted(_AMOUNTS))}) of \w+", re.IGNORECASE)
_LISTS = re.compile(r"such as|including|:|namely", re.IGNORECASE)
_PRAISES = ("understanding ", "recognizing ", "overall ")
_EXAMPLE_HEADING = re.compile(
    r"(?:(?:an?|worked|practical|real-(?:world|life)) )?examples?\b|problem\b|case stud|illustration",
    re.IGNORECASE,
)
_POINTERS = frozenset(
    """following follows above below earlier here example examples code table snippet snippets steps points
    section sections answer article gathered provided""".split()
)
_POINTING = re.compile(
    r"\b(?:the following|following (?:are|is|example|section|table|steps|ways|code|formula)|as follows"
    r"|(?:mentioned|outlined|described|discussed|listed|shown|given|stated|seen) (?:above|below|earlier|here)"
    r"|above(?:-mentioned)? (?:example|equation|formula|code|table|steps)|the above"
    r"|(?:this|these) (?:example|code|table|snippet|snippets|examples|steps|points|sections?)"
    r"|here (?:is|are|'s|’s)|here[’']s|in this (?:example|code|answer|article)"
    r"|(?:the )?gathered information|provided (?:text|information|context))\b",
    re.IGNORECASE,
)


def is_example_heading(heading: str) -> bool:
    """Tell whether what stands under a heading illustrates what was said before."""
    return _EXAMPLE_HEADING.match(heading) is not None


def points_outside(sentence: str, said: frozenset[str]) -> bool:
    """Tell whether a sentence needs what is not on the card ("the table above"). `said` are its words in
    small letters.
    """
    return not _POINTERS.isdisjoint(said) and _POINTING.search(sentence) is not None


def is_aside(sentence: str, said: frozenset[str]) -> bool:
    """Tell whether a sentence only illustrates, or announces what others say ("for several reasons")."""
    if _EXAMPLE.match(sentence) or sentence.lower().startswith(_PRAISES):
        return True
    if ("we" in said or "you" in said or "$" in sentence) and _WORKED.search(sentence):
        return True
    if not _KINDS.isdisjoint(said) and (match := _COUNTED.search(sentence)):
        return _LISTS.search(sentence, match.end()) is None
    if not _AMOUNTS.isdisjoint(said) and (match := _AMOUNT_OF.search(sentence)):
        return _LISTS.search(sentence, match.end()) is None
    return False
