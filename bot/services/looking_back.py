"""Looking back: what returns over a period, as a picture and as one paragraph without judgement or counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from bot.dialogue.turn import Reply
from bot.services import dates, reporting
from bot.services.reports import Report
from bot.services.returning import TWICE, Returning, returning
from bot.services.returning_told import period, told
from bot.services.talk import Talk, command_button
from bot.texts import say

LEAST = 3  # entries; in fewer nothing can be said to return
NAMED = 3  # themes and words in the paragraph
SPANS: Mapping[str, int] = {"maand": 27, "kwartaal": 90, "jaar": 364, "alles": 0}  # days back; 0 for all of it
_FIRST = date(2000, 1, 1)  # before any entry


def command(talk: Talk, rest: str = "") -> None:
    """`terugblik`, `terugblik kwartaal`, `terugblik kwartaal woorden`."""
    name, _, how = rest.strip().partition(" ")
    if name not in SPANS:
        rows = (("maand", "kwartaal", "jaar"), ("alles",))
        buttons = [tuple(command_button(say(f"looking_back.{it}"), f"terugblik {it}") for it in row) for row in rows]
        talk.say("looking_back.which", *buttons)
        return
    found = look(talk, name)
    if found.moments < LEAST:
        _too_little(talk, name)
    elif how:
        talk.reply(Reply("{words}", values={"words": told(found)}))
    else:
        _show(talk, name, found)


def look(talk: Talk, name: str) -> Returning:
    """What returns in the last so many days."""
    today = dates.today(talk.incoming.at)
    first = today - timedelta(days=SPANS[name]) if SPANS[name] else _FIRST
    return of_report(reporting.report(talk.work, talk.library, reporting.Recipe("picture", first, today)), first)


def of_report(found: Report, first: date) -> Returning:
    """What returns in a report; all of it begins at the first entry."""
    return returning(found.entries, found.begin if first == _FIRST else first, found.end)


def _too_little(talk: Talk, name: str) -> None:
    longer = {"maand": "kwartaal", "kwartaal": "jaar", "jaar": "alles"}.get(name)
    buttons = [command_button(say("looking_back.longer"), f"terugblik {longer}")] if longer else []
    buttons.append(command_button(say("journal.write"), "notitie"))
    talk.say("looking_back.too_little", tuple(buttons))


def _show(talk: Talk, name: str, found: Returning) -> None:
    """The paragraph, then the picture with its text alternative; where no picture can be, that text alone."""
    text, values = paragraph(found)
    talk.reply(Reply(text, values=values))
    words = command_button(say("looking_back.in_words"), f"terugblik {name} woorden")
    other = command_button(say("looking_back.other"), "terugblik")
    begin = _FIRST if name == "alles" else found.begin
    recipe = f"picture:{begin}:{found.end}"
    row = (other,) if talk.work.channel == "terminal" else (words, other)
    talk.reply(Reply(say("looking_back.picture"), buttons=(row,), export=recipe, alt=told(found)))


def paragraph(found: Returning) -> tuple[str, Mapping[str, str]]:
    """One paragraph about what returns, with the writer's words as values. No counts, nothing good or bad in it."""
    values: dict[str, str] = {}
    days = period(found) if found.begin < found.end else dates.day_and_year(found.end)
    parts = [say("looking_back.between", period=days), _themes(found, values), _levels(found)]
    parts += [_words(found, values), _plans(found), say("looking_back.limit")]
    return " ".join(filter(None, parts)), values


def _themes(found: Returning, values: dict[str, str]) -> str:
    often = [row.name for row in found.themes if len(row.days) >= TWICE][:NAMED]
    shown = often or [row.name for row in found.themes][:NAMED]
    if not shown:
        return say("looking_back.no_themes")
    slots = _slots("theme", shown, values)
    name = ("themes_return" if often[1:] else "theme_returns") if often else "themes_once"
    return say(f"looking_back.{name}", themes=_joined(slots))


def _levels(found: Returning) -> str:
    there = [say(f"looking_back.{level}") for level, row in found.levels if row.days]
    none = [say(f"looking_back.{level}") for level, row in found.levels if not row.days]
    if not there:
        return ""
    rest = say("looking_back.levels_none", levels=_joined(none)) if none else ""
    return " ".join(filter(None, (say("looking_back.levels", levels=_joined(there)), rest)))


def _words(found: Returning, values: dict[str, str]) -> str:
    words = [word for word, _ in found.words][:NAMED]
    if not words:
        return say("looking_back.no_words")
    quoted = [f"“{slot}”" for slot in _slots("word", words, values)]
    return say("looking_back.words" if words[1:] else "looking_back.word", words=_joined(quoted))


def _plans(found: Returning) -> str:
    went = [say(f"looking_back.plan_{outcome}") for outcome, _ in found.plans]
    if not went:
        return say("looking_back.plans_open") if found.open_plans else ""
    rest = say("looking_back.plans_open_too") if found.open_plans else ""
    return " ".join(filter(None, (say("looking_back.plans", went=_joined(went)), rest)))


def _slots(name: str, words: Sequence[str], values: dict[str, str]) -> list[str]:
    """A slot for each word, which the renderer fills in literally."""
    values |= {f"{name}{number}": word for number, word in enumerate(words)}
    return [f"{{{name}{number}}}" for number in range(len(words))]


def _joined(parts: Sequence[str]) -> str:
    *first, last = parts
    return say("reminders.both", first=", ".join(first), last=last) if first else last
