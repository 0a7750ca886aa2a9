"""Cards that look alike are found on all pages, once, and cheaply."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress.domain import CardOptions, Location, Settings
from deckpress.lint import Digest, find_alike, lint_page, note_number
from tests.lint.cards import PAGE, make_note

SETTINGS = Settings()


def page_of(name: str, *texts: str, ignored: str = "") -> Digest:
    """The digest of a page whose cloze notes have these texts."""
    options = CardOptions(ignore={ignored: "it is meant"} if ignored else {})
    page = replace(PAGE, key=f"biology/{name}", location=Location(f"{name}.md", 1), cards=options)
    notes = [
        replace(
            make_note({"Text": text}, number),
            key=f"{page.key}|{number}",
            source=Location(f"{name}.md", 10 * number),
        )
        for number, text in enumerate(texts, 1)
    ]
    linted = lint_page(page, notes, SETTINGS)
    assert linted.notes == tuple(notes)
    return linted.digest


def found(*pages: Digest) -> list[str]:
    return [f"{one.problem.location} {one.problem.code}" for one in find_alike(pages)]


VEIN = "Filtered blood leaves the kidney through the {{c1::renal vein}}."
NEAR = "The filtered blood then leaves the kidney through the {{c1::renal vein}}."
OTHER = "Filtered blood leaves the kidney through the {{c1::large vein}}."
UREA = "Most of the urea in the filtrate of a nephron comes from the {{c1::liver}}."


def test_the_page_with_the_smaller_key_keeps_its_card_whatever_the_order() -> None:
    one, other = page_of("one", VEIN, UREA), page_of("two", UREA, VEIN)
    assert sorted(found(one, other)) == sorted(found(other, one)) == ["two.md:10 R01", "two.md:20 R01"]
    assert {alike.note for alike in find_alike([one, other])} == {
        note_number("biology/two|1"),
        note_number("biology/two|2"),
    }


def test_the_answer_tells_a_duplicate_from_an_ambiguous_card() -> None:
    assert found(page_of("one", VEIN), page_of("two", OTHER)) == ["two.md:10 A01"]
    assert found(page_of("one", VEIN), page_of("two", NEAR)) == ["two.md:10 R02"]
    assert found(page_of("one", VEIN), page_of("two", UREA)) == []


def test_a_note_that_is_left_out_is_not_reported_again() -> None:
    assert found(page_of("one", VEIN), page_of("two", NEAR, VEIN)) == ["two.md:20 R01", "two.md:10 R02"]


def test_a_page_may_ignore_that_its_cards_stand_twice() -> None:
    assert found(page_of("one", VEIN), page_of("two", VEIN, ignored="R01")) == []
    assert found(page_of("one", VEIN), page_of("two", NEAR, ignored="R02")) == []


def test_formulas_that_differ_by_a_sign_are_different_cards() -> None:
    text = r"A kidney cell with \(x {} 0\) more ions inside than outside is called {{{{c1::polar}}}}."
    assert found(page_of("one", text.format("<")), page_of("two", text.format(">"))) == []
    assert found(page_of("one", text.format("<")), page_of("two", text.format("<"))) == ["two.md:10 R01"]


def test_a_number_makes_another_fact() -> None:
    text = "The kidneys of a child of {} years filter as well for their size as those of {{{{c1::adults}}}}."
    assert found(page_of("one", text.format(2)), page_of("two", text.format(3))) == []


def test_many_cards_with_one_answer_are_each_compared_with_few() -> None:
    words = (
        [f"cell-type-{number * factor % 9973}" for factor in (2, 1009, 2003, 3001, 4001)]
        for number in range(400)
    )
    texts = [f"A kidney of {' '.join(some)} had a stone of {{{{c1::oxalate}}}}." for some in words]
    digest = page_of("one", *texts)
    assert find_alike([digest]) == []
    assert len(digest.cards) == 28 * 400
    assert len(digest.fronts) < 40 * 400


WORDS = st.sampled_from(["renal", "vein", "cortex", "medulla", "ureter", "pelvis"])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=4, max_size=6), min_size=1, max_size=6))
def test_of_equal_fronts_exactly_one_stays(fronts: list[list[str]]) -> None:
    texts = [f"{' '.join(words)} of the nephron in the {{{{c1::kidney stone}}}}." for words in fronts]
    digests = [page_of(f"page-{number}", text) for number, text in enumerate(texts)]
    errors = [one for one in find_alike(digests) if one.problem.code == "R01"]
    assert len(errors) == len(texts) - len(set(texts))
