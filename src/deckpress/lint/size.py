"""Rules M: a card asks for one small thing (SuperMemo's rules 4, 9 and 10)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from deckpress.domain import Role, Severity
from deckpress.generator.opposites import opposites
from deckpress.generator.words import is_edge
from deckpress.lint.reading import CODE, reading_words, weight
from deckpress.lint.views import Card, Finding, Hidden, NoteView, Rule, quoted
from deckpress.markup import visible_text

# The classic form, a title or the question with a whole text, is chosen in the settings: it may be long.
CLASSIC = (Role.POINT, Role.WHOLE)

_SHORT_FORM = re.compile(r"\s*\([^()\s]{1,12}\)")
_JOINED = re.compile(
    r"\s*(?:,|,?\s*(?:and|or|as well as|to|vs\.?|versus|but)|&|/|–|-|:|→)\s*(?:the\s+|an?\s+)?", re.I
)
_LATIN = tuple(
    "in vitro,in vivo,in situ,in silico,in utero,in vacuo,per capita,per se,a priori,a posteriori".split(",")
)


def _graded(count: int, many: int, too_many: int) -> Severity | None:
    if count <= many:
        return None
    return Severity.ERROR if count > too_many else Severity.WARNING


def deletion_is_short(card: Card) -> Iterator[Finding]:
    """M01: up to 5 words are hidden, never more than 8; "(ABC)" does not count."""
    if card.note.is_cloze:
        for hidden in card.hidden:
            text = _SHORT_FORM.sub("", hidden.text) if "(" in hidden.text else hidden.text
            count = reading_words(text, 5)
            if severity := _graded(count, 5, 8):
                message = f"{count} words are hidden at once: {quoted(hidden.text)}"
                yield Finding(severity, message, "hide the words that matter, or ask a question instead")


def front_is_short(card: Card) -> Iterator[Finding]:
    """M02: a front of up to 40 words with its context, never more than 60."""
    if card.note.note.role in CLASSIC or (card.note.length <= 40 and not card.hints):
        return
    count = reading_words(card.front, 40)
    if severity := _graded(count, 40, 60):
        yield Finding(
            severity, f"the front has {count} words: {quoted(card.text)}", "break the sentence in two"
        )


def answer_is_short(note: NoteView) -> Iterator[Finding]:
    """M03: an answer of up to 20 words, never more than 40; code is read otherwise."""
    if note.is_cloze or note.note.role in CLASSIC:
        return
    answer = note.note.fields.get("Answer", "")
    count = reading_words(visible_text(CODE.sub(" ", answer)) if "<pre" in answer else note.answer.text, 20)
    if severity := _graded(count, 20, 40):
        message = f"the answer of {quoted(note.body.text)} has {count} words"
        yield Finding(severity, message, "say it in fewer words, or make two points of it")


def ordinal_hides_one_term(card: Card) -> Iterator[Finding]:
    """M04: texts hidden together are forms of one term, or are joined in the sentence ("a and b")."""
    if len(card.hidden) < 2:
        return
    for one, other in pairwise(card.hidden):
        if not one.stems or not other.stems or not set(one.stems).isdisjoint(other.stems):
            continue
        if _are_aliases(one, other, card) or _are_opposites(one, other) or _are_joined(card):
            continue
        message = f"one card hides different terms: {quoted(one.text)} and {quoted(other.text)}"
        yield Finding(Severity.WARNING, message, "hide one of them")
        return


def _are_aliases(one: Hidden, other: Hidden, card: Card) -> bool:
    stems = [set(one.stems), set(other.stems)]
    for _, _, short, long in card.page.abbreviations:
        if any(short <= mine and long <= theirs for mine, theirs in (stems, stems[::-1])):
            return True
    return any(_abbreviates(a.text, b.text) for a, b in ((one, other), (other, one)))


def _are_opposites(one: Hidden, other: Hidden) -> bool:
    return not opposites(one.words).isdisjoint(word.lower() for word in other.words)


def _abbreviates(short: str, long: str) -> bool:
    letters = [char for char in short.rstrip("s").lower() if char.isalnum()]
    rest = iter(long.lower())
    return (
        1 < len(letters) < 8 and long.lower().startswith(letters[0]) and all(char in rest for char in letters)
    )


def _are_joined(card: Card) -> bool:
    body = card.note.body.text
    return all(_JOINED.fullmatch(body, one.end, other.start) for one, other in pairwise(card.marks))


def note_has_few_cards(note: NoteView) -> Iterator[Finding]:
    """M05: up to 4 cards of one sentence, never more than 6; a list may ask for each of its items."""
    count = len(note.ordinals)
    if not note.is_list and (severity := _graded(count, 4, 6)):
        message = f"{count} terms of one sentence are hidden: {quoted(note.body.text)}"
        yield Finding(severity, message, "name terms that need no card under 'never_hide' in 'cards'")


def list_is_short(card: Card) -> Iterator[Finding]:
    """M06: a list to recall at once has up to 5 items, never more than 7."""
    note = card.note
    if note.note.role in CLASSIC:
        return
    if note.is_cloze:
        count = len(card.marks) if note.is_list else 0
    else:
        count = note.note.fields.get("Answer", "").count("<li") or note.answer.text.count(";") + 1
    if severity := _graded(count, 5, 7):
        message = f"{count} items are asked for at once: {quoted(card.text)}"
        yield Finding(severity, message, "group the items, each group a point of its own")


def enough_is_shown(card: Card) -> Iterator[Finding]:
    """M07: at most 40 % of the words with content are hidden; a formula counts as two."""
    if not card.note.is_cloze or card.note.asks_about_media:
        return
    everything, shown = card.note.weight, weight(card.shown, card.note.body.text)
    if everything - shown > 0.4 * everything:
        message = f"{everything - shown} of {everything} words with content are hidden: {quoted(card.text)}"
        yield Finding(Severity.WARNING, message, "hide less, or say more in the sentence")


def deletion_ends_well(card: Card) -> Iterator[Finding]:
    """M08: a deletion of several words begins and ends with a word of its term."""
    if not card.note.is_cloze:
        return
    for hidden in card.hidden:
        if len(hidden.words) < 2 or hidden.text.lower().startswith(_LATIN):
            continue
        first, last = hidden.words[0], hidden.words[-1]
        # "The Hague" and "vitamin A" are names; a sentence begins with a capital all the same.
        names = first[0].isupper() and hidden.words[1][0].isupper()
        names = names or hidden.text.startswith(f"{first}-")  # "off-by-one errors"
        edge = ""
        if is_edge(first.replace("’", "'")) and not names:
            edge = first
        elif (
            is_edge(last.replace("’", "'")) and not last[0].isupper() and not hidden.text.endswith(f"-{last}")
        ):
            edge = last
        if edge:
            message = f"a deletion has {quoted(edge)} at its edge: {quoted(hidden.text)}"
            yield Finding(Severity.ERROR, message, "mark the term without it, as ==term==")


NOTE_SIZE = (Rule("M03", answer_is_short), Rule("M05", note_has_few_cards))
CARD_SIZE = (
    Rule("M01", deletion_is_short),
    Rule("M02", front_is_short),
    Rule("M04", ordinal_hides_one_term),
    Rule("M06", list_is_short),
    Rule("M07", enough_is_shown),
    Rule("M08", deletion_ends_well),
)
