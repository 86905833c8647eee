"""What returns over a period, told in words: the text alternative of the picture, made from the same figures."""

from __future__ import annotations

from bot.services.dates import day_and_year, month
from bot.services.returning import Returning, Row
from bot.texts import say

MONTHS = 2  # that are named one by one


def told(found: Returning) -> str:
    """The text alternative of the picture: each of its figures in Dutch; words of a person stand in it."""
    moments = f"{count('alt_moments', found.moments)}." if found.moments else say("returning.moments_none")
    parts = [f"{say('returning.title')}, {period(found)}.", moments]
    if found.themes:
        parts.append(_list("themes", [_row(row.name, row) for row in found.themes] + more(found)))
    if any(row.days for _, row in found.levels):
        parts.append(_list("levels", [_row(name, row) for name, row in found.levels]))
    if found.words:
        parts.append(_list("words", [f"{word} ({count('alt_times', times)})" for word, times in found.words]))
    if went := plans(found):
        parts.append(_list("plans", [f"{name} ({count('alt_times', times)})" for name, times in went]))
    return " ".join(parts)


def _list(name: str, items: list[str]) -> str:
    """Items behind their name; they may be a person's words, so they are no slots."""
    return f"{say(f'returning.{name}')}: {', '.join(items)}."


def count(name: str, number: int) -> str:
    """A number in the sentence of that name."""
    one = "_one" if number == 1 else ""
    return say(f"returning.{name}{one}", count=number)


def _row(name: str, row: Row) -> str:
    """How often something occurs and in which months; of many months the first and the last."""
    if not row.days:
        return f"{name} ({say('returning.alt_times_none')})"
    months = list(dict.fromkeys(f"{month(at)} {at.year}" for at in row.days))
    when = ", ".join(months)
    if len(months) > MONTHS:
        when = say("returning.alt_between", begin=months[0], end=months[-1])
    return f"{name} ({count('alt_times', len(row.days))}, {when})"


def more(found: Returning) -> list[str]:
    """How many themes are left out, if any."""
    return [count("more", found.other_themes)] if found.other_themes else []


def plans(found: Returning) -> list[tuple[str, int]]:
    """How plans went, with how many."""
    went = [(say(f"returning.plan_{outcome}"), times) for outcome, times in found.plans]
    return went + [(say("returning.plan_open"), found.open_plans)] * bool(found.open_plans)


def period(found: Returning) -> str:
    """The first and the last day."""
    return say("returning.period", begin=day_and_year(found.begin), end=day_and_year(found.end))
