"""The words that the identifying-detail check looks at: details.toml, names.txt and towns.txt, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from bot.language.spans import level

_SECTION = re.compile(r"\[(\w+)\]")


def _read(file: str) -> str:
    return resources.files(__package__).joinpath(file).read_text(encoding="utf-8")


@cache
def _data() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_read("details.toml"))


@cache
def listed(section: str, key: str) -> frozenset[str]:
    """The words of a list in details.toml, in level form."""
    return frozenset(level(_data()[section][key]).split())


@cache
def lines(section: str, key: str) -> tuple[str, ...]:
    """The lines of a list of phrases in details.toml, in level form."""
    return tuple(line for line in level(_data()[section][key]).splitlines() if line)


def either(section: str, key: str) -> str:
    """A pattern that matches any word of a list, the longest first."""
    return "|".join(map(re.escape, sorted(listed(section, key), key=lambda word: (-len(word), word))))


@cache
def _sections() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    here: set[str] = set()
    for line in level(_read("names.txt")).splitlines():
        title = _SECTION.fullmatch(line)
        if title:
            here = found.setdefault(title[1], set())
        elif not line.startswith("#"):
            here.update(line.split())
    return {name: frozenset(names) for name, names in found.items()}


def names(section: str) -> frozenset[str]:
    """The names of a section of names.txt, in level form."""
    return _sections()[section]


@cache
def towns() -> frozenset[str]:
    """The towns, in level form."""
    return frozenset(line for line in level(_read("towns.txt")).splitlines() if line and not line.startswith("#"))


@cache
def town_pattern() -> str:
    """A pattern for any town, the longest first."""
    return "|".join(map(re.escape, sorted(towns(), key=lambda town: (-len(town), town))))
