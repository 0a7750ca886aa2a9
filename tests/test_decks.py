"""How pages stand in decks: roots, spellings, cross-posts."""

from itertools import permutations

import pytest

from deckpress.decks import PageEntry, deck_root, entry_of, outline_decks
from deckpress.domain import Answer, Kind, Location, Note, Page, Role, Settings
from deckpress.exporter import note_guid


def entry(key: str, subject: str = "", author: str = "", twin: str = "") -> PageEntry:
    return PageEntry(key, subject or key.partition("/")[0], author, twin or key, Location(f"{key}.md", 1))


def page(key: str, question: str, answer: str) -> Page:
    parsed = Answer(answer, "", (), "")
    return Page(key, "Law", question, parsed, (), "", (), "", Location(f"{key}.md", 1))


def note(key: str, *tags: str) -> Note:
    return Note(key, Kind.CLOZE, Role.CLOZE, {}, tags, (), Location("a.md", 1))


def test_the_root_is_the_setting_else_the_most_frequent_author() -> None:
    entries = [entry("law/a", author="Ada"), entry("law/b", author="Bo"), entry("law/c", author="Bo")]
    assert deck_root(entries, Settings(deck_root="School")) == "School"
    assert deck_root(entries, Settings()) == "Bo"
    assert deck_root([entry("law/a")], Settings()) == "deckpress"


def test_a_deck_is_named_by_the_most_frequent_spelling_of_its_subject() -> None:
    entries = [
        entry("computer-science/a", "Computer science"),
        entry("computer-science/b", "Computer Science"),
        entry("computer-science/c", "Computer Science"),
    ]
    [deck] = outline_decks(entries, Settings(deck_root="Site")).decks
    assert (deck.name, deck.file_name, deck.pages) == (
        "Site::Computer Science",
        "computer-science.apkg",
        ("computer-science/a", "computer-science/b", "computer-science/c"),
    )


def test_the_order_of_pages_changes_nothing() -> None:
    entries = [entry("b/1", "B", "x", "t"), entry("a/1", "A", "y", "t"), entry("a/2", "a", "x")]
    outlines = [outline_decks(list(order), Settings()) for order in permutations(entries)]
    assert all(outline == outlines[0] for outline in outlines)


def test_cross_posts_give_one_set_of_notes_that_stands_in_each_deck() -> None:
    entries = [entry("biology/q", twin="t"), entry("medicine/q", twin="t"), entry("medicine/r")]
    outline = outline_decks(entries, Settings(namespace="site"))
    assert [(deck.slug, deck.pages) for deck in outline.decks] == [
        ("biology", ("biology/q",)),
        ("medicine", ("biology/q", "medicine/r")),
    ]
    posts = ["biology/q", "medicine/q"]
    finished = [outline.finish([note(f"{post}|cloze|cloze|p|term", "keyword::k")]) for post in posts]
    assert finished[0] == finished[1]
    assert finished[0][0].guid == note_guid("site", "biology/q|cloze|cloze|p|term")
    assert finished[0][0].tags == ("keyword::k", "subject::biology", "subject::medicine")


@pytest.mark.parametrize(
    ("question", "answer", "same"),
    [
        ("What is  tort law", "It is civil.", True),
        ("What is tort law?", "It  is\ncivil.", True),
        ("What is tort law?", "It is criminal.", False),
        ("What is contract law?", "It is civil.", False),
    ],
)
def test_a_cross_post_is_the_same_question_with_the_same_answer(
    question: str, answer: str, same: bool
) -> None:
    first = entry_of(page("law/a", "What is tort law?", "It is civil."))
    assert (entry_of(page("courts/a", question, answer)).twin == first.twin) is same
