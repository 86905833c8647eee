"""Consult: looking a word up, anywhere, without touching what stands half written."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.model import Ask, Say
from bot.language.fold import excerpt
from bot.services import entries, remarks
from bot.services.focus import Frame
from bot.services.prompting import ask
from bot.services.talk import Talk
from bot.texts import say

OFFERED = 2  # words of the scene that are offered as buttons, beside the way back


def look_up(talk: Talk, query: str) -> None:
    """Answer a query in one of three bands: show it, ask which is meant, or say honestly that it is not known."""
    query = query.strip().lstrip("?").strip()
    if not query:
        ask(talk, Frame("prompt", "word"))
        return
    result = talk.library.lookup.find(query, limit=3)
    if result.band == "sure":
        entries.show(talk, result.matches[0].id)
    elif result.band == "probable":
        found = " ".join(match.id for match in result.matches)
        ask(talk, Frame("prompt", "which", args={"found": found, "query": excerpt(query, 80)}))
    else:
        remarks.missed(talk, query, result)
        unknown(talk, query, [match.title.lower() for match in result.matches[:2]])


def unknown(talk: Talk, query: str, near: Sequence[str] = ()) -> None:
    """Say that a word is not known, with the nearest two when there are any, and offer to propose it."""
    args = {"query": excerpt(query, 60), **dict(zip(("one", "two"), near, strict=False))}
    ask(talk, Frame("prompt", "unknown", args=args))


def back(talk: Talk) -> None:
    """Put the question back, with what stood there."""
    talk.go("verder")


def go_on_label(talk: Talk) -> str:
    """What the button that goes on with the question in focus says ("Verder met vraag 2")."""
    run = talk.work.run(talk.focus.run) if talk.focus.run else None
    dialogue = talk.library.of_run(run)
    number = dialogue.numbers.get(run.step) if run and dialogue else None
    return say("consult.go_on_question", n=number) if number else say("menu.go_on")


def words_here(talk: Talk) -> list[str]:
    """Ids of lemmas and terms that the scene in focus speaks of; then the themes of the dialogue."""
    run = talk.work.run(talk.focus.run) if talk.focus.run else None
    dialogue = talk.library.dialogues.get(run.dialogue) if run else None
    if run is None or dialogue is None:
        return []
    told = [step.text for step in dialogue.steps if step.scene == run.scene and isinstance(step, Say | Ask)]
    spoken = talk.library.named_in(" ".join(told))
    help_there = dialogue.care.help if dialogue.care else ()
    themes = [name for name in (*help_there, *dialogue.themes) if talk.library.entry(name)]
    return list(dict.fromkeys([*spoken, *themes]))[:OFFERED]
