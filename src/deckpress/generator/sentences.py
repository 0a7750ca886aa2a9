"""Paragraphs into sentences, and sentences without what joined them to the text around them."""

from __future__ import annotations

import re

from deckpress.generator.verbs import BASE_OF_GERUND
from deckpress.parser.inline import inline_spans

# A full stop after one of these ends no sentence.
_ABBREVIATIONS = frozenset(
    """
    dr mr mrs ms prof st sr jr vs v fig figs eq eqs no nos vol pp p ca cf approx dept est gen col lt sgt
    rev hon gov sen rep e.g i.e eg ie viz al ed eds op cit inc ltd co corp mt ft art sec ch chap resp
    max min avg a.k.a d.c
    """.split()
)
_BOUNDARY = re.compile(
    r"""(?P<mark>[.!?…]+)(?P<close>["'”’)\]*_=]*+)\s+(?=["'“‘(\[*_=]*+[A-ZÀ-ÖØ-ÞΑ-ΩА-Я\d$\\`•])"""
)
_SPAN_SIGN = re.compile(r"[`$\\<\[]")
_WORD_BEFORE = re.compile(r"[^\s(\[\"'“‘*_=]+\Z")
_STARTERS = re.compile(
    r"[\"'“‘*_]*(?:The|In|It|This|These|That|They|He|She|His|Her|We|If|When|For|As|At|On|By|But|And|A|An|Its|However)\b"
)


def split_sentences(paragraph: str) -> list[str]:
    """Return the sentences of one paragraph of Markdown; code, math and parentheses are never split."""
    spans = inline_spans(paragraph) if _SPAN_SIGN.search(paragraph) else []
    sentences: list[str] = []
    start = 0
    following = 0
    for match in _BOUNDARY.finditer(paragraph):
        place = match.start()
        while following < len(spans) and spans[following].end <= place:
            following += 1
        if following < len(spans) and spans[following].start < place:
            continue
        if match["mark"] == "." and _is_abbreviation(paragraph, start, match):
            continue
        if ")" not in match["close"] and _is_open(paragraph, start, place):
            continue
        sentences.append(paragraph[start : match.end("close")].strip())
        start = match.end()
    if rest := paragraph[start:].strip():
        sentences.append(rest)
    if ";" in paragraph:
        sentences = [clause for sentence in sentences for clause in _clauses(sentence)]
    return sentences


_NO_SUBJECT = re.compile(
    r"(?:must|may|can|will|should|is|are|was|were|has|have|had|not|to|by|for|in|with|without|thus|hence)\b"
)
_SEMICOLON = re.compile(r"(?<=[\w)\]”\"]);\s+(?=(?!(?:and|or|but|that|which)\b)[^\W\d_])")


def _clauses(sentence: str) -> list[str]:
    """Part a sentence at its semicolon when it has one and both sides are clauses."""
    found = list(_SEMICOLON.finditer(sentence))
    if len(found) != 1 or sentence.count(";") != 1 or _is_open(sentence, 0, found[0].start()):
        return [sentence]
    if any(span.start < found[0].start() < span.end for span in inline_spans(sentence)):
        return [sentence]
    first, second = sentence[: found[0].start()], sentence[found[0].end() :]
    if min(len(first.split()), len(second.split())) < 5 or _NO_SUBJECT.match(second):
        return [sentence]
    return [f"{first}.", capitalized(second)]


def _is_abbreviation(text: str, start: int, match: re.Match[str]) -> bool:
    before = _WORD_BEFORE.search(text, max(start, match.start() - 24), match.start())
    if before is None:
        return False
    word = before[0]
    if word.lower() in _ABBREVIATIONS:
        return True
    if word.isdigit() and not text[start : before.start()].strip():
        return True  # "1. Read the question."
    if re.fullmatch(r"[A-Z](?:\.[A-Z])*", word):  # "E. coli", "J. S. Bach", "the U.S. army"
        return _STARTERS.match(text, match.end()) is None or len(word) == 1
    return False


def _is_open(text: str, start: int, place: int) -> bool:
    sentence = text[start:place]
    return "(" in sentence and sentence.count("(") > sentence.count(")") and len(sentence) < 600


# What may go from the start of a sentence without a loss. The rest must be a sentence.
_CONNECTIVE = re.compile(
    r"""(?:
    (?:however|moreover|furthermore|additionally|in\ addition|therefore|thus|hence|consequently|as\ a\ result|
    accordingly|in\ contrast|by\ contrast|in\ comparison|on\ the\ other\ hand|on\ the\ one\ hand|conversely|
    similarly|likewise|meanwhile|nevertheless|nonetheless|finally|lastly|overall|now|ultimately|notably|
    importantly|interestingly|indeed|in\ fact|of\ course|in\ other\ words|in\ essence|essentially|
    in\ particular|specifically|here|first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|next|then|also|besides|instead|
    for\ example|for\ instance|in\ this\ case|in\ this\ (?:way|context|sense|regard)|in\ these\ cases|
    in\ turn|at\ the\ same\ time|as\ such|that\ said|to\ begin\ with|more\ specifically|more\ generally|
    in\ general|in\ short|simply\ put|in\ practice|to\ summari[sz]e|in\ summary|in\ conclusion|to\ conclude|
    by\ doing\ so|in\ doing\ so|clearly|naturally|again|alternatively|equally|subsequently|afterwards?|
    in\ addition\ to\ (?:this|that|these)|as\ mentioned(?:\ (?:earlier|above|before))?|as\ noted\ above|
    because\ of\ this|for\ this\ reason|with\ this\ in\ mind|fundamentally|basically|typically\ speaking),\s+
    |(?:thus|therefore|hence|but|and|yet|so|also|similarly)\ (?=[a-z])
    |(?:recent\ |many\ |several\ |some\ )?(?:studies|research|evidence|findings)\ (?:have|has)?\ ?
      (?:shown?|shows|suggests?|indicates?|indicated|found|demonstrated|demonstrates?|suggested)\ that[ ]
    |(?:it\ is\ (?:important|essential|crucial|worth|also\ (?:important|worth))\ (?:to\ (?:note|remember|recognize|understand|emphasize)|noting)
      |it\ should\ be\ noted|note|keep\ in\ mind|remember)\ that[ ]
    |(?:this|it|which)\ (?:means|implies|suggests|indicates|shows|demonstrates|ensures)\ that\ (?!(?:it|they|this|these|he|she|we|you)\b)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_INNER = re.compile(
    r",\s+(?:however|therefore|thus|moreover|in turn|for example|for instance|by contrast|in contrast|on the other hand|of course|indeed),\s+"
)
_NO_BLANKS, _LETTERS = re.compile(r"\S+"), re.compile(r"[^\W\d_]+")
_LEAD_LETTER = re.compile(r"[^\W\d_]")


_CITATION = re.compile(
    r"\s*\((?:(?:see |cf\. )?[A-ZÀ-Þ][\w.'’-]+(?: (?:et al\.?|and|&) ?(?:[A-ZÀ-Þ][\w.'’-]+)?)*,? (?:1[5-9]|20)\d\d[a-z]?"
    r"(?:; [^()]{5,80})?|\d{1,2}(?:[,;–-] ?\d{1,2})*)\)(?=[\s.,;:]|\Z)|\s*(?<!\])\[\d{1,2}(?:[,–-] ?\d{1,2})*\](?!\()"
)


def without_citations(sentence: str) -> str:
    """Return `sentence` without references in parentheses, as "(Rothstein, 1987)", "(1, 2)" or "[3]"."""
    if "(" not in sentence and "[" not in sentence:
        return sentence
    return _CITATION.sub("", sentence)


def without_connectives(sentence: str) -> str:
    """Return `sentence` without "In contrast," and the like, beginning with a capital as before."""
    for _ in range(3):
        match = _CONNECTIVE.match(sentence)
        if match is None or len(sentence) - match.end() < 15:
            break
        sentence = capitalized(sentence[match.end() :])
    return _ROLE.sub(_role_verb, _INNER.sub(" ", sentence))


_ROLE = re.compile(r"\b(?:also )?(plays?) an? (?:\w+ ){0,3}role in (\w+ing)\b(?!.* and (?:\w+ly )?\w+ing\b)")


def _role_verb(match: re.Match[str]) -> str:
    """ "plays a crucial role in modulating" says no more than "helps to modulate"."""
    base = BASE_OF_GERUND.get(match[2])
    if base is None:
        return match[0]
    return f"help to {base}" if match[1] == "play" else f"helps to {base}"


def capitalized(text: str) -> str:
    """Return `text` with a capital where it begins, unless it begins with a formula, code or a number."""
    match = _LEAD_LETTER.search(text, 0, 4)
    if match is None or any(sign in "$`\\" or sign.isdigit() for sign in text[: match.start()]):
        return text
    word = _NO_BLANKS.match(text, match.start())
    if word and any(letter.isupper() for letter in word[0][1:]):
        return text  # "mRNA", "pH"
    return text[: match.start()] + match[0].upper() + text[match.end() :]


def ended(text: str) -> str:
    """Return `text` with a full stop, unless it has one, perhaps before a quotation mark."""
    return text if re.search(r"[.!?][\"”’']?\Z", text) else f"{text}."


_OWNED = re.compile(r"[^\W\d_]+['’]s [A-Z]")  # "Faraday's Law"


def decapitalized(text: str, names: frozenset[str] = frozenset()) -> str:
    """Return `text` with a small letter where it begins, unless its first word is a name or an acronym."""
    word = _LETTERS.match(text)
    if (
        word is None
        or word[0] in names
        or (len(word[0]) == 1 and word[0] != "A")
        or any(letter.isupper() for letter in word[0][1:])
        or _OWNED.match(text)
    ):
        return text
    return text[0].lower() + text[1:]
