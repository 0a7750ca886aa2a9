"""deckpress turns a folder of question/answer pages into Anki packages."""
