"""Markdown as words: each with its stem and its place, so that nothing is searched twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from deckpress.generator.stems import stem
from deckpress.generator.words import is_function
from deckpress.parser.inline import SpanKind, inline_spans


class Mark(IntEnum):
    """What a token is. Only words and whole formulas can be hidden."""

    WORD = 0
    LINKED = 1  # a word of a link's text
    MATH = 2
    CODE = 3
    OTHER = 4  # an image or a tag


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of `text` in order. `stems[i]` is "" for a word without content; a formula is its own stem."""

    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    marks: tuple[Mark, ...]

    def __len__(self) -> int:
        return len(self.words)

    def is_glued(self, place: int) -> bool:
        """Tell whether token `place` is joined to the one before, as in "low-affinity" or "IFN-γ"."""
        return place > 0 and self.text[self.ends[place - 1] : self.starts[place]] in _HYPHENS

    def content(self, start: int, end: int) -> list[str]:
        """Return the stems with content of the tokens from `start` to `end`."""
        return [one for one in self.stems[start:end] if one]


_HYPHENS = ("-", "‐", "‑", "–", "/")
_WORD = re.compile(
    r"\d+(?:[.,]\d+)++(?![^\W_])|[CFJcfj](?:\+\+|#)(?!\w)|[^\W_]++(?:['’][^\W_]++)*+(?:[\u0300-\u036f]++[^\W_]*+)*+"
)
_LINK_TEXT = re.compile(r"!?\[((?:[^\[\]\\]|\\.)*+)\]")
_BLANKS = re.compile(r"\s+")


def tokenize(text: str) -> Tokens:
    """Return the tokens of one line or paragraph of Markdown."""
    words: list[str] = []
    stems: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    marks: list[Mark] = []

    def add_words(start: int, end: int, mark: Mark) -> None:
        for match in _WORD.finditer(text, start, end):
            word = match[0]
            words.append(word)
            stems.append("" if is_function(word) else stem(word))
            starts.append(match.start())
            ends.append(match.end())
            marks.append(mark)

    def add_whole(start: int, end: int, mark: Mark, name: str) -> None:
        words.append(text[start:end])
        stems.append(name)
        starts.append(start)
        ends.append(end)
        marks.append(mark)

    place = 0
    for span in inline_spans(text) if _has_spans(text) else ():
        add_words(place, span.start, Mark.WORD)
        place = span.end
        source = text[span.start : span.end]
        if span.kind in (SpanKind.MATH, SpanKind.DISPLAY):
            add_whole(span.start, span.end, Mark.MATH, formula_stem(source))
        elif span.kind in (SpanKind.CODE, SpanKind.FENCE):
            add_whole(span.start, span.end, Mark.CODE, source.strip("`~ ").lower())
        elif span.kind is SpanKind.LINK and (label := _LINK_TEXT.match(source)):
            add_words(span.start + label.start(1), span.start + label.end(1), Mark.LINKED)
        else:
            add_whole(span.start, span.end, Mark.OTHER, "")
    add_words(place, len(text), Mark.WORD)
    return Tokens(text, tuple(words), tuple(stems), tuple(starts), tuple(ends), tuple(marks))


def _has_spans(text: str) -> bool:
    return any(sign in text for sign in "`$\\<[") or "://" in text


def formula_stem(source: str) -> str:
    """Return what two spellings of one formula share: the LaTeX without delimiters and blanks."""
    inner = source.strip("$")
    if inner.startswith(("\\(", "\\[")):
        inner = inner[2:-2]
    return "$" + _BLANKS.sub("", inner)


_stem_lists: dict[str, tuple[str, ...]] = {}


def content_stems(text: str) -> tuple[str, ...]:
    """Return the stems of the words with content of plain text, in order; those of a title or keyword are cached."""
    known = _stem_lists.get(text)
    if known is None:
        if len(_stem_lists) > 20_000:
            _stem_lists.clear()
        known = tuple(stem(word) for word in _WORD.findall(text) if not is_function(word))
        _stem_lists[text] = known
    return known
