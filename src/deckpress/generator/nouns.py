"""Whether a word is a noun or an adjective where it stands: words alone do not tell."""

from __future__ import annotations

import re

from deckpress.generator.tokens import Mark, Tokens
from deckpress.generator.verbs import BASE, NOUNS_TOO
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
_NOUNS_BEHIND = frozenset(
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
_TAKE_OBJECTS = frozenset("help cause face benefit allow".split())
_VERB_ENDINGS = ("ate", "ize", "ise", "ify")
_NO_NOUN_ENDINGS = ("ly", "'s", "’s")
_AFTER_VERB = DETERMINERS | frozenset(
    "well best better closer poor up out down away back him her them it".split()
)
NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve twenty hundred thousand".split()
)
_NOUN_AFTER = (
    frozenset("the a an of its their his her in by for with into from on through between no".split())
    | NUMBERS
)

_NOUN_FOLLOWS = frozenset((word,) for word in _NOUN_AFTER)
_QUANTITIES = frozenset("various several different many other key new".split())


def is_adjective(word: str) -> bool:
    """Tell by its ending whether a word is an adjective, and so no answer of its own."""
    return _ADJECTIVE.search(word) is not None and _NOUN.search(word) is None


def noun_follows(tokens: Tokens, place: int) -> bool:
    """Tell whether a noun stands at `place`, with nothing but a blank before it."""
    if place >= len(tokens.words) or tokens.gaps[place] != " ":
        return False
    word = tokens.known[place]
    return bool(word.stem) and tokens.marks[place] is Mark.WORD and not word.is_verb and word.text.islower()


def with_shared_noun(tokens: Tokens, start: int, end: int) -> int:
    """Return where "urinary and vaginal microbiomes" begins, whose noun belongs to both adjectives."""
    other = start - 2
    if (
        end - start > 1
        and other >= 0
        and tokens.lower[start - 1] in ("and", "or")
        and is_adjective(tokens.lower[other])
        and is_adjective(tokens.lower[start])
        and tokens.gaps[start] == tokens.gaps[start - 1] == " "
        and (other == 0 or (tokens.known[other - 1].is_function and tokens.gaps[other] == " "))
    ):
        return other
    return start


def may_be_in_phrase(tokens: Tokens, place: int) -> bool:
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
    if (lower.endswith("s") or lower in _TAKE_OBJECTS) and noun_follows(tokens, place + 1):
        return False  # "the sand forms natural embankments", "revision help writers"
    described = has_article and lower in BASE and (is_adjective(before) or before.endswith("er"))
    return lower in NOUNS_TOO or lower in _NOUNS_BEHIND or described
