"""Time zones by the names that people give them; which there are says the machine's time zone data, or `tzdata`."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from bot.language.fold import fold
from bot.texts import say


def find(text: str) -> str:
    """The IANA name of the zone of a country or a city, "" when there is none of that name."""
    return _by_name().get(fold(text).replace("-", " "), "")


def name(zone: str) -> str:
    """What people call a zone: its name of the house, else its city."""
    known = {zone_id: spoken for spoken, zone_id in reversed(_own())}
    return known.get(zone) or zone.rpartition("/")[2].replace("_", " ")


def _own() -> list[tuple[str, str]]:
    """The names of the house, as (name, zone); of several names of a zone the first is the one that is told."""
    pairs = (item.split("=") for item in say("reminders.zones").split("|"))
    return [(spoken, zone_id) for spoken, zone_id in pairs]


@cache
def _by_name() -> dict[str, str]:
    """Cities of the IANA names that stand for a place, and the names of the house, which go first."""
    places = sorted(
        item for item in available_timezones() if "/" in item and not item.startswith(("Etc/", "posix", "right"))
    )
    found = {fold(item.rpartition("/")[2].replace("_", " ").replace("-", " ")): item for item in places}
    whole = {fold(item).replace("-", " "): item for item in places}
    return {**whole, **found, **{fold(spoken).replace("-", " "): zone_id for spoken, zone_id in _own()}}
