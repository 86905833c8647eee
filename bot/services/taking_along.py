"""Taking along: /rapport in chat: over which time, which entries, as what, and one more look at names and numbers."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from bot.dialogue.model import Choose
from bot.dialogue.turn import Signal
from bot.language.fold import fold
from bot.privacy import details
from bot.services import anonymise, dates, journal, passing, registering
from bot.services.focus import Frame
from bot.services.logbook import day_of
from bot.services.prompting import ask, ask_again, choice, leave_to_below
from bot.services.reporting import Recipe, parts
from bot.services.rows import EntryRow
from bot.services.talk import Prompt, Talk, command_button
from bot.texts import say

PAGE = 8  # entries to choose from at a time
_EARLIEST = date(2000, 1, 1)  # before any entry
_AS = ("pdf", "docx", "md")
_NUMBERS = re.compile(r"\d{1,3}(?:[\s,]+(?:en )?\d{1,3})*")
NAME = "name_on_report"  # where that name stands among a person's settings
LONGEST_NAME = 6  # words
LEARNT = "geleerd"  # stands for a step where what was learnt is meant


def begin(talk: Talk, rest: str = "") -> None:
    """Ask over which period; with an empty journal there is nothing to take along."""
    if talk.work.entries():
        ask(talk, Frame("prompt", "report_period"))
    else:
        talk.say("journal.empty", (command_button(say("journal.write"), "notitie"),))


def _period_question(talk: Talk, frame: Frame) -> Choose:
    """This month, this year, or all of it."""
    return choice("reporting.period", *((name, say(f"reporting.{name}")) for name in ("month", "year", "all")))


def _period_chosen(talk: Talk, frame: Frame, option: str) -> None:
    today = dates.today(talk.incoming.at)
    first = {"month": today.replace(day=1), "year": today.replace(month=1, day=1), "all": _EARLIEST}[option]
    args = {"first": first.isoformat(), "out": ""}
    if _entries(talk, args):
        _ask(talk, "report_kind", args)
    else:
        talk.say("reporting.none_then", (command_button(say("reporting.again"), "rapport"),))


def _ask(talk: Talk, name: str, args: Mapping[str, str], **more: str) -> None:
    ask(talk, Frame("prompt", name, args={**args, **more}))


def _entries(talk: Talk, args: Mapping[str, str]) -> list[EntryRow]:
    """The entries of the period, the newest moment first."""
    first = date.fromisoformat(args["first"])
    found = [row for row in talk.work.entries() if day_of(row) >= first]
    return sorted(found, key=lambda row: (day_of(row), row.at, row.id), reverse=True)


def _going(talk: Talk, args: Mapping[str, str]) -> list[EntryRow]:
    out = args["out"].split()
    return [row for row in _entries(talk, args) if _short(row) not in out]


def _short(row: EntryRow) -> str:
    """Enough of an entry's id to tell it from the others of one person."""
    return row.id[:10]


def _kind_question(talk: Talk, frame: Frame) -> Choose:
    """How much goes along; other entries, a report, or only the table."""
    count, every = len(_going(talk, frame.args)), len(_entries(talk, frame.args))
    name = "some" if count < every else "one" if count == 1 else "every"
    options = [(kind, say(f"reporting.{kind}")) for kind in ("pick", "report", "register")]
    return choice(f"reporting.kind_{name}", *(options[every == 1 :]), count=count, every=every)


def _kind_chosen(talk: Talk, frame: Frame, option: str) -> None:
    if option == "pick":
        _ask(talk, "report_pick", frame.args, page="0", slot=f"rapport:{secrets.token_hex(4)}")
        _in_place(talk)
    elif option == "report":
        _ask(talk, "report_as", frame.args)
    else:
        _look(talk, {**frame.args, "kind": "register"})


def _kind_typed(talk: Talk, frame: Frame, text: str) -> bool:
    """ "Pdf", typed one question early."""
    kind = next((kind for kind in _AS if fold(text) in (kind, fold(say(f"reporting.{kind}")))), "")
    talk.pop()
    if kind:
        _look(talk, {**frame.args, "kind": kind})
    return bool(kind)


def _as_question(talk: Talk, frame: Frame) -> Choose:
    """To hand in, to work on, or for the own notes; and the name on its title page."""
    name = _name(talk)
    options = [(kind, say(f"reporting.{kind}")) for kind in _AS]
    return choice("reporting.as_named" if name else "reporting.as", *options, values={"name": name})


def _name(talk: Talk) -> str:
    """The name that the person wants on what they hand in."""
    return str(talk.work.settings().get(NAME, ""))


def _as_typed(talk: Talk, frame: Frame, text: str) -> bool:
    """A name for the title page; "geen" takes it off again. It is remembered for the next time."""
    talk.pop()
    if len(text.split()) > LONGEST_NAME or "\n" in text:
        return False
    settings = talk.work.settings()
    settings[NAME] = "" if fold(text) == say("reporting.no_name") else text.strip()[:80]
    talk.work.keep_settings(settings)
    _ask(talk, "report_as", frame.args)
    return True


def _as_chosen(talk: Talk, frame: Frame, option: str) -> None:
    _look(talk, {**frame.args, "kind": option})


def _pick_question(talk: Talk, frame: Frame) -> Choose:
    """A page of entries; a number takes one out or puts it back."""
    every, page = _entries(talk, frame.args), int(frame.args["page"])
    out = frame.args["out"].split()
    shown = list(enumerate(every, 1))[page * PAGE : (page + 1) * PAGE]
    lines = [
        say(f"reporting.line_{'out' if _short(row) in out else 'in'}", number=n, day=_day(talk, row), slot=f"{{e{n}}}")
        for n, row in shown
    ]
    whole = ("none", say("reporting.none")) if len(out) < len(every) else ("whole", say("reporting.whole"))
    options = [*((str(n), str(n)) for n, _ in shown), ("done", say("control.done")), whole]
    options += [("more", say("menu.more"))] if len(every) > PAGE else []
    values = {f"e{n}": journal.opening(row, 50) for n, row in shown}
    count = len(every) - len(out)
    return choice("reporting.which", *options, values=values, lines="\n".join(lines), count=count, every=len(every))


def _day(talk: Talk, row: EntryRow) -> str:
    day = day_of(row)
    return dates.day(day) if day.year == dates.today(talk.incoming.at).year else dates.day_and_year(day)


def _pick_chosen(talk: Talk, frame: Frame, option: str) -> None:
    every = _entries(talk, frame.args)
    if option == "done":
        _picked(talk, frame.args)
        return
    page = int(frame.args["page"])
    if option == "more":
        page = (page + 1) % -(-len(every) // PAGE)
    out = {"none": [_short(row) for row in every], "whole": []}.get(option, frame.args["out"].split())
    if option.isdecimal():
        out = _turned(out, every, [int(option)])
    _ask(talk, "report_pick", frame.args, page=str(page), out=" ".join(out))
    _in_place(talk)


def _picked(talk: Talk, args: Mapping[str, str]) -> None:
    if _going(talk, args):
        _ask(talk, "report_kind", args)
    else:
        talk.say("reporting.nothing_picked")
        _ask(talk, "report_pick", args)


def _pick_typed(talk: Talk, frame: Frame, text: str) -> bool:
    """Several numbers at once: "2 5 7"."""
    talk.pop()
    if not _NUMBERS.fullmatch(fold(text)):
        return False
    every = _entries(talk, frame.args)
    out = _turned(frame.args["out"].split(), every, [int(word) for word in re.findall(r"\d+", text)])
    _ask(talk, "report_pick", frame.args, out=" ".join(out))
    return True


def _turned(out: list[str], every: list[EntryRow], numbers: list[int]) -> list[str]:
    """What stays out when these numbers change sides."""
    named = {_short(every[number - 1]) for number in numbers if 0 < number <= len(every)}
    return [name for name in map(_short, every) if (name in out) != (name in named)]


def _in_place(talk: Talk) -> None:
    """Where the channel can, the list changes where it stands."""
    top = talk.focus.top
    if top and talk.replies:
        talk.replies[-1] = replace(talk.replies[-1], slot=top.args["slot"])


def _places(talk: Talk, args: Mapping[str, str]) -> Iterator[tuple[EntryRow, str, int]]:
    """Where something still looks like a name or number: the entry, the step, and how often."""
    for row in _going(talk, args):
        written = () if args["kind"] == "register" else parts(talk.work, row)  # a register holds no more than that
        for step, text in (*written, (LEARNT, str(row.about.get("learnt", "")))):
            count = len(details.find(text, talk.library.names))
            if count:
                yield row, step, count


def _look(talk: Talk, args: Mapping[str, str]) -> None:
    """The details check over what goes out; nothing found, then it goes."""
    if any(_places(talk, args)):
        _ask(talk, "report_check", args, seen="")
    else:
        _send(talk, args, args["kind"])


def _check_question(talk: Talk, frame: Frame) -> Choose:
    """How many places, never what stands there."""
    found = list(_places(talk, frame.args))
    count, entries = sum(place[2] for place in found), len({row.id for row, _, _ in found})
    options = [(name, say(f"reporting.{name}")) for name in ("view", "hide", "anyway")]
    return choice("reporting.check_one" if count == 1 else "reporting.check", *options, count=count, entries=entries)


def _check_chosen(talk: Talk, frame: Frame, option: str) -> None:
    if option == "view":
        _view(talk, frame.args)
    else:
        _send(talk, frame.args, frame.args["kind"], hidden=option == "hide")


def _view(talk: Talk, args: Mapping[str, str]) -> None:
    """The next place, with the choice to replace it in the journal, to rewrite it or to leave it; then the file."""
    seen = args["seen"].split()
    place = next(((row, step) for row, step, _ in _places(talk, args) if f"{_short(row)}.{step}" not in seen), None)
    if place is None:
        _send(talk, args, args["kind"])
        return
    row, step = place
    talk.push(Frame("prompt", "report_check", args={**args, "seen": " ".join((*seen, f"{_short(row)}.{step}"))}))
    talk.say("reporting.place", day=_day(talk, row))
    if step == LEARNT:
        registering.view_learnt(talk, row.run, "rapport-verder")
    else:
        then = json.dumps([Signal.COMMAND.value, "rapport-verder", ""])
        ask(talk, Frame("prompt", "details_again", args={"run": row.run, "step": step, "then": then}))


def _on(talk: Talk, rest: str = "") -> None:
    """After a place was looked at: the next one."""
    top = talk.focus.top
    if top and top.name == "report_check":
        talk.pop()
        _view(talk, top.args)
    else:
        begin(talk)


def _send(talk: Talk, args: Mapping[str, str], kind: str, hidden: bool = False) -> None:
    first, today = date.fromisoformat(args["first"]), dates.today(talk.incoming.at)
    recipe = Recipe(kind, first, today, tuple(args["out"].split()), hidden, _name(talk))
    passing.send(talk, "reporting.file", recipe.to_text())


COMMANDS: Mapping[str, Callable[[Talk, str], None]] = {"rapport": begin, "rapport-verder": _on}
PROMPTS: Mapping[str, Prompt] = {
    "report_period": Prompt(_period_question, _period_chosen, leave_to_below),
    "report_kind": Prompt(_kind_question, _kind_chosen, _kind_typed),
    "report_as": Prompt(_as_question, _as_chosen, _as_typed),
    "report_pick": Prompt(_pick_question, _pick_chosen, _pick_typed),
    "report_check": Prompt(_check_question, _check_chosen, ask_again),
    "details_again": Prompt(anonymise.question, anonymise.chosen, ask_again),
}
