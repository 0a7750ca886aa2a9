"""Noun phrases with an uncommon word. Worth little, but where no better term stands they are what is left to
ask.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from deckpress.generator.tokens import Mark, Tokens, is_break
from deckpress.generator.verbs import BASE, NOUNS_TOO, PARTICIPLES
from deckpress.generator.words import AUXILIARIES, DETERMINERS, GENERIC_STEMS

# Endings of adjectives, and nouns that have them: a single adjective is no answer.
_ADJECTIVE = re.compile(r"(?:able|ible|ous|ive|ful|less|ical|ic|al|ent|ant|ary|ular|ior)\Z")
_NOUN = re.compile(
    r"(?:ment|signal|animal|capital|metal|material|journal|hospital|ritual|festival|canal|mineral|chemical|individual|potential|manual"
    r"|trial|proposal|approval|arrival|survival|removal|crystal|interval|mammal|terminal|professional|hormonal|integral|radical|goal"
    r"|topic|music|logic|fabric|clinic|plastic|ceramic|statistic|traffic|mechanic|characteristic|arithmetic|antibiotic|epidemic|pandemic"
    r"|agent|patient|student|event|element|component|current|gradient|content|solvent|document|parent|accident|talent|ingredient"
    r"|nutrient|reagent|president|continent|incident|client|coefficient|precedent|detergent|plant|constant|quadrant|variant|mutant"
    r"|pollutant|reactant|consultant|assistant|participant|inhabitant|giant|merchant|tenant|descendant|antioxidant|coolant|defendant"
    r"|immigrant|migrant|determinant|covenant|objective|perspective|alternative|initiative|narrative|derivative|incentive|executive"
    r"|locomotive|motive|adjective|directive|additive|preservative|table|variable|vegetable|cable|library|boundary|salary|dictionary"
    r"|commentary|anniversary|vocabulary|summary|behavior|interior|exterior)\Z"
)
SUPERLATIVE = re.compile(
    r"(?!forest|interest|harvest|request|protest|contest|conquest|digest|invest|honest|modest|earnest|manifest|priest|guest|quest"
    r"|chest|arrest|suggest)[a-z]{3,}est"
)
_PLURAL = re.compile(r"(?<!s)(?<!u)(?<!i)(?<!ic)s\Z")
_PLURALS = frozenset(
    "people children men women bacteria data criteria phenomena nuclei nucleoli stimuli fungi media".split()
)
_SINGULARS = frozenset(
    "measles diabetes rabies sales sports news series species lens gas herpes mumps".split()
)
# Token range, kind and detail of what could be hidden.
Found = tuple[int, int, str, str]
_ALWAYS_NOUNS = frozenset(
    "ring king thing string spring wing swing sting sling offspring building ceiling evening morning wedding lightning".split()
)
# Gerunds that behind a noun or adjective name a field or process: "civil engineering".
_ING_NOUNS = _ALWAYS_NOUNS | frozenset(
    """
    engineering learning marketing training housing funding banking farming mining printing trading imaging processing
    sequencing screening signaling bonding coding programming reading writing hearing lighting heating cooling warming
    mapping modeling parsing sampling timing spelling meaning feeling painting wiring clustering pricing accounting
    advertising manufacturing packaging shipping recycling upbringing testing planning scheduling routing caching
    hashing sorting scaling mixing splicing docking folding weathering flooding logging fishing breeding grazing
    spending lending saving rounding forcing damping budgeting staffing counseling nursing mentoring parenting bullying
    storytelling filmmaking
    """.split()
)
_DETERMINER = frozenset((word,) for word in DETERMINERS)
_MODALS = frozenset("can may must will should could would might cannot not".split())
# Words of the verb lists that behind another noun are mostly nouns: "cash flow", "carbon cycle".
_RARE_VERBS = frozenset(
    """
    flow rule act cycle phase score finance capture stage recall break question damage address strain voice exchange
    stick search prompt schedule benefit format stretch decline document struggle base fund overlap update harm ride
    release honor sign favor collapse conduct attribute respect award budget campaign charge claim command comment
    compound conflict contest crop debut deposit discount dispute estimate extract feature fine index insult interview
    judge label load lock market master mandate minute mount pass permit pick pose present profit protest purchase
    quote rebel refund reward rush screen sentence spark spell sponsor surface survey suspect switch title trap triumph
    twist upgrade wage waste watch witness worship display edge email experiment
    """.split()
)
_RULE_OBJECTS = frozenset("help cause face benefit allow".split())
_VERB_ENDINGS = ("ate", "ize", "ise", "ify")
_NO_NOUN_ENDINGS = ("ly", "'s", "’s")
_AFTER_VERB = DETERMINERS | frozenset(
    "well best better closer poor up out down away back him her them it".split()
)
_NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve twenty hundred thousand".split()
)
_NOUN_AFTER = (
    frozenset("the a an of its their his her in by for with into from on through between no".split())
    | _NUMBERS
)

_NOUN_FOLLOWS = frozenset((word,) for word in _NOUN_AFTER)


def noun_phrases(tokens: Tokens) -> Iterator[Found]:
    """Yield noun phrases and what is built of them: pairs ("clarity and coherence"), phrases with "of" ("rate of
    change"), single adjectives, and gerunds ("organizing ideas").
    """
    gaps, count = tokens.gaps, len(tokens.words)
    plain = [_is_plain(tokens, place) for place in range(count)]
    runs: list[tuple[int, int]] = []
    place = 0
    while place < count:
        if not plain[place]:
            if _is_gerund(tokens, place):
                yield place, place + 1, "gerund", ""
            place += 1
            continue
        end = place + 1
        while end < count and plain[end] and gaps[end] in (" ", "-"):
            before = tokens.lower[end - 1]
            if (
                gaps[end] == " "
                and ((_PLURAL.search(before) and before not in _SINGULARS) or before in _PLURALS)
                and not tokens.known[end].is_capital
            ):
                break  # what follows a plural is a verb: "researchers disentangle"
            if gaps[end] == " " and _is_unknown_verb(tokens, end):
                break
            end += 1
        start = max(place, end - 3) if end - place > 4 else place
        if start > place and tokens.known[start].is_capital and tokens.known[start - 1].is_capital:
            start = place  # "New York City subway"
        if start and end - start > 1 and gaps[start] == " " and tokens.lower[start - 1].endswith("ly"):
            start -= is_adjective(tokens.lower[start])  # "selectively permeable membrane"
        runs.append((start, end))
        place = end
    runs = [
        (start, _without_tail(tokens, start, end)) for start, end in runs if not _is_compared(tokens, start)
    ]
    singles = {start for start, end in runs if end - start == 1}
    for start, end in runs:
        last = tokens.lower[end - 1]
        if (
            last.endswith("ed")
            or last in PARTICIPLES
            or last in _EMPTY
            or last in _NUMBERS
            or SUPERLATIVE.fullmatch(last)
        ):
            continue
        if end - start > 1 and tokens.lower[start] in ("way", "ways"):
            continue  # "the way physicists calculate"
        if not is_adjective(last):
            yield _with_shared_head(tokens, start, singles), end, "phrase", ""
        elif end - start == 1 and not (end < count and gaps[end] == " " and tokens.stems[end]):
            yield start, end, "adjective", ""
    for (start, end), (second, last_end) in itertools.pairwise(runs):
        between = tokens.lower[end:second]
        if end - start > 2 or last_end - second > 2 or any(is_break(gap) for gap in gaps[end : second + 1]):
            continue
        if _is_modifier(tokens.lower[last_end - 1]):
            continue
        if between in (("and",), ("or",)):
            yield start, last_end, "pair", ""
        elif last_end < count and (tokens.lower[last_end] in ("and", "or") or "," in gaps[last_end]):
            continue  # "the intersection of music and humor"
        elif between == ("of",) and end - start == 1 and tokens.lower[start] not in _NO_HEADS:
            yield start, last_end, "of", ""


def _with_shared_head(tokens: Tokens, start: int, singles: set[int]) -> int:
    """Return where "urinary and vaginal microbiomes" begins, whose noun belongs to both adjectives."""
    other = start - 2
    if (
        other in singles
        and tokens.lower[start - 1] in ("and", "or")
        and is_adjective(tokens.lower[other])
        and is_adjective(tokens.lower[start])
        and tokens.gaps[start] == tokens.gaps[start - 1] == " "
        and not (other and "," in tokens.gaps[other])
    ):
        return other
    return start


def _is_compared(tokens: Tokens, start: int) -> bool:
    """Tell whether a phrase begins behind "more" or "less": "a more reactive metal"."""
    return (
        start > 0
        and tokens.lower[start - 1] in ("more", "less", "most", "least")
        and is_adjective(tokens.lower[start])
    )


def _is_unknown_verb(tokens: Tokens, place: int) -> bool:
    """Tell whether a word behind a noun is a verb that no list holds: "Cézanne experimented", "Sartre contends that"."""
    word = tokens.lower[place]
    if word.endswith("ed"):
        return True
    following = tokens.lower[place + 1] if place + 1 < len(tokens) else ""
    return (
        word.endswith("s")
        and word not in NOUNS_TOO
        and tokens.gaps[place + 1 : place + 2] == (" ",)
        and (following in DETERMINERS or following in _BEHIND_VERB)
    )


_BEHIND_VERB = frozenset("that how why whether when while because if until into upon without".split())


def _is_modifier(word: str) -> bool:
    return is_adjective(word) or word.endswith("ed") or word in PARTICIPLES


_QUANTITIES = frozenset("various several different many other key new".split())
_IDIOMS = frozenset("terms advantage account light spite front favor lieu need view lack face course".split())
# Adjectives that stand behind their noun, since something follows: "a diet high in fat".
_BEHIND = frozenset(
    """high low rich ripe easy difficult free available necessary able unable likely similar due equal close essential
    responsible today tomorrow yesterday earlier later online worldwide alone abroad together""".split()
)


def _without_tail(tokens: Tokens, start: int, end: int) -> int:
    while end - start > 1 and tokens.lower[end - 1] in _BEHIND:
        end -= 1
    return end


def _is_gerund(tokens: Tokens, place: int) -> bool:
    word = tokens.known[place]
    if not word.stem or tokens.marks[place] is not Mark.WORD or tokens.is_glued(place):
        return False
    following = tokens.gaps[place + 1] if place + 1 < len(tokens) else "."
    takes_object = following == " " and bool(
        tokens.stems[place + 1] or tokens.lower[place + 1] in DETERMINERS
    )
    return word.lower.endswith("ing") and len(word.lower) > 5 and word.text.islower() and not takes_object


# Nouns that say nothing, whatever stands before them: "prime example", "cyclic manner".
_EMPTY = frozenset(
    """example examples manner way ways aspect aspects role roles part parts sense range variety number degree extent kind kinds
    type types case cases fact facts thing things means lot amount amounts set term terms one ones reason reasons issue issues time
    times place places purpose purposes
    factor factors""".split()
)

_NO_HEADS = _EMPTY | _IDIOMS | frozenset("context realm world concept idea notion process act".split())


def is_adjective(word: str) -> bool:
    """Tell by its ending whether a word is an adjective, and so no answer of its own."""
    return _ADJECTIVE.search(word) is not None and _NOUN.search(word) is None


def noun_follows(tokens: Tokens, place: int) -> bool:
    """Tell whether a noun stands at `place`, with nothing but a blank before it."""
    if place >= len(tokens.words) or tokens.gaps[place] != " ":
        return False
    word = tokens.known[place]
    return bool(word.stem) and tokens.marks[place] is Mark.WORD and not word.is_verb and word.text.islower()


def _is_plain(tokens: Tokens, place: int) -> bool:
    """Tell whether a token may be part of a noun phrase."""
    word = tokens.known[place]
    if not word.stem or tokens.marks[place] is not Mark.WORD or not word.text[0].isalpha():
        return False
    if len(word.text) == 1 and not tokens.is_glued(place) and not word.is_capital:
        return False  # "e.g."
    lower = word.lower
    before = tokens.lower[place - 1] if place else ""
    if word.is_verb and (before in ("who", "which") or _is_second_verb(tokens, place)):
        return False
    if before in _MODALS or (before == "to" and (word.is_verb or lower.endswith(_VERB_ENDINGS))):
        return False
    if lower.endswith(_NO_NOUN_ENDINGS) or (lower.endswith("ed") and before in AUXILIARIES):
        return False
    if lower in _ING_NOUNS:
        return lower in _ALWAYS_NOUNS or _names_field(tokens, place)
    if lower.endswith("ing") and not tokens.is_glued(place):
        return (before in DETERMINERS or before in _QUANTITIES) and noun_follows(
            tokens, place + 1
        )  # "the rotating object"
    return not word.is_verb or before in _NOUN_AFTER or _stands_as_noun(tokens, place)


def _is_second_verb(tokens: Tokens, place: int) -> bool:
    """Tell whether "structure" is a verb as in "to generate and structure thoughts"."""
    return (
        place > 1
        and tokens.lower[place - 1] in ("and", "or")
        and tokens.lower[place] in BASE
        and tokens.lower[place - 2] in BASE
        and tokens.lower[place - 2] not in NOUNS_TOO
    )


def _names_field(tokens: Tokens, place: int) -> bool:
    """Tell whether a gerund stands behind a noun or adjective that says which: "global warming"."""
    return (
        place > 0
        and tokens.gaps[place] == " "
        and bool(tokens.stems[place - 1])
        and not tokens.known[place - 1].is_verb
        and tokens.lower[place + 1 : place + 2] not in _DETERMINER
    )


def _stands_as_noun(tokens: Tokens, place: int) -> bool:
    """Tell whether a word of the verb lists is a noun: "cash flow", "the tighter fit", but not "water enters" or
    "the site changes its shape".
    """
    if place < 1 or tokens.gaps[place] != " " or not tokens.stems[place - 1]:
        return False
    lower, before = tokens.lower[place], tokens.lower[place - 1]
    has_article = tokens.lower[place - 2 : place - 1] in _NOUN_FOLLOWS
    if before.endswith("s") or tokens.stems[place - 1] in GENERIC_STEMS:
        return False
    if tokens.known[place - 1].is_verb and not has_article:
        return False
    if place + 1 < len(tokens) and tokens.lower[place + 1] in _AFTER_VERB:
        return False
    if (lower.endswith("s") or lower in _RULE_OBJECTS) and noun_follows(tokens, place + 1):
        return False  # "the sand forms natural embankments", "revision help writers"
    described = has_article and lower in BASE and (is_adjective(before) or before.endswith("er"))
    return lower in NOUNS_TOO or lower in _RARE_VERBS or described
