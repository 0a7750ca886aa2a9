"""What an author puts in front of a claim (titles, labels, headings), and what it announces."""

from __future__ import annotations

import re

from deckpress.parser.inline import plain_text

# A marked beginning: bold (also bold italic, also over several spans), italic, or code.
_BOLD = r"\*{2,3}(?! )(?:[^*]|\*(?!\*))+?\*{2,3}"
_LEADING_BOLD = re.compile(rf"(?P<bold>{_BOLD})")
_LEADING_OTHER = re.compile(r"(?P<bold>__(?! )[^_]+__|\*(?![ *])[^*]+\*(?!\*)|_(?! )[^_]+_(?!\w)|`[^`]+`)")
_COLON = re.compile(r"\s*[:：](?=\s|\Z|[^\W\d_])")
_DASH = re.compile(r"\s*(?:[–—]|--|-(?=\s))\s*")
_PARENTHESIS = re.compile(r"\s*\((?:[^()]|\([^()]*\))*\)")
_MORE_BOLD = re.compile(rf"(?:[^*:.!?]{{1,60}}{_BOLD})+(?=\s*[:：])")
_LETTERS = re.compile(r"[^\W\d_][^:*.!?]{0,60}(?=[:：])")
_NUMBER = re.compile(r"\s*(?:\*\*)?\s*(\d{1,3})[.)]\s+")
_LONGEST_TITLE = 150


def split_title(line: str) -> tuple[str, str]:
    """Return the plain title with which a line begins, "" for none, and the rest of the line as Markdown.

    title = bold (":" | dash | end of line)         **Osmosis**: water moves ...
          | bold parenthesis (":" | dash)           **Osmosis** (passive): water moves ...
          | bold ending ":" "." "?" or "!"          **Osmosis:** water moves ...
          | bold words bold ":"                     **Adenine** pairs with **thymine**: ...
          | bold glued to the rest of its word ":"  **S**etting: ...
          | bold                                    **Osmosis** moves water ...

    Italics and code are titles before a colon or dash only. Marked words that belong to the sentence (the
    last form) stay in it.
    """
    lead = _LEADING_BOLD.match(line)
    is_bold = lead is not None
    lead = lead or _LEADING_OTHER.match(line)
    if lead is None:
        return "", line
    end = lead.end()
    marked, rest = lead["bold"], line[end:]
    if is_bold and (more := _MORE_BOLD.match(rest) or _LETTERS.match(rest)):
        marked, rest = marked + more[0], rest[more.end() :]
    elif parenthesis := _PARENTHESIS.match(rest):
        after = rest[parenthesis.end() :]
        if _COLON.match(after) or _DASH.match(after) or not after.strip():
            marked, rest = marked + parenthesis[0], after
    title = title_text(marked)
    if not title or len(title) > _LONGEST_TITLE:
        return "", line
    if separator := _COLON.match(rest) or _DASH.match(rest):
        return title, rest[separator.end() :].lstrip()
    if not is_bold:
        return "", line
    if not rest.strip():
        return title, ""
    if plain_text(marked)[-1] in ":：.?!" and rest[0].isspace():
        return title, rest.lstrip()
    return title, line


def split_number(text: str) -> tuple[int | None, str]:
    """Return the number before a heading or label, and the rest: "2. **Light**" gives 2 and "**Light**"."""
    number = _NUMBER.match(text)
    if number is None:
        return None, text
    bold = "**" if "**" in number[0] else ""
    return int(number[1]), bold + text[number.end() :]


def title_text(markdown: str) -> str:
    """The plain text of a title or heading, without the colon or full stop that ends it."""
    title = plain_text(markdown).rstrip(" :：")
    return title.removesuffix(".") if title.count(".") == 1 and not title.endswith("..") else title


_LABEL = re.compile(rf"{_BOLD}\s*[:：]?\s*\Z")


def is_label(line: str) -> bool:
    """Whether a line is a bold label that stands for a heading: `**Economic consequences:**`."""
    line = line.strip()
    if not line.startswith("**") or len(line) > 120 or not _LABEL.match(line):
        return False
    text = plain_text(line)
    return not text.endswith((".", "!", ",", ";")) and len(text.split()) <= 12


_SUMMARY_TITLE = re.compile(
    r"(?:in\s+)?(?:summary|summaries|conclusions?|concluding\s+(?:remarks|thoughts)|final\s+(?:thoughts|remarks)"
    r"|summing\s+up|overall\s+(?:summary|conclusion))(?:\s+(?:and|&)\s.*)?\Z",
    re.IGNORECASE,
)
_SUMMARY_OF = re.compile(r"(?:summary|recap)\s+(?:of|table)\b", re.IGNORECASE)


def is_summary_title(title: str) -> bool:
    """Whether an item or section of this title sums up the answer ("Conclusion", "In summary")."""
    return _SUMMARY_TITLE.match(title) is not None


def is_summary_heading(title: str) -> bool:
    """The same for headings, which also say of what: "Summary of differences"."""
    return is_summary_title(title) or _SUMMARY_OF.match(title) is not None


def opens_a_text(title: str) -> bool:
    """Whether speeches and reports begin with this part: then a conclusion is a part as well."""
    return title.lower().startswith(("introduction", "abstract"))


_EXAMPLE = re.compile(
    r"(?:[\w'-]+\s+){0,3}(?:examples?|case\s+stud(?:y|ies))(?:\s*\d+)?(?::.*)?\Z"  # "Example 2: Springs"
    r"|(?:example|case\s+stud(?:y|ies))\s.*\Z|examples\b.*\Z"  # "Example Calculation", "Examples of Use"
    r"|(?:(?:example|practice|sample)\s+)?(?:problem|exercise|question|scenario|case)\s+\d+\b.*\Z"
    r"|(?:practice|sample)\s+(?:problems?|exercises?|questions?|calculations?)\b.*\Z"
    r"|problem(?:\s+(?:statement|setup|description))?\Z"
    r"|(?:step-by-step\s+)?solution(?:\s+to\s+the\s.*)?\Z"
    r"|(?:(?:hypothetical|example)\s+)?(?:exercises?|illustration|demonstration|scenario)\Z",
    re.IGNORECASE,
)


def is_example(title: str) -> bool:
    """Whether a section of this title shows a case of what the answer says, and its lists no claims."""
    return _EXAMPLE.match(title) is not None


_CLOSING = re.compile(
    r"\W*(?:in\s+(?:summary|conclusion|short|brief|closing|sum)|to\s+(?:summari[sz]e|conclude|sum\s+up|recap)"
    r"|summing\s+up|all\s+in\s+all|overall\W*,|ultimately,|in\s+essence,|(?:summary|conclusion)\W*:)",
    re.IGNORECASE,
)
_CLOSING_AFTER_LIST = re.compile(
    r"\W*(?:by|these|this|together|understanding|thus|therefore|hence|as\s+a\s+result|through|with\s+these|each\s+of"
    r"|both|collectively|following|if\s+you|in\s+this\s+way|such)\b",
    re.IGNORECASE,
)


def is_closing(text: str) -> bool:
    """Whether a paragraph begins as a summary does ("In summary, ...")."""
    return _CLOSING.match(text) is not None


def may_close_list(text: str) -> bool:
    """Whether a paragraph after the last list of an answer looks back at it ("These factors ...")."""
    return is_closing(text) or _CLOSING_AFTER_LIST.match(text) is not None


_CONTINUES = re.compile(r"\s*(?:[a-zà-ÿ]|Where\b|where\b|Here,? |\*\*?Where\b)")


def continues_sentence(text: str) -> bool:
    """Whether a paragraph goes on with the formula before it ("where $m$ is the mass")."""
    return _CONTINUES.match(text) is not None
