"""Front matter: the fields between two lines `---` at the top of a page, as written, each with its lines.

YAML would turn `id: 012` into 10, `title: no` into False and `12:30` into 750. Here a value is the text that
the author wrote; only its quotes, escapes and folding are YAML's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from deckpress.domain import Location, Problem, Severity
from deckpress.parser.fields import Fields, Items, Text, Value
from deckpress.parser.repairs import repair
from deckpress.parser.source_text import without_controls

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML was built without libyaml: the same events, slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MAX_DEPTH = 20  # of lists and fields inside each other

_BLANKS = re.compile(r"[ \t\n]*")
_IN_PLAIN_WORDS = {
    "mapping values are not allowed in this context": "a ': ' in a text, or a wrong indentation",
    "could not find expected ':'": "the line above has no ':' after its name",
    "did not find expected key": "a wrong indentation, or a quote too many",
    "did not find expected ',' or ']'": "a '[' is not closed",
    "did not find expected ',' or '}'": "a '{' is not closed",
    "found unexpected end of stream": "a quote is not closed",
    "found character that cannot start any token": "a text begins with a sign that YAML keeps for itself",
}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields of a page and the Markdown below them, whose first line is line `body_line` of the file."""

    fields: Fields
    body: str
    body_line: int


class FrontMatterError(yaml.YAMLError):
    """The front matter cannot be used. `line` counts from 0 in the front matter."""

    def __init__(self, line: int, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.line, self.code, self.message, self.hint = line, code, message, hint


class PageHandler(YAMLHandler):
    """python-frontmatter's handler for pages: delimiters are lines of hyphens, values stay as written."""

    FM_BOUNDARY = re.compile(r"^-{3,}[ \t]*$\n?", re.MULTILINE)

    def load(self, fm: str, **_: object) -> dict[str, object]:
        """Return the fields as plain values: texts as written, dates as dates, lists and dicts."""
        plain = _plain(compose(fm, 1, []))
        assert isinstance(plain, dict)
        return plain


def _plain(value: Value) -> object:
    match value:
        case Text():
            return value.date or value.text
        case Items():
            return [_plain(item) for item in value.values]
        case Fields():
            return {name: _plain(inner) for name, inner in value.values.items()}


_HANDLER = PageHandler()


def parse_front_matter(text: str, path: str) -> tuple[FrontMatter | None, list[Problem]]:
    """
    page         = *blank-line [front-matter] body
    front-matter = "---" newline *field "---" newline

    `text` has "\\n" line ends and no control characters. Without front matter the whole text is the body.
    Returns None when there are fields that cannot be read.
    """
    problems: list[Problem] = []

    def report(line: int, code: str, severity: Severity, message: str, hint: str) -> None:
        problems.append(Problem(Location(path, line), code, severity, message, hint))

    trimmed = text.lstrip()
    start = text.count("\n", 0, len(text) - len(trimmed)) + 1  # line of the first text
    if trimmed.startswith("+++\n"):
        hint = "write the fields as YAML between two lines '---' (hugo convert toYAML does it)"
        report(start, "F14", Severity.ERROR, "the fields are written as TOML", hint)
        return None, problems
    if not _HANDLER.detect(trimmed):
        return FrontMatter(Fields({}, 1, {}), text, 1), problems
    if start > 1 or text[0] != "-":
        message = "there are blanks before the opening '---'"
        report(1, "F20", Severity.WARNING, message, "begin the file with '---'")
    try:
        block, body = _HANDLER.split(trimmed)
    except ValueError:
        message = "the front matter that begins here has no closing '---'"
        report(start, "F10", Severity.ERROR, message, "put a line '---' after the last field")
        return None, problems
    try:
        fields = _compose_or_repair(block, start + 1, path, problems)
    except FrontMatterError as error:
        report(start + 1 + error.line, error.code, Severity.ERROR, error.message, error.hint)
        return None, problems
    return FrontMatter(fields, body, start + 2 + block.count("\n")), problems


def _compose_or_repair(block: str, first_line: int, path: str, problems: list[Problem]) -> Fields:
    doubles: list[Problem] = []
    try:
        fields = compose(block, first_line, doubles, path)
    except FrontMatterError as error:
        mended, repairs = repair(block, _reads)
        if not repairs or error.code not in ("F11", "F12"):
            raise
        doubles.clear()
        fields = compose(mended, first_line, doubles, path)
        for done in repairs:
            place = Location(path, first_line + done.line)
            problems.append(Problem(place, done.code, Severity.WARNING, done.message, done.hint))
    problems += doubles
    return fields


def _reads(text: str) -> bool:
    """Tell whether YAML reads `text`. An alias is read well, though it is not wanted in a page."""
    try:
        compose(text, 1, [])
    except FrontMatterError as error:
        return error.code == "F13"
    return True


def compose(block: str, first_line: int, problems: list[Problem], path: str = "") -> Fields:
    """Return the fields of a YAML text whose first line is line `first_line` of the file.

    Fields that are there twice go to `problems`; the last one counts, as everywhere in YAML.
    Raises FrontMatterError.
    """
    try:
        return _Composer(block, first_line, problems, path).fields()
    except FrontMatterError:
        raise
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        complaint = str(error.problem or error.context)
        message = f"the front matter cannot be read here: {_IN_PLAIN_WORDS.get(complaint, complaint)}"
        hint = "put the text in quotes, or on the next line after '>-', indented by four blanks"
        raise FrontMatterError(mark.line if mark else 0, "F12", message, hint) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        message = f"the front matter cannot be read: {error}".splitlines()[0]
        raise FrontMatterError(0, "F12", message, "write the fields again, one a line") from error


class _Composer:
    """Builds values from YAML's events: knows lines, sees double fields, expands no alias."""

    def __init__(self, block: str, first_line: int, problems: list[Problem], path: str) -> None:
        self.block = block
        self.first_line = first_line
        self.problems = problems
        self.path = path
        self.event: Callable[[], Any] = _Loader(block).get_event
        self.source_lines: list[str] = []  # filled when a value has several lines

    def fields(self) -> Fields:
        self.event()  # the stream begins
        if isinstance(self.event(), yaml.StreamEndEvent):
            return Fields({}, self.first_line, {})
        value = self.value(self.event(), 0)
        if value is None:
            return Fields({}, self.first_line, {})
        if not isinstance(value, Fields):
            message = "the front matter has no fields"
            raise FrontMatterError(
                value.line - self.first_line, "F11", message, "write one 'name: value' a line"
            )
        self.event()  # the document ends
        rest: Any = self.event()
        if not isinstance(rest, yaml.StreamEndEvent):
            message = "the front matter ends here for YAML, but text follows"
            raise FrontMatterError(rest.start_mark.line, "F12", message, "delete the line '...'")
        return value

    def value(self, event: Any, depth: int) -> Value | None:
        """Return the value that begins with `event`; None where nothing stands."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            return self.text(event)
        line = event.start_mark.line
        if kind is yaml.AliasEvent:
            hint = "write the value itself, or put a text that begins with '*' in quotes"
            raise FrontMatterError(line, "F13", f"the alias '*{event.anchor}' is not allowed", hint)
        if depth >= MAX_DEPTH:
            message = f"lists and fields stand more than {MAX_DEPTH} deep inside each other"
            raise FrontMatterError(line, "F15", message, "put texts that begin with '[' or '{' in quotes")
        if kind is yaml.SequenceStartEvent:
            return Items(tuple(self.items(depth + 1)), self.first_line + line)
        values: dict[str, Value] = {}
        lines: dict[str, int] = {}
        doubled: dict[str, tuple[int, int]] = {}
        while (kind := type(event := self.event())) is not yaml.MappingEndEvent:
            if kind is not yaml.ScalarEvent:
                message = "the name of a field must be a word"
                raise FrontMatterError(
                    event.start_mark.line, "F11", message, "put a text in braces in quotes"
                )
            name = " ".join(without_controls(event.value).split())
            name_line = self.first_line + event.start_mark.line
            if name in lines:
                doubled.setdefault(name, (lines[name], name_line))
                values.pop(name, None)
            lines[name] = name_line
            value = self.value(self.event(), depth + 1)
            if value is not None:
                values[name] = value
        for name, (first, second) in doubled.items():
            message = f"the field '{name}' is there twice (first in line {first}); the last one counts"
            location = Location(self.path, second)
            self.problems.append(Problem(location, "F16", Severity.WARNING, message, "delete one of them"))
        return Fields(values, self.first_line + line, lines)

    def items(self, depth: int) -> Iterator[Value]:
        while type(event := self.event()) is not yaml.SequenceEndEvent:
            value = self.value(event, depth)
            if value is not None:
                yield value

    def text(self, event: Any) -> Text | None:
        text, style = event.value, event.style
        if style in ("", None) and text in ("", "~"):
            return None
        if style == '"':  # its escapes can spell any character
            text = without_controls(text)
        line, column = event.start_mark.line, event.start_mark.column
        if style in ("|", ">"):  # the text begins below the indicator
            line, column = line + 1, 0
        if "\n" not in text:
            return Text(text, (self.first_line + line,), style in ("", None))
        lines = self.lines_of(text, line, column, event.end_mark.line, style)
        return Text(text, lines, style in ("", None))

    def lines_of(self, text: str, first: int, column: int, last: int, style: str | None) -> tuple[int, ...]:
        """Return the line in the file of each line of a text of several lines.

        The source lines of all styles but double quotes stand in the text one after the other, with only
        blanks between them. In double quotes escapes hide the lines; there all lines get the first one.
        """
        starts = [0, *(found.end() for found in re.finditer("\n", text))]
        if style == '"':
            return (self.first_line + first,) * len(starts)
        if not self.source_lines:
            self.source_lines = self.block.split("\n")
        lines: list[int] = []
        at = 0
        for number in range(first, min(last, len(self.source_lines) - 1) + 1):
            piece = self.source_lines[number][column:].strip(" \t")
            column = 0
            if style == "'":
                piece = piece.removeprefix("'").removesuffix("'").replace("''", "'")
            at = _end_of_blanks(text, at)
            if not piece or not text.startswith(piece, at):
                continue
            at += len(piece)
            while len(lines) < len(starts) and starts[len(lines)] < at:
                lines.append(self.first_line + number)
        lines += [lines[-1] if lines else self.first_line + first] * (len(starts) - len(lines))
        return tuple(lines)


def _end_of_blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at
