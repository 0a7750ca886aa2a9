"""The bytes of a page file as clean text: UTF-8, line ends "\\n", no control characters."""

from __future__ import annotations

import re

from deckpress.domain import Location, Problem, Severity

# The longest real page has some 15 kB. Beyond this a file is not a page but an accident (a log, a dump).
MAX_PAGE_BYTES = 1_000_000

BYTE_ORDER_MARK = "\ufeff"
# YAML 1.1 (section 5.1) allows TAB, LF and CR beside printable text. Of the rest, U+001F parts the fields of
# Anki's notes, and lone surrogates cannot be written to a database. U+0085, U+2028 and U+2029 are line breaks
# for YAML, but not for an editor, so a sentence that holds one would fall apart.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff\ufeff]")


def without_controls(text: str) -> str:
    """Return `text` with a blank for each control character; byte-order marks, which have no width, go."""
    return _CONTROLS.sub(_replacement, text)


def _replacement(found: re.Match[str]) -> str:
    return "" if found[0] == BYTE_ORDER_MARK else " "


def parse_bytes(data: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """Return the text of a page file, or None when it is too large, empty or no UTF-8."""

    def problem(line: int, code: str, severity: Severity, message: str, hint: str) -> Problem:
        return Problem(Location(path, line), code, severity, message, hint)

    if len(data) > MAX_PAGE_BYTES:
        message = f"the file is larger than {MAX_PAGE_BYTES:,} bytes"
        return None, [problem(1, "F02", Severity.ERROR, message, "split it into several pages")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n|\n|\r", data[: error.start])) + 1
        message = f"the file is not UTF-8 text: byte 0x{data[error.start]:02X}"
        return None, [problem(line, "F03", Severity.ERROR, message, "save the page with the encoding UTF-8")]

    problems = []
    if text.startswith(BYTE_ORDER_MARK):
        text = text[1:]
        message = "the file begins with a byte-order mark"
        problems.append(
            problem(1, "F05", Severity.INFO, message, "nothing to do; 'UTF-8 without BOM' avoids it")
        )
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        message = "lines end with carriage returns (CR)"
        problems.append(
            problem(line, "F06", Severity.INFO, message, "nothing to do; line ends 'LF' avoid it")
        )
    if found := _CONTROLS.search(text):
        line = text.count("\n", 0, found.start()) + 1
        text = without_controls(text)
        message = f"control character U+{ord(found[0]):04X} was taken as a blank"
        lost = " ('\\f' of '\\frac' or '\\forall'?)" if found[0] == "\f" else ""
        hint = f"delete it, or write what was lost here{lost}"
        problems.append(problem(line, "F07", Severity.WARNING, message, hint))
    if not text.strip():
        return None, [
            *problems,
            problem(1, "F04", Severity.ERROR, "the file is empty", "write a page, or delete it"),
        ]
    return text, problems
