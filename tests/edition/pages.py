"""Editions of a small course, written by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from deckpress.domain import FIELDS, Deck, Deletion, Kind, Location, Note, Role, slug
from deckpress.edition import Manuscript, PageOutline, PlannedDeck, question_hash
from deckpress.exporter import Post, hidden_texts, note_guid

DAY = 24 * 60 * 60
START = 1_760_000_000

KIDNEYS = (
    "Each {{c1::nephron}} filters blood in its {{c2::glomerulus}}.",
    "{{c1::Antidiuretic hormone}} makes the {{c2::collecting ducts}} take back water.",
    "The kidneys release {{c1::erythropoietin}}, which raises the number of {{c2::red blood cells}}.",
)
LUNGS = (
    "Gases are exchanged in the {{c1::alveoli}} by {{c2::diffusion}}.",
    "{{c1::Surfactant}} lowers the {{c2::surface tension}} of the alveoli.",
)
LIVER = (
    "The liver turns ammonia into {{c1::urea}}, which the {{c2::kidneys}} excrete.",
    "{{c1::Bile}} is made by the liver and stored in the {{c2::gallbladder}}.",
)


def page(
    key: str,
    question: str,
    sentences: Iterable[str],
    *,
    titles: Mapping[int, str] | None = None,
) -> list[Note]:
    """The notes of a page: an overview, and a cloze note a sentence with a key as the generator makes it."""
    sentences = list(sentences)
    notes = [_note(key, Kind.QA, Role.OVERVIEW, "", question, {"Question": question}, ())]
    shown = ["".join(text for text in _shown(sentence)) for sentence in sentences]
    notes[0] = replace(notes[0], fields={**notes[0].fields, "Answer": "<br>".join(shown)})
    for number, sentence in enumerate(sentences):
        hidden = hidden_texts(sentence)
        deletions = tuple(Deletion(ordinal, text, slug(text)) for ordinal, (text, *_) in hidden.items())
        point = (titles or {}).get(number, deletions[0].key)
        name = f"{point}|{deletions[0].key}"
        notes.append(_note(key, Kind.CLOZE, Role.CLOZE, name, question, {"Text": sentence}, deletions))
    return notes


def _shown(sentence: str) -> Iterable[str]:
    for piece in sentence.replace("}}", "{{").split("{{"):
        yield piece.partition("::")[2] if piece.startswith("c") and "::" in piece else piece


def _note(
    key: str,
    kind: Kind,
    role: Role,
    name: str,
    question: str,
    fields: dict[str, str],
    deletions: tuple[Deletion, ...],
) -> Note:
    note_key = f"{key}|{kind}|{role}|{name}"
    about = {"Page Question": question, "Page Key": key, "Subject": key.partition("/")[0].title()}
    return Note(
        note_key,
        kind,
        role,
        dict.fromkeys(FIELDS[kind], "") | about | fields,
        (f"subject::{key.partition('/')[0]}",),
        deletions,
        Location(f"content/{key}.md", 3),
        note_guid("Course", note_key),
    )


def deck(name: str, *pages: list[Note]) -> Deck:
    return Deck(f"Course::{name.title()}", f"{name}.apkg", tuple(note for notes in pages for note in notes))


def composed(
    *pages: list[Note], posts: Mapping[str, tuple[str, ...]] | None = None, failed: Iterable[str] = ()
) -> Manuscript:
    """A manuscript as the pipeline makes it: `posts` names all posts of pages with more than one."""
    by_key = {notes[0].key.partition("|")[0]: notes for notes in pages}
    outlines: dict[str, PageOutline] = {}
    decks: dict[str, list[str]] = {}
    for key, notes in sorted(by_key.items()):
        own = (posts or {}).get(key, (key,))
        question = question_hash(notes[0].fields["Page Question"])
        outlines[key] = PageOutline(key, tuple(Post(post, f"{post}.md") for post in own), question)
        for post in own:
            decks.setdefault(post.partition("/")[0], []).append(key)
    planned = tuple(
        PlannedDeck(f"Course::{name.title()}", f"{name}.apkg", tuple(keys))
        for name, keys in sorted(decks.items())
    )
    return Manuscript(planned, outlines, by_key.__getitem__, "Course", "Course", frozenset(failed))
