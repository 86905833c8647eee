"""Settings: when Nabij may speak first, in one screen, with the ways to change it, to pause it and to stop it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.dialogue.turn import Button
from bot.people import zones
from bot.people.nudges import PAUSE, Kind, Wishes, allowed
from bot.people.rhythm import day_later, zone
from bot.services import clock, keeping, reminding
from bot.services.agreeing import told
from bot.services.focus import Frame
from bot.services.prompting import ask
from bot.services.talk import Talk, command_button
from bot.texts import say


def command(talk: Talk, rest: str = "") -> None:
    """`instellingen`, with what is to be set behind it."""
    name, _, more = rest.partition(" ")
    _ACTS.get(name, _screen)(talk, more)


def _screen(talk: Talk, _: str = "") -> None:
    """All that is set, in one screen."""
    wanted = reminding.wishes(talk)
    buttons = [("reminders.rhythm", "ritme"), ("reminders.rest", "rust"), ("reminders.no_more", "uit")]
    if wanted.stopped:
        buttons = [("reminders.on_again", "aan")]
    elif _paused(talk, wanted):
        buttons[1] = ("reminders.on_again", "aan")
    row = tuple(command_button(say(name), f"instellingen {act}") for name, act in buttons)
    talk.say("reminders.settings", row, lines="\n".join([*_lines(talk, wanted), keeping.line(talk)]))


def _lines(talk: Talk, wanted: Wishes) -> list[str]:
    lines = [say("reminders.settings_stopped")] if wanted.stopped else _planned(talk, wanted)
    lines.append(quiet_line(wanted))
    lines.append(say("reminders.settings_zone", zone=zones.name(wanted.zone)))
    weekend = "" if wanted.weekend else say("reminders.settings_no_weekend")
    return lines if wanted.stopped else [*lines, say("reminders.settings_limits", weekend=weekend)]


def _planned(talk: Talk, wanted: Wishes) -> list[str]:
    names = {what: say(f"reminders.name_{what}").capitalize() for what in wanted.rhythms}
    lines = [
        say("reminders.settings_rhythm", what=names[what], rhythm=clock.rhythm(rhythm))
        for what, rhythm in wanted.rhythms.items()
    ] or [say("reminders.settings_none")]
    once = [row for row in talk.work.agenda.all() if row.kind is not Kind.RHYTHM and row.due > talk.incoming.at]
    if once:
        first = told(talk, wanted, allowed(wanted, once[0].kind, once[0].due))
        lines.append(say("reminders.settings_once", count=len(once), moment=first))
    if _paused(talk, wanted):
        lines.append(say("reminders.settings_paused", moment=told(talk, wanted, wanted.paused or talk.incoming.at)))
    return lines


def quiet_line(wanted: Wishes) -> str:
    """The quiet hours in a sentence."""
    if wanted.quiet is None:
        return say("reminders.settings_no_quiet")
    begin, end = wanted.quiet
    return say("reminders.settings_quiet", begin=f"{begin:%H:%M}", end=f"{end:%H:%M}")


def _paused(talk: Talk, wanted: Wishes) -> bool:
    return wanted.paused is not None and wanted.paused > talk.incoming.at


def _rhythm(talk: Talk, what: str) -> None:
    kinds = reminding.kinds(talk)
    if what in kinds or len(kinds) == 1:
        ask(talk, Frame("prompt", "rhythm", args={"what": what or reminding.NOTE}))
        return
    row = tuple(command_button(say(f"reminders.button_{name}"), f"instellingen ritme {name}") for name in kinds)
    talk.say("reminders.which", row)


def stop_rhythm(talk: Talk, what: str) -> None:
    """No more of this rhythm."""
    wanted = reminding.wishes(talk)
    had = what in wanted.rhythms
    reminding.keep(talk, replace(wanted, rhythms={name: it for name, it in wanted.rhythms.items() if name != what}))
    _drop(talk, f"rhythm:{what}")
    talk.say("reminders.rhythm_stopped" if had else "reminders.rhythm_none")


def _call_off(talk: Talk, key: str) -> None:
    _drop(talk, key)
    talk.say("reminders.called_off")


def _drop(talk: Talk, key: str) -> None:
    for row in talk.work.agenda.all():
        if key and row.key == key:
            talk.work.agenda.drop(row)


def _rest(talk: Talk, _: str) -> None:
    names = (("reminders.week", "pauze"), ("reminders.quiet", "stil"), ("reminders.zone", "zone"))
    talk.say("reminders.rest_screen", tuple(command_button(say(name), f"instellingen {act}") for name, act in names))


def _pause(talk: Talk, _: str) -> None:
    wanted = reminding.wishes(talk)
    until = day_later(talk.incoming.at, zone(wanted.zone), PAUSE.days)
    wanted = replace(wanted, paused=until)
    reminding.keep(talk, wanted)
    talk.say("reminders.paused", _again_button(), moment=told(talk, wanted, until))


def _again_button() -> tuple[Button, ...]:
    return (command_button(say("reminders.on_again"), "instellingen aan"),)


def _stop(talk: Talk, _: str) -> None:
    """Nothing more, in one tap. What had a moment is off; rhythms are remembered for when they are wanted again."""
    reminding.keep(talk, replace(reminding.wishes(talk), stopped=True))
    for row in talk.work.agenda.all():
        if row.kind is not Kind.RETURN:
            talk.work.agenda.drop(row)
    talk.say("reminders.stopped", _again_button())


def turn_on(talk: Talk) -> None:
    """Nabij may speak first again."""
    wanted = replace(reminding.wishes(talk), stopped=False, paused=None)
    reminding.keep(talk, wanted)
    plan_again(talk, wanted)


def _start(talk: Talk, _: str) -> None:
    turn_on(talk)
    talk.say("reminders.started")
    _screen(talk)


def plan_again(talk: Talk, wanted: Wishes) -> None:
    """Work the next moment of each rhythm out anew."""
    for what in wanted.rhythms if not wanted.stopped else ():
        reminding.plan_rhythm(talk, wanted, what)


_ACTS: Mapping[str, Callable[[Talk, str], None]] = {
    "ritme": _rhythm,
    "rust": _rest,
    "pauze": _pause,
    "uit": _stop,
    "aan": _start,
    "stop": stop_rhythm,
    "weg": _call_off,
    "bewaartermijn": lambda talk, _: talk.go("bewaartermijn"),
    "stil": lambda talk, _: ask(talk, Frame("prompt", "quiet")),
    "zone": lambda talk, _: ask(talk, Frame("prompt", "zone")),
}
