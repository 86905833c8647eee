"""Picking: which entries of a period go along with /rapport: a page at a time, in or out by number."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.dialogue.model import Choose
from bot.language.fold import fold
from bot.services import dates, journal
from bot.services.focus import Frame
from bot.services.logbook import day_of
from bot.services.prompting import ask, choice
from bot.services.rows import EntryRow
from bot.services.talk import Prompt, Talk
from bot.texts import say

PAGE = 8  # entries to choose from at a time
_NUMBERS = re.compile(r"\d{1,3}(?:[\s,]+(?:en )?\d{1,3})*")


def begin(talk: Talk, args: Mapping[str, str]) -> None:
    """Show the entries of the period, all of them in unless some were taken out before."""
    put(talk, "report_pick", args, page="0", slot=f"rapport:{secrets.token_hex(4)}")
    _in_place(talk)


def put(talk: Talk, name: str, args: Mapping[str, str], **more: str) -> None:
    """Ask one of the prompts of /rapport, with what was chosen so far."""
    ask(talk, Frame("prompt", name, args={**args, **more}))


def entries_of(talk: Talk, args: Mapping[str, str]) -> list[EntryRow]:
    """The entries of the period, the newest moment first."""
    first = date.fromisoformat(args["first"])
    found = [row for row in talk.work.entries() if day_of(row) >= first]
    return sorted(found, key=lambda row: (day_of(row), row.at, row.id), reverse=True)


def going(talk: Talk, args: Mapping[str, str]) -> list[EntryRow]:
    """The entries that were not taken out."""
    out = args["out"].split()
    return [row for row in entries_of(talk, args) if short(row) not in out]


def short(row: EntryRow) -> str:
    """Enough of an entry's id to tell it from the others of one person."""
    return row.id[:10]


def told_day(talk: Talk, row: EntryRow) -> str:
    """The day of an entry, with its year when that is not this one."""
    day = day_of(row)
    return dates.day(day) if day.year == dates.today(talk.incoming.at).year else dates.day_and_year(day)


def _pick_question(talk: Talk, frame: Frame) -> Choose:
    """A page of entries; a number takes one out or puts it back."""
    every, page = entries_of(talk, frame.args), int(frame.args["page"])
    out = frame.args["out"].split()
    shown = list(enumerate(every, 1))[page * PAGE : (page + 1) * PAGE]
    lines = [
        say(
            f"reporting.line_{'out' if short(row) in out else 'in'}",
            number=n,
            day=told_day(talk, row),
            slot=f"{{e{n}}}",
        )
        for n, row in shown
    ]
    whole = ("none", say("reporting.none")) if len(out) < len(every) else ("whole", say("reporting.whole"))
    options = [*((str(n), str(n)) for n, _ in shown), ("done", say("control.done")), whole]
    options += [("more", say("menu.more"))] if len(every) > PAGE else []
    values = {f"e{n}": journal.opening(row, 50) for n, row in shown}
    count = len(every) - len(out)
    return choice("reporting.which", *options, values=values, lines="\n".join(lines), count=count, every=len(every))


def _pick_chosen(talk: Talk, frame: Frame, option: str) -> None:
    every = entries_of(talk, frame.args)
    if option == "done":
        _picked(talk, frame.args)
        return
    page = int(frame.args["page"])
    if option == "more":
        page = (page + 1) % -(-len(every) // PAGE)
    out = {"none": [short(row) for row in every], "whole": []}.get(option, frame.args["out"].split())
    if option.isdecimal():
        out = _turned(out, every, [int(option)])
    put(talk, "report_pick", frame.args, page=str(page), out=" ".join(out))
    _in_place(talk)


def _picked(talk: Talk, args: Mapping[str, str]) -> None:
    if going(talk, args):
        put(talk, "report_kind", args)
    else:
        talk.say("reporting.nothing_picked")
        put(talk, "report_pick", args)


def _pick_typed(talk: Talk, frame: Frame, text: str) -> bool:
    """Several numbers at once: "2 5 7"."""
    talk.pop()
    if not _NUMBERS.fullmatch(fold(text)):
        return False
    every = entries_of(talk, frame.args)
    out = _turned(frame.args["out"].split(), every, [int(word) for word in re.findall(r"\d+", text)])
    put(talk, "report_pick", frame.args, out=" ".join(out))
    return True


def _turned(out: list[str], every: list[EntryRow], numbers: list[int]) -> list[str]:
    """What stays out when these numbers change sides."""
    named = {short(every[number - 1]) for number in numbers if 0 < number <= len(every)}
    return [name for name in map(short, every) if (name in out) != (name in named)]


def _in_place(talk: Talk) -> None:
    """Where the channel can, the list changes where it stands."""
    top = talk.focus.top
    if top and talk.replies:
        talk.replies[-1] = replace(talk.replies[-1], slot=top.args["slot"])


PROMPTS: Mapping[str, Prompt] = {"report_pick": Prompt(_pick_question, _pick_chosen, _pick_typed)}
