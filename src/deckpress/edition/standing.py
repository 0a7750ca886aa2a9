"""Tells what still stands on an edited page of the sentences that were published."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile

from rapidfuzz import fuzz

from deckpress.edition.manuscript import letters
from deckpress.generator.sentences import split_sentences
from deckpress.generator.tokens import content_stems, content_words

SHORTEST_SENTENCE = 20  # letters of a sentence that is not found in a text by chance
ALMOST_THE_SAME = 90  # per cent of a sentence's letters that an edit may leave for it to be still the same
LONGEST_PAGE = 100_000  # characters; beyond, only sentences that stand letter by letter are found
# A card names what the page calls "it" or "this method": these words stand for the card's first ones.
_PRONOUNS = frozenset("it its they their them he his him she her".split())
_POINTING = frozenset("this these that those such".split())
_NEAR = 4  # words that stand for them, at most: "this type of bond", "as a result they"
_LONGEST_SUBJECT = 14  # words that a pointing one stands for
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+")
_TARGET = re.compile(r"\]\([^()\s]*\)")
_BULLET = re.compile(r"\s*(?:#{1,6} |[-*+] |\d+[.)] )?\s*")
_LABEL = re.compile(r"(?:\*\*[^*\n]{1,100}\*\*:?|[^*:\n]{1,100}\*\*:)\s+")


def words_of(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


@dataclass(frozen=True)
class Standing:
    """The question and the answer of a page, in Markdown, as its author wrote them; "" says nothing."""

    text: str = ""
    _found: dict[str, bool] = field(default_factory=dict, repr=False)

    def says(self, text: str) -> bool:
        """Tell whether every sentence of a card's text stands on the page."""
        if text not in self._found:
            parts = [part for part in split_sentences(text) if letters(part)]
            self._found[text] = len(letters(text)) >= SHORTEST_SENTENCE and all(map(self._says_one, parts))
        return self._found[text]

    def names(self, text: str) -> bool:
        """Tell whether the page speaks of everything that a text speaks of."""
        return self._stems.issuperset(content_stems(text))

    def has(self, some_letters: str) -> bool:
        """Tell whether letters stand on the page one after the other."""
        return bool(some_letters) and some_letters in self._letters

    def edited(self, text: str) -> str | None:
        """Return the Markdown of the sentences that a card's text has become; None if one cannot be told."""
        found = []
        for part in split_sentences(text):
            sentence = part if self._says_one(part) else self._nearest(part)
            if sentence is None:
                return None
            found.append(sentence)
        return " ".join(found)

    def _says_one(self, sentence: str) -> bool:
        if letters(sentence) in self._letters or self._says_with_a_pointing_word(words_of(sentence)):
            return True
        label, colon, rest = sentence.partition(": ")  # a card may put a heading before a line of its list
        stands = len(letters(rest)) >= SHORTEST_SENTENCE and letters(rest) in self._letters
        return bool(colon) and stands and self.names(label)

    def _says_with_a_pointing_word(self, words: list[str]) -> bool:
        """Tell whether the page has the sentence with "it" or "this method" for a few of its first words."""
        for start in range(1, min(len(words) // 2, _LONGEST_SUBJECT) + 1):
            rest = f" {' '.join(words[start:])} "
            if len(rest) < SHORTEST_SENTENCE:
                return False
            place = self._words.find(rest)
            while place >= 0:
                there = self._words[:place].rpartition("\n")[2].split()
                alike = zip(words[:start], there, strict=False)
                same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], alike))
                named, pointing = words[same:start], there[same:]
                if named and set(named).isdisjoint(pointing) and _points(pointing):
                    return True
                place = self._words.find(rest, place + 1)
        return False

    def _nearest(self, sentence: str) -> str | None:
        if len(self.text) > LONGEST_PAGE:
            return None
        own = letters(sentence)
        numbers = _NUMBER.findall(sentence)
        near = [
            (score, one)
            for one, its_letters in self._sentences.items()
            if (score := fuzz.ratio(own, its_letters, score_cutoff=ALMOST_THE_SAME))
            and _NUMBER.findall(one) == numbers
        ]
        near.sort(reverse=True)
        if not near:
            return None
        best = self._sentences[near[0][1]]
        others = (self._sentences[one] for _, one in near[1:])
        return near[0][1] if all(one in best or best in one for one in others) else None

    @cached_property
    def _stems(self) -> frozenset[str]:
        words = set(content_words(self.text))
        return frozenset(stem for word in words for stem in content_stems(word))

    @cached_property
    def _letters(self) -> str:
        return letters(_TARGET.sub("]", self.text))

    @cached_property
    def _words(self) -> str:
        """The words of the page's sentences, between blanks, a line each."""
        return "\n".join(f" {' '.join(words_of(sentence))} " for sentence in self._sentences)

    @cached_property
    def _sentences(self) -> dict[str, str]:
        """The sentences of the page, in Markdown, and their letters."""
        found: dict[str, str] = {}
        for line in self.text.split("\n"):
            line = line[_BULLET.match(line).end() :]  # type: ignore[union-attr]
            label = _LABEL.match(line)
            for part in (line, line[label.end() :] if label else ""):
                for sentence in split_sentences(part):
                    found.setdefault(sentence, letters(sentence))
        return found


def _points(words: list[str]) -> bool:
    """Tell whether the words before a verb name nothing themselves."""
    if not 0 < len(words) <= _NEAR:
        return False
    return words[-1] in _PRONOUNS or not _POINTING.isdisjoint(words)
