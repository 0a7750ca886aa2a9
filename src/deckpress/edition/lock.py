"""One build at a time writes to a folder."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deckpress.errors import PublishingError

try:
    import fcntl
except ImportError:  # Windows: two builds at once are the user's to avoid
    fcntl = None  # type: ignore[assignment]

LOCK = ".deckpress.lock"
PATIENCE = 10.0  # seconds that a build waits for another one


@contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the folder's lock. Raises PublishingError, naming the holder, if another process keeps it.

    The lock goes with the process: after a crash there is nothing to clean up.
    """
    path = folder / LOCK
    descriptor = _acquire(path, time.monotonic() + patience)
    try:
        os.truncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(descriptor)


def _acquire(path: Path, deadline: float) -> int:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        if _try(descriptor):
            # Whoever held it before may have deleted the file that we had opened: then it locks nothing.
            if _is_at(descriptor, path):
                return descriptor
        elif time.monotonic() >= deadline:
            holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip() or "unknown"
            os.close(descriptor)
            raise PublishingError(
                f"{path.parent}: another build (process {holder}) is writing here",
                "Wait until it is done, or stop it.",
            )
        else:
            time.sleep(0.05)
        os.close(descriptor)


def _try(descriptor: int) -> bool:
    if fcntl is None:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path))
    except FileNotFoundError:
        return False
