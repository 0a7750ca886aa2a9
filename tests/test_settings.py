"""deckpress.toml: what it can say, and what is said of its mistakes."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from deckpress.domain import FieldNames, MediaSettings, Settings, StyleSettings
from deckpress.errors import UsageError
from deckpress.settings import TABLES, parse_settings, read_settings, settings_files

DOCS = Path(__file__).resolve().parents[1] / "docs" / "settings.md"


def test_everything_that_can_be_set() -> None:
    settings = parse_settings(
        """
        deck_root = "Night School"
        namespace = "night-school"
        site_url = "https://example.org"
        roles = ["overview", "point"]

        [fields]
        question = "q"
        answer = "a"
        subject = "course"
        keywords = "tags"
        url = "link"
        related = "see"
        author = "by"

        [media]
        remote = "show"

        [style]
        css = ".card { color: teal; }"
        footer = "*Night* School"
        """,
        "deckpress.toml",
    )
    assert settings == Settings(
        deck_root="Night School",
        namespace="night-school",
        site_url="https://example.org",
        roles=("overview", "point"),
        fields=FieldNames(
            question="q",
            answer="a",
            subject="course",
            keywords="tags",
            url="link",
            related="see",
            author="by",
        ),
        media=MediaSettings(remote="show"),
        style=StyleSettings(css=".card { color: teal; }", footer="*Night* School"),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'deck_root = "A"\ndekc_root = "B"\n',
            "d.toml:2: unknown key 'dekc_root' (did you mean 'deck_root'?)",
        ),
        ("[fields]\nanswers = 'text'\n", "d.toml:2: unknown key 'answers' (did you mean 'answer'?)"),
        ("namespace = 12\n", "d.toml:1: 'namespace' must be text in quotes, not 12"),
        ("fields = 3\n", "d.toml:1: 'fields' must be a table, [fields]"),
        ("roles = 'cloze'\n", "d.toml:1: 'roles' must be a list of texts"),
        (
            "\nroles = ['clozes']\n",
            "d.toml:2: 'roles' holds 'clozes'; known are overview, cloze, qa, point, whole",
        ),
        ("[media]\nremote = 'fetch'\n", "d.toml:2: 'remote' is 'fetch'; known are link, show, drop"),
        ("[media]\nroot = 'gone'\n", "d.toml:2: there is no folder 'gone' beside the settings"),
        (
            "[style]\ncss = 'gone.css'\n",
            "d.toml:2: the style sheet 'gone.css' cannot be read: No such file or directory",
        ),
        ("[style]\ncss = '''\na {\n'''\n", "d.toml:2: 'css', its line 1: '{' is never closed"),
        ("[style]\nfooter = '<script>'\n", "d.toml:2: 'footer': <script> may not stand on cards"),
        (
            "[style]\nlogo = 'gone.png'\n",
            "d.toml:2: the picture 'gone.png' cannot be read: No such file or directory",
        ),
    ],
)
def test_mistakes_are_named_with_their_line(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_settings(text, "d.toml")
    assert caught.value.message == message
    assert caught.value.exit_code == 2


def test_broken_toml_is_named() -> None:
    with pytest.raises(UsageError, match=r"^d\.toml: no valid TOML: .*line 1"):
        parse_settings("deck_root = \n", "d.toml")


def test_settings_are_found_from_the_content_folder_upwards(tmp_path: Path) -> None:
    content = tmp_path / "site" / "content"
    content.mkdir(parents=True)
    (tmp_path / "deckpress.toml").write_text("deck_root = 'far'\n", encoding="utf-8")
    assert read_settings(content).deck_root == "far"
    (content / "deckpress.toml").write_text("deck_root = 'near'\n", encoding="utf-8")
    assert read_settings(content).deck_root == "near"


def test_files_start_from_the_folder_of_the_settings(tmp_path: Path) -> None:
    content = tmp_path / "content"
    for folder in (content, tmp_path / "static"):
        folder.mkdir()
    (tmp_path / "school.css").write_text(".card { color: teal; }\n", encoding="utf-8")
    (tmp_path / "owl.PNG").write_bytes(b"an owl")
    (tmp_path / "deckpress.toml").write_text(
        "[style]\ncss = 'school.css'\nlogo = 'owl.PNG'\n[media]\nroot = 'static'\n", encoding="utf-8"
    )
    settings = read_settings(content)
    assert settings.style == StyleSettings(css=".card { color: teal; }\n", logo=str(tmp_path / "owl.PNG"))
    assert settings.media.root == str(tmp_path / "static")


def test_the_files_that_settings_come_from(tmp_path: Path) -> None:
    toml = tmp_path / "deckpress.toml"
    assert settings_files(tmp_path) == ()
    for text, names in (
        ("deck_root = 'A'\n", ["deckpress.toml"]),
        ("[style]\ncss = 'school.css'\n", ["deckpress.toml", "school.css"]),
        ("[style]\ncss = '.card { color: teal; }'\n", ["deckpress.toml"]),
        ("style = 'school.css'\n", ["deckpress.toml"]),
        ("[style\n", ["deckpress.toml"]),
    ):
        toml.write_text(text, encoding="utf-8")
        assert [file.name for file in settings_files(tmp_path)] == names


def test_a_fault_in_a_style_sheet_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "school.css").write_text("a { color: teal; }\n@import 'more.css';\n", encoding="utf-8")
    (tmp_path / "deckpress.toml").write_text("[style]\ncss = 'school.css'\n", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_settings(tmp_path)
    assert caught.value.message == (
        f"{tmp_path / 'deckpress.toml'}:2: 'school.css', line 2: '@import' loads something from elsewhere, "
        "which cards never do; only data: addresses may be used"
    )


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "is empty"),
        (
            b"version https://git-lfs.github.com/spec/v1\noid x\n",
            "is a pointer of Git LFS, not the file itself",
        ),
    ],
)
def test_a_logo_that_is_no_picture(tmp_path: Path, content: bytes, fault: str) -> None:
    (tmp_path / "owl.png").write_bytes(content)
    with pytest.raises(UsageError, match=f"the picture 'owl.png' {fault}"):
        parse_settings("[style]\nlogo = 'owl.png'\n", str(tmp_path / "deckpress.toml"))


def test_settings_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "deckpress.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="cannot be read"):
        read_settings(tmp_path)


@pytest.mark.parametrize("kind", [Settings, *TABLES.values()])
def test_every_setting_is_documented_with_its_default(kind: type[Any]) -> None:
    text = DOCS.read_text(encoding="utf-8")
    for option in fields(kind):
        if option.name not in TABLES:
            default = list(option.default) if isinstance(option.default, tuple) else option.default
            shown = repr(default).replace("'", '"')
            assert f"| `{option.name}` | `{shown}` | {option.metadata['doc']} |" in text
