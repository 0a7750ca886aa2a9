"""Why a run cannot go on. What an author can mend in a page is a Problem (domain.py), never one of these.

DeckpressError
  UsageError       exit code 2: wrong use of the command or wrong settings
  PublishingError  exit code 3: could not or would not publish; the packages in place stay as they were
"""

from __future__ import annotations


class DeckpressError(Exception):
    """The run cannot go on. `message` says what is wrong and where, `hint` what to do."""

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class UsageError(DeckpressError):
    """The command or deckpress.toml asks for something that does not exist or makes no sense."""

    exit_code = 2


class PublishingError(DeckpressError):
    """A package could not be read or written, or must not be published."""

    exit_code = 3
