"""Helping: the commands under headings, a screen at a time, and those that Telegram lists beside the field."""

from __future__ import annotations

from bot.dialogue.turn import Button
from bot.services.ports import Command
from bot.services.talk import Talk, command_button
from bot.texts import catalogue, say

_PAGES = {"groep": "group", "gegevens": "own"}  # what may stand behind /help


def listed() -> list[Command]:
    """The commands that a channel lists by itself, in their order: those of the contract and what is needed often."""
    return [Command(name, _what(name)) for name in say("help.telegram").split()]


def command(talk: Talk, rest: str = "") -> None:
    """`help`: what one does every day, and the names of the rest; `help groep`, `help gegevens`: what those do."""
    page = _PAGES.get(rest)
    if page:
        talk.say("help.page", (command_button(say("help.back"), "help"),), lines=_explained(page))
    else:
        talk.say("help.first", _further(), everyday=_explained("everyday"), further=_named())


def _further() -> tuple[Button, ...]:
    return tuple(command_button(say(f"help.{page}_button"), f"help {rest}") for rest, page in _PAGES.items())


def _explained(page: str) -> str:
    """The commands of a screen with what they do, under their headings."""
    return "\n\n".join(
        say(
            "help.head",
            head=say(f"help.head_{part}"),
            lines="\n".join(say("help.line", name=name, what=_what(name)) for name in _names(part)),
        )
        for part in say(f"help.{page}").split()
    )


def _named() -> str:
    """The names of what the other screens explain, a line per heading."""
    return "\n".join(
        say(
            "help.brief",
            head=say(f"help.head_{part}"),
            names=" ".join(say("help.name", name=name) for name in _names(part)),
        )
        for page in _PAGES.values()
        for part in say(f"help.{page}").split()
    )


def _names(part: str) -> list[str]:
    return say(f"help.list_{part}").split()


def _what(name: str) -> str:
    return catalogue().get(f"help.what_{name}") or say(f"commands.{name}")
