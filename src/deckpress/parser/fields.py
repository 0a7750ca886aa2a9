"""What front matter holds: texts, lists and fields, each with its line in the file."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Text:
    """A text as written. `lines[i]` is the line in the file of line i of `text`; `plain`: without quotes."""

    text: str
    lines: tuple[int, ...]
    plain: bool = False

    @property
    def line(self) -> int:
        return self.lines[0]

    @property
    def date(self) -> datetime.date | None:
        """The day that an unquoted 2025-02-06 means."""
        if self.plain and _DATE.fullmatch(self.text):
            try:
                return datetime.date.fromisoformat(self.text)
            except ValueError:
                return None
        return None


@dataclass(frozen=True, slots=True)
class Items:
    """A list of values."""

    values: tuple[Value, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Fields:
    """Values by name. A field without a value is left out: it says the same as no field."""

    values: Mapping[str, Value]
    line: int
    lines: Mapping[str, int]  # where each name stands

    def get(self, name: str) -> Value | None:
        """Return the value of `name`; a dot descends ("seo.page_keywords") where no field is spelt so."""
        if name in self.values:
            return self.values[name]
        first, dot, rest = name.partition(".")
        inner = self.values.get(first)
        return inner.get(rest) if dot and isinstance(inner, Fields) else None

    def line_of(self, name: str) -> int:
        """Return where the field `name` stands, as far as it is there."""
        first, dot, rest = name.partition(".")
        inner = self.values.get(first)
        if name not in self.values and dot and isinstance(inner, Fields):
            return inner.line_of(rest)
        return self.lines.get(name, self.line)


Value = Text | Items | Fields
