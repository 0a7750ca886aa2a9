"""Words that give each other away: who sees "low" knows "high"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


def _partners(pairs: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for pair in pairs.split():
        one, other = pair.split(":")
        found[one].add(other)
        found[other].add(one)
    return {word: frozenset(others) for word, others in found.items()}


_OPPOSITES = _partners(
    """
    high:low higher:lower highest:lowest increase:decrease increases:decreases increased:decreased
    increasing:decreasing maximum:minimum maximize:minimize maximal:minimal positive:negative
    internal:external active:passive direct:indirect explicit:implicit absolute:relative static:dynamic
    linear:nonlinear
    convex:concave finite:infinite continuous:discrete qualitative:quantitative endogenous:exogenous
    endothermic:exothermic aerobic:anaerobic acidic:basic acidic:alkaline anode:cathode oxidation:reduction
    oxidized:reduced excitatory:inhibitory dominant:recessive homozygous:heterozygous hydrophilic:hydrophobic
    intracellular:extracellular systolic:diastolic afferent:efferent proximal:distal dorsal:ventral
    anterior:posterior superior:inferior supply:demand import:export imports:exports inflation:deflation
    assets:liabilities debit:credit microeconomic:macroeconomic domestic:foreign public:private local:global
    synchronous:asynchronous serial:parallel encode:decode encryption:decryption lossless:lossy
    mutable:immutable signed:unsigned major:minor numerator:denominator odd:even rational:irrational
    inductive:deductive objective:subjective protagonist:antagonist comedy:tragedy vowel:consonant
    stronger:weaker faster:slower larger:smaller longer:shorter hot:cold warm:cool wet:dry light:dark
    horizontal:vertical left:right upper:lower first:last begin:end
    """
)


def opposites(words: Iterable[str]) -> frozenset[str]:
    """Return the opposites of these words, in small letters."""
    return frozenset(other for word in words for other in _OPPOSITES.get(word.lower(), ()))
