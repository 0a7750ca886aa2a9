"""The preview on a loopback server, and how it follows the pages."""

import threading
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from deckpress.domain import Settings
from deckpress.errors import UsageError
from deckpress.preview import Workshop, changes, serve, serving
from tests.preview.made import write_pages


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_pages(tmp_path / "content")


def get(address: str, host: str = "") -> str:
    request = urllib.request.Request(address, headers={"Host": host} if host else {})
    with urllib.request.urlopen(request, timeout=10) as answer:
        text: str = answer.read().decode("utf-8")
        return text


def status(address: str, host: str = "") -> int:
    try:
        get(address, host)
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    return 200


def test_the_site_is_served_on_this_machine_alone(content: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    with Workshop(content, out, live=True) as workshop:
        done = workshop.build(Settings())
    with serving(out, content, 0) as address:
        assert address.startswith("http://127.0.0.1:")
        assert '<html lang="en" data-live>' in get(address)
        assert get(f"{address}version.txt") == done.version
        assert status(f"{address}nothing.html") == 404
        assert status(address, "elsewhere.example:80") == 403


def test_a_page_is_shown_with_its_lines(content: Path, tmp_path: Path) -> None:
    page = content / "physics" / "lenses.md"
    (tmp_path / "secret.md").write_text(page.read_text(encoding="utf-8"), encoding="utf-8")
    with serving(tmp_path, content, 0) as address:
        html = get(f"{address}source/{page.as_posix()}")
        assert '<li id="L2"><code>question: How does a converging lens form an image?</code></li>' in html
        assert status(f"{address}source/{tmp_path.as_posix()}/content/../secret.md") == 404
        assert status(f"{address}source/{tmp_path.as_posix()}/secret.md") == 404


def test_a_port_in_use_is_said(content: Path, tmp_path: Path) -> None:
    with serving(tmp_path, content, 0) as address:
        port = int(address.rstrip("/").rpartition(":")[2])
        with pytest.raises(UsageError, match=f"port {port} cannot be used"), serving(tmp_path, content, port):
            pass


def test_saving_adding_and_deleting_are_noticed(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "SECONDS_BETWEEN_LOOKS", 0.01)
    settings = tmp_path / "deckpress.toml"
    stop = threading.Event()
    page = content / "physics" / "lenses.md"
    steps = [
        lambda: page.write_text("changed", encoding="utf-8"),
        lambda: (content / "physics" / "new.md").write_text("new", encoding="utf-8"),
        lambda: page.unlink(),
        lambda: settings.write_text('deck_root = "Lenses"', encoding="utf-8"),
        stop.set,
    ]
    seen = 0
    follower = changes(content, lambda: [settings], stop)
    threading.Timer(0.2, steps[0]).start()
    for _ in follower:
        seen += 1
        steps[seen]()
    assert seen == 4
