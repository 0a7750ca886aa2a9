"""The two note types that all notes have (docs/decisions/note-types.md).

Everything numbered here is a promise to learners: Anki matches note types, fields and templates by these ids
and answers a change of their number or order with a forked note type. Names, texts and styles may change.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from genanki import Model

from deckpress.domain import FIELDS, Kind

_NAMES = {Kind.CLOZE: "Deckpress Cloze", Kind.QA: "Deckpress Q&A"}
_IDS = {Kind.CLOZE: 1_748_321_907_463, Kind.QA: 1_748_321_907_517}
_TEMPLATE_NAMES = {Kind.CLOZE: "Cloze", Kind.QA: "Answer"}
_TEMPLATE_IDS = {Kind.CLOZE: 1_748_321_908_001, Kind.QA: 1_748_321_908_002}
_FIELD_IDS = {
    "Text": 1_748_321_909_001,
    "Question": 1_748_321_909_002,
    "Answer": 1_748_321_909_003,
    "Context": 1_748_321_909_004,
    "Extra": 1_748_321_909_005,
    "Page Question": 1_748_321_909_006,
    "Subject": 1_748_321_909_007,
    "Source": 1_748_321_909_008,
    "Related": 1_748_321_909_009,
    "Page Key": 1_748_321_909_010,
    "Notice": 1_748_321_909_011,
    "Spare 1": 1_748_321_909_012,
    "Spare 2": 1_748_321_909_013,
    "Spare 3": 1_748_321_909_014,
    "Spare 4": 1_748_321_909_015,
}
# Fields that a learner has no reason to edit are folded in Anki's editor.
_FOLDED = {"Page Key", "Notice", "Spare 1", "Spare 2", "Spare 3", "Spare 4"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a note type, in its frozen place."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class NoteType:
    """What Anki makes cards with. `front` and `back` are its one template, in Anki's template language."""

    kind: Kind
    id: int
    name: str
    fields: tuple[Field, ...]
    template_id: int
    template_name: str
    front: str
    back: str
    css: str


def note_type(kind: Kind, css_extra: str = "", footer: str = "") -> NoteType:
    """Return the note type of a kind. `css_extra` follows our style sheet; `footer` (HTML) ends a back."""
    head, about = _part("head.html"), _part("about.html")
    if footer:
        about += f'<div class="footer" dir="auto">{footer.replace("{{", "{<!-- -->{")}</div>\n'
    if kind is Kind.CLOZE:
        front = _sheet(head + _part("cloze.html"))
        back = _sheet(head + _part("cloze.html") + about)
    else:
        # Without the condition a note without a question would get a card that shows its subject alone.
        front = "{{#Question}}" + _sheet(head + _part("question.html")) + "{{/Question}}"
        back = "{{FrontSide}}\n" + _sheet(_part("answer.html") + about)
    return NoteType(
        kind=kind,
        id=_IDS[kind],
        name=_NAMES[kind],
        fields=tuple(Field(_FIELD_IDS[name], name) for name in FIELDS[kind]),
        template_id=_TEMPLATE_IDS[kind],
        template_name=_TEMPLATE_NAMES[kind],
        front=front,
        back=back,
        css="\n".join(filter(None, (_part("card.css"), css_extra))),
    )


def note_types(css_extra: str = "", footer: str = "") -> dict[Kind, NoteType]:
    """Return both note types, by kind."""
    return {kind: note_type(kind, css_extra, footer) for kind in Kind}


def kind_of(note_type_id: int) -> Kind | None:
    """Return the kind of a note with this note type id, None if the note type is not ours."""
    return next((kind for kind, ours in _IDS.items() if ours == note_type_id), None)


class AnkiModel(Model):  # type: ignore[misc]
    """A note type as genanki knows it, with the ids of fields and templates that genanki leaves out."""

    # By genanki's words: the only card of a note needs the first field. Anki finds cloze cards by itself.
    _req = ((0, "all", (0,)),)

    def __init__(self, source: NoteType, modified: int) -> None:
        super().__init__(
            model_id=source.id,
            name=source.name,
            fields=[_field_json(field, place) for place, field in enumerate(source.fields)],
            templates=[_template_json(source)],
            css=source.css,
            model_type=Model.CLOZE if source.kind is Kind.CLOZE else Model.FRONT_BACK,
        )
        self.modified = modified

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        """Return Anki's JSON (schema 11): without deck or clock of the package, so equal in all packages."""
        default_deck = 1
        content: dict[str, Any] = super().to_json(self.modified, default_deck)
        return content


def _field_json(field: Field, place: int) -> dict[str, Any]:
    return {
        "id": field.id,
        "name": field.name,
        "ord": place,
        "font": "Arial",
        "size": 20,
        "rtl": False,
        "sticky": False,
        "media": [],
        "collapsed": field.name in _FOLDED,
        "plainText": False,
    }


def _template_json(source: NoteType) -> dict[str, Any]:
    return {
        "id": source.template_id,
        "name": source.template_name,
        "ord": 0,
        "qfmt": source.front,
        "afmt": source.back,
    }


def _sheet(content: str) -> str:
    return f'<div class="sheet">\n{content}</div>\n'


@cache
def _part(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text("utf-8")
