"""deckpress turns a folder of question/answer pages into Anki packages.

import deckpress
corpus = deckpress.read_corpus("content")
for problem in corpus.problems:
    print(problem)
decks = deckpress.generate(corpus.pages, content="content")
edition = deckpress.press(decks)
edition.write("decks")
"""

from importlib.metadata import version

import deckpress.press  # noqa: F401 (before the function of the same name: a later import would hide it)
from deckpress.corpus import Corpus, read_corpus
from deckpress.domain import Deck, Note, Page, Problem, Settings
from deckpress.edition import Edition
from deckpress.library import generate, press

__all__ = [
    "Corpus",
    "Deck",
    "Edition",
    "Note",
    "Page",
    "Problem",
    "Settings",
    "generate",
    "press",
    "read_corpus",
]
__version__ = version("deckpress")
