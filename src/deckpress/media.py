"""Finds the pictures and sounds that pages refer to, and gives them their names in packages.

An address in a page is a path from the page's folder; one that begins with "/" is a path from the content
folder, or from the folder of the setting `root`. Nothing outside of these is packed, and nothing is fetched
from the web.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from deckpress.corpus import SourceFile
from deckpress.domain import Kind, Location, MediaSettings, Note, Page, Problem, Settings, Severity
from deckpress.errors import PublishingError, UsageError
from deckpress.exporter import (
    NoteType,
    check_note,
    css_fault,
    footer_fault,
    footer_html,
    media_name,
    note_types,
)
from deckpress.markup import Remote, may_hold_media, media_addresses, render, with_media
from deckpress.markup.media import PICTURES, SOUNDS, ending

LARGEST_FILE = 100_000_000  # bytes; AnkiWeb takes no larger ones

# A card that lacks its picture there is still a card.
_NOT_NEEDED = frozenset({"Extra", "Related", "Source"})
_POINTER = b"version https://git-lfs.github.com/spec/"


@dataclass(frozen=True, slots=True)
class Reference:
    """Media that a page refers to: the address as a browser reads it, and the line where it stands."""

    address: str
    line: int


def find_references(page: Page, notes: Sequence[Note], data: bytes) -> tuple[Reference, ...] | None:
    """Return the media that a page refers to, in its answer or in notes. None: it shows none, nowhere.

    Media on the web are no references, but a page that shows them gives (), not None. Pure.
    """
    written = (text for note in page.cards.notes for text in (note.question, note.answer, note.cloze))
    if not any(map(may_hold_media, (page.answer.text, page.question, *written))):
        return None
    shown = [render(page.answer.text), *(html for note in notes for html in note.fields.values())]
    addresses = dict.fromkeys(address for html in shown for address in media_addresses(html))
    text = data.decode("utf-8", "replace")
    return tuple(Reference(address, _line(text, address, page.location.line)) for address in addresses)


def _line(text: str, address: str, default: int) -> int:
    """Return the line where an address first stands as it may be written, else `default`."""
    for written in dict.fromkeys((address, unquote(address), address.replace("&", "&amp;"))):
        found = re.search(rf"(?<![^\s(<\"'=]){re.escape(written)}", text)
        if found:
            return text.count("\n", 0, found.start()) + 1
    return default


class MediaFiles:
    """The media files of a content folder, as far as pages refer to them.

    `files` gives the file for each name in packages, `looked_at` holds every path that was tried. A file is
    read once to make its name, and again when a package is written.
    """

    def __init__(self, settings: MediaSettings) -> None:
        self._settings = settings
        self.files: dict[str, str] = {}
        self.looked_at: set[str] = set()
        self._found: dict[tuple[str, str], str | _Fault] = {}  # by folder and address
        self._digests: dict[tuple[str, int, int], str] = {}  # by path, time of the last change, size

    def look_again(self, settings: MediaSettings) -> None:
        """Forget what was found. Files that did not change since are not read again."""
        self._settings = settings
        self.files.clear()
        self.looked_at.clear()
        self._found.clear()

    def read(self, name: str) -> bytes | None:
        """Return the content of the file with this name in packages, None if there is none."""
        if name not in self.files:
            return None
        try:
            return Path(self.files[name]).read_bytes()
        except OSError as error:
            raise PublishingError(f"{self.files[name]}: cannot be read: {error.strerror or error}") from None

    def pack(
        self, source: SourceFile, notes: Sequence[Note], references: Sequence[Reference]
    ) -> tuple[tuple[Note, ...], list[Problem]]:
        """Return the notes with names of media instead of addresses, and what is wrong with the media.

        A note whose question or answer needs a file that cannot be packed is left out. Where only its Extra
        would show the file, the text for it stands there.
        """
        found = {reference.address: self.find(source, reference.address) for reference in references}
        names = {address: name for address, name in found.items() if isinstance(name, str)}
        remote = Remote(self._settings.remote)
        good: list[Note] = []
        lost: dict[str, int] = {}
        problems: list[Problem] = []
        for note in notes:
            lacking = [address for address in _needed(note) if address not in names]
            lost.update((address, lost.get(address, 0) + 1) for address in lacking)
            fields = {name: with_media(html, names.get, remote) for name, html in note.fields.items()}
            packed = replace(note, fields=fields)
            flaw = None if lacking else check_note(packed)
            problems += [flaw] if flaw else []
            if not lacking and flaw is None:
                good.append(packed)
        for reference in references:
            fault = found[reference.address]
            if isinstance(fault, _Fault):
                place = Location(source.path, reference.line)
                problems.append(_problem(place, reference.address, fault, lost.get(reference.address, 0)))
        return tuple(good), problems

    def find(self, source: SourceFile, address: str) -> str | _Fault:
        """Return the name in packages of the file that a page refers to, or why it has none."""
        key = (os.path.dirname(source.file), address)
        if key not in self._found:
            self._found[key] = self._look_up(source, address)
        return self._found[key]

    def _look_up(self, source: SourceFile, address: str) -> str | _Fault:
        page = os.path.abspath(source.file)
        content = str(Path(page).parents[source.place.count("/")])
        if address.startswith("/"):
            root = folder = os.path.abspath(self._settings.root) if self._settings.root else content
        else:
            root, folder = content, os.path.dirname(page)
        paths = [path for path in _candidates(folder, address) if _kind(path) in PICTURES | SOUNDS]
        if not paths:
            return _Fault(
                "P31", "is no picture or sound by its ending", "use one that Anki knows: PNG, SVG, MP3"
            )
        self.looked_at.update(paths)
        for path in paths:
            real = os.path.realpath(path)
            # The folder of a subject may be a link; what lies in it is no stranger.
            homes = (os.path.realpath(root), os.path.realpath(folder))
            if not (_is_in(path, root) and any(_is_in(real, home) for home in homes)):
                hint = "copy the file into the content folder"
                return _Fault("P31", "lies outside of the content folder", hint)
            if os.path.lexists(path):
                return self._named(real, _kind(path))
        place = paths[0]
        if root == content:
            place = source.path.removesuffix(source.place) + os.path.relpath(place, content)
        hint = f"put the file at {place.replace(os.sep, '/')}, or mend the address"
        return _Fault("P30", "is not there", hint)

    def _named(self, file: str, kind: str) -> str | _Fault:
        digest = self._digest(file)
        if isinstance(digest, _Fault):
            return digest
        name = media_name(digest, kind)
        self.files.setdefault(name, file)
        return name

    def logo(self, file: Path) -> str:
        """Return the name in packages of a picture that note types show. Raises UsageError."""
        self.looked_at.add(str(file))
        digest = self._digest(str(file))
        if isinstance(digest, _Fault):
            raise UsageError(f"the logo {file} {digest.message}", digest.hint)
        name = media_name(digest, _kind(str(file)), of_note_type=True)
        self.files[name] = str(file)
        return name

    def _digest(self, file: str) -> str | _Fault:
        """Return the SHA-256 of a file, or why it cannot be packed."""
        try:
            status = os.stat(file)
            key = (file, status.st_mtime_ns, status.st_size)
            if key not in self._digests:
                digest = _read(file, status)
                if isinstance(digest, _Fault):
                    return digest
                self._digests[key] = digest
            return self._digests[key]
        except OSError as error:
            return _unusable(f"cannot be read: {error.strerror or error}")


def _read(file: str, status: os.stat_result) -> str | _Fault:
    if not stat.S_ISREG(status.st_mode):
        return _unusable("is no ordinary file")
    if not 0 < status.st_size <= LARGEST_FILE:
        return _unusable("is empty" if not status.st_size else "has more than 100 MB")
    with Path(file).open("rb") as content:
        if content.read(len(_POINTER)) == _POINTER:
            hint = "run 'git lfs pull' before the build"
            return _Fault("P31", "is a pointer of Git LFS, not the file itself", hint)
        content.seek(0)
        return hashlib.file_digest(content, "sha256").hexdigest()


def look(settings: Settings, media: MediaFiles) -> dict[Kind, NoteType]:
    """Return the note types with the style of the settings. Raises UsageError for a style sheet or a footer
    that cards may not have and a logo that cannot be packed.
    """
    style = settings.style
    if fault := css_fault(style.css):
        raise UsageError(f"the style sheet, line {fault[0]}: {fault[1]}")
    if flaw := footer_fault(style.footer):
        raise UsageError(f"the footer: {flaw}")
    logo = media.logo(Path(style.logo)) if style.logo else ""
    return note_types(style.css, footer_html(style.footer, logo))


def logo_fault(file: Path) -> str | None:
    """Return why a file cannot be the logo, None if it can."""
    if _kind(str(file)) not in PICTURES:
        return "is no picture by its ending"
    try:
        found = _read(str(file), file.stat())
    except OSError as error:
        return f"cannot be read: {error.strerror or error}"
    return found.message if isinstance(found, _Fault) else None


@dataclass(frozen=True, slots=True)
class _Fault:
    """Why a file cannot be packed, and what the author can do."""

    code: str
    message: str
    hint: str


def _unusable(message: str) -> _Fault:
    return _Fault("P31", message, "put a file there that shows or plays by itself, or delete the reference")


def _candidates(folder: str, address: str) -> Iterator[str]:
    """Yield the files that an address may mean: `C%23.png?v=2` is the file C#.png, as `C#.png` may be."""
    for name in dict.fromkeys(
        (unquote(re.split(r"[?#]", address, maxsplit=1)[0]), unquote(address), address)
    ):
        yield os.path.normpath(os.path.join(folder, name.lstrip("/").replace("\0", "")))


def _kind(path: str) -> str:
    return os.path.splitext(path)[1][1:].lower()


def _is_in(path: str, folder: str) -> bool:
    try:
        return os.path.commonpath([folder, path]) == folder
    except ValueError:  # on another drive of Windows
        return False


def _needed(note: Note) -> Iterator[str]:
    """Yield the addresses of the media without which a note is not what its author meant."""
    shown = (media_addresses(html) for name, html in note.fields.items() if name not in _NOT_NEEDED)
    yield from dict.fromkeys(address for addresses in shown for address in addresses)


def _problem(place: Location, address: str, fault: _Fault, lost: int) -> Problem:
    what = "sound" if ending(address) in SOUNDS else "picture"
    message = f"the {what} '{address}' {fault.message}"
    if lost:
        message += f"; {lost} note{'s need' if lost > 1 else ' needs'} it"
    severity = Severity.ERROR if lost else Severity.WARNING
    return Problem(place, fault.code, severity, message, fault.hint)
