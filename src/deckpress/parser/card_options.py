"""The front-matter block `cards:`: the author's last word on a page's cards (docs/page-format.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches

from deckpress.domain import CardOptions, Location, Problem, Role, Severity, WrittenNote
from deckpress.parser.fields import Fields, Items, Text, Value
from deckpress.parser.keywords import split_keywords

OPTIONS = ("skip", "skip_points", "hide", "never_hide", "without", "notes", "ignore")
ROLES = tuple(role.value for role in Role if role is not Role.WRITTEN)
YES = ("true", "yes", "on")
NO = ("false", "no", "off")

Report = Callable[[int, str, Severity, str, str], None]  # line, code, severity, message, hint


def parse_card_options(value: Value | None, path: str) -> tuple[CardOptions, list[Problem]]:
    """
    cards   = skip, skip_points, hide, never_hide, without, notes, ignore; each may be left out
    skip    = true or false
    lists   = a list, or one text parted by commas (skip_points, hide, never_hide, without)
    notes   = a list of (question and answer) or (cloze)
    ignore  = problem code: reason
    """
    problems: list[Problem] = []

    def report(line: int, code: str, severity: Severity, message: str, hint: str) -> None:
        problems.append(Problem(Location(path, line), code, severity, message, hint))

    if value is None:
        return CardOptions(), problems
    if not isinstance(value, Fields):
        hint = "write the options below 'cards:', each on a line of its own, indented by two blanks"
        report(value.line, "P20", Severity.WARNING, "'cards' has no options", hint)
        return CardOptions(), problems
    for name in value.lines:
        if name not in OPTIONS:
            message = f"unknown option '{name}' in 'cards'{did_you_mean(name, OPTIONS)}"
            hint = f"options are {', '.join(OPTIONS)}"
            report(value.lines[name], "P21", Severity.WARNING, message, hint)
    lists = {name: _texts(value, name, report) for name in ("skip_points", "hide", "never_hide")}
    options = CardOptions(
        skip=_yes_or_no(value, "skip", report),
        skip_points=tuple(lists["skip_points"]),
        hide=tuple(lists["hide"]),
        never_hide=tuple(lists["never_hide"]),
        without=tuple(_roles(value, report)),
        notes=tuple(_notes(value, path, report)),
        ignore=dict(_ignored(value, report)),
        lines={(name, text): line for name, texts in lists.items() for text, line in texts.items()},
    )
    return options, problems


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return " (did you mean 'hide'?)" for the nearest known name, or ""."""
    near = get_close_matches(name[:100], known, n=1)
    return f" (did you mean '{near[0]}'?)" if near else ""


def _yes_or_no(options: Fields, name: str, report: Report) -> bool:
    value = options.get(name)
    if value is None:
        return False
    written = value.text.strip().lower() if isinstance(value, Text) else ""
    if written not in YES + NO:
        report(
            value.line, "P22", Severity.WARNING, f"'{name}' must be true or false", f"write '{name}: true'"
        )
    return written in YES


def _texts(options: Fields, name: str, report: Report) -> dict[str, int]:
    """Return the entries of a list, each with its line."""
    value = options.get(name)
    written: list[tuple[str, int]] = []
    if isinstance(value, Text):
        written = [(text, value.line) for text in split_keywords(value.text)]
    elif isinstance(value, Items):
        written = [(item.text, item.line) for item in value.values if isinstance(item, Text)]
        for item in value.values:
            if not isinstance(item, Text):
                hint = "put a text with a colon or brackets in quotes"
                report(item.line, "P22", Severity.WARNING, f"an entry of '{name}' is no text", hint)
    elif value is not None:
        report(value.line, "P22", Severity.WARNING, f"'{name}' must be a list", f"write '{name}: [one, two]'")
    found: dict[str, int] = {}
    for text, line in written:
        if text.strip():
            found.setdefault(" ".join(text.split()), line)
    return found


def _roles(options: Fields, report: Report) -> Iterator[str]:
    for name in _texts(options, "without", report):
        role = name.lower()
        if role in ROLES:
            yield role
        else:
            message = f"unknown kind of note '{name}' in 'without'{did_you_mean(role, ROLES)}"
            report(
                options.line_of("without"), "P23", Severity.WARNING, message, f"kinds are {', '.join(ROLES)}"
            )


def _notes(options: Fields, path: str, report: Report) -> Iterator[WrittenNote]:
    value = options.get("notes")
    if value is None:
        return
    hint = "write '- question: ...' with 'answer: ...' below it, or '- cloze: ...' with ==terms== to hide"
    if not isinstance(value, Items):
        report(value.line, "P24", Severity.ERROR, "'notes' must be a list of notes", hint)
        return
    for item in value.values:
        question, answer, cloze = (_text(item, name) for name in ("question", "answer", "cloze"))
        if isinstance(item, Fields) and (unknown := set(item.lines) - {"question", "answer", "cloze"}):
            name = min(unknown, key=item.line_of)
            message = f"a note of 'notes' has an unknown field '{name}'"
            message += did_you_mean(name, ("question", "answer", "cloze"))
            report(item.line_of(name), "P24", Severity.ERROR, message, hint)
        elif (question and answer and not cloze) or (cloze and not question and not answer):
            yield WrittenNote(question, answer, cloze, Location(path, item.line))
        else:
            message = "a note of 'notes' needs a question and an answer, or a cloze sentence alone"
            report(item.line, "P24", Severity.ERROR, message, hint)


def _text(value: Value, name: str) -> str:
    inner = value.get(name) if isinstance(value, Fields) else None
    return inner.text.strip() if isinstance(inner, Text) else ""


def _ignored(options: Fields, report: Report) -> Iterator[tuple[str, str]]:
    value = options.get("ignore")
    if value is None:
        return
    hint = "write the code, a colon and why it does not matter here"
    if not isinstance(value, Fields):
        report(value.line, "P25", Severity.WARNING, "'ignore' must name problem codes with a reason", hint)
        return
    for code, line in value.lines.items():
        if reason := _text(value, code):
            yield code.upper(), reason
        else:
            report(line, "P25", Severity.WARNING, f"'ignore' gives no reason for {code}", hint)
