"""Notes: a moment put down in a minute, deepened when there is time, with a plan that comes back on its day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time, timedelta

from bot.dialogue.model import Choose
from bot.dialogue.turn import CloseAnswer, Incoming, KeepPart, Signal
from bot.language import when
from bot.people.nudges import Kind
from bot.people.rhythm import wall, zone
from bot.services import anonymise, dates, entries_about, journal, play, reminded, reminding, settings, ways_in
from bot.services.focus import Frame
from bot.services.library import NOTE
from bot.services.prompting import ask, choice
from bot.services.talk import Talk, command_button
from bot.texts import say

MOST_SENTENCES = 5  # offered to choose from; more does not fit a phone
_END = re.compile(r"(?<=[.!?])(?<!\b[A-Z]\.)\s+|\n+")  # not after an initial
AFTERNOON = time(16, 45)  # when a plan comes back, in the writer's own time


def close(talk: Talk, run_id: str) -> None:
    """Make a draft a note of the journal, once the writer has looked at names and numbers in it."""
    run = talk.work.run(run_id)
    if run is None:
        talk.say("journal.nothing_written")
    elif not anonymise.hold(talk, run_id, run.step, _command(talk, f"bewaar {run_id}")):
        journal.finish(talk, run_id)
        kept(talk, run_id)


def kept(talk: Talk, run_id: str) -> None:
    """Say when it was kept and that nobody else sees it; offer to go deeper."""
    clock = talk.incoming.at.astimezone(dates.HOME)
    talk.say("notes.kept", time=f"{clock:%H:%M}")
    ways_in.first(talk)
    talk.under(journal.note_buttons(run_id))


def deepen(talk: Talk, run_id: str) -> None:
    """Three short questions; the writer picks the sentence that counts from those of the note."""
    if talk.work.run(run_id) is None:
        talk.say("menu.nothing_to_go_on")
        return
    found = sentences(journal.first_text(talk, run_id))
    if len(found) > 1:
        ask(talk, Frame("prompt", "sentence", args={"run": run_id}))
    else:
        _on_with(talk, run_id, "short", "zin")


def sentences(text: str) -> list[str]:
    """The sentences of a note that are long enough to stay with somebody; the first few."""
    every = [sentence.strip() for sentence in _END.split(text)]
    return [sentence for sentence in every if len(sentence.split()) > 2][:MOST_SENTENCES]


def sentence_question(talk: Talk, frame: Frame) -> Choose:
    """Which sentence stays with you? Numbers to tap; own words may be typed."""
    found = sentences(journal.first_text(talk, frame.args["run"]))
    lines = "\n".join(f"{number} · {{s{number}}}" for number in range(1, len(found) + 1))
    values = {f"s{number}": sentence for number, sentence in enumerate(found, 1)}
    options = [(str(number), str(number)) for number in range(1, len(found) + 1)]
    return choice("notes.which_sentence", *options, values=values, lines=lines)


def sentence_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """The sentence is the answer to the first question."""
    _keep_sentence(talk, frame, sentences(journal.first_text(talk, frame.args["run"]))[int(option) - 1])


def sentence_text(talk: Talk, frame: Frame, text: str) -> bool:
    """A sentence in other words."""
    talk.pop()
    _keep_sentence(talk, frame, text)
    return True


def _keep_sentence(talk: Talk, frame: Frame, sentence: str) -> None:
    run_id = frame.args["run"]
    question = getattr(talk.library.dialogues[NOTE].step("zin"), "text", "")
    talk.work.keep(run_id, KeepPart("zin", question, sentence, talk.incoming.ref), talk.incoming.at)
    talk.work.keep(run_id, CloseAnswer("zin"), talk.incoming.at)
    _on_with(talk, run_id, "short", "aandeel")


def _on_with(talk: Talk, run_id: str, form: str, step: str) -> None:
    """Open a note again at a question of another of its parts."""
    run = talk.work.run(run_id)
    if run is None:
        talk.say("menu.nothing_to_go_on")
        return
    play.set_aside(talk)
    talk.push(Frame("run", run_id))
    marks = tuple(mark for mark in run.marks if mark not in ("done", "end"))
    scene = getattr(talk.library.dialogues[NOTE].step(step), "scene", "")
    opened = replace(run, form=form, step=step, scene=scene, stage="wait", state="active", marks=marks)
    talk.work.keep_run(run_id, opened)
    play.play(talk, run_id, _command(talk, "on"))


def ask_day(talk: Talk, run_id: str, step: str) -> None:
    """When does the plan come back? On the day that was named in it, or one that is chosen."""
    text = journal.text_at(talk, run_id, step)
    found = when.find(text, _today(talk))
    args = {"run": run_id, "step": step, "day": found[-1].day.isoformat() if found else ""}
    ask(talk, Frame("prompt", "return_day", args=args))


def day_question(talk: Talk, frame: Frame) -> Choose:
    """The day that was understood, or three to choose from; with reminders off, that nothing comes."""
    if reminding.wishes(talk).stopped:
        return choice("notes.stopped", ("on", say("reminders.on_again")), ("no", say("notes.no_return")))
    if frame.args["day"]:
        day = date.fromisoformat(frame.args["day"])
        options = (("yes", say("notes.right")), ("other", say("notes.other_day")), ("no", say("notes.no_return")))
        return choice("notes.comes_back", *options, day=dates.named(day, _today(talk)), time=f"{AFTERNOON:%H.%M}")
    options = (("3", say("notes.in_days")), ("7", say("notes.in_week")), ("no", say("notes.no_return")))
    return choice("notes.which_day", *options)


def day_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """The plan is put in the queue, or not."""
    if option == "no":
        talk.say("notes.not_back")
    elif option == "other":
        ask(talk, replace(frame, args={**frame.args, "day": ""}))
    elif option == "on":
        settings.turn_on(talk)
        ask(talk, replace(frame))
    else:
        day = date.fromisoformat(frame.args["day"]) if option == "yes" else _today(talk) + timedelta(days=int(option))
        _schedule(talk, frame.args["run"], day)
        talk.say("notes.after")


def day_text(talk: Talk, frame: Frame, text: str) -> bool:
    """A day in words; anything else goes on to what lies below."""
    found = when.find(text, _today(talk))
    talk.pop()
    if not found:
        return False
    ask(talk, replace(frame, args={**frame.args, "day": found[-1].day.isoformat()}))
    return True


def _schedule(talk: Talk, run_id: str, day: date) -> None:
    due = wall(day, AFTERNOON, zone(reminding.wishes(talk).zone))
    due = max(due, talk.incoming.at + timedelta(hours=1))
    # The writer was told this day and time: it is a moment of their own, and another day takes its place.
    talk.work.agenda.put(due, f"planterug {run_id}", Kind.MOMENT, f"plan:{run_id}")
    entries_about.tell(talk, run_id, {"return": day.isoformat()})


def come_back(talk: Talk, run_id: str) -> None:
    """The day has come: say that something lies ready, without what."""
    if talk.work.run(run_id) is None:
        return
    buttons = (
        command_button(say("menu.show_it"), f"kijkterug {run_id}"),
        command_button(say("menu.tomorrow"), f"planmorgen {run_id}"),
        command_button(say("menu.let_rest"), f"rust {run_id}"),
    )
    talk.say("menu.returned", buttons)


def tomorrow(talk: Talk, run_id: str) -> None:
    """A day later."""
    reminded.till_tomorrow(talk, f"planterug {run_id}")


def look_back(talk: Talk, run_id: str) -> None:
    """The plan in the writer's own words, and how it went."""
    if talk.work.run(run_id) is None:
        talk.say("menu.nothing_to_go_on")
        return
    plan = journal.text_at(talk, run_id, "plan")
    if plan:
        talk.say("notes.your_plan", values={"plan": plan})
    _on_with(talk, run_id, journal.BACK_FORM, "verloop")


def _today(talk: Talk) -> date:
    return dates.today(talk.incoming.at)


def _command(talk: Talk, text: str) -> Incoming:
    return Incoming(Signal.COMMAND, talk.incoming.at, text)
