"""The report that one hands in: title page, what was chosen, what returns, the entries, the sources of the models."""

from __future__ import annotations

from collections.abc import Iterator

from bot.render.paper import (
    Block,
    Facts,
    Figure,
    Heading,
    Line,
    Paper,
    Table,
    Text,
    authored,
    clean,
    joined,
    literal,
    paragraphs,
)
from bot.services.dates import day_and_year
from bot.services.reports import Form, Plan, Report, ReportEntry, by_day, minutes_per_form, themes
from bot.texts import say


def report_paper(report: Report) -> Paper:
    """The whole report as a paper."""
    return Paper(
        title=clean(report.title) or say("report.untitled"),
        subtitle=report.name,
        made=report.made,
        author=report.name,
        foot=foot(report),
        facts=cover_facts(report),
        cover=True,
        blocks=tuple(_blocks(report)),
    )


def cover_facts(report: Report) -> tuple[tuple[str, Line], ...]:
    """What the head of a paper about a report tells."""
    period = say("report.period_days", begin=day_and_year(report.begin), end=day_and_year(report.end))
    return (
        (say("report.period"), literal(period)),
        (say("report.choice"), literal(_choice(report))),
        (say("report.operator"), literal(report.operator or say("report.operator_self"))),
        (say("report.made"), literal(day_and_year(report.made))),
    )


def foot(report: Report) -> str:
    """What stands at the bottom of each page; the name is the person's own and no slot of a sentence."""
    return f"{report.name} · {say('report.foot')}" if report.name else say("report.foot")


def form_name(form: Form) -> str:
    """What a form of reflection is called."""
    return say(f"report.form_{form}")


def minutes(count: int) -> Line:
    """Minutes as a figure; a dash when they were not told."""
    return literal(str(count) if count else say("report.none"))


def or_dash(text: str) -> Line:
    """A person's text, or a dash when there is none."""
    return literal(text or say("report.none"))


def _choice(report: Report) -> str:
    count, available = len(report.entries), report.available
    if not count:
        return say("report.choice_none")
    if available > count:
        return say("report.choice_some", count=count, available=available)
    if count == 1:
        return say("report.choice_only" if available else "report.choice_one")
    return say("report.choice_all" if available else "report.choice_count", count=count)


def _blocks(report: Report) -> Iterator[Block]:
    entries = by_day(report.entries)
    if not entries:
        yield Text((literal(say("report.empty")),))
        return
    yield from _figures(entries)
    yield Heading(literal(say("report.list_head")), new_page=True)
    yield _listed(entries)
    for number, picture in enumerate(report.pictures):
        if not number:
            yield Heading(literal(say("report.returning_head")))
        yield Figure(picture)
        yield Text(paragraphs(picture.words), style="quiet", label=say("report.in_words"))
    for number, entry in enumerate(entries, 1):
        yield from entry_blocks(number, entry)
    yield from _sources(report)


def _figures(entries: tuple[ReportEntry, ...]) -> Iterator[Block]:
    """What stands on the title page under its facts."""
    yield Heading(literal(say("report.forms_head")))
    rows = tuple(
        (literal(form_name(form)), literal(str(count)), minutes(total))
        for form, (count, total) in minutes_per_form(entries).items()
    )
    yield Table((say("report.form"), say("report.times"), say("report.minutes")), rows, (3, 1, 1), numbers=(1, 2))
    yield Text((literal(say("report.forms_note")),), style="quiet")
    if named := themes(entries):
        yield Heading(literal(say("report.themes_head")))
        yield Text((joined(f"{theme} ({count})" for theme, count in named),))


def _listed(entries: tuple[ReportEntry, ...]) -> Table:
    head = ("number", "day", "form", "minutes", "theme", "model")
    rows = tuple(
        (
            literal(str(number)), literal(day_and_year(entry.day)), literal(form_name(entry.form)),
            minutes(entry.minutes), or_dash(", ".join(entry.themes)), literal(_model(entry)),
        )
        for number, entry in enumerate(entries, 1)
    )  # fmt: skip
    return Table(tuple(say(f"report.{name}") for name in head), rows, (0.6, 2, 2.2, 1.2, 2.3, 1.9), numbers=(0, 3))


def entry_blocks(number: int, entry: ReportEntry) -> Iterator[Block]:
    """An entry in full."""
    heading = say("report.entry_head", number=number, day=day_and_year(entry.day))
    yield Heading(literal(heading))
    yield Facts(_facts(entry))
    for pair in entry.pairs:
        yield Text(paragraphs(pair.question) or (literal(say("report.note")),), style="question")
        yield Text(paragraphs(pair.answer) or (literal(say("report.no_answer")),))
    if entry.plan:
        yield Text((literal(say("report.plan")),), style="question")
        yield from _plan(entry.plan)
    if entry.learnt:
        yield Text((literal(say("report.learnt")),), style="question")
        yield Text(paragraphs(entry.learnt))


def _plan(plan: Plan) -> Iterator[Block]:
    yield Text(paragraphs(plan.text) or (literal(say("report.no_answer")),))
    yield Text((literal(say(f"report.plan_{plan.outcome or 'open'}")),), style="quiet")
    if plan.told:
        yield Text(paragraphs(plan.told))
    if plan.assumed:
        yield Text((literal(say("report.plan_assumed")),), style="question")
        yield Text(paragraphs(plan.assumed))


def _facts(entry: ReportEntry) -> tuple[tuple[str, Line], ...]:
    told = (
        ("form", form_name(entry.form)),
        ("minutes", str(entry.minutes or "")),
        ("guide", entry.guide),
        ("model", _model(entry)),
        ("themes", ", ".join(entry.themes)),
        ("level", entry.level and say(f"report.level_{entry.level}")),
        ("area", entry.area and say(f"report.area_{entry.area}")),
    )
    return tuple((say(f"report.{name}"), literal(text)) for name, text in told if text)


def _model(entry: ReportEntry) -> str:
    """The reflection model; for a free note, and for what was brought before colleagues, what it is."""
    return entry.model or say("report.brought" if entry.brought else "report.free")


def _sources(report: Report) -> Iterator[Block]:
    if not report.sources:
        return
    yield Heading(literal(say("report.sources_head")))
    for model, origin in report.sources:
        name = "report.source" if origin else "report.source_unknown"
        yield Text(authored(say(name, model=model, origin=origin)))
