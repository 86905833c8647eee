"""Reminding: what happens when something is due. One queue: a turn sees all that waits and sends one message.

What it says shows no content. What may not come yet moves; what waited more than a day while nothing ran, and whatever
comes together, is one line with a count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.dialogue.model import Dialogue
from bot.people.nudges import LATE, SETTINGS, Kind, Wishes, allowed, next_round, same_day
from bot.services import clock, doing, group_notes, keeping, play, shared, slow
from bot.services.agenda import Planned
from bot.services.talk import Talk, command_button
from bot.texts import say

NOTE, OPENING, SLOW = "note", "dagopening", "slow"  # what a rhythm or a moment can be for
AT_TIME = "tijd"  # the command of a reminder for one of those
ALL = "alles"
OF_A_RUN = ("terugkeer", "planterug", "inbrengterug")  # commands that come back to a run
BUSY = timedelta(minutes=15)  # somebody who answered less long ago is not disturbed
HUSHED = frozenset(
    {"consent", "care", "care_next", "calling"}
)  # prompts in which Nabij keeps silent until the person is back


def wishes(talk: Talk) -> Wishes:
    """What the person wants of reminders."""
    return Wishes.from_data(talk.work.settings().get(SETTINGS, {}))


def keep(talk: Talk, wanted: Wishes) -> None:
    """Keep what the person wants."""
    settings = talk.work.settings()
    settings[SETTINGS] = wanted.to_data()
    talk.work.keep_settings(settings)


def kinds(talk: Talk) -> list[str]:
    """What a rhythm can be for with the dialogues there are."""
    there = {OPENING: opening(talk) is not None, SLOW: bool(talk.library.of_kind(slow.KIND))}
    return [NOTE, *(what for what, here in there.items() if here)]


def opening(talk: Talk) -> Dialogue | None:
    """The dialogue to begin a day with, when it is installed."""
    return talk.library.dialogues.get(talk.library.day_opening)


def plan_rhythm(talk: Talk, wanted: Wishes, what: str) -> datetime:
    """Put the next moment of a rhythm in the agenda; return it."""
    due = next_round(wanted, wanted.rhythms[what], talk.incoming.at)
    talk.work.agenda.put(due, f"{AT_TIME} {what}", Kind.RHYTHM, f"rhythm:{what}")
    return due


def wake(talk: Talk, _: str = "") -> None:
    """Something of this person is due: send what may come, in one message, and move the rest."""
    keeping.look(talk)
    now, wanted = talk.incoming.at, wishes(talk)
    talk.work.take_away(now)
    rows = _living(talk, wanted)
    due = [row for row in rows if row.due <= now]
    earliest = {row.id: _earliest(talk, wanted, row, rows) for row in due}
    ready = [row for row in due if earliest[row.id] <= now]
    if ready:
        ready += [row for row in rows if row not in ready and row.kind is not Kind.RHYTHM and row.since <= now]
        _send(talk, wanted, ready)
    for row in due:
        if row not in ready:
            talk.work.agenda.move(row, earliest[row.id], late=row.kind is not Kind.RHYTHM and now - row.due > LATE)


def _living(talk: Talk, wanted: Wishes) -> list[Planned]:
    """What is planned and still means something; what is due and does not is let go."""
    living = []
    for row in talk.work.agenda.all():
        if not wanted.stopped and _lives(talk, wanted, row):
            living.append(row)
        elif row.due <= talk.incoming.at:
            talk.work.agenda.drop(row)
    return living


def _lives(talk: Talk, wanted: Wishes, row: Planned) -> bool:
    if row.kind is Kind.RHYTHM:
        return _what(row) in wanted.rhythms
    if row.command == f"terugkeer {talk.focus.run}":
        return False  # the person is in it already
    return still_open(talk, row.command)


def still_open(talk: Talk, command: str) -> bool:
    """Whether there is something to come back to; a run may be finished, or gone, since."""
    name, _, rest = command.partition(" ")
    if name in doing.TOLD:
        return doing.lives(talk, command)
    run = talk.work.run(rest) if name in OF_A_RUN else None
    if name in ("deling-nieuw", "reactie-nieuw"):
        return shared.is_there(talk, command)
    if name == "groepsreactie-nieuw":
        return group_notes.is_there(talk, rest)
    if name == "terugkeer":
        return run is not None and run.state not in ("finished", "stopped")
    return run is not None or name not in OF_A_RUN


def _earliest(talk: Talk, wanted: Wishes, row: Planned, rows: Sequence[Planned]) -> datetime:
    """When a reminder that is due may come: now, or later. On another day than was asked for, the limits hold."""
    now = talk.incoming.at
    asked_for = row.due if row.kind is Kind.RHYTHM else row.since
    kind = row.kind if same_day(wanted, asked_for, now) else Kind.RETURN
    at = allowed(wanted, kind, now)
    if at > now:
        skipped = row.kind is Kind.RHYTHM and (kind is Kind.RETURN or (wanted.paused or now) > now)
        return next_round(wanted, wanted.rhythms[_what(row)], now) if skipped else at
    if _silent(talk, kind):
        return now + BUSY
    if kind is Kind.RETURN:  # one message a day: it comes along with a rhythm of today
        rounds = [other.due for other in rows if other.kind is Kind.RHYTHM and other.due > now]
        return min((due for due in rounds if same_day(wanted, due, now)), default=at)
    return at


def _what(row: Planned) -> str:
    """What a rhythm or a moment is for."""
    return row.command.partition(" ")[2]


def _silent(talk: Talk, kind: Kind) -> bool:
    """Whether the person is best left alone just now."""
    if any(frame.kind == "prompt" and frame.name in HUSHED for frame in talk.focus.frames):
        return True
    run = talk.work.run(talk.focus.run) if talk.focus.run and kind is not Kind.MOMENT else None
    return bool(run and run.state == "active" and run.at and talk.incoming.at - run.at < BUSY)


def _send(talk: Talk, wanted: Wishes, rows: Sequence[Planned]) -> None:
    """One message for all of these."""
    now = talk.incoming.at
    for row in rows:
        if row.kind is Kind.RHYTHM:
            plan_rhythm(talk, wanted, _what(row))
        else:
            talk.work.agenda.drop(row)
    commands = tuple(dict.fromkeys(row.command for row in sorted(rows, key=lambda row: row.since)))
    fresh = [row for row in rows if not row.late and now - row.due <= LATE]
    if len(commands) == 1 and fresh:
        keep(talk, wanted.having_sent(now))
        _as_it_is(talk, next((row for row in fresh if row.kind is Kind.RHYTHM), fresh[0]))
    else:
        keep(talk, replace(wanted.having_sent(now), ready=commands))
        for command in commands:
            play.reopen(talk, command.removeprefix("terugkeer "))
        _together(talk, len(commands))


def _as_it_is(talk: Talk, row: Planned) -> None:
    name, _, what = row.command.partition(" ")
    if name != AT_TIME:
        talk.go(row.command)
        return
    what = what if what in kinds(talk) else NOTE
    first = (say("reminders.write"), "notitie") if what == NOTE else (say("menu.show_it"), f"toon {what}")
    last = (say("menu.let_rest"), f"rust {row.command}")
    if row.kind is Kind.RHYTHM:
        last = (say("reminders.stop_this"), f"instellingen stop {_what(row)}")
    morning = (say("menu.tomorrow"), f"morgen {row.command}")
    talk.say(f"reminders.{what}", tuple(command_button(*it) for it in (first, morning, last)))


def _together(talk: Talk, count: int) -> None:
    buttons = (
        command_button(say("menu.show_it"), f"toon {ALL}"),
        command_button(say("menu.tomorrow"), f"morgen {ALL}"),
        command_button(say("menu.let_rest"), f"rust {ALL}"),
    )
    if count == 1:
        talk.say("menu.returned", buttons)
    else:
        talk.say("reminders.several", buttons, count=clock.number(count))
