"""The nouns of deckpress: frozen values that every other module speaks in. Imports nothing of ours.

    content/<subject>/<page>.md -> Page -> Note -> Deck -> package (.apkg)

Anki's words (note, card, note type, field, deck, tag, GUID, package) mean what Anki means by them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


def slug(text: str) -> str:
    """Return the form of `text` used in keys, tags and file names: "TNF-α, C++" gives "tnf-α-c-plus-plus".

    Letters and digits of every script stay; the result is in NFC, as Anki keeps tags, and may be "".
    """
    spelled = unicodedata.normalize("NFKC", text).casefold().replace("+", " plus ").replace("#", " sharp ")
    return unicodedata.normalize("NFC", re.sub(r"[\W_]+", "-", spelled).strip("-"))


class Severity(StrEnum):
    """How bad a problem is: an error costs a page or a card, a warning and an information cost nothing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a page. `path` is as given by the user, with forward slashes; `line` counts from 1."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something an author should fix: place, stable code (see docs/problems.md), fault, remedy.

    `count` is 1, but for the one that stands for all that were too many to list.
    """

    location: Location
    code: str
    severity: Severity
    message: str
    hint: str = ""
    count: int = 1

    def __str__(self) -> str:
        remedy = f" ({self.hint})" if self.hint else ""
        return f"{self.location}: {self.severity} {self.code}: {self.message}{remedy}"


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One claim of an answer.

    `number` is what the learner sees: the author's own number where there is one, else the place from 1.
    `section` and `title` are plain text ("" where there is none), `text` is Markdown that stands alone
    (re-indented to column 0, without the title). `key` starts as the slug of section and title and is
    unique on its page.
    """

    key: str
    number: int
    section: str
    title: str
    text: str
    location: Location


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as its author meant it. `text` is the whole decoded Markdown; the others are parts of it."""

    text: str
    intro: str
    points: tuple[KeyPoint, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class Related:
    """A question on the same site that goes well with this one."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A note written by the author: a question with its answer, or a `cloze` sentence with ==terms==."""

    question: str
    answer: str
    cloze: str
    location: Location


@dataclass(frozen=True, slots=True)
class CardOptions:
    """The author's last word on a page's cards: the front-matter block `cards:` (docs/page-format.md).

    `lines` tells where an entry of a list stands, by the option and the entry.
    """

    skip: bool = False  # the page gives no cards
    skip_points: tuple[str, ...] = ()  # titles or numbers of key points that give no cards
    hide: tuple[str, ...] = ()  # terms to hide wherever a point holds them
    never_hide: tuple[str, ...] = ()
    without: tuple[str, ...] = ()  # names of roles that this page does not want
    notes: tuple[WrittenNote, ...] = ()
    ignore: Mapping[str, str] = field(default_factory=dict)  # problem code -> the author's reason
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Page:
    """One question and its answer.

    `key` is the site path `<subject-slug>/<page-slug>`; `subject` is the display name as written.
    `url` is as written (often without a host), "" where there is none.
    """

    key: str
    subject: str
    question: str
    answer: Answer
    keywords: tuple[str, ...]
    url: str
    related: tuple[Related, ...]
    author: str
    location: Location
    cards: CardOptions = field(default_factory=CardOptions)

    @property
    def subject_slug(self) -> str:
        return self.key.partition("/")[0]


class Kind(StrEnum):
    """Which note type a note has. It is part of the note's identity."""

    CLOZE = "cloze"
    QA = "qa"


class Role(StrEnum):
    """What a note is for."""

    OVERVIEW = "overview"  # the question -> its key points
    CLOZE = "cloze"  # a sentence with terms hidden
    QA = "qa"  # a short question on one key point
    POINT = "point"  # a key point's title -> its whole text
    WHOLE = "whole"  # the question -> the whole answer
    WRITTEN = "written"  # written by the author in the page's front matter


# The fields of both note types, in the order learners' collections know them. The order, the number and the
# names are frozen: Anki answers a change with a forked note type (docs/decisions/note-types.md).
SHARED_FIELDS = (
    "Context",  # heading or question that makes the front clear; shows nothing that is hidden
    "Extra",  # neighbouring sentences, code, tables; folded away on the back
    "Page Question",  # plain text of the page's question
    "Subject",  # display name
    "Source",  # link to the page
    "Related",  # links to related questions
    "Page Key",  # <subject-slug>/<page-slug>
    "Notice",  # the banner of a withdrawn note
    "Spare 1",
    "Spare 2",
    "Spare 3",
    "Spare 4",
)
FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.CLOZE: ("Text", *SHARED_FIELDS),
    Kind.QA: ("Question", "Answer", *SHARED_FIELDS),
}


@dataclass(frozen=True, slots=True)
class Deletion:
    """One hidden term of a cloze note. `ordinal` is the N of `{{cN::`; `key` is the term's slug on stems."""

    ordinal: int
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Note:
    """One Anki note, before it is given to Anki.

    `key` is permanent: page key, kind, role, key-point key and leading term, joined by "|"; the GUID is made
    of the namespace and it, when decks are put together ("" until then). `fields` holds HTML for every name
    in FIELDS[kind]. `source` is the line the note was made from.
    """

    key: str
    kind: Kind
    role: Role
    fields: Mapping[str, str]
    tags: tuple[str, ...]
    deletions: tuple[Deletion, ...]
    source: Location
    guid: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """Anki's named collection of cards. `file_name` is `<subject-slug>.apkg`.

    `notes` have GUIDs, those of a page stand together; they may be a stream that is read once. `media` gives
    the path of the file for every name of a picture or sound that they show.
    """

    name: str
    file_name: str
    notes: Iterable[Note]
    media: Mapping[str, str] = field(default_factory=dict)


def option(default: Any, doc: str) -> Any:
    """A field of the settings, written once with its default and its documentation."""
    return field(default=default, metadata={"doc": doc})


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldNames:
    """Which front-matter field holds what. A dot descends: "seo.page_keywords"."""

    question: str = option("question", "The question. Without it: `title`, then the first heading.")
    answer: str = option("answer", "The answer. Without it: the Markdown body of the page.")
    subject: str = option("subject", "Display name of the subject. Without it: the page's folder.")
    keywords: str = option("seo.page_keywords", "Keywords, a list or text parted by commas.")
    url: str = option("url", "Path or address of the page on its site.")
    related: str = option("related_article", "Prefix of the numbered fields with related pages.")
    author: str = option("author", "Author; the deck root is by default the author most pages name.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaSettings:
    """What becomes of pictures and sounds."""

    remote: str = option("link", "Pictures and sounds on the web: link, show, drop.")
    root: str = option("", "Folder of addresses that begin with `/`. Empty: the content folder.")


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleSettings:
    """What a course creator adds to the look of the cards; the structure of the note types stays."""

    css: str = option("", "A style sheet for all cards, after ours: the name of a `.css` file, or CSS.")
    footer: str = option("", "A line below the answer of every card, in Markdown.")
    logo: str = option("", "A picture before that line: the name of a file.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What deckpress.toml can say. See docs/settings.md, which is made from these texts."""

    deck_root: str = option("", "Parent of all decks in Anki. Empty: the author most pages name.")
    namespace: str = option("", "Keeps two sites' notes apart; part of every GUID. Empty: the deck root.")
    site_url: str = option("", "Put before page addresses that have no host, for links on the cards.")
    roles: tuple[str, ...] = option(
        ("overview", "cloze", "qa"), "Which notes to make: overview, cloze, qa, point, whole."
    )
    fields: FieldNames = field(default_factory=FieldNames, metadata={"doc": "Names of front-matter fields."})
    media: MediaSettings = field(default_factory=MediaSettings, metadata={"doc": "Pictures and sounds."})
    style: StyleSettings = field(default_factory=StyleSettings, metadata={"doc": "The look of the cards."})
