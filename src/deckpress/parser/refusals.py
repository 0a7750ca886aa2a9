"""Answers that say there is none, and answers that still are as a spreadsheet wrapped them."""

from __future__ import annotations

import re

_REFUSAL = re.compile(
    r"(?:unfortunately, |sorry, |i'm sorry, but |i am sorry, but )?"
    r"i(?: cannot| can't| can not| am unable to|'m unable to) answer (?:this|the|your) question"
    r"(?: (?:based on|with|from|given) the (?:available|given|provided|gathered) (?:information|context))?"
    r"\s*(?:\.|$)",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"(?:^|(?<=[.!?:\"')]\s)|(?<=\n))[ \t>*_\"']*(?=[IiUuSs])")
_LONGEST_TAIL = 1_000


def is_refusal(text: str) -> bool:
    """Whether an answer is a refusal: it begins with one, and the rest says what is not known."""
    return _REFUSAL.match(text.lstrip(" \t\n\"'*_>")) is not None


def without_refusal(text: str) -> str:
    """Return an answer without the refusal that ends it, from its first sentence to the end of the text."""
    if is_refusal(text):
        return ""
    start = max(text.rfind("\n\n"), len(text) - _LONGEST_TAIL, 0)
    for sentence in _SENTENCE_START.finditer(text, start):
        if _REFUSAL.match(text, sentence.end()):
            return text[: sentence.start()].rstrip()
    return text


def unquote_csv(text: str) -> str:
    """Return `"He said ""no""."` as `He said "no".`; what is not quoted as a whole stays as it is."""
    bare = text.strip()
    inner = bare[1:-1]
    if len(bare) < 3 or bare[0] != '"' or bare[-1] != '"' or '"' in inner.replace('""', ""):
        return text
    return inner.replace('""', '"')
