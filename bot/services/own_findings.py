"""Own findings: what `nabij check` finds in a casus that somebody sent, in plain words, with the place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.dialogue.checks import Known, check
from bot.dialogue.model import Dialogue
from bot.dialogue.parse import parse
from bot.problems import Problem
from bot.services.library import Library
from bot.services.own_source import named
from bot.services.uploads import Uploaded
from bot.texts import catalogue, say

KINDS = ("casus", "leervragen")
MOST_STEPS = 200  # of a casus with its scenes; the longest of Nabij has a third of that
# An own casus may leave these out: the other way is then a list to choose from, and the numbers for help always come.
_FREE = frozenset({"other", "help"})
_FOLLOWS = frozenset({"N103", "N216", "N305"})


@dataclass(frozen=True)
class Finding:
    """Where something is wrong, and what to do about it."""

    place: str
    text: str


def judge(found: Uploaded, library: Library) -> tuple[Dialogue | None, list[Finding]]:
    """The casus in what was read, and all that is wrong with it; without a casus there is a finding.

    Args:
        found: with a tree or with problems.
        library: what the casus may refer to.
    """
    tree = found.tree
    if tree is None:
        return None, [_finding(found, item) for item in found.problems]
    if tree.kind != "map" or _steps(found) > MOST_STEPS:
        return None, [Finding(_place(found, 1), say("own_casus.not_a_casus"))]
    dialogue, problems = parse(named(tree, "eigen"))
    kind = tree.get("kind")
    if kind is not None and kind.text.strip() not in KINDS:
        return None, [Finding(_place(found, kind.line), say("own_casus.other_dialogue"))]
    every = {*found.problems, *problems, *check(dialogue, _known(library), named(tree, "eigen"))}
    return dialogue, [_finding(found, item) for item in sorted(_told(found, every))]


def _steps(found: Uploaded) -> int:
    scenes = found.tree.get("scenes") if found.tree else None
    inside = [scene.get("steps") for scene in scenes or ()]
    return len(inside) + sum(len(steps.items) for steps in inside if steps)


def _known(library: Library) -> Known:
    return Known(library.works, library.lemmas.keys() | library.terms.keys(), library.dialogues)


def _told(found: Uploaded, problems: set[Problem]) -> Iterator[Problem]:
    """Without what an own casus may leave out, and what only follows from a heading that was told of already."""
    headed = bool(found.places) and any(item.code.startswith("W") for item in found.problems)
    for item in problems:
        free = item.code == "N216" and dict(item.slots).get("key") in _FREE
        if not (free or (headed and item.code in _FOLLOWS)):
            yield item


def _finding(found: Uploaded, item: Problem) -> Finding:
    own = f"own_casus.{item.code}"
    reworded = bool(found.places) and item.code.startswith("N") and own in catalogue()
    return Finding(_place(found, item.line), say(own, **dict(item.slots)) if reworded else item.text)


def _place(found: Uploaded, line: int) -> str:
    if not found.places:
        return say("own_casus.place_line", n=line)
    before = [at for at in found.places if at <= line]
    return found.places[max(before)] if before else say("own_casus.place_whole")
