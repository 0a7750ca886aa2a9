"""Thirty nights of random edits: a learner who imports every edition keeps every card, and its question."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from deckpress.edition import Manuscript, publish
from deckpress.exporter.cloze import renumber_clozes
from tests.anki_learner import Learner
from tests.edition.pages import DAY, START, composed, page

NIGHTS = 30
# Sentences about minerals with the terms that a generator may hide in them.
SENTENCES = {
    "Quartz is a hard mineral made of silicon and oxygen.": ("Quartz", "silicon", "oxygen"),
    "Calcite fizzes in dilute hydrochloric acid and forms limestone.": (
        "Calcite",
        "hydrochloric acid",
        "limestone",
    ),
    "Halite is mined as rock salt and tastes salty.": ("Halite", "rock salt"),
    "Galena is the main ore of lead and has a cubic cleavage.": ("Galena", "lead", "cubic"),
    "Hematite leaves a red streak and is an ore of iron.": ("Hematite", "red", "iron"),
    "Talc is the softest mineral on the scale of Mohs.": ("Talc", "softest", "Mohs"),
    "Diamond is the hardest natural mineral and pure carbon.": ("Diamond", "hardest", "carbon"),
    "Gypsum loses water when it is heated and becomes plaster.": ("Gypsum", "water", "plaster"),
    "Pyrite looks like gold but is a sulfide.": ("Pyrite", "gold", "sulfide"),
    "Mica splits into thin sheets because its bonds are weak.": ("Mica", "sheets"),
}
PAGES = ("geology/minerals", "geology/ores", "chemistry/salts")


@dataclass
class Site:
    """Pages that change every night. `words` are the present wordings of the sentences."""

    dice: random.Random
    pages: dict[str, list[str]] = field(default_factory=dict)
    subjects: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    failed: str = ""
    # Each night another generator, which drops and joins sentences as it likes; pages move and grow only.
    new_generators: bool = False

    def night(self) -> None:
        """Edit something."""
        for _ in range(self.dice.randint(0, 3)):
            key = self.dice.choice(sorted(self.pages))
            own = self.pages[key]
            match self.dice.choice((0, 2, 4)) if self.new_generators else self.dice.randrange(6):
                case 0:
                    self.dice.shuffle(own)
                case 1 if len(own) > 1:
                    own.pop(self.dice.randrange(len(own)))
                case 2:
                    home = PAGES.index(key)
                    own[:0] = [one for one in list(SENTENCES)[home :: len(PAGES)] if one not in own][:1]
                case 3:
                    sentence = self.dice.choice(own)
                    filler = self.dice.choice(("usually ", "very often ", "in nature ", ""))
                    self.words[sentence] = sentence.replace(" is ", f" is {filler}", 1)
                case 4:
                    self.subjects[key] = self.dice.choice(("geology", "chemistry", "mining"))
                case _:
                    pass
        self.failed = "" if self.new_generators else self.dice.choice(("", "", *self.pages))

    def manuscript(self) -> Manuscript:
        read, failed = [], []
        texts = {}
        for name, own in sorted(self.pages.items()):
            key = f"{self.subjects[name]}/{name.partition('/')[2]}"
            if name == self.failed:
                failed.append(f"{key}.md")
                continue
            question = f"What must one know of {name.partition('/')[2]}?"
            read.append(page(key, question, self._chosen(own)))
            texts[key] = "\n".join((question, *(self.words.get(sentence, sentence) for sentence in own)))
        made = composed(*read, failed=failed)
        return replace(made, text=texts.__getitem__) if self.new_generators else made

    def _chosen(self, own: list[str]) -> list[str]:
        hidden = [self._hidden(sentence) for sentence in own]
        if self.new_generators:
            if len(own) > 1 and self.dice.random() < 0.4:
                first, second = hidden[:2]
                hidden[:2] = [f"{first} {renumber_clozes(second, {1: 7, 2: 8, 3: 9})}"]
            hidden = self.dice.sample(hidden, self.dice.randint(0, len(hidden)))
        return hidden

    def _hidden(self, sentence: str) -> str:
        """Hide some of the terms, numbered in reading order, as a generator does that changes its mind."""
        terms = list(SENTENCES[sentence])
        chosen = self.dice.sample(terms, self.dice.randint(1, len(terms)))
        text = self.words.get(sentence, sentence)
        for number, term in enumerate(sorted(chosen, key=text.index), 1):
            text = text.replace(term, f"{{{{c{number}::{term}}}}}", 1)
        return text


@pytest.mark.parametrize("new_generators", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_thirty_nights(seed: int, new_generators: bool, tmp_path: Path) -> None:
    dice = random.Random(seed)
    sentences = list(SENTENCES)
    site = Site(dice, {name: sentences[i :: len(PAGES)][:2] for i, name in enumerate(PAGES)})
    site.new_generators = new_generators
    site.subjects = {name: name.partition("/")[0] for name in PAGES}
    asked: dict[tuple[str, int], str] = {}
    with Learner() as learner:
        for night in range(NIGHTS):
            manuscript = site.manuscript()
            publish(
                lambda _, made=manuscript: made,  # type: ignore[misc]
                tmp_path,
                modified=START + night * DAY,
                allow_withdrawals=True,
            )
            before = learner.cards()
            for package in sorted(tmp_path.glob("*.apkg")):
                assert learner.load(package).conflicting == 0
            cards = learner.cards()
            assert {key: cards[key] for key in before} == before
            for key, answer in learner.answers().items():
                if answer and not answer.endswith("."):  # of overviews, whole sentences, the text may change
                    assert asked.setdefault(key, answer) == answer
            learner.review(dice.choice(learner.collection.find_cards("")))
            site.night()
        if new_generators:
            assert not learner.collection.find_notes("tag:deckpress::withdrawn Text:_*")
        # One card a term: one that was lost on the way would have come back as a second.
        assert len(asked) == len(set(asked.values()))
