"""Slow: choosing a trage vraag for somebody who does not want to choose."""

from __future__ import annotations

from bot.services import play
from bot.services.talk import Talk

KIND = "trage-vraag"


def pick(talk: Talk) -> None:
    """Begin one that the person never carried, another each day; when all were carried, the one longest ago."""
    carried = [row.dialogue for row in talk.work.runs()]
    every = talk.library.of_kind(KIND)
    fresh = [dialogue for dialogue in every if dialogue.id not in carried]
    if fresh:
        play.open_dialogue(talk, fresh[talk.incoming.at.toordinal() % len(fresh)])
    elif every:
        last = {name: place for place, name in enumerate(carried)}
        play.open_dialogue(talk, min(every, key=lambda dialogue: last[dialogue.id]))
    else:
        talk.say("menu.none_of_kind")
