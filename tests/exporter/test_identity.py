from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckpress.exporter.identity import card_id, deck_id, deck_name, next_free, note_guid, note_id

FIRST, LAST = 1_735_689_600_000, 1_767_225_600_000  # the year 2025 in milliseconds
texts = st.text(max_size=30)


def test_guids_are_promises() -> None:
    """A change of these costs every learner his progress."""
    assert note_guid("QuickTakes", "biology/osmosis|cloze|cloze|water") == "myncpjttyjnpbybz3xx3"
    assert note_guid("", "") == "ny2axhh7wn5jrhffittl"


def test_ids_are_promises() -> None:
    assert note_id("abc") == 1_766_083_567_991
    assert card_id("abc", 1) == 1_754_893_705_328
    assert card_id("abc", 2) == 1_745_239_410_847
    assert deck_id("Tests::Chemistry") == 1_745_719_506_719


def test_composed_and_decomposed_letters_are_the_same_key() -> None:
    assert note_guid("Café", "naïve") == note_guid("Cafe\u0301", "nai\u0308ve")


@given(texts, texts)
def test_guids_use_a_safe_alphabet(namespace: str, key: str) -> None:
    guid = note_guid(namespace, key)
    assert len(guid) == 20
    assert set(guid) <= set("abcdefghijklmnopqrstuvwxyz234567")


def test_guids_of_many_keys_differ() -> None:
    keys = [
        (space, f"page-{page}|cloze|{part}") for space in "ab" for page in range(300) for part in range(40)
    ]
    assert len({note_guid(space, key) for space, key in keys}) == len(keys)


def test_namespace_and_key_are_kept_apart() -> None:
    assert note_guid("ab", "c") != note_guid("a", "bc")


@given(texts, st.integers(min_value=1, max_value=499))
def test_ids_are_moments_of_2025(guid: str, ordinal: int) -> None:
    for number in (note_id(guid), card_id(guid, ordinal), deck_id(guid)):
        assert FIRST <= number < LAST


def test_taken_ids_are_passed_over() -> None:
    taken = {7, 8, 10}
    assert [next_free(7, taken), next_free(7, taken), next_free(5, taken)] == [9, 11, 5]


@pytest.mark.parametrize(
    ("root", "subject", "name"),
    [
        ("QuickTakes", "Biology", "QuickTakes::Biology"),
        (" Lab :: Year 1 ", "  Cell\n biology ", "Lab::Year 1::Cell biology"),
        ("Code", "std::vector", "Code::std – vector"),
        ("Default", "default", "Default deck::Default deck"),
        ("", "Biology", "Biology"),
        ("::", "", "Untitled"),
        ("Lab:", ":Biology", "Lab::Biology"),
        ("Lab", "Cafe\u0301", "Lab::Café"),
    ],
)
def test_deck_name(root: str, subject: str, name: str) -> None:
    assert deck_name(root, subject) == name


@given(texts, texts)
def test_every_part_of_a_deck_name_is_sound(root: str, subject: str) -> None:
    parts = deck_name(root, subject).split("::")
    assert all(part and part == part.strip() and part.casefold() != "default" for part in parts)
