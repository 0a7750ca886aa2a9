"""Notes for the tests of the exporter: true sentences, with every field filled."""

from __future__ import annotations

from dataclasses import replace

from deckpress.domain import FIELDS, Deletion, Kind, Location, Note, Role, slug
from deckpress.exporter import LedgerNote, PublishedNote, hidden_texts, note_content, note_guid, terms_of

MODIFIED = 1_760_000_000
DECK = "Tests::Chemistry"


def cloze_note(name: str, text: str, **fields: str) -> Note:
    return _note(name, Kind.CLOZE, Role.CLOZE, {"Text": text, **fields})


def qa_note(name: str, question: str, answer: str, **fields: str) -> Note:
    return _note(name, Kind.QA, Role.QA, {"Question": question, "Answer": answer, **fields})


def _note(name: str, kind: Kind, role: Role, fields: dict[str, str]) -> Note:
    key = f"chemistry/salts|{kind}|{role}|{name}"
    return Note(
        key=key,
        kind=kind,
        role=role,
        fields=dict.fromkeys(FIELDS[kind], "") | fields,
        tags=("keyword::salt", "subject::chemistry"),
        deletions=(),
        source=Location("content/chemistry/salts.md", 12),
        guid=note_guid("Tests", key),
    )


def edited(note: Note, **fields: str) -> Note:
    return replace(note, fields={**note.fields, **fields})


def cloze(name: str, text: str) -> Note:
    """A cloze note with its deletions, whose keys are slugs."""
    note = cloze_note(name, text)
    deletions = [
        Deletion(number, hidden, slug(hidden)) for number, (hidden, *_) in hidden_texts(text).items()
    ]
    return replace(note, deletions=tuple(deletions))


def published(note: Note, *, withdrawn: bool = False) -> PublishedNote:
    """The note as an edition before published it."""
    record = LedgerNote(
        note.key, note.guid, note.kind, note.role, note.key, note_content(note), 1, terms_of(note), withdrawn
    )
    return PublishedNote(record, note.fields, note.tags)


SALT = cloze_note(
    "salt",
    "Table salt is {{c1::sodium}} {{c2::chloride}}.",
    Context="What a salt is made of",
    Extra="<p>A crystal of it is a cube.</p>",
    Subject="Chemistry",
    Source='<a href="https://example.org/salts">Salts</a>',
    Related='<a href="https://example.org/acids">What is an acid?</a>',
    **{"Page Question": "What are salts?", "Page Key": "chemistry/salts"},
)
FORMULA = cloze_note(
    "formula", r"Water is \( \mathrm{H_{ {{c1::2}} }O} \), seen as {{c2::\( \mathrm{H_2O} \)}}."
)
FLAME = qa_note(
    "flame",
    "Which colour does sodium give a flame?",
    "<p>Yellow.</p>",
    Subject="Chemistry",
    Extra="<pre><code>if a &lt; b &amp;&amp; b &gt; c</code></pre>",
)
NOTES = (SALT, FORMULA, FLAME)
