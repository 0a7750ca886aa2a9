"""Emphasis and strikethrough as GFM pairs their marks.

Markdown pairs them otherwise: `C*-algebra and B*-tree` gets emphasis there. This follows the CommonMark
specification, section 6.2 and "An algorithm for parsing nested emphasis". Where that leaves stars on the page
that a wider rule pairs (`**Cost:**high`, `the pump**(ATPase)**`), the wider one holds: the author meant bold.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from deckpress.markup.places import DEL, EM, END_DEL, END_EM, END_STRONG, HIDE, SHOW, STRONG

_TAGS = {
    EM: "<em>", END_EM: "</em>", STRONG: "<strong>", END_STRONG: "</strong>", DEL: "<del>", END_DEL: "</del>",
}  # fmt: skip
_PAIRED = re.compile(f"[{''.join(_TAGS)}]")
_MARK = re.compile("[*_~]")
_RUN = re.compile(r"\\.|\*+|_+|~+", re.DOTALL)
_EDGES = HIDE + SHOW  # no part of the text
# Prose needs 3 and 4. Beyond these, marks are text, so that tags never nest deeper than browsers bear.
_LONGEST_RUN = 8
_MOST_OPEN = 50


@dataclass(slots=True)
class _Run:
    """A run of equal marks; `closing` and `opening` are what its paired marks turn into."""

    mark: str
    start: int
    length: int
    opens: bool
    closes: bool
    left: int  # own marks not paired yet
    closing: str = ""
    opening: str = ""


def pair_emphasis(text: str) -> str:
    """Return `text` with paired marks turned into those of places.py; the others stay, they are text."""
    if not _MARK.search(text):
        return text
    runs = _paired(text, wide=False)
    if any(run.mark == "*" and run.left >= 2 for run in runs):
        wider = _paired(text, wide=True)
        if _left(wider) < _left(runs):
            runs = wider
    pieces: list[str] = []
    place = 0
    for run in runs:
        pieces += text[place : run.start], run.closing, run.mark * run.left, run.opening
        place = run.start + run.length
    pieces.append(text[place:])
    return "".join(pieces)


def _paired(text: str, *, wide: bool) -> list[_Run]:
    runs = [_run(text, match, wide) for match in _RUN.finditer(text) if match[0][0] != "\\"]
    _pair(runs)
    return runs


def _left(runs: list[_Run]) -> int:
    return sum(run.left for run in runs)


def emphasis_tags(text: str) -> str:
    """Return `text` with HTML tags for the marks of places.py."""
    return _PAIRED.sub(lambda mark: _TAGS[mark[0]], text)


def _run(text: str, match: re.Match[str], wide: bool) -> _Run:
    mark, length = match[0][0], len(match[0])
    before, after = _neighbour(text, match.start() - 1, -1), _neighbour(text, match.end(), 1)
    mark_before, mark_after = _is_punctuation(before), _is_punctuation(after)
    left = not after.isspace() and (not mark_after or before.isspace() or mark_before)
    right = not before.isspace() and (not mark_before or after.isspace() or mark_after)
    opens, closes = left, right
    if mark == "_":
        opens = left and (not right or mark_before)
        closes = right and (not left or mark_after)
    elif wide and mark == "*" and length == 2:
        opens, closes = not after.isspace(), not before.isspace()
    if length > _LONGEST_RUN or (mark == "~" and length != 2):
        opens = closes = False
    return _Run(mark, match.start(), length, opens, closes, length)


def _neighbour(text: str, place: int, step: int) -> str:
    while 0 <= place < len(text) and text[place] in _EDGES:
        place += step
    return text[place] if 0 <= place < len(text) else " "


def _is_punctuation(char: str) -> bool:
    """A place counts as punctuation, as the marks of the code, math, link or tag in it do."""
    return unicodedata.category(char)[0] in "PS" or "\ufdd0" <= char <= "\ufdef"


def _pair(runs: list[_Run]) -> None:
    """Pair every closing run with the nearest opening one that fits."""
    open_runs: list[_Run] = []
    fruitless: dict[
        tuple[str, bool, int], int
    ] = {}  # such a closing run finds nothing that starts up to here
    for run in runs:
        kind = (run.mark, run.opens, run.length % 3)
        while run.closes and run.left:
            height = len(open_runs) - 1
            bottom = fruitless.get(kind, -1)
            while height >= 0 and open_runs[height].start > bottom and not _fit(open_runs[height], run):
                height -= 1
            if height < 0 or open_runs[height].start <= bottom:
                fruitless[kind] = open_runs[-1].start if open_runs else bottom
                break
            opener = open_runs[height]
            del open_runs[height + 1 :]
            size = min(2, opener.left, run.left)
            mark, end_mark = (
                (DEL, END_DEL) if run.mark == "~" else (STRONG, END_STRONG) if size == 2 else (EM, END_EM)
            )
            opener.opening = mark + opener.opening
            run.closing += end_mark
            opener.left -= size
            run.left -= size
            if not opener.left:
                open_runs.pop()
        if run.opens and run.left and len(open_runs) < _MOST_OPEN:
            open_runs.append(run)


def _fit(opener: _Run, closer: _Run) -> bool:
    if opener.mark != closer.mark:
        return False
    total = opener.length + closer.length
    either_ambiguous = opener.closes or closer.opens
    return not (either_ambiguous and total % 3 == 0 and opener.length % 3 != 0)
