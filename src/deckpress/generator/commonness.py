"""How common the words of English are, by their stems, from the list in common_words.txt."""

from __future__ import annotations

from importlib.resources import files

from deckpress.generator.stems import stem

RARE, COMMON, EVERYDAY = 0, 1, 2
_HEADINGS = {"# everyday": EVERYDAY, "# common": COMMON}


def _read() -> dict[str, int]:
    band, bands = RARE, dict[str, int]()
    for line in files("deckpress.generator").joinpath("common_words.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            band = _HEADINGS.get(line, RARE)
        else:
            bands.update((stem(word), band) for word in line.split())
    return bands


_BANDS = _read()


def commonness(stem: str) -> int:
    """Return RARE, COMMON or EVERYDAY for the stem of a word."""
    return _BANDS.get(stem, RARE)
