"""What the inflected forms of a word share: activating and activation, maxima and maximum, KIRs and KIR."""

from __future__ import annotations

import re

import snowballstemmer

_IRREGULAR = dict(
    pair.split(":")
    for pair in """
    maxima:maximum minima:minimum optima:optimum criteria:criterion phenomena:phenomenon
    bacteria:bacterium mitochondria:mitochondrion spectra:spectrum strata:stratum quanta:quantum
    ova:ovum curricula:curriculum memoranda:memorandum symposia:symposium equilibria:equilibrium
    taxa:taxon genera:genus corpora:corpus analyses:analysis hypotheses:hypothesis theses:thesis
    syntheses:synthesis crises:crisis diagnoses:diagnosis metamorphoses:metamorphosis
    parentheses:parenthesis prostheses:prosthesis neuroses:neurosis psychoses:psychosis
    metastases:metastasis axes:axis matrices:matrix vertices:vertex indices:index appendices:appendix
    cortices:cortex nuclei:nucleus fungi:fungus stimuli:stimulus radii:radius foci:focus loci:locus
    alumni:alumnus cacti:cactus bacilli:bacillus larvae:larva formulae:formula antennae:antenna
    vertebrae:vertebra algae:alga children:child women:woman men:man people:person feet:foot teeth:tooth
    mice:mouse geese:goose lives:life wives:wife knives:knife leaves:leaf halves:half wolves:wolf
    shelves:shelf written:write wrote:write chosen:choose chose:choose driven:drive drove:drive
    grew:grow grown:grow knew:know gave:give given:give took:take taken:take began:begin begun:begin
    spoke:speak spoken:speak broke:break broken:break fell:fall fallen:fall froze:freeze frozen:freeze
    won:win built:build taught:teach thought:think brought:bring bought:buy sold:sell held:hold
    kept:keep lost:lose paid:pay sent:send spent:spend α:alpha β:beta γ:gamma δ:delta ε:epsilon ζ:zeta
    η:eta θ:theta κ:kappa λ:lambda μ:mu µ:mu ν:nu ξ:xi π:pi ρ:rho σ:sigma τ:tau φ:phi χ:chi ψ:psi
    ω:omega
    """.split()
)
_ACRONYM = re.compile(r"[A-Z][A-Z\d]*[A-Z\d]s?(?:['’]s)?|[A-Z]{2,}s?")
_DOTTED = re.compile(r"(?:[A-Z]\.)+[A-Z]")  # "U.S", whose last dot may end the sentence
# What may stand behind a stem within one family of words; "momentum" is no form of "moment".
_SUFFIXES = frozenset(
    """s al ali ar at ate e ed er i ic ica ing ion ion is ist ism it iti iv ive iz ize li ly ment nes ness or ori ous ry
    y abl ibl ant ent anc enc ance ence age ship ful less like""".split()
)
_CACHE_LIMIT = 60_000  # words; a hostile corpus cannot fill the memory

_stem_word = snowballstemmer.stemmer("english").stemWord
_cache: dict[str, str] = {}


def stem(word: str) -> str:
    """Return what the inflected forms of `word` share, in lower case; an acronym only loses its plural "s"."""
    known = _cache.get(word)
    if known is not None:
        return known
    if len(_cache) >= _CACHE_LIMIT:
        _cache.clear()
    found = _cache[word] = _stem(word)
    return found


def _stem(word: str) -> str:
    if _ACRONYM.fullmatch(word) or _DOTTED.fullmatch(word):
        return word.replace(".", "").replace("’", "'").removesuffix("'s").rstrip("s").lower()
    lower = word.lower().replace("’", "'").removesuffix("'s")
    lower = _IRREGULAR.get(lower, lower)
    return str(_stem_word(lower))


def is_acronym(word: str) -> bool:
    """Tell whether `word` is written like "DNA", "KIRs" or "CD16"."""
    return _ACRONYM.fullmatch(word) is not None


def are_related(one: str, other: str) -> bool:
    """Tell whether two stems belong to one family of words (inhibit, inhibitori), so that one gives the other
    away.
    """
    if one == other:
        return True
    if one[:-1] == other[:-1] and one.endswith(("nc", "nt")) and other.endswith(("nc", "nt")):
        return True  # "congruence" and "congruent"
    short, long = (one, other) if len(one) < len(other) else (other, one)
    if len(short) < 5:
        return False
    return long.startswith(short) and long[len(short) :] in _SUFFIXES
