"""deckpress new"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from deckpress.cli import terminal
from deckpress.cli.app import app
from deckpress.cli.terminal import escape
from deckpress.corpus import new_page_file
from deckpress.errors import PublishingError, UsageError
from deckpress.parser import blank_page
from deckpress.settings import read_settings


@app.command()
def new(
    subject: Annotated[str, typer.Argument(help="Subject of the page, such as 'Biology'.")],
    question: Annotated[str, typer.Argument(help="The question, in quotes.")],
    content: Annotated[Path, typer.Option(help="Folder with the pages.")] = Path("content"),
) -> None:
    """Write a page to fill in, in the folder of its subject, and print its path.

    It is a draft without cards until you delete its line 'draft'. No page is ever overwritten.
    """
    subject, question = " ".join(subject.split()), " ".join(question.split())
    file = new_page_file(content, subject, question)
    text = blank_page(subject, question, read_settings(content).fields)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as page:
            page.write(text)
    except FileExistsError:
        raise UsageError(f"there is a page {file.as_posix()} already", "Edit it, or ask otherwise.") from None
    except OSError as error:
        raise PublishingError(f"{file}: cannot be written: {error.strerror}") from None
    terminal.stdout().print(escape(file.as_posix()))
    terminal.stderr().print("Write its answer and keywords, delete the line 'draft', then: deckpress check")
