"""What a learner sees of a note: its cards, each with one ordinal hidden. Reads HTML and cloze on its own."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from deckpress.domain import Kind, Note

HIDDEN = "[...]"
_CLOZE_PART = re.compile(r"\{\{c([\d,]+)::|\}\}|::")
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|li|ul|ol|br|tr|td|th|table|thead|tbody|h\d|pre|blockquote|hr|dl|dt|dd|section)\b[^>]*>",
    re.I,
)
_CODE = re.compile(r"<(pre|code)\b[^>]*>.*?</\1>", re.I | re.S)
_TAG = re.compile(r"</?[a-zA-Z][^>]*>|<!--.*?-->", re.S)
_BLANKS = re.compile(r"[ \t\xa0]+")


def visible_text(source: str, code: bool = True) -> str:
    """Return the text a browser shows for `source`, one line a block; `code=False` leaves code out."""
    if not code:
        source = _CODE.sub(" ", source)
    text = html.unescape(_TAG.sub("", _BLOCK_TAG.sub("\n", source)))
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


@dataclass(slots=True)
class Cloze:
    """One deletion as Anki reads it: `parts` are its text and the deletions in it."""

    ordinals: str  # as written: "1" or "1,2"
    start: int  # offset in the field of "{{c"
    parts: list[str | Cloze] = field(default_factory=list)
    hint: str = ""
    end: int = 0

    def hides(self, ordinal: int) -> bool:
        return str(ordinal) in self.ordinals.split(",")


def read_cloze(source: str) -> tuple[list[str | Cloze], list[str]]:
    """Return text and deletions of a field, and what is wrong with its marks."""
    top: list[str | Cloze] = []
    open_marks: list[Cloze] = []
    in_hint: set[int] = set()
    faults: list[str] = []
    at = 0

    def put(text: str) -> None:
        if not open_marks:
            top.append(text)
        elif id(open_marks[-1]) in in_hint:
            open_marks[-1].hint += text
        else:
            open_marks[-1].parts.append(text)

    for match in _CLOZE_PART.finditer(source):
        put(source[at : match.start()])
        at = match.end()
        if match[1] is not None:
            open_marks.append(Cloze(match[1], match.start()))
        elif match[0] == "}}" and open_marks:
            done = open_marks.pop()
            done.end = match.end()
            (open_marks[-1].parts if open_marks else top).append(done)
        elif match[0] == "::" and open_marks and id(open_marks[-1]) not in in_hint:
            in_hint.add(id(open_marks[-1]))
        else:
            put(match[0])
    put(source[at:])
    for unclosed in open_marks:
        faults.append(f"deletion {unclosed.ordinals} is never closed")
        top.extend(unclosed.parts)
    return top, faults


def show(parts: list[str | Cloze], hide: int | None = None) -> str:
    """Return the HTML with the deletions of one ordinal as [...] or [hint], and all others shown."""
    out = []
    for part in parts:
        if isinstance(part, str):
            out.append(part)
        elif hide is not None and part.hides(hide):
            out.append(f"[{part.hint}]" if part.hint else HIDDEN)
        else:
            out.append(show(part.parts, hide))
    return "".join(out)


def all_deletions(parts: list[str | Cloze]) -> Iterator[Cloze]:
    for part in parts:
        if isinstance(part, Cloze):
            yield part
            yield from all_deletions(part.parts)


class Reading:
    """A note as read once, for all its cards."""

    def __init__(self, note: Note) -> None:
        self.note = note
        self.is_cloze = note.kind is Kind.CLOZE
        self.source = note.fields.get("Text" if self.is_cloze else "Question", "")
        self.parts, self.faults = read_cloze(self.source) if self.is_cloze else ([self.source], [])
        self.deletions = list(all_deletions(self.parts))
        self.context = visible_text(note.fields.get("Context", ""))
        self.ordinals = sorted({int(n) for d in self.deletions for n in d.ordinals.split(",") if n})

    @cached_property
    def sentence(self) -> str:
        """The cloze text with everything shown, or the question."""
        return visible_text(show(self.parts))

    @cached_property
    def told(self) -> str:
        """All that the note teaches: the sentence, or question and answer."""
        return self.sentence if self.is_cloze else f"{self.sentence}\n{self.answer_field}"

    @cached_property
    def answer_field(self) -> str:
        return visible_text(self.note.fields.get("Answer", ""))

    def cards(self) -> list[Card]:
        """One card an ordinal; a note without any is one broken card, so that its error is counted."""
        if not self.is_cloze:
            return [Card(self, 0, self.sentence, (self.answer_field,), ())]
        return [self._cloze_card(ordinal) for ordinal in self.ordinals or [0]]

    def _cloze_card(self, ordinal: int) -> Card:
        mine = [deletion for deletion in self.deletions if deletion.hides(ordinal)]
        hidden = tuple(visible_text(show(deletion.parts)) for deletion in mine)
        hints = tuple(visible_text(deletion.hint) for deletion in mine if deletion.hint)
        return Card(self, ordinal, visible_text(show(self.parts, ordinal)), hidden, hints)


@dataclass(frozen=True)
class Card:
    """What one card shows: `text` is the sentence with [...] or the question, `hidden` what is recalled."""

    reading: Reading
    ordinal: int
    text: str
    hidden: tuple[str, ...]
    hints: tuple[str, ...]

    @cached_property
    def front(self) -> str:
        return f"{self.reading.context}\n{self.text}" if self.reading.context else self.text

    @cached_property
    def answer(self) -> str:
        """What is recalled: different texts under one ordinal, once each."""
        return "; ".join(dict.fromkeys(self.hidden))
