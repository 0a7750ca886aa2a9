"""T01 to T03 stop a build before anything is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from deckpress.domain import slug
from deckpress.edition import drafts, publish
from deckpress.edition.promises import PROMISES, check_promises
from deckpress.edition.settle import SettledNote, settle_notes
from deckpress.errors import PublishingError
from deckpress.exporter import LedgerNote, PublishedNote, Term, note_content, read_ledger
from tests.edition.pages import DAY, KIDNEYS, START, composed, page
from tests.exporter.notes import cloze_note

DOCS = (Path(__file__).parents[2] / "docs/problems.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"(?ms)^### (T\d\d) (.*?)(?=^##|\Z)", DOCS))
EXAMPLES = {
    (code, verdict): re.search(rf"{verdict}:\n\n````\n(.*?)````", section, re.DOTALL)
    for code, section in SECTIONS.items()
    for verdict in ("Bad", "Good")
}
_LINE = re.compile(r"(?:before|now): +GUID (\w+) \| (.*?) \| (.*)")


def read_edition(line: str) -> tuple[PublishedNote, SettledNote]:
    match = _LINE.fullmatch(line)
    assert match, line
    note = replace(cloze_note("nephron", match[2]), guid=match[1])
    numbered = (entry.split(" ", 1) for entry in match[3].split(", "))
    terms = {int(number): Term(slug(term), term) for number, term in numbered}
    record = LedgerNote(note.key, note.guid, note.kind, note.role, note.key, note_content(note), START, terms)
    return PublishedNote(record, note.fields, note.tags), SettledNote(note, record)


def test_every_promise_has_a_section_for_authors_with_both_examples() -> None:
    assert list(SECTIONS) == list(PROMISES) == ["T01", "T02", "T03"]
    assert all(EXAMPLES.values())
    assert all("*Error.*" in section and "Remedy: " in section for section in SECTIONS.values())


@pytest.mark.parametrize(("code", "verdict"), EXAMPLES)
def test_the_examples_of_the_documentation(code: str, verdict: str) -> None:
    match = EXAMPLES[code, verdict]
    assert match
    before, now = map(read_edition, match[1].splitlines())
    settled = replace(now[1], before=before[0])
    broken = {name for name, rule in PROMISES.items() if list(rule(settled))}
    if verdict == "Good":
        assert broken == set()
        check_promises(settled)
    else:
        assert code in broken


def forget(settled: SettledNote) -> SettledNote:
    terms = dict(list(settled.record.terms.items())[:1])
    return replace(settled, record=replace(settled.record, terms=terms))


def swap(settled: SettledNote) -> SettledNote:
    numbers = list(settled.record.terms)
    terms = dict(zip(numbers, reversed(list(settled.record.terms.values())), strict=True))
    return replace(settled, record=replace(settled.record, terms=terms))


def rename(settled: SettledNote) -> SettledNote:
    record = replace(settled.record, guid="another")
    return replace(settled, record=record, note=replace(settled.note, guid="another"))


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (swap, "error T01: card 1 would ask for 'glomerulus', not for 'nephron'"),
        (rename, "error T02: its GUID would be another, not {guid}"),
        (forget, "error T03: the ledger would forget that card 2 asked for 'glomerulus'"),
    ],
    ids=["T01", "T02", "T03"],
)
def test_a_broken_promise_stops_the_build_before_anything_is_written(
    spoil: Callable[[SettledNote], SettledNote],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def manuscript(number: int) -> None:
        sentences = [KIDNEYS[0].replace("blood", f"blood {number}"), *KIDNEYS[1:]]
        made = composed(page("biology/kidneys", "What do the kidneys do?", sentences))
        publish(lambda _: made, tmp_path, modified=START + number * DAY)

    manuscript(1)
    package = tmp_path / "biology.apkg"
    ledger = read_ledger(package)
    assert ledger is not None
    [first] = [note for note in ledger.notes if note.key.endswith("nephron|nephron")]
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    settle = settle_notes

    def spoilt(*arguments: object) -> list[SettledNote]:
        settled = settle(*arguments)  # type: ignore[arg-type]
        return [spoil(one) if one.record.guid == first.guid else one for one in settled]

    monkeypatch.setattr(drafts, "settle_notes", spoilt)
    with pytest.raises(PublishingError) as caught:
        manuscript(2)
    place = "content/biology/kidneys.md:3"
    assert caught.value.message == f"{place}: {message.format(guid=first.guid)} (note {first.key})"
    assert "Nothing was written" in caught.value.hint
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
