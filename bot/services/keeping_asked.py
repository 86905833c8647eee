"""The questions around how long things are kept: what will go, the writer's own term, the row for a register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from bot.dialogue.model import Choose
from bot.privacy import retention
from bot.privacy.retention import Kind
from bot.services import dates, keeping, play
from bot.services.focus import Frame
from bot.services.prompting import ask, choice, leave_to_below
from bot.services.talk import Prompt, Talk, command_button
from bot.texts import say


def command(talk: Talk, rest: str = "") -> None:
    """`bewaartermijn`, with what is to be done behind it."""
    _ACTS.get(rest, _screen)(talk)


def _screen(talk: Talk) -> None:
    ask(talk, Frame("prompt", "keep_term"))


def _take(talk: Talk) -> None:
    """Take along first: to read, or everything in one file."""
    files = ((say("keeping.as_report"), "rapport"), (say("keeping.as_data"), "mijngegevens"))
    talk.say("keeping.take_how", tuple(command_button(*file) for file in files))


def _longer(talk: Talk) -> None:
    """A year more for all that was told of."""
    own, now = keeping.own(talk), talk.incoming.at
    found = keeping.told_of(talk, own)
    if not found:
        talk.say("keeping.nothing")
        return
    ends = {item.id: retention.ends(item, keeping.terms(talk), own) or now for item in found}
    longer = {name: max(end, now) + retention.LONGER for name, end in ends.items()}
    own = replace(own, longer=MappingProxyType({**own.longer, **longer}), notice=None)
    keeping.keep(talk, own)
    talk.say("keeping.stays", what=keeping.counted(found), day=dates.day_and_year(min(longer.values()).date()))


def _let_go(talk: Talk) -> None:
    """It goes at its time; of entries the writer chooses whether a row for a register stays."""
    found = keeping.told_of(talk, keeping.own(talk))
    if not found:
        talk.say("keeping.nothing")
    elif any(item.kind is Kind.ENTRY for item in found):
        ask(talk, Frame("prompt", "keep_row"))
    else:
        talk.say("keeping.will_go")


def _row_question(talk: Talk, frame: Frame) -> Choose:
    return choice("keeping.row_ask", ("row", say("keeping.row_stays")), ("all", say("keeping.row_goes")))


def _row_chosen(talk: Talk, frame: Frame, option: str) -> None:
    keeping.keep(talk, replace(keeping.own(talk), register=option == "row"))
    talk.say("keeping.will_go_row" if option == "row" else "keeping.will_go")


def _term_question(talk: Talk, frame: Frame) -> Choose:
    own = keeping.own(talk)
    now = retention.journal_days(keeping.terms(talk), own)
    every = {str(days): say(f"keeping.offer_{years}") for years, days in retention.YEARS.items()}
    every[str(retention.FOR_GOOD)] = say("keeping.offer_for_good")
    options = [(days, label) for days, label in every.items() if days != str(now)]
    register = "with_row" if own.register else "without_row"
    toggle = ("row", say(f"keeping.toggle_{register}"))
    return choice("keeping.term_ask", *options, toggle, now=keeping.span(now), row=say(f"keeping.{register}"))


def _term_chosen(talk: Talk, frame: Frame, option: str) -> None:
    own = keeping.own(talk)
    if option == "row":
        keeping.keep(talk, replace(own, register=not own.register))
        talk.say("keeping.row_kept" if not own.register else "keeping.row_not_kept")
    else:
        own = replace(own, journal=int(option))
        keeping.keep(talk, own)
        keeping.plan(talk, own)
        talk.say("keeping.term_set_for_good" if not int(option) else "keeping.term_set", span=keeping.span(int(option)))
    play.again(talk)


_ACTS: Mapping[str, Callable[[Talk], None]] = {
    "mee": _take,
    "langer": _longer,
    "gaan": _let_go,
    "bericht": keeping.tell,
}
PROMPTS: Mapping[str, Prompt] = {
    "keep_term": Prompt(_term_question, _term_chosen, leave_to_below),
    "keep_row": Prompt(_row_question, _row_chosen, leave_to_below),
}
