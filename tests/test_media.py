"""Pictures and sounds from a page to a learner's Anki."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import deckpress
from deckpress.cli import app
from deckpress.corpus import SourceFile
from deckpress.domain import MediaSettings, Settings, Severity, StyleSettings
from deckpress.errors import PublishingError, UsageError
from deckpress.exporter import media_in, read_media, read_package, write_package
from deckpress.media import LARGEST_FILE, MediaFiles
from deckpress.press import Report, build_packages, check_content, plan_packages, show_pages
from tests.anki_learner import Learner
from tests.exporter.notes import SALT
from tests.pictures import PAGE, picture, write_course

DOCS = (Path(__file__).parents[1] / "docs/problems.md").read_text("utf-8")
DAY = 24 * 60 * 60
START = 1_760_000_000
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n"
FRONT = """\
---
tags: [nephron, ureter]
cards:
  notes:
    - question: Which organ makes urine? {question}
      answer: A kidney. {answer}
---

# What does a kidney do?

A kidney works in two steps: {extra}

1. **Nephron**: A nephron filters the blood in its glomerulus and takes back most of the water.
2. **Ureter**: The ureter carries the urine to the bladder, where it waits.
"""


def name_of(content: bytes, ending: str) -> str:
    return f"deckpress-{hashlib.sha256(content).hexdigest()[:24]}.{ending}"


CORTEX, KIDNEY = name_of(picture(0, 200), "png"), name_of(picture(200), "png")
SOUND = name_of(b"ID3 the cortex", "mp3")


def build(content: Path, out: Path, day: int = 0, settings: Settings | None = None) -> Report:
    return build_packages(content, out, settings or Settings(), modified=START + day * DAY)


def problems(content: Path, settings: Settings | None = None) -> list[str]:
    found = check_content(content, settings or Settings()).problems
    shown = content.as_posix()
    return [str(one).replace(shown, "content") for one in found if one.code in ("P30", "P31")]


def shown(content: Path, settings: Settings | None = None) -> str:
    """Return all fields of all notes."""
    [page] = show_pages(content, settings or Settings())
    return "\n".join(html for note in page.notes for html in note.fields.values())


def with_reference(reference: str) -> str:
    """A page that shows something where no card needs it."""
    return FRONT.format(question="", answer="", extra=reference)


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


def test_a_package_holds_what_its_notes_show(tmp_path: Path) -> None:
    content = write_course(tmp_path)
    (content / "biology/img/not-used.png").write_bytes(picture(9))
    (content / "physics").mkdir()
    (content / "physics/work.md").write_text(with_reference("![x](../biology/img/cortex.png)"), "utf-8")
    build(content, tmp_path / "decks")
    package = tmp_path / "decks/biology.apkg"
    with zipfile.ZipFile(package) as archive:
        names = json.loads(archive.read("media"))
        assert names == {str(number): name for number, name in enumerate(sorted([CORTEX, KIDNEY, SOUND]))}
        for number, name in names.items():
            content_of = {CORTEX: picture(0, 200), KIDNEY: picture(200), SOUND: b"ID3 the cortex"}
            assert archive.read(number) == content_of[name]
    assert read_package(package).media == {CORTEX: len(picture(0, 200)), KIDNEY: len(picture(200)), SOUND: 14}
    assert read_media(package, SOUND) == b"ID3 the cortex"
    assert read_media(package, "gone.png") is None


def test_an_unchanged_course_gives_the_same_bytes_and_is_not_written_again(tmp_path: Path) -> None:
    content = write_course(tmp_path)
    package = tmp_path / "decks/biology.apkg"
    build(content, package.parent)
    before, inode = package.read_bytes(), package.stat().st_ino
    build(content, package.parent, day=1)
    assert package.stat().st_ino == inode
    build(content, tmp_path / "again")
    assert (tmp_path / "again/biology.apkg").read_bytes() == before
    (content / "biology/img/kidney.png").rename(content / "biology/img/organ.png")
    page = (content / "biology/kidney.md").read_text("utf-8").replace("kidney.png", "organ.png")
    (content / "biology/kidney.md").write_text(page, "utf-8")
    build(content, package.parent, day=2)
    assert package.read_bytes() == before


def test_notes_of_the_edition_before_keep_their_pictures(tmp_path: Path) -> None:
    """A page that fails, and one that is gone, need pictures that are on the disk no more."""
    content = write_course(tmp_path)
    (content / "biology/lungs.md").write_text(
        with_reference("![x](img/lungs.png)").replace("kidney", "lung"), "utf-8"
    )
    (content / "biology/img/lungs.png").write_bytes(picture(7))
    build(content, tmp_path / "one")
    (content / "biology/kidney.md").write_bytes(b"\xff")
    (content / "biology/img/kidney.png").unlink()
    page = (content / "biology/lungs.md").read_text("utf-8")
    (content / "biology/lungs.md").write_text(page.replace("to the bladder", "far away"), "utf-8")
    build_packages(content, tmp_path / "two", Settings(), modified=START + DAY, previous=tmp_path / "one")
    package = tmp_path / "two/biology.apkg"
    assert package.read_bytes() != (tmp_path / "one/biology.apkg").read_bytes()
    assert {CORTEX, KIDNEY, SOUND} <= read_package(package).media.keys()
    assert read_media(package, KIDNEY) == picture(200)


def test_a_picture_that_changes_during_a_build_stops_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = write_course(tmp_path)
    build(content, tmp_path / "decks")
    before = (tmp_path / "decks/biology.apkg").read_bytes()
    page = (content / "biology/kidney.md").read_text("utf-8").replace("most of", "much of")
    (content / "biology/kidney.md").write_text(page, "utf-8")
    monkeypatch.setattr(MediaFiles, "read", lambda media, name: b"another one")
    with pytest.raises(PublishingError, match=r"the file has changed since its name was made\nBuild again\."):
        build(content, tmp_path / "decks", day=1)
    assert (tmp_path / "decks/biology.apkg").read_bytes() == before


def test_a_note_without_its_file_is_not_written(tmp_path: Path) -> None:
    note = replace(SALT, fields={**SALT.fields, "Extra": f'<img src="{KIDNEY}">'})
    with pytest.raises(PublishingError, match="a note shows this file, and it is nowhere to be found"):
        write_package(tmp_path / "x.apkg", "x", [note], START)


def test_only_names_of_ours_in_their_places_count() -> None:
    html = f'<img src="{KIDNEY}"> [sound:{SOUND}] <img alt="x" src="_{CORTEX}"> {KIDNEY} <img src="cell.png">'
    assert list(media_in([html, "deckpress-"])) == [KIDNEY, SOUND, f"_{CORTEX}"]


def test_a_learner_gets_pictures_and_sounds(tmp_path: Path) -> None:
    content = write_course(tmp_path)
    package = tmp_path / "decks/biology.apkg"
    build(content, package.parent)
    with Learner() as learner:
        assert learner.load(package).new > 0
        assert learner.media() == {CORTEX: picture(0, 200), KIDNEY: picture(200), SOUND: b"ID3 the cortex"}
        assert learner.media_faults() == ([], [])
        questions = [learner.collection.get_card(one).question() for one in learner.collection.find_cards("")]
        assert any(f'<img src="{CORTEX}" alt="A part">' in html for html in questions)
        [asked] = learner.collection.find_cards("sound")
        [tag] = learner.collection.get_card(asked).answer_av_tags()
        assert tag.filename == SOUND
        assert learner.faults() == []


def test_a_changed_picture_reaches_the_learner_and_costs_nothing(tmp_path: Path) -> None:
    content = write_course(tmp_path)
    package = tmp_path / "decks/biology.apkg"
    build(content, package.parent)
    with Learner() as learner:
        learner.load(package)
        learner.review_all()
        cards = learner.cards()
        (content / "biology/img/cortex.png").write_bytes(picture(0, 99))
        build(content, package.parent, day=1)
        done = learner.load(package)
        assert (done.new, done.updated, done.conflicting) == (0, 1, 0)
        assert learner.cards() == cards
        new = name_of(picture(0, 99), "png")
        assert learner.media()[new] == picture(0, 99)
        assert learner.media_faults() == ([], [CORTEX])  # the old picture may be deleted
        [asked] = learner.collection.find_cards("sound")
        assert f'<img src="{new}" alt="A part">' in learner.collection.get_card(asked).question()


def test_a_new_look_reaches_the_learner_and_changes_nothing_else(tmp_path: Path) -> None:
    """Cards, intervals, a learner's own edits and tags stay; both note types get the style and the logo."""
    content = write_course(tmp_path)
    (tmp_path / "owl.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    package = tmp_path / "decks/biology.apkg"
    build(content, package.parent)
    look = StyleSettings(
        css=".card { --link: teal; }", footer="Night **School**", logo=str(tmp_path / "owl.svg")
    )
    logo = "_" + name_of((tmp_path / "owl.svg").read_bytes(), "svg")
    with Learner() as learner:
        learner.load(package)
        learner.review_all()
        collection = learner.collection
        own = next(iter(learner.notes().values()))
        own["Spare 1"] = "My own words"
        own.tags.append("mine")
        collection.update_note(own)
        before = {note.guid: (note.mod, note.fields, note.tags) for note in learner.notes().values()}
        cards = learner.cards()
        modified = {one["name"]: one["mod"] for one in collection.models.all()}

        build(content, package.parent, day=1, settings=Settings(style=look))
        done = learner.load(package)
        assert (done.new, done.updated, done.conflicting) == (0, 0, 0)
        assert learner.cards() == cards
        assert {note.guid: (note.mod, note.fields, note.tags) for note in learner.notes().values()} == before
        for name in ("Deckpress Cloze", "Deckpress Q&A"):
            note_type = collection.models.by_name(name)
            assert note_type["mod"] == START + DAY > modified[name]
            assert note_type["css"].endswith("\n.card { --link: teal; }")
        answer = collection.get_card(collection.find_cards("")[0]).answer()
        footer = f'<img src="{logo}" class="logo" alt=""> Night <strong>School</strong>'
        assert f'<div class="footer" dir="auto">{footer}</div>' in answer
        assert learner.media()[logo] == (tmp_path / "owl.svg").read_bytes()
        assert learner.media_faults() == ([], [])
        assert not [one for one in collection.models.all_names() if one.endswith("+")]

        packed = package.read_bytes()
        build(content, package.parent, day=2, settings=Settings(style=look))
        assert package.read_bytes() == packed
        build(content, package.parent, day=3)
        learner.load(package)
        assert "teal" not in collection.models.by_name("Deckpress Cloze")["css"]
        assert learner.cards() == cards


def test_decks_in_memory_have_their_pictures_too(tmp_path: Path) -> None:
    content = write_course(tmp_path)
    settings = Settings(style=StyleSettings(footer="Night School"))
    corpus = deckpress.read_corpus(content, settings)
    decks = deckpress.generate(corpus.pages, settings, content)
    deckpress.press(decks, now=START, settings=settings).write(tmp_path / "memory")
    build(content, tmp_path / "decks", settings=settings)
    made, built = (read_package(tmp_path / name / "biology.apkg") for name in ("memory", "decks"))
    assert made.media == built.media != {}
    assert made.notes == built.notes
    assert made.note_types == built.note_types


def test_without_their_folder_decks_in_memory_have_no_pictures(tmp_path: Path) -> None:
    corpus = deckpress.read_corpus(write_course(tmp_path))
    [deck] = deckpress.generate(corpus.pages)
    fields = [html for note in deck.notes for html in note.fields.values()]
    assert not any("<img" in html or "[sound:" in html for html in fields)
    assert any("A kidney, cut open" in html for html in fields)
    assert not any("Which part of a kidney" in html for html in fields)


def test_inspect_tells_of_the_media(tmp_path: Path) -> None:
    build(write_course(tmp_path), tmp_path / "decks")
    inspected = CliRunner().invoke(app, ["inspect", str(tmp_path / "decks/biology.apkg")])
    size = len(picture(0, 200)) + len(picture(200)) + 14
    assert f"\n3 pictures and sounds, {size} bytes\n" in inspected.output
    assert "\n0: " not in inspected.output


def test_the_plan_tells_of_another_picture(tmp_path: Path) -> None:
    content = write_course(tmp_path)
    build(content, tmp_path / "decks")
    (content / "biology/img/cortex.png").write_bytes(picture(0, 99))
    ([changes], _) = plan_packages(content, tmp_path / "decks", Settings(), modified=START + DAY)
    [change] = changes.changes
    [field] = change.fields
    assert (field.name, field.words) == ("Question", "another picture, sound, link or format")


def test_a_style_given_in_memory_is_checked_as_well(tmp_path: Path) -> None:
    settings = Settings(style=StyleSettings(css="\n@import 'more.css';"))
    with pytest.raises(
        UsageError, match=r"^the style sheet, line 2: '@import' loads something from elsewhere"
    ):
        build(write_course(tmp_path), tmp_path / "decks", settings=settings)


def test_notes_that_learners_have_keep_a_picture_that_is_missing_now(tmp_path: Path) -> None:
    content = write_course(tmp_path)
    package = tmp_path / "decks/biology.apkg"
    first = build(content, package.parent).decks[0]
    before = read_package(package).notes
    (content / "biology/img/cortex.png").unlink()
    report = build(content, package.parent, day=1)
    assert [one.severity for one in report.problems if one.code == "P30"] == [Severity.ERROR]
    assert read_package(package).notes == before
    page = (content / "biology/kidney.md").read_text("utf-8")
    (content / "biology/kidney.md").write_text(page.replace("most of the water", "much water"), "utf-8")
    report = build(content, package.parent, day=2)
    assert (report.decks[0].withdrawn, report.decks[0].notes) == (0, first.notes)
    assert read_media(package, CORTEX) == picture(0, 200)
    (content / "biology/img/cortex.png").write_bytes(picture(9))
    assert build(content, package.parent, day=3).decks[0].changed == 1
    assert read_media(package, name_of(picture(9), "png")) == picture(9)
