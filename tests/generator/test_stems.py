"""Stems, irregular plurals, acronyms, families of words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress.generator.stems import are_related, is_acronym, stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("activating", "activation"),
        ("maxima", "maximum"),
        ("criteria", "criterion"),
        ("matrices", "matrix"),
        ("hypotheses", "hypothesis"),
        ("bacteria", "bacterium"),
        ("KIRs", "KIR"),
        ("DNA", "dna"),
        ("cell's", "cells"),
        ("β", "beta"),
        ("written", "write"),
    ],
)
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("mean", "mitosis"), ("IDs", "idea"), ("acid", "base")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_acronyms() -> None:
    assert [is_acronym(word) for word in ("DNA", "KIRs", "CD16", "A", "Cat", "pH")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


def test_a_family_of_words_begins_alike() -> None:
    assert are_related(stem("inhibits"), stem("inhibitory"))
    assert not are_related("cell", "cellul")  # too short to tell
    assert not are_related("osmosi", "osmot")


@given(st.text(max_size=30))
@settings(max_examples=100)
def test_every_text_has_a_stem(word: str) -> None:
    assert stem(word) == stem(word)
