"""Facts of the house: who runs this Nabij, and the commands as they are listed."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.privacy.retention import Terms


@dataclass(frozen=True)
class Command:
    """A command as it is listed to people: its name without the slash and what it does, in Dutch."""

    name: str
    description: str


@dataclass(frozen=True)
class House:
    """Who runs this Nabij: shown at first contact and under /privacy."""

    operator: str = ""
    contact: str = ""
    local: bool = True
    help_lines: tuple[str, ...] = field(default=())
    editors: tuple[str, ...] = field(default=())  # as "telegram:123456"
    bot_name: str = ""  # the bot's name in Telegram, for links to it
    address: str = ""  # of the web page that many may use, without a slash at the end
    terms: Terms = field(default=Terms())  # how long things are kept
