"""deckpress.toml -> Settings. Found from the content folder upwards; every mistake is named with its line."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import Field, fields, replace
from pathlib import Path
from typing import Any

from deckpress.domain import FieldNames, MediaSettings, Role, Settings, StyleSettings
from deckpress.errors import UsageError
from deckpress.exporter import css_fault, footer_fault
from deckpress.markup import Remote
from deckpress.media import logo_fault

FILE_NAME = "deckpress.toml"
TABLES = {"fields": FieldNames, "media": MediaSettings, "style": StyleSettings}
CHOICES = {
    "roles": tuple(role.value for role in Role if role is not Role.WRITTEN),
    "remote": tuple(remote.value for remote in Remote),
}


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


def settings_files(content: Path) -> tuple[Path, ...]:
    """Return the files that the settings of a content folder are read from, as far as they can be told."""
    file = find_settings(content)
    if file is None:
        return ()
    try:
        style = tomllib.loads(file.read_text(encoding="utf-8")).get("style", {})
        css = style.get("css", "")
        return (file, file.parent / css) if _is_file_name(css) else (file,)
    except (OSError, ValueError, AttributeError):  # which read_settings reports
        return (file,)


def _is_file_name(css: object) -> bool:
    return isinstance(css, str) and css.lower().endswith(".css") and "{" not in css


def parse_settings(text: str, path: str) -> Settings:
    """Return the settings that the TOML `text` holds; `path` is where it stands.

    The names of files in it start from the folder of `path`. In the settings, `style.css` is the style sheet
    itself, `style.logo` and `media.root` are whole paths. Raises UsageError.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: no valid TOML: {error}") from None
    place = _Place(text, path)
    parts: dict[str, Any] = {}
    for name, kind in TABLES.items():
        inner = table.pop(name, {})
        if not isinstance(inner, dict):
            raise place.error(name, f"'{name}' must be a table, [{name}]")
        parts[name] = kind(**_checked(kind, inner, place))
    settings = Settings(**_checked(Settings, table, place), **parts)
    folder = Path(path).absolute().parent
    return replace(
        settings, media=_found(settings.media, folder, place), style=_loaded(settings.style, folder, place)
    )


def _found(media: MediaSettings, folder: Path, place: _Place) -> MediaSettings:
    if not media.root:
        return media
    root = folder / media.root
    if not root.is_dir():
        raise place.error("root", f"there is no folder '{media.root}' beside the settings")
    return replace(media, root=str(root))


def _loaded(style: StyleSettings, folder: Path, place: _Place) -> StyleSettings:
    """Return the style with its style sheet read and its logo found; everything in it may stand on cards."""
    css, source = style.css, ""
    if _is_file_name(css):
        source = f"{folder / css}"
        try:
            css = Path(source).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or error
            raise place.error("css", f"the style sheet '{style.css}' cannot be read: {reason}") from None
    if fault := css_fault(css):
        line, message = fault
        where = f"'{style.css}', line {line}" if source else f"'css', its line {line}"
        raise place.error("css", f"{where}: {message}")
    if flaw := footer_fault(style.footer):
        raise place.error("footer", f"'footer': {flaw}")
    if not style.logo:
        return replace(style, css=css)
    logo = folder / style.logo
    if flaw := logo_fault(logo):
        raise place.error("logo", f"the picture '{style.logo}' {flaw}")
    return replace(style, css=css, logo=str(logo))


def _checked(kind: type[Any], table: Mapping[str, Any], place: _Place) -> dict[str, Any]:
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
    if option.name in CHOICES and value not in CHOICES[option.name]:
        known = ", ".join(CHOICES[option.name])
        raise place.error(option.name, f"'{option.name}' is '{value}'; known are {known}")
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
