"""The questions under the settings, which take typed words too: a rhythm or moment, the quiet hours, the time zone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.dialogue.model import Choose
from bot.language.fold import fold, words
from bot.people import spoken, zones
from bot.people.rhythm import zone
from bot.services import clock, play, reminding, settings
from bot.services.agreeing import agree
from bot.services.focus import Frame
from bot.services.prompting import choice, leave_to_below
from bot.services.talk import Prompt, Talk
from bot.texts import say

LONG = 8  # words; a longer text is no moment, and goes where it would have gone without the question


def _back(talk: Talk) -> None:
    talk.go("verder" if talk.focus.run else "instellingen")


def _done(talk: Talk) -> None:
    """After something was set, the question that lay below it."""
    play.again(talk)


def _rhythm_question(talk: Talk, frame: Frame) -> Choose:
    what = frame.args["what"]
    rhythm = reminding.wishes(talk).rhythms.get(what)
    options = [("back", say("reminders.back")), *_offered(f"reminders.offer_{what}")]
    if rhythm is None:
        return choice("reminders.ask", *options, what=say(f"reminders.name_{what}"))
    options = [options[0], ("stop", say("reminders.stop_this")), options[1]]
    return choice("reminders.ask_set", *options, rhythm=clock.rhythm(rhythm))


def _offered(name: str) -> list[tuple[str, str]]:
    return [(f"offer{number}", label) for number, label in enumerate(say(name).split("|"))]


def _rhythm_chosen(talk: Talk, frame: Frame, option: str) -> None:
    what = frame.args["what"]
    if option == "back":
        _back(talk)
        return
    if option == "stop":
        settings.stop_rhythm(talk, what)
    else:
        agree(talk, what, dict(_offered(f"reminders.offer_{what}"))[option])
    _done(talk)


def _rhythm_text(talk: Talk, frame: Frame, text: str) -> bool:
    return _typed(talk, frame, text, lambda: agree(talk, frame.args["what"], text), "reminders.not_a_moment")


def _typed(talk: Talk, frame: Frame, text: str, act: Callable[[], bool], not_read: str) -> bool:
    """Do what was typed, or say that it was not understood; a long text is meant for what lies below."""
    if len(words(text)) > LONG:
        return leave_to_below(talk, frame, text)
    talk.pop()
    if act():
        _done(talk)
    else:
        talk.say(not_read)
        talk.push(frame)
    return True


def _quiet_question(talk: Talk, frame: Frame) -> Choose:
    wanted = reminding.wishes(talk)
    weekend = ("weekend", say("reminders.weekend_not" if wanted.weekend else "reminders.weekend_too"))
    options = [("back", say("reminders.back")), *_offered("reminders.offer_quiet"), weekend]
    return choice("reminders.quiet_ask", *options, now=settings.quiet_line(wanted))


def _quiet_chosen(talk: Talk, frame: Frame, option: str) -> None:
    wanted = reminding.wishes(talk)
    if option == "back":
        _back(talk)
        return
    if option == "weekend":
        reminding.keep(talk, replace(wanted, weekend=not wanted.weekend))
        talk.say("reminders.weekend_unset" if wanted.weekend else "reminders.weekend_set")
    else:
        _set_quiet(talk, dict(_offered("reminders.offer_quiet"))[option])
    _done(talk)


def _quiet_text(talk: Talk, frame: Frame, text: str) -> bool:
    return _typed(talk, frame, text, lambda: _set_quiet(talk, text), "reminders.not_a_span")


def _set_quiet(talk: Talk, text: str) -> bool:
    wanted, quiet = reminding.wishes(talk), spoken.span(text)
    if quiet:
        reminding.keep(talk, replace(wanted, quiet=quiet))
        talk.say("reminders.quiet_set", begin=f"{quiet[0]:%H:%M}", end=f"{quiet[1]:%H:%M}")
        return True
    none = fold(text) in say("reminders.quiet_words_none").split("|")
    if none:
        reminding.keep(talk, replace(wanted, quiet=None))
        talk.say("reminders.quiet_none")
    return none


def _zone_question(talk: Talk, frame: Frame) -> Choose:
    options = [("back", say("reminders.back")), *_offered("reminders.zones_offered")]
    return choice("reminders.zone_ask", *options, zone=zones.name(reminding.wishes(talk).zone))


def _zone_chosen(talk: Talk, frame: Frame, option: str) -> None:
    if option == "back":
        _back(talk)
        return
    _set_zone(talk, dict(_offered("reminders.zones_offered"))[option])
    _done(talk)


def _zone_text(talk: Talk, frame: Frame, text: str) -> bool:
    return _typed(talk, frame, text, lambda: _set_zone(talk, text), "reminders.not_a_zone")


def _set_zone(talk: Talk, text: str) -> bool:
    """A rhythm stays at its time on the wall, which now is another moment."""
    found = zones.find(text)
    if found:
        wanted = replace(reminding.wishes(talk), zone=found)
        reminding.keep(talk, wanted)
        settings.plan_again(talk, wanted)
        there = talk.incoming.at.astimezone(zone(found))
        talk.say("reminders.zone_set", zone=zones.name(found), clock=f"{there:%H:%M}")
    return bool(found)


PROMPTS: Mapping[str, Prompt] = {
    "rhythm": Prompt(_rhythm_question, _rhythm_chosen, _rhythm_text),
    "quiet": Prompt(_quiet_question, _quiet_chosen, _quiet_text),
    "zone": Prompt(_zone_question, _zone_chosen, _zone_text),
}
