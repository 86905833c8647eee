"""On paper: an exercise as a sheet for who does it, or as a guide for who leads the talk. For trainers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.dialogue.model import Dialogue
from bot.dialogue.turn import Reply
from bot.people.rights import NOTHING, Action, Thing
from bot.services import groups, own_shelf, roles
from bot.services.talk import Talk, command_button
from bot.texts import say

KINDS = ("casus", "leervragen", "intervisie", "reflectie", "trage-vraag")  # what is worth a sheet


def command(talk: Talk, rest: str = "") -> None:
    """`papier NAME`: which of the two; `papier blad ID`, `papier gids ID`: the file."""
    way, _, name = rest.partition(" ")
    if not _may(talk):
        talk.say("menu.unknown_command")
    elif way in ("blad", "gids") and name in talk.library.dialogues:
        talk.reply(Reply(say(f"on_paper.here_{way}"), export=f"papier:{way}:{name}"))
    else:
        _ask(talk, rest)


def _ask(talk: Talk, name: str) -> None:
    found = _named(talk, name) if name else None
    if found is None:
        talk.say("on_paper.which", (command_button(say("menu.menu"), "menu"),))
        return
    sheet = command_button(say("on_paper.sheet"), f"papier blad {found.id}")
    guide = command_button(say("on_paper.guide"), f"papier gids {found.id}")
    talk.say("on_paper.ask", (sheet, guide), values={"title": found.title})


def _named(talk: Talk, name: str) -> Dialogue | None:
    own = own_shelf.titled(talk.library, name)
    return talk.library.dialogues.get(name) or talk.library.dialogues.get(own) or talk.library.named(name, *KINDS)


def _may(talk: Talk) -> bool:
    """Whether the person may print, as a trainer or as one of some group."""
    things = (NOTHING, *(Thing(group.id) for group, _ in groups.mine(talk)))
    return any(roles.allowed(talk, Action.PRINT, thing) for thing in things)


COMMANDS: Mapping[str, Callable[[Talk, str], None]] = {"papier": command}
