"""A picture of what returns over a period, and the same in words. Both are made from the same figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.render.paper import clean
from bot.render.press import press
from bot.services.dates import month_short
from bot.services.reports import Picture
from bot.services.returning import Returning, Row
from bot.services.returning_told import count, more, period, plans, told
from bot.texts import say

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
    """The text alternative, without what a file cannot hold."""
    return clean(told(found))


def _data(found: Returning) -> dict[str, Any]:
    moments = count("moments", found.moments) if found.moments else say("returning.moments_none")
    strips = [(say("returning.themes"), list(found.themes), more(found))]
    strips += [(say("returning.levels"), [row for _, row in found.levels], [])] * any(
        row.days for _, row in found.levels
    )
    return {
        "title": say("returning.title"), "period": period(found), "moments": moments,
        "strips": [
            {"name": name, "rows": [_strip(row, found) for row in rows], "more": rest}
            for name, rows, rest in strips if rows
        ],
        "ticks": [[_place(at, found), label] for at, label in _ticks(found.begin, found.end)],
        "words_name": say("returning.words"), "words": [[clean(word), times] for word, times in found.words],
        "plans_name": say("returning.plans"), "plans": [[name, times] for name, times in plans(found)],
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
