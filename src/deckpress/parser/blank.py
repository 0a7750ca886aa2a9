"""A page to fill in: front matter with the fields that settings name, in the form that needs no quotes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from deckpress.domain import FieldNames

ANSWER = """\
Answer the question here in a sentence or two.

1. **First point**: State one fact in a plain sentence that names what it is about.
2. **Second point**: State the next one. A term between ==two signs== is hidden on a card.
3. **Third point**: Three to seven points are easy to learn; delete or add some.

In summary, say once more what matters most."""
KEYWORDS = "first term, second term, third term"

Tree = dict[str, "str | Tree"]  # texts and inner fields by name
_PLAIN_NAME = re.compile(r"[A-Za-z][\w-]*")


def blank_page(subject: str, question: str, names: FieldNames) -> str:
    """Return the text of a page that asks this question and waits for its answer.

    It is a draft until its author deletes that line, so that it gives no cards before.
    """
    fields: Tree = {}
    for name, text in (
        (names.question, question),
        (names.answer, ANSWER),
        (names.subject, subject),
        (names.keywords, KEYWORDS),
    ):
        _put(fields, name, text)
    return "\n".join(
        ("---", *_lines(fields, ""), "draft: true  # delete this line when it is ready", "---", "")
    )


def _put(fields: Tree, name: str, text: str) -> None:
    """Put a text under a name; a dot descends ("seo.page_keywords")."""
    first, dot, rest = name.partition(".")
    if not dot:
        fields[first] = text
        return
    inner = fields.setdefault(first, {})
    if isinstance(inner, dict):
        _put(inner, rest, text)


def _lines(fields: Mapping[str, str | Tree], indent: str) -> Iterator[str]:
    for name, value in fields.items():
        written = name if _PLAIN_NAME.fullmatch(name) else json.dumps(name, ensure_ascii=False)
        if isinstance(value, dict):
            yield f"{indent}{written}:"
            yield from _lines(value, f"{indent}    ")
        else:
            lines = value.split("\n")
            yield f"{indent}{written}: {'>-' if len(lines) == 1 else '|-'}"
            yield from (f"{indent}    {line}".rstrip() for line in lines)
