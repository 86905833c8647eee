"""Moments and rhythms in Dutch words: "over 2 uur", "werkdagen 16:45", "elke vrijdag", "morgen om 10 uur".

A text is understood only as a whole: when a word is left that says nothing about time, it is no moment. So nothing that
a person writes about their work is taken for one. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.language.fold import fold
from bot.people.rhythm import EVERY_DAY, WORKDAYS, Rhythm, next_moment, wall

AT = time(16, 45)  # when no time is named: the end of a working day, as in the example of conversations.md
LONGEST = 100  # characters; no moment takes more
FURTHEST = timedelta(days=366)
_DAY = timedelta(days=1)

_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
_NUMBERS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
_PARTS = {"ochtend": time(9), "middag": time(14), "avond": time(19)}

_number = rf"(?:\d{{1,3}}|{'|'.join(_NUMBERS)})"
_day = rf"({'|'.join(_DAYS)})(?:en|s)?"
_part = rf"({'|'.join(_PARTS)})"
_EVERY = re.compile(r"\b(?:elke|iedere|alle|telkens op)\b")
_OVER = re.compile(rf"\bover (?:(half|anderhalf|{_number}) )?(minuut|minuten|min|kwartier|half uur|uur|uren|u)\b")
_OVER_DAYS = re.compile(rf"\bover ({_number}) (dag|dagen|week|weken)\b")
_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.]| ?u(?:ur)? ?)(\d{2})(?: ?uur)?\b")
_HOUR = re.compile(
    rf"\b(?:(half|kwart voor|kwart over) )?({_number}) ?(?:uur|u)\b|\b(half|kwart voor|kwart over) ({_number})\b"
)
_BARE = re.compile(rf"\b(?:om|tegen) ({_number})\b")
_WEEKDAY = re.compile(rf"\b{_day}{_part}?\b")
_DAYPART = re.compile(rf"\b(?:'?s )?(?:(van|morgen|overmorgen) ?)?{_part}s?\b")
_NEAR = re.compile(r"\b(vandaag|morgen|overmorgen)\b")
_DATE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)})\b")
_WORKDAYS = re.compile(r"\b(?:werkdag(?:en)?|doordeweeks|door de week)\b")
_NEXT_WEEK = re.compile(r"\bvolgende week\b")
_DAILY = re.compile(r"\bdagelijks\b|\bdag\b")
_WEEKLY = re.compile(r"\bwekelijks\b|\bweek\b")
_FILLERS = re.compile(
    r"\b(?:herinner me|herinner mij|waarschuw me|vraag me|kom|stuur me|iets|weer|terug|eraan|erop|er|om|op|tegen|"
    r"in de|de|en|dan|aanstaande|komende|graag|'s|s)\b|[,.'’]"
)
_ASKED = re.compile(r"^(?:herinner|waarschuw|over|elke|iedere|werkdagen|dagelijks|wekelijks|doordeweeks)\b")


@dataclass
class _Left:
    """What of a text has not been understood yet."""

    text: str

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match, cut out of the text."""
        found = pattern.search(self.text)
        if found:
            self.text = f"{self.text[: found.start()]} {self.text[found.end() :]}"
        return found

    @property
    def empty(self) -> bool:
        """Whether only words are left that say nothing."""
        return not _FILLERS.sub(" ", self.text).strip()


def asks(text: str) -> bool:
    """Whether a text begins the way somebody asks to be reminded; "morgen" or "vrijdag" alone may be about anything."""
    return bool(_ASKED.match(fold(text[:LONGEST])))


def understand(text: str, now: datetime, where: ZoneInfo, at: time = AT) -> Rhythm | datetime | None:
    """The rhythm or the moment that a text names, None when it names neither.

    Args:
        text: what a person typed.
        now: the present moment; a moment lies after it, within a year.
        where: the person's time zone.
        at: the time for a day that is named without one.
    """
    if len(text) > LONGEST:
        return None
    left = _Left(fold(text).replace("één", "een"))
    found: Rhythm | datetime | None = _after_a_while(left, now, where, at)
    if found is None:
        found = _rhythm(left, now, where, at) or _once(left, now, where, at)
    if found is None or not left.empty:
        return None
    if isinstance(found, datetime) and not now < found <= now + FURTHEST:
        return None
    return found


def span(text: str) -> tuple[time, time] | None:
    """The two times of "22:00 tot 7:00", None when a text does not name two different ones."""
    left = _Left(fold(text[:LONGEST]))
    first, second = _time(left), _time(left)
    left.take(re.compile(r"\b(?:van|tussen)\b"))
    left.take(re.compile(r"\b(?:tot|en)\b|[-–]"))
    return (first, second) if first and second and first != second and left.empty else None


def _after_a_while(left: _Left, now: datetime, where: ZoneInfo, at: time) -> datetime | None:
    soon = left.take(_OVER)
    if soon:
        minutes = _minutes(soon[1] or "", soon[2])
        return now + timedelta(minutes=minutes) if minutes else None
    days = left.take(_OVER_DAYS)
    if not days:
        return None
    number = _value(days[1]) * (7 if days[2].startswith("we") else 1)
    return wall(now.astimezone(where).date() + number * _DAY, _time(left) or at, where)


def _minutes(number: str, unit: str) -> float:
    of = 1 if unit.startswith("min") else 15 if unit == "kwartier" else 30 if unit == "half uur" else 60
    many = {"": 1.0, "half": 0.5, "anderhalf": 1.5}.get(number)
    return of * (_value(number) if many is None else many)


def _rhythm(left: _Left, now: datetime, where: ZoneInfo, at: time) -> Rhythm | None:
    every = left.take(_EVERY) is not None
    days = _days(left, every, now.astimezone(where).weekday())
    if not days:
        return None
    named = [left.take(_WEEKDAY) for _ in range(7)] if days is _NAMED else []
    found = [match for match in named if match]
    chosen = frozenset(_DAYS.index(match[1]) for match in found) if days is _NAMED else days
    parts = [_PARTS[match[2]] for match in found if match[2]]
    return Rhythm(chosen, _time(left) or (parts[0] if parts else at))


_NAMED = frozenset({-1})  # the days are named one by one


def _days(left: _Left, every: bool, today: int) -> frozenset[int]:
    if left.take(_WORKDAYS):
        return WORKDAYS
    if _WEEKDAY.search(left.text):
        if every:
            left.take(_WEEKLY)  # "elke week op dinsdag"
        return _NAMED if every else frozenset()
    if (every and left.take(_DAILY)) or left.take(re.compile(r"\bdagelijks\b")):
        return EVERY_DAY
    if (every and left.take(_WEEKLY)) or left.take(re.compile(r"\bwekelijks\b")):
        return frozenset({today})
    return frozenset()


def _once(left: _Left, now: datetime, where: ZoneInfo, at: time) -> datetime | None:
    """A named day, a date, or only a time: the first one to come."""
    today = now.astimezone(where).date()
    next_week = left.take(_NEXT_WEEK)
    if next_week and not _WEEKDAY.search(left.text):
        return wall(today + 7 * _DAY, _time(left) or at, where)
    if day := left.take(_WEEKDAY):
        clock = _time(left) or _PARTS.get(day[2] or "", at)
        if next_week:
            return wall(today + (7 - today.weekday() + _DAYS.index(day[1])) * _DAY, clock, where)
        return next_moment(Rhythm(frozenset({_DAYS.index(day[1])}), clock), now, where)
    if dated := left.take(_DATE):
        return _on_date(int(dated[1]), _MONTHS.index(dated[2]) + 1, _time(left) or at, now, where)
    if part := left.take(_DAYPART):
        days = {"morgen": 1, "overmorgen": 2}.get(part[1] or "", 0)
        return wall(today + days * _DAY, _time(left) or _PARTS[part[2]], where)
    if near := left.take(_NEAR):
        days = ("vandaag", "morgen", "overmorgen").index(near[1])
        return wall(today + days * _DAY, _time(left) or at, where)
    clock_only = _time(left)
    return next_moment(Rhythm(EVERY_DAY, clock_only), now, where) if clock_only else None


def _on_date(day: int, month: int, at: time, now: datetime, where: ZoneInfo) -> datetime | None:
    year = now.astimezone(where).year
    for candidate in (year, year + 1):
        try:
            moment = wall(date(candidate, month, day), at, where)
        except ValueError:
            continue
        if moment > now.astimezone(UTC):
            return moment
    return None


def _time(left: _Left) -> time | None:
    """A time on the wall: "16:45", "half vijf", "10 uur", "om 4"; spoken hours up to six are in the afternoon."""
    if clock := left.take(_CLOCK):
        return _clock(int(clock[1]), int(clock[2]))
    if hour := left.take(_HOUR):
        return _spoken(hour[1] or hour[3] or "", _value(hour[2] or hour[4]))
    bare = left.take(_BARE)
    return _spoken("", _value(bare[1])) if bare else None


def _spoken(shift: str, hour: int) -> time | None:
    hour += 12 if 1 <= hour <= 6 else 0
    minutes = hour * 60 + {"half": -30, "kwart voor": -15, "kwart over": 15}.get(shift, 0)
    return _clock(minutes // 60, minutes % 60)


def _clock(hour: int, minute: int) -> time | None:
    return time(hour, minute) if 0 <= hour < 24 and 0 <= minute < 60 else None


def _value(number: str) -> int:
    return int(number) if number.isdecimal() else _NUMBERS.index(number) + 1
