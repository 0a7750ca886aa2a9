"""What a rule says of a card. Codes and severities are the lint's; the deciding code is the judge's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench.judge.page_view import PageView
from bench.judge.reading import Card, Reading
from deckpress.domain import Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True, slots=True)
class Finding:
    code: str
    severity: Severity
    detail: str


NoteRule = Callable[[Reading, PageView], Iterator[Finding]]
CardRule = Callable[[Card, PageView], Iterator[Finding]]
