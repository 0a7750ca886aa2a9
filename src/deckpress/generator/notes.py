"""The notes of one page: overview, cloze sentences and short questions, each key point reached by at least
one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from deckpress.domain import Deletion, KeyPoint, Kind, Note, Page, Problem, Role, Settings
from deckpress.generator.abbreviations import find_pairs
from deckpress.generator.block_questions import formula_questions, table_questions
from deckpress.generator.choice import Choice, Section
from deckpress.generator.cloze import Plan, shown_headings, stems_of
from deckpress.generator.definitions import definitions_of, topic_definition
from deckpress.generator.fields import NoteMaker
from deckpress.generator.headings import HEADINGS_JOINT, as_order, begins_with_order
from deckpress.generator.leaks import Visible, leaks
from deckpress.generator.marks import without_marks
from deckpress.generator.overview import Overview, list_html, overview_of_point, overviews, title_html
from deckpress.generator.passages import take_apart
from deckpress.generator.questions import Question, aspects_of, questions_of, tells_something
from deckpress.generator.sentences import capitalized, split_sentences, without_connectives
from deckpress.generator.tags import all_tags, note_tags
from deckpress.generator.tokens import content_stems, tokenize
from deckpress.generator.topic import Topic, find_topic
from deckpress.generator.units import make_units
from deckpress.generator.vocabulary import Vocabulary, read_vocabulary
from deckpress.generator.written import written_notes
from deckpress.markup import render, render_cloze, render_inline

_CONCLUDES = re.compile(
    r"\A(?:this|it) (?:shows|means|implies|proves|demonstrates|follows) that (?=\S)", re.IGNORECASE
)
_FOR_EXAMPLE = re.compile(r"\b(?:for (?:example|instance)|e\.g\.|suppose|consider)\b", re.IGNORECASE)
_POINTS = re.compile(
    r"(?:this|these|those|such|it|they|he|she)\b(?! (?:shows|means|implies|proves)\b)", re.IGNORECASE
)
_ARTICLE = re.compile(r"\A(?:an?|the) (?=\w)", re.IGNORECASE)
MOST_FRONT_WORDS = 40
MOST_OF_LIST = 7  # titles of one list that are hidden
MOST_QUESTIONS = 2  # of a point's sentences
MOST_ANSWER_WORDS = 32
MOST_CODE_LINES = 17


def _is_short(aside: str) -> bool:
    """Tell whether code, a table, a formula or a quotation is short enough for an answer."""
    if aside.startswith(("```", "~~~")):
        lines, signs = aside.count("\n"), "".join(aside.split())
        is_drawing = lines > 3 and 3 * sum(sign.isalnum() for sign in signs) < len(signs)
        return lines <= MOST_CODE_LINES and not is_drawing
    return len(aside.split()) <= MOST_FRONT_WORDS


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
        pairs = find_pairs(f"{page.question}\n{page.answer.text}")
        self.topic: Topic = find_topic(page, pairs)
        self.vocabulary: Vocabulary = read_vocabulary(page, self.topic, pairs)
        compared = self.topic.compared  # under all their names
        self.compared = compared.union(
            content_stems(pair.short) for pair in pairs if content_stems(pair.long) in compared
        )
        self.names = tuple(dict.fromkeys((self.topic.name, *self.topic.others)))
        self.listed: set[str] = set()  # titles that an overview asks for
        skipped = {name.strip().lower() for name in page.cards.skip_points}
        self.points = [
            point
            for point in page.answer.points
            if point.title.lower() not in skipped and str(point.number) not in skipped
        ]

    def notes(self) -> tuple[list[Note], list[Problem]]:
        notes: list[Note] = []
        sections = [self.section(point) for point in self.points]
        intro = self.section(self.part("intro", self.page.answer.intro), is_point=False)
        summary = self.section(self.part("summary", self.page.answer.summary), is_point=False)
        self.read([*sections, intro, summary])
        if Role.CLOZE in self.roles:
            Choice(self.vocabulary).choose(sections, intro, summary)
        if Role.OVERVIEW in self.roles:
            notes += self.overview_notes(sections)
        if Role.QA in self.roles:
            self.ask(sections, intro)
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
        return Section(point, parts, is_point)

    def read(self, sections: Sequence[Section]) -> None:
        """Make the units of all sections; labels that several points share are aspects of each of them."""
        labels = Counter(passage.label for section in sections for passage in section.parts.passages)
        self.aspects = frozenset(
            label
            for label, count in labels.items()
            if count > 1 and label and not self.topic.stems.issuperset(content_stems(label))
        )
        for section in sections:
            headings = tuple(one for one in (section.point.section, section.point.title) if one)
            section.units = make_units(section.parts.passages, headings, self.topic, self.aspects)

    def ask(self, sections: Sequence[Section], intro: Section) -> None:
        """Choose the questions."""
        opening = next((section for section in (intro, *sections) if section.units), intro)
        definition = list(topic_definition(opening.units, self.topic))
        asked = {one.question for one in definition}
        for section in sections:
            point = section.point
            found = [
                *formula_questions(section.parts, point.title, self.topic),
                *table_questions(section.parts),
                *aspects_of(section.parts, point.title, point.section, self.topic, self.aspects),
                *[*definitions_of(section.units, self.vocabulary), *questions_of(section.units, self.topic)][
                    :MOST_QUESTIONS
                ],
            ]
            found = [
                one
                for one in {one.question: one for one in reversed(found)}.values()
                if one.question not in asked
            ]
            found.reverse()
            asked.update(one.question for one in found)
            section.questions = found[:4] if not section.parts.tables else found
            if section is opening:
                section.questions = [*definition, *section.questions]
            if not section.plans and not section.questions:
                section.questions = list(self.fallback(section))

        if opening is intro:
            intro.questions = definition

    def fallback(self, section: Section) -> Iterator[Question]:
        """A question for a point whose sentences give no cloze: how its order is carried out, its code or formula, or
        what it says when no list asks for its title either.
        """
        point = section.point
        if not point.title:
            return  # nothing to ask for it by
        text = next((passage.text for passage in section.parts.passages if passage.text), "")
        sentences = [one for one in split_sentences(without_marks(text)) if not one.endswith((":", "?"))]
        clear = [one for one in sentences[:3] if tells_something(one) and not _POINTS.match(one)]
        first = without_connectives((clear or sentences)[0]) if sentences else ""
        if begins_with_order(point.title, self.topic) and first and len(first.split()) <= MOST_ANSWER_WORDS:
            yield Question("point", f"How do you {as_order(point.title, self.topic)}?", first)
        elif (
            section.parts.aside
            and _is_short(section.parts.aside[0])
            and not (section.parts.aside[0].startswith("$") and _FOR_EXAMPLE.search(text))
        ):
            yield Question(
                "point", f"{self.topic.question} ({point.title})", section.parts.aside[0], (), True
            )
        elif first and len(first.split()) <= MOST_ANSWER_WORDS and point.title not in self.listed:
            answer = capitalized(_CONCLUDES.sub("", first))
            yield Question("point", f"{self.topic.question} ({point.title})", answer)

    # Writing

    def section_notes(self, section: Section) -> Iterator[Note]:
        made = 0
        for plan in section.plans:
            if (note := self.cloze_note(section, plan)) is not None:
                made += 1
                yield note
        if (
            section.plans
            and not made
            and not section.questions
            and section.is_point
            and Role.QA in self.roles
        ):
            section.questions = list(self.fallback(section))
        for question in section.questions:
            yield self.question_note(section, question)
        if Role.POINT in self.roles and section.is_point and section.point.title:
            yield self.point_note(section)

    def overview_notes(self, sections: Sequence[Section]) -> Iterator[Note]:
        found = list(overviews(self.page, self.points, self.topic))
        for section in sections:
            found += overview_of_point(section.point.title, section.parts, self.topic, self.aspects)
        self.listed = {item for one in found for item in one.items}
        for one in found:
            if one.one_by_one:
                if Role.CLOZE in self.roles:
                    yield from self.list_note(one)
                continue
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

    def list_note(self, one: Overview) -> Iterator[Note]:
        """A long list as a cloze note that hides, one by one, the titles that no other note asks for."""
        counts = self.vocabulary.counts
        said = [
            *content_stems(self.topic.question),
            *(stem for item in one.items for stem in content_stems(item)),
        ]
        deletions: list[Deletion] = []
        for item in one.items:
            stems = content_stems(item)
            if not stems or counts.get(self.vocabulary.key_of(stems), 0) or "{" in item or "::" in item:
                continue
            if len(deletions) < MOST_OF_LIST and not leaks(stems, Visible(said).without(stems)):
                deletions.append(Deletion(len(deletions) + 1, item, "-".join(stems)))
        if not deletions:
            return
        fields = {
            "Text": list_html(one.items, {each.text: each.ordinal for each in deletions}),
            "Context": title_html(one.question),
        }
        tags = all_tags(self.page)
        yield self.make.note(
            Kind.CLOZE, Role.OVERVIEW, fields, tags, self.page.location, "", one.part, deletions
        )

    def cloze_note(self, section: Section, plan: Plan) -> Note | None:
        """Return the note; None when a deletion would cut a mark of Markdown in a way that no HTML can show."""
        hidden = plan.hidden()
        unit = plan.unit
        stems = {stem for stem in unit.tokens.stems if stem}
        context = self.context(unit.headings, stems_of(plan), unit.tokens.stems, len(unit.tokens.words))
        deletions = [
            Deletion(number, unit.text[one.first : one.places[0][1]], one.key)
            for number, one in enumerate(plan.chosen, 1)
        ]
        try:
            text = render_cloze(unit.text, hidden)
        except ValueError:
            return None
        fields = {
            "Text": text,
            "Context": HEADINGS_JOINT.join(title_html(one) for one in context),
            "Extra": self.make.extra(without_marks(section.point.text)),
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
            "Context": HEADINGS_JOINT.join(title_html(one) for one in context),
            "Extra": self.make.extra(without_marks(section.point.text)),
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
            "Answer": render(without_marks(point.text)),
            "Context": title_html(self.topic.question),
        }
        tags = note_tags(self.page, content_stems(point.text))
        return self.make.note(Kind.QA, Role.POINT, fields, tags, point.location, point.key)

    def whole_note(self) -> Note:
        fields = {
            "Question": title_html(self.topic.question),
            "Answer": render(without_marks(self.page.answer.text)),
        }
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
        seen = Visible(hidden)
        said = visible.union(shown)
        names = [self.topic.question, *(name for name in self.names if not self.topic.is_joined(name))]
        if self.topic.is_one:
            names.insert(0, self.topic.name)
        elif any(said.issuperset(stems) for stems in self.compared):
            # What is said of one of two things is not said under the name of the other; a title is no such name.
            names = [
                name
                for name in names
                if content_stems(name) not in self.compared
                or (name.istitle() and " " in name and content_stems(name) not in self.vocabulary.paired)
            ]
        for name in names:
            if not name or any(seen.shows(stem) for stem in content_stems(name)):
                continue
            if words + len(name.split()) <= MOST_FRONT_WORDS:
                return [capitalized(_ARTICLE.sub("", name)), *kept]
        return kept

    def names_topic(self, visible: set[str]) -> bool:
        """Tell whether the topic, or a keyword of the page, can be seen."""
        name = content_stems(self.topic.name)
        if name and visible.issuperset(name):
            return True
        return any(len(stems) > 1 and visible.issuperset(stems) for stems in self.vocabulary.keywords)
