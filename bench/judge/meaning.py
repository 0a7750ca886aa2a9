"""Rules L, G, A and W: what a card gives away, whether it can be guessed, whether it can be answered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bench.judge.findings import ERROR, INFO, WARNING, CardRule, Finding
from bench.judge.page_view import PageView
from bench.judge.reading import Card
from bench.judge.word_lists import (
    ADVERBS,
    ANTONYMS,
    CONNECTIVES,
    EVALUATIVE,
    LY_NOUNS,
    POINTING_WORDS,
    PRONOUNS,
)
from bench.judge.words import (
    content_stems,
    content_words,
    formulas,
    is_function_word,
    is_generic,
    is_verb,
    stands_in,
    stem,
    stems,
    without_formulas,
    words,
)

_ACRONYM = re.compile(r"\b[A-Z][A-Za-z]?[A-Z0-9]{1,5}s?\b|\b[A-Z]{2,6}s?\b")
_GLOSS = re.compile(r"\s*\(([^()]*)\)\s*$")
_BESIDE = re.compile(r"\[[^\]]*\]\s*\(([A-Za-z0-9αβγδκ-]{2,10})\)")
_PRONOUN_START = re.compile(
    r"^(it|they|this|these|those|that|its|their|such|he|she|his|her|them)\b[ ,]*([^\W_]*)", re.I
)
_EXPLETIVE = re.compile(
    r"^it (?:is|was|may be|can be|has been)(?: \w+)? (?:\w+ )?(?:to|that|for|whether|when|who|not)\b", re.I
)
_POINTING = re.compile(
    r"\bthe following\b(?! (?:day|week|month|year|morning|decade|century))|\bas follows\b"
    r"|\b(?:outlined|mentioned|described|discussed|listed|shown|noted|stated|given|seen|defined) "
    r"(?:above|below|earlier|previously)\b"
    r"|\babove[- ]mentioned\b|\baforementioned\b"
    r"|\bthis (?:example|case|section|answer|article|passage|text)\b"
    r"|\bthe (?:above|below|previous|next) (?:example|step|point|equation|formula|table|figure|section)\b",
    re.I,
)
_CONNECTIVE = re.compile(rf"(?:{'|'.join(map(re.escape, CONNECTIVES))})(?:,|\s(?=that\b))", re.I)
_LIST_ITEM = re.compile(
    r"((?:\S+ ){0,2}\S+)?,? (?:such as|including|for example|e\.g\.,?) "
    r"([^.;\[]*)\[[^\]]*\]((?:, [^,.;]+)*,? (?:and|or) [^,.;]+)?"
)
_QUESTION_PRONOUN = re.compile(r"\b(it|they|this|these|those|them|its|their)\b(?:\s+([^\W_]+))?", re.I)
_QUESTION_WORD = re.compile(r"^(?:what|why|how|when|where|who|which)\b", re.I)
_EXPLETIVE_QUESTION = re.compile(r"\bit (?:is )?\w+(?: \w+)? (?:to|that|for|if)\b", re.I)
_PARTNERS = {one: two for pair in ANTONYMS for one, two in (pair, pair[::-1])}


def leaks(card: Card, page: PageView) -> Iterator[Finding]:
    """L01 and L03: what must be recalled stands on the front, in the text or in context line and hint."""
    for hidden in dict.fromkeys(card.hidden):
        wanted = set(content_stems(hidden))
        places = (("context", card.reading.context), *(("hint", hint) for hint in card.hints))
        for name, text in places:
            if _given_away(hidden, wanted, text, card.reading.is_cloze):
                yield Finding("L03", ERROR, f"{hidden} in {name}: {text}")
                return
        if _given_away(hidden, wanted, card.text, card.reading.is_cloze):
            yield Finding("L01", ERROR, f"{hidden} in: {card.text}")
            return


def _given_away(hidden: str, wanted: set[str], text: str, is_cloze: bool) -> bool:
    if not wanted:
        mine = formulas(hidden)
        return bool(mine) and set(mine) <= set(formulas(text))
    seen = stems(text)
    room = len(words(hidden)) + 2 if is_cloze else len(seen)
    if stands_in(wanted, seen, room):
        return not (set(formulas(hidden)) - set(formulas(text)))
    joined = "".join(words(hidden)).lower()  # "nonlinear" gives "non-linear" away
    return len(joined) > 4 and joined in {"".join(words(part)).lower() for part in text.split()}


def partial_leak(card: Card, page: PageView) -> Iterator[Finding]:
    """L02: most modifiers of the hidden term are visible."""
    if not card.reading.is_cloze:
        return
    seen = set(stems(card.front))
    for hidden in dict.fromkeys(card.hidden):
        term = content_stems(re.split(r"\s(?:of|for|in)\s", _GLOSS.sub("", hidden))[0])
        modifiers = term[:-1]
        shown = [word for word in modifiers if word in seen]
        if modifiers and 2 * len(shown) >= len(modifiers):
            yield Finding("L02", WARNING, f"{' '.join(shown)} of {hidden} in: {card.front}")
            return


def short_forms(card: Card, page: PageView) -> Iterator[Finding]:
    """L04: long and short form are hidden together or not at all."""
    if not card.reading.is_cloze:
        return
    seen = {acronym.rstrip("s") for acronym in _ACRONYM.findall(card.front)}
    for hidden in dict.fromkeys(card.hidden):
        parts = words(_GLOSS.sub("", hidden))
        letters = {
            "".join(part[0] for part in chosen).upper()
            for chosen in (parts, [part for part in parts if not is_function_word(part)])
            if len(chosen) > 1
        }
        beside = [short for short in _BESIDE.findall(card.text) if not short.isdigit()]
        if letters & seen:
            yield Finding("L04", ERROR, f"{hidden}, but {', '.join(letters & seen)} shown")
        elif parts and any(_abbreviates(short, hidden) for short in beside):
            yield Finding("L04", ERROR, f"{hidden}, but ({beside[0]}) shown")
        elif _ACRONYM.fullmatch(hidden) and _spelt_out(hidden.rstrip("s"), card.front):
            yield Finding("L04", ERROR, f"{hidden}, but its long form is shown: {card.front}")


def _abbreviates(short: str, long: str) -> bool:
    letters = [char for char in short.rstrip("s").lower() if char.isalnum()]
    rest = iter(long.lower())
    return (
        bool(letters)
        and sum(char.isupper() for char in short) >= 2
        and long.lower().startswith(letters[0])
        and all(char in rest for char in letters)
    )


def _spelt_out(acronym: str, text: str) -> bool:
    """Tell whether successive words of `text` begin with the letters of `acronym` (two: right beside it)."""
    if len(acronym) < 3:
        before = re.search(r"([^\W_]+)[ -]([^\W_]+) \(\[", text)
        return before is not None and (before[1][0] + before[2][0]).upper() == acronym
    every = words(text)
    for chosen in (every, [word for word in every if not is_function_word(word)]):
        if acronym in "".join(word[0] for word in chosen).upper() and any(
            "".join(word[0] for word in chosen[at : at + len(acronym)]).upper() == acronym
            for at in range(len(chosen) - len(acronym) + 1)
        ):
            return True
    return False


def article_cue(card: Card, page: PageView) -> Iterator[Finding]:
    """L05: "an [...]" tells that the term begins with a vowel."""
    if re.search(r"\ban \[", card.text):
        yield Finding("L05", INFO, "an [...]")


def guessable(card: Card, page: PageView) -> Iterator[Finding]:
    """G01, G02, G03."""
    if not card.reading.is_cloze:
        return
    for hidden in dict.fromkeys(card.hidden):
        content = content_words(hidden)
        if not page.compares and page.is_topic(frozenset(map(stem, content))):
            yield Finding("G01", ERROR, f"{hidden} on: {page.page.question}")
        elif _is_generic(hidden, page):
            yield Finding("G02", WARNING, f"{hidden} in: {card.text}")
        seen = {word.lower() for word in words(card.text)}
        partner = next((_PARTNERS[w.lower()] for w in content if _PARTNERS.get(w.lower()) in seen), None)
        if partner and len(content) <= 2:
            yield Finding("G03", WARNING, f"{hidden}, but {partner} shown")


def _is_generic(hidden: str, page: PageView) -> bool:
    """Tell whether nothing but words of any subject is hidden, and not a term the page's author named."""
    if formulas(hidden) or _is_keyword(hidden, page):
        return False
    return bool(words(hidden)) and all(is_generic(word) for word in words(hidden))


def _is_keyword(hidden: str, page: PageView) -> bool:
    return frozenset(content_stems(hidden)) in page.keywords


def answerable(card: Card, page: PageView) -> Iterator[Finding]:
    """A02, A03 and A05: the front says what is asked."""
    content = set(content_stems(card.front))
    visible = len(content_words(card.front)) + 2 * len(formulas(card.front))
    if visible < (4 if card.reading.is_cloze else 2):
        yield Finding("A03", ERROR, f"{visible} content words: {card.front}")
    elif not content & (page.topic | page.question) and not any(word <= content for word in page.keywords):
        yield Finding("A05", WARNING, f"neither topic nor keyword: {card.front}")
    if card.reading.is_cloze and not card.hints and (item := _LIST_ITEM.search(card.text)):
        category = content_words(item[1] or "")
        siblings = content_words(re.sub(r"\[[^\]]*\]", " ", f"{item[2]} {item[3] or ''}"))
        if not siblings and all(is_generic(word) or is_verb(word) for word in category):
            yield Finding("A02", WARNING, f"list item without category: {item[0]}")


def orphan(card: Card, page: PageView) -> Iterator[Finding]:
    """A04: a pronoun at the start needs its noun in the context line."""
    known = set(stems(card.reading.context))
    if card.reading.context and all(word.lower() in PRONOUNS for word in words(card.reading.context)):
        yield Finding("A04", ERROR, f"context line {card.reading.context!r}")
    if card.reading.is_cloze:
        start = _PRONOUN_START.match(card.reading.sentence)
        if start and not _EXPLETIVE.match(card.reading.sentence):
            noun = _noun_after(card.reading.sentence[start.end(1) :])
            if not noun or noun not in known or start[1].lower() in {"it", "they", "them", "he", "she"}:
                yield Finding("A04", ERROR, card.reading.sentence[:90])
        return
    found = _QUESTION_PRONOUN.search(card.text)
    if (
        found
        and not content_words(_QUESTION_WORD.sub("", card.text[: found.start()]))
        and not _EXPLETIVE_QUESTION.search(card.text)
        and not (found[2] and stem(found[2]) in known)
    ):
        yield Finding("A04", ERROR, card.text[:90])


def _noun_after(text: str) -> str:
    """Return the stem of the noun after a determiner: "signaling molecules are" gives "molecul"."""
    noun = ""
    for word in words(text)[:4]:
        if is_function_word(word) or (noun and is_verb(word)):
            break
        noun = stem(word)
    return noun


def wording(card: Card, page: PageView) -> Iterator[Finding]:
    """A07, W01 and W02."""
    if found := _POINTING.search(card.front):
        yield Finding("A07", WARNING, f"{found[0]}: {card.front[:90]}")
    if found := _CONNECTIVE.match(card.text):
        yield Finding("W01", WARNING, card.text[:90])
    filler = {word.lower() for word in words(card.text)} & EVALUATIVE
    if len(filler) > 1 and not any(word <= set(stems(card.front)) for word in page.keywords):
        yield Finding("W02", INFO, card.text[:90])


def never_hidden(card: Card, page: PageView) -> str:
    """Return why a tutor would never hide what this cloze card hides, "" for a sensible deletion.

    A heuristic of its own, apart from the rules: nothing but words of any subject, a bare verb or adverb,
    a phrase that points elsewhere ("these molecules"), or the page's topic. Other forms under the same
    ordinal may make sense of a deletion.
    """
    reasons = [_why_never(hidden, page) for hidden in dict.fromkeys(card.hidden)]
    return reasons[0] if reasons and all(reasons) else ""


def _why_never(hidden: str, page: PageView) -> str:
    parts = words(without_formulas(hidden))
    if formulas(hidden) or not parts:
        return ""
    if parts[0].lower() in POINTING_WORDS and not parts[0].isupper():
        return "points elsewhere"
    if len(content_words(hidden)) < 3 and _is_generic(hidden, page):
        return "generic"
    if all(is_verb(word) or is_function_word(word) for word in parts) and not _is_keyword(hidden, page):
        return "verb"
    is_adverb = re.fullmatch(r"[a-z]{4,}ly", parts[0]) and parts[0] not in LY_NOUNS
    if parts[0] in ADVERBS or (is_adverb and len(parts) == 1):
        return "adverb"
    if not page.compares and page.is_topic(frozenset(content_stems(hidden))):
        return "topic"
    return ""


CARD_RULES: tuple[CardRule, ...] = (
    leaks,
    partial_leak,
    short_forms,
    article_cue,
    guessable,
    answerable,
    orphan,
    wording,
)
