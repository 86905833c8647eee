"""Dates in Dutch words, without the machine's locale."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.texts import say

HOME = ZoneInfo("Europe/Amsterdam")  # where a day begins for the writer
_NEAR = 7  # days within which the name of the day is enough


def day(at: date) -> str:
    """A date as "21 november"."""
    return f"{at.day} {say('dates.months').split()[at.month - 1]}"


def today(at: datetime) -> date:
    """The day that it is for the writer."""
    return at.astimezone(HOME).date()


def named(which: date, now: date) -> str:
    """A day as one says it: "morgen", "donderdag", "donderdag 12 maart", with its year when that is another."""
    apart = (which - now).days
    if apart in (-1, 0, 1):
        return say(f"dates.near_{('yesterday', 'today', 'tomorrow')[apart + 1]}")
    name = say("dates.day_names").split()[which.weekday()]
    if 0 < apart < _NEAR:
        return name
    year = "" if which.year == now.year else f" {which.year}"
    return f"{name} {day(which)}{year}"


def day_and_year(at: date) -> str:
    """A date as "21 november 2026"."""
    return f"{day(at)} {at.year}"


def month(at: date) -> str:
    """The month of a date as "november"."""
    return say("dates.months").split()[at.month - 1]


def month_short(at: date) -> str:
    """The month of a date as "nov"."""
    return say("dates.months_short").split()[at.month - 1]
