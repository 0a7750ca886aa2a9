"""Files that appear whole or not at all: whatever happens, a reader finds the old content or the new."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedRandom
from pathlib import Path


def write_atomically(target: Path, content: bytes) -> None:
    """Write a file in one step. Raises OSError; then `target` is as it was."""
    with replacing(target) as file:
        file.write(content)


@contextmanager
def replacing(target: Path) -> Iterator[BufferedRandom]:
    """Open a new file beside `target` that takes its place, safely on disk, when all went well."""
    temporary = target.with_name(f".deckpress-{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb+") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Have the names of the files in a folder safely on disk. Raises OSError."""
    if os.name != "posix":
        return  # Windows cannot open folders
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
