"""Texts are shown as they are, whatever rich takes for markup."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress.cli.terminal import escape, stdout


@settings(max_examples=100)
@given(st.text(st.sampled_from("\\[]/abE:=# ")).map(lambda text: f"{text}."))
def test_a_text_in_markup_is_shown_as_it_is(text: str) -> None:
    assert stdout().render_str(f"[bold]{escape(text)}[/]").plain == text


@pytest.mark.parametrize("text", [r"so \[E = mc^2\] holds", r"\[b]", "[red]", r"\\[x", "a :key: b"])
def test_a_formula_in_markup(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    stdout().print(f"[dim]Text:[/] {escape(text)}")
    assert capsys.readouterr().out == f"Text: {text}\n"
