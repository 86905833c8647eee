"""Converse: one incoming of one person, from the store to the replies. The handler that the worker calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.dialogue.turn import Incoming, Signal
from bot.privacy.care import Phrase
from bot.services import (
    careful,
    commands,
    consent,
    consult,
    journal,
    own_casus,
    own_shelf,
    placing,
    play,
    presses,
    prompting,
    search,
)
from bot.services.agenda import WAKE
from bot.services.house import KINDS
from bot.services.library import Library
from bot.services.ports import Work
from bot.services.talk import Talk

MOST_IN_A_TURN = 20  # what makes new work for itself is cut off here; what waited for the consent is extra


class Conversation:
    """Handles what people send; holds nothing of anyone.

    Args:
        library: the content and the look-up.
    """

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, work: Work, incoming: Incoming) -> None:
        """Handle one incoming within a unit of work; never raises for anything a person sends."""
        talk = Talk(work, own_shelf.of(self._library, work), KINDS, incoming)
        talk.pending.append(incoming)
        done = 0
        while talk.pending and not talk.gone and done < MOST_IN_A_TURN + talk.allowed:
            done += 1
            talk.incoming = talk.pending.pop(0)
            _route(talk)
        talk.close()


def _route(talk: Talk) -> None:
    if consent.given(talk):
        _BY_SIGNAL[talk.incoming.signal](talk)
    else:
        _without_consent(talk)


def _without_consent(talk: Talk) -> None:
    """Only the screen's own buttons and what shows or takes away own data do something; all else waits."""
    said = _meant(talk)
    name = said.text.partition(" ")[0] if said.signal is Signal.COMMAND else ""
    if name == WAKE:
        consent.hold(talk)
    elif name in consent.OPEN:
        talk.incoming = said
        commands.run(talk)
    else:
        if said.signal not in (Signal.PRESS, Signal.TEXT):
            for prompt in consent.OWN:
                talk.focus = talk.focus.without("prompt", prompt)
        _at_the_screen(talk, said)


def _at_the_screen(talk: Talk, said: Incoming) -> None:
    top = talk.focus.top
    if top is None or top.kind != "prompt" or top.name not in consent.OWN | {"consent"}:
        consent.gate(talk)
    elif said.signal is Signal.COMMAND and said.text == "start":
        prompting.take(talk, replace(said, signal=Signal.RESUME))
    elif said.signal in (Signal.PRESS, Signal.TEXT):
        prompting.take(talk, said)
    else:
        prompting.take(talk, replace(said, signal=Signal.TEXT, text=""))


def _meant(talk: Talk) -> Incoming:
    """What came in, with a button that was typed or that stands for a command as what it does."""
    said = talk.incoming
    if said.signal is Signal.TEXT and (key := talk.focus.pressed_by(said.text)):
        said = replace(said, signal=Signal.PRESS, text=key)
    if said.signal is Signal.PRESS and said.text.startswith("c:"):
        said = replace(said, signal=Signal.COMMAND, text=said.text[2:])
    return said


def _text(talk: Talk) -> None:
    text = talk.incoming.text
    key = talk.focus.pressed_by(text)
    if key:
        talk.pending.insert(0, replace(talk.incoming, signal=Signal.PRESS, text=key))
    elif text.lstrip().startswith("?") and text.strip("? \n"):
        consult.look_up(talk, text)
    else:
        phrase = careful.concerned(talk, text)
        if phrase:
            _with_care(talk, phrase)
        else:
            _to_the_top(talk)


def _with_care(talk: Talk, phrase: Phrase) -> None:
    """Keep the text as always, then ask about the danger that it speaks of."""
    text, top = talk.incoming.text, talk.focus.top
    if top is None:
        careful.interrupt(talk, text, phrase, journal.keep_draft(talk, text, talk.incoming.ref))
    elif top.kind == "prompt" and not prompting.take(talk, talk.incoming):
        talk.pending.insert(0, talk.incoming)  # it belongs to what lies below, and is asked about there
    else:
        if top.kind == "run":
            play.play(talk, top.name, talk.incoming)
        careful.interrupt(talk, text, phrase)


def _to_the_top(talk: Talk) -> None:
    top = talk.focus.top
    if top is None:
        search.free_text(talk)
    elif top.kind == "run":
        play.play(talk, top.name, talk.incoming)
    elif not prompting.take(talk, talk.incoming):
        talk.pending.insert(0, talk.incoming)


def _press(talk: Talk) -> None:
    kind, _, rest = talk.incoming.text.partition(":")
    top = talk.focus.top
    if kind == "c":
        talk.pending.insert(0, replace(talk.incoming, signal=Signal.COMMAND, text=rest))
    elif kind == "p" and top and top.kind == "prompt" and talk.incoming.text.startswith(f"p:{top.name}:"):
        prompting.take(talk, talk.incoming)
    elif kind == "r":
        presses.press(talk, talk.incoming.text)
    else:
        talk.say("menu.old_button")
        play.again(talk)


def _edit(talk: Talk) -> None:
    changed = talk.work.edit(talk.incoming.ref, talk.incoming.text, talk.incoming.at)
    talk.say("menu.edited" if changed else "menu.edited_unknown")


def _other(talk: Talk) -> None:
    kind = talk.incoming.text
    known = own_casus.NOT_TAKEN.get(kind) or (f"menu.{kind}" if kind in ("photo", "voice", "sticker") else "menu.other")
    talk.say(known)
    _still_here(talk)


def _file(talk: Talk) -> None:
    if not own_casus.receive(talk):
        _still_here(talk)


def _still_here(talk: Talk) -> None:
    where = placing.where(talk)
    if where:
        talk.say("menu.still_here", where=where)


_BY_SIGNAL: Mapping[Signal, Callable[[Talk], None]] = {
    Signal.TEXT: _text,
    Signal.PRESS: _press,
    Signal.COMMAND: commands.run,
    Signal.EDIT: _edit,
    Signal.FILE: _file,
    Signal.OTHER: _other,
    Signal.START: commands.start,
    Signal.RESUME: play.again,
}
