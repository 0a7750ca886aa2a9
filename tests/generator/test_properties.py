"""What must hold for the notes of every page, whatever its author wrote."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress.domain import FIELDS, FieldNames, Kind, Note, Page, Settings
from deckpress.generator import generate_notes
from deckpress.generator.tokens import content_stems
from deckpress.markup import visible_text
from deckpress.parser import parse_page
from tests.generator.pages import notes_of, page_of
from tests.shared import CORPUS, needs_corpus

CLOZE = re.compile(r"\{\{c(\d+)::(.*?)\}\}", re.DOTALL)
WORDS = st.sampled_from(
    r"""the cell of water is a called energy (ATP) $x^2$ `code` **bold** *it* and such as iron, zinc. It has
    Paris 1912 == ; : [a](b) this enzyme prevents damage by binding sugar $$ <b> | - \( }} ::
    {{c1:: ==mark== protein's
    low-affinity""".split()
)
LINES = st.lists(WORDS, max_size=25).map(" ".join)
STARTS = st.sampled_from(
    ["", "1. **Title**: ", "- **Age**: ", "### Part\n\n", "   - ", "| a | b |\n|---|---|\n| ", "In summary, "]
)
ANSWERS = st.lists(st.tuples(STARTS, LINES).map("".join), min_size=1, max_size=8).map("\n\n".join)


def check(page: Page) -> None:
    notes, _ = generate_notes(page, Settings())
    assert notes == generate_notes(page, Settings())[0]
    assert len({note.key for note in notes}) == len(notes)
    for note in notes:
        assert tuple(note.fields) == FIELDS[note.kind]
        assert "\ue001" not in "".join(note.fields.values())
        assert note.tags[0] == f"subject::{page.subject_slug}"
        assert any(tag.startswith("keyword::") for tag in note.tags) == bool(page.keywords)
        if note.kind is Kind.QA:
            assert visible_text(note.fields["Question"])
            continue
        text = note.fields["Text"]
        ordinals = [int(number) for number, _ in CLOZE.findall(text)]
        assert sorted(set(ordinals)) == [deletion.ordinal for deletion in note.deletions]
        assert 1 <= len(set(ordinals)) <= 6
        firsts = list(dict.fromkeys(ordinals))
        assert firsts == sorted(firsts)  # numbered in reading order


@given(ANSWERS)
@settings(max_examples=100, deadline=None)
def test_any_answer_gives_sound_notes(answer: str) -> None:
    check(
        page_of(
            f"Iron {answer}",
            "What is the energy of a cell?",
            "cell, water energy, iron, low-affinity receptor",
        )
    )


def test_a_very_long_answer_is_read_in_linear_time() -> None:
    notes_of(page_of("a (" * 20_000 + "b) ; " * 20_000, "What?", "b"))
    notes_of(page_of("Iron, zinc, and tin such as " * 5_000 + ".", "What?", "tin"))


def visible_stems(note: Note, ordinal: int) -> list[str]:
    """The stems on the card of one ordinal: text with its deletions cut out, and context."""
    text = CLOZE.sub(lambda match: "" if int(match[1]) == ordinal else match[2], note.fields["Text"])
    return list(content_stems(f"{visible_text(text)} {visible_text(note.fields['Context'])}"))


@needs_corpus
def test_real_pages_never_show_what_they_hide() -> None:
    for path in sorted((CORPUS / "pages").glob("*/*.md"))[::12]:
        page, _ = parse_page(path.read_bytes(), path.name, f"{path.parent.name}/{path.name}", FieldNames())
        if page is None:
            continue
        check(page)
        for note in notes_of(page):
            for deletion in note.deletions:
                hidden = content_stems(deletion.text)
                if len(hidden) == 1 and "$" not in deletion.text:
                    assert hidden[0] not in visible_stems(note, deletion.ordinal), (page.key, deletion.text)
