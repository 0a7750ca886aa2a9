"""Markdown as words: each with its stem and its place, so that nothing is searched twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from deckpress.generator.stems import stem
from deckpress.generator.verbs import is_verb_form
from deckpress.generator.words import is_edge, is_function
from deckpress.parser.inline import SpanKind, inline_spans


class Mark(IntEnum):
    """What a token is. Only words and whole formulas can be hidden."""

    WORD = 0
    LINKED = 1  # a word of a link's text
    MATH = 2
    CODE = 3
    OTHER = 4  # an image or a tag


BREAK = re.compile(r"[.,;:!?()\[\]\"“”—–…]|\s-\s")
_breaks: dict[str, bool] = {" ": False, "-": False, ", ": True}


def is_break(gap: str) -> bool:
    """Tell whether what stands between two words parts phrases."""
    known = _breaks.get(gap)
    if known is None:
        known = BREAK.search(gap) is not None
        if len(_breaks) < 10_000:
            _breaks[gap] = known
    return known


@dataclass(frozen=True, slots=True)
class Word:
    """What is known of a spelling wherever it stands. `stem` is "" for a word without content."""

    text: str
    lower: str
    stem: str
    is_edge: bool
    is_function: bool
    is_verb: bool
    is_capital: bool


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of `text` in order, as parallel tuples.

    `stems[i]` is "" for a word without content; a formula is its own stem. `gaps[i]` is what stands before
    token i.
    """

    text: str
    known: tuple[Word, ...]
    words: tuple[str, ...]
    lower: tuple[str, ...]
    stems: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    gaps: tuple[str, ...]
    marks: tuple[Mark, ...]

    def __len__(self) -> int:
        return len(self.words)

    def is_glued(self, place: int) -> bool:
        """Tell whether token `place` is joined to the one before, as in "low-affinity" or "IFN-γ"."""
        return place > 0 and self.gaps[place] in _HYPHENS

    def content(self, start: int, end: int) -> list[str]:
        """Return the stems with content of the tokens from `start` to `end`."""
        return [one for one in self.stems[start:end] if one]


_HYPHENS = frozenset(("-", "‐", "‑", "–", "/"))
_WORD = re.compile(
    r"\d+(?>(?:[.,]\d+)+)(?![^\W_])|(?:[A-Z]\.)+[A-Z](?![^\W_])|[CFJcfj](?:\+\+|#)(?!\w)"
    r"|[A-Z]&[A-Z](?![^\W_])|[^\W_]++(?>(?:['’][^\W_]++)*)(?>(?:[\u0300-\u036f]++[^\W_]*+)*)"
)
_LINK_TEXT = re.compile(r"!?\[((?>(?:[^\[\]\\]|\\.)*))\]")
_BLANKS = re.compile(r"\s+")
_SPAN_SIGN = re.compile(r"[`$\\<\[]|://")
_CACHE_LIMIT = 60_000
_known: dict[str, Word] = {}


def known_word(text: str) -> Word:
    """Return what is known of a spelling, from a cache that a hostile text cannot fill without end."""
    word = _known.get(text)
    if word is None:
        if len(_known) >= _CACHE_LIMIT:
            _known.clear()
        function = is_function(text)
        word = _known[text] = Word(
            text,
            text.lower(),
            "" if function else stem(text),
            is_edge(text),
            function,
            is_verb_form(text),
            text[0].isupper(),
        )
    return word


def tokenize(text: str) -> Tokens:
    """Return the tokens of one line or paragraph of Markdown."""
    if not _SPAN_SIGN.search(text):
        found = [(known_word(match[0]), *match.span()) for match in _WORD.finditer(text)]
        return _tokens(text, found, (Mark.WORD,) * len(found))
    found = []
    marks: list[Mark] = []

    def add_words(start: int, end: int, mark: Mark) -> None:
        found.extend((known_word(match[0]), *match.span()) for match in _WORD.finditer(text, start, end))
        marks.extend([mark] * (len(found) - len(marks)))

    def add_whole(start: int, end: int, mark: Mark, name: str) -> None:
        source = text[start:end]
        found.append((Word(source, source.lower(), name, False, not name, False, False), start, end))
        marks.append(mark)

    place = 0
    for span in inline_spans(text):
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
    return _tokens(text, found, tuple(marks))


def _tokens(text: str, found: list[tuple[Word, int, int]], marks: tuple[Mark, ...]) -> Tokens:
    starts = tuple([start for _, start, _ in found])
    ends = tuple([end for _, _, end in found])
    return Tokens(
        text,
        tuple([word for word, _, _ in found]),
        tuple([word.text for word, _, _ in found]),
        tuple([word.lower for word, _, _ in found]),
        tuple([word.stem for word, _, _ in found]),
        starts,
        ends,
        tuple([text[before:start] for before, start in zip((0, *ends), starts, strict=False)]),
        marks,
    )


def formula_stem(source: str) -> str:
    """Return what two spellings of one formula share: the LaTeX without delimiters and blanks."""
    inner = source.strip("$")
    if inner.startswith(("\\(", "\\[")):
        inner = inner[2:-2]
    return "$" + _BLANKS.sub("", inner)


_stem_lists: dict[str, tuple[str, ...]] = {}


def content_stems(text: str) -> tuple[str, ...]:
    """Return the stems of the words with content of plain text, in order; those of a title or keyword are
    cached.
    """
    known = _stem_lists.get(text)
    if known is None:
        if len(_stem_lists) > 20_000:
            _stem_lists.clear()
        words = [known_word(word).stem for word in _WORD.findall(text)]
        known = _stem_lists[text] = tuple([one for one in words if one])
    return known


def content_words(text: str) -> list[str]:
    """Return the words with content of plain text, as written."""
    return [word for word in _WORD.findall(text) if known_word(word).stem]
