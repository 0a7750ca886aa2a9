"""Which pictures and sounds of a page are packed, and what is said of the others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from deckpress.corpus import SourceFile
from deckpress.domain import MediaSettings, Settings
from deckpress.exporter import read_package
from deckpress.media import LARGEST_FILE, MediaFiles
from deckpress.press import check_content, show_pages
from tests.pictures import (
    CORTEX,
    FRONT,
    KIDNEY,
    PAGE,
    SOUND,
    build,
    name_of,
    picture,
    with_reference,
    write_course,
)

DOCS = (Path(__file__).parents[1] / "docs/problems.md").read_text("utf-8")
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n"


def problems(content: Path, settings: Settings | None = None) -> list[str]:
    found = check_content(content, settings or Settings()).problems
    shown = content.as_posix()
    return [str(one).replace(shown, "content") for one in found if one.code in ("P30", "P31")]


def shown(content: Path, settings: Settings | None = None) -> str:
    """Return all fields of all notes."""
    [page] = show_pages(content, settings or Settings())
    return "\n".join(html for note in page.notes for html in note.fields.values())


def test_notes_name_media_by_their_content(tmp_path: Path) -> None:
    [page] = show_pages(write_course(tmp_path), Settings())
    by_front = {note.fields.get("Question") or note.fields["Text"]: note.fields for note in page.notes}
    asked = f'Which part of a kidney is this? <img src="{CORTEX}" alt="A part">'
    assert by_front[asked]["Answer"] == f"The cortex. [sound:{SOUND}]"
    [cloze] = [front for front in by_front if "medulla" in front]
    assert cloze.endswith(f' nephrons. <img src="{KIDNEY}" alt="Both">')
    extra = [fields["Extra"] for fields in by_front.values() if "cut open" in fields["Extra"]]
    assert extra
    assert all(f'<img src="{KIDNEY}" alt="A kidney, cut open">' in html for html in extra)
    assert problems(tmp_path / "content") == []


@pytest.mark.parametrize(
    "address",
    [
        "img/my%20kidney.png",
        "<img/my kidney.png>",
        "./img/../img/my%20kidney.png?size=2#left",
        "../biology/img/my%20kidney.png",
        "/biology/img/my%20kidney.png",
        "img/C#.PNG",
        "img/C%23.PNG",
    ],
)
def test_addresses_of_a_file(tmp_path: Path, address: str) -> None:
    content = write_course(tmp_path, with_reference(f"![A kidney]({address})"))
    for name in ("my kidney.png", "C#.PNG"):
        (content / "biology/img" / name).write_bytes(picture(1))
    assert problems(content) == []
    page = FRONT.format(question="", answer=f"![It]({address})", extra="")
    page = page.replace("answer: A", "answer: >-\n        A")  # YAML takes " #" for a comment
    (content / "biology/kidney.md").write_text(page, "utf-8")
    assert name_of(picture(1), "png") in shown(content)


@pytest.mark.parametrize(
    ("reference", "problem"),
    [
        (
            "![A kidney](img/kidny.png)",
            "the picture 'img/kidny.png' is not there "
            "(put the file at content/biology/img/kidny.png, or mend the address)",
        ),
        (
            "[hear it](/say/gone.mp3)",
            "the sound '/say/gone.mp3' is not there "
            "(put the file at content/say/gone.mp3, or mend the address)",
        ),
        (
            "![A kidney](../../kidney.png)",
            "the picture '../../kidney.png' lies outside of the content folder "
            "(copy the file into the content folder)",
        ),
        (
            "![A kidney](img/%2E%2E/..%2F../kidney.png)",
            "the picture 'img/%2E%2E/..%2F../kidney.png' lies outside of the content folder "
            "(copy the file into the content folder)",
        ),
        (
            "![A kidney](/../kidney.png)",
            "the picture '/../kidney.png' lies outside of the content folder "
            "(copy the file into the content folder)",
        ),
        (
            "![A kidney](img/link.png)",
            "the picture 'img/link.png' lies outside of the content folder "
            "(copy the file into the content folder)",
        ),
        (
            "![Secret](kidney.md)",
            "the picture 'kidney.md' is no picture or sound by its ending "
            "(use one that Anki knows: PNG, SVG, MP3)",
        ),
        (
            "![A kidney](img/empty.png)",
            "the picture 'img/empty.png' is empty "
            "(put a file there that shows or plays by itself, or delete the reference)",
        ),
        (
            "![A kidney](img/large.png)",
            "the picture 'img/large.png' has more than 100 MB "
            "(put a file there that shows or plays by itself, or delete the reference)",
        ),
        (
            "![A kidney](img/folder.png)",
            "the picture 'img/folder.png' is no ordinary file "
            "(put a file there that shows or plays by itself, or delete the reference)",
        ),
        (
            "![A kidney](img/pointer.png)",
            "the picture 'img/pointer.png' is a pointer of Git LFS, not the file itself "
            "(run 'git lfs pull' before the build)",
        ),
    ],
)
def test_what_cannot_be_packed_is_named_with_its_line(tmp_path: Path, reference: str, problem: str) -> None:
    content = write_course(tmp_path, with_reference(reference))
    (tmp_path / "kidney.png").write_bytes(picture(1))
    images = content / "biology/img"
    (images / "link.png").symlink_to(tmp_path / "kidney.png")
    (images / "empty.png").touch()
    (images / "folder.png").mkdir()
    (images / "pointer.png").write_bytes(POINTER)
    with (images / "large.png").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    code = "P30" if "is not there" in problem else "P31"
    assert problems(content) == [f"content/biology/kidney.md:11: warning {code}: {problem}"]
    assert "<img" not in shown(content)


def test_a_note_that_needs_what_is_missing_is_left_out(tmp_path: Path) -> None:
    page = FRONT.format(question="![It](img/gone.png)", answer="", extra="![It](img/gone.png)")
    content = write_course(tmp_path, page)
    assert problems(content) == [
        "content/biology/kidney.md:5: error P30: the picture 'img/gone.png' is not there; 1 note needs it "
        "(put the file at content/biology/img/gone.png, or mend the address)"
    ]
    fields = shown(content)
    assert "Which organ makes urine?" not in fields
    assert "glomerulus" in fields


def test_a_page_without_notes_for_want_of_a_picture_has_failed(tmp_path: Path) -> None:
    page = PAGE.partition("# What")[0] + "# What?\n\n![It](img/gone.png)\n"
    page = page.replace("img/", "gone/").replace("/say/", "/gone/")
    report = build(write_course(tmp_path, page), tmp_path / "decks")
    assert (report.built, report.failed) == (0, 1)


@pytest.mark.parametrize("code", ["P30", "P31"])
def test_the_examples_for_authors(tmp_path: Path, code: str) -> None:
    section = DOCS.partition(f"### {code} ")[2]
    bad, good = re.findall(r"(?:Bad|Good):\n\n````\n(.*?)\n````", section, re.DOTALL)[:2]
    [problem] = problems(write_course(tmp_path, with_reference(bad)))
    assert f" {code}: " in problem
    assert problems(write_course(tmp_path, with_reference(good))) == []


SEGMENTS = [
    "..",
    ".",
    "/",
    "img",
    "%2e%2e",
    "%2F",
    "\\",
    "link",
    "kidney.png",
    "secret.png",
    "?x",
    "#x",
    "%00",
]


@given(address=st.lists(st.sampled_from(SEGMENTS), max_size=12).map("".join) | st.text(max_size=20))
@example(address=f"{'x' * 5000}.png")
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_address_reaches_a_file_outside(tmp_path: Path, address: str) -> None:
    content = tmp_path / "content"
    if not content.exists():
        write_course(tmp_path)
        (tmp_path / "secret.png").write_bytes(picture(1))
        (content / "biology/link").symlink_to(tmp_path)
    files = MediaFiles(MediaSettings())
    page = content / "biology/kidney.md"
    found = files.find(SourceFile(str(page), "kidney.md", "biology/kidney.md"), address)
    assert isinstance(found, str) == bool(files.files)
    for file in files.files.values():
        assert Path(file).resolve().is_relative_to(content)


def test_a_linked_folder_is_part_of_the_content(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    write_course(tmp_path / "elsewhere")
    content = tmp_path / "content"
    (content / "say").mkdir(parents=True)
    (content / "say/cortex.mp3").write_bytes(b"ID3 the cortex")
    (content / "biology").symlink_to(tmp_path / "elsewhere/content/biology")
    assert problems(content) == []
    assert KIDNEY in shown(content)


def test_one_page_alone_finds_its_media(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = write_course(tmp_path)
    assert shown(content / "biology/kidney.md") == shown(content)
    monkeypatch.chdir(content / "biology")
    assert KIDNEY in shown(Path("kidney.md"))


def test_another_root_for_addresses_from_the_root(tmp_path: Path) -> None:
    content = write_course(tmp_path)
    (content / "say/cortex.mp3").rename(tmp_path / "cortex.mp3")
    (tmp_path / "static/say").mkdir(parents=True)
    (tmp_path / "cortex.mp3").rename(tmp_path / "static/say/cortex.mp3")
    settings = Settings(media=MediaSettings(root=str(tmp_path / "static")))
    assert problems(content, settings) == []
    assert f"[sound:{SOUND}]" in shown(content, settings)


@pytest.mark.parametrize(
    ("remote", "html"),
    [
        ("link", '<a href="https://kidneys.example/k.png">Far</a>'),
        ("show", '<img src="https://kidneys.example/k.png" alt="Far">'),
        ("drop", "Which organ makes urine? Far"),
    ],
)
def test_media_on_the_web_are_as_the_settings_say(tmp_path: Path, remote: str, html: str) -> None:
    page = FRONT.format(question="![Far](https://kidneys.example/k.png)", answer="", extra="")
    content = write_course(tmp_path, page)
    settings = Settings(media=MediaSettings(remote=remote))
    assert html in shown(content, settings)
    assert problems(content, settings) == []
    build(content, tmp_path / "decks", settings=settings)
    assert read_package(tmp_path / "decks/biology.apkg").media == {}
