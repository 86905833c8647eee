"""Bringing: an entry brought before colleagues, as a version without date and place that is an entry of its own.

The version stands in the journal as a note; `about.of` names the entry that it was made of. Until it was talked about
it counts as preparation. On the day of the meeting it lies ready, and the writer may tell how that was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from bot.dialogue.model import Choose
from bot.dialogue.turn import Button
from bot.language import when
from bot.language.fold import excerpt, words
from bot.people.nudges import Kind
from bot.people.rhythm import wall, zone
from bot.privacy import placeless
from bot.services import dates, journal, registering, reminded, reminding
from bot.services.entries_about import of_run, tell
from bot.services.focus import Frame
from bot.services.library import NOTE
from bot.services.logbook import day_of
from bot.services.notes import AFTERNOON
from bot.services.prompting import ask, ask_again, choice
from bot.services.rows import AnswerRow
from bot.services.talk import Prompt, Talk, command_button
from bot.texts import catalogue, say

LONGEST = 3000  # characters of the proposal that are shown; more does not fit a message
A_TEXT = 4  # words from which something typed at the proposal is a version of the writer's own


def offer(talk: Talk, run_id: str) -> None:
    """After looking back on a plan: something for intervisie?"""
    entry = of_run(talk, run_id)
    if entry is None:
        talk.say("journal.nothing_written")
        return
    ready = command_button(say("bringing.ready"), f"inbreng {run_id}")
    day = dates.named(day_of(entry), dates.today(talk.incoming.at))
    talk.say("bringing.offer", (ready, command_button(say("bringing.leave"), "genoeg")), day=day)


def choices(talk: Talk, run_id: str) -> None:
    """What can be done with an entry for others: bring it before colleagues, or tell what a register asks."""
    bring = command_button(say("bringing.bring"), f"inbreng {run_id}")
    talk.say("bringing.choices", (bring, command_button(say("bringing.register"), f"register {run_id}")))


def begin(talk: Talk, run_id: str) -> None:
    """Show the version as it would be kept."""
    text = _whole(talk, run_id)
    if not text or of_run(talk, run_id) is None:
        talk.say("journal.nothing_written")
    else:
        ask(talk, Frame("prompt", "bring", args={"of": run_id, "text": text}))


def _whole(talk: Talk, run_id: str) -> str:
    """What was written in an entry, each part under what it answers; the note itself needs no head."""
    run = talk.work.run(run_id)
    rows = [row for row in talk.work.all_answers(run_id) if row.text and row.step != "zin"] if run else []
    note = run is not None and run.dialogue == NOTE
    return "\n\n".join(row.text if note and place == 0 else _headed(row, note) for place, row in enumerate(rows))


def _headed(row: AnswerRow, note: bool) -> str:
    name = f"bringing.part_{row.step}"
    head = say(name) if note and name in catalogue() else row.question
    return f"{head}\n{row.text}"


def _question(talk: Talk, frame: Frame) -> Choose:
    """The text without date and place; only what stands instead is shown."""
    text = placeless.placeless(frame.args["text"], talk.library.names)
    last = "own" if frame.args.get("own") else "leave"
    options = (("keep", say("bringing.keep")), ("self", say("details.self")), ("last", say(f"bringing.{last}")))
    name = "bringing.proposal" if len(text) <= LONGEST else "bringing.proposal_long"
    return choice(name, *options, values={"text": text[:LONGEST]})


def _chosen(talk: Talk, frame: Frame, option: str) -> None:
    if option == "self":
        ask(talk, replace(frame, name="bring_self"))
    elif option == "keep":
        for ref in frame.args.get("refs", "").split():
            talk.work.take_back(ref)
        _keep(talk, frame, placeless.placeless(frame.args["text"], talk.library.names))
    elif frame.args.get("own"):
        _keep(talk, frame, frame.args["text"])
    else:
        talk.say("bringing.not_kept")


def _typed(talk: Talk, frame: Frame, text: str) -> bool:
    """A whole text at the proposal is the writer's own version."""
    if len(words(text)) < A_TEXT:
        return ask_again(talk, frame, text)
    return _own_text(talk, frame, text)


def _self_question(talk: Talk, frame: Frame) -> Choose:
    return choice("bringing.send", ("back", say("details.back")))


def _self_chosen(talk: Talk, frame: Frame, option: str) -> None:
    ask(talk, replace(frame, name="bring"))


def _own_text(talk: Talk, frame: Frame, text: str) -> bool:
    """The version as the writer wants it; it is looked at once more."""
    talk.pop()
    refs = " ".join(filter(None, (frame.args.get("refs", ""), talk.message)))
    if placeless.find(text, talk.library.names):
        args = {"of": frame.args["of"], "text": text, "own": "1", "refs": refs}
        ask(talk, Frame("prompt", "bring", args=args))
    else:
        _keep(talk, frame, text)
    return True


def _keep(talk: Talk, frame: Frame, text: str) -> None:
    """Keep the version as an entry of its own, with the themes and the level of what it was made of."""
    source = of_run(talk, frame.args["of"])
    run_id = journal.keep_draft(talk, text, question=say("bringing.title"))
    journal.finish(talk, run_id)
    told = {key: source.about[key] for key in ("themes", "level", "area") if key in source.about} if source else {}
    tell(talk, run_id, {**told, "of": frame.args["of"]})
    if reminding.wishes(talk).stopped:
        talk.say("bringing.stopped", _then(run_id))
    else:
        ask(talk, Frame("prompt", "bring_day", args={"run": run_id, "new": "1"}))


def _day_question(talk: Talk, frame: Frame) -> Choose:
    """When is the meeting? Then it lies ready to look back on."""
    options = (("7", say("bringing.in_week")), ("14", say("bringing.in_two")), ("no", say("bringing.unknown")))
    return choice("bringing.when" if frame.args.get("new") else "bringing.when_now", *options)


def _day_chosen(talk: Talk, frame: Frame, option: str) -> None:
    if option == "no":
        talk.say("bringing.no_day", _then(frame.args["run"]))
    else:
        _plan(talk, frame.args["run"], dates.today(talk.incoming.at) + timedelta(days=int(option)))


def _day_text(talk: Talk, frame: Frame, text: str) -> bool:
    """A day in words ("donderdag", "over drie weken"); anything else goes on to what lies below."""
    found = when.find(text, dates.today(talk.incoming.at))
    talk.pop()
    if not found:
        return False
    _plan(talk, frame.args["run"], found[-1].day)
    return True


def _plan(talk: Talk, run_id: str, day: date) -> None:
    due = wall(day, AFTERNOON, zone(reminding.wishes(talk).zone))
    due = max(due, talk.incoming.at + timedelta(hours=1))
    talk.work.agenda.put(due, f"inbrengterug {run_id}", Kind.MOMENT, f"bring:{run_id}")
    tell(talk, run_id, {"return": day.isoformat()})
    told = dates.named(day, dates.today(talk.incoming.at))
    talk.say("bringing.comes_back", _then(run_id), day=told, time=f"{AFTERNOON:%H.%M}")


def _then(run_id: str) -> tuple[Button, ...]:
    read = command_button(say("bringing.read"), f"lees {run_id}")
    return (read, command_button(say("bringing.take"), f"bestand {run_id}"))


def come_back(talk: Talk, run_id: str) -> None:
    """The day of the meeting: say that something lies ready, without what."""
    if talk.work.run(run_id) is None:
        return
    show = command_button(say("menu.show_it"), f"inbrengkijk {run_id}")
    tomorrow = command_button(say("menu.tomorrow"), f"inbrengmorgen {run_id}")
    talk.say("menu.returned", (show, tomorrow, command_button(say("menu.let_rest"), f"rust {run_id}")))


def look_back(talk: Talk, run_id: str) -> None:
    """What was brought in, and whether it was talked about."""
    if of_run(talk, run_id) is None:
        talk.say("journal.nothing_written")
    else:
        ask(talk, Frame("prompt", "bring_held", args={"run": run_id}))


def _held_question(talk: Talk, frame: Frame) -> Choose:
    options = (("yes", say("bringing.held")), ("no", say("bringing.not_yet")))
    values = {"text": excerpt(journal.first_text(talk, frame.args["run"]), 200)}
    return choice("bringing.was_held", *options, values=values)


def _held_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Once it was held: on which day, and what a register asks of it. Else another day."""
    run_id = frame.args["run"]
    if option == "no":
        ask(talk, Frame("prompt", "bring_day", args={"run": run_id}))
        return
    entry, today = of_run(talk, run_id), dates.today(talk.incoming.at).isoformat()
    planned = str(entry.about.get("return", today)) if entry else today
    tell(talk, run_id, {"day": min(planned, today), "form": "intervisie"})
    registering.begin(talk, run_id)


COMMANDS: Mapping[str, Callable[[Talk, str], None]] = {
    "inbrengvraag": offer,
    "inbrengkeuze": choices,
    "inbreng": begin,
    "inbrengterug": come_back,
    "inbrengkijk": look_back,
    "inbrengmorgen": lambda talk, rest: reminded.till_tomorrow(talk, f"inbrengterug {rest}"),
}
PROMPTS: Mapping[str, Prompt] = {
    "bring": Prompt(_question, _chosen, _typed),
    "bring_self": Prompt(_self_question, _self_chosen, _own_text),
    "bring_day": Prompt(_day_question, _day_chosen, _day_text),
    "bring_held": Prompt(_held_question, _held_chosen, ask_again),
}
