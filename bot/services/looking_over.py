"""Looking over: what goes out with /rapport is looked at once more for names and numbers; then the file is sent."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from bot.dialogue.model import Choose
from bot.dialogue.turn import Signal
from bot.privacy import details
from bot.services import anonymise, dates, passing, registering
from bot.services.focus import Frame
from bot.services.picking import going, put, short, told_day
from bot.services.prompting import ask, ask_again, choice
from bot.services.reporting import Recipe, parts
from bot.services.rows import EntryRow
from bot.services.talk import Prompt, Talk
from bot.texts import say

NAME = "name_on_report"  # where the name for the title page stands among a person's settings
LEARNT = "geleerd"  # stands for a step where what was learnt is meant


def _places(talk: Talk, args: Mapping[str, str]) -> Iterator[tuple[EntryRow, str, int]]:
    """Where something still looks like a name or number: the entry, the step, and how often."""
    for row in going(talk, args):
        written = () if args["kind"] == "register" else parts(talk.work, row)  # a register holds no more than that
        for step, text in (*written, (LEARNT, str(row.about.get("learnt", "")))):
            count = len(details.find(text, talk.library.names))
            if count:
                yield row, step, count


def look(talk: Talk, args: Mapping[str, str]) -> None:
    """The details check over what goes out; nothing found, then it goes."""
    if any(_places(talk, args)):
        put(talk, "report_check", args, seen="")
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
    place = next(((row, step) for row, step, _ in _places(talk, args) if f"{short(row)}.{step}" not in seen), None)
    if place is None:
        _send(talk, args, args["kind"])
        return
    row, step = place
    talk.push(Frame("prompt", "report_check", args={**args, "seen": " ".join((*seen, f"{short(row)}.{step}"))}))
    talk.say("reporting.place", day=told_day(talk, row))
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
        talk.go("rapport")


def _send(talk: Talk, args: Mapping[str, str], kind: str, hidden: bool = False) -> None:
    first, today = date.fromisoformat(args["first"]), dates.today(talk.incoming.at)
    recipe = Recipe(kind, first, today, tuple(args["out"].split()), hidden, name_on_it(talk))
    passing.send(talk, "reporting.file", recipe.to_text())


def name_on_it(talk: Talk) -> str:
    """The name that the person wants on what they hand in."""
    return str(talk.work.settings().get(NAME, ""))


COMMANDS: Mapping[str, Callable[[Talk, str], None]] = {"rapport-verder": _on}
PROMPTS: Mapping[str, Prompt] = {
    "report_check": Prompt(_check_question, _check_chosen, ask_again),
    "details_again": Prompt(anonymise.question, anonymise.chosen, ask_again),
}
