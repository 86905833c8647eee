"""Reminded: what the buttons under a reminder do. Show what lies ready, tomorrow again, or let it rest."""

from __future__ import annotations

from dataclasses import replace

from bot.people.nudges import Kind, next_round, same_day, tomorrow
from bot.services import assigned, doing, keeping, play, slow
from bot.services.reminding import ALL, AT_TIME, NOTE, OF_A_RUN, OPENING, SLOW, keep, opening, still_open, wishes
from bot.services.talk import Talk, command_button
from bot.texts import say

# What says that something lies ready, and what shows it.
_GOES_ON = {
    "terugkeer": "verder", "planterug": "kijkterug", "inbrengterug": "inbrengkijk", "deling-nieuw": "deling",
    "reactie-nieuw": "deling", "groepsreactie-nieuw": "groepsreactie",
}  # fmt: skip
_NAMES = {
    "planterug": "reminders.plan", "deling-nieuw": "sharing.ready_share", "reactie-nieuw": "sharing.ready_comment",
    "groepsreactie-nieuw": "sharing.ready_note", "inbrengterug": "bringing.file_title",
}  # fmt: skip


def show(talk: Talk, what: str) -> None:
    """`toon alles`: what lies ready; `toon dagopening`, `toon slow`: begin that."""
    if what == OPENING:
        _open_day(talk)
    elif what == SLOW:
        slow.pick(talk)
    else:
        _show_all(talk)


def _show_all(talk: Talk) -> None:
    ready = [command for command in wishes(talk).ready if still_open(talk, command)]
    if not ready:
        talk.say("reminders.nothing_ready", (command_button(say("menu.menu"), "menu"),))
    elif len(ready) == 1:
        talk.go(_opens(ready[0]))
    else:
        lines = [
            say("reminders.line", number=number, what=_title(talk, command)) for number, command in enumerate(ready, 1)
        ]
        buttons = [command_button(str(number), _opens(command)) for number, command in enumerate(ready, 1)]
        rows = (tuple(buttons[place : place + 5]) for place in range(0, len(buttons), 5))
        talk.say("reminders.lies_ready", *rows, lines="\n".join(lines))


def _open_day(talk: Talk) -> None:
    dialogue = opening(talk)
    if dialogue:
        play.open_dialogue(talk, dialogue)
    else:
        talk.say("reminders.no_opening", (command_button(say("reminders.write"), "notitie"),))


def _opens(command: str) -> str:
    """The command that goes on with what a reminder is about."""
    name, _, rest = command.partition(" ")
    if name == AT_TIME:
        return "notitie" if rest == NOTE else f"toon {rest}"
    return f"{_GOES_ON[name]} {rest}" if name in _GOES_ON else command


def _title(talk: Talk, command: str) -> str:
    name, _, rest = command.partition(" ")
    if name == AT_TIME:
        return say(f"reminders.name_{rest}")
    if name in doing.TOLD:
        return assigned.title(talk, command)
    if command == keeping.TELLING:
        return say("keeping.title")
    if name in _NAMES:
        return say(_NAMES[name])
    run = talk.work.run(rest) if name == "terugkeer" else None
    dialogue = talk.library.dialogues.get(run.dialogue) if run else None
    return dialogue.title if dialogue else say("reminders.something")


def till_tomorrow(talk: Talk, rest: str) -> None:
    """`morgen alles`, `morgen RUN` or `morgen COMMAND`: once more, tomorrow at this time."""
    wanted, now = wishes(talk), talk.incoming.at
    if wanted.stopped:
        talk.say("reminders.settings_stopped", (command_button(say("reminders.on_again"), "instellingen aan"),))
        return
    at = tomorrow(wanted, now)
    commands = wanted.ready if rest == ALL else (rest if " " in rest else f"terugkeer {rest}",)
    for command in commands:
        rhythm = wanted.rhythms.get(command.removeprefix(f"{AT_TIME} "))
        if rhythm is None or not same_day(wanted, next_round(wanted, rhythm, now), at):
            talk.work.agenda.put(at, command, Kind.MOMENT, f"again:{command}")
    if rest == ALL:
        keep(talk, replace(wanted, ready=()))
    talk.say("menu.till_tomorrow")


def let_rest(talk: Talk, rest: str) -> None:
    """`rust alles`, `rust tijd WHAT` or `rust RUN`: nothing more comes of it by itself."""
    wanted = wishes(talk)
    if rest == ALL:
        keep(talk, replace(wanted, ready=()))
        talk.say("reminders.all_resting")
        return
    commands = (rest, *(f"{name} {rest}" for name in OF_A_RUN))
    for row in talk.work.agenda.all():
        if row.command in commands and row.kind is not Kind.RHYTHM:
            talk.work.agenda.drop(row)
    talk.say("reminders.called_off" if rest.startswith(f"{AT_TIME} ") else "menu.resting")
