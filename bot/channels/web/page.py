"""The page and what it loads, read once from the package; its words come from texts."""

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

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True)
class Asset:
    """A file that the page loads."""

    media_type: str
    content: bytes


class Page:
    """A page with its words filled in, escaped.

    Args:
        file: the template, beside the scripts.
        texts: the file of texts that its words come from.
        told: words that are no texts (who runs this place).
    """

    def __init__(self, file: str, texts: str, **told: str) -> None:
        self._template = Template(resources.files(__package__).joinpath("static", file).read_text(encoding="utf-8"))
        names = [name for name in self._template.get_identifiers() if name not in ("config", *told)]
        words = {**{name: say(f"{texts}.{name}") for name in names}, **told}
        self._words = {name: html.escape(word) for name, word in words.items()}
        told_script = f"{texts}.js_"
        sentences = [(name, text) for name, text in catalogue().items() if name.startswith(told_script)]
        self._texts = {name.removeprefix(told_script): text for name, text in sentences}

    def filled(self, **config: object) -> str:
        """The page, with what its script must know."""
        data = json.dumps({**config, "texts": self._texts}, ensure_ascii=False)
        # As JSON that cannot end the element it stands in.
        return self._template.substitute(self._words, config=data.replace("<", "\\u003c"))


def page() -> str:
    """The page of the conversation."""
    upload = {"key": CHOOSE, "limit": MOST_BYTES, "accept": ".docx,.yaml,.yml"}
    return Page("page.html", "web").filled(limit=LIMIT, upload=upload)


def assets() -> Mapping[str, Asset]:
    """What lies beside the page, by name."""
    found = {}
    for file in resources.files(__package__).joinpath("static").iterdir():
        media_type = _TYPES.get(f".{file.name.rpartition('.')[2]}")
        if media_type:
            found[file.name] = Asset(media_type, file.read_bytes())
    return found
