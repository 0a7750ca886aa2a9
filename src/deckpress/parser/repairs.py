"""Mends front matter that YAML refuses but that has only one sensible meaning.

Used only when YAML has refused the front matter, so that a page that YAML reads well is never changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

TAB_WIDTH = 4
MAX_REPAIRS = 50  # with more faults it is hardly front matter

_BLOCK_HEADER = r"[>|](?:[-+]?[1-9]?|[1-9][-+])"
_FIELD = re.compile(r"(?P<start>[ ]*(?:-[ ]+)?(?P<name>[^\W\d][\w.-]*):)(?:[ \t]+(?P<value>\S.*?))?[ \t]*")
_WITHOUT_COLON = re.compile(
    rf"(?P<start>[ ]*(?P<name>[^\W\d][\w.-]*))[ \t]+(?P<header>{_BLOCK_HEADER})[ \t]*"
)
_IS_HEADER = re.compile(rf"{_BLOCK_HEADER}(?:[ \t]+#.*)?")


@dataclass(frozen=True, slots=True)
class Repair:
    """What was mended: the line from 0, the code and words of the problem that tells the author."""

    line: int
    code: str
    message: str
    hint: str


def repair(block: str, reads: Callable[[str], bool]) -> tuple[str, list[Repair]]:
    """Return `block` with these faults mended, line for line, and what was mended.

    F21: `question >-` has no colon, and indented text follows.
    F22: `title: States of matter: solid, liquid`: a text of one line that YAML cannot read alone. A list
         without its closing bracket is none: what the author left out may be more than the bracket.
    F23: a line is indented with tabs. Each stands for four blanks.

    `reads` tells whether YAML can read a text. The lines of a block scalar (after `>-`) are text, not fields.
    """
    lines = block.split("\n")
    repairs: list[Repair] = []
    text_of = -1  # indentation of the field whose block scalar the line may belong to
    for number, line in enumerate(lines):
        if len(repairs) == MAX_REPAIRS:
            break
        if not line.strip():
            continue
        if line.startswith("\t"):
            line = _without_tabs(line)
            lines[number] = line
            if not any(done.code == "F23" for done in repairs):
                hint = "indent with blanks: set your editor to 'insert spaces'"
                repairs.append(Repair(number, "F23", "the line is indented with a tab", hint))
        indent = _indent(line)
        if -1 < text_of < indent:
            continue
        text_of = -1
        deeper = _indent(_without_tabs(_next_line(lines, number))) > indent
        if deeper and (found := _WITHOUT_COLON.fullmatch(line)):
            name = found["name"]
            lines[number] = f"{found['start']}: {found['header']}"
            repairs.append(
                Repair(number, "F21", f"the colon after '{name}' is missing", f"write '{name}: >-'")
            )
            text_of = indent
        elif (found := _FIELD.fullmatch(line)) and (value := found["value"]):
            if _IS_HEADER.fullmatch(value):
                text_of = indent
            elif not (deeper or _is_open(value) or reads(f"x: {value}")):
                name = found["name"]
                quoted = value.replace("'", "''")
                lines[number] = f"{found['start']} '{quoted}'"
                message = f"YAML cannot read the text of '{name}', which was taken as it stands"
                hint = f"write '{name}: >-' and the text on the next line, indented by four blanks"
                repairs.append(Repair(number, "F22", message, hint))
    return "\n".join(lines), repairs


def _is_open(value: str) -> bool:
    return (value[0] == "[" and "]" not in value) or (value[0] == "{" and "}" not in value)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _without_tabs(line: str) -> str:
    rest = line.lstrip("\t")
    return " " * TAB_WIDTH * (len(line) - len(rest)) + rest


def _next_line(lines: list[str], number: int) -> str:
    """Return the next line with text, or ""."""
    return next((line for line in lines[number + 1 : number + 10] if line.strip()), "")
