"""Small courses with pictures and sounds, for tests."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

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
