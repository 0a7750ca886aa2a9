"""Finding the verb of a sentence without a grammar: a list of common verbs, their forms, and the words
before.
"""

from __future__ import annotations

from deckpress.generator.words import ADVERBS, DETERMINERS, PREPOSITIONS

_REGULAR = """
accommodate accomplish administer advocate afford aggregate amplify anonymize appear appease arrive articulate ascertain ask
assimilate associate attend automate avoid bathe behave bolster breathe broadcast catalyze cater cede combat commute compel
compensate compose comprehend conceal conform confuse conserve consolidate constrict contaminate contextualize cure dampen deepen
deform delve deplete detail detract diagnose dilate dilute disagree discern disentangle dismantle dispose distort disturb divert
eavesdrop elucidate embark emigrate energize equate erase evoke expedite extrapolate falsify forfeit forge generalize gravitate
greet hesitate hybridize identify illuminate immerse impair include incur infringe inquire instill invalidate lengthen live loosen
marginalize memorize mimic misinterpret mislead mix mold opt overemphasize overshadow overwhelm paint paraphrase parse perpetuate
pinpoint predispose prescribe prioritize provoke qualify rationalize reappear reassure reconsider reconstruct recycle reestablish
refrain regain reintroduce relay relieve remember reopen resort rethink review revisit rupture safeguard salivate satisfy scrutinize
seize shear shine shorten skew soothe span spoil stay substantiate suppress swell synchronize tap tighten transcribe understate
verify warm warrant withstand orchestrate embody encroach entrust expel forge grind hone hurt inflict instigate lure mature mend nourish
oversimplify permeate plague populate preside propel ratify redirect reciprocate rehabilitate relocate remit repress reproduce resurge
revert saturate scaffold seclude shatter shelter slice solidify soften sow spawn speculate spill splash squeeze stagnate stain
staple strip subdue subside swirl teem tether thicken thwart tilt tow trim typify underperform unravel uproot vaccinate vaporize
fill flee agree align allude appeal arrange blend bury chew clean coalesce cope coordinate crave craft debate decorate depend
detach dive drain dry earn elude emanate empathize encircle endure enjoy entertain evade exacerbate excavate exhale fear fetch
finish float flood grip guess hope hurry inhale inhabit insist intertwine invoke iterate jump kick laugh linger listen love
matter mourn mutate nurture obscure open outpace pack pair perish pour practise pray preach prefer press pretend
prop prove pull punctuate push quit race reap rearrange recur refuel remind rent resurface revolutionize ring roll rotate rub sail
sample scan scare seal seem shock shout sigh sing sit sleep slide smile soak solicit steal steer stir strike swallow sweep
swing tear throw thrust tour trust try unfold unleash unravel visit vow wander wish wonder worry yearn capitalize converge diverge
abandon deter repel attract catch abolish accuse admit allocate announce annex anticipate appreciate
assassinate assign attribute attain await award bear benefit betray bombard borrow boycott broaden calm
cancel celebrate cease chair chase chronicle click climb coin collide colonize commemorate commit compile
complicate concentrate concede condemn confer confront conquer consume consult contrast counteract couple
crash criminalize crystallize customize cycle damage dare dedicate defeat defend defer defy delay delegate
deliberate depart deploy deprive deserve desire destabilize deteriorate devote dictate die diffuse digest
disappear discard discharge disclose discourage discover discuss dismiss dissociate diversify donate
download echo edit eject elaborate elevate embed enlarge enlist enroll entitle envision equip escalate excel
excite excrete exhaust exile expire export extract fade fascinate filter finance flourish forbid forecast
foresee forgive format found fund furnish gather glorify grant grasp harm harness hire honor host humanize
hypothesize import imprison inject innovate insert insist inspect install institute instruct insulate insult
intend intensify intersect intervene invert irritate isolate issue knock label land legalize liberate lift
load lock log lower manufacture march master mention minimise mobilize mock modernize mount move narrate
negotiate nominate normalize obey object oblige obstruct offend offset oppose oppress overlap overlook
overthrow own oxygenate pass penetrate persuade phase pick pose praise predate presume print privilege
proceed proclaim prompt pronounce publicize punish quantify quote rebel rebuild recall recite reclaim
recover recruit rediscover refund register regard rehearse reign reiterate reminisce rescue resemble resent
reshape reside resign resonate respect resume retire retreat retry reunite reuse reverse revive revolve
reward rewrite rival rob rule rush sacrifice save scatter schedule score screen search segregate select
sense sentence settle sign simulate skip slip slow smell smooth solidify spark specialise spell sponsor spur
stage stipulate strive subdivide submit subsidize substitute subtract suffer surpass surrender surge suspect
suspend swap sway swear symbolise switch tax tempt thrive tie title tolerate topple toughen tour trade trap
triumph trust twist uncover unite unlock unpack unveil update upgrade uphold urge utter vanish venture veto
voice volunteer wage wait walk warn wash waste watch weaken wear weave weigh welcome widen wield witness
worship worsen wrap absorb accelerate accept access accompany account accumulate achieve acquire act
activate adapt add address adhere adjust adopt advance affect aid aim alleviate allow alter analyze apply
approach argue assert assess assist assume attach attack attempt attract base balance belong bind block
boost bow bridge bypass calculate capture carry categorize cause challenge change characterize check
circulate cite claim clarify classify code collect combine communicate compare compete complement complete
compress comprise compute concern conclude conduct confirm connect consider consist constitute constrain
construct consume contain continue contract contradict contrast contribute control convert convey cooperate
coordinate correlate correspond count cover create criticize critique cross cultivate declare decline
decrease define degrade deliver demand demonstrate denote depend depict deposit derive describe design
destroy detect determine develop deviate differ differentiate diminish direct disrupt display distinguish
distribute divide document dominate double drop ease educate elicit eliminate embody embrace emerge emit
emphasize employ empower enable encode encompass encounter encourage end endorse enforce engage enhance
enrich ensure entail enter escape establish estimate evaluate evolve examine exceed exchange exclude execute
exemplify exert exhibit exist expand expect experience explain exploit explore expose express extend face
facilitate fail favor feature fit flip flow fluctuate focus follow force form formulate foster free fuel
fulfill function gain generate govern guarantee guide handle happen help highlight hinder hydrolyze ignore
illustrate imitate impact impede implement imply impose improve incorporate increase indicate induce infer
inflict influence inform inhibit initiate inspire integrate interact interfere interpret introduce invade
invent invest investigate invite involve isolate join judge justify lack last launch leverage limit link
list locate lower maintain manage manifest manipulate mark match maximize measure mediate merge migrate
minimize mitigate model modify modulate monitor motivate move multiply navigate necessitate need neutralize
note observe obtain occupy occur offer operate optimize order organize originate outline outweigh oversee
oxidize participate perceive perform permit persist pertain pioneer place plan play point portray posit
possess postulate practice precede predict prefer prepare present preserve prevent process produce progress
prohibit project promise promote propagate propel propose protect prove provide publish pull pump purchase
push pursue question raise range rank reach react realize receive recognize recommend reconcile record
reduce refer reference refine reflect refract refuse regulate reinforce reject relate relax release rely
remain remove render repeat replace replicate report represent require resemble reserve resist resolve
respond restore restrict result retain retrieve return reveal revise rotate scale secrete secure seek
separate serve shape share shift showcase signal signify simplify simulate solve specialize specify
stabilize start state stem stimulate stop store streamline strengthen stress stretch struggle study succeed
suffer suggest summarize supply support surround survive sustain symbolize synthesize tackle tailor target
tend strain master reason lean spin orbit rotate freeze melt boil evaporate condense dissolve react ionize
decay vibrate bow bend fold unfold burst collapse erode erupt drift sink float swim hunt graze migrate breed
mate hatch germinate bloom vote elect appoint nominate ratify veto amend repeal sue convict acquit plead
testify appeal inherit bequeath terminate test touch trace track transfer transform translate transmit
transport travel treat trigger turn undergo underline underpin underscore undermine unify unite use utilize
validate value vary view violate visualize want work yield
"""
# Base form, third person, past, past participle.
_IRREGULAR = """
arise:arises:arose:arisen bear:bears:bore:borne begin:begins:began:begun become:becomes:became:become
break:breaks:broke:broken bring:brings:brought:brought build:builds:built:built choose:chooses:chose:chosen
come:comes:came:come draw:draws:drew:drawn drive:drives:drove:driven eat:eats:ate:eaten
fall:falls:fell:fallen feed:feeds:fed:fed feel:feels:felt:felt fight:fights:fought:fought
find:finds:found:found fly:flies:flew:flown get:gets:got:gotten give:gives:gave:given go:goes:went:gone
grow:grows:grew:grown hold:holds:held:held keep:keeps:kept:kept know:knows:knew:known lay:lays:laid:laid
lead:leads:led:led learn:learns:learned:learned leave:leaves:left:left let:lets:let:let lie:lies:lay:lain
lose:loses:lost:lost make:makes:made:made mean:means:meant:meant meet:meets:met:met
overcome:overcomes:overcame:overcome pay:pays:paid:paid put:puts:put:put read:reads:read:read
ride:rides:rode:ridden rise:rises:rose:risen run:runs:ran:run say:says:said:said see:sees:saw:seen
seek:seeks:sought:sought send:sends:sent:sent set:sets:set:set shed:sheds:shed:shed show:shows:showed:shown
speak:speaks:spoke:spoken spend:spends:spent:spent split:splits:split:split spread:spreads:spread:spread
stand:stands:stood:stood take:takes:took:taken teach:teaches:taught:taught tell:tells:told:told
think:thinks:thought:thought understand:understands:understood:understood
undergo:undergoes:underwent:undergone win:wins:won:won withdraw:withdraws:withdrew:withdrawn
write:writes:wrote:written cut:cuts:cut:cut hit:hits:hit:hit rest:rests:rested:rested shoot:shoots:shot:shot
buy:buys:bought:bought drink:drinks:drank:drunk forget:forgets:forgot:forgotten shrink:shrinks:shrank:shrunk wake:wakes:woke:woken
stick:sticks:stuck:stuck
"""


def _third(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    if base in (
        "control",
        "transmit",
        "emit",
        "permit",
        "occur",
        "stem",
        "plan",
        "stop",
        "drop",
        "refer",
        "prefer",
        "infer",
        "flip",
        "transfer",
        "propel",
        "fit",
        "compel",
        "equip",
        "incur",
    ):
        return base + base[-1] + "ed"
    return base + "ed"


_rows = [row.split(":") for row in _IRREGULAR.split()]
BASE = frozenset(_REGULAR.split()) | {row[0] for row in _rows}
THIRD = frozenset(map(_third, _REGULAR.split())) | {row[1] for row in _rows}
PAST = frozenset(map(_past, _REGULAR.split())) | {row[2] for row in _rows}
FINITE_AUXILIARIES = frozenset(
    """
    is are was were has have had does do did can could will would shall should may might must cannot
    isn't aren't wasn't weren't don't doesn't didn't can't won't
    """.split()
)
NOUNS_TOO = frozenset(
    """
    appeal appeals arrangement arrangements blend blends burst bursts coordinate coordinates craft crafts
    crave craves debate debates decay decays dive dives drain drains dream dreams drift drifts drop drops
    edit edits escape escapes exhaust exhausts fade fades fear fears fight fights finish finishes float
    floats flood floods fold folds freeze freezes fuel fuels grip grips guess guesses hope hopes hunt
    hunts interest interests jump jumps kick kicks knock knocks laugh laughs lift lifts like likes love
    loves march marches matter matters orbit orbits pack packs pair pairs plant plants press presses prop
    props pull pulls punch punches push pushes race races rent rents ring rings roll rolls rub rubs sail
    sails sample samples scan scans scare scares seal seals shock shocks shout shouts sink sinks sleep
    sleeps slide slides smell smells smile smiles spin spins stem stems strike strikes surge surges sweep
    sweeps swim swims swing swings tear tears throw throws thrust thrusts tour tours trust trusts visit
    visits vote votes vow vows wish wishes wonder wonders worry worrys access account accounts aid aim approach
    attack attempt balance block boost cause causes challenge challenges change changes claim claims code
    codes concern concerns contract contracts contrast control controls count cover covers decrease demand
    demands design designs display drop end ends experience experiences face features feature focus force
    forces form forms function functions gain gains guide guides help impact impacts increase increases
    influence influences interest lack lead limit limits link links list marks match measure measures
    model models move need needs note notes offer order orders place places plan plans play point points
    practice practices process processes produce progress project projects pump range ranges rate rates
    reach record records reference report reports rest result results return returns rise rises scale
    scales serve set sets shape shapes share shift shifts shows signal signals sort sorts start state
    states stems store stores stress study studies supply support supports target targets test tests trace
    track transfer transport travel treat trigger triggers turn turns use uses value values view views
    work works yield yields means runs read splits cuts hits structures structure object objects lies left
    felt thought lay found waste display exhibit plot pair pack light tears tear record guide credit match crash
    combat cure cures broadcast broadcasts detail details review reviews resort resorts span spans stay stays relay relays paint
    paints mix mixes mold molds drink drinks tap taps rupture ruptures advocate advocates aggregate aggregates associate
    associates warrant warrants shine advances attempts challenges debates reforms requests searches surveys visits land lands
    vote trade trades tax taxes drop drift spin grip kick swing sweep roll seal shout sail
    """.split()
)
_NO_VERB_AFTER = DETERMINERS | PREPOSITIONS


def verb_place(words: tuple[str, ...], start: int, end: int) -> int:
    """Return the place of the first finite verb among `words[start:end]`, or -1. A word that may be a noun
    ("results", "forms") counts only when the next word is no verb, and none counts after an article or
    a preposition."""
    for place in range(start, end):
        word = words[place].lower()
        if place > start and words[place][0].isupper():
            continue  # "The New Ballard Score"
        if word in FINITE_AUXILIARIES:
            return place
        if place == start:
            continue
        before = words[place - 1].lower()
        if before in _NO_VERB_AFTER:
            continue
        following = words[place + 1].lower() if place + 1 < end else ""
        if word not in THIRD and word not in BASE and word not in PAST:
            if _acts_as_verb(before, word, following):
                return place
            continue
        if following in FINITE_AUXILIARIES or following in THIRD or following == "such":
            continue  # "binary search finds", "costs such as rent"
        if word in NOUNS_TOO and (following in ("of", "and", "or") or following in BASE or following in PAST):
            continue
        return place
    return -1


def _acts_as_verb(before: str, word: str, following: str) -> bool:
    """Tell whether an unknown word stands where a verb does: "armed crowds stormed the palace"."""
    if following not in DETERMINERS or not before.isalpha() or len(word) < 5 or before.endswith("ly"):
        return False
    if word.endswith("ed"):
        return before not in ADVERBS
    return word.endswith("s") and not word.endswith(("ss", "us", "is")) and not before.endswith("s")


_OPENERS = frozenset("is are can was were has have".split())


def begins_with_verb(word: str, following: str = "") -> bool:
    """Tell whether a sentence that begins with `word` lacks its subject ("Involves only water")."""
    lower = word.lower()
    if following in ("that", "which", "who", "of", "and", "or"):
        return False  # "trades that would have ..."
    return (lower in THIRD and lower not in NOUNS_TOO) or lower in _OPENERS


def is_verb_form(word: str) -> bool:
    """Tell whether `word` may be a finite verb."""
    lower = word.lower()
    return lower in FINITE_AUXILIARIES or lower in THIRD or lower in BASE or lower in PAST


BASE_OF = (
    {_third(base): base for base in _REGULAR.split()}
    | {_past(base): base for base in _REGULAR.split()}
    | {form: row[0] for row in _rows for form in row[1:3]}
    | {base: base for base in BASE}
)


def _gerund(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    past = _past(base)
    doubled = past[: len(base) + 1] == base + base[-1]
    return base + base[-1] + "ing" if doubled else base + "ing"


THIRD_OF = {base: _third(base) for base in _REGULAR.split()} | {row[0]: row[1] for row in _rows}
GERUND_OF = {base: _gerund(base) for base in BASE}
BASE_OF_GERUND = {gerund: base for base, gerund in GERUND_OF.items()}
PARTICIPLES = frozenset(map(_past, _REGULAR.split())) | {row[3] for row in _rows}
