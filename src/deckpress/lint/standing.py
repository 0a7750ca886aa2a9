"""Rules A and W: a card makes sense alone, months after the page was read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckpress.domain import Severity
from deckpress.generator.stems import stem
from deckpress.generator.verbs import is_verb_form
from deckpress.generator.words import EVALUATIVE_STEMS, GENERIC_STEMS, is_function
from deckpress.lint.reading import content_stem, distinct_stems, holds_any, read_words, weight
from deckpress.lint.views import HIDDEN, Card, Finding, NoteView, Rule, quoted
from deckpress.lint.word_lists import CONNECTIVES

_GAP = "\ue0f3"
_BEFORE_LISTS = ("such as", "including", "for example", "e.g.")
_LISTED = re.compile(r",?\s(?:such as|including|for example|e\.g\.,?)\s(?P<items>[^.;:]*)")
# "Helps" and "ensures" may state a fact.
_PRAISE = EVALUATIVE_STEMS.difference(
    map(stem, "allow enable ensure help contribute understand enhance foster overall success greatly".split())
)
_POINTING_START = re.compile(r"(?P<word>it|they|this|these|those|he|she|its|their|his|her)\b[\s,]", re.I)
# "It is known that", "This is because": nothing before them is needed; "those who" names whom it means.
_NO_POINTING = re.compile(
    r"it\s+(?:is|was|may be|can be|has been|becomes?|took|takes|seems|follows)\b[^.]{0,60}?"
    r"\b(?:to|that|for|whether|when|who|if)\b"
    r"|(?:those|they)\s+(?:who|whose|that|with|in|of)\b",
    re.I,
)
_IN_QUESTION = re.compile(r"\b(it|they|them|this|these|those|its|their)\b", re.I)
# "Why is it important to", "How does it come that"
_NO_NOUN_ASKED = re.compile(
    r"\bit\s+(?:\w+\s+){0,2}?"
    r"(?:that|possible|important|necessary|useful|easy|hard|difficult|better|best|happen|come|take|cost)\b",
    re.I,
)
_POINTING = re.compile(
    r"\bthe following\b(?!\s+(?:day|week|month|year|morning|night|decade|century|spring|summer|winter))"
    r"|\bas follows\b"
    r"|\b(?:outlined|mentioned|described|discussed|listed|shown|stated|given|defined|seen|noted)"
    r" (?:above|below|earlier|previously)\b"
    r"|\b(?:above-mentioned|aforementioned)\b"
    r"|\bthis (?:example|section|answer|article|passage|code|snippet|table|figure)\b"
    r"|\bthe (?:above|below|previous|next|preceding)"
    r" (?:example|step|point|equation|formula|table|figure|section|code|expression)\b",
    re.I,
)
_POINTERS = (  # one of them is in whatever points outside
    *"following follows above below earlier previous mentioned next preceding".split(),
    *(f"this {word}" for word in "example section answer article passage code snippet table figure".split()),
)
_CONNECTIVE = re.compile(rf"(?:{'|'.join(map(re.escape, CONNECTIVES))}),\s", re.I)


def list_item_has_a_kind(card: Card) -> Iterator[Finding]:
    """A02: an item of a list is asked for with its kind, a sibling or a hint."""
    if not card.note.is_cloze or card.hints or not holds_any(card.text, _BEFORE_LISTS):
        return
    text = card.text.replace(HIDDEN, _GAP)
    for listed in _LISTED.finditer(text):
        if _GAP not in listed["items"]:
            continue
        kind = " ".join(text[max(0, listed.start() - 60) : listed.start()].split()[-2:])
        if not distinct_stems(listed["items"]) and distinct_stems(kind) <= GENERIC_STEMS:
            shown = f"{kind}{listed[0]}".replace(_GAP, HIDDEN)
            message = f"several answers fit the list: {quoted(shown)}"
            yield Finding(Severity.WARNING, message, "say what kind of thing it is, or show another item")
            return


def enough_context_is_shown(card: Card) -> Iterator[Finding]:
    """A03: a gap has four words with content around it, a question one; a formula counts as two."""
    if card.note.asks_about_media:
        return
    context = card.note.context
    count = weight(card.shown, card.note.body.text) + weight(context.stems, context.text)
    if card.note.is_cloze:
        if count < 4:
            message = f"{count} of the 4 words with content that a gap needs are shown: {quoted(card.front)}"
            yield Finding(Severity.ERROR, message, "say more in the sentence, or give its point a title")
    elif count < 2 and card.front_stems <= GENERIC_STEMS:
        message = f"the question names nothing: {quoted(card.front)}"
        yield Finding(Severity.ERROR, message, "say in the question what it is about")


def pronouns_have_nouns(note: NoteView) -> Iterator[Finding]:
    """A04: who reads the card knows what "it", "they" or "these" means: the context names the noun."""
    if note.asks_about_media:
        return
    text = note.body.text
    hint = "begin the sentence with the noun, or give its point a title that names it"
    if not note.is_cloze:
        if (found := _dangling(note)) is not None:
            yield Finding(
                Severity.ERROR, f"{quoted(found)} has no noun in the question: {quoted(text)}", hint
            )
        return
    start = _POINTING_START.match(text)
    if start is None or _NO_POINTING.match(text):
        return
    if start["word"].lower() in ("this", "these", "those"):
        noun = _noun_after(note)
        if noun and noun in note.context_stems:
            return
    message = f"the card begins with {quoted(start['word'])}, and nothing tells what that is: {quoted(text)}"
    yield Finding(Severity.ERROR, message, hint)


def _noun_after(note: NoteView) -> str:
    """Return the stem of the noun of "these signaling molecules are", "" for "these are"."""
    noun = ""
    for word in note.body.words[1:6]:
        if is_function(word) or (noun and is_verb_form(word)):
            break
        noun = content_stem(word)
    return noun


def _dangling(note: NoteView) -> str | None:
    """Return the pronoun that a question uses before it names anything."""
    text = note.body.text
    found = _IN_QUESTION.search(text)
    if found is None or note.context_stems:
        return None
    if _NO_NOUN_ASKED.search(text):
        return None
    before = [stem for stem in read_words(text[: found.start()]).stems if stem]
    after = read_words(text[found.end() :]).words[:1]
    if before or (found[1].lower() in ("this", "these", "those") and after and not is_function(after[0])):
        return None
    return found[1]


def subject_is_named(card: Card) -> Iterator[Finding]:
    """A05: the front holds a word of the question or a keyword, so that a learner knows what it is about."""
    if card.note.asks_about_media:
        return
    front = card.front_stems
    if not card.page.question.isdisjoint(front) or any(keyword <= front for keyword in card.page.keywords):
        return
    message = f"neither the topic nor a keyword is shown: {quoted(card.front)}"
    yield Finding(Severity.WARNING, message, "name the topic in the sentence or in the title of its point")


def nothing_points_outside(note: NoteView) -> Iterator[Finding]:
    """A07: no "the following", "outlined above" or "this example" without what it points to."""
    lower = note.body.text.lower()
    if holds_any(lower, _POINTERS) and (found := _POINTING.search(note.body.text)):
        message = f"{quoted(found[0])} points outside of the card: {quoted(note.body.text)}"
        yield Finding(Severity.WARNING, message, "write the sentence so that it stands alone")


def no_connective_at_the_start(note: NoteView) -> Iterator[Finding]:
    """W01: no "However," where the sentence before is not shown."""
    if found := _CONNECTIVE.match(note.body.text):
        message = f"the card begins with {quoted(found[0].strip())}: {quoted(note.body.text)}"
        yield Finding(Severity.WARNING, message, "leave the connective out")


def praise_has_a_term(card: Card) -> Iterator[Finding]:
    """W02: a sentence of praise ("plays a crucial role") holds a keyword at least."""
    if not card.note.is_cloze:
        return
    praise = _PRAISE & card.seen
    if len(praise) > 1 and not any(keyword <= card.front_stems for keyword in card.page.keywords):
        message = f"more praise than facts: {quoted(card.text)}"
        yield Finding(Severity.INFO, message, "say what it does instead of how important it is")


NOTE_STANDING = (
    Rule("A04", pronouns_have_nouns),
    Rule("A07", nothing_points_outside),
    Rule("W01", no_connective_at_the_start),
)
CARD_STANDING = (
    Rule("A02", list_item_has_a_kind),
    Rule("A03", enough_context_is_shown),
    Rule("A05", subject_is_named),
    Rule("W02", praise_has_a_term),
)
