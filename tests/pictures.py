"""Small courses with pictures and sounds, for tests."""

from __future__ import annotations

import hashlib
import struct
import zlib
from pathlib import Path

from deckpress.domain import Settings
from deckpress.press import Report, build_packages

PAGE = """\
---
tags: [nephron, ureter]
cards:
  notes:
    - question: Which part of a kidney is this? ![A part](img/cortex.png)
      answer: The cortex. <audio controls src="/say/cortex.mp3"></audio>
    - cloze: The ==medulla== of a kidney holds the loops of its nephrons. ![Both](img/kidney.png)
---

# What are the parts of a kidney?

A kidney has these parts:

1. **Nephron**: A nephron filters the blood in its glomerulus and takes back most of the water.

   ![A kidney, cut open](img/kidney.png)

2. **Ureter**: The ureter carries the urine to the bladder. [A film](https://kidneys.example/film.mp4)
"""


FRONT = """\
---
tags: [nephron, ureter]
cards:
  notes:
    - question: Which organ makes urine? {question}
      answer: A kidney. {answer}
---

# What does a kidney do?

A kidney works in two steps: {extra}

1. **Nephron**: A nephron filters the blood in its glomerulus and takes back most of the water.
2. **Ureter**: The ureter carries the urine to the bladder, where it waits.
"""
DAY = 24 * 60 * 60
START = 1_760_000_000


def picture(red: int, green: int = 0, blue: int = 0) -> bytes:
    """Return a small PNG of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes((red, green, blue)) * 8 for _ in range(8))
    header = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    data = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data


def write_course(folder: Path, page: str = PAGE) -> Path:
    """Write a course of one page with its pictures and its sound; return its content folder."""
    content = folder / "content"
    for name, data in {
        "biology/kidney.md": page.encode(),
        "biology/img/kidney.png": picture(200),
        "biology/img/cortex.png": picture(0, 200),
        "say/cortex.mp3": b"ID3 the cortex",
    }.items():
        file = content / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return content


def name_of(content: bytes, ending: str) -> str:
    return f"deckpress-{hashlib.sha256(content).hexdigest()[:24]}.{ending}"


CORTEX, KIDNEY = name_of(picture(0, 200), "png"), name_of(picture(200), "png")
SOUND = name_of(b"ID3 the cortex", "mp3")


def build(content: Path, out: Path, day: int = 0, settings: Settings | None = None) -> Report:
    return build_packages(content, out, settings or Settings(), modified=START + day * DAY)


def with_reference(reference: str) -> str:
    """A page that shows something where no card needs it."""
    return FRONT.format(question="", answer="", extra=reference)
