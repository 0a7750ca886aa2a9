"""The only reader of content folders: finds page files in a fixed order and reads them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from deckpress.domain import FieldNames, Location, Page, Problem, Settings, Severity, slug
from deckpress.errors import UsageError
from deckpress.parser import parse_page
from deckpress.parser.source_text import MAX_PAGE_BYTES

ENDINGS = (".md", ".markdown")
LONGEST_NAME = 120  # bytes of a new file's name, far below what any file system takes


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A page file: where it lies, its `path` as problems show it, its `place` inside the content folder."""

    file: str
    path: str
    place: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """The pages of a content folder. `read` counts files: pages, failed and skipped ones."""

    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]
    read: int
    failed: int
    skipped: int


def find_pages(content: Path) -> tuple[list[SourceFile], list[Problem]]:
    """Return the page files of a folder, sorted by place, and what could not be looked into.

    `content` may be a single file as well; its place is then its folder's name and its own. Hidden files and
    folders are left out. Links are followed, but no folder is read twice. Raises UsageError without any page.
    """
    if content.is_file():
        place = f"{content.resolve().parent.name}/{content.name}".lstrip("/")
        return [SourceFile(str(content), _shown(content), _shown(Path(place)))], []
    if not content.is_dir():
        hint = "name a folder with pages, or a page"
        raise UsageError(f"there is no folder '{_shown(content)}'", hint)
    walk = _Walk(content)
    files = sorted(walk.files(content, ""), key=lambda file: file.place)
    if not files and not walk.problems:
        hint = "a page is a file with the ending .md in a folder named after its subject"
        raise UsageError(f"the folder '{_shown(content)}' holds no pages", hint)
    return files, sorted(walk.problems, key=lambda problem: problem.location)


class _Walk:
    """A walk through a folder that comes to an end whatever links lie in it."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self.root = os.path.realpath(content)
        self.visited = {self.root}
        self.problems: list[Problem] = []

    def files(self, folder: Path, place: str) -> Iterator[SourceFile]:
        """Yield the page files below `folder`; real folders come first, so that a page keeps its place."""
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: (entry.is_symlink(), entry.name))
        except OSError as error:
            self.problems.append(_unreadable(_shown(folder), "folder", error))
            return
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = folder / entry.name
            inner = f"{place}{_shown(Path(entry.name))}"
            if _is_folder(entry):
                if self._enter(path, entry.is_symlink()):
                    yield from self.files(path, f"{inner}/")
            elif entry.name.lower().endswith(ENDINGS):
                yield SourceFile(str(path), _shown(path), inner)

    def _enter(self, folder: Path, is_link: bool) -> bool:
        """Tell whether a folder is to be read: not twice, and not when it holds the content folder itself."""
        real = os.path.realpath(folder)
        around = is_link and os.path.commonpath([real, self.root]) == real
        inside = is_link and os.path.commonpath([real, self.root]) == self.root
        if real in self.visited or around or inside:
            message = "the link leads to a folder that is read anyway, and was not followed"
            location = Location(_shown(folder), 1)
            self.problems.append(Problem(location, "F08", Severity.WARNING, message, "delete the link"))
            return False
        self.visited.add(real)
        return True


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _shown(path: Path) -> str:
    """Return a path as problems show it: with "/", and with a sign for bytes that are no UTF-8."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _unreadable(path: str, what: str, error: OSError) -> Problem:
    message = f"the {what} cannot be read: {error.strerror or error}"
    return Problem(
        Location(path, 1), "F01", Severity.ERROR, message, "check that it is there and who may read it"
    )


def read_page_file(source: SourceFile) -> bytes | Problem:
    """Return the bytes of a page file, or why it cannot be read. Never waits for a pipe or device.

    Of a file that is too long to be a page only the beginning is read, enough for `parse_page` to see that.
    """
    try:
        if not stat.S_ISREG(os.stat(source.file).st_mode):
            raise OSError(0, "it is no ordinary file")
        with open(source.file, "rb") as file:
            return file.read(MAX_PAGE_BYTES + 1)
    except OSError as error:
        return _unreadable(source.path, "file", error)


def new_page_file(content: Path, subject: str, question: str) -> Path:
    """Return where a page with this question belongs: in the folder of its subject, which may have another
    spelling. Raises UsageError for texts that name nothing."""
    for what, text in (("subject", subject), ("question", question)):
        if not slug(text):
            raise UsageError(f"the {what} {text!r} has no letters", "deckpress new Biology 'What is a cell?'")
    wanted = slug(subject)
    folders = sorted(entry for entry in content.iterdir() if entry.is_dir()) if content.is_dir() else []
    folder = next((folder for folder in folders if slug(folder.name) == wanted), content / _name(subject))
    return folder / f"{_name(question)}.md"


def _name(text: str) -> str:
    """Return the slug of a text as the name of a file, cut between words where it is long."""
    name = slug(text)
    while len(name.encode()) > LONGEST_NAME:
        shorter = name.rpartition("-")[0]
        name = shorter or name.encode()[:LONGEST_NAME].decode(errors="ignore")
    return name


def read_page(source: SourceFile, names: FieldNames | None = None) -> tuple[Page | None, list[Problem]]:
    """Read and parse one page file; see `parse_page`."""
    data = read_page_file(source)
    if isinstance(data, Problem):
        return None, [data]
    return parse_page(data, source.path, source.place, names)


def read_corpus(content: Path | str, settings: Settings | None = None) -> Corpus:
    """Return the pages of a content folder (or one file) in the order of their places, and all problems."""
    files, problems = find_pages(Path(content))
    names = (settings or Settings()).fields
    return collect((read_page(file, names) for file in files), problems)


def collect(results: Iterable[tuple[Page | None, list[Problem]]], problems: Iterable[Problem] = ()) -> Corpus:
    """Put the results of pages together. Of pages with the same key the first one stays."""
    pages: dict[str, Page] = {}
    gathered = list(problems)
    read = failed = 0
    for page, more in results:
        read += 1
        gathered += more
        if page is None:
            failed += any(problem.severity is Severity.ERROR for problem in more)
        elif page.key in pages:
            failed += 1
            gathered.append(duplicate_key(page.location, page.key, pages[page.key].location))
        else:
            pages[page.key] = page
    skipped = read - failed - len(pages)
    return Corpus(tuple(pages.values()), tuple(gathered), read, failed, skipped)


def duplicate_key(location: Location, key: str, first: Location) -> Problem:
    """Return the problem of a page whose key another page has already taken."""
    message = f"another page ({first}) has the key '{key}' already, so this one gives no cards"
    return Problem(location, "P18", Severity.ERROR, message, "give the page a 'url' of its own, or delete it")
