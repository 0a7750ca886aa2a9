"""`python -m bench editions`: what random edits of pages cost learners.

Every page is published, edited once in each way, and published again. A card of the first edition is *kept*
if it still asks the same fact, *wrong* if it asks another one. Else it is *withdrawn* if what it says is no
longer on the page, *lost* if a new card asks it now, and *gone* if none does. The last column is the share
kept of those that are not withdrawn.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from rapidfuzz import fuzz

from bench.cards import table
from bench.pages import read_pages
from deckpress.domain import Kind, Note, Page, Role, Settings, slug
from deckpress.edition import letters
from deckpress.edition.going_on import carried_note
from deckpress.edition.settle import settle_notes
from deckpress.exporter import PublishedNote, hidden_texts
from deckpress.generator import generate_notes
from deckpress.generator.sentences import split_sentences
from deckpress.lint import lint_page
from deckpress.markup import visible_text
from deckpress.parser.key_points import parse_answer

NAMESPACE = "bench"
SAME_SENTENCE, SAME_TERM, STILL_SAID = 60, 80, 90  # per cent of similarity

Edit = Callable[[str, random.Random], str]
_SENTENCE = re.compile(r"(?<=[a-z)])\. (?=[A-Z])")
_POINT = re.compile(r"^\d+\. .*(?:\n(?!\d+\. |#).*)*", re.MULTILINE)
_TITLE = re.compile(r"^(\d+\. )?\*\*([A-Z][\w ,-]{3,60})\*\*", re.MULTILINE)
_WORD = re.compile(r"\b[a-z]{7,}\b")
_TWO_WORDS = re.compile(r"\b[a-z]{4,} [a-z]{5,}\b")


def reword(text: str, dice: random.Random) -> str:
    """One word of the running text becomes another."""
    words = [" is ", " are ", " can ", " the ", " and ", " which ", " through ", " important "]
    found = [(at.start(), word) for word in words for at in re.finditer(word, text)]
    if not found:
        return text
    at, word = dice.choice(found)
    new = dice.choice([" also ", " usually ", " in fact ", " mostly "])
    return text[:at] + new.rstrip() + word + text[at + len(word) :]


def misspell(text: str, dice: random.Random) -> str:
    """A letter of a long word is gone."""
    found = list(_WORD.finditer(text))
    if not found:
        return text
    at = dice.choice(found).start() + dice.randint(2, 5)
    return text[:at] + text[at + 1 :]


def add_sentence(text: str, dice: random.Random) -> str:
    found = list(_SENTENCE.finditer(text))
    at = dice.choice(found).end() if found else 0
    return text[:at] + "Teachers often come back to this topic before examinations. " + text[at:]


def drop_sentence(text: str, dice: random.Random) -> str:
    found = [at.end() for at in _SENTENCE.finditer(text)]
    pairs = [(a, b) for a, b in pairwise(found) if "\n" not in text[a:b]]
    if not pairs:
        return text
    start, end = dice.choice(pairs)
    return text[:start] + text[end:]


def rename_title(text: str, dice: random.Random) -> str:
    found = list(_TITLE.finditer(text))
    if not found:
        return text
    title = dice.choice(found)
    return text[: title.start(2)] + "More about " + title[2].lower() + text[title.end(2) :]


def add_first_point(text: str, dice: random.Random) -> str:
    found = _POINT.search(text)
    if found is None:
        return text
    point = (
        "1. **Granite in short**: Granite is an igneous rock that consists of quartz, feldspar and mica.\n"
    )
    return text[: found.start()] + point + text[found.start() :]


def drop_point(text: str, dice: random.Random) -> str:
    found = list(_POINT.finditer(text))
    if len(found) < 2:
        return text
    point = dice.choice(found)
    return text[: point.start()] + text[point.end() :].lstrip("\n")


def swap_points(text: str, dice: random.Random) -> str:
    found = list(_POINT.finditer(text))
    if len(found) < 2:
        return text
    i = dice.randrange(len(found) - 1)
    one, two = found[i], found[i + 1]
    return text[: one.start()] + two[0] + text[one.end() : two.start()] + one[0] + text[two.end() :]


EDITS: Mapping[str, Edit] = {
    "reword": reword,
    "misspell": misspell,
    "add a sentence": add_sentence,
    "drop a sentence": drop_sentence,
    "rename a title": rename_title,
    "add a first point": add_first_point,
    "drop a point": drop_point,
    "swap points": swap_points,
}
DROP_KEYWORD, NEW_KEYWORDS, QUESTION = "drop a keyword", "change keywords", "change the question"
CHANGES = (*EDITS, DROP_KEYWORD, NEW_KEYWORDS, QUESTION)
FATES = ("kept", "wrong", "withdrawn", "lost", "gone")
_ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Card:
    """What a card asks: the hidden term (or the question) in its sentence (or with its answer).

    `said` are the sentences or titles that the page must say for it."""

    term: str
    text: str
    said: tuple[str, ...]

    def stands_in(self, page: str) -> bool:
        return all(fuzz.partial_ratio(letters(one), page) >= STILL_SAID for one in self.said)

    def asks_the_same(self, other: Card) -> bool:
        if fuzz.token_set_ratio(self.text, other.text) < SAME_SENTENCE:
            return False
        one, two = slug(self.term), slug(other.term)
        return one in two or two in one or fuzz.ratio(one, two) >= SAME_TERM


def cards_of(notes: Sequence[Note]) -> dict[tuple[str, int], Card]:
    cards = {}
    for note in notes:
        if note.kind is Kind.CLOZE:
            text = visible_text(note.fields["Text"])
            for ordinal, hidden in hidden_texts(note.fields["Text"]).items():
                cards[note.guid, ordinal] = Card(visible_text(hidden[0]), text, tuple(split_sentences(text)))
        else:
            question, answer = visible_text(note.fields["Question"]), visible_text(note.fields["Answer"])
            items = _ITEM.findall(note.fields["Answer"]) if note.role is Role.OVERVIEW else ()
            said = [visible_text(item) for item in items] or split_sentences(answer.rstrip(" …"))
            cards[note.guid, 1] = Card(question, f"{question} {answer}", tuple(said))
    return cards


def fates(
    before: Sequence[Note], after: Sequence[Note], page: str
) -> Iterator[tuple[str, Card, Card | None]]:
    """Yield what became of each card. `page` are the letters of the second edition's page."""
    old, new = cards_of(before), cards_of(after)
    fresh = [card for key, card in new.items() if key not in old]
    for key, card in old.items():
        now = new.get(key)
        if now is not None:
            yield ("kept" if card.asks_the_same(now) else "wrong"), card, now
        elif not card.stands_in(page):
            yield "withdrawn", card, None
        else:
            again = next((one for one in fresh if card.asks_the_same(one)), None)
            yield ("lost" if again else "gone"), card, again


def publish(page: Page, previous: Sequence[PublishedNote], now: int) -> list[PublishedNote]:
    settings = Settings()
    notes = lint_page(page, generate_notes(page, settings)[0], settings).notes
    settled = settle_notes(page.key, NAMESPACE, notes, previous, now, _text(page))
    return [PublishedNote(one.record, one.note.fields, one.note.tags) for one in settled]


def _text(page: Page) -> str:
    return f"{page.question}\n\n{page.answer.text}"


def edited(page: Page, name: str, dice: random.Random) -> Page:
    keywords = list(page.keywords)
    if name == DROP_KEYWORD:
        if keywords:
            keywords.pop(dice.randrange(len(keywords)))
        return replace(page, keywords=tuple(keywords))
    if name == NEW_KEYWORDS:
        kept = dice.sample(keywords, len(keywords) // 2)
        pairs = _TWO_WORDS.findall(page.answer.text)
        return replace(
            page, keywords=(*kept, *dice.sample(pairs, min(len(pairs), len(keywords) - len(kept))))
        )
    if name == QUESTION:
        return replace(page, question=f"In short: {page.question}")
    text = EDITS[name](page.answer.text, dice)
    lines = range(1, text.count("\n") + 2)
    return replace(page, answer=parse_answer(text, page.location.path, lines))


def run(
    content: Path, count: int | None, seed: int, examples: Sequence[str], say: Callable[[str], None]
) -> None:
    """Print the share of each fate by kind of edit; `examples` names fates whose cards are listed."""
    counts: dict[str, Counter[str]] = {}
    for page in read_pages(content, count, seed):
        first = publish(page, (), 1)
        for name in CHANGES:
            dice = random.Random(f"{seed} {page.key} {name}")
            changed = edited(page, name, dice)
            second = publish(changed, first, 2)
            for fate, card, now in fates(_notes(first), _notes(second), letters(_text(changed))):
                counts.setdefault(name, Counter())[fate] += 1
                if fate in examples:
                    present = f"[{now.term}] {now.text}" if now else "-"
                    say(f"{name}: {fate}: [{card.term}] {card.text}\n    now {present}")
    total: Counter[str] = Counter()
    for one in counts.values():
        total.update(one)
    rows = [_row(name, one) for name, one in (*counts.items(), ("all", total))]
    say(table(("edit", "cards", *FATES, "kept of standing"), rows))


def _notes(published: Sequence[PublishedNote]) -> list[Note]:
    return [carried_note(one) for one in published]


def _row(name: str, fate: Counter[str]) -> list[str]:
    whole = fate.total() or 1
    shares = [f"{100 * fate[kind] / whole:.2f} %" for kind in FATES]
    standing = fate.total() - fate["withdrawn"] or 1
    return [name, str(fate.total()), *shares, f"{100 * fate['kept'] / standing:.2f} %"]
