"""Small word lists of our own: what is no term, what says nothing, what joins sentences."""

from __future__ import annotations

import re
from functools import lru_cache

from deckpress.generator.stems import stem


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DETERMINERS = _words(
    "a an the this that these those such its their his her our your my some any each every no"
)
PRONOUNS = _words(
    """it they them he she we you i me him us itself themselves himself herself ourselves yourself one ones
    who whom whose which what that this these those there here someone something anything everything nothing
    everyone anyone everybody anybody somebody nobody theirs ours yours mine his hers its their both all"""
)
PREPOSITIONS = _words(
    """of in on at to from by with within without for into onto upon over under between among amongst through
    throughout during before after about against across along around behind beside besides beyond despite
    near toward towards until till via per than as like unlike amid outside inside off out up down above
    below beneath underneath alongside except regarding concerning including involving using"""
)
CONJUNCTIONS = _words(
    """and or but nor so yet if because although though while whereas unless since when whenever where
    wherever whereby whether albeit regardless either neither both not only that once how why"""
)
AUXILIARIES = _words(
    """is are was were be been being am has have had having do does did doing can could will would shall
    should may might must cannot isn't aren't wasn't weren't don't doesn't didn't can't won't let's it's"""
)
ADVERBS = _words(
    """also very more most less least much many few several too then thus hence therefore however moreover
    often usually typically generally commonly always never sometimes rather quite almost just even still
    already again further furthermore additionally primarily mainly mostly largely particularly especially
    specifically directly indirectly simply merely together well now later soon other others another same
    own etc eg ie vs i.e e.g approximately roughly nearly significantly greatly highly closely widely
    effectively ultimately subsequently respectively instead otherwise meanwhile certain various different
    anywhere everywhere enough whatever whichever whoever ago away back else rather perhaps maybe
    afterward afterwards forward forwards backward backwards upward upwards downward downwards inward outward
    far none et al whole entire respective overall ever once twice likewise """
)
# No term begins or ends with one of these.
EDGE = DETERMINERS | PRONOUNS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES
# Words without content of their own.
FUNCTION = EDGE | ADVERBS

# Words that stand in a text of any subject: hiding nothing else asks for nothing that can be known.
_GENERIC_WORDS = """
ability able absence academic accept access accomplish according account accurate accuracy achieve
achievement acknowledge acquire act action active activity actual adapt adaptability add addition additional
address adequate adjust adopt advance advanced advantage affect aid aim alignment allow alter alternative
amount analysis analyze ancient answer apparent appeal appear application apply approach appropriate area
argue argument arise arrange ask aspect assess assessment assist associate assume assumption attain attempt
attention attribute audience author availability available average avoid aware awareness background balance
barrier base basic basis become begin beginning behavior behaviour belief believe belong beneficial benefit
best better big blend body book bring broad build call capability capable capacity capture care careful
carry case cause caution center central century certain chain challenge challenging chance change character
characteristic characterize check choice choose circumstance claim clarify clarity class classic classify
clear client close code coherent collaborate collaboration collect collection combination combine come
comfortable common communicate communication community company compare comparison complete complex
complexity component comprehension comprehensive concept conclude conclusion condition conduct confidence
connect connection consequence consider consideration consist consistency consistent constant construct
contain content context continue contribute contribution control convenient conversation convey core correct
cost count create creation creative creativity critical crucial culture cultural current customer daily
damage data date day deal decide decision decrease deep deeper define definition degree deliver demand
demonstrate depend depth derive describe description design desire desired detail detailed determine develop
development difference differentiate difficult difficulty direct direction disadvantage discover discovery
discuss discussion display distinct distinction distinctive diverse diversity document draw drive due
duration dynamic early ease easy edge educate education educational educator effect effective effectiveness
efficiency efficient effort element eliminate emerge emphasis emphasize employ enable encounter encourage
end engage engagement enhance enjoy ensure entire environment equal equip era error essence essential
essentially establish evaluate evaluation event evidence evident evolution evolve exact examine example
excellent exchange execute exhibit exist existence expand expect expectation experience explain explanation
explore exploration express expression extend extensive extent face facilitate fact factor fail failure fair
fall familiar family feature feel feeling field figure final find fit fix flexibility flexible flow focus
follow force form formal format forward foster foundation foundational framework free frequent frequency
front fulfill full fun function functionality fundamental future gain gap general generate get give global
go goal good great greater ground group grow growth guidance guide guideline hand handle happen hard harm
have head help hide high higher highlight hinder history hold home human idea ideal identify illustrate
image imagine impact implement implementation implication important importance improve improvement include
inclusion incorporate increase indicate indication individual influence inform information inherent initial
initiative innovation innovative inner input insight instance instruction instructor integral integrate
integration intend intent intention interact interaction interest interpret interpretation introduce
introduction intuitive invaluable involve involvement issue item job join journey keep key kind know
knowledge lack language large last late later latter lead leader learn learner learning leave length lens
lesson let level life limit limitation line link list live local location logical long look lose low lower
main maintain major make man manage management manifest manner mark match material matter maximize mean
meaning meaningful means measure measurement mechanism meet member mention message method mind minimize
minimum mix mode model modern modify moment more motivate motivation move movement multiple name narrative
nature navigate necessary necessity need negative new notable note notion nuance nuanced number numerous
object objective observation observe obtain occur offer old open operate operation opinion opportunity
option order organization organize orient origin original outcome output outline outset outside overall
overcome overview part participant participate participation particular party passage past path pattern pay
people perceive perception perfect perform performance period person personal perspective phase phenomenon
piece place plan plane play point popular portion position positive possess possible possibility potential
power powerful practical practice precise precision prepare presence present presentation preserve prevent
previous primary principle prior prioritize priority problem procedure proceed process produce product
professional profound progress project prominent promote proof proper property protect prove provide purpose
pursue put quality quantity question quick range rate reach read reader real realistic reality realize
reason receive recent recognition recognize record reduce reduction refer reference refine reflect
reflection regard region regular reinforce relate relation relationship relative release relevance relevant
reliable reliability rely remain remarkable remember remove repeat repetition replace report represent
representation request require requirement research researcher reside resolve resource respect respond
response responsibility responsible rest result return reveal review rich right rise risk role room routine
rule run scale scenario scene school scientific scope search second section seek select selection self sense
separate sequence series serious serve service set setting several severe shape share shift short show side
sign significance significant similar similarity simple simplicity simplify single situation size skill slow
small smooth social society solid solution solve source space speak special specific speed spend stability
stable stage stakeholder stand standard start state statement status stay step stop story strategy strength
strengthen strong structure structured student study style subject subsequent substantial succeed success
successful sudden suggest suitable sum summarize summary support sure surface surround sustain system
systematic tackle tailor take talent task teach teacher team technique technology tell tend tendency term
test text theme theory thing think thought thorough thrive time title today tool top topic total touch track
tradition traditional train training transform transformation transition transparent treat treatment trend
true trust truth try turn type typical ultimate underlie underlying understand understanding undertake
unique unit unity universal up update use useful usefulness user usual utilize valid validity valuable value
variable variation variety vary various vast verify version versatile view viewer visible vital way weak
weakness well-being whole wide widespread will wish word work workplace world worldwide write year yield
young concern sustained seamless holistic nuances inclusive enriched heightened striking compelling
captivating
"""
# Praise that teaches nothing.
_PRAISE = """
crucial important importance essential vital significant significance key major critical fundamental
invaluable profound remarkable valuable powerful notable pivotal integral indispensable effective
comprehensive robust meaningful beneficial success successful greatly understand insight overall enhance
foster enrich crucially allow enable ensure help contribute
"""
GENERIC_STEMS = frozenset(stem(word) for word in (_GENERIC_WORDS + _PRAISE).split())

# Words that everybody knows: they may be a good answer, but hardly a term.
_EVERYDAY_WORDS = """ moon sun earth internet web god

afternoon air animal anger apartment apple arm army art article artist baby bad bag ball bank bar bathroom
beach bed bedroom bedtime beginner bicycle bill bird birthday black block blood blue board boat bone boss
bottle bottom box boy brain bread breakfast brother bus button buyer camera camp car card carpet cash cat
chair cheap chicken child church cigarette circle city clean clock cloth clothes clothing cloud coffee coin
cold color colour comment computer concert cook cool corner couple course cover cow crime crowd cup dance
danger dark daughter dead death dinner dirty disease dish doctor dog door dream dress drink driver dry dust
ear earth east egg email employee employer enemy engine equipment evening exam exercise expensive eye fast
fat father fear female fight film finger fire fish flight floor flower food foot forest friend fruit fuel
furniture game garden gas gift girl glass gold government green guest guide hair half hall hat health heart
heat heavy hill hole holiday horse hospital hot hotel hour house household husband ice illness interview
island jacket joke judge juice key kid kitchen knife lady lake land law lawyer leaf leg letter library light
lip listener living lunch machine magazine mail male market marriage meal meat medicine metal milk minute
mirror mistake money month moon morning mother mountain mouth movie music neighbor neighbour news newspaper
night noise north nose nurse ocean office oil outdoor owner package page pain paint pair paper parent park
partner path peace pen phone photo phrase picture plant plastic plate player pleasure pocket police pool
poor present president price printer prison prize rain reader red rent restaurant rice rich ride ring river
road rock roof room rope salt sand school sea seat seller sentence sex shirt shoe shop sick sign silver
sister sky sleep smell smoke snow soap soft soil son song sound south space sport spring square star stone
store storm street sugar summer sun table taste tax taxi tea teenager telephone television tennis ticket
tired toilet tomorrow tooth town toy traffic train travel tree trip truck video village visit visitor vote
wage walk wall war warm watch water weather website wedding week weekend weight west wet white wife wind
window wine winter woman wood writer yellow yesterday anxious anxiety happy happiness sad stress stressful
worry calm boring clear confusing friendly helpful honest kind patient polite bigger smaller larger longer
shorter slower faster stronger weaker cheaper easier harder higher lower greater fewer country firm economy
passenger destination provision industry infrastructure machinery customer consumer company business worker
competition conflict policy politics politician agreement arrangement district province nation citizen
population resident tourist tourism traveler traveller transport transportation vehicle highway airport
hospitality facility amenity equipment appliance gadget software hardware device smartphone internet online
chat income salary saving spending debt loan tenant landlord property teamwork creativity curiosity
enthusiasm passion joy fun emotion mood feeling opinion viewpoint belief colleague peer friend classmate
pupil graduate parent caregiver sibling teacher homework assignment lesson classroom lecture textbook
notebook syllabus accident injury fatality safety security threat danger hazard emergency misunderstanding
confusion frustration disappointment satisfaction dissatisfaction fee fees price discount fare cost budget
payment purchase sale seller buyer hundred thousand dozen million anywhere everywhere somewhere nowhere
outdoors indoors overnight weekly monthly annual daily hourly
"""
EVERYDAY_STEMS = frozenset(stem(word) for word in _EVERYDAY_WORDS.split()) - GENERIC_STEMS

# Adjectives that only praise or measure the noun behind them.
WEAK_ADJECTIVES = _words(
    """significant increased increasing decreased new newer larger smaller bigger better worse poor good
    greater higher lower specific specified certain various different basic classic own additional
    further essential important crucial key major main primary potential possible related relevant
    appropriate effective enhanced improved general overall particular necessary available common
    typical usual standard original given desired existing current recent modern widespread extensive
    strong stronger weak deep deeper broad broader wide wider narrow narrower long short clear rich
    diverse unique distinct notable profound meaningful valuable severe serious substantial considerable
    immense vast huge enormous detailed comprehensive robust"""
)

EVALUATIVE_STEMS = frozenset(stem(word) for word in _PRAISE.split())

MONTHS = _words("january february march april may june july august september october november december")
MONTH_STEMS = frozenset(stem(word) for word in MONTHS)


_GENERIC_BY_STEM: dict[str, list[str]] = {}
for _word in (_GENERIC_WORDS + _PRAISE).split():
    _GENERIC_BY_STEM.setdefault(stem(_word), []).append(_word)
_ENDINGS = re.compile(r"(?:s|es|d|ed|ing|ly|ies|ied|er|est|'s)?")


@lru_cache(maxsize=50_000)
def is_generic(word: str) -> bool:
    """Tell whether `word` is a form of a generic one; "solute" shares its stem with "solution", but is not."""
    lower = word.lower()
    for base in _GENERIC_BY_STEM.get(stem(lower), ()):
        root = base[:-1] if base[-1] in "ey" else base
        for start in (base, root, base + base[-1]):
            if lower == base or (lower.startswith(start) and _ENDINGS.fullmatch(lower, len(start))):
                return True
    return False


def is_function(word: str) -> bool:
    """Tell whether `word` has no content; capitals mark a name or acronym ("IT", "vitamin A")."""
    return word.lower().replace("’", "'") in FUNCTION and not (len(word) > 1 and word.isupper())


def is_edge(word: str) -> bool:
    """Tell whether no term begins or ends with `word`."""
    return word.lower().replace("’", "'") in EDGE and not (len(word) > 1 and word.isupper())
