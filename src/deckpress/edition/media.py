"""The pictures and sounds of an edition: those of its pages, and those that packages already hold."""

from __future__ import annotations

from deckpress.edition.manuscript import Manuscript
from deckpress.edition.previous import PreviousEdition
from deckpress.exporter import media_names, read_media


class EditionMedia:
    """Gives the content of media by name. Notes that go on as they were show what was packed for them."""

    def __init__(self, manuscript: Manuscript, before: PreviousEdition) -> None:
        self._manuscript = manuscript
        self._before = before
        self._packages: dict[str, str] | None = None  # name of a media file -> package

    def read(self, name: str) -> bytes | None:
        """Return the content of the file with this name, None if there is none."""
        content = self._manuscript.read_media(name)
        if content is not None:
            return content
        if self._packages is None:
            self._packages = {
                media: package
                for package in self._before.files
                for media in media_names(self._before.folder / package)
            }
        package = self._packages.get(name)
        return None if package is None else read_media(self._before.folder / package, name)
