"""The pipeline one would write in an afternoon, to be timed against: `python -m bench.naive CONTENT OUT`.

python-frontmatter reads, `str.replace` and one regular expression find the key points, `markdown.markdown`
renders each fragment, plain genanki writes with its default settings. It is not asked to be right.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import frontmatter
import genanki
import markdown

_POINT = re.compile(r"^\d+\. \*\*(.+?)\*\*:?(.*)$", re.M)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_CSS = ".card { font-family: sans-serif; font-size: 20px; text-align: center; }"
_FIELDS = [{"name": name} for name in ("Text", "Context", "Extra", "Source")]
_QA = genanki.Model(
    1607392319,
    "Naive Q&A",
    fields=[{"name": "Question"}, {"name": "Answer"}, {"name": "Context"}, {"name": "Source"}],
    templates=[{"name": "Card", "qfmt": "{{Question}}", "afmt": "{{Question}}<hr>{{Answer}}"}],
    css=_CSS,
)
_CLOZE = genanki.Model(
    1607392320,
    "Naive Cloze",
    fields=_FIELDS,
    templates=[{"name": "Cloze", "qfmt": "{{cloze:Text}}", "afmt": "{{cloze:Text}}<br>{{Extra}}"}],
    css=_CSS,
    model_type=genanki.Model.CLOZE,
)


def _html(text: str) -> str:
    return markdown.markdown(text, extensions=["tables", "fenced_code"])


def _cloze(sentence: str, keywords: list[str]) -> str:
    """Hide up to three keywords of a sentence."""
    ordinal = 0
    for keyword in keywords:
        hidden, count = re.subn(
            rf"\b{re.escape(keyword)}\b",
            f"{{{{c{ordinal + 1}::{keyword}}}}}".replace("\\", "\\\\"),
            sentence,
            count=1,
        )
        if count and ordinal < 3:
            sentence, ordinal = hidden, ordinal + 1
    return sentence if ordinal else ""


def notes_of(page: dict[str, Any]) -> list[genanki.Note]:
    """One overview, one note a key point, one cloze note a sentence with keywords."""
    answer = str(page["answer"]).replace("\\n", "\n")
    keywords = [
        word.strip()
        for word in str((page.get("seo") or {}).get("page_keywords", "")).split(",")
        if word.strip()
    ]
    tags = [f"keyword::{word.replace(' ', '-')}" for word in keywords]
    source = _html(f"[{page['question']}]({page.get('url', '')})")
    points = _POINT.findall(answer)
    overview = _html("\n".join(f"- {title}" for title, _ in points) or answer)
    notes = [genanki.Note(_QA, [_html(str(page["question"])), overview, "", source], tags=tags)]
    for title, text in points or [("", answer)]:
        if title:
            notes.append(
                genanki.Note(
                    _QA, [_html(title), _html(text), _html(str(page["question"])), source], tags=tags
                )
            )
        for sentence in _SENTENCE_END.split(text):
            if hidden := _cloze(sentence, keywords):
                notes.append(
                    genanki.Note(_CLOZE, [_html(hidden), _html(title), _html(text), source], tags=tags)
                )
    return notes


def build(content: Path, out: Path) -> int:
    """Write one package a folder; return how many notes."""
    out.mkdir(parents=True, exist_ok=True)
    count = 0
    for number, folder in enumerate(sorted(path for path in content.iterdir() if path.is_dir())):
        deck = genanki.Deck(2059400110 + number, folder.name)
        for path in sorted(folder.rglob("*.md")):
            try:
                page = frontmatter.load(str(path)).metadata
                notes = notes_of(page)
            except Exception as error:
                print(f"{path}: {error}", file=sys.stderr)
                continue
            for note in notes:
                deck.add_note(note)
            count += len(notes)
        genanki.Package(deck).write_to_file(str(out / f"{folder.name}.apkg"))
    return count


if __name__ == "__main__":
    print(build(Path(sys.argv[1]), Path(sys.argv[2])))
