"""The judge's own word lists: kinds of words a learner cannot be asked for. None comes from deckpress."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ARTICLES_AND_PRONOUNS = _words(
    """a an the this that these those it its itself they them their theirs themselves he him his himself she
    her hers herself we us our ours you your yours i me my mine who whom whose which what one ones such"""
)
PREPOSITIONS = _words(
    """of in on at to from by with within without for into onto upon over under between among through during
    before after about against across along around behind beside besides beyond despite near toward towards
    until via per than as like unlike throughout amid outside inside off out up"""
)
CONJUNCTIONS = _words(
    """and or but nor so yet if because although though while whereas unless since when whenever where
    wherever whether both either neither"""
)
AUXILIARIES = _words(
    """is are was were be been being am has have had having do does did doing can could will would shall
    should may might must cannot isn't aren't wasn't weren't don't doesn't didn't can't won't"""
)
# Words that begin or end no noun phrase: a deletion with one at its edge was cut at the wrong place.
EDGE_WORDS = ARTICLES_AND_PRONOUNS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES
FUNCTION_WORDS = EDGE_WORDS | _words(
    """not no also too very more most less least much many few several some any all each every other others
    another same only just even still then there here thus hence therefore however moreover often usually
    typically generally commonly how why again already always never sometimes well rather quite almost
    etc e.g i.e eg ie vs"""
)
LY_NOUNS = _words("family assembly anomaly supply monopoly oligopoly homily butterfly melancholy")
ADVERBS = _words(
    """often also usually typically generally commonly always never sometimes even just very too quite
    still again"""
)
PRONOUNS = _words("it they them this these those that he she")
POINTING_WORDS = _words("these this those their its such our your his her")
LATIN_STARTS = (
    "in vitro",
    "in vivo",
    "in situ",
    "in silico",
    "in utero",
    "per capita",
    "per se",
    "via media",
)

# Nouns, verbs and adjectives that stand in a text of any subject: hiding nothing but these asks for nothing.
GENERIC = _words(
    """ability able account achieve act action activity actual advantage affect aid aim allow amount analysis
    appear application apply approach area argue arise aspect associated attribute available aware based
    basic basis become begin behavior behaviour being benefit better body bring broad build call called
    capability carry case cause center central certain challenge change characteristic choice choose clear
    close collection combination combine come common complete complex component concept concern condition
    connect connection consequence consider consist contain content context continue contribute
    contribution control core create critical current data deal decision define definition degree depend
    depth describe design detail determine develop development difference different difficult difficulty
    direct direction discuss distinct diverse diversity due easy effect effective effectively
    effectiveness effort element enable end engage enhance ensure entire environment especially essential
    establish event everyday evidence example exist expect experience explain explore express extent fact
    feature field final find first focus follow form formation foundation framework frequent full function
    fundamental further future gain general generate give goals good great group grow growth guide help
    high higher highlight history hold human idea identify impact implementation implication important
    importance improve improvement include including increase increased increasing indicate individual
    influence information initial insight instance integral interaction interest involve issue item keep
    key kind knowledge known lack large larger last later lead learn learning level life limitation
    limited list long low lower made main maintain major make making manage manner matter mean meaning
    measure mechanism member method modern moment move multiple name nature necessary need new next note
    notion number objective observe obtain occur old opportunities opportunity option original outcome
    overall overview part particular pattern people perform performance period person perspective phase
    phenomenon phenomena place play point popular position positive possible potential practical practice
    present prevent principle problem procedure process processes produce promote property properties
    provide purpose quality quantity question range rate reach recent recognize reduce refer reflect
    related relation relationship relevant reliable remain represent require requirement resource response
    result rich role rule scenario scope second section see sense series serve set setting several shape
    show side significance significant similar similarity similarities simple simply single situation size
    small solution solve source special specific stage start step strategy strategies strength strong
    structure study style subject success successful suggest support system table take task technique tend
    text theme thing think third time today together tool topic total traditional trait true turn type
    understand understanding unique use used useful user using value variable variation variety various
    vary view vital way whole wide widely word work world year"""
)
EVALUATIVE = _words(
    """crucial important essential vital significant significantly key major critical fundamental invaluable
    profound profoundly remarkable valuable powerful rich notable noteworthy pivotal integral indispensable
    effective effectively efficient efficiently comprehensive robust deeper enriching enhanced enhancing
    meaningful compelling engaging overall beneficial necessary successful successfully positive better
    stronger strong greater great significance importance relevance success effectiveness"""
)
# Base forms of verbs that state a relation; their inflected forms are made from them (words.is_verb).
VERBS = _words(
    """accelerate access accomplish accumulate achieve acquire adapt add address adjust adopt advocate affect
    alleviate allow alter analyze appear apply arise articulate ask assert assess assist associate assume
    attract avoid balance become begin believe bring build calculate capture carry categorize cause challenge
    change characterize choose clarify collaborate combine communicate compare complement comprehend conduct
    connect consider consist construct contain continue contribute control convert convey create critique
    deal decide decrease deepen define deliver demonstrate depend depict derive describe design destroy
    determine develop differ differentiate discuss display distinguish drive eliminate emerge emphasize
    employ empower enable encompass encourage engage enhance enrich ensure establish evaluate evoke evolve
    examine exhibit exist expand experience explain explore express facilitate find focus follow form foster
    fulfill function gain generate give govern grow guide handle help highlight identify illustrate impact
    implement improve include incorporate increase indicate influence inform initiate inspire integrate
    interact interpret introduce involve join keep know lead learn leverage limit maintain make manage
    manipulate measure minimize mitigate modify monitor move navigate need observe obtain occur offer operate
    optimize organize originate overcome participate perceive perform permit persist play portray possess
    predict prepare present preserve prevent prioritize process produce promote propose protect prove provide
    pursue raise reach read receive recognize reduce refer refine reflect reinforce reject rely remain remove
    replace represent require resist resolve respond result retain reveal seek select separate serve shape
    share show signify simplify solve specify stimulate strengthen study suggest support surround sustain
    take tend test think track transform transition try turn underscore understand undergo use utilize vary
    verify view work write"""
)
ANTONYMS: tuple[tuple[str, str], ...] = (
    ("positive", "negative"), ("high", "low"), ("higher", "lower"), ("increase", "decrease"),
    ("increases", "decreases"), ("increased", "decreased"), ("increasing", "decreasing"),
    ("internal", "external"), ("direct", "indirect"), ("active", "passive"), ("intrinsic", "extrinsic"),
    ("endogenous", "exogenous"), ("hot", "cold"), ("hard", "soft"), ("long", "short"), ("large", "small"),
    ("strong", "weak"), ("symmetric", "asymmetric"), ("explicit", "implicit"), ("aerobic", "anaerobic"),
    ("formal", "informal"), ("primary", "secondary"), ("maximum", "minimum"), ("maximize", "minimize"),
    ("supply", "demand"), ("input", "output"), ("north", "south"), ("east", "west"), ("upper", "lower"),
    ("inner", "outer"), ("early", "late"), ("public", "private"), ("rural", "urban"), ("acid", "base"),
    ("acidic", "basic"), ("oxidation", "reduction"), ("linear", "nonlinear"), ("finite", "infinite"),
    ("visible", "invisible"), ("homogeneous", "heterogeneous"), ("homozygous", "heterozygous"),
    ("dominant", "recessive"), ("endothermic", "exothermic"), ("cause", "effect"), ("theory", "practice"),
    ("qualitative", "quantitative"), ("deductive", "inductive"), ("objective", "subjective"),
    ("domestic", "foreign"), ("synchronous", "asynchronous"), ("saturated", "unsaturated"),
    ("tangible", "intangible"), ("voluntary", "involuntary"), ("advantages", "disadvantages"),
    ("assets", "liabilities"), ("proactive", "reactive"), ("static", "dynamic"), ("local", "global"),
)  # fmt: skip
# What questions are made of besides their topic.
QUESTION_FRAME = _words(
    """what how why when where who which explain describe define discuss compare contrast identify list name
    outline evaluate analyze summarize give state show derive calculate find role roles function functions
    mechanism mechanisms action difference differences similarity similarities process main key major primary
    type types kind impact impacts effect effects influence importance significance purpose definition
    meaning concept concepts example examples benefits advantages disadvantages causes cause consequences
    characteristics features components aspects factors steps stages work works affect affects contribute
    differ used use uses term refer mean relate relationship between important play plays considered
    implications challenges way ways different various common does do"""
)
CONNECTIVES: tuple[str, ...] = (
    "however", "moreover", "furthermore", "additionally", "in addition", "therefore", "thus", "hence",
    "consequently", "as a result", "for example", "for instance", "in contrast", "on the other hand",
    "conversely", "similarly", "likewise", "also", "meanwhile", "nevertheless", "nonetheless", "finally",
    "in other words", "in summary", "overall", "in conclusion", "ultimately", "besides", "accordingly",
    "on the contrary", "instead", "firstly", "secondly", "thirdly", "lastly", "that is", "in particular",
    "in fact", "indeed", "recent studies have shown that", "in this way", "by contrast", "alternatively",
    "and", "but", "so", "yet",
)  # fmt: skip
IRREGULAR = {
    "maxima": "maximum", "minima": "minimum", "criteria": "criterion", "phenomena": "phenomenon",
    "bacteria": "bacterium", "mitochondria": "mitochondrion", "nuclei": "nucleus", "stimuli": "stimulus",
    "fungi": "fungus", "vertices": "vertex", "matrices": "matrix", "indices": "index", "axes": "axis",
    "children": "child", "women": "woman", "men": "man", "people": "person", "feet": "foot", "mice": "mouse",
    "data": "datum", "media": "medium", "strata": "stratum", "formulae": "formula", "larvae": "larva",
    "alumni": "alumnus", "foci": "focus", "loci": "locus", "radii": "radius", "spectra": "spectrum",
    "leaves": "leaf", "halves": "half", "wolves": "wolf", "lives": "life", "quanta": "quantum",
    "equilibria": "equilibrium", "curricula": "curriculum", "genera": "genus", "taxa": "taxon",
    "gases": "gas", "written": "write", "wrote": "write", "chosen": "choose", "driven": "drive",
}  # fmt: skip
