"""Content folders are read in a fixed order, whatever lies in them."""

import os
from pathlib import Path

import pytest

from deckpress.corpus import SourceFile, find_pages, read_corpus, read_page_file
from deckpress.domain import FieldNames, Problem, Settings
from deckpress.errors import UsageError
from deckpress.parser.source_text import MAX_PAGE_BYTES
from tests.shared import CORPUS, needs_corpus

PAGE = "---\ntitle: {}\ntags: [ice]\n---\n\nIt is full of gaps.\n"


def write(folder: Path, place: str, text: str | None = None) -> Path:
    file = folder / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(PAGE.format(place) if text is None else text, encoding="utf-8")
    return file


def places(content: Path) -> list[str]:
    return [file.place for file in find_pages(content)[0]]


def messages(problems: list[Problem] | tuple[Problem, ...]) -> list[str]:
    return [str(problem) for problem in problems]


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("content").mkdir()
    return Path("content")


def test_pages_come_in_the_order_of_their_places(content: Path) -> None:
    for place in [
        "physics/b.md",
        "physics/a.markdown",
        "law/week 2/x.MD",
        "z.md",
        "law/week 10/x.md",
        "a.md",
    ]:
        write(content, place)
    for place in ["notes.txt", ".git/x.md", "physics/.hidden.md", "law/md"]:
        write(content, place)
    assert places(content) == [
        "a.md",
        "law/week 10/x.md",
        "law/week 2/x.MD",
        "physics/a.markdown",
        "physics/b.md",
        "z.md",
    ]


def test_paths_are_shown_as_the_folder_was_given(content: Path) -> None:
    write(content, "law/a.md")
    assert find_pages(Path("content/"))[0][0].path == "content/law/a.md"
    assert find_pages(Path())[0][0].path == "content/law/a.md"
    assert find_pages(content.resolve())[0][0].path == f"{content.resolve().as_posix()}/law/a.md"


def test_a_single_file_keeps_the_place_it_has_in_its_folder(content: Path) -> None:
    write(content, "law/a.md")
    assert find_pages(Path("content/law/a.md")) == (
        [SourceFile("content/law/a.md", "content/law/a.md", "law/a.md")],
        [],
    )
    assert read_corpus("content/law/a.md").pages[0].key == read_corpus("content").pages[0].key == "law/a"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nowhere", "there is no folder 'nowhere'\nname a folder with pages, or a page"),
        (
            "content",
            "the folder 'content' holds no pages\n"
            "a page is a file with the ending .md in a folder named after its subject",
        ),
    ],
)
def test_a_folder_without_pages_ends_the_run(content: Path, name: str, message: str) -> None:
    write(content, "readme.txt")
    with pytest.raises(UsageError) as caught:
        read_corpus(name)
    assert str(caught.value) == message
    assert caught.value.exit_code == 2


def test_links_are_followed_but_no_folder_is_read_twice(content: Path, tmp_path: Path) -> None:
    write(content, "law/a.md")
    write(tmp_path, "outside/biology/b.md")
    write(tmp_path, "outside/c.md")
    for link, target in {
        "law/self": "content",
        "law/up": ".",
        "law/root": "/",
        "art": "content/law",
        "biology": "outside/biology",
        "again": "outside/biology",
    }.items():
        (content / link).symlink_to(tmp_path / target if target != "/" else "/", target_is_directory=True)
    (content / "law/c.md").symlink_to(tmp_path / "outside/c.md")
    files, problems = find_pages(content)
    assert [file.place for file in files] == ["again/b.md", "law/a.md", "law/c.md"]
    assert messages(problems) == [
        f"content/{link}:1: warning F08: the link leads to a folder that is read anyway, and was not "
        "followed (delete the link)"
        for link in ["art", "biology", "law/root", "law/self", "law/up"]
    ]


def test_what_cannot_be_read_is_a_problem(content: Path) -> None:
    write(content, "law/a.md")
    (content / "law/gone.md").symlink_to("nowhere.md")
    (content / "law/loop.md").symlink_to("loop.md")
    os.mkfifo(content / "law/pipe.md")
    corpus = read_corpus("content")
    assert messages(corpus.problems) == [
        "content/law/gone.md:1: error F01: the file cannot be read: No such file or directory "
        "(check that it is there and who may read it)",
        "content/law/loop.md:1: error F01: the file cannot be read: Too many levels of symbolic links "
        "(check that it is there and who may read it)",
        "content/law/pipe.md:1: error F01: the file cannot be read: it is no ordinary file "
        "(check that it is there and who may read it)",
    ]
    assert (len(corpus.pages), corpus.read, corpus.failed, corpus.skipped) == (1, 4, 3, 0)


def test_a_folder_that_may_not_be_read_is_a_problem(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(content, "law/a.md")
    write(content, "secret/b.md")
    scandir = os.scandir

    def refuse(folder: Path) -> object:
        if Path(folder).name == "secret":
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr("deckpress.corpus.os.scandir", refuse)
    files, problems = find_pages(content)
    assert [file.place for file in files] == ["law/a.md"]
    assert messages(problems) == [
        "content/secret:1: error F01: the folder cannot be read: Permission denied "
        "(check that it is there and who may read it)"
    ]


def test_a_name_that_is_no_text_is_shown_all_the_same(content: Path) -> None:
    name = os.fsencode(content / "law") + b"/caf\xe9.md"
    write(content, "law/a.md")
    try:
        with open(name, "wb") as file:
            file.write(PAGE.format("Why?").encode())
    except OSError:
        pytest.skip("this file system takes only UTF-8")
    corpus = read_corpus("content")
    assert [page.location.path for page in corpus.pages] == ["content/law/a.md", "content/law/caf\ufffd.md"]


def test_of_a_huge_file_only_the_beginning_is_read(content: Path) -> None:
    file = write(content, "law/a.md")
    with open(file, "r+b") as opened:
        opened.truncate(50_000_000)
    data = read_page_file(find_pages(content)[0][0])
    assert isinstance(data, bytes)
    assert len(data) == MAX_PAGE_BYTES + 1
    assert [problem.code for problem in read_corpus("content").problems] == ["F02"]


def test_the_first_of_two_pages_with_one_key_stays(content: Path) -> None:
    link = "---\nurl: /learn/law/questions/why\ntags: [law]\n---\n\n# Why?\n\n{}\n"
    write(content, "law/a.md", link.format("First."))
    write(content, "art/z.md", link.format("Earlier in the order of places."))
    write(content, "law/draft.md", "---\ndraft: true\n---\n\n# Why?\n\nLater.\n")
    corpus = read_corpus("content")
    assert [page.answer.text for page in corpus.pages] == ["Earlier in the order of places."]
    assert messages(corpus.problems) == [
        "content/law/a.md:6: error P18: another page (content/art/z.md:6) has the key 'law/why' already, so "
        "this one gives no cards (give the page a 'url' of its own, or delete it)",
        "content/law/draft.md:2: info P07: the page was left out: 'draft' is true "
        "(delete 'draft' to get cards)",
    ]
    assert (corpus.read, corpus.failed, corpus.skipped) == (3, 1, 1)


def test_settings_name_the_fields(content: Path) -> None:
    write(content, "law/a.md", "---\nfrage: Warum?\ntags: [x]\n---\nDarum.\n")
    assert read_corpus("content", Settings(fields=FieldNames(question="frage"))).pages[0].question == "Warum?"


@needs_corpus
def test_the_whole_sample_is_read() -> None:
    corpus = read_corpus(CORPUS / "pages")
    assert corpus.failed == 0
    assert corpus.read == len(corpus.pages) + corpus.skipped
    assert len(corpus.pages) > 540
    assert [page.key for page in corpus.pages] == sorted(page.key for page in corpus.pages)
