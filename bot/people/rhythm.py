"""The calendar of reminders: which moment a wall clock means in a time zone, and when a rhythm comes round.

A rhythm is kept as days and a time on the wall, never as a number of hours, and each next moment is worked out anew. So
it stays at 16:45 when the clocks change. A time that is skipped when they go forward comes as much later as they jump;
one that comes twice when they go back counts the first time (as in RFC 5545).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = "Europe/Amsterdam"
WORKDAYS = frozenset(range(5))
EVERY_DAY = frozenset(range(7))
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rhythm:
    """A time on certain days of the week.

    Args:
        days: 0 is Monday, 6 is Sunday; at least one.
        at: on the wall, in whole minutes.
    """

    days: frozenset[int]
    at: time

    def to_text(self) -> str:
        """The rhythm as "01234 16:45"."""
        return f"{''.join(map(str, sorted(self.days)))} {self.at:%H:%M}"

    @classmethod
    def from_text(cls, text: str) -> Rhythm:
        """The rhythm that `to_text` wrote.

        Raises:
            ValueError: it is none.
        """
        days, _, at = text.partition(" ")
        found = frozenset(map(int, days))
        if not found or not found <= EVERY_DAY:
            raise ValueError("days of a rhythm")
        return cls(found, time.fromisoformat(at))


def zone(name: str) -> ZoneInfo:
    """The time zone of that IANA name; the Dutch one when this machine knows none of that name."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # a folder, a name that is none, one that is not known
        return ZoneInfo(ZONE)


def wall(day: date, at: time, where: ZoneInfo) -> datetime:
    """The moment, in UTC, at which the clocks of a zone show a time on a day."""
    return datetime.combine(day, at.replace(fold=0), where).astimezone(UTC)


def next_moment(rhythm: Rhythm, after: datetime, where: ZoneInfo) -> datetime:
    """The first moment of a rhythm that lies after a moment, in UTC."""
    today = after.astimezone(where).date()
    return next(moment for moment in _moments(rhythm, today, where) if moment > after)


def _moments(rhythm: Rhythm, today: date, where: ZoneInfo) -> Iterable[datetime]:
    """From yesterday on, because a skipped time may come the day after; two weeks are enough for any rhythm."""
    days = (today + number * _DAY for number in range(-1, 15))
    return sorted(wall(day, rhythm.at, where) for day in days if day.weekday() in rhythm.days)


def day_later(at: datetime, where: ZoneInfo, days: int = 1) -> datetime:
    """The same time on the wall so many days later, in UTC."""
    local = at.astimezone(where)
    return wall(local.date() + days * _DAY, local.time(), where)
