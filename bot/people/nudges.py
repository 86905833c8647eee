"""When a reminder may come: the wishes of a person, quiet hours, pause, and the limits of the house. Pure.

What a person asked for at a moment of their own comes at that moment; everything else comes at most once a day, three
times a week and on no weekend. Nothing is lost: what may not come yet moves to the next moment at which it may.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from bot.people.rhythm import ZONE, Rhythm, day_later, next_moment, wall, zone

A_DAY, A_WEEK = 1, 3  # design.md section 6: at most one a day and three in seven days
QUIET = (time(21), time(8))
LATE = timedelta(days=1)  # what waited longer while nothing ran comes as one gentle line with the rest
SETTINGS = "reminders"  # where the wishes stand in the settings of a person
PAUSE = timedelta(days=7)
_DAY = timedelta(days=1)
_MOST_MOVES = 100  # a pause, quiet hours and a week of limits need fewer than twenty


class Kind(StrEnum):
    """What brought a reminder about."""

    RETURN = "return"  # an exercise or a plan comes back, as was agreed: within the limits
    MOMENT = "moment"  # a moment that the person named: "over 2 uur", Morgen
    RHYTHM = "rhythm"  # a rhythm that the person chose
    LOOK = "look"  # the house looks at something by itself; nothing is sent


@dataclass(frozen=True)
class Wishes:
    """What a person wants of reminders, and when they were last reminded.

    Args:
        zone: IANA name of their time zone.
        quiet: the times on the wall between which nothing comes, None for no such hours.
        weekend: whether what they did not ask for at that moment may come on Saturday and Sunday too.
        rhythms: by what they are for.
        paused: nothing comes before this moment.
        stopped: nothing comes at all.
        sent: the moments of what was sent in the last week.
        ready: the commands of what lies ready since several things came at once.
    """

    zone: str = ZONE
    quiet: tuple[time, time] | None = QUIET
    weekend: bool = False
    rhythms: Mapping[str, Rhythm] = field(default_factory=lambda: MappingProxyType({}))
    paused: datetime | None = None
    stopped: bool = False
    sent: tuple[datetime, ...] = ()
    ready: tuple[str, ...] = ()

    def having_sent(self, at: datetime) -> Wishes:
        """With one more sent; what is too old to count is forgotten."""
        return replace(self, sent=(*(moment for moment in self.sent if at - moment < 8 * _DAY), at))

    def to_data(self) -> dict[str, Any]:
        """As plain data, only what differs from what holds for everyone."""
        data: dict[str, Any] = {
            "zone": self.zone,
            "quiet": [f"{at:%H:%M}" for at in self.quiet or ()],
            "weekend": self.weekend,
            "rhythms": {name: rhythm.to_text() for name, rhythm in self.rhythms.items()},
            "paused": self.paused.isoformat() if self.paused else None,
            "stopped": self.stopped,
            "sent": [at.isoformat(timespec="seconds") for at in self.sent],
            "ready": list(self.ready),
        }
        return {key: value for key, value in data.items() if value != _PLAIN.get(key)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Wishes:
        """The wishes that `to_data` wrote."""
        full = {**_PLAIN, **data}
        quiet = tuple(map(time.fromisoformat, full["quiet"]))
        return cls(
            zone=full["zone"],
            quiet=(quiet[0], quiet[1]) if len(quiet) == 2 else None,
            weekend=full["weekend"],
            rhythms={name: Rhythm.from_text(text) for name, text in full["rhythms"].items()},
            paused=datetime.fromisoformat(full["paused"]) if full["paused"] else None,
            stopped=full["stopped"],
            sent=tuple(map(datetime.fromisoformat, full["sent"])),
            ready=tuple(full["ready"]),
        )


_PLAIN: Mapping[str, Any] = MappingProxyType(
    {
        "zone": ZONE,
        "quiet": [f"{at:%H:%M}" for at in QUIET],
        "weekend": False,
        "rhythms": {},
        "paused": None,
        "stopped": False,
        "sent": [],
        "ready": [],
    }
)


def allowed(wishes: Wishes, kind: Kind, at: datetime) -> datetime:
    """The first moment from `at` on at which a reminder of that kind may come; `at` itself when it may come then."""
    for _ in range(_MOST_MOVES):
        moved = _past_quiet(wishes, _past_pause(wishes, at))
        if kind is Kind.RETURN and moved == at and _held(wishes, at):
            moved = day_later(at, zone(wishes.zone))
        if moved == at:
            return at
        at = moved
    return at


def tomorrow(wishes: Wishes, at: datetime) -> datetime:
    """The same time tomorrow, or the end of the quiet hours of that day when the time falls in them."""
    where = zone(wishes.zone)
    later = day_later(at, where)
    if wishes.quiet and _past_quiet(wishes, later) != later:
        return wall(later.astimezone(where).date(), wishes.quiet[1], where)
    return later


def same_day(wishes: Wishes, one: datetime, other: datetime) -> bool:
    """Whether two moments fall on the same day where the person is."""
    where = zone(wishes.zone)
    return one.astimezone(where).date() == other.astimezone(where).date()


def next_round(wishes: Wishes, rhythm: Rhythm, after: datetime) -> datetime:
    """When a rhythm comes round next, after a moment and after a pause."""
    start = max(after, wishes.paused) if wishes.paused else after
    return next_moment(rhythm, start, zone(wishes.zone))


def _past_pause(wishes: Wishes, at: datetime) -> datetime:
    return max(at, wishes.paused) if wishes.paused else at


def _past_quiet(wishes: Wishes, at: datetime) -> datetime:
    """The end of the quiet hours that a moment lies in, else the moment itself."""
    if wishes.quiet is None or wishes.quiet[0] == wishes.quiet[1]:
        return at
    (begin, end), where = wishes.quiet, zone(wishes.zone)
    today = at.astimezone(where).date()
    for day in (today - _DAY, today):
        ends = wall(day + _DAY if end <= begin else day, end, where)
        if wall(day, begin, where) <= at < ends:
            return ends
    return at


def _held(wishes: Wishes, at: datetime) -> bool:
    """Whether the limits of the house keep a reminder from coming on this day."""
    where = zone(wishes.zone)
    today = at.astimezone(where).date()
    if today.weekday() >= 5 and not wishes.weekend:
        return True
    days = [moment.astimezone(where).date() for moment in wishes.sent]
    return days.count(today) >= A_DAY or sum(timedelta() <= today - day < 7 * _DAY for day in days) >= A_WEEK
