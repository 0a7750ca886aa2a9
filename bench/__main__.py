"""`python -m bench COMMAND`: figures about deckpress. Without a command: the speed of a build."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import cards, desktop, editions, golden, speed

GOLDEN = Path(__file__).resolve().parents[1] / "tests" / "golden"


def build_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pages", type=int, default=400, help="how many; pages are repeated to reach it")
    parser.add_argument("--repeats", type=int, default=3, help="runs of each pipeline, in turn")


def run_build(given: argparse.Namespace) -> None:
    """time a cold build against a naive pipeline, with peak memory and the share of each stage"""
    speed.run(given.content, given.pages, given.repeats, print)


def cards_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pages", type=int, help="judge a random sample of so many pages")
    parser.add_argument("--seed", type=int, default=0, help="of the sample, and of the random words of B5")
    note = (
        "only show cards that a rule marks (L02), or deletions no tutor would make (never); may be repeated"
    )
    parser.add_argument("--examples", action="append", default=[], metavar="CODE", help=note)


def run_cards(given: argparse.Namespace) -> None:
    """judge the cards of deckpress and of six simple ways to make cards"""
    cards.run(given.content, given.pages, given.seed, given.examples, print)


def golden_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--golden", type=Path, default=GOLDEN, metavar="DIR", help="folder of golden sets")
    parser.add_argument("--missed", action="store_true", help="list what was missed (-) and what is more (+)")


def run_golden(given: argparse.Namespace) -> None:
    """compare the notes of deckpress with notes written by hand"""
    golden.run(given.content, given.golden, given.missed, print)


def editions_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pages", type=int, help="edit a random sample of so many pages")
    parser.add_argument("--seed", type=int, default=0, help="of the sample and of the edits")
    fates = "list cards with this fate: wrong, lost or gone; may be repeated"
    parser.add_argument("--examples", action="append", default=[], metavar="FATE", help=fates)


def run_editions(given: argparse.Namespace) -> None:
    """edit pages at random and count the cards that go on, ask something else or are lost"""
    editions.run(given.content, given.pages, given.seed, given.examples, print)


def desktop_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, default=Path("pictures"), metavar="DIR", help="for the pictures")
    parser.add_argument("--anki", default="anki", metavar="PROGRAM", help="Anki's desktop program")
    parser.add_argument("--text", default="", help="hidden by the card to show in card.png")


def run_desktop(given: argparse.Namespace) -> None:
    """take pictures of cards in Anki's desktop program, by day and by night"""
    desktop.run(given.content, given.out, given.anki, given.text, print)


# A command: its options, and what it does, whose docstring is its help.
COMMANDS: dict[
    str, tuple[Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], None]]
] = {
    "build": (build_options, run_build),
    "cards": (cards_options, run_cards),
    "desktop": (desktop_options, run_desktop),
    "editions": (editions_options, run_editions),
    "golden": (golden_options, run_golden),
}


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    rows = parser.add_subparsers(dest="command")
    for name, (add_options, run) in COMMANDS.items():
        row = rows.add_parser(name, help=run.__doc__, description=run.__doc__)
        row.add_argument("content", nargs="?", type=Path, default=Path("content"), help="folder with pages")
        add_options(row)
        row.set_defaults(run=run)
    given = parser.parse_args(arguments)
    if given.command is None:
        given = parser.parse_args(["build"])
    given.run(given)


if __name__ == "__main__":
    main()
