"""Assignment words: how what is set for a group is told. The trainer's own words stay out of it, as values."""

from __future__ import annotations

from datetime import date, datetime

from bot.people.assignments import Assignment, Kind, Place
from bot.services import dates, lines, own_shelf
from bot.services.progress import short
from bot.services.talk import Talk
from bot.texts import say


def what(talk: Talk, item: Assignment) -> str:
    """What is set, as in a sentence: "casus Abiba"."""
    if item.kind is Kind.LINE:
        return say("assignments.a_line", title=title(talk, item))
    dialogue = talk.library.dialogues.get(item.what)
    if dialogue is None and item.what.startswith(own_shelf.KEPT):
        return say("assignments.a_gone_casus")
    return say(
        "assignments.a_casus" if dialogue and dialogue.kind == "casus" else "assignments.a_set", title=title(talk, item)
    )


def headed(what: str) -> str:
    """The same at the beginning of a line: "Casus Abiba"."""
    return what[:1].upper() + what[1:]


def title(talk: Talk, item: Assignment) -> str:
    """Its title, or its id when it is gone."""
    line = talk.library.lines.get(item.what) if item.kind is Kind.LINE else None
    return line.title if line else own_shelf.title(talk.library, item.what)


def label(talk: Talk, item: Assignment) -> str:
    """What a button with it says."""
    return say("assignments.button", title=short(title(talk, item)))


def when(item: Assignment, at: datetime) -> str:
    """The day before which it is to be done, as it follows on what is set: ", voor dinsdag"; "" without one."""
    if item.due is None:
        return ""
    name = "assignments.for_class_of" if item.place is Place.CLASS else "assignments.for_day"
    return say(name, day=dates.named(item.due, dates.today(at)))


def day(due: date | None, at: datetime) -> str:
    """A day as in a sentence, or that there is none."""
    return dates.named(due, dates.today(at)) if due else say("assignments.no_day")


def effort(talk: Talk, item: Assignment) -> str:
    """How long it takes, and where it is done."""
    return say(f"assignments.{item.place.value}", time=_time(talk, item))


def _time(talk: Talk, item: Assignment) -> str:
    line = talk.library.lines.get(item.what) if item.kind is Kind.LINE else None
    if line:
        return lines.time_needed(talk, line)
    dialogue = talk.library.dialogues.get(item.what)
    return say("menu.line_minutes", minutes=dialogue.minutes if dialogue else 0)


def told(talk: Talk, item: Assignment) -> str:
    """The message with which members hear of it; {trainer} is left for a value."""
    return say(
        "assignments.told", what=what(talk, item), when=when(item, talk.incoming.at), effort=effort(talk, item)
    )  # fmt: skip


def trainer(talk: Talk, item: Assignment) -> str:
    """The name of who set it, as the group knows it."""
    people = talk.work.groups.members(item.group)
    return next((one.name for one in people if one.person == item.by), say("assignments.a_trainer"))
