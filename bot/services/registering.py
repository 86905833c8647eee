"""Registering: what a register asks of an entry: form, minutes, who guided, area, what was learnt. All optional."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.dialogue.model import Choose
from bot.language import duration
from bot.language.fold import excerpt, fold
from bot.privacy import details
from bot.services.entries_about import of_run, tell
from bot.services.focus import Frame
from bot.services.library import Library
from bot.services.prompting import ask, ask_again, choice
from bot.services.reports import AREAS, Form
from bot.services.rows import EntryRow
from bot.services.talk import Prompt, Talk, command_button
from bot.texts import say

FIELDS = ("form", "minutes", "guided", "area", "learnt")
_FORMS: tuple[Form, ...] = ("solo", "intervisie", "supervisie")
_NUMBERED: Mapping[str, Sequence[str]] = {"form": _FORMS, "area": AREAS}  # fields that are chosen by a number
_MINUTES = ("30", "60", "90")
_GUIDED, _LASTED = "begeleid", "duur"  # steps of the dialogues for intervisie in which that is asked
LONGEST_NAME = 120  # characters of who guided it


def known(library: Library, row: EntryRow, said: Mapping[str, str]) -> Mapping[str, Any]:
    """What is told about an entry. Of a meeting that was recorded in its own dialogue the answers there count, until
    the writer says otherwise.

    Args:
        said: what was answered in it, by step.
    """
    dialogue = library.dialogues.get(row.dialogue)
    if dialogue is None or dialogue.kind != "intervisie" or not {_GUIDED, _LASTED} & said.keys():
        return row.about
    lasted = duration.first(said.get(_LASTED, "")) or 0
    return {"form": "intervisie", "guided": said.get(_GUIDED, "")[:LONGEST_NAME], "minutes": lasted, **row.about}


def overview(talk: Talk, rest: str) -> None:
    """`register RUN`: what is told about an entry, each to be set apart; `register RUN FIELD` asks for one."""
    run_id, _, field = rest.partition(" ")
    entry = of_run(talk, run_id)
    if entry is None:
        talk.say("journal.nothing_written")
        return
    if field in FIELDS:
        begin(talk, run_id, (field,))
        return
    about = known(talk.library, entry, {item.step: item.text for item in talk.work.all_answers(run_id)})
    told = {f"value{n}": _told(field, about) for n, field in enumerate(FIELDS, 1)}
    lines = [
        say("registering.line", number=n, name=say(f"registering.name_{field}"), slot=f"{{value{n}}}")
        for n, field in enumerate(FIELDS, 1)
    ]
    numbers = tuple(command_button(str(n), f"register {run_id} {field}") for n, field in enumerate(FIELDS, 1))
    every = command_button(say("registering.all"), f"registervul {run_id}")
    read = command_button(say("registering.read"), f"lees {run_id}")
    talk.say("registering.overview", numbers, (read, every), values=told, lines="\n".join(lines))


def _told(field: str, about: Mapping[str, Any]) -> str:
    value = about.get(field) or ("solo" if field == "form" else "")
    if field in _NUMBERED and value:
        return say(f"registering.{value}")
    if field == "minutes" and value:
        return say("registering.minutes", count=value)
    return excerpt(str(value), 80) if value else say("registering.nothing")


def begin(talk: Talk, run_id: str, fields: Sequence[str] = FIELDS) -> None:
    """Ask for these in turn; each may be passed over."""
    if of_run(talk, run_id) is None:
        talk.say("journal.nothing_written")
    else:
        _next(talk, {"run": run_id}, fields)


def _next(talk: Talk, args: Mapping[str, str], todo: Sequence[str]) -> None:
    if args.get("then"):
        talk.go(args["then"])
    elif todo:
        ask(talk, Frame("prompt", "fact", args={"run": args["run"], "todo": " ".join(todo)}))
    else:
        talk.say("registering.done", (command_button(say("registering.look"), f"register {args['run']}"),))


def _question(talk: Talk, frame: Frame) -> Choose:
    """One thing, with the numbers that may be tapped."""
    field = frame.args["todo"].split()[0]
    numbers = _MINUTES if field == "minutes" else [str(n) for n, _ in enumerate(_NUMBERED.get(field, ()), 1)]
    return choice(f"registering.ask_{field}", *((n, n) for n in numbers), ("skip", say("registering.skip")))


def _chosen(talk: Talk, frame: Frame, option: str) -> None:
    field = frame.args["todo"].split()[0]
    if option != "skip":
        value = _NUMBERED[field][int(option) - 1] if field in _NUMBERED else int(option)
        tell(talk, frame.args["run"], {field: value})
    _next(talk, frame.args, frame.args["todo"].split()[1:])


def _text(talk: Talk, frame: Frame, text: str) -> bool:
    """Words of one's own: how long, who, what was learnt; or the name of a form or an area."""
    field = frame.args["todo"].split()[0]
    value = _read(field, text)
    if value is None:
        talk.say(f"registering.unread_{field}")
        return True
    talk.pop()
    if field == "learnt":
        _look_at_details(talk, frame, text)
    else:
        _keep(talk, frame, value)
    return True


def _read(field: str, text: str) -> str | int | None:
    if field == "minutes":
        return duration.minutes(text)
    if field in _NUMBERED:
        return next((name for name in _NUMBERED[field] if fold(text) in (name, fold(say(f"registering.{name}")))), None)
    return " ".join(text.split())[:LONGEST_NAME] if field == "guided" else text.strip()


def _keep(talk: Talk, frame: Frame, value: str | int) -> None:
    first, *todo = frame.args["todo"].split()
    tell(talk, frame.args["run"], {first: value})
    _next(talk, frame.args, todo)


def _look_at_details(talk: Talk, frame: Frame, text: str) -> None:
    """What was learnt is kept when nothing in it looks like a name or number; else the writer is asked."""
    refs = " ".join(filter(None, (frame.args.get("refs", ""), talk.message)))
    frame = replace(frame, name="fact_details", args={**frame.args, "text": text, "refs": refs})
    if details.find(text, talk.library.names):
        ask(talk, frame)
    else:
        _withdraw(talk, frame.args.get("refs", "").split()[:-1])
        _keep(talk, frame, text)


def view_learnt(talk: Talk, run_id: str, then: str) -> None:
    """Look once more at what stands under "learnt", and do a command after it."""
    entry = of_run(talk, run_id)
    text = str(entry.about.get("learnt", "")) if entry else ""
    ask(talk, Frame("prompt", "fact_details", args={"run": run_id, "todo": "learnt", "text": text, "then": then}))


def _details_question(talk: Talk, frame: Frame) -> Choose:
    """The text as it would be kept; never the detail."""
    text = frame.args["text"]
    shown = details.replaced(text, details.find(text, talk.library.names))
    options = (("replace", say("details.replace")), ("self", say("details.self")), ("leave", say("details.leave")))
    return choice("details.proposal", *options, values={"text": shown})


def _details_chosen(talk: Talk, frame: Frame, option: str) -> None:
    text, refs = frame.args["text"], frame.args.get("refs", "").split()
    if option == "self":
        ask(talk, replace(frame, name="fact"))
        return
    if option == "replace":
        text = details.replaced(text, details.find(text, talk.library.names))
        _withdraw(talk, refs)
        talk.say("details.replaced_removed" if refs and talk.work.channel != "terminal" else "details.replaced")
    _keep(talk, frame, text)


def _withdraw(talk: Talk, refs: Sequence[str]) -> None:
    for ref in refs:
        talk.work.take_back(ref)


COMMANDS: Mapping[str, Callable[[Talk, str], None]] = {"register": overview, "registervul": begin}
PROMPTS: Mapping[str, Prompt] = {
    "fact": Prompt(_question, _chosen, _text),
    "fact_details": Prompt(_details_question, _details_chosen, ask_again),
}
