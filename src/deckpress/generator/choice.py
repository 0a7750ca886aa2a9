"""Choosing the sentences of a page that become cloze notes, so that every point and keyword is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from deckpress.domain import KeyPoint
from deckpress.generator.cloze import GOOD, WEAK, Plan, plan_unit
from deckpress.generator.evidence import Evidence
from deckpress.generator.passages import Parts
from deckpress.generator.questions import Question
from deckpress.generator.refusals import is_invented, may_hide
from deckpress.generator.terms import Candidate, find_candidates, scattered
from deckpress.generator.tokens import content_stems
from deckpress.generator.units import Unit, labelled
from deckpress.generator.vocabulary import Vocabulary
from deckpress.generator.words import is_generic

GOOD_UNIT = 0.6  # what a sentence is worth at least, unless its point would stay without a card


@dataclass
class Section:
    """A key point, or the introduction or summary, while its notes are made."""

    point: KeyPoint
    parts: Parts
    is_point: bool = True
    units: list[Unit] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.point.key if self.is_point else ""

    def plan_of(self, unit: Unit) -> Plan | None:
        return next((plan for plan in self.plans if plan.unit is unit), None)

    def is_read(self, unit: Unit) -> bool:
        """Tell whether a note shows the sentence of `unit` already, alone or with the next one."""
        return any(unit.text in (plan.unit.text, plan.unit.first) for plan in self.plans)


class Choice:
    """The choice of one page's cloze notes. What was chosen so far counts for what is chosen next."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._candidates: dict[int, list[Candidate]] = {}

    def choose(self, sections: Sequence[Section], intro: Section, summary: Section) -> None:
        """Fill `plans` of all sections: first the good sentences, then what keywords still lack."""
        for section in (*sections, intro):
            self._choose_good(section)
        self._test_keywords((*sections, intro))
        for section in sections:
            self._ask_for_title(section)
        self._test_keywords((summary,))
        for section in sections:
            self._choose_weak(section)

    def _test_keywords(self, sections: Sequence[Section]) -> None:
        """Ask for the keywords that no note asks for yet, where a sentence holds them."""
        untested = self._untested()
        for section in sections:
            for unit in section.units:
                if not untested:
                    return
                held = untested.intersection(self._held(unit, untested))
                if held and self._test(section, unit, frozenset(held)):
                    untested = self._untested()

    def _choose_good(self, section: Section) -> None:
        plans: list[Plan] = []
        for unit in section.units:
            if unit.is_example and not unit.forced:
                continue
            first = plans[-1] if unit.joined >= 0 and plans and plans[-1].unit.text == unit.first else None
            if first is not None:
                self._count(first, -1)
            plan = plan_unit(unit, self._of(unit), self._vocabulary)
            if first is not None:
                if plan is None or not {one.key for one in first.chosen} <= {one.key for one in plan.chosen}:
                    self._count(first, 1)  # the first sentence says enough for a note of its own
                    plan = plan_unit(unit, self._behind(unit), self._vocabulary)
                else:
                    plans.pop()
            if plan is None:
                continue
            plans.append(plan)
            self._count(plan, 1)
        for plan in plans:
            if plan.worth >= GOOD_UNIT or plan.is_forced:
                section.plans.append(plan)
            else:
                self._count(plan, -1)

    def _choose_weak(self, section: Section) -> None:
        """Give a point without notes the best that it has."""
        if not section.plans and section.is_point:
            weak = [
                plan
                for unit in section.units
                if not is_invented(unit) and (plan := plan_unit(unit, self._of(unit), self._vocabulary, WEAK))
            ]
            if weak:
                self._take(section, max(weak, key=lambda plan: plan.worth).only_leading())

    def _ask_for_title(self, section: Section) -> None:
        """Ask for a title that is a keyword where no sentence names it: "{{Isolation}}: transactions that ..."."""
        stems = content_stems(section.point.title)
        vocabulary = self._vocabulary
        if stems not in vocabulary.keywords or not section.units or vocabulary.topic.covers(stems):
            return
        first = section.units[0]
        if vocabulary.counts.get(vocabulary.key_of(stems), 0) or first.is_example:
            return
        unit = labelled(first, vocabulary.topic)
        if unit is None:
            return
        old = section.plan_of(first)
        if old is not None:
            self._count(old, -1)
        new = plan_unit(unit, self._weighed(unit), vocabulary)
        if new is not None and any(one.stems == stems for one in new.chosen):
            section.units[0] = unit
            if old is not None:
                section.plans.remove(old)
            self._take(section, new)
        elif old is not None:
            self._count(old, 1)

    def _test(self, section: Section, unit: Unit, stems: frozenset[tuple[str, ...]]) -> bool:
        """Ask for the terms with these stems in `unit`: in the note that it has, or in a new one."""
        old = section.plan_of(unit)
        candidates = [*self._of(unit), *self._weighed(unit, stems)]
        if old is not None:
            self._count(old, -1)
            new = plan_unit(unit, candidates, self._vocabulary, GOOD, wanted=stems)
            kept = {one.key for one in new.chosen if one.is_keyword} if new else set()
            if new and {one.key for one in old.chosen if one.is_keyword} < kept:
                section.plans[section.plans.index(old)] = new
                self._count(new, 1)
                return True
            self._count(old, 1)
            return False
        first = next(
            (plan for plan in section.plans if unit.joined >= 0 and plan.unit.text == unit.first), None
        )
        if first is not None:
            return self._extend(section, first, unit, candidates, stems)
        if section.is_read(unit):
            return False
        wanted = [one for one in candidates if one.stems in stems]
        plan = plan_unit(unit, wanted, self._vocabulary, GOOD, wanted=stems)
        if plan is None:
            return False
        self._take(section, plan)
        return True

    def _extend(
        self,
        section: Section,
        old: Plan,
        unit: Unit,
        candidates: list[Candidate],
        stems: frozenset[tuple[str, ...]],
    ) -> bool:
        """Put the next sentence into a note that has its first one already, when that asks for a wanted term."""
        self._count(old, -1)
        new = plan_unit(unit, candidates, self._vocabulary, GOOD, wanted=stems)
        if new and any(one.stems in stems for one in new.chosen):
            section.plans[section.plans.index(old)] = new
            self._count(new, 1)
            return True
        self._count(old, 1)
        return False

    def _take(self, section: Section, plan: Plan) -> None:
        section.plans.append(plan)
        order = {id(unit): place for place, unit in enumerate(section.units)}
        section.plans.sort(key=lambda one: order[id(one.unit)])
        self._count(plan, 1)

    def _of(self, unit: Unit) -> list[Candidate]:
        if id(unit) not in self._candidates:
            self._candidates[id(unit)] = self._weighed(unit)
        return self._candidates[id(unit)]

    def _weighed(self, unit: Unit, wanted: frozenset[tuple[str, ...]] = frozenset()) -> list[Candidate]:
        """The candidates of a unit with what they are worth; with `wanted`, only those terms in any order."""
        evidence = Evidence(unit, self._vocabulary.topic)
        found = (
            list(scattered(unit, wanted, self._vocabulary))
            if wanted
            else find_candidates(unit, self._vocabulary)
        )
        found = [one for one in found if may_hide(one, unit, self._vocabulary)]
        for one in found:
            one.worth = evidence.worth(one)
        return found

    def _behind(self, unit: Unit) -> list[Candidate]:
        """The candidates of the second sentence of a unit alone."""
        starts = unit.tokens.starts
        return [one for one in self._of(unit) if starts[one.places[0][0]] >= unit.joined]

    def _count(self, plan: Plan, step: int) -> None:
        counts = self._vocabulary.counts
        for one in plan.chosen:
            counts[one.key] = counts.get(one.key, 0) + step

    def _untested(self) -> set[tuple[str, ...]]:
        """The keywords that no note asks for, without the topic and words that say the same everywhere."""
        tested = {key for key, count in self._vocabulary.counts.items() if count > 0}
        return {
            stems
            for stems, keyword in self._vocabulary.keywords.items()
            if self._vocabulary.key_of(stems) not in tested
            and not self._vocabulary.topic.covers(stems)
            and not (len(stems) == 1 and is_generic(keyword))
        }

    def _held(self, unit: Unit, untested: set[tuple[str, ...]]) -> list[tuple[str, ...]]:
        present = set(unit.tokens.stems)
        return [stems for stems in untested if present.issuperset(stems)]
