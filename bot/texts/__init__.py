"""Every fixed Dutch sentence that Nabij says, as data: one TOML file per subject, none of it in code.

A sentence is named `file.key` (`ask.number` is `number` in ask.toml). Texts hold the Markdown subset of
`bot.render.markup` and named slots in braces. `say` fills the slots it is given and leaves the others, because
words of a person go into a reply as literal values that only the renderer may place.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

_SLOT = re.compile(r"\{(\w+)\}")


@cache
def catalogue() -> Mapping[str, str]:
    """Every sentence by its name; read once, never changed."""
    found: dict[str, str] = {}
    for file in sorted(resources.files(__package__).iterdir(), key=lambda item: item.name):
        if file.name.endswith(".toml"):
            subject = file.name.removesuffix(".toml")
            for key, text in tomllib.loads(file.read_text(encoding="utf-8")).items():
                found[f"{subject}.{key}"] = text.strip()
    return MappingProxyType(found)


def say(name: str, /, **slots: object) -> str:
    """The sentence of that name with the given slots filled in.

    Args:
        name: `file.key`.
        slots: authored text and figures; never the words of a person.

    Raises:
        KeyError: no sentence has that name.
    """
    return _SLOT.sub(lambda slot: str(slots.get(slot[1], slot[0])), catalogue()[name])


def slots(name: str) -> frozenset[str]:
    """The names of the slots in a sentence."""
    return frozenset(_SLOT.findall(catalogue()[name]))
