"""Rules S and M: marks, markup and size of a note and of its cards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bench.judge.findings import ERROR, WARNING, CardRule, Finding, NoteRule
from bench.judge.page_view import PageView
from bench.judge.reading import Card, Cloze, Reading, show, visible_text
from bench.judge.word_lists import LATIN_STARTS
from bench.judge.words import content_stems, is_edge_word, reading_words, without_formulas, words

_MARK = re.compile(r"\{\{c[\d,]+::")
_TAG_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^>]*?(/?)>")
_VOID_TAGS = frozenset({"br", "hr", "img", "wbr", "col", "input"})
_MATH = re.compile(r"\\\(.*?\\\)|\\\[.*?\\\]", re.S)
_WHOLE = re.compile(r"<(code|a)\b[^>]*>(.*?)</\1>", re.I | re.S)
_RESIDUE = (
    ("**", re.compile(r"(?<![\w*])\*\*\*?(?=\w)|(?<=\w)\*\*(?!\*)")),
    ("backtick", re.compile(r"`")),
    ("heading marks", re.compile(r"^#{1,6} ", re.M)),
    ("dollar math", re.compile(r"\$\$|\$[^$\n]*[\\^_=][^$\n]*\$")),
    ("LaTeX outside math", re.compile(r"(?<![A-Za-z]:)(?<!\\)\\(?!n)[A-Za-z]{2,}|\\[()\[\]]")),
    ("table", re.compile(r"^\s*\|.*\|\s*$|\|\s*:?-{3,}", re.M)),
    ("literal \\n", re.compile(r"\\n(?![a-z]*\\)")),
    ("link", re.compile(r"\]\((?:https?:|/)")),
)
_BROKEN = (
    re.compile(r"(?:\b(?:as|by|equation)|:)\s*:?\s*\bwhere\b", re.I),
    re.compile(r"\b(?:the|a|an|and|or|of|as)\s*[.:;,]?$", re.I),
    re.compile(r"\b(?:the|an)\s+(?:of|is|are|was|and|or|where|with|by)\b(?!-)|\bof\s+(?:is|are|where)\b"),
    re.compile(r"(?<!\w)\(\s*\)|\s[,;](?:\s|$)|\s\.$|,\s*[.;]|,\s*,"),
    re.compile(r"[:,;]$"),
    re.compile(r"^(?:where|which|who|whose|whom|and|or|but|because|[,;:.)])\b"),
)
_SHORT_FORM = re.compile(r"\s*\([^()\s]{1,10}\)")


def cloze_marks(reading: Reading, page: PageView) -> Iterator[Finding]:
    """S01, S03, S04: Anki must read every mark as it was meant."""
    for fault in reading.faults:
        yield Finding("S01", ERROR, fault)
    if reading.is_cloze and not reading.ordinals:
        yield Finding("S01", ERROR, "no deletion")
    loose = _MATH.sub(" ", visible_text("".join(p for p in reading.parts if isinstance(p, str)), code=False))
    if reading.is_cloze and "}}" in loose:
        yield Finding("S01", ERROR, "}} outside a deletion: one ended too early")
    for deletion in reading.deletions:
        meant = {d.text for d in reading.note.deletions if deletion.hides(d.ordinal)}
        shown = visible_text(show(deletion.parts))
        if not shown:
            yield Finding("S01", ERROR, "empty deletion")
        if deletion.hint and any("::" in text and text.endswith(deletion.hint) for text in meant):
            yield Finding("S01", ERROR, f"bare :: in {shown}::{deletion.hint}")
        ordinals = deletion.ordinals.split(",")
        if len(ordinals) > 1 or not all(n.isdigit() and 1 <= int(n) <= 499 for n in ordinals):
            yield Finding("S04", ERROR, f"ordinal {deletion.ordinals}")
    for name, value in reading.note.fields.items():
        if _MARK.search(value) and not (reading.is_cloze and name == "Text"):
            yield Finding("S03", ERROR, f"cloze mark in {name}")


def deletion_cuts(reading: Reading, page: PageView) -> Iterator[Finding]:
    """S02: a deletion holds whole formulas, tags and code, or stands outside of them."""
    source = reading.source
    spans = [(m.start(), m.end(), "math") for m in _MATH.finditer(source)]
    spans += [(m.start(2), m.end(2), m[1].lower()) for m in _WHOLE.finditer(source)]
    for deletion in reading.deletions:
        inner = "".join(_raw(deletion))
        if any(inner.count(a) != inner.count(b) for a, b in (("\\(", "\\)"), ("\\[", "\\]"))):
            yield Finding("S02", ERROR, f"cuts math: {inner}")
        elif not _balanced(inner):
            yield Finding("S02", ERROR, f"cuts a tag: {inner}")
        for start, end, kind in spans:
            if start < deletion.start and deletion.end < end:
                yield Finding("S02", ERROR, f"inside {kind}: {inner}")


def _raw(deletion: Cloze) -> Iterator[str]:
    for part in deletion.parts:
        if isinstance(part, str):
            yield part
        else:
            yield from _raw(part)


def _balanced(source: str) -> bool:
    opened: list[str] = []
    for closing, name, alone in _TAG_NAME.findall(source):
        if name.lower() in _VOID_TAGS or alone:
            continue
        if not closing:
            opened.append(name.lower())
        elif not opened or opened.pop() != name.lower():
            return False
    return not opened


def residue(reading: Reading, page: PageView) -> Iterator[Finding]:
    """S05: what a learner sees holds no Markdown or LaTeX source outside code and math."""
    for name in ("Text", "Question", "Answer", "Context", "Extra"):
        source = reading.note.fields.get(name, "")
        if name == "Text":
            source = show(reading.parts)
        text = _MATH.sub(" ", visible_text(source, code=False))
        for what, pattern in _RESIDUE:
            if found := pattern.search(text):
                around = text[max(0, found.start() - 25) : found.end() + 25]
                yield Finding("S05", ERROR, f"{what} in {name}: {around!r}")
                break


def tags_and_source(reading: Reading, page: PageView) -> Iterator[Finding]:
    """S06 and S08."""
    for tag in reading.note.tags:
        if not tag or any(char.isspace() for char in tag):
            yield Finding("S06", ERROR, f"tag {tag!r}")
    fields = reading.note.fields
    if not any(fields.get(name, "").strip() for name in ("Source", "Page Key")):
        yield Finding("S08", WARNING, "no source")


def broken_sentence(reading: Reading, page: PageView) -> Iterator[Finding]:
    """S07: the sentence is whole."""
    text = without_formulas(visible_text(show(reading.parts)))
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines:
        yield Finding("S07", ERROR, "empty front")
        return
    if text.count("(") != text.count(")") and not re.search(r"(?:^|\s)[a-z\d]{1,2}\)", text):
        yield Finding("S07", ERROR, f"open parenthesis: {text[:80]}")
    for line in lines if len(lines) == 1 else lines[-1:]:
        for pattern in _BROKEN:
            if found := pattern.search(line.strip()):
                yield Finding("S07", ERROR, f"{found[0]!r}: {line[:90]}")
                return


def density(reading: Reading, page: PageView) -> Iterator[Finding]:
    """M05: not too many ordinals; a list that asks one item after the other may have more."""
    count = len(reading.ordinals)
    if count > 4 and "<li" not in reading.source:
        yield Finding("M05", ERROR if count > 6 else WARNING, f"{count} ordinals")


def deletion_size(card: Card, page: PageView) -> Iterator[Finding]:
    """M01 and M08."""
    for hidden in dict.fromkeys(card.hidden) if card.reading.is_cloze else ():
        count = reading_words(_SHORT_FORM.sub("", hidden))
        if count > 5:
            yield Finding("M01", ERROR if count > 8 else WARNING, f"{count} words: {hidden}")
        parts = words(without_formulas(hidden))
        if len(parts) > 1 and not hidden.lower().startswith(LATIN_STARTS):
            for edge in (parts[0], parts[-1]):
                if is_edge_word(edge):
                    yield Finding("M08", ERROR, f"{edge!r} at the edge of {hidden}")


def front_size(card: Card, page: PageView) -> Iterator[Finding]:
    """M02 and M07."""
    count = reading_words(card.front)
    if count > 40:
        yield Finding("M02", ERROR if count > 60 else WARNING, f"{count} words")
    if card.reading.is_cloze:
        everything = len(content_stems(card.reading.sentence))
        hidden = everything - len(content_stems(card.text))
        if everything and hidden > 0.4 * everything:
            yield Finding("M07", WARNING, f"{hidden} of {everything} content words hidden")


def answer_size(card: Card, page: PageView) -> Iterator[Finding]:
    """M03 and M06."""
    if card.reading.is_cloze:
        items = len(set(card.hidden)) if "<li" in card.reading.source else 0
    else:
        count = reading_words(card.answer)
        if count > 20:
            yield Finding("M03", ERROR if count > 40 else WARNING, f"{count} words")
        items = card.reading.note.fields.get("Answer", "").count("<li")
    if items > 5:
        yield Finding("M06", ERROR if items > 7 else WARNING, f"{items} items")


def one_term(card: Card, page: PageView) -> Iterator[Finding]:
    """M04: an ordinal hides one term, its other forms, or terms joined by "and"."""
    hidden = list(dict.fromkeys(card.hidden))
    if not card.reading.is_cloze or len(hidden) < 2:
        return
    for other in hidden[1:]:
        one, two = set(content_stems(hidden[0])), set(content_stems(other))
        if not one or not two or one & two or _short_form(hidden[0], other) or _short_form(other, hidden[0]):
            continue
        if not re.search(r"\](?:,|,? (?:and|or|&)|/)\s*(?:the )?\[", card.text):
            yield Finding("M04", WARNING, f"{hidden[0]} / {other}")
            return


def _short_form(short: str, long: str) -> bool:
    """Tell whether the letters of `short` stand in `long` in order, the first at its start."""
    letters = [char for char in short.rstrip("s").lower() if char.isalnum()]
    rest = iter(long.lower())
    return bool(letters) and long.lower().startswith(letters[0]) and all(char in rest for char in letters)


NOTE_RULES: tuple[NoteRule, ...] = (
    cloze_marks,
    deletion_cuts,
    residue,
    tags_and_source,
    broken_sentence,
    density,
)
CARD_RULES: tuple[CardRule, ...] = (deletion_size, front_size, answer_size, one_term)
