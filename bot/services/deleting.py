"""Deleting: everything, or what was written in a stretch of days. Every version goes, and the messages it came in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.dialogue.model import Choose
from bot.language import period
from bot.privacy.retention import Item, Kind
from bot.services import dates, journal, keeping, own_data
from bot.services.focus import Focus, Frame
from bot.services.logbook import day_of
from bot.services.prompting import ask, ask_again, choice
from bot.services.talk import Prompt, Talk, command_button
from bot.texts import say


def command(talk: Talk, rest: str = "") -> None:
    """`verwijder` asks about everything; `verwijder maart 2026` about what was written then."""
    if not rest.strip():
        own_data.ask_delete(talk)
    elif not _ask_period(talk, rest):
        talk.say("deleting.no_period", values={"wanted": rest[:60]})
        ask(talk, Frame("prompt", "delete_part"))


def _all_question(talk: Talk, frame: Frame) -> Choose:
    options = (("no", say("own_data.delete_no")), ("part", say("deleting.part")), ("yes", say("own_data.delete_yes")))
    name = "deleting.all_sure_telegram" if talk.work.channel == "telegram" else "own_data.delete_sure"
    return choice(name, *options)


def _all_chosen(talk: Talk, frame: Frame, option: str) -> None:
    if option == "yes":
        own_data.forget(talk)
    elif option == "part":
        ask(talk, Frame("prompt", "delete_part"))
    else:
        talk.say("own_data.delete_not")


def _part_question(talk: Talk, frame: Frame) -> Choose:
    options = (("no", say("own_data.delete_no")), ("month", say("deleting.month")), ("one", say("deleting.one")))
    return choice("deleting.which", *options)


def _part_chosen(talk: Talk, frame: Frame, option: str) -> None:
    if option == "month":
        _ask_period(talk, say("deleting.month"))
    elif option == "one":
        talk.say("deleting.one_how", (command_button(say("logbook.all"), "logboek"),))
    else:
        talk.say("own_data.delete_not")


def _part_text(talk: Talk, frame: Frame, text: str) -> bool:
    talk.pop()
    if not _ask_period(talk, text):
        talk.say("deleting.no_period", values={"wanted": text[:60]})
        ask(talk, frame)
    return True


def _ask_period(talk: Talk, text: str) -> bool:
    """Say how much there is and ask whether it may go; False when the text names no stretch of days."""
    found = period.find(text, dates.today(talk.incoming.at))
    if found is None:
        return False
    args = {"begin": found[0].isoformat(), "end": found[1].isoformat()}
    if within(talk, *found):
        ask(talk, Frame("prompt", "delete_period", args=args))
    else:
        talk.say("deleting.nothing_then", period=_told(*found))
    return True


def _period_question(talk: Talk, frame: Frame) -> Choose:
    begin, end = _days(frame)
    name = "deleting.period_sure_telegram" if talk.work.channel == "telegram" else "deleting.period_sure"
    options = (("no", say("own_data.delete_no")), ("yes", say("deleting.yes")))
    return choice(name, *options, what=keeping.counted(within(talk, begin, end)), period=_told(begin, end))


def _period_chosen(talk: Talk, frame: Frame, option: str) -> None:
    if option == "no":
        talk.say("own_data.delete_not")
        return
    begin, end = _days(frame)
    for item in within(talk, begin, end):
        keeping.let_go(talk, item, register=False)
    talk.focus = Focus() if not _consent_below(talk) else talk.focus
    talk.say("deleting.gone", (command_button(say("logbook.all"), "logboek"),), period=_told(begin, end))


def _consent_below(talk: Talk) -> bool:
    return any(frame.name == "consent" for frame in talk.focus.frames)


def within(talk: Talk, begin: date, end: date) -> list[Item]:
    """What was written in a stretch of days: entries by the day of their moment, all else by the day it was begun."""
    entries = {entry.run: day_of(entry) for entry in talk.work.entries()}
    found = []
    for row in talk.work.runs():
        kind = Kind.DRAFT if journal.is_draft(row) else Kind.ENTRY if row.id in entries else Kind.EXERCISE
        if begin <= entries.get(row.id, dates.today(row.started)) <= end:
            found.append(Item(row.id, kind, row.at))
    return found + [item for item in keeping.aside(talk) if begin <= dates.today(item.since) <= end]


def _days(frame: Frame) -> tuple[date, date]:
    return date.fromisoformat(frame.args["begin"]), date.fromisoformat(frame.args["end"])


def _told(begin: date, end: date) -> str:
    if begin == end:
        return dates.day_and_year(begin)
    return say("deleting.period", begin=dates.day_and_year(begin), end=dates.day_and_year(end))


PROMPTS: Mapping[str, Prompt] = {
    "delete": Prompt(_all_question, _all_chosen, ask_again),
    "delete_part": Prompt(_part_question, _part_chosen, _part_text),
    "delete_period": Prompt(_period_question, _period_chosen, ask_again),
}
