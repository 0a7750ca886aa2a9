"""The notes of one page: overview, cloze sentences and short questions, each key point reached by at least one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from deckpress.domain import Deletion, KeyPoint, Kind, Note, Page, Problem, Role, Settings
from deckpress.generator.abbreviations import find_pairs
from deckpress.generator.cloze import GOOD, WEAK, Plan, plan_unit, shown_headings, stems_of
from deckpress.generator.fields import NoteMaker
from deckpress.generator.leaks import Visible
from deckpress.generator.overview import list_html, overviews, title_html
from deckpress.generator.passages import Parts, take_apart
from deckpress.generator.questions import (
    Question,
    aspects_of,
    formula_questions,
    questions_of,
    table_questions,
)
from deckpress.generator.sentences import split_sentences
from deckpress.generator.tags import all_tags, note_tags
from deckpress.generator.tokens import content_stems, tokenize
from deckpress.generator.topic import Topic, find_topic
from deckpress.generator.units import Unit, make_units, strip_marks
from deckpress.generator.vocabulary import Vocabulary, read_vocabulary
from deckpress.generator.words import GENERIC_STEMS
from deckpress.generator.written import written_notes
from deckpress.markup import render, render_cloze, render_inline

MOST_FRONT_WORDS = 40


@dataclass
class Section:
    """A key point, or the introduction or summary, while its notes are made."""

    point: KeyPoint
    parts: Parts
    units: list[Unit]
    is_point: bool = True
    plans: list[Plan] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.point.key if self.is_point else ""

    @cached_property
    def extra(self) -> str:
        """The point in full, as Markdown for the back."""
        return self.point.text


def generate_notes(page: Page, settings: Settings) -> tuple[list[Note], list[Problem]]:
    """Return the notes of a page. They depend on the page and the settings alone."""
    if page.cards.skip:
        return [], []
    maker = _PageNotes(page, settings)
    return maker.notes()


class _PageNotes:
    """The notes of one page in the making: what the page is about, its terms, and its points."""

    def __init__(self, page: Page, settings: Settings) -> None:
        self.page = page
        self.roles = {role for role in settings.roles if role not in page.cards.without}
        self.make = NoteMaker(page, settings)
        pairs = find_pairs(page.answer.text)
        self.topic: Topic = find_topic(page, pairs)
        self.vocabulary: Vocabulary = read_vocabulary(page, self.topic, pairs)
        skipped = {name.strip().lower() for name in page.cards.skip_points}
        self.points = [
            point
            for point in page.answer.points
            if point.title.lower() not in skipped and str(point.number) not in skipped
        ]

    def notes(self) -> tuple[list[Note], list[Problem]]:
        notes: list[Note] = []
        if Role.OVERVIEW in self.roles:
            notes += self.overview_notes()
        sections = [self.section(point) for point in self.points]
        intro = self.section(self.part("intro", self.page.answer.intro), is_point=False)
        summary = self.section(self.part("summary", self.page.answer.summary), is_point=False)
        if Role.CLOZE in self.roles:
            self.plan(sections, intro, summary)
        if Role.QA in self.roles:
            self.ask(sections)
        for section in (intro, *sections, summary):
            notes += self.section_notes(section)
        if Role.WHOLE in self.roles:
            notes.append(self.whole_note())
        written, problems = written_notes(self.page, self.make)
        return notes + written, problems

    def part(self, key: str, text: str) -> KeyPoint:
        return KeyPoint(key, 0, "", "", text, self.page.location)

    def section(self, point: KeyPoint, is_point: bool = True) -> Section:
        parts = take_apart(point.text)
        headings = tuple(one for one in (point.section, point.title) if one)
        return Section(point, parts, make_units(parts.passages, headings, self.topic), is_point)

    # Choosing

    def plan(self, sections: Sequence[Section], intro: Section, summary: Section) -> None:
        """Choose the sentences that become cloze notes, and what each hides."""
        for section in (*sections, intro):
            self.plan_section(section)
        untested = self.untested()
        if untested:
            for section in (intro, *sections, summary):
                for unit in section.units:
                    if any(plan.unit is unit for plan in section.plans):
                        continue
                    if not any(set(stems) <= set(unit.tokens.stems) for stems in untested):
                        continue
                    plan = plan_unit(unit, self.vocabulary, only=frozenset(untested))
                    if plan:
                        self.take(section, plan)
                        untested = self.untested()

    def plan_section(self, section: Section) -> None:
        plans: list[Plan] = []
        for unit in section.units:
            plan = None if unit.is_example and not unit.forced else plan_unit(unit, self.vocabulary)
            if plan is None:
                continue
            if unit.joined >= 0 and plans and plans[-1].unit.text == unit.text[: unit.joined - 1]:
                self.forget(plans.pop())
            plans.append(plan)
            self.count(plan, 1)
        most = 3 + len(section.units) // 3 if section.is_point else 3 + len(section.units) // 3
        kept = sorted(plans, key=lambda plan: -plan.worth)[:most]
        kept = [
            plan for plan in kept if plan.worth >= GOOD or any(one.kind == "marked" for one in plan.chosen)
        ]
        for plan in plans:
            if not any(plan is one for one in kept):
                self.forget(plan)
        section.plans = [plan for plan in plans if any(plan is one for one in kept)]
        if not section.plans and section.is_point:
            found = [plan for unit in section.units if (plan := plan_unit(unit, self.vocabulary, WEAK))]
            if found:
                self.take(section, max(found, key=lambda plan: plan.worth))

    def take(self, section: Section, plan: Plan) -> None:
        section.plans.append(plan)
        order = {id(unit): place for place, unit in enumerate(section.units)}
        section.plans.sort(key=lambda one: order[id(one.unit)])
        self.count(plan, 1)

    def forget(self, plan: Plan) -> None:
        self.count(plan, -1)

    def count(self, plan: Plan, step: int) -> None:
        for one in plan.chosen:
            self.vocabulary.counts[one.key] = self.vocabulary.counts.get(one.key, 0) + step

    def untested(self) -> list[tuple[str, ...]]:
        counts = self.vocabulary.counts
        tested = {key for key, count in counts.items() if count > 0}
        return [
            stems
            for stems in self.vocabulary.keywords
            if "-".join(stems) not in tested
            and not self.topic.covers(stems)
            and not GENERIC_STEMS.issuperset(stems)
        ]

    def ask(self, sections: Sequence[Section]) -> None:
        """Choose the questions."""
        labels = [
            passage.label for section in sections for passage in section.parts.passages if passage.label
        ]
        shared = frozenset(label for label in labels if labels.count(label) > 1)
        for section in sections:
            point = section.point
            found = [
                *formula_questions(section.parts, point.title, self.topic),
                *table_questions(section.parts),
                *aspects_of(section.parts, point.title, point.section, self.topic, shared),
                *questions_of(section.units, self.vocabulary),
            ]
            section.questions = found[:4] if not section.parts.tables else found
            if not section.plans and not section.questions:
                section.questions = list(self.fallback(section))

    def fallback(self, section: Section) -> Iterator[Question]:
        """A question for a point whose sentences give no cloze."""
        point = section.point
        question = f"{self.topic.question} ({point.title or f'point {point.number}'})"
        text = next((passage.text for passage in section.parts.passages if passage.text), "")
        sentences = [one for one in split_sentences(strip_marks(text)) if not one.endswith((":", "?"))]
        first = sentences[0] if sentences else ""
        if first and len(first.split()) < MOST_FRONT_WORDS:
            yield Question("point", question, first)
        elif section.parts.aside:
            yield Question("point", question, section.parts.aside[0], (), True)
        elif point.text.strip():
            yield Question("point", question, " ".join(point.text.split()[:30]) + " …")

    # Writing

    def section_notes(self, section: Section) -> Iterator[Note]:
        for plan in section.plans:
            yield self.cloze_note(section, plan)
        for question in section.questions:
            yield self.question_note(section, question)
        if Role.POINT in self.roles and section.is_point and section.point.title:
            yield self.point_note(section)

    def overview_notes(self) -> Iterator[Note]:
        for one in overviews(self.page, self.points, self.topic):
            fields = {"Question": title_html(one.question), "Answer": list_html(one.items)}
            if self.topic.question not in one.question:
                fields["Context"] = title_html(self.topic.question)
            yield self.make.note(
                Kind.QA,
                Role.OVERVIEW,
                fields,
                all_tags(self.page),
                self.page.location,
                "-".join(content_stems(one.part)),
            )

    def cloze_note(self, section: Section, plan: Plan) -> Note:
        hidden = plan.hidden()
        unit = plan.unit
        stems = {stem for stem in unit.tokens.stems if stem}
        context = self.context(unit.headings, stems_of(plan), unit.tokens.stems, len(unit.tokens))
        deletions = [
            Deletion(number, unit.text[one.first : one.places[0][1]], one.key)
            for number, one in enumerate(plan.chosen, 1)
        ]
        fields = {
            "Text": render_cloze(unit.text, hidden),
            "Context": " › ".join(title_html(one) for one in context),
            "Extra": self.make.extra(section.extra),
        }
        return self.make.note(
            Kind.CLOZE,
            Role.CLOZE,
            fields,
            note_tags(self.page, stems),
            section.point.location,
            section.key,
            plan.leading.key,
            deletions,
        )

    def question_note(self, section: Section, question: Question) -> Note:
        asked, answered = tokenize(question.question), tokenize(question.answer)
        stems = {stem for stem in (*asked.stems, *answered.stems) if stem}
        headings = question.headings or tuple(
            one
            for one in (section.point.section, section.point.title)
            if one and one not in question.question
        )
        context = self.context(
            headings, {stem for stem in answered.stems if stem} - set(asked.stems), asked.stems, len(asked)
        )
        fields = {
            "Question": render_inline(question.question),
            "Answer": render(question.answer) if question.is_block else render_inline(question.answer),
            "Context": " › ".join(title_html(one) for one in context),
            "Extra": self.make.extra(section.extra),
        }
        return self.make.note(
            Kind.QA,
            Role.QA,
            fields,
            note_tags(self.page, stems),
            section.point.location,
            section.key,
            question.key,
        )

    def point_note(self, section: Section) -> Note:
        point = section.point
        fields = {
            "Question": title_html(point.title),
            "Answer": render(point.text),
            "Context": title_html(self.topic.question),
        }
        tags = note_tags(self.page, content_stems(point.text))
        return self.make.note(Kind.QA, Role.POINT, fields, tags, point.location, point.key)

    def whole_note(self) -> Note:
        fields = {"Question": title_html(self.topic.question), "Answer": render(self.page.answer.text)}
        return self.make.note(Kind.QA, Role.WHOLE, fields, all_tags(self.page), self.page.location)

    def context(
        self, headings: Sequence[str], hidden: set[str], shown: Sequence[str], words: int
    ) -> list[str]:
        """The headings above a note; what the page is about comes first when nothing else names it."""
        kept = shown_headings(headings, hidden, shown)
        visible = {stem for stem in shown if stem and stem not in hidden}
        for heading in kept:
            visible.update(content_stems(heading))
        if self.names_topic(visible):
            return kept
        name = self.topic.name or self.topic.question
        seen = Visible.of(hidden)
        if (
            not any(seen.shows(stem) for stem in content_stems(name))
            and words + len(name.split()) <= MOST_FRONT_WORDS
        ):
            name = name[0].upper() + name[1:]
            kept.insert(0, name)
        return kept

    def names_topic(self, visible: set[str]) -> bool:
        """Tell whether the topic, or a keyword of the page, can be seen."""
        name = content_stems(self.topic.name)
        if name and visible.issuperset(name):
            return True
        return any(len(stems) > 1 and visible.issuperset(stems) for stems in self.vocabulary.keywords)
