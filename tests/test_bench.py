"""Every benchmark runs on a few pages. No times are asserted: machines are noisy."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.__main__ import main
from bench.desktop import choose, hiding
from bench.pages import copy_pages, page_files, read_pages

from deckpress.domain import Kind
from deckpress.exporter import PackedNote

PAGE = """---
question: >-
    How does a lever multiply a force?
answer: >-
    A lever is a rigid bar that turns about a fixed point called the fulcrum.\\n\\n1. **Mechanical Advantage**: The mechanical advantage of a lever is the ratio of the effort arm to the load arm. A long effort arm lets a small force lift a heavy load.\\n\\n2. **Classes**: In a first-class lever the fulcrum lies between effort and load, as in a seesaw. In a second-class lever the load lies between fulcrum and effort, as in a wheelbarrow.\\n\\nIn summary, levers trade force for distance.
seo:
  page_keywords: >-
    lever, fulcrum, mechanical advantage, effort arm, load arm, first-class lever
subject: Physics
url: /learn/physics/questions/how-does-a-lever-multiply-a-force
---
"""  # noqa: E501
SET = """page: physics/how-does-a-lever-multiply-a-force

A lever is a rigid bar that turns about a fixed point called the {{c1::fulcrum}}.
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content" / "physics"
    folder.mkdir(parents=True)
    (folder / "how-does-a-lever-multiply-a-force.md").write_text(PAGE, encoding="utf-8")
    return folder.parent


def test_cards_prints_a_row_a_tool(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["cards", str(content)])
    printed = capsys.readouterr().out
    for tool in ("B0 whole answer", "B3 every keyword", "B5 random word", "deckpress"):
        assert f"| {tool}" in printed
    assert "95 % bootstrap by page" in printed


def test_examples_show_cards_of_one_rule(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = content / "physics" / "how-does-a-lever-multiply-a-force.md"
    page.write_text(PAGE.replace("first-class lever\n", "first-class lever, torque\n"), encoding="utf-8")
    main(["cards", str(content), "--examples", "C03"])
    lines = capsys.readouterr().out.splitlines()
    assert lines
    assert all("C03 physics/how-does-a-lever-multiply-a-force: " in line for line in lines)


def test_golden_prints_a_row_a_page_and_a_half(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    half = tmp_path / "golden" / "tuned"
    half.mkdir(parents=True)
    (half / "lever.md").write_text(SET, encoding="utf-8")
    main(["golden", str(content), "--golden", str(half.parent), "--missed"])
    printed = capsys.readouterr().out
    assert "| how-does-a-lever-multiply-a-force |" in printed
    assert "| all of tuned " in printed


def test_build_prints_ratio_memory_and_stages(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["build", str(content), "--pages", "2", "--repeats", "1"])
    printed = capsys.readouterr().out
    assert "times as fast as the naive pipeline" in printed
    for stage in ("read", "parse", "generate", "render", "write"):
        assert f"| {stage} " in printed


def test_copied_pages_are_different_pages(content: Path, tmp_path: Path) -> None:
    copy_pages(content, tmp_path / "copies", 3)
    assert len(page_files(tmp_path / "copies")) == 3
    pages = read_pages(tmp_path / "copies")
    assert len({page.key for page in pages}) == len({page.question for page in pages}) == 3


def packed(guid: str, **fields: str) -> PackedNote:
    kind = Kind.CLOZE if "Text" in fields else Kind.QA
    return PackedNote(guid, 1, kind.value, kind, {"Extra": "", **fields}, (), 1, ())


def test_pictures_show_cards_of_every_kind() -> None:
    code = '<pre class="code"><code>x</code></pre>'
    notes = [
        packed("a", Text="A {{c1::lever}} turns.", Extra=code),
        packed("b", Text="Its law is {{c1::x}} and {{c2::\\(F a = G b\\)}}; it multiplies a force."),
        packed("c", Text="{{c1::\\(G\\)}} is the load."),
        packed("d", Question="What is shown?", Answer=code),
        packed(
            "e",
            Question="What is a lever?",
            Answer="A rigid bar that turns about a fixed point, the fulcrum.",
        ),
        packed("f", Question="Which classes are there?", Answer='<div class="table"><table></table></div>'),
    ]
    chosen = {kind: guid for kind, guid, ordinal in choose(notes) if ordinal == 1}
    assert chosen == {"cloze": "a", "math": "c", "code": "d", "table": "f", "question": "e"}
    assert list(hiding(notes, "F a")) == [("chosen", "b", 2)]
    assert list(hiding(notes, "")) == list(hiding(notes, "fulcrum")) == []


def test_pictures_need_anki(content: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"'no-anki' was not found; .* says how to install it"):
        main(["desktop", str(content), "--anki", "no-anki", "--out", str(tmp_path)])
