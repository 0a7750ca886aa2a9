"""deckpress turns a folder of question/answer pages into Anki packages.

import deckpress
corpus = deckpress.read_corpus("content")
for problem in corpus.problems:
    print(problem)
decks = deckpress.generate(corpus.pages)
edition = deckpress.press(decks)
edition.write("decks")
"""

from importlib.metadata import version

__version__ = version("deckpress")
