"""`python -m bench desktop`: pictures of cards in Anki's own desktop program, on a screen that nobody sees.

Needs Xvfb and Anki in an environment of its own (docs/benchmarks.md says how to install both).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from deckpress.domain import Kind, Settings
from deckpress.exporter import PackedNote, hidden_texts, read_package
from deckpress.press import build_packages

WIDTH, HEIGHT = 660, 440  # of Anki's window, in pixels
SITE = "https://example.org"
LONGEST = 600  # seconds
USUAL_LENGTH = 130  # characters of HTML
PROFILE = """
import sys
from pathlib import Path
import aqt.profiles
manager = aqt.profiles.ProfileManager(Path(sys.argv[1]))
manager.setupMeta()
manager.meta.update(
    firstRun=False, defaultLang="en_US", check_for_updates=False, check_for_addon_updates=False
)
manager.create("test")
manager.load("test")
manager.profile.update(autoSync=False)
manager.save()
"""
CHOSEN = "chosen"
Card = tuple[str, str, int]  # the name of its pictures, the GUID of its note, its ordinal
SHOWN = ("Text", "Question", "Answer")
# What a picture shows -> whether a note can show it: the fields are those of the card, then its folded part.
KINDS: dict[str, Callable[[PackedNote, str], bool]] = {
    "cloze": lambda note, html: note.kind is Kind.CLOZE and "\\" not in html and "<" not in html,
    "math": lambda note, html: "{{c1::\\(" in html,
    "code": lambda note, html: '<pre class="code"' in html,
    "table": lambda note, html: '<div class="table"' in html,
    "question": lambda note, html: note.kind is Kind.QA and "\\" not in html and "<ol" not in html,
}


def run(content: Path, out: Path, anki: str, text: str, say: Callable[[str], None]) -> None:
    """Build the packages of `content`, import them into Anki, and write pictures of some cards to `out`.

    One more is of the first card that hides `text`, by day and by night side by side, as in the README.
    """
    program = shutil.which(anki)
    if program is None or shutil.which("xvfb-run") is None:
        missing = "xvfb-run" if program else f"'{anki}'"
        raise SystemExit(f"{missing} was not found; docs/benchmarks.md says how to install it")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="anki-", ignore_cleanup_errors=True) as folder:
        base = Path(folder)
        build_packages(content, base / "decks", Settings(site_url=SITE), modified=int(time.time()))
        packages = sorted((base / "decks").glob("*.apkg"))
        notes = [note for package in packages for note in read_package(package).notes]
        cards = [*choose(notes), *hiding(notes, text)]
        python = Path(program).resolve().with_name("python")
        subprocess.run([python, "-c", PROFILE, base], check=True, stdout=subprocess.DEVNULL)
        addon = base / "addons21" / "pictures"
        addon.mkdir(parents=True)
        shutil.copy(Path(__file__).with_name("desktop_addon.py"), addon / "__init__.py")
        plan = {
            "packages": [str(package) for package in packages],
            "cards": cards,
            "out": str(out.resolve()),
            "width": WIDTH,
            "height": HEIGHT,
        }
        (addon / "cards.json").write_text(json.dumps(plan), "utf-8")
        screen = f"-screen 0 {WIDTH}x{HEIGHT}x24"
        subprocess.run(
            ["xvfb-run", "-a", "-s", screen, program, "-b", base, "-p", "test", "-l", "en"],
            env={
                **os.environ,
                "QT_QPA_PLATFORM": "xcb",
                "QTWEBENGINE_DISABLE_SANDBOX": "1",
                "QTWEBENGINE_CHROMIUM_FLAGS": "--no-sandbox --disable-gpu",
                "LIBGL_ALWAYS_SOFTWARE": "1",
            },
            check=True,
            timeout=LONGEST,
        )
    if (told := out / "error.txt").exists():
        raise SystemExit(told.read_text("utf-8"))
    if (chromium := shutil.which("chromium")) and any(name == CHOSEN for name, *_ in cards):
        compose(
            chromium, out / f"{CHOSEN}-light-front.png", out / f"{CHOSEN}-dark-back.png", out / "card.png"
        )
    for picture in sorted(out.glob("*.png")):
        say(str(picture))


def compose(chromium: str, left: Path, right: Path, target: Path) -> None:
    """Write a picture with two others side by side, as the README shows it."""
    page = target.with_suffix(".html")
    page.write_text(
        "<!doctype html><style>"
        "body { margin: 0; padding: 36px; display: flex; gap: 36px;"
        " background: linear-gradient(120deg, #dfe7f3, #c6d4ea) }"
        "img { border-radius: 14px; box-shadow: 0 14px 40px #1c243055 }</style>"
        f'<img src="{left.resolve().as_uri()}"><img src="{right.resolve().as_uri()}">',
        "utf-8",
    )
    size = f"--window-size={2 * WIDTH + 3 * 36},{HEIGHT + 2 * 36}"
    options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", size]
    picture = f"--screenshot={target.resolve()}"
    subprocess.run([chromium, *options, picture, page.resolve().as_uri()], check=True, capture_output=True)
    page.unlink()


def choose(notes: Iterable[PackedNote]) -> Iterator[Card]:
    """Yield the first card of a note for each kind of picture: of usual length, and best shown at once."""
    best: dict[str, tuple[bool, int, str]] = {}
    for note in notes:
        html = "".join(note.fields.get(name, "") for name in SHOWN)
        for kind, fits in KINDS.items():
            if fits(note, html) or fits(note, note.fields["Extra"]):
                candidate = (not fits(note, html), abs(len(html) - USUAL_LENGTH), note.guid)
                best[kind] = min(candidate, best.get(kind, candidate))
    for kind, (_, _, guid) in best.items():
        yield kind, guid, 1


def hiding(notes: Iterable[PackedNote], text: str) -> Iterator[Card]:
    """Yield the first card that hides `text`, none if that is ""."""
    for note in notes:
        for ordinal, hidden in hidden_texts(note.fields.get("Text", "")).items():
            if text and any(text in one for one in hidden):
                yield CHOSEN, note.guid, ordinal
                return
