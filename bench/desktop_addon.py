"""An add-on that takes pictures of cards in Anki's desktop program. desktop.py puts it into a fresh profile.

It reads `cards.json` beside itself (the `plan` of desktop.py), imports the packages, shows each card by day
and by night, front and back, and leaves.
"""

from __future__ import annotations

import json
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from anki.collection import ImportAnkiPackageRequest
from aqt import gui_hooks, mw
from aqt.qt import QTimer
from aqt.theme import Theme

PAUSE = 2500  # milliseconds until a card is drawn, MathJax included
UNFOLD = "document.querySelectorAll('details.extra').forEach(one => { one.open = true })"


def pictures(plan: dict[str, Any]) -> Iterator[None]:
    """Take the pictures; every `yield` lets Anki draw."""
    out = Path(plan["out"])
    for package in plan["packages"]:
        mw.col.import_anki_package(ImportAnkiPackageRequest(package_path=package))
    mw.resize(plan["width"], plan["height"])
    for theme in (Theme.LIGHT, Theme.DARK):
        mw.set_theme(theme)
        for name, guid, ordinal in plan["cards"]:
            mw.col.sched.suspend_cards(list(mw.col.find_cards("-is:suspended")))
            card, deck = mw.col.db.first(
                "select id, did from cards where ord = ? and nid = (select id from notes where guid = ?)",
                ordinal - 1,
                guid,
            )
            mw.col.sched.unsuspend_cards([card])
            mw.col.decks.select(deck)
            mw.moveToState("deckBrowser")
            yield
            mw.moveToState("review")
            yield
            mw.grab().save(str(out / f"{name}-{theme.name.lower()}-front.png"))
            mw.reviewer._showAnswer()
            yield
            mw.grab().save(str(out / f"{name}-{theme.name.lower()}-back.png"))
            mw.reviewer.web.eval(UNFOLD)
            yield
            mw.grab().save(str(out / f"{name}-{theme.name.lower()}-unfolded.png"))


def start() -> None:
    plan = json.loads(Path(__file__).with_name("cards.json").read_text("utf-8"))
    steps = pictures(plan)

    def go_on() -> None:
        try:
            next(steps)
        except StopIteration:
            mw.unloadProfileAndExit()
        except Exception:
            Path(plan["out"], "error.txt").write_text(traceback.format_exc(), "utf-8")
            mw.unloadProfileAndExit()
        else:
            QTimer.singleShot(PAUSE, go_on)

    QTimer.singleShot(PAUSE, go_on)


gui_hooks.profile_did_open.append(start)
