"""The blocks of GitHub-flavoured Markdown: headings, lists, quotes, tables, code, HTML, paragraphs.

Markdown's own reader of blocks speaks an older dialect: it nests by four blanks only, and starts no list or
table right after a line of text. This one reads blocks as the GFM specification does (sections 4 and 5).
Fences and HTML come as the places of places.py. Two deviations, on purpose: loose lists are like tight ones
(cards are short), and nothing nests deeper than MAX_DEPTH.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, TypeAlias

from deckpress.markup.places import BLOCK_TAG, FENCE, TAG

MAX_DEPTH: Final = 20


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list; numbered from `start`, or with bullets when that is None."""

    start: int | None
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`aligned` holds "left", "center", "right" or "" for each column; every row has as many cells."""

    aligned: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]  # the first is the header


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Text without inline Markdown: the place of a fence, or lines of HTML."""

    text: str


@dataclass(frozen=True, slots=True)
class IndentedCode:
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""


Block: TypeAlias = Paragraph | Heading | Items | Quote | Table | Verbatim | IndentedCode | Rule

_HEADING = re.compile(r" {0,3}(#{1,6})(?: (.*))?$")
_CLOSING_HASHES = re.compile(r"(?:^|(?<= ))#+$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+) *$")
_RULE = re.compile(r" {0,3}(?:(?:\* *+){3,}|(?:- *+){3,}|(?:_ *+){3,})$")
_QUOTE = re.compile(r" {0,3}> ?")
_ITEM = re.compile(r"( {0,3}(?:([-*+])|(\d{1,9})([.)])))(?:( +)(.*)|)$")
_NUMBER = re.compile(r"(\A\d{1,9})([.)])")
_CELL = r" *:?-+:? *"
_DELIMITERS = re.compile(rf" {{0,3}}(?=.*\|)\|?{_CELL}(?>(?:\|{_CELL})*)\|? *$")
_LINE_OF_TAG = re.compile(rf" {{0,3}}[{TAG}]\d+\S *$")
_PIPE = re.compile(r"(?<!\\)\|")

# A line without any of these at its head begins no block but a paragraph.
_BLOCK_HEAD = re.compile(rf" {{0,3}}[-*+#>_\d{FENCE}{BLOCK_TAG}{TAG}]| {{4}}")


def is_paragraph(line: str) -> bool:
    """Tell whether a text of one line is certainly a paragraph."""
    return bool(line.strip(" ")) and not _BLOCK_HEAD.match(line)


def read_blocks(text: str) -> tuple[Block, ...]:
    return _Reader(text.split("\n"), 0).blocks()


class _Reader:
    """Reads the lines of one container, whose own marks and indentation are gone."""

    def __init__(self, lines: list[str], depth: int) -> None:
        self.lines = lines
        self.depth = depth
        self.at = 0
        self.found: list[Block] = []
        self.paragraph: list[str] = []

    def blocks(self) -> tuple[Block, ...]:
        while self.at < len(self.lines):
            self._read_line(self.lines[self.at])
        self._end_paragraph()
        return tuple(self.found)

    def _read_line(self, line: str) -> None:
        if not line.strip(" "):
            self._end_paragraph()
            self.at += 1
        elif _is_fence(line):
            self._end_paragraph()
            self._add(Verbatim(line.strip(" ")))
        elif self._starts_table(self.at):
            self._end_paragraph()
            self._read_table()
        elif not _BLOCK_HEAD.match(line) and not (self.paragraph and "=" in line):
            self._read_text(line)
        elif line.startswith("    "):
            if self.paragraph:
                self._read_text(line)
            else:
                self._read_indented_code()
        elif self.paragraph and (underline := _UNDERLINE.match(line)):
            text = "\n".join(self.paragraph).rstrip(" ")
            self.paragraph = []
            self._add(Heading(1 if underline[1][0] == "=" else 2, text))
        elif heading := _HEADING.match(line):
            self._end_paragraph()
            text = _CLOSING_HASHES.sub("", (heading[2] or "").strip(" ")).strip(" ")
            self._add(Heading(len(heading[1]), text))
        elif _RULE.match(line):
            self._end_paragraph()
            self._add(Rule())
        elif self.depth < MAX_DEPTH and _QUOTE.match(line):
            self._end_paragraph()
            self._read_quote()
        elif self.depth < MAX_DEPTH and (item := _ITEM.match(line)) and self._may_interrupt(item):
            self._end_paragraph()
            self._read_list(item)
        elif line.lstrip(" ").startswith(BLOCK_TAG) or (not self.paragraph and _LINE_OF_TAG.match(line)):
            self._end_paragraph()
            self._read_html()
        else:
            self._read_text(line)

    def _add(self, block: Block) -> None:
        self.found.append(block)
        self.at += 1

    def _read_text(self, line: str) -> None:
        self.paragraph.append(line.lstrip(" "))
        self.at += 1

    def _end_paragraph(self) -> None:
        if self.paragraph:
            self.found.append(Paragraph("\n".join(self.paragraph).rstrip(" ")))
            self.paragraph = []

    def _may_interrupt(self, item: re.Match[str]) -> bool:
        """A list right after text begins with 1 and is not empty: a year at a line's head begins none."""
        return not self.paragraph or (bool(item[6]) and (item[3] is None or int(item[3]) == 1))

    def _read_indented_code(self) -> None:
        code: list[str] = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if _is_fence(line) or not (line.startswith("    ") or not line.strip(" ")):
                break
            code.append(line[4:])
            self.at += 1
        while code and not code[-1].strip(" "):
            code.pop()
        self.found.append(IndentedCode("\n".join(code)))

    def _read_html(self) -> None:
        start = self.at
        while self.at < len(self.lines) and self.lines[self.at].strip(" "):
            self.at += 1
        self.found.append(Verbatim("\n".join(self.lines[start : self.at])))

    def _read_quote(self) -> None:
        inner: list[str] = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if mark := _QUOTE.match(line):
                inner.append(line[mark.end() :])
            elif self._is_lazy(inner, self.at):
                inner.append(_as_text(line))
            else:
                break
            self.at += 1
        self.found.append(Quote(_Reader(inner, self.depth + 1).blocks()))

    def _read_list(self, first: re.Match[str]) -> None:
        items: list[tuple[Block, ...]] = []
        item: re.Match[str] | None = first
        while item and _kind(item) == _kind(first):
            items.append(self._read_item(item))
            following = self.at
            while following < len(self.lines) and not self.lines[following].strip(" "):
                following += 1
            line = self.lines[following] if following < len(self.lines) else ""
            item = None if _RULE.match(line) else _ITEM.match(line)
            if item and _kind(item) == _kind(first):
                self.at = following
        self.found.append(Items(int(first[3]) if first[3] else None, tuple(items)))

    def _read_item(self, item: re.Match[str]) -> tuple[Block, ...]:
        """Its lines are those indented as far as its text, and those that go on with its last paragraph."""
        blanks, text = item[5] or "", item[6] or ""
        if len(blanks) > 4 or not text:
            blanks, text = " ", (blanks + text)[1:] if text else ""
        indent = len(item[1]) + len(blanks)
        inner = [text]
        self.at += 1
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.strip(" "):
                if inner == [""]:
                    break
                inner.append("")
            elif line.startswith(" " * indent):
                inner.append(line[indent:])
            elif self._is_lazy(inner, self.at):
                inner.append(_as_text(line))
            else:
                break
            self.at += 1
        return _Reader(inner, self.depth + 1).blocks()

    def _is_lazy(self, inner: list[str], at: int) -> bool:
        """Tell whether line `at`, which lacks its container's mark, goes on with the last paragraph there."""
        line = self.lines[at]
        if not line.strip(" ") or _is_fence(line) or not inner or not _ends_in_text(inner[-1]):
            return False
        if line.startswith("    "):
            return True
        return not (_begins_block(line) or self._starts_table(at))

    def _starts_table(self, at: int) -> bool:
        if at + 1 >= len(self.lines) or "|" not in self.lines[at] or "-" not in self.lines[at + 1]:
            return False
        head, delimiters = self.lines[at], self.lines[at + 1]
        if head.startswith("    ") or not _DELIMITERS.match(delimiters):
            return False
        return len(_cells(head)) == len(_cells(delimiters))

    def _read_table(self) -> None:
        head = _cells(self.lines[self.at])
        aligned = tuple(_alignment(cell) for cell in _cells(self.lines[self.at + 1]))
        rows = [head]
        self.at += 2
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.strip(" ") or line.startswith("    ") or _begins_block(line):
                break
            rows.append((*_cells(line), *[""] * len(head))[: len(head)])
            self.at += 1
        self.found.append(Table(aligned, tuple(rows)))


def _is_fence(line: str) -> bool:
    """However far a fence is indented, it is one: authors indent fences in lists as they like."""
    return FENCE in line and line.lstrip(" ").startswith(FENCE)


def _begins_block(line: str) -> bool:
    """Tell whether `line`, indented by less than four, begins something else than a paragraph or a table."""
    return bool(_BLOCK_HEAD.match(line)) and bool(
        _HEADING.match(line)
        or _RULE.match(line)
        or _QUOTE.match(line)
        or _ITEM.match(line)
        or line.lstrip(" ").startswith((FENCE, BLOCK_TAG))
    )


def _kind(item: re.Match[str]) -> str:
    """Items of one list have one bullet, or one sign after the number."""
    return item[2] or item[4]


def _ends_in_text(line: str) -> bool:
    """Tell whether `line` leaves a paragraph open, behind whatever marks of quotes and items."""
    for _ in range(MAX_DEPTH):
        if line.startswith("    ") or _RULE.match(line):
            break
        if mark := _QUOTE.match(line):
            line = line[mark.end() :]
        elif (item := _ITEM.match(line)) and item[6]:
            line = item[6]
        else:
            break
    return bool(line.strip(" ")) and not (
        _HEADING.match(line)
        or _RULE.match(line)
        or _ITEM.match(line)
        or line.lstrip(" ").startswith((FENCE, BLOCK_TAG))
    )


def _as_text(line: str) -> str:
    """Escape what would begin a block, in a line that is known to go on with a paragraph."""
    line = line.lstrip(" ")
    if line[:1] in tuple("-*+#>_="):
        return f"\\{line}"
    return _NUMBER.sub(r"\1\\\2", line, count=1)


def _cells(row: str) -> tuple[str, ...]:
    row = row.strip(" ")
    if row.startswith("|"):
        row = row[1:]
    cells = _PIPE.split(row)
    if len(cells) > 1 and not cells[-1].strip(" "):
        cells.pop()
    return tuple(cell.strip(" ").replace("\\|", "|") for cell in cells)


def _alignment(delimiter: str) -> str:
    match delimiter.startswith(":"), delimiter.endswith(":"):
        case True, True:
            return "center"
        case True, False:
            return "left"
        case False, True:
            return "right"
    return ""
