"""Helping: the commands under headings, a screen at a time, and those that Telegram lists beside the field."""

from __future__ import annotations

from bot.services.ports import Command
from bot.services.talk import Talk, command_button
from bot.texts import catalogue, say

EVERYDAY = "everyday"
PAGES = {"groep": "group", "gegevens": "own"}  # what may stand behind /help
# The headings of a screen, each with its commands.
SCREENS = {
    EVERYDAY: {
        "practise": "menu casus leervragen leerlijn begrip blader tragevraag",
        "write": "notitie reflecteer logboek terugblik rapport",
        "during": "terug overslaan pauze stop noodhulp",
    },
    "group": {
        "group": "groep opdrachten deel gedeeld",
        "trainer": "trainer opdracht voortgang stelling eigencasus papier",
    },
    "own": {
        "settings": "instellingen herinner bewaartermijn",
        "devices": "koppel sleutel herstelcode herstel",
        "data": "privacy mijngegevens verwijder",
    },
}
# What Telegram lists beside the field, in this order: the commands of the contract and what is needed often.
LISTED = """
menu casus leervragen leerlijn begrip reflecteer notitie logboek terugblik rapport opdrachten groep gedeeld trainer
terug overslaan pauze stop instellingen noodhulp privacy mijngegevens verwijder help start
"""


def listed() -> list[Command]:
    """The commands that a channel lists by itself, in their order."""
    return [Command(name, _what(name)) for name in LISTED.split()]


def command(talk: Talk, rest: str = "") -> None:
    """`help`: what one does every day, and the names of the rest; `help groep`, `help gegevens`: what those do."""
    if rest in PAGES:
        talk.say("help.page", (command_button(say("help.back"), "help"),), lines=_explained(PAGES[rest]))
    else:
        further = (command_button(say(f"help.{page}_button"), f"help {rest}") for rest, page in PAGES.items())
        talk.say("help.first", tuple(further), everyday=_explained(EVERYDAY), further=_named())


def _explained(screen: str) -> str:
    """The commands of a screen with what they do, under their headings."""
    parts = []
    for part, names in SCREENS[screen].items():
        lines = "\n".join(say("help.line", name=name, what=_what(name)) for name in names.split())
        parts.append(say("help.head", head=say(f"help.head_{part}"), lines=lines))
    return "\n\n".join(parts)


def _named() -> str:
    """The names of what the other screens explain, a line per heading."""
    lines = []
    for screen in PAGES.values():
        for part, names in SCREENS[screen].items():
            shown = " ".join(say("help.name", name=name) for name in names.split())
            lines.append(say("help.brief", head=say(f"help.head_{part}"), names=shown))
    return "\n".join(lines)


def _what(name: str) -> str:
    return catalogue().get(f"help.what_{name}") or say(f"commands.{name}")
