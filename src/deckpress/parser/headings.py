"""The first heading of a Markdown page, which is its question where no field says so."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ATX = re.compile(r" {0,3}#{1,6}[ \t]+")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")
_NO_PARAGRAPH = re.compile(r" {4}|\t| {0,3}(?:[-+*>|]|\d+[.)])")  # code, lists, quotes, tables


@dataclass(frozen=True, slots=True)
class Heading:
    """`text` is Markdown; the heading takes the lines from `start` up to `end`, counted from 0."""

    text: str
    start: int
    end: int


def first_heading(lines: list[str]) -> Heading | None:
    """
    heading = 1*6"#" blank text ["#"...]          (any level)
            | text newline ("=" ... | "-" ...)    after a blank line or at the top
    Lines inside code fences are no headings.
    """
    fence = ""
    for number, line in enumerate(lines):
        if found := _FENCE.match(line):
            sign = found["fence"]
            if not fence:
                fence = sign
            elif sign.startswith(fence) and not line[found.end() :].strip():
                fence = ""
            continue
        if fence:
            continue
        if (found := _ATX.match(line)) and (text := _without_closing(line[found.end() :])):
            return Heading(text, number, number + 1)
        underlined = number + 1 < len(lines) and _UNDERLINE.fullmatch(lines[number + 1])
        alone = number == 0 or not lines[number - 1].strip()
        if underlined and alone and line.strip() and not _NO_PARAGRAPH.match(line):
            return Heading(line.strip(), number, number + 2)
    return None


def _without_closing(text: str) -> str:
    """Return the text of a "#" heading without the hashes that may close it ("## Why? ##")."""
    text = text.strip()
    rest = text.rstrip("#")
    return rest.rstrip() if not rest or rest[-1] in " \t" else text
