"""Values that wait in a file until they are needed, so that memory stays flat."""

from __future__ import annotations

import os
import pickle
import tempfile
from types import TracebackType
from typing import Any, Self


class Shelf:
    """Values by key, in a temporary file. A context manager."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._places: dict[Any, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def put(self, key: Any, value: Any) -> None:
        self._places[key] = self._file.seek(0, os.SEEK_END)
        pickle.dump(value, self._file, pickle.HIGHEST_PROTOCOL)

    def take(self, key: Any) -> Any:
        self._file.seek(self._places[key])
        return pickle.load(self._file)
