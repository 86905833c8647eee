"""A picture of what returns over a period, and the same in words. Both are made from the same figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.render.paper import clean
from bot.render.press import press
from bot.services.dates import day_and_year, month, month_short
from bot.services.reports import Picture
from bot.services.returning import Returning, Row
from bot.texts import say

MONTHS = 2  # that are named one by one in the text
TICKS = 5  # labels that fit under a strip on a telephone
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)  # months between two of them


def picture(found: Returning, made: date) -> Picture:
    """The picture at the width of a telephone (1080 pixels), in greys.

    Raises:
        PaperError: it could not be made.
    """
    svg, png = press("returning", _data(found), ("svg", "png"), made)
    return Picture(svg, png, in_words(found))


def in_words(found: Returning) -> str:
    """The text alternative: each figure of the picture in Dutch."""
    moments = f"{_count('alt_moments', found.moments)}." if found.moments else say("returning.moments_none")
    parts = [f"{say('returning.title')}, {_period(found)}.", moments]
    if found.themes:
        parts.append(_list("themes", [_told(row.name, row) for row in found.themes] + _more(found)))
    if any(row.days for _, row in found.levels):
        parts.append(_list("levels", [_told(name, row) for name, row in found.levels]))
    if found.words:
        parts.append(_list("words", [f"{word} ({_count('alt_times', count)})" for word, count in found.words]))
    if plans := _plans(found):
        parts.append(_list("plans", [f"{name} ({_count('alt_times', count)})" for name, count in plans]))
    return " ".join(parts)


def _list(name: str, items: list[str]) -> str:
    """Items behind their name; they may be a person's words, so they are no slots."""
    return f"{say(f'returning.{name}')}: {', '.join(clean(item) for item in items)}."


def _count(name: str, count: int) -> str:
    one = "_one" if count == 1 else ""
    return say(f"returning.{name}{one}", count=count)


def _told(name: str, row: Row) -> str:
    """How often something occurs and in which months; of many months the first and the last."""
    if not row.days:
        return f"{name} ({say('returning.alt_times_none')})"
    months = list(dict.fromkeys(f"{month(at)} {at.year}" for at in row.days))
    when = ", ".join(months)
    if len(months) > MONTHS:
        when = say("returning.alt_between", begin=months[0], end=months[-1])
    return f"{name} ({_count('alt_times', len(row.days))}, {when})"


def _more(found: Returning) -> list[str]:
    return [_count("more", found.other_themes)] if found.other_themes else []


def _plans(found: Returning) -> list[tuple[str, int]]:
    """How plans went, with how many."""
    plans = [(say(f"returning.plan_{outcome}"), count) for outcome, count in found.plans]
    return plans + [(say("returning.plan_open"), found.open_plans)] * bool(found.open_plans)


def _period(found: Returning) -> str:
    return say("returning.period", begin=day_and_year(found.begin), end=day_and_year(found.end))


def _data(found: Returning) -> dict[str, Any]:
    moments = _count("moments", found.moments) if found.moments else say("returning.moments_none")
    strips = [(say("returning.themes"), list(found.themes), _more(found))]
    strips += [(say("returning.levels"), [row for _, row in found.levels], [])] * any(
        row.days for _, row in found.levels
    )
    return {
        "title": say("returning.title"), "period": _period(found), "moments": moments,
        "strips": [
            {"name": name, "rows": [_strip(row, found) for row in rows], "more": more}
            for name, rows, more in strips if rows
        ],
        "ticks": [[_place(at, found), label] for at, label in _ticks(found.begin, found.end)],
        "words_name": say("returning.words"), "words": [[clean(word), count] for word, count in found.words],
        "plans_name": say("returning.plans"), "plans": [[name, count] for name, count in _plans(found)],
    }  # fmt: skip


def _strip(row: Row, found: Returning) -> dict[str, Any]:
    return {"name": clean(row.name), "places": [_place(at, found) for at in row.days]}


def _place(at: date, found: Returning) -> float:
    """Where a day stands between the first (0) and the last (1) of the period."""
    length = (found.end - found.begin).days
    return round((at - found.begin).days / length, 4) if length else 0.5


def _ticks(begin: date, end: date) -> list[tuple[date, str]]:
    """The beginnings of months to name, at most `TICKS`; in a short period its first and last day."""
    starts = list(_months(begin, end))
    if len(starts) < 2:
        return [(at, f"{at.day} {month_short(at)}") for at in dict.fromkeys((begin, end))]
    step = next((step for step in _STEPS if len(starts) <= step * TICKS), _STEPS[-1])
    kept = [at for at in starts if (at.month - 1 + 12 * at.year) % step == 0]
    return [(at, str(at.year) if step >= 12 else month_short(at)) for at in kept]


def _months(begin: date, end: date) -> Iterator[date]:
    """The first days of months within a period."""
    at = begin.replace(day=1)
    while at <= end:
        if at >= begin:
            yield at
        at = at.replace(year=at.year + at.month // 12, month=at.month % 12 + 1)
