"""The parts of a key point: paragraphs and list items with their labels, and what only the back of a card
shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from deckpress.parser.inline import plain_text


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or a list item of a key point.

    `label` is the bold or short title in front ("**Causes**: ..."), in plain text; `parents` are the labels
    of the items
    around it, outermost first. `lead` is the sentence ending in ":" that introduces the list, `listed` tells
    an item from
    a paragraph, and `group` numbers the lists. `formula` is the display formula that follows directly.
    """

    text: str
    label: str = ""
    parents: tuple[str, ...] = ()
    lead: str = ""
    listed: bool = False
    group: int = 0
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """A key point taken apart. `aside` holds the code, tables, formulas and quotations, as Markdown."""

    passages: tuple[Passage, ...]
    aside: tuple[str, ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...] = ()


_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_ITEM = re.compile(r"(\s*)(?:[-*+•]|\d{1,3}[.)]|[a-z]\))\s+(?=\S)")
_LABEL = re.compile(
    r"\*\*(?P<bold>(?:[^*\n]|\*(?!\*)){1,120}?)(?::\*\*|\*\*\s*(?:\((?P<aside>[^()\n]{1,60})\)\s*)?(?::|\s[-–—]\s|\s*$))\s*"
    r"|(?P<plain>[A-Z][^\s:.$`\\]*(?:[ -][^\s:.,;$`\\]+){0,5}):\s+(?=\S)"
)
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*?)\s*#*\s*\Z")
_TABLE_ROW = re.compile(r"\s*\|?.*\|.*")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*\Z")
_DISPLAY_START = re.compile(r"\s*(\$\$|\\\[)")


def take_apart(markdown: str) -> Parts:
    """Return the passages of a point's text and what stands beside them."""
    reader = _Reader(markdown.split("\n"))
    reader.read()
    return Parts(tuple(reader.passages), tuple(reader.aside), tuple(reader.tables))


SHORT_LINE = 16  # words


def _ends_line(line: str, following: str) -> bool:
    """Tell whether a short line without a full stop, a title or a name, is a line of its own."""
    return (
        len(line.split()) <= SHORT_LINE
        and line[-1:].rstrip("*_") not in ".,;:!?-–"
        and line[-1:] not in ".,;:!?-–$`\\"
        and following[:1].isupper()
        and line[:1].isupper()
    )


class _Reader:
    """Goes through the lines of one text; keeps the open paragraph and the labels of the items around it."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.passages: list[Passage] = []
        self.aside: list[str] = []
        self.tables: list[tuple[tuple[str, ...], ...]] = []
        self.open: list[str] = []
        self.around: list[tuple[int, str]] = []  # indent and label of the open items
        self.indent = -1  # of the open item; -1: a paragraph
        self.lead = ""
        self.group = 0

    def read(self) -> None:
        place = 0
        while place < len(self.lines):
            line = self.lines[place]
            if not line.strip():
                self.close()
                place += 1
            elif fence := _FENCE.match(line):
                self.close()
                place = self.keep(place, lambda other, marks=fence[1]: other.strip().startswith(marks))
            elif _DISPLAY_START.match(line):
                place = self.display(place)
            elif (
                place + 1 < len(self.lines)
                and _TABLE_ROW.match(line)
                and _TABLE_RULE.match(self.lines[place + 1])
            ):
                self.close()
                place = self.table(place)
            elif line.lstrip().startswith(">"):
                self.close()
                place = self.keep(place, lambda other: False, while_quoted=True)
            elif heading := _HEADING.match(line):
                self.close()
                self.around = [(-1, plain_text(heading[1]).rstrip(":"))]
                self.lead = ""
                place += 1
            else:
                self.words(line)
                place += 1
        self.close()

    def words(self, line: str) -> None:
        item = _ITEM.match(line)
        if item is None:
            indent = len(line) - len(line.lstrip())
            if not self.open:
                if indent == 0:
                    self.around = [pair for pair in self.around if pair[0] < 0]
                    self.lead = ""
                self.indent = -1
            if self.open and _ends_line(self.open[-1], line.strip()):
                self.close()
            self.open.append(line.strip())
            return
        self.close()
        indent = len(item[1])
        if self.indent < 0:
            self.group += 1
        while self.around and self.around[-1][0] >= indent:
            self.around.pop()
        self.indent = indent
        self.open.append(line[item.end() :].strip())

    def close(self, formula: str = "") -> None:
        """End the open paragraph or item."""
        if not self.open:
            return
        text = " ".join(self.open)
        self.open = []
        label = ""
        match = _LABEL.match(text)
        if match and not (match["plain"] and (self.indent < 0 or len(match["plain"]) > 45)):
            label = plain_text(match["bold"] or match["plain"]).strip().rstrip(":")
            text = text[match.end() :]
        parents = tuple(label for _, label in self.around if label)
        if self.indent >= 0:
            self.around.append((self.indent, label))
        elif label and not text:
            self.around = [(-1, label)]
        if text or formula:
            self.passages.append(
                Passage(text, label, parents, self.lead, self.indent >= 0, self.group, formula)
            )
        if text.endswith(":"):
            self.lead = text
        elif self.indent < 0:
            self.lead = ""

    def display(self, place: int) -> int:
        """Read a display formula; a paragraph that it cuts goes on after it as one of its own."""
        closing = "$$" if _DISPLAY_START.match(self.lines[place])[1] == "$$" else "\\]"  # type: ignore[index]
        first = self.lines[place].strip()[2:]
        rows = [self.lines[place].strip()]
        while closing not in first and place + 1 < len(self.lines):
            place += 1
            first = self.lines[place]
            rows.append(first.strip())
        formula = "\n".join(rows)
        self.aside.append(formula)
        if self.open:
            self.close(formula)
        elif self.passages and not self.passages[-1].formula:
            last = self.passages[-1]
            self.passages[-1] = Passage(
                last.text, last.label, last.parents, last.lead, last.listed, last.group, formula
            )
        else:
            self.passages.append(Passage("", formula=formula))
        return place + 1

    def keep(self, place: int, ends: object, while_quoted: bool = False) -> int:
        rows = [self.lines[place]]
        place += 1
        while place < len(self.lines):
            line = self.lines[place]
            if while_quoted and not line.lstrip().startswith(">"):
                break
            rows.append(line)
            place += 1
            if ends(line):  # type: ignore[operator]
                break
        self.aside.append(_dedented(rows))
        return place

    def table(self, place: int) -> int:
        start = place
        rows: list[tuple[str, ...]] = []
        while place < len(self.lines) and _TABLE_ROW.match(self.lines[place]) and self.lines[place].strip():
            if place != start + 1:
                cells = re.split(r"(?<!\\)\|", self.lines[place].strip().strip("|"))
                rows.append(tuple(cell.strip() for cell in cells))
            place += 1
        self.tables.append(tuple(rows))
        self.aside.append(_dedented(self.lines[start:place]))
        return place


def _dedented(rows: list[str]) -> str:
    margin = min((len(row) - len(row.lstrip()) for row in rows if row.strip()), default=0)
    return "\n".join(row[margin:] for row in rows)
