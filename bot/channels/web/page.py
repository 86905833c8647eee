"""The page and what it loads, read once from the package; its words come from texts/web.toml."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from string import Template

from bot.channels.web.arriving import LIMIT
from bot.services.uploads import CHOOSE, MOST_BYTES
from bot.texts import catalogue, say

_PAGE = "page.html"
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_FOR_SCRIPT = "web.js_"


@dataclass(frozen=True)
class Asset:
    """A file that the page loads."""

    media_type: str
    content: bytes


def page() -> str:
    """The page with its words filled in, escaped."""
    template = Template(resources.files(__package__).joinpath("static", _PAGE).read_text(encoding="utf-8"))
    words = {name: html.escape(say(f"web.{name}")) for name in template.get_identifiers() if name != "config"}
    return template.substitute(words, config=_config())


def assets() -> Mapping[str, Asset]:
    """What lies beside the page, by name."""
    found = {}
    for file in resources.files(__package__).joinpath("static").iterdir():
        media_type = _TYPES.get(f".{file.name.rpartition('.')[2]}")
        if media_type:
            found[file.name] = Asset(media_type, file.read_bytes())
    return found


def _config() -> str:
    """What the script must know, as JSON that cannot end the element it stands in."""
    texts = {name.removeprefix(_FOR_SCRIPT): text for name, text in catalogue().items() if name.startswith(_FOR_SCRIPT)}
    upload = {"key": CHOOSE, "limit": MOST_BYTES, "accept": ".docx,.yaml,.yml"}
    return json.dumps({"limit": LIMIT, "upload": upload, "texts": texts}, ensure_ascii=False).replace("<", "\\u003c")
