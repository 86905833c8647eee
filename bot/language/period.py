"""A stretch of days in Dutch words: "maart 2026", "vorig jaar", "2025", "1 maart tot en met 15 april", "gisteren"."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from bot.language import when
from bot.language.spans import level
from bot.texts import say

_BETWEEN = re.compile(r"\s+(?:tot en met|t/m|tm|tot|en|-|–)\s+")
_YEAR = r"(?P<year>(?:19|20)\d\d)"


def find(text: str, today: date) -> tuple[date, date] | None:
    """The first and the last day of the stretch that a text names, both included; None when it names none.

    Args:
        text: what somebody typed; without a year the nearest one behind is meant.
        today: the day on which it was typed.
    """
    plain = " ".join(level(text).split())
    for part in (_two_days, _months, _named):
        found = part(plain, today)
        if found:
            return found
    one = when.find(plain, today, past=True)
    return (one[0].day, one[0].day) if len(one) == 1 else None


def _two_days(text: str, today: date) -> tuple[date, date] | None:
    """Each half names one day; where the first has no year it is the nearest before the last."""
    halves = _BETWEEN.split(text)
    if len(halves) != 2:
        return None
    last = when.find(halves[1], today, past=True)
    first = when.find(halves[0], last[0].day if last else today, past=True)
    if len(first) != 1 or len(last) != 1:
        return None
    return min(first[0].day, last[0].day), max(first[0].day, last[0].day)


def _months(text: str, today: date) -> tuple[date, date] | None:
    names = say("dates.months").split()
    found = re.fullmatch(rf"(?:in |heel )?(?P<month>{'|'.join(names)})(?: {_YEAR})?", text)
    if not found:
        return None
    month = names.index(found["month"]) + 1
    behind = today.year if month <= today.month else today.year - 1
    return _month(int(found["year"]) if found["year"] else behind, month)


def _named(text: str, today: date) -> tuple[date, date] | None:
    first = today.replace(day=1)
    before = first - timedelta(days=1)
    monday = today - timedelta(days=today.weekday())
    named = {
        "deze maand": _month(today.year, today.month),
        "vorige maand": _month(before.year, before.month),
        "dit jaar": _year(today.year),
        "vorig jaar": _year(today.year - 1),
        "deze week": (monday, monday + timedelta(days=6)),
        "vorige week": (monday - timedelta(days=7), monday - timedelta(days=1)),
    }
    if text in named:
        return named[text]
    found = re.fullmatch(rf"(?:in |heel )?{_YEAR}", text)
    return _year(int(found["year"])) if found else None


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)
