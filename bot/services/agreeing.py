"""Agreeing: a moment or a rhythm that a person names in their own words is set, and told back as it will be."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime, time

from bot.people import spoken
from bot.people.nudges import Kind, Wishes, allowed
from bot.people.rhythm import Rhythm, zone
from bot.services import clock, reminding
from bot.services.focus import Frame
from bot.services.prompting import ask
from bot.services.talk import Talk, command_button
from bot.texts import say

_OPENING_AT = time(8, 30)  # when no time is named: before the first appointment


def remind(talk: Talk, rest: str = "") -> None:
    """`herinner over 2 uur`; without a moment it asks for one."""
    if not rest or not agree(talk, reminding.NOTE, rest):
        ask(talk, Frame("prompt", "rhythm", args={"what": reminding.NOTE}))


def asked_for(talk: Talk, text: str) -> bool:
    """Whether a free text asks for a reminder; then it is set."""
    return spoken.asks(text) and agree(talk, reminding.NOTE, text)


def agree(talk: Talk, what: str, text: str) -> bool:
    """Set the rhythm or moment that a text names; False when it names none."""
    wanted = replace(reminding.wishes(talk), stopped=False)
    at = _OPENING_AT if what == reminding.OPENING else spoken.AT
    found = spoken.understand(text, talk.incoming.at, zone(wanted.zone), at)
    if isinstance(found, Rhythm):
        _set_rhythm(talk, wanted, what, found)
    elif found is not None:
        _set_moment(talk, wanted, what, found)
    return found is not None


def _set_rhythm(talk: Talk, wanted: Wishes, what: str, rhythm: Rhythm) -> None:
    wanted = replace(wanted, rhythms={**wanted.rhythms, what: rhythm})
    reminding.keep(talk, wanted)
    due = reminding.plan_rhythm(talk, wanted, what)
    comes = allowed(wanted, Kind.RHYTHM, due)
    button = command_button(say("reminders.stop_this"), f"instellingen stop {what}")
    talk.say("reminders.rhythm_set", (button,), rhythm=clock.rhythm(rhythm), moment=told(talk, wanted, comes))
    _if_moved(talk, wanted, due, comes)


def _set_moment(talk: Talk, wanted: Wishes, what: str, due: datetime) -> None:
    reminding.keep(talk, wanted)
    key, comes = f"moment:{secrets.token_hex(6)}", allowed(wanted, Kind.MOMENT, due)
    talk.work.agenda.put(comes, f"{reminding.AT_TIME} {what}", Kind.MOMENT, key)
    button = command_button(say("reminders.not_after_all"), f"instellingen weg {key}")
    talk.say("reminders.once_set", (button,), moment=told(talk, wanted, comes))
    _if_moved(talk, wanted, due, comes)


def _if_moved(talk: Talk, wanted: Wishes, due: datetime, comes: datetime) -> None:
    """Say why it comes later than was asked, above the sentence that says when."""
    if comes != due:
        name = "reminders.in_pause" if wanted.paused and due < wanted.paused else "reminders.in_quiet"
        talk.say(name)
        talk.replies[-2:] = reversed(talk.replies[-2:])


def told(talk: Talk, wanted: Wishes, at: datetime) -> str:
    """A moment in words, where the person is."""
    return clock.moment(at, talk.incoming.at, zone(wanted.zone))
