"""Rules L and G: a card neither shows what it hides nor asks for what anybody would guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set

from deckpress.domain import Severity
from deckpress.generator.opposites import opposites
from deckpress.generator.words import EVALUATIVE_STEMS, GENERIC_STEMS
from deckpress.lint.reading import FORMULA, content_stem, read_words
from deckpress.lint.views import HIDDEN, Card, Finding, Hidden, Rule, quoted

_NO_TERMS = GENERIC_STEMS | EVALUATIVE_STEMS
_GLOSS = re.compile(r"\s*\([^()]*\)\s*$")
_SIGNS = re.compile(r"[~$#@^<>=|/*&%{}\[\]]|\.\.")
_TAIL = re.compile(r"\s(?:of|for|in|to|on|with)\s")
_BESIDE = re.compile(r"\A\s*\(([A-Za-zα-ω\d-]{2,10})\)")
_CHOICE = re.compile(r"\bor\b|\bwhether\b", re.I)
_LEAK_HINT = "mark all places of the term as ==term==, or name it under 'never_hide' in 'cards'"


def front_hides_the_answer(card: Card) -> Iterator[Finding]:
    """L01: the words of the answer do not stand together elsewhere in the text.

    Words that are scattered over the card give nothing away: they must stand within its length and two.
    """
    if not card.note.is_cloze and (_CHOICE.search(card.text) or len(card.note.answer.words) > 12):
        return
    for hidden in card.hidden:
        if not hidden.distinct or not hidden.distinct <= card.seen:
            continue
        # The signs of "cd .." are more than its words.
        told = hidden.text in card.text or not _SIGNS.search(FORMULA.sub("", hidden.text))
        if told and stands_in(hidden.stems, card.shown, len(hidden.words) + 2):
            message = f"the card shows its answer {quoted(hidden.text)}: {quoted(card.text, 100)}"
            yield Finding(Severity.ERROR, message, _LEAK_HINT)
            return


def context_hides_the_answer(card: Card) -> Iterator[Finding]:
    """L03: neither the context line nor the hint holds the answer."""
    context = card.note.context
    for hidden in card.hidden:
        if not card.hints and not hidden.distinct <= card.note.context_stems:
            continue
        places = [("context", context.text, context.stems)] if context.text else []
        places += [("hint", hint, read_words(hint).stems) for hint in card.hints]
        for name, text, stems in places:
            if stands_in(hidden.stems, stems, len(hidden.words) + 2):
                message = f"the {name} {quoted(text)} shows the answer {quoted(hidden.text)}"
                yield Finding(Severity.ERROR, message, "give the point another title, or hide something else")
                return


def stands_in(term: Sequence[str], stems: Sequence[str], window: int) -> bool:
    """Tell whether all stems of a term stand within `window` words of a text; "" is no word of interest."""
    wanted = set(term)
    if not wanted or not wanted.issubset(stems):
        return False
    last: dict[str, int] = {}
    for place, stem in enumerate(stems):
        if stem in wanted:
            last[stem] = place
            if len(last) == len(wanted) and place - min(last.values()) < window:
                return True
    return False


def modifiers_are_hidden(card: Card) -> Iterator[Finding]:
    """L02: most words before the head of the term are not to be seen ("killer" of "killer cells")."""
    if not card.note.is_cloze:
        return
    for hidden in card.hidden:
        if len(hidden.stems) < 2 or " " not in hidden.text or card.front_stems.isdisjoint(hidden.stems):
            continue
        core = _TAIL.split(_GLOSS.sub("", hidden.text), maxsplit=1)[0]
        modifiers = [stem for stem in read_words(core).stems if stem][:-1]
        shown = [stem for stem in modifiers if stem in card.front_stems]
        if modifiers and 2 * len(shown) >= len(modifiers):
            words = (word for word in read_words(core).words if read_words(word).stems[0] in shown)
            message = f"the front shows {quoted(' '.join(words))} of the answer {quoted(hidden.text)}"
            yield Finding(Severity.WARNING, message, "hide the part of the term that is not given away")
            return


def short_and_long_form_go_together(card: Card) -> Iterator[Finding]:
    """L04: an abbreviation is hidden with what it stands for."""
    if not card.note.is_cloze:
        return
    for hidden in card.hidden:
        if shown := _other_form(hidden, card):
            message = (
                f"{quoted(hidden.text)} is hidden, but {quoted(shown)} is shown: {quoted(card.text, 100)}"
            )
            yield Finding(Severity.ERROR, message, "hide both together: ==long form (LF)==")
            return


def _other_form(hidden: Hidden, card: Card) -> str:
    stems = hidden.distinct
    for short, long, short_stems, long_stems in card.page.abbreviations:
        if not short_stems or not long_stems or short_stems & long_stems:
            continue
        # "natural killer cells" for NK; "Public Relations Association" is more than PR.
        spelt_out = long_stems <= stems and len(stems - long_stems) < 2
        if spelt_out and not short_stems <= stems and short_stems <= card.front_stems:
            return short
        if stems == short_stems and (
            stands_in(list(long_stems), card.shown, len(long.split()) + 2)
            or stands_in(list(long_stems), card.note.context.stems, len(long.split()) + 2)
        ):
            return long
    return _shown_initials(hidden, card)


def _shown_initials(hidden: Hidden, card: Card) -> str:
    """Return the short form that the page never explains, but that has the initials of the hidden words."""
    for mark in card.marks if "(" in card.text else ():
        beside = _BESIDE.match(card.note.body.text[mark.end : mark.end + 16])
        if beside and beside[0].strip() in card.text and _are_initials(beside[1], hidden.words):
            return beside[1]
    if 2 < len(hidden.words) < 8 and any(map(str.isupper, card.note.body.words)):
        initials = {_initials(hidden.words), _initials(word for word in hidden.words if content_stem(word))}
        for word, stem in zip(card.note.body.words, card.shown, strict=True):
            if stem and len(word) > 2 and word.isupper() and word.lower() in initials:
                return word
    return ""


def _initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words).lower()


def _are_initials(short: str, words: Sequence[str]) -> bool:
    """Tell whether the capitals of `short` begin words, in order, or the words begin with its capitals."""
    letters, initials = short.rstrip("s"), _initials(words)
    if not (letters.isupper() and letters.isalpha() and len(letters) > 1 and len(initials) > 1):
        return False
    one, other = sorted((letters.lower(), initials), key=len)
    rest = iter(other)
    return all(letter in rest for letter in one)


def article_tells_nothing(card: Card) -> Iterator[Finding]:
    """L05: "an" before the gap tells that the term begins with a vowel."""
    for mark in card.marks:
        if card.note.body.text[max(0, mark.start - 4) : mark.start].lower().endswith((" an ",)) or (
            mark.start == 3 and card.note.body.text[:3].lower() == "an "
        ):
            message = f'"an" before the gap tells how the answer begins: {quoted(card.text)}'
            yield Finding(Severity.INFO, message, "write the sentence without the article, or leave it")
            return


def topic_is_not_asked(card: Card) -> Iterator[Finding]:
    """G01: the topic of the page answers no card, but on a page that compares things."""
    if not card.note.is_cloze or card.page.is_comparison:
        return
    for hidden in card.hidden:
        if hidden.stems and hidden.distinct in card.page.topics:
            message = f"{quoted(hidden.text)} is what the page is about"
            yield Finding(Severity.ERROR, message, "hide what the page says about it")
            return


def answer_is_a_term(card: Card) -> Iterator[Finding]:
    """G02: not every word of the answer stands in a text of any subject."""
    if not card.note.is_cloze:
        return
    keywords = card.page.keywords
    for hidden in card.hidden:
        # What the page has as a keyword is a term, whatever its words: "interest rate".
        if hidden.stems and hidden.distinct <= _NO_TERMS and hidden.distinct not in keywords:
            message = f"any text may hold {quoted(hidden.text)}: {quoted(card.text)}"
            yield Finding(
                Severity.WARNING, message, "hide a term of the subject, or name this one under 'never_hide'"
            )
            return


def antonyms_go_together(card: Card) -> Iterator[Finding]:
    """G03: who sees "low" beside the gap knows "high"."""
    if not card.note.is_cloze:
        return
    for hidden in card.hidden:
        partners = opposites(hidden.words) if len(hidden.stems) < 3 else None
        if partners and (shown := partners & _shown_words(card)):
            message = f"{quoted(min(shown))} beside the gap gives {quoted(hidden.text)} away"
            message += f": {quoted(card.text)}"
            yield Finding(Severity.WARNING, message, "hide both words together")
            return


def _shown_words(card: Card) -> Set[str]:
    return {word.lower() for word in read_words(card.text.replace(HIDDEN, " ")).words}


LEAKS = (
    Rule("L01", front_hides_the_answer),
    Rule("L02", modifiers_are_hidden),
    Rule("L03", context_hides_the_answer),
    Rule("L04", short_and_long_form_go_together),
    Rule("L05", article_tells_nothing),
    Rule("G01", topic_is_not_asked),
    Rule("G02", answer_is_a_term),
    Rule("G03", antonyms_go_together),
)
