"""What is kept of a lesson, on paper: the statement, its totals, the sentences without names, what the source says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.people.classes import Lesson, Position
from bot.render.paper import Block, Heading, Line, Paper, Table, Text, clean, literal
from bot.services.dates import day_and_year, today
from bot.texts import say


def class_paper(lesson: Lesson, group: str, made: date) -> Paper:
    """A closed lesson as a paper.

    Args:
        lesson: what was kept.
        group: the name of the group.
        made: the day of printing.
    """
    asked = lesson.asked
    title = clean(asked.text)
    return Paper(
        title=title,
        subtitle=say("klas.screen_from", title=asked.title) if asked.title else "",
        made=made,
        facts=tuple(_facts(lesson, group)),
        foot=say("klas.paper_foot"),
        blocks=tuple(_blocks(lesson)),
    )


def _facts(lesson: Lesson, group: str) -> Iterator[tuple[str, Line]]:
    yield say("klas.paper_group"), literal(group)
    yield say("klas.paper_day"), literal(day_and_year(today(lesson.opened)))
    yield say("klas.paper_count"), literal(str(lesson.count))


def _blocks(lesson: Lesson) -> Iterator[Block]:
    if lesson.totals:
        yield Heading(literal(say("klas.paper_totals")))
        yield _totals(lesson)
    if lesson.sentences:
        yield Heading(literal(say("klas.paper_sentences")))
        yield from (Text((literal(sentence),), style="added") for sentence in lesson.sentences)
    if lesson.asked.views:
        yield Heading(literal(say("klas.source")))
    for words, added in lesson.asked.views:
        label = say("klas.screen_added") if added else lesson.asked.source
        yield Text((literal(words),), label=label)


def _totals(lesson: Lesson) -> Table:
    both = len(lesson.totals) > 1
    heads = (say("klas.screen_before"), say("klas.screen_after")) if both else (say("klas.paper_choices"),)
    rows = tuple(
        (literal(say(f"klas.{position.value}")), *(literal(str(found[place])) for found in lesson.totals))
        for place, position in enumerate(Position)
    )
    return Table((say("klas.paper_position"), *heads), rows, (3, *(1.0 for _ in heads)), numbers=(1, 2)[: len(heads)])
