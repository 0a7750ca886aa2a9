"""Rules C and R03: what the good cards of a page test, and how often. A good card has no error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from deckpress.domain import Role, Severity
from deckpress.generator.tokens import content_stems
from deckpress.lint.leaks import stands_in
from deckpress.lint.options import is_named
from deckpress.lint.views import Finding, Located, NoteView, PageRule, PageView, quoted

ASKING = frozenset({Role.CLOZE, Role.QA, Role.POINT})  # the roles that ask for single key points
MANY = 2  # sentences of a page that may ask for one term


def term_is_asked_twice_at_most(page: PageView, good: Sequence[NoteView]) -> Iterator[Located]:
    """R03: no more than two sentences of a page ask for the same term."""
    counts: dict[frozenset[str], int] = {}
    for note in good:
        if not note.is_cloze:
            continue
        terms = {hidden.distinct: hidden.text for card in note.cards for hidden in card.hidden}
        for stems, text in terms.items():
            if stems:
                counts[stems] = counts.get(stems, 0) + 1
                if counts[stems] == MANY + 1:
                    message = f"more than {MANY} sentences of the page ask for {quoted(text)}"
                    hint = "mark other terms as ==term==, or name this one under 'never_hide' in 'cards'"
                    yield note.note.source, Finding(Severity.WARNING, message, hint)


def every_point_has_a_card(page: PageView, good: Sequence[NoteView]) -> Iterator[Located]:
    """C01: each key point gives a good card; an overview names key points but asks for none."""
    if not ASKING & page.roles or Role.WHOLE in page.roles:
        return
    # A note's key is that of its page, its kind, its role, the key of its point, and its term.
    parts = [note.note.key.split("|") for note in good if note.note.role is not Role.OVERVIEW]
    reached = {part[3] for part in parts if len(part) > 3}
    for point in page.page.answer.points:
        if point.key in reached or not point.text.strip():
            continue
        if any(is_named(point, entry) for entry in page.page.cards.skip_points):
            continue
        message = f"key point {point.number} gives no good card: {quoted(point.title or point.text)}"
        hint = "state its fact in one plain sentence, write a note for it, or name it under 'skip_points'"
        yield point.location, Finding(Severity.WARNING, message, hint)


def most_keywords_are_tested(page: PageView, good: Sequence[NoteView]) -> Iterator[Located]:
    """C02: at most 40 % of the keywords that the answer uses, and not the question, are asked by no card."""
    if Role.CLOZE not in page.roles:
        return
    answers = [
        (hidden.distinct, note.body.stems) for note in good for card in note.cards for hidden in card.hidden
    ]
    apart = {
        keyword: stems
        for keyword in page.page.keywords
        if (stems := content_stems(keyword))
        and page.text_stems.issuperset(stems)
        and not page.question.issuperset(stems)
    }
    missed = [keyword for keyword, stems in apart.items() if not _is_tested(stems, answers)]
    if len(missed) > 0.4 * len(apart):
        message = f"no card asks for {len(missed)} of {len(apart)} keywords: {quoted(', '.join(missed), 100)}"
        hint = "use each keyword in a plain sentence of the answer, or name it under 'hide' in 'cards'"
        yield page.page.location, Finding(Severity.WARNING, message, hint)


def _is_tested(keyword: Sequence[str], answers: Iterable[tuple[frozenset[str], Sequence[str]]]) -> bool:
    """Tell whether an answer holds a keyword, or half of it while the rest stands beside."""
    wanted = frozenset(keyword)
    for answer, told in answers:
        if wanted <= answer:
            return True
        is_half = answer and answer <= wanted and 2 * len(answer) >= len(wanted)
        if is_half and stands_in(keyword, told, len(keyword) + 2):
            return True
    return False


def keywords_stand_in_the_answer(page: PageView, good: Sequence[NoteView]) -> Iterator[Located]:
    """C03: a keyword that the answer never uses cannot become a card."""
    known = page.text_stems | page.question
    missing = [keyword for keyword in page.page.keywords if not known.issuperset(content_stems(keyword))]
    if missing:
        message = f"the answer never uses {quoted(', '.join(missing), 100)}"
        hint = "use these keywords in the answer, or take them out of the list"
        yield page.page.location, Finding(Severity.INFO, message, hint)


COVERAGE = (
    PageRule("R03", term_is_asked_twice_at_most),
    PageRule("C01", every_point_has_a_card),
    PageRule("C02", most_keywords_are_tested),
    PageRule("C03", keywords_stand_in_the_answer),
)
