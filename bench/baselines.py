"""Six simple ways to make cards, to compare with: B0 to B5. Their notes have plain HTML of their own."""

from __future__ import annotations

import html
import importlib
import random
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.util import find_spec

from deckpress.domain import FIELDS, Deletion, KeyPoint, Kind, Location, Note, Page, Role

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.S)
_DISPLAY = re.compile(r"\$\$(.+?)\$\$", re.S)
_INLINE = re.compile(r"(?<!\w)\$([^$\n]*[\\^_=+A-Za-z][^$\n]*)\$")
_MARKS = re.compile(r"\*\*|(?<!\w)[*_]|[*_](?!\w)|`+|^#{1,6} |^\s*[-*] |^\s*\d+\. ", re.M)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    "this that these those with from they their them which while when where such have been being also into "
    "more most other than then there through between about after before each both some many very your will "
    "would could should does were what because however".split()
)

Span = tuple[int, int]


def _plain(markdown: str) -> str:
    """Markdown as text with Anki's math: what a simple script makes of it."""
    text = _INLINE.sub(r"\\(\1\\)", _DISPLAY.sub(r"\\[\1\\]", markdown))
    return _MARKS.sub("", text).strip()


def _html(text: str) -> str:
    return html.escape(text, quote=False).replace("\n\n", "<br><br>").replace("\n", " ")


def _note(page: Page, kind: Kind, role: Role, name: str, fields: dict[str, str], at: Location) -> Note:
    known = {"Page Question": page.question, "Subject": page.subject, "Page Key": page.key}
    full = {field: fields.get(field, html.escape(known.get(field, ""))) for field in FIELDS[kind]}
    return Note(f"{page.key}|{kind}|{role}|{name}", kind, role, full, ("bench",), (), at)


def _qa(page: Page, name: str, question: str, answer: str, context: str, at: Location) -> Note:
    fields = {"Question": _html(question), "Answer": _html(answer), "Context": _html(context)}
    return _note(page, Kind.QA, Role.POINT, name, fields, at)


def _cloze(page: Page, name: str, text: str, spans: Sequence[Span], at: Location) -> Note:
    """Each span gets the next ordinal; spans come in order and do not overlap."""
    out, last, deletions = [], 0, []
    for ordinal, (start, end) in enumerate(spans[:499], 1):
        out.append(f"{_html(text[last:start])}{{{{c{ordinal}::{_html(text[start:end])}}}}}")
        deletions.append(Deletion(ordinal, text[start:end], f"{ordinal}"))
        last = end
    out.append(_html(text[last:]))
    note = _note(page, Kind.CLOZE, Role.CLOZE, name, {"Text": "".join(out)}, at)
    return Note(note.key, note.kind, note.role, note.fields, note.tags, tuple(deletions), at)


def _blocks(page: Page) -> Iterator[tuple[str, str, Location]]:
    """Yield name, Markdown and place of the intro and of each key point, its title in front."""
    if page.answer.intro.strip():
        yield "intro", page.answer.intro, page.location
    for point in page.answer.points:
        yield point.key, f"**{point.title}**: {point.text}" if point.title else point.text, point.location


def _sentences(page: Page) -> Iterator[tuple[str, str, Location]]:
    for name, markdown, at in _blocks(page):
        for place, sentence in enumerate(_SENTENCE_END.split(_plain(markdown))):
            yield f"{name}.{place}", sentence, at


def _found(phrases: Sequence[str], text: str) -> list[Span]:
    """Return every whole-word occurrence of the phrases in `text`, the longest first, without overlap."""
    spans: list[Span] = []
    for phrase in sorted(set(phrases), key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.I):
            if all(match.end() <= start or match.start() >= end for start, end in spans):
                spans.append(match.span())
    return sorted(spans)


def whole_answer(page: Page) -> list[Note]:
    return [_qa(page, "whole", page.question, _plain(page.answer.text), "", page.location)]


def heading_to_text(page: Page) -> list[Note]:
    def one(point: KeyPoint) -> Note:
        return _qa(page, point.key, point.title, _plain(point.text), page.question, point.location)

    return [one(point) for point in page.answer.points if point.title]


def every_bold(page: Page) -> list[Note]:
    notes = []
    for name, markdown, at in _blocks(page):
        text = _plain(markdown)
        bold = [_plain(phrase) for phrase in _BOLD.findall(markdown)]
        if spans := _found([phrase.strip(": ") for phrase in bold if phrase.strip(": ")], text):
            notes.append(_cloze(page, name, text, spans, at))
    return notes


def every_keyword(page: Page) -> list[Note]:
    notes = []
    for name, markdown, at in _blocks(page):
        text = _plain(markdown)
        if spans := _found([word for word in page.keywords if word], text):
            notes.append(_cloze(page, name, text, spans, at))
    return notes


def yake_phrases(page: Page) -> list[Note]:
    extractor = importlib.import_module("yake").KeywordExtractor(n=3, top=20)
    phrases = [phrase for phrase, _ in extractor.extract_keywords(_plain(page.answer.text))]
    return [
        _cloze(page, name, sentence, spans, at)
        for name, sentence, at in _sentences(page)
        if (spans := _found(phrases, sentence))
    ]


def random_word(page: Page, seed: int) -> list[Note]:
    """The choice depends on seed, page and sentence alone, so that equal runs give equal cards."""
    notes = []
    for name, sentence, at in _sentences(page):
        words = [m.span() for m in _WORD.finditer(sentence) if m[0].lower() not in _COMMON]
        if words:
            chosen = random.Random(f"{seed} {page.key} {name}").choice(words)
            notes.append(_cloze(page, name, sentence, [chosen], at))
    return notes


def baselines(seed: int) -> dict[str, Callable[[Page], list[Note]]]:
    return {
        "B0 whole answer": whole_answer,
        "B1 heading to text": heading_to_text,
        "B2 every bold": every_bold,
        "B3 every keyword": every_keyword,
        "B4 yake phrases": yake_phrases,
        "B5 random word": partial(random_word, seed=seed),
    }


def missing_library(name: str) -> str:
    """Return why a baseline cannot run here, "" if it can."""
    return "yake is not installed" if name.startswith("B4") and find_spec("yake") is None else ""
