"""Pictures, sounds and films in the HTML of a field, and how Anki must be told of them.

Anki shows a picture by `<img src="NAME">` and plays `[sound:NAME]`, sounds and films alike, on every device.
NAME is a file of the learner's media folder, never a path.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from html import unescape
from typing import Final

PICTURES: Final = frozenset("apng avif bmp gif jpeg jpg png svg tif tiff webp".split())
SOUNDS: Final = frozenset(
    "3gp aac avi flac flv m4a m4v mkv mov mp3 mp4 mpeg mpg oga ogg ogv opus spx wav webm".split()
)

_SOUND_LINK = rf"\]\([^()\s]*\.(?:{'|'.join(sorted(SOUNDS))})\b"
_MAY_HOLD_MEDIA = re.compile(rf"!\[|<(?:img|audio|video)\b|{_SOUND_LINK}", re.IGNORECASE)
_REST_OF_TAG = r"(?>(?:[^<>\"]|\"[^\"]*+\")*)>"
_ELEMENT = re.compile(
    rf"<(?P<player>audio|video)\b{_REST_OF_TAG}(?>(?:[^<]|<(?!/?(?:audio|video)\b))*)</(?P=player)>"
    rf"|<(?P<tag>a|audio|img|source|video)\b{_REST_OF_TAG}"
    r"|</(?P<end>a|audio|video)>"
)
_TAG = re.compile(rf"<(?P<name>[a-z]+){_REST_OF_TAG}")
_ATTRIBUTE = re.compile(r"([a-z][\w:-]*)(?:=\"([^\"]*+)\")?", re.IGNORECASE)
_HAS_HOST = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


class Remote(StrEnum):
    """What becomes of a picture or sound that lies on the web."""

    LINK = "link"  # a link that a learner may follow
    SHOW = "show"  # Anki loads a picture whenever its card is shown
    DROP = "drop"  # nothing but the text that stands for it


def may_hold_media(markdown: str) -> bool:
    """Tell, quickly, whether a text may refer to media. Most do not."""
    return _MAY_HOLD_MEDIA.search(markdown) is not None


def ending(address: str) -> str:
    """Return the ending of the file that an address names, in small letters: "png"."""
    name = re.split(r"[?#]", address, maxsplit=1)[0].rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""


def media_addresses(html: str) -> list[str]:
    """Return the addresses of the media in a field that are not on the web, each once, in order."""
    found: dict[str, None] = {}
    with_media(html, lambda address: found.setdefault(address))
    return list(found)


def with_media(html: str, name_of: Callable[[str], str | None], remote: Remote = Remote.LINK) -> str:
    """Return the HTML of a field with the names of media in packages instead of addresses.

    `name_of` is asked for every address that is not on the web; what has no name becomes the text that stands
    for it, the `alt` of a picture.
    """
    return _ELEMENT.sub(_Replacement(name_of, remote), html) if "<" in html else html


class _Replacement:
    """Replaces one element after the other of a field; knows whether it stands in a link."""

    def __init__(self, name_of: Callable[[str], str | None], remote: Remote) -> None:
        self._name_of = name_of
        self._remote = remote
        self._in_link = False
        self._after_link = "</a>"

    def __call__(self, element: re.Match[str]) -> str:
        source = element[0]
        match element["player"] or element["tag"]:
            case "img":
                return self._picture(source)
            case "a":
                return self._open_link(source)
            case "audio" | "video":
                return self._player(source)
        if element["end"] != "a":  # a source outside of a player, a player in a player
            return ""
        closing, self._in_link, self._after_link = self._after_link, False, "</a>"
        return closing

    def _player(self, source: str) -> str:
        address = next(filter(None, (_attributes(tag[0]).get("src") for tag in _TAG.finditer(source))), "")
        return self._on_the_web(address, "") if _is_remote(address) else self._sound(address)

    def _picture(self, source: str) -> str:
        attributes = _attributes(source)
        address = attributes.pop("src", "")
        text = attributes.get("alt", "").replace("<", "&lt;").replace(">", "&gt;")
        if _is_remote(address):
            return source if self._remote is Remote.SHOW else self._on_the_web(address, text)
        name = self._named(address)
        if name and ending(name) in SOUNDS:
            return f"[sound:{name}]"
        rest = "".join(f' {attribute}="{value}"' for attribute, value in attributes.items())
        return f'<img src="{name}"{rest}>' if name else text

    def _open_link(self, source: str) -> str:
        self._in_link = True
        address = _attributes(source).get("href", "")
        if ending(address) not in SOUNDS or _is_remote(address):
            return source
        sound = self._sound(address)
        self._after_link = f" {sound}" if sound else ""
        return ""

    def _sound(self, address: str) -> str:
        name = self._named(address)
        return f"[sound:{name}]" if name else ""

    def _named(self, address: str) -> str | None:
        return self._name_of(unescape(address)) if address else None

    def _on_the_web(self, address: str, text: str) -> str:
        """Return a link; links do not stand in each other, so in a link the text alone."""
        if self._remote is Remote.DROP or self._in_link:
            return text
        address = f"https:{address}" if address.startswith("//") else address
        return f'<a href="{address}">{text or address.replace("<", "&lt;")}</a>'


def _attributes(tag: str) -> dict[str, str]:
    """Return the attributes of a tag as they are written, with entities; "" for one without a value."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(tag.partition(" ")[2]):
        found.setdefault(name.lower(), value)
    return found


def _is_remote(address: str) -> bool:
    return _HAS_HOST.match(address) is not None
