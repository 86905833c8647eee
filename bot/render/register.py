"""The table for a register such as Registerplein or SKJ: what was done with whom, by the area that it was about."""

from __future__ import annotations

from collections.abc import Iterator

from bot.render.paper import Block, Heading, Line, Paper, Table, Text, literal
from bot.render.report import cover_facts, foot, form_name, minutes, or_dash
from bot.services.dates import day_and_year
from bot.services.reports import PREPARATION, Report, ReportEntry, Section, register, without_text
from bot.texts import say

_COLUMNS = ("day", "form", "minutes", "register_guide", "theme", "register_learnt")
_WIDTHS = (1.8, 2.3, 1, 2, 2.1, 3.6)


def register_paper(report: Report, short: bool = False) -> Paper:
    """The table, a section for each area.

    Args:
        short: without anything that the writer wrote about what happened; the column of what was learnt is left out.
    """
    return Paper(
        title=say("report.register_title"),
        subtitle=f"{report.name} · {report.title}" if report.name else report.title,
        made=report.made,
        author=report.name,
        foot=foot(report),
        facts=cover_facts(report),
        wide=True,
        blocks=tuple(_blocks(report, short)),
    )


def _blocks(report: Report, short: bool) -> Iterator[Block]:
    entries = without_text(report.entries) if short else report.entries
    yield Text((literal(_total(report.entries)),), style="quiet")
    if short:
        yield Text((literal(say("report.register_short")),), style="quiet")
    for section in register(entries):
        yield Heading(literal(say(f"report.area_{section.area}")))
        yield _table(section, short)


def _total(entries: tuple[ReportEntry, ...]) -> str:
    """How much was done with others: what a register counts."""
    counted = [entry.minutes for entry in entries if entry.form != PREPARATION]
    if not entries:
        return say("report.empty")
    name = {0: "register_total_none", 1: "register_total_one"}.get(len(counted), "register_total")
    return say(f"report.{name}", count=len(counted), minutes=sum(counted))


def _table(section: Section, short: bool) -> Table:
    columns = len(_COLUMNS) - short
    rows = tuple(_row(entry)[:columns] for entry in section.entries)
    head = tuple(say(f"report.{name}") for name in _COLUMNS[:columns])
    return Table(head, rows, _WIDTHS[:columns], numbers=(2,))


def _row(entry: ReportEntry) -> tuple[Line, ...]:
    solo = entry.form == PREPARATION
    return (
        literal(day_and_year(entry.day)),
        literal(say("report.register_preparation") if solo else form_name(entry.form)),
        minutes(entry.minutes),
        or_dash(entry.guide),
        or_dash(", ".join(entry.themes)),
        or_dash(entry.learnt),
    )
