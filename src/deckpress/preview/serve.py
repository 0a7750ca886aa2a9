"""Shows the preview to this machine alone, and tells when a page is saved."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from deckpress.corpus import find_pages, read_page_file
from deckpress.domain import Location, Problem
from deckpress.errors import UsageError
from deckpress.preview.build import Stamp, stamp_of
from deckpress.preview.site import SOURCE_PATH, render_source

LOOPBACK = "127.0.0.1"
SECONDS_BETWEEN_LOOKS = 0.5


@contextmanager
def serving(out: Path, content: Path, port: int) -> Iterator[str]:
    """Serve the site in `out` on the loopback interface; gives its address. Port 0: any that is free.

    Raises UsageError for a port that is in use.
    """
    handler = partial(_Handler, content=content, directory=str(out))
    try:
        server = ThreadingHTTPServer((LOOPBACK, port), handler)
    except OSError as error:
        raise UsageError(
            f"port {port} cannot be used: {error.strerror}", "Name another one with --port, or 0 for any."
        ) from None
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"http://{LOOPBACK}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def changes(
    content: Path, others: Callable[[], Iterable[Path]] = tuple, stop: threading.Event | None = None
) -> Iterator[None]:
    """Yield each time a page, or one of the `others`, is saved, added or deleted; ends when `stop` is set."""
    stop = stop or threading.Event()
    seen = _look(content, others())
    while not stop.wait(SECONDS_BETWEEN_LOOKS):
        now = _look(content, others())
        if now != seen:
            seen = now
            yield


def _look(content: Path, others: Iterable[Path]) -> frozenset[Stamp]:
    try:
        files, _ = find_pages(content)
    except UsageError:  # all pages are gone, for a while
        files = []
    stamps = {stamp_of(file.file, file.path) for file in files}
    return frozenset(stamps | {stamp_of(str(file), str(file)) for file in others})


class _Handler(SimpleHTTPRequestHandler):
    """Serves the files of the site, and the pages of the content folder with numbered lines."""

    def __init__(self, *arguments: object, content: Path, directory: str) -> None:
        self._content = content
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        # A page elsewhere on the web may point a name of its own at this machine.
        if self.headers.get("Host", "").rpartition(":")[0] not in (LOOPBACK, "localhost"):
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        path = unquote(urlsplit(self.path).path)
        if path.startswith(f"{SOURCE_PATH}/"):
            self._send_source(path.removeprefix(f"{SOURCE_PATH}/"))
        else:
            super().do_GET()

    def _send_source(self, path: str) -> None:
        try:
            found = next((file for file in find_pages(self._content)[0] if file.path == path), None)
        except UsageError:
            found = None
        data = read_page_file(found) if found else None
        if data is None or isinstance(data, Problem):
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        html = render_source(Location(path, 1), data.decode("utf-8", "replace").splitlines()).encode("utf-8")
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(html)))
        self.end_headers()
        self.wfile.write(html)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: the terminal is for problems."""
