"""deckpress.toml: what it can say, and what is said of its mistakes."""

from dataclasses import fields
from pathlib import Path

import pytest

from deckpress.domain import FieldNames, Settings
from deckpress.errors import UsageError
from deckpress.settings import parse_settings, read_settings

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
        ("fields = 3\n", "d.toml:1: must be a table, [fields], of field names"),
        ("roles = 'cloze'\n", "d.toml:1: 'roles' must be a list of texts"),
        (
            "\nroles = ['clozes']\n",
            "d.toml:2: 'roles' holds 'clozes'; known are overview, cloze, qa, point, whole",
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


def test_settings_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "deckpress.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="cannot be read"):
        read_settings(tmp_path)


@pytest.mark.parametrize("kind", [Settings, FieldNames])
def test_every_setting_is_documented_with_its_default(kind: type[Settings] | type[FieldNames]) -> None:
    text = DOCS.read_text(encoding="utf-8")
    for option in fields(kind):
        if option.name != "fields":
            default = list(option.default) if isinstance(option.default, tuple) else option.default
            assert f"| `{option.name}` | `{default!r}` | {option.metadata['doc']} |".replace("'", '"') in text
