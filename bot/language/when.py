"""Dates in Dutch words as people write them in a note or a plan: "gisteren", "over twee weken", "12 maart".

dateparser 1.5 was tried first: it reads "maandag om 10 uur" as the tenth, and finds nothing in "over een week",
"volgende week dinsdag" and "vanmiddag" (docs/decisions/0011-notes-care-details.md).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.language.spans import level
from bot.texts import say


@dataclass(frozen=True)
class When:
    """A date that a text names: from `start` up to `end` (code points), and the day."""

    start: int
    end: int
    day: date


def find(text: str, today: date, past: bool = False) -> list[When]:
    """The dates that a text names, in order of place.

    Args:
        text: what somebody wrote.
        today: the day on which it was written.
        past: whether a weekday or a date without a year lies behind (a moment that was) or ahead (a plan).
    """
    plain, taken = level(text), list[When]()
    for pattern, day in _patterns():
        for found in pattern.finditer(plain):
            when = day(found, today, past)
            if when and all(found.end() <= other.start or other.end <= found.start() for other in taken):
                taken.append(When(found.start(), found.end(), when))
    return sorted(taken, key=lambda item: item.start)


Reader = Callable[[re.Match[str], date, bool], date | None]


def _patterns() -> Iterator[tuple[re.Pattern[str], Reader]]:
    """The longest ways of saying it first."""
    days, months, numbers = (_words(name) for name in ("weekdays", "months_long", "numbers"))
    number = rf"(?P<n>\d{{1,3}}|{numbers})"
    unit = r"(?P<unit>dag(?:en)?|week|weken|maand(?:en)?)"
    for pattern, read in (
        (r"(?P<d>\d{1,2})[-/](?P<m>\d{1,2})(?:[-/](?P<y>\d{4}|\d{2}))?(?![\d-])", _figures),
        (rf"(?:(?:{days}) )?(?P<d>\d{{1,2}})e? (?P<month>{months})(?: (?P<y>20\d\d))?", _month),
        (rf"(?:volgende|komende) week (?P<day>{days})|(?P<day2>{days}) (?:over een week|volgende week)", _next_week),
        (rf"(?:vorige|afgelopen) week (?P<day>{days})|(?P<day2>{days}) vorige week", _last_week),
        (
            rf"(?P<which>vorige|afgelopen|laatste|volgende|komende)? ?(?P<day>{days})(?:middag|ochtend|avond|nacht)?",
            _weekday,
        ),
        (rf"(?:over|na|binnen) (?:een )?{number} {unit}", _ahead),
        (rf"{number} {unit} (?:geleden|terug)", _ago),
        (r"eergisteren", lambda _f, today, _p: today - timedelta(days=2)),
        (r"gister(?:en|middag|avond|ochtend|nacht)?|vannacht", _night),
        (r"overmorgen", lambda _f, today, _p: today + timedelta(days=2)),
        (r"morgen(?:ochtend|middag|avond|vroeg)?", lambda _f, today, _p: today + timedelta(days=1)),
        (r"vandaag|vanmiddag|vanochtend|vanmorgen|vanavond|straks|net|zojuist", lambda _f, today, _p: today),
        (r"(?:volgende|komende) week", lambda _f, today, _p: today + timedelta(weeks=1)),
        (r"(?:vorige|afgelopen) week", lambda _f, today, _p: today - timedelta(weeks=1)),
        (r"(?:volgende|komende) maand", lambda _f, today, _p: _months_on(today, 1)),
    ):
        yield re.compile(rf"\b(?:{pattern})\b"), read


def _words(name: str) -> str:
    return "|".join(sorted(say(f"dates.{name}").split(), key=len, reverse=True))


def _place(name: str, word: str) -> int:
    """The place of a word in a list; short forms follow the long ones in the same order."""
    every = say(f"dates.{name}").split()
    return every.index(word)


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _place("numbers", word) + 1


def _valid(year: int, month: int, day: int) -> date | None:
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def _figures(found: re.Match[str], today: date, past: bool) -> date | None:
    year = found["y"]
    return _dated(int(found["d"]), int(found["m"]), year and int(year) + (2000 if len(year) == 2 else 0), today, past)


def _month(found: re.Match[str], today: date, past: bool) -> date | None:
    year = found["y"]
    return _dated(int(found["d"]), _place("months_long", found["month"]) % 12 + 1, year and int(year), today, past)


def _dated(day: int, month: int, year: int | str | None, today: date, past: bool) -> date | None:
    """A date without a year is the nearest one behind or ahead."""
    if year:
        return _valid(int(year), month, day)
    years = range(today.year, today.year - 5, -1) if past else range(today.year, today.year + 5)
    every = (_valid(each, month, day) for each in years)
    return next((one for one in every if one and (one <= today if past else one >= today)), None)


def _day_of(found: re.Match[str]) -> int:
    named = found.groupdict()
    return _place("weekdays", named.get("day") or named["day2"]) % 7


def _weekday(found: re.Match[str], today: date, past: bool) -> date:
    """The nearest such day behind or ahead; today itself counts only for a moment that was."""
    behind = found["which"] in ("vorige", "afgelopen", "laatste") or (past and found["which"] is None)
    if behind:
        back = (today.weekday() - _day_of(found)) % 7
        return today - timedelta(days=back or (0 if found["which"] is None else 7))
    return today + timedelta(days=(_day_of(found) - today.weekday() - 1) % 7 + 1)


def _next_week(found: re.Match[str], today: date, past: bool) -> date:
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(days=7 + _day_of(found))


def _last_week(found: re.Match[str], today: date, past: bool) -> date:
    monday = today - timedelta(days=today.weekday())
    return monday - timedelta(days=7 - _day_of(found))


def _night(found: re.Match[str], today: date, past: bool) -> date:
    return today if found[0] == "vannacht" and not past else today - timedelta(days=1)


def _ahead(found: re.Match[str], today: date, past: bool) -> date | None:
    return _moved(today, _number(found["n"]), found["unit"])


def _ago(found: re.Match[str], today: date, past: bool) -> date | None:
    return _moved(today, -_number(found["n"]), found["unit"])


def _moved(today: date, count: int, unit: str) -> date:
    if unit.startswith("dag"):
        return today + timedelta(days=count)
    return today + timedelta(weeks=count) if unit.startswith("we") else _months_on(today, count)


def _months_on(today: date, count: int) -> date:
    month = today.month - 1 + count
    year, month = today.year + month // 12, month % 12 + 1
    return date(year, month, min(today.day, calendar.monthrange(year, month)[1]))
