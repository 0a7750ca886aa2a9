"""Rules S: a card must work in Anki and show no source code of Markdown or LaTeX by accident."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckpress.domain import Severity
from deckpress.lint.reading import CODE, FORMULA, NUMBERED, holds_any, read_cloze
from deckpress.lint.views import Finding, NoteView, Rule, quoted
from deckpress.markup import visible_text
from deckpress.markup.math import math_spans
from deckpress.parser.latex import latex_fault

_SIGN = re.compile(r"[*`$\\|(]")
LARGEST_ORDINAL = 499  # Anki puts larger ones on one card

_SPAN = re.compile(
    r"<(code|pre|a)\b[^<>]*>(?P<inner>(?>(?:[^<]|<(?!/?\1\b))*))</\1>"
    r"|(?P<math>\\\((?>(?:[^\\]|\\[^()])*)\\\)|\\\[(?>(?:[^\\]|\\[^\[\]])*)\\\])"
)
_DELETION = re.compile(r"\{\{c[\d,]+::((?>(?:[^{}]|\{(?!\{)|\}(?!\}))*))\}\}")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^<>]*>")
_MEDIA = re.compile(r"<(?:img|audio|video)\b")
_VOID = frozenset({"br", "col", "hr", "img", "input", "source", "wbr"})
# What is shown by accident: its name, the characters that it has in any case, and how it is found.
_RESIDUE = (
    ("the bold mark '**'", "**", re.compile(r"(?<![\w*])\*\*(?=[^\s*])|(?<=[^\s*])\*\*(?![\w*])")),
    ("a backtick", "`", re.compile(r"`")),
    ("math between dollars", "$", re.compile(r"\$\$|\$[^$\n]{0,200}[\\^_=][^$\n]{0,200}\$")),
    (
        "a LaTeX command outside of math",
        "\\",
        re.compile(r"\\[()\[\]]|\\(?:frac|text|sum|int|sqrt|[a-zA-Z]{2,}\{)"),
    ),
    ("a row of a table", "|", re.compile(r"\|\s*:?-{3,}:?\s*\||^\s*\|(?:[^|]+\|){2,}\s*$")),
    ("the characters '\\n'", "\\n", re.compile(r"\\n(?![a-z])")),
    ("a link's address", "](", re.compile(r"\]\((?:https?:|/)")),
)
# In a text with single blanks.
_NO_FORMULA = re.compile(r"(?:\b(?:as|by)|\b(?:is|are|of|to|equation|formula) ?[:,]|:) ?\bwhere\b", re.I)
_OPEN_END = re.compile(r"\b(?:the|an|and|or|of|by|with|from|into|such as) ?[.:;,]?$", re.I)
_OPEN_SIGN = re.compile(r"[:,;]$")
_LONGEST_END = 16
_NO_NOUN = re.compile(
    r"\b(?:the|an) (?:of|is|are|was|were|and|where|for|with) |\bof (?:is|are|was|were) ", re.I
)
_NO_WORD = re.compile(r"(?<![\w\]])\( ?\)| [,;](?: |$)|, ?[.;](?: |$)|, ?,")
_BEFORE_NO_WORD = ("()", "( )", " ,", " ;", ",.", ", .", ",;", ",,")
_OPEN_START = re.compile(r"(?:which|whom|whose|and|or|but|[,;:.)])(?: |$)(?![^.]*\?)", re.I)


def marks_are_whole(note: NoteView) -> Iterator[Finding]:
    """S01: Anki reads every deletion as it was meant, and there is one."""
    hint = "a note of your own: mark what to hide as ==term==; '}}' and '::' cannot stand in it"
    for fault in note.faults:
        yield Finding(Severity.ERROR, fault, hint)
    if not note.is_cloze:
        return
    if not note.marks:
        yield Finding(Severity.ERROR, "nothing is hidden, so there would be no card", hint)
    for mark in note.marks:
        text = note.body.text[mark.start : mark.end]
        if not text.strip():
            yield Finding(Severity.ERROR, "a deletion hides nothing that can be seen", hint)
        elif mark.hint and any(
            deletion.text.startswith(f"{text}::")
            for deletion in note.note.deletions
            if mark.hides(deletion.ordinal)
        ):
            message = f"what follows '::' in {quoted(f'{text}::{mark.hint}')} would be shown as a hint"
            yield Finding(Severity.ERROR, message, hint)


def deletions_cut_nothing(note: NoteView) -> Iterator[Finding]:
    """S02: a deletion holds whole formulas, tags, code and links, or stands outside of them."""
    source = note.note.fields.get("Text", "") if note.is_cloze else ""
    if "<" not in source and "\\" not in source:
        return
    hint = "hide the whole formula, code or link, or words beside it"
    for deletion in _DELETION.finditer(source):
        inner = deletion[1]
        math = inner.count("\\(") != inner.count("\\)") or inner.count("\\[") != inner.count("\\]")
        if math or not _is_balanced(inner):
            message = f"a deletion cuts {'a formula' if math else 'a tag'}: {quoted(visible_text(inner))}"
            yield Finding(Severity.ERROR, message, hint)
    for span in _SPAN.finditer(source):
        name = "inner" if span["math"] is None else "math"
        start, end = span.span(name)
        for deletion in _DELETION.finditer(source, start, end):
            if name == "math" or deletion[0] != source[start:end].strip():
                kind = {"a": "a link", None: "a formula"}.get(span[1], "code")
                message = f"a deletion stands inside of {kind}: {quoted(visible_text(deletion[1]))}"
                yield Finding(Severity.ERROR, message, hint)


def _is_balanced(html: str) -> bool:
    opened: list[str] = []
    for closing, name in _TAG.findall(html):
        if name in _VOID:
            continue
        if not closing:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened


def only_the_text_has_deletions(note: NoteView) -> Iterator[Finding]:
    """S03: Anki makes cards of deletions in any field of a cloze note, and shows the marks of a question."""
    for name, html in note.note.fields.items():
        if "{{c" in html and not (note.is_cloze and name == "Text") and NUMBERED.search(html):
            hint = "write '{ {' with a blank where the page shows Anki's own marks"
            yield Finding(Severity.ERROR, f"the field {name} holds a deletion", hint)


def ordinals_are_plain(note: NoteView) -> Iterator[Finding]:
    """S04: one number from 1 to 499 for each deletion."""
    for mark in note.marks:
        if len(mark.numbers) != 1 or not 1 <= mark.numbers[0] <= LARGEST_ORDINAL:
            written = ",".join(map(str, mark.numbers)) or "none"
            hint = f"Anki makes sound cards of one number from 1 to {LARGEST_ORDINAL}"
            yield Finding(Severity.ERROR, f"a deletion has the number {written}", hint)


def nothing_is_left_of_the_source(note: NoteView) -> Iterator[Finding]:
    """S05: no marks of Markdown or LaTeX outside of code and math. At the back of a card they only warn."""
    for name in ("Text", "Question", "Answer", "Context", "Extra"):
        html = note.note.fields.get(name, "")
        if not _SIGN.search(html):
            continue
        if "<pre" in html or "<code" in html:
            html = CODE.sub(" ", html)
            text = read_cloze(html).text if name == "Text" else visible_text(html)
        else:
            text = note.shown(name)
        if "\\" in text:
            text = FORMULA.sub("x", text)
        for what, sign, pattern in _RESIDUE:
            if sign in text and (found := pattern.search(text)):
                around = text[max(0, found.start() - 20) : found.end() + 20].strip()
                severity = Severity.WARNING if name == "Extra" else Severity.ERROR
                hint = "close the mark in the page, or put code between backticks and math between dollars"
                yield Finding(severity, f"the field {name} shows {what}: {quoted(around)}", hint)
                break


def tags_are_words(note: NoteView) -> Iterator[Finding]:
    """S06: Anki parts tags at blanks."""
    for tag in note.note.tags:
        if tag.split() != [tag]:
            yield Finding(
                Severity.ERROR, f"the tag {tag!r} is empty or holds white space", "write it with hyphens"
            )


def sentence_is_whole(note: NoteView) -> Iterator[Finding]:
    """S07: no sentence that lost a part, such as the formula in "modeled as: where"."""
    text = note.body.text
    if "\\" in text:
        text = FORMULA.sub("x", text)
    hint = "write the sentence so that it reads well without the formula, code or list beside it"
    if not text.strip():
        yield Finding(Severity.ERROR, "the front is empty", hint)
        return
    if not note.is_cloze and not note.answer.text and not _MEDIA.search(note.note.fields["Answer"]):
        yield Finding(Severity.ERROR, "the answer is empty", hint)
        return
    text = " ".join(text.split())
    if not note.is_list and text.count("(") > text.count(")"):
        yield Finding(Severity.ERROR, f"a parenthesis is never closed: {quoted(text)}", hint)
    if found := _gap(text, note.is_cloze):
        around = text[max(0, found.start() - 30) : found.end() + 30].strip()
        yield Finding(Severity.ERROR, f"the sentence lost a part: {quoted(around)}", hint)


def _gap(text: str, is_sentence: bool) -> re.Match[str] | None:
    """Return where a text lacks a part; a question may end as it likes."""
    if "where" in text.lower() and (found := _NO_FORMULA.search(text)):
        return found
    if not is_sentence:
        return None
    if found := _OPEN_END.search(text, len(text) - _LONGEST_END) or _NO_NOUN.search(text):
        return found
    if holds_any(text, _BEFORE_NO_WORD) and (found := _NO_WORD.search(text)):
        return found
    return _OPEN_SIGN.search(text, len(text) - 1) or _OPEN_START.match(text)


def source_is_named(note: NoteView) -> Iterator[Finding]:
    """S08: a learner can find the page that a card comes from."""
    if not any(note.note.fields.get(name, "").strip() for name in ("Source", "Page Key")):
        yield Finding(Severity.WARNING, "the card names no page as its source", "give the page a 'url'")


def formulas_can_be_set(note: NoteView) -> Iterator[Finding]:
    """S09: no field shows an error message of MathJax."""
    for name, html in note.note.fields.items():
        if "\\" not in html or ("\\(" not in html and "\\[" not in html):
            continue
        for formula in math_spans(html):
            if fault := latex_fault(formula[2:-2].strip()):
                message = (
                    f"the field {name} shows a formula that cannot be set, since {fault}: {quoted(formula)}"
                )
                yield Finding(Severity.ERROR, message, "mend the formula in the page")
                break


STRUCTURE = (
    Rule("S01", marks_are_whole),
    Rule("S02", deletions_cut_nothing),
    Rule("S03", only_the_text_has_deletions),
    Rule("S04", ordinals_are_plain),
    Rule("S05", nothing_is_left_of_the_source),
    Rule("S06", tags_are_words),
    Rule("S07", sentence_is_whole),
    Rule("S08", source_is_named),
    Rule("S09", formulas_can_be_set),
)
