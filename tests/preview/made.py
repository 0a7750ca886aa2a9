"""Pages and a site made of them, and a browser to open it with."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

from deckpress.domain import Settings
from deckpress.press import build_packages
from deckpress.preview import Preview, Workshop

PAGES = {
    "physics/lenses.md": """\
---
question: How does a converging lens form an image?
answer: |-
    A converging lens bends parallel rays towards its focal point:

    1. **Focal length**: The focal length is the distance between the lens and its focal point.
    2. **Lens equation**: The thin lens equation \\(1/f = 1/g + 1/b\\) links object and image distance.
    3. **Magnification**: The magnification of a thin lens is image distance divided by object distance.
subject: Physics
seo:
    page_keywords: converging lens, focal length, focal point, thin lens equation, magnification
cards:
    hyde: lens
    notes:
        - question: What is the unit of the power of a lens?
          answer: The dioptre.
---
""",
    "biology/kidneys.md": """\
---
question: What do the kidneys do?
answer: |-
    The kidneys keep the composition of the blood steady:

    1. **Filtration**: Each kidney holds about one million nephrons, which filter the blood under pressure.
    2. **Water balance**: Antidiuretic hormone makes the collecting ducts take back more water from the urine.
    3. **Hormones**: Erythropoietin makes the bone marrow produce red blood cells.
subject: Biology
seo:
    page_keywords: kidneys, nephrons, filtration, antidiuretic hormone, collecting ducts, erythropoietin
---
""",
}


def write_pages(content: Path) -> Path:
    for name, text in PAGES.items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(text, encoding="utf-8")
    return content


def build(content: Path, out: Path, **options: Any) -> Preview:
    with Workshop(content, out, **options) as workshop:
        return workshop.build(Settings())


EYES = """\
---
question: How does the human eye see colours?
answer: |-
    The retina holds cones of three kinds:

    1. **Cones**: Each kind of cone absorbs light of another wavelength best.
    2. **Rods**: Rods see no colours, but they need only little light.
subject: Biology
seo:
    page_keywords: retina, cones, rods, wavelength
---
"""
MIRRORS = """\
---
question: How does a concave mirror form an image?
answer: |-
    A concave mirror gathers parallel rays in its focus:

    1. **Focus**: The focus of a concave mirror lies halfway between the mirror and its centre of curvature.
subject: Physics
seo:
    page_keywords: concave mirror, focus, centre of curvature
---
"""


def build_next_edition(folder: Path) -> Path:
    """Return the site of an edition that changes a page, drops a point of it, adds a page and loses one."""
    content = write_pages(folder / "content")
    mirrors, lenses = content / "physics" / "mirrors.md", content / "physics" / "lenses.md"
    mirrors.write_text(MIRRORS, encoding="utf-8")
    build_packages(content, folder / "decks", Settings(), modified=1_700_000_000)
    mirrors.unlink()
    (content / "biology" / "eyes.md").write_text(EYES, encoding="utf-8")
    text = lenses.read_text(encoding="utf-8").replace("its focal point.", "its own focal point.")
    lines = [line for line in text.splitlines() if "**Magnification**" not in line]
    lenses.write_text("\n".join(lines) + "\n", encoding="utf-8")
    build(content, folder / "site", previous=folder / "decks")
    return folder / "site"


def data(file: Path) -> list[Any]:
    """Return the arguments with which a data file calls `deckpress`."""
    called = re.fullmatch(r"deckpress\.\w+\((.*)\);\n", file.read_text(encoding="utf-8"), re.DOTALL)
    assert called is not None
    arguments: list[Any] = json.loads(f"[{called[1]}]")
    return arguments


CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed")


# Scripts of others that some tests use where these have put them:
#     npm install --no-save axe-core mathjax@3
#     pip install --no-deps --target build/anki aqt==26.9.3
ROOT = Path(__file__).resolve().parents[2]
NODE_MODULES = ROOT / "node_modules"
AXE = NODE_MODULES / "axe-core" / "axe.min.js"
MATHJAX = NODE_MODULES / "mathjax" / "es5" / "tex-svg-full.js"
needs_axe = pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed in node_modules/")
needs_mathjax = pytest.mark.skipif(
    not MATHJAX.is_file(), reason="mathjax@3 is not installed in node_modules/"
)
ANKI_WEB = ROOT / "build" / "anki" / "_aqt" / "data" / "web"  # style and scripts of Anki's window
ANKI_MATHJAX = ANKI_WEB / "js"
needs_anki_mathjax = pytest.mark.skipif(
    not ANKI_MATHJAX.is_dir(), reason="aqt is not installed in build/anki"
)


def in_browser(page: Path, script: str, address: str = "") -> Any:
    """Open `page` from the disk in Chromium and return what the body of an async function, `script`, returns.

    It runs after the scripts of the page, in a copy of the page beside it. `address` may be "#...".
    """
    assert CHROMIUM is not None
    run = f"""<script>(async () => {{
      const told = document.createElement("pre");
      told.id = "told";
      const sleep = (time) => new Promise((resolve) => setTimeout(resolve, time));
      const until = async (test) => {{
        for (let turn = 0; turn < 3000; turn++) {{ if (await test()) return; await sleep(10); }}
        throw new Error("waited in vain for " + test);
      }};
      try {{ told.textContent = JSON.stringify([true, await (async () => {{ {script} }})()]); }}
      catch (error) {{ told.textContent = JSON.stringify([false, String(error.stack)]); }}
      document.body.append(told);
    }})();</script>"""
    driven = page.with_name(f"driven-{page.name}")
    driven.write_text(page.read_text(encoding="utf-8").replace("</body>", f"{run}</body>"), encoding="utf-8")
    with tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True) as profile:
        done = subprocess.run(
            [
                CHROMIUM,
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                f"--user-data-dir={profile}",
                "--virtual-time-budget=90000",
                "--window-size=1280,900",
                "--dump-dom",
                driven.as_uri() + address,
            ],
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=True,
        )
    told = re.search(r'<pre id="told">(.*?)</pre>', done.stdout, re.DOTALL)
    assert told is not None, done.stdout[-2000:] + done.stderr[-2000:]
    well, value = json.loads(html.unescape(told[1]))
    assert well, value
    return value
