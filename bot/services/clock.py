"""The clock in words: moments and rhythms as people are told them, where they are."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.people.rhythm import EVERY_DAY, WORKDAYS, Rhythm
from bot.services import dates
from bot.texts import say


def moment(at: datetime, now: datetime, where: ZoneInfo) -> str:
    """A moment to come as "vandaag om 14:05" or "donderdag 12 maart om 16:45"."""
    local, today = at.astimezone(where), now.astimezone(where).date()
    clock = f"{local:%H:%M}"
    if local.date() == today:
        return say("reminders.today_at", clock=clock)
    if local.date() == today + timedelta(days=1):
        return say("reminders.tomorrow_at", clock=clock)
    return say("reminders.day_at", day=_days()[local.weekday()], date=dates.day(local), clock=clock)


def rhythm(of: Rhythm) -> str:
    """A rhythm in the words in which it can be typed: "werkdagen 16:45", "elke maandag en donderdag 10:00"."""
    clock = f"{of.at:%H:%M}"
    if of.days == WORKDAYS:
        return say("reminders.workdays", clock=clock)
    if of.days == EVERY_DAY:
        return say("reminders.daily", clock=clock)
    named = [_days()[day] for day in sorted(of.days)]
    first, last = ", ".join(named[:-1]), named[-1]
    days = say("reminders.both", first=first, last=last) if first else last
    return say("reminders.weekly", days=days, clock=clock)


def number(count: int) -> str:
    """A small number in words."""
    words = say("reminders.numbers").split()
    return words[count] if count < len(words) else str(count)


def _days() -> list[str]:
    return say("reminders.days").split()
