"""The lists of Dutch words in lists.toml, as sets."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def listed(name: str) -> frozenset[str]:
    """The folded words of that list.

    Raises:
        KeyError: no list has that name.
    """
    lists = tomllib.loads(files("bot.language").joinpath("lists.toml").read_text(encoding="utf-8"))
    return frozenset(lists[name].split())
