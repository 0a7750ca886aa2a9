"""Cards as docs/problems.md shows them -> pages and notes.

example = lines "Name: value"; a blank line parts notes
page    = "Page" (the question), "Page text", "Keywords", "Point" (title: text), and options of its cards:
          "Hide", "Never hide", "Skip points"
note    = the names of its fields, "Tags", "Of point" (its number)
"""

import re
from dataclasses import replace

from deckpress.domain import (
    FIELDS,
    Answer,
    CardOptions,
    Deletion,
    KeyPoint,
    Kind,
    Location,
    Note,
    Page,
    Problem,
    Role,
    Settings,
    slug,
)
from deckpress.lint import find_alike, lint_page

PAGE = Page(
    key="biology/kidneys",
    subject="Biology",
    question="How do kidneys keep the blood clean?",
    answer=Answer("", "", (), ""),
    keywords=("nephron", "glomerulus", "filtration", "urea"),
    url="/biology/kidneys",
    related=(),
    author="",
    location=Location("kidneys.md", 1),
)
_LINE = re.compile(r"([A-Z][A-Za-z ]*?):\s*(.*)")
_DELETION = re.compile(r"\{\{c(\d+)::(.*?)\}\}")


def read_example(text: str) -> tuple[Page, list[Note]]:
    """Return the page and the notes of an example; note n stands in line 10 n."""
    page, notes = PAGE, list[Note]()
    points: list[KeyPoint] = []
    options: dict[str, tuple[str, ...]] = {}
    for block in text.strip("\n").split("\n\n"):
        fields: list[tuple[str, str]] = []
        for line in block.split("\n"):
            match = _LINE.fullmatch(line)
            assert match, line
            name, value = match.groups()
            if name == "Page":
                page = replace(page, question=value)
            elif name == "Page text":
                page = replace(page, answer=Answer(value, value, (), ""))
            elif name == "Keywords":
                page = replace(page, keywords=tuple(value.split(", ")))
            elif name in ("Hide", "Never hide", "Skip points"):
                options[name.lower().replace(" ", "_")] = tuple(value.split(", "))
            elif name == "Point":
                title, _, point = value.partition(": ")
                number = len(points) + 1
                points.append(KeyPoint(slug(title), number, "", title, point, Location("kidneys.md", number)))
            else:
                fields.append((name, value))
        if fields:
            notes.append(make_note(dict(fields), len(notes) + 1))
    if points:
        whole = "\n".join(f"{point.number}. **{point.title}**: {point.text}" for point in points)
        page = replace(page, answer=Answer(whole, "", tuple(points), ""))
    cards = CardOptions(
        hide=options.get("hide", ()),
        never_hide=options.get("never_hide", ()),
        skip_points=options.get("skip_points", ()),
    )
    return replace(page, cards=cards), notes


def make_note(given: dict[str, str], number: int) -> Note:
    """Return a note with the fields that are given; its source is named unless `given` says otherwise."""
    kind = Kind.CLOZE if "Text" in given else Kind.QA
    fields = {name: given.get(name, "") for name in FIELDS[kind]}
    fields["Source"] = given.get("Source", PAGE.url)
    title = {"1": "filtration", "2": "hormones"}.get(given.get("Of point", ""), "")
    deletions = tuple(
        Deletion(int(written), term, slug(term))
        for written, term in _DELETION.findall(fields.get("Text", ""))
    )
    role = Role(given.get("Role", kind.value))
    return Note(
        key=f"{PAGE.key}|{kind}|{role}|{title}|{number}",
        kind=kind,
        role=role,
        fields=fields,
        tags=(given["Tags"],) if "Tags" in given else (),
        deletions=deletions,
        source=Location("kidneys.md", 10 * number),
    )


def problems_of(text: str) -> list[Problem]:
    """Return the problems of an example as `deckpress check` finds them on one page."""
    page, notes = read_example(text)
    linted = lint_page(page, notes, Settings())
    return [*linted.problems, *(alike.problem for alike in find_alike([linted.digest]))]
