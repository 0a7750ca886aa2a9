"""Who imports whom: data flows one way, and each foreign library has one owner."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "deckpress"

# A part imports from its own row or from rows above it, never below.
ROWS = (
    ("errors", "domain"),
    ("parser",),
    ("markup",),
    ("generator",),
    ("lint",),
    ("exporter",),
    ("corpus",),
    ("media",),
    ("decks",),
    ("edition",),
    ("pages",),
    ("gathered",),
    ("record",),
    ("press", "library"),
    ("preview",),
    ("settings",),
    ("__init__",),
    ("cli",),
    ("__main__",),
)
ROW = {part: number for number, row in enumerate(ROWS) for part in row}

OWNERS = {
    "frontmatter": {"parser/front_matter.py"},
    "yaml": {"parser/front_matter.py"},
    "markdown": {"markup/blocks.py"},
    "pygments": {"markup/code.py"},
    "nh3": {"markup/safe_html.py"},
    "snowballstemmer": {"generator/stems.py"},
    "rapidfuzz": {"exporter/following.py", "exporter/matching.py", "edition/standing.py", "lint/similar.py"},
    "genanki": {"exporter/apkg.py", "exporter/note_types.py"},
    "jinja2": {"preview/site.py"},
    "anki": set(),
}
PURE = ("domain", "parser", "markup", "generator", "lint")
DISK_CLOCK_TERMINAL = {
    "os",
    "pathlib",
    "io",
    "shutil",
    "tempfile",
    "time",
    "sys",
    "subprocess",
    "random",
    "socket",
}

FILES = sorted(SOURCE.rglob("*.py"))
assert FILES


def name_of(file: Path) -> str:
    return file.relative_to(SOURCE).as_posix()


def part_of(file: Path) -> str:
    return file.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(file)}: imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_a_part_imports_only_from_its_own_row_and_above(file: Path) -> None:
    own = part_of(file)
    for module in imports(file):
        names = module.split(".")
        if names[0] == "deckpress" and len(names) > 1 and names[1] in ROW:
            assert ROW[names[1]] <= ROW[own], f"{name_of(file)} imports {module}"


@pytest.mark.parametrize("library", OWNERS)
def test_a_foreign_library_has_one_owner(library: str) -> None:
    users = {name_of(file) for file in FILES if any(name.split(".")[0] == library for name in imports(file))}
    assert users <= OWNERS[library]


@pytest.mark.parametrize("file", [file for file in FILES if part_of(file) in PURE], ids=name_of)
def test_the_middle_touches_no_disk_clock_or_terminal(file: Path) -> None:
    assert not {name.split(".")[0] for name in imports(file)} & DISK_CLOCK_TERMINAL


def calls(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {function.id for function in found if isinstance(function, ast.Name)}


@pytest.mark.parametrize("file", [file for file in FILES if part_of(file) != "cli"], ids=name_of)
def test_only_the_command_line_prints_and_exits(file: Path) -> None:
    assert not calls(file) & {"print", "exit", "input"}
    assert not {name.split(".")[0] for name in imports(file)} & {"typer", "rich", "click"}


def test_only_the_corpus_reads_content_folders() -> None:
    readers = {name_of(file) for file in FILES if calls(file) & {"open"}}
    assert readers <= {"corpus.py"}


def test_no_group_is_possessive() -> None:
    # Python before 3.11.5 lets "(?:a|b(?!c))*+" take what its last turn did not match (CPython issue 106052);
    # "(?>(?:a|b(?!c))*)" says the same and is read right by all.
    possessive = re.compile(r"\)(?:[*+?]|\{+\d*,?\d*\}+)\+")
    found = [
        f"{path.relative_to(SOURCE)}:{number}"
        for path in sorted(SOURCE.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if possessive.search(line)
    ]
    assert found == []
