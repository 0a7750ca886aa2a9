"""Finds in an edited note the deletions that learners have cards for: each keeps its number for ever.

A number never stands for another term. When it is uncertain whether two terms are the same, they count as
different.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from rapidfuzz.distance import OSA

from deckpress.domain import Deletion, Kind, Note, slug
from deckpress.exporter.checks import LARGEST_ORDINAL
from deckpress.exporter.cloze import cloze_numbers, hidden_texts, renumber_clozes, take_out_clozes
from deckpress.exporter.ledger import PublishedNote, Term
from deckpress.exporter.sticky import hide_again, hide_before_others, keep_deletions, whole_words
from deckpress.generator.headings import HEADINGS_JOINT
from deckpress.generator.tokens import content_stems
from deckpress.markup import visible_text

_SPACED = re.compile(r"\S+")
SHORTEST_TYPO = 6  # letters of a term in which one wrong letter is a slip and no other word


def terms_of(note: Note) -> dict[int, Term]:
    """Return what each card of a cloze note asks for, by ordinal; {} for another note."""
    if note.kind is not Kind.CLOZE:
        return {}
    known: dict[int, Deletion] = {}
    for deletion in note.deletions:
        known.setdefault(deletion.ordinal, deletion)
    terms = {}
    for number, hidden in hidden_texts(note.fields["Text"]).items():
        text = visible_text(hidden[0])
        terms[number] = Term(known[number].key if number in known else slug(text), text)
    return terms


def follow(
    published: PublishedNote, note: Note, *, sticky: bool = True, never_hide: Collection[str] = ()
) -> tuple[Note, dict[int, Term]] | None:
    """Return the note with the ordinals that its terms had, and all terms that it ever hid, by ordinal.

    A known term keeps its ordinal, a new one gets the next that was never used. A term that the note hid
    before stays hidden while it stands in the text, unless the author will `never_hide` it; if `sticky`, a
    new term that overlaps with it gives way. None when there are no ordinals left.
    """
    record = published.record
    if note.kind is not Kind.CLOZE:
        return note, dict(record.terms)
    current = terms_of(note)
    numbers = _same_terms(record.terms, current, note.fields["Text"])
    highest = max((*record.terms, *record.card_ids, 0))
    for number in current:
        if number not in numbers:
            highest += 1
            numbers[number] = highest
    if highest > LARGEST_ORDINAL:
        return None
    keys = {numbers[number]: term for number, term in current.items()}
    new = {number: term.text for number, term in keys.items() if number not in record.terms}
    text = None
    never = {content_stems(term) for term in never_hide}
    if sticky and not never:
        text = keep_deletions(published.fields["Text"], note.fields["Text"], numbers, new.keys())
    text = text or renumber_clozes(note.fields["Text"], numbers)
    for number, term in sorted(record.terms.items()):
        if content_stems(term.text) in never:
            continue
        if number in cloze_numbers(text) or (standing := as_it_stands(text, term.text)) is None:
            continue
        again = hide_again(text, standing, number)
        if again is None and sticky and (freed := hide_before_others(text, standing, number, new)):
            again, gone = freed
            new = {number: term for number, term in new.items() if number not in gone}
        if again is not None:
            text = again
            keys[number] = term if standing == term.text else Term(slug(standing), standing)
    terms = dict(record.terms)
    deletions = []
    for number, hidden in hidden_texts(text).items():
        shown = visible_text(hidden[0])
        known = keys.get(number, terms.get(number, Term(slug(shown), shown)))
        terms[number] = _renewed(terms.get(number), replace(known, text=shown))
        deletions.append(Deletion(number, shown, known.key))
    fields = {**note.fields, "Text": text, "Context": _without(note.fields["Context"], deletions, current)}
    return replace(note, fields=fields, deletions=tuple(deletions)), terms


def _without(context: str, deletions: Iterable[Deletion], current: Mapping[int, Term]) -> str:
    """Return the headings of a note without those that show what it hides against the generator's choice."""
    chosen = {term.text.casefold() for term in current.values()}
    kept = [whole_words(one.text) for one in deletions if one.text.casefold() not in chosen]
    headings = context.split(HEADINGS_JOINT)
    return HEADINGS_JOINT.join(
        heading for heading in headings if not any(term.search(visible_text(heading)) for term in kept)
    )


def as_it_stands(text: str, term: str) -> str | None:
    """Return a term as the field has it: itself, or with a slip of the pen; None where it is not there."""
    visible = visible_text(text)
    if whole_words(term).search(visible):
        return term
    count = len(term.split())
    words = list(_SPACED.finditer(visible))
    found = set()
    for first, last in zip(words, words[count - 1 :], strict=False):
        window = visible[first.start() : last.end()].strip(".,;:!?()[]\"'“”‘’")
        if is_slip(term, window):
            found.add(window)
    return found.pop() if len(found) == 1 else None


def is_slip(was: str, now: str) -> bool:
    """One letter missing, too many or in the wrong place, not at the beginning. Another letter instead is
    another word more often than not: sulfite and sulfate, ilium and ileum."""
    old, new = was.casefold(), now.casefold()
    if min(len(old), len(new)) < SHORTEST_TYPO or old[:2] != new[:2] or abs(len(old) - len(new)) > 1:
        return False
    if any(char.isdigit() for char in old + new):
        return False
    moved = len(old) != len(new) or sorted(old) == sorted(new)
    return moved and OSA.distance(old, new, score_cutoff=1) == 1


def _renewed(was: Term | None, now: Term) -> Term:
    if was is None:
        return now
    aliases = dict.fromkeys((*was.aliases, was.key))
    return Term(now.key, now.text, tuple(key for key in aliases if key != now.key))


def _same_terms(published: Mapping[int, Term], current: Mapping[int, Term], text: str) -> dict[int, int]:
    """Return current ordinal -> published ordinal of the terms in `text` that are the same.

    Terms of one stem are different ones when both stand in it: "ideals" is not the hidden "idealized".
    """
    same: dict[int, int] = {}
    free = dict(published)
    for is_same in (_same_words, _same_key, _known_key, _slip):
        for number, term in current.items():
            if number in same:
                continue
            found = [
                old
                for old, was in sorted(free.items())
                if is_same(was, term)
                and (is_same is _same_words or not _stands_elsewhere(was.text, number, text))
            ]
            if len(found) == 1 or (found and is_same is _same_key):
                same[number] = found[0]
                del free[found[0]]
    return same


def _stands_elsewhere(term: str, number: int, text: str) -> bool:
    """Tell whether a term stands in a field, and not only in what the deletions with this number hide."""
    if slug(term) in {slug(visible_text(one)) for one in hidden_texts(text)[number]}:
        return False
    plain, places = take_out_clozes(text)
    for place in places:
        if number in place.numbers:
            plain = f"{plain[: place.start]}{' ' * (place.end - place.start)}{plain[place.end :]}"
    return whole_words(term).search(visible_text(plain)) is not None


def _same_key(was: Term, now: Term) -> bool:
    return was.key == now.key


def _known_key(was: Term, now: Term) -> bool:
    return now.key in was.keys


def _same_words(was: Term, now: Term) -> bool:
    return bool(slug(now.text)) and slug(was.text) == slug(now.text)


def _slip(was: Term, now: Term) -> bool:
    return is_slip(was.text, now.text)


def ordinals_reused(published: Mapping[int, Term], terms: Mapping[int, Term]) -> Iterable[int]:
    """Yield the ordinals whose card would ask for a term that it never stood for."""
    for number, was in published.items():
        now = terms.get(number)
        if now is not None and not was.keys <= now.keys:
            yield number
