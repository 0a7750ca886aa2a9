"""What the last build read and gave, so that a build that would read the same need not be made again.

The record lies beside the packages, `.deckpress.record`: gzipped JSON. It is no state that anything depends
on: without it, or with one that does not fit, everything is built. It cannot stand in the packages, for
those of a deck must not change when a page of another deck does.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

from deckpress.corpus import find_pages, read_page_file
from deckpress.domain import Location, Problem, Settings, Severity
from deckpress.edition import DeckReport
from deckpress.exporter import write_atomically

RECORD = ".deckpress.record"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Record:
    """A build: hash of what it read, of each media file that it looked for (by path; "" if it was not there)
    and of each package that it left (by name); and what it reported."""

    inputs: str
    media: Mapping[str, str]
    packages: Mapping[str, str]
    read: int
    outcomes: Mapping[str, int]
    decks: tuple[DeckReport, ...]
    problems: tuple[Problem, ...]

    def still_holds(self, inputs: str, out: Path) -> bool:
        """Tell whether a build with these inputs would read and leave the same."""
        return (
            inputs == self.inputs
            and all(_file_digest(Path(path)) == digest for path, digest in self.media.items())
            and package_digests(out) == self.packages
        )


def input_digest(content: Path, settings: Settings) -> str:
    """Return a hash of all that notes are made of but media: pages and their paths, settings, this program.

    Raises UsageError as `find_pages` does.
    """
    digest = hashlib.sha256(f"{_program()}\n{settings!r}\n".encode("utf-8", "surrogatepass"))
    files, problems = find_pages(content)
    for problem in problems:
        digest.update(f"{problem}\n".encode("utf-8", "surrogatepass"))
    for file in files:
        data = read_page_file(file)
        name = f"{file.file}\0{file.path}\0{file.place}\0".encode("utf-8", "surrogatepass")
        digest.update(hashlib.sha256(name).digest())
        digest.update(hashlib.sha256(str(data).encode() if isinstance(data, Problem) else data).digest())
    return digest.hexdigest()


@cache
def _program() -> str:
    """Return what tells one program from another: Python, libraries, and every file of deckpress."""
    parts = [sys.version]
    try:
        for requirement in requires("deckpress") or ():
            name = re.match(r"[\w.-]+", requirement)
            if name and "extra" not in requirement:
                parts.append(f"{name[0]} {version(name[0])}")
    except PackageNotFoundError:  # not installed, or a library is there under another name
        parts.append("unknown")
    folder = Path(__file__).parent
    for file in sorted(folder.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            parts.append(f"{file.relative_to(folder).as_posix()} {_file_digest(file)}")
    return "\n".join(parts)


def media_digests(paths: Iterable[str]) -> dict[str, str]:
    """Return the hash of each file, "" for those that are not there."""
    return {path: _file_digest(Path(path)) for path in sorted(paths)}


def package_digests(out: Path) -> dict[str, str]:
    """Return the hash of each package in a folder, by name."""
    return {path.name: _file_digest(path) for path in sorted(out.glob("*.apkg"))}


def _file_digest(path: Path) -> str:
    """Return a hash of a file's content and of where it really lies; "" if it cannot be read."""
    try:
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
    return f"{content} {os.path.realpath(path)}" if path.is_symlink() else content


def read_record(out: Path) -> Record | None:
    """Return the record of the last build to a folder; None if there is none that can be understood."""
    try:
        data = json.loads(gzip.decompress((out / RECORD).read_bytes()))
        if data.pop("format") != _FORMAT:
            return None
        decks = tuple(DeckReport(**deck) for deck in data.pop("decks"))
        problems = tuple(_problem(problem) for problem in data.pop("problems"))
        return Record(**data, decks=decks, problems=problems)
    except (OSError, EOFError, ValueError, TypeError, KeyError, AttributeError):
        return None


def write_record(out: Path, record: Record) -> None:
    """Write the record of a build. It may fail: then the next build does all its work."""
    shape = {"format": _FORMAT, **asdict(record)}
    content = gzip.compress(json.dumps(shape).encode(), 6, mtime=0)
    try:
        write_atomically(out / RECORD, content)
    except OSError:
        (out / RECORD).unlink(missing_ok=True)


def _problem(data: dict[str, Any]) -> Problem:
    location = Location(**data.pop("location"))
    return Problem(location=location, severity=Severity(data.pop("severity")), **data)
