"""One page file -> a Page, with everything an author should fix as a Problem at its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from deckpress.domain import FieldNames, Location, Page, Problem, Related, Severity
from deckpress.parser.card_options import NO, YES, parse_card_options
from deckpress.parser.fields import Items, Text, Value
from deckpress.parser.formulas import broken_formulas
from deckpress.parser.front_matter import FrontMatter, parse_front_matter
from deckpress.parser.headings import first_heading
from deckpress.parser.key_points import parse_answer
from deckpress.parser.keywords import MAX_KEYWORDS, looks_unparted, split_keywords, tidy_keywords
from deckpress.parser.newlines import decode_newlines
from deckpress.parser.page_key import page_key, subject_name
from deckpress.parser.refusals import is_refusal, unquote_csv, without_refusal
from deckpress.parser.source_text import parse_bytes

# The longest real answer has 4,847 characters, the longest question 184.
MAX_ANSWER = 200_000
MAX_QUESTION = 2_000

_SCHEME = re.compile(r"([^/?#:]*):")
_NO_BODY = ("", "&nbsp;")  # what a site writes below the front matter when all is in the fields


@dataclass(frozen=True, slots=True)
class _Passage:
    """A text and the line in the file of each of its lines."""

    text: str
    lines: Sequence[int]


@dataclass(slots=True)
class _Draft:
    """A page while it is read: its front matter, and the problems found so far."""

    path: str
    names: FieldNames
    front: FrontMatter
    problems: list[Problem] = field(default_factory=list)
    failed: bool = False

    def report(self, line: int, code: str, severity: Severity, message: str, hint: str) -> None:
        self.problems.append(Problem(Location(self.path, line), code, severity, message, hint))
        self.failed |= severity is Severity.ERROR

    def text(self, name: str, severity: Severity = Severity.WARNING) -> Text | None:
        """Return the text of a field; None when it is empty, absent or (a problem) something else."""
        value = self.front.fields.get(name)
        if value is None or (isinstance(value, Text) and value.text.strip()):
            return value
        if not isinstance(value, Text):
            kind = "a list" if isinstance(value, Items) else "a group of fields"
            line = self.front.fields.line_of(name)
            hint = f"write '{name}: >-' and the text on the next line, indented by four blanks"
            self.report(line, "P03", severity, f"'{name}' must be a text, but is {kind}", hint)
        return None


def parse_page(
    data: bytes, path: str, place: str, names: FieldNames | None = None
) -> tuple[Page | None, list[Problem]]:
    """Return the page that the bytes of a file mean, and what its author should fix.

    `path` is shown in problems, `place` is the path inside the content folder. Never raises for any bytes.
    No page and an error: the page failed. No page and no error: it was left out, and a problem says why.
    """
    source, problems = parse_bytes(data, path)
    if source is None:
        return None, problems
    front, more = parse_front_matter(source, path)
    problems += more
    if front is None:
        return None, problems
    draft = _Draft(path, names or FieldNames(), front, problems)
    return _page(draft, place), problems


def _page(draft: _Draft, place: str) -> Page | None:
    if _left_out(draft):
        return None
    question, answer = _question_and_answer(draft)
    if draft.failed or question is None or answer is None:
        return None
    answer = _without_refusal(draft, answer)
    if answer is None:
        return None
    _check_formulas(draft, question, answer)
    url = _address(draft, draft.text(draft.names.url))
    subject = draft.text(draft.names.subject)
    subject_text = " ".join(subject.text.split()) if subject else ""
    key = page_key(url, place, subject_text)
    cards, problems = parse_card_options(draft.front.fields.get("cards"), draft.path)
    draft.problems += problems
    return Page(
        key=key,
        subject=subject_text or subject_name(key, place),
        question=" ".join(question.text.split()),
        answer=parse_answer(answer.text, draft.path, answer.lines),
        keywords=_keywords(draft),
        url=url,
        related=tuple(_related(draft, url, key)),
        author=_author(draft),
        location=Location(draft.path, question.lines[0]),
        cards=cards,
    )


def _left_out(draft: _Draft) -> bool:
    """Tell whether the author keeps the page from readers: `no_index: true` or `draft: true`."""
    for name in ("no_index", "draft"):
        value = draft.front.fields.get(name)
        if value is None:
            continue
        written = value.text.strip().lower() if isinstance(value, Text) else ""
        if written in YES:
            hint = f"delete '{name}' to get cards"
            draft.report(value.line, "P07", Severity.INFO, f"the page was left out: '{name}' is true", hint)
            return True
        if written not in NO:
            message = f"'{name}' must be true or false"
            draft.report(value.line, "P04", Severity.WARNING, message, f"delete '{name}'")
    return False


def _question_and_answer(draft: _Draft) -> tuple[_Passage | None, _Passage | None]:
    """Return what the fields say, else what the body says: a heading, and the Markdown below it."""
    names, front = draft.names, draft.front
    asked = draft.text(names.question, Severity.ERROR)
    answered = draft.text(names.answer, Severity.ERROR)
    if draft.failed:
        return None, None
    asked = asked or draft.text("title")
    question = _Passage(asked.text, asked.lines) if asked else None

    body = [] if front.body.strip() in _NO_BODY else front.body.rstrip().split("\n")
    heading = first_heading(body) if body and (answered is None or question is None) else None
    if question is None and heading is not None:
        question = _Passage(heading.text, (front.body_line + heading.start,))
        above = next((number for number, line in enumerate(body[: heading.start]) if line.strip()), None)
        if above is not None and answered is None:
            message = "the text above the first heading belongs to no answer"
            hint = "write the question in a field 'question', or begin the text with its heading"
            draft.report(front.body_line + above, "P12", Severity.WARNING, message, hint)
        first = heading.end
    elif (
        question is not None
        and heading is not None
        and _repeats(heading.text, question.text, body, heading.start)
    ):
        first = heading.end
    else:
        first = 0

    if answered is not None:
        answer: _Passage | None = _decoded(draft, answered)
        if any(line.strip() for line in body[first:]):
            line = front.body_line + next(n for n, text in enumerate(body[first:], first) if text.strip())
            message = (
                f"the text below the front matter was not used: the answer is the field '{names.answer}'"
            )
            hint = "move the text into the answer, or delete one of the two"
            draft.report(line, "P11", Severity.WARNING, message, hint)
    else:
        lines = range(front.body_line + first, front.body_line + len(body))
        answer = _trimmed("\n".join(body[first:]), lines)
    _check(draft, question, answer)
    return question, answer


def _repeats(heading: str, question: str, body: Sequence[str], start: int) -> bool:
    """Tell whether the body begins with the question as its heading, as many sites want it."""
    above = any(line.strip() for line in body[:start])
    return not above and heading.casefold().split() == question.casefold().split()


def _check(draft: _Draft, question: _Passage | None, answer: _Passage | None) -> None:
    names = draft.names
    if question is None:
        hint = f"write '{names.question}: >-' and the question on the next line, indented by four blanks"
        draft.report(1, "P01", Severity.ERROR, "the page has no question", hint)
    elif len(question.text) > MAX_QUESTION:
        message = f"the question is longer than {MAX_QUESTION:,} characters"
        hint = "ask one short question; look for a missing '---' or '>-' above it"
        draft.report(question.lines[0], "P05", Severity.ERROR, message, hint)
    if answer is None or not answer.text:
        hint = f"write '{names.answer}: >-' and the answer below it, or the answer below the front matter"
        draft.report(
            draft.front.fields.line_of(names.answer), "P02", Severity.ERROR, "the page has no answer", hint
        )
    elif len(answer.text) > MAX_ANSWER:
        message = f"the answer is longer than {MAX_ANSWER:,} characters"
        draft.report(answer.lines[0], "P06", Severity.ERROR, message, "split the page into several questions")


def _decoded(draft: _Draft, answer: Text) -> _Passage:
    """Return the Markdown of an answer field.

    A text of one line holds its newlines as the two characters `\\n`. Where an author wrote real lines,
    `\\n` is what it says: part of a path or of code.
    """
    passage = _trimmed(answer.text, answer.lines)
    unquoted = unquote_csv(passage.text)
    if unquoted != passage.text:
        message = "the answer still has the quotes of a CSV file, which were taken off"
        hint = 'delete the quotes around the answer and write " for each ""'
        draft.report(passage.lines[0], "P10", Severity.WARNING, message, hint)
        passage = _trimmed(unquoted, passage.lines)
    if "\n" in passage.text or len(passage.text) > MAX_ANSWER:
        return passage
    text = decode_newlines(passage.text)
    line = passage.lines[0]
    return _trimmed(text, (line,) * (text.count("\n") + 1))


def _trimmed(text: str, lines: Sequence[int]) -> _Passage:
    """Return `text` without blank lines around it and blanks at its end."""
    begun = text.lstrip()
    first = text.rfind("\n", 0, len(text) - len(begun)) + 1
    rest = text[first:].rstrip()
    above = text.count("\n", 0, first)
    return _Passage(rest, lines[above : above + rest.count("\n") + 1])


def _without_refusal(draft: _Draft, answer: _Passage) -> _Passage | None:
    """Return the answer without a refusal at its end; None when it is nothing else."""
    line = answer.lines[0]
    if is_refusal(answer.text):
        hint = "write an answer, or mark the page with 'no_index: true'"
        draft.report(line, "P08", Severity.WARNING, "the page was left out: its answer is a refusal", hint)
        return None
    rest = without_refusal(answer.text)
    if rest != answer.text:
        line = answer.lines[min(rest.count("\n") + 1, answer.text.count("\n"))]
        message = "the answer ends with a refusal, which was left out"
        draft.report(line, "P09", Severity.WARNING, message, "delete its last paragraph")
    return _trimmed(rest, answer.lines)


def _check_formulas(draft: _Draft, *passages: _Passage) -> None:
    for passage in passages:
        for formula in broken_formulas(passage.text):
            line = passage.lines[passage.text.count("\n", 0, formula.start)]
            message = f'a formula cannot be set, since {formula.fault}: "{formula.source}"'
            draft.report(line, "P19", Severity.WARNING, message, "no card shows it until it is mended")


def _keywords(draft: _Draft) -> tuple[str, ...]:
    fields = draft.front.fields
    found = ((name, fields.get(name)) for name in (draft.names.keywords, "keywords", "tags"))
    name, value = next(((name, value) for name, value in found if value is not None), ("", None))
    written: list[str] = []
    if isinstance(value, Text):
        written = split_keywords(value.text)
        if looks_unparted(value.text):
            written = value.text.split()
            message = f"'{name}' has no comma, so each word was taken as a keyword"
            draft.report(value.line, "P13", Severity.WARNING, message, "put a comma after each keyword")
    elif isinstance(value, Items):
        written = [item.text.removeprefix("#") for item in value.values if isinstance(item, Text)]
        for item in value.values:
            if not isinstance(item, Text):
                message = f"an entry of '{name}' is no text and was left out"
                draft.report(item.line, "P04", Severity.WARNING, message, "put it in quotes")
    elif value is not None:
        line = fields.line_of(name)
        message = f"'{name}' must be a text or a list, but is a group of fields"
        draft.report(line, "P04", Severity.WARNING, message, "write keywords parted by commas")
    keywords = tidy_keywords(written)
    if len(keywords) > MAX_KEYWORDS:
        message = f"the page has {len(keywords)} keywords; the first {MAX_KEYWORDS} were taken"
        line = fields.line_of(name)
        draft.report(line, "P14", Severity.WARNING, message, "keep the terms that a learner should know")
    if not keywords:
        hint = f"list the terms a learner should know in '{draft.names.keywords}', parted by commas"
        draft.report(fields.line_of(name), "P15", Severity.INFO, "the page has no keywords", hint)
    return keywords[:MAX_KEYWORDS]


def _related(draft: _Draft, url: str, key: str) -> Iterator[Related]:
    """Yield the pages of `related_article1` ... in the order of their numbers, but not this page."""
    group, dot, prefix = draft.names.related.rpartition(".")
    fields = draft.front.fields.get(group) if dot else draft.front.fields
    if fields is None or isinstance(fields, Text | Items):
        return
    numbered: list[tuple[int, Value]] = []
    for name, value in fields.values.items():
        number = name.removeprefix(prefix)
        if name.startswith(prefix) and number.isascii() and number.isdigit() and len(number) < 5:
            numbered.append((int(number), value))
    seen = {url}
    own_part = key.partition("/")[2]
    for _, value in sorted(numbered, key=lambda pair: pair[0]):
        title, address = (_inner_text(value, name) for name in ("title", "url"))
        if title is None or address is None:
            message = f"a related page needs a title and a url ('{prefix}...')"
            hint = "write both below it, indented, or delete it"
            draft.report(value.line, "P16", Severity.WARNING, message, hint)
            continue
        link = _address(draft, address)
        is_own = own_part in link and page_key(link, "", "") == key
        if link and link not in seen and not is_own:
            seen.add(link)
            yield Related(" ".join(title.text.split()), link)


def _inner_text(value: Value, name: str) -> Text | None:
    inner = None if isinstance(value, Text | Items) else value.get(name)
    return inner if isinstance(inner, Text) and inner.text.strip() else None


def _author(draft: _Draft) -> str:
    value = draft.front.fields.get(draft.names.author)
    if isinstance(value, Items):  # as Hugo and Jekyll allow
        names = [item.text for item in value.values if isinstance(item, Text)]
        return " ".join(", ".join(names).split())
    text = draft.text(draft.names.author)
    return " ".join(text.text.split()) if text else ""


def _address(draft: _Draft, value: Text | None) -> str:
    """Return a path or web address; "" (and a problem) for "javascript:..." and the like."""
    if value is None:
        return ""
    address = value.text.strip()
    scheme = _SCHEME.match(address)
    if scheme is None or scheme[1].lower() in ("http", "https"):
        return address
    message = f"'{address[:80]}' is no web address"
    draft.report(value.line, "P17", Severity.WARNING, message, "write '/path/of/the/page' or 'https://...'")
    return ""
