"""Uploads: which files are taken in, how large they may be, and what reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.problems import Node, Problem

COMMAND = "eigencasus"  # its name is followed by a path in a terminal
CHOOSE = f"c:{COMMAND} bestand"  # the key of the button that on a page opens the choice of a file
MOST_BYTES = 1 << 20
LONGEST_NAME = 100
# Also what is refused with a sentence of its own: old Word files, and those with macros.
ENDINGS = (".docx", ".yaml", ".yml", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".odt", ".rtf")
# What a channel says in the place of a file that it could not take, as the text of a `Signal.OTHER`.
TOO_LARGE, NOT_FETCHED, NOT_THERE = "file_large", "file_lost", "file_missing"


def takes(name: str) -> bool:
    """Whether a file of that name may hold a casus."""
    return name.casefold().endswith(ENDINGS)


def bare_name(name: str) -> str:
    """A file's name without folders and control signs; a name is only ever shown, never opened."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable())[-LONGEST_NAME:].strip()


def path_in(command: str) -> str:
    """The path that a command typed in a terminal names, "" for any other command and for its own words."""
    name, _, rest = command.partition(" ")
    bare = rest.strip().strip("\"'")
    is_path = takes(bare) or "/" in bare or "." in bare
    return bare if name.casefold() == COMMAND and is_path else ""


@dataclass(frozen=True)
class Uploaded:
    """What was read from a file.

    Args:
        tree: the casus as a located tree, None when there is none.
        problems: what is wrong with the form of the file.
        refusal: the sentence with which the file is refused whole, or "".
        places: for a document without lines: where each line of the tree stands, in words.
    """

    tree: Node | None = None
    problems: tuple[Problem, ...] = ()
    refusal: str = ""
    places: Mapping[int, str] = field(default_factory=dict)


class Reader(Protocol):
    """Reads files that people send."""

    def read(self, name: str, content: bytes) -> Uploaded:
        """What a file holds. Never raises, whatever it is; nothing is opened outside the bytes themselves."""
