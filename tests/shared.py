"""Where the shared sample of real pages lies, when it is there: beside the repository, never inside it."""

from pathlib import Path

import pytest

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the sample of real pages is not beside the project"
)
