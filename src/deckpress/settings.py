"""deckpress.toml -> Settings. Found from the content folder upwards; every mistake is named with its line."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import Field, fields, replace
from pathlib import Path
from typing import Any

from deckpress.domain import FieldNames, Role, Settings
from deckpress.errors import UsageError

FILE_NAME = "deckpress.toml"
CHOICES = {"roles": tuple(role.value for role in Role if role is not Role.WRITTEN)}


def find_settings(content: Path) -> Path | None:
    """Return the nearest deckpress.toml, in the content folder or above it."""
    start = content.resolve()
    for folder in (start, *start.parents):
        candidate = folder / FILE_NAME
        if candidate.is_file():
            return candidate
    return None


def read_settings(content: Path) -> Settings:
    """Return the settings for a content folder: those of its deckpress.toml, else the defaults.

    Raises UsageError for a file that cannot be read, is no TOML, or has unknown keys or wrong types.
    """
    file = find_settings(content)
    if file is None:
        return Settings()
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: cannot be read: {error}", "The settings are TOML in UTF-8.") from None
    return parse_settings(text, str(file))


def parse_settings(text: str, path: str) -> Settings:
    """Return the settings that the TOML `text` holds; `path` is for messages. Raises UsageError."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: no valid TOML: {error}") from None
    place = _Place(text, path)
    names = table.pop("fields", {})
    if not isinstance(names, dict):
        raise place.error("fields", "must be a table, [fields], of field names")
    settings = Settings(**_checked(Settings, table, place))
    return replace(settings, fields=FieldNames(**_checked(FieldNames, names, place)))


def _checked(
    kind: type[Settings] | type[FieldNames], table: Mapping[str, Any], place: _Place
) -> dict[str, Any]:
    known = {option.name: option for option in fields(kind) if "doc" in option.metadata}
    values = {}
    for key, value in table.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            guess = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(sorted(known))}"
            raise place.error(key, f"unknown key '{key}' ({guess})")
        values[key] = _typed(known[key], value, place)
    return values


def _typed(option: Field[Any], value: Any, place: _Place) -> str | tuple[str, ...]:
    if isinstance(option.default, tuple):
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            raise place.error(option.name, f"'{option.name}' must be a list of texts")
        for entry in value:
            if entry not in CHOICES[option.name]:
                raise place.error(
                    option.name,
                    f"'{option.name}' holds '{entry}'; known are {', '.join(CHOICES[option.name])}",
                )
        return tuple(value)
    if not isinstance(value, str):
        raise place.error(option.name, f"'{option.name}' must be text in quotes, not {value!r}")
    return value


class _Place:
    """Finds the line of a key, since tomllib tells it only for broken syntax."""

    def __init__(self, text: str, path: str) -> None:
        self._lines = text.splitlines()
        self._path = path

    def error(self, key: str, message: str) -> UsageError:
        pattern = re.compile(rf"\s*\[?\s*[\"']?{re.escape(key)}[\"']?\s*[=\].]")
        line = next((number for number, line in enumerate(self._lines, 1) if pattern.match(line)), 1)
        return UsageError(f"{self._path}:{line}: {message}", "See docs/settings.md for every setting.")
