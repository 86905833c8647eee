"""Consent: the one screen at first contact, before anything of a person is kept for good.

What the person sent before choosing waits, encrypted, in the prompt itself, and is handled right after the yes. A new
version of the text asks again and tells what changed. Who takes the consent back keeps what stands there, and nothing
new is kept until they give it again: what they send then waits nowhere.
"""

from __future__ import annotations

import json
from dataclasses import replace

from bot.dialogue.model import Choose
from bot.dialogue.turn import Incoming, Signal
from bot.privacy import retention
from bot.services import keeping, own_data, play
from bot.services.focus import Frame
from bot.services.prompting import ask, ask_again, choice
from bot.services.talk import Talk
from bot.services.uploads import NOT_FETCHED
from bot.texts import say

VERSION = 2  # of the text; with a new one, `consent.changed_N` says what is new in it
OPEN = frozenset({"privacy", "verwijder", "noodhulp", "mijngegevens"})  # what can be done without consent
OWN = frozenset({"delete", "delete_part", "delete_period"})  # prompts that only take away


def given(talk: Talk) -> bool:
    """Whether the person agreed to the present version, and did not take that back."""
    consent = talk.work.settings().get("consent", {})
    return bool(consent.get("version") == VERSION and "withdrawn" not in consent)


def withdrawn(talk: Talk) -> bool:
    """Whether the person took their consent back."""
    return "withdrawn" in talk.work.settings().get("consent", {})


def gate(talk: Talk) -> None:
    """Show the screen; what they came for waits, but for who took the consent back: that is let go of."""
    waiting = [] if _is_start(talk.incoming) else [_packed(talk.incoming)]
    if withdrawn(talk):
        waiting = []
        talk.work.unsay(talk.incoming.ref)
    ask(talk, Frame("prompt", "consent", args={"waiting": json.dumps(waiting)}))


def question(talk: Talk, frame: Frame) -> Choose:
    """The screen: what is kept, who sees it, who runs it; or what is new; or that nothing new is kept now."""
    yes, more = ("yes", say("consent.yes")), ("more", say("consent.more"))
    if withdrawn(talk):
        options = (("yes", say("consent.yes_again")), ("take", say("own_data.take_out")))
        return choice("consent.withdrawn", *options, ("delete", say("own_data.delete")))
    agreed = talk.work.settings().get("consent", {}).get("version", 0)
    runs = own_data.who_runs(talk)
    if not agreed:
        return choice("consent.screen", yes, more, ("no", say("consent.no")), runs=runs)
    news = "\n".join(say(f"consent.changed_{number}") for number in range(agreed + 1, VERSION + 1))
    return choice("consent.screen_again", yes, more, ("no", say("consent.not_now")), news=news, runs=runs)


def chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Agreed: go straight to what the person came for. Not agreed: everything goes, or stays as it was for who did."""
    if option == "more":
        own_data.privacy(talk)
        ask(talk, replace(frame))
    elif option == "take":
        own_data.take_out(talk)
        ask(talk, replace(frame))
    elif option == "delete":
        talk.push(frame)
        own_data.ask_delete(talk)
    elif option == "no" and "version" in talk.work.settings().get("consent", {}):
        withdraw(talk)
    elif option == "no":
        own_data.forget(talk, "consent.farewell")
    else:
        _agree(talk, frame)


def _agree(talk: Talk, frame: Frame) -> None:
    settings = talk.work.settings()
    settings["consent"] = {"version": VERSION, "at": talk.incoming.at.isoformat()}
    talk.work.keep_settings(settings)
    keeping.plan(talk, keeping.own(talk))
    waiting = [_unpacked(item, talk.incoming) for item in json.loads(frame.args["waiting"])]
    talk.pending += waiting
    talk.allowed += len(waiting)
    if not waiting:
        talk.go("start")


def ask_withdraw(talk: Talk) -> None:
    """Ask whether the consent is taken back, and say what that means."""
    ask(talk, Frame("prompt", "withdraw_consent"))


def withdraw_question(talk: Talk, frame: Frame) -> Choose:
    """What taking it back means."""
    return choice("consent.withdraw_sure", ("no", say("consent.withdraw_no")), ("yes", say("consent.withdraw_yes")))


def withdraw_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Take it back, or not."""
    if option == "yes":
        withdraw(talk)
    else:
        talk.say("consent.withdraw_not")


def withdraw(talk: Talk) -> None:
    """From now on nothing new is kept; what stands there stays, and can be taken out or deleted."""
    settings = talk.work.settings()
    settings["consent"] = {**settings.get("consent", {}), "withdrawn": talk.incoming.at.isoformat()}
    talk.work.keep_settings(settings)
    play.set_aside(talk)
    ask(talk, Frame("prompt", "consent", args={"waiting": "[]"}))


def text(talk: Talk, frame: Frame, words: str) -> bool:
    """Something else was sent meanwhile: it waits too, but for who took the consent back."""
    if withdrawn(talk):
        talk.work.unsay(talk.incoming.ref)
        return ask_again(talk, frame, words)
    waiting = [*json.loads(frame.args["waiting"]), _packed(talk.incoming)]
    talk.pop()
    kept = replace(frame, args={"waiting": json.dumps(waiting)})
    talk.push(kept)
    return ask_again(talk, kept, words)


def hold(talk: Talk) -> None:
    """Something became due while there is no consent: it is looked at again tomorrow, and nothing is said."""
    for row in (*talk.work.agenda.all(), *talk.work.agenda.looks()):
        if row.due <= talk.incoming.at:
            talk.work.agenda.move(row, talk.incoming.at + retention.DAY)


def _is_start(incoming: Incoming) -> bool:
    return incoming.signal is Signal.COMMAND and incoming.text == "start"


def _packed(incoming: Incoming) -> list[str]:
    if incoming.signal is Signal.FILE:  # nothing as large as a file is kept of somebody who did not agree yet
        return [Signal.OTHER.value, NOT_FETCHED, incoming.ref]
    return [incoming.signal.value, incoming.text, incoming.ref]


def _unpacked(item: list[str], now: Incoming) -> Incoming:
    return Incoming(Signal(item[0]), now.at, item[1], item[2])
