r"""Which `\n` is a newline."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress.parser.newlines import decode_newlines
from tests.shared import CORPUS, needs_corpus

# A newline is written as `⏎` in what is expected.
CASES = [
    # newlines, and backslashes that are something else
    (r"one\ntwo\n\nthree", "one⏎two⏎⏎three"),
    (
        r"\text{m} \times \theta \frac{a}{b} \right \vec{u}",
        r"\text{m} \times \theta \frac{a}{b} \right \vec{u}",
    ),
    (r"C:\Users and #\h and \b\w+\b and \"", r"C:\Users and #\h and \b\w+\b and \""),
    (r"a & b \\\nc & d \\ e", r"a & b \\⏎c & d \\ e"),
    (r" / \\n     O", r" / \⏎     O"),
    (r"copy a.txt D:\Texts\\nThen", r"copy a.txt D:\Texts\⏎Then"),
    # LaTeX
    (r"for $x \neq 0$\nwe", r"for $x \neq 0$⏎we"),
    (r"$\nabla f$, $g_{\mu\nu}$ and \( \neg p \)\n", r"$\nabla f$, $g_{\mu\nu}$ and \( \neg p \)⏎"),
    (r"$$\nE = h\nu\n$$", r"$$⏎E = h\nu⏎$$"),
    (r"$$\nu = at$$ and \[\nu = 3\]", r"$$⏎u = at$$ and \[⏎u = 3\]"),
    (r"$$\n\nu = 4$$ and $$\n   \nabla^2$$", r"$$⏎\nu = 4$$ and $$⏎   \nabla^2$$"),
    (
        r"$a \nleq b$, $c \ne d$, $e \ni f$, $A \nsubseteq B$",
        r"$a \nleq b$, $c \ne d$, $e \ni f$, $A \nsubseteq B$",
    ),
    (r"$A \not\equiv B$, $3 \nmid 4$, $x \notin A$", r"$A \not\equiv B$, $3 \nmid 4$, $x \notin A$"),
    (r"$$\nwhere\nx = 1\nnut$$", r"$$⏎where⏎x = 1⏎nut$$"),
    (r"x \neq 0 without marks", r"x \neq 0 without marks"),
    (r"it costs $5. If $x \neq 0$, it is $6\neach.", r"it costs $5. If $x \neq 0$, it is $6⏎each."),
    # words that only look like LaTeX
    (r"vowels:\na\ne\ni\no\nu", "vowels:⏎a⏎e⏎i⏎o⏎u"),
    (r"c) tin  \nd) lead  \ne) zinc", "c) tin  ⏎d) lead  ⏎e) zinc"),
    (r"a shelf:\nu-shaped\nmid-sized, $5", "a shelf:⏎u-shaped⏎mid-sized, $5"),
    (r"note\neg", "note⏎eg"),
    # program text
    (r'```c\nprintf("a\n");\n}\n```', r'```c⏎printf("a\n");⏎}⏎```'),
    (r'```\necho "a\nb\n"\n```', r'```⏎echo "a\nb\n"⏎```'),
    (r"```\nsed 's/\n/ /' f\nprintf '%d\n' 3\n```", r"```⏎sed 's/\n/ /' f⏎printf '%d\n' 3⏎```"),
    (r'```\n"""\nA text.\n"""\nx = "\n"\n```', r'```⏎"""⏎A text.⏎"""⏎x = "\n"⏎```'),
    (r'```\nt.split("\n\n")\n\ny = ["\n"]\n```', r'```⏎t.split("\n\n")⏎⏎y = ["\n"]⏎```'),
    (r"```\n', '.join(a)\n# it's\nb = '\n'.join(c)\n```", r"```⏎', '.join(a)⏎# it's⏎b = '\n'.join(c)⏎```"),
    (r'```\n5" wide\n\nprint("x")\n```', '```⏎5" wide⏎⏎print("x")⏎```'),
    (r"```\na = 1\nu = 2\n```\n$x \neq y$", r"```⏎a = 1⏎u = 2⏎```⏎$x \neq y$"),
    (r"~~~\nu = 2\n~~~", "~~~⏎u = 2⏎~~~"),
    (r'Use `"\n"` or `\n` or `puts("a\n")`.\n', r'Use `"\n"` or `\n` or `puts("a\n")`.⏎'),
    (r"type `a\nb` so", "type `a⏎b` so"),
    (r"write `\neq` in math", r"write `\neq` in math"),
]


@pytest.mark.parametrize(("raw", "decoded"), CASES)
def test_case(raw: str, decoded: str) -> None:
    assert decode_newlines(raw) == decoded.replace("⏎", "\n")


@needs_corpus
def test_every_ambiguous_place() -> None:
    rows = (CORPUS / "newline-cases.tsv").read_text(encoding="utf-8").splitlines()[1:]
    cells = [row.split("\t") for row in rows]
    wrong = [
        (context, offset)
        for context, offset, _, verdict in cells
        if _stays(context, int(offset)) != (verdict == "latex")
    ]
    assert len(cells) > 100
    assert wrong == []


def _stays(raw: str, place: int) -> bool:
    """Whether the `\\n` at `place` is still there after decoding."""
    decoded = decode_newlines(raw)
    at = here = 0
    while at < place:
        at += 1 if raw[at] == decoded[here] else 2
        here += 1
    return decoded.startswith(r"\n", here)


PIECES = st.sampled_from(
    [r"\n", "\\", "n", "$", "$$", r"\(", r"\)", "`", "```", '"', "'", " ", "a", r"\nu", r"\neq"]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join) | st.text())
def test_nothing_but_newlines_changes(raw: str) -> None:
    decoded = decode_newlines(raw)
    assert decoded.replace("\n", r"\n") == raw.replace("\n", r"\n")


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_places_that_stay_could_be_latex_or_code(raw: str) -> None:
    kept = re.findall(r"\\n(?![a-z])", decode_newlines(raw))
    assert not kept or "`" in raw
