"""Heavy matter and what is only the learner's: a warning beforehand, no pressing on, a private last question."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from bot.dialogue.checks_places import Places
from bot.dialogue.model import Ask, Dialogue, Step, is_question
from bot.fields import Findings
from bot.language.fold import fold
from bot.problems import Node


def check_care(dialogue: Dialogue, places: Places, found: Findings) -> None:
    """Note where a warning is missing, where a follow-up question has no place, and a casus that closes otherwise."""
    if not places.has("care") or (places.tree is None and not dialogue.care):
        _unwarned(dialogue, places, found)
    for step in dialogue.steps:
        if isinstance(step, Ask) and step.probe and (step.private or dialogue.care):
            found.note(places.step(step, "probe"), "N702" if step.private else "N703")
    asked = [step for step in dialogue.steps if is_question(step) and not getattr(step, "days", 0)]
    if places.kind == "casus" and places.whole and asked:
        last = asked[-1]
        if not (last.added and getattr(last, "private", False)):
            found.note(places.step(last), "N704")


def _unwarned(dialogue: Dialogue, places: Places, found: Findings) -> None:
    """The first heavy theme or word, once: one warning is missing."""
    themes, marks = _heavy()["themes"], _heavy()["words"]
    for number, theme in enumerate(dialogue.themes):
        if theme in themes:
            found.note(places.top("themes", number), "N701", mark=theme)
            return
    for node, text in _told(dialogue, places):
        plain = fold(text)
        mark = next((mark for mark in marks if fold(mark) in plain), None)
        if mark:
            found.note(node, "N701", mark=mark)
            return


@cache
def _heavy() -> Mapping[str, tuple[str, ...]]:
    """The themes and the parts of words in heavy.toml."""
    data = tomllib.loads(resources.files(__package__).joinpath("heavy.toml").read_text(encoding="utf-8"))
    return {key: tuple(value) for key, value in data.items()}


def _told(dialogue: Dialogue, places: Places) -> Iterator[tuple[Node, str]]:
    """What a learner gets to read, with its place; not the words that a mirror looks for."""
    yield places.top("title"), dialogue.title
    yield places.top("summary"), dialogue.summary
    for step in dialogue.steps:
        yield places.step(step), " ".join(_texts(step))
        for key in ("views", "pieces"):
            for number, item in enumerate(getattr(step, key, ())):
                yield places.step(step, key, number), item.text


def _texts(step: Step) -> Iterator[str]:
    yield getattr(step, "text", "")
    yield from getattr(step, "wordings", ())
    yield getattr(step, "hint", "")
    yield from (option.label for option in getattr(step, "options", ()))
