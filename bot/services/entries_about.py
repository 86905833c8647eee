"""What a writer tells about an entry of the journal: the day of the moment, its themes, its level."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.dialogue.model import Choose
from bot.language import when
from bot.services import dates
from bot.services.focus import Frame
from bot.services.prompting import ask, choice
from bot.services.rows import EntryRow
from bot.services.talk import Talk
from bot.texts import say

SUGGESTED = 3  # themes offered
LEVELS = ("micro", "meso", "macro")


def of_run(talk: Talk, run_id: str) -> EntryRow | None:
    """The entry that is this run as a whole."""
    return next((entry for entry in talk.work.entries_of(run_id) if not entry.step), None)


def tell(talk: Talk, run_id: str, more: Mapping[str, Any]) -> None:
    """Add to what is told about the entry of a run."""
    entry = of_run(talk, run_id)
    if entry:
        talk.work.tell_entry(entry.id, {**entry.about, **more})


def begin(talk: Talk, run_id: str) -> None:
    """Ask for the day, then the themes, then the level; each may be passed over."""
    if of_run(talk, run_id) is None:
        talk.say("journal.nothing_written")
        return
    ask(talk, Frame("prompt", "moment", args={"run": run_id}))


def day_question(talk: Talk, frame: Frame) -> Choose:
    """When was the moment?"""
    options = (("0", say("about.today")), ("1", say("about.yesterday")), ("skip", say("about.skip")))
    return choice("about.when", *options)


def day_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Today, yesterday, or not told."""
    if option != "skip":
        _keep_day(talk, frame, date.fromordinal(dates.today(talk.incoming.at).toordinal() - int(option)))
    _themes(talk, frame)


def day_text(talk: Talk, frame: Frame, text: str) -> bool:
    """A day in words ("maandag", "vorige week dinsdag", "12 maart")."""
    found = when.find(text, dates.today(talk.incoming.at), past=True)
    if not found:
        talk.say("about.no_day")
        return True
    talk.pop()
    _keep_day(talk, frame, found[0].day)
    _themes(talk, frame)
    return True


def _keep_day(talk: Talk, frame: Frame, day: date) -> None:
    tell(talk, frame.args["run"], {"day": day.isoformat()})
    talk.say("about.day_kept", day=dates.named(day, dates.today(talk.incoming.at)))


def _themes(talk: Talk, frame: Frame) -> None:
    entry = of_run(talk, frame.args["run"])
    found = talk.library.named_in(entry.text)[:SUGGESTED] if entry else []
    ask(talk, Frame("prompt", "themes", args={**frame.args, "found": " ".join(found)}))


def themes_question(talk: Talk, frame: Frame) -> Choose:
    """The themes that were read in the words, to be confirmed; or an own one."""
    titles = [talk.library.title(name).lower() for name in frame.args["found"].split()]
    if not titles:
        return choice("about.theme_none", ("skip", say("about.skip")))
    options = (("yes", say("about.themes_yes")), ("skip", say("about.themes_no")))
    return choice("about.themes", *options, themes=", ".join(titles))


def themes_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Keep the themes, or none; then the level."""
    if option == "yes":
        tell(talk, frame.args["run"], {"themes": frame.args["found"].split()})
    ask(talk, Frame("prompt", "level", args={"run": frame.args["run"]}))


def themes_text(talk: Talk, frame: Frame, text: str) -> bool:
    """A theme in own words: found in the lexicon, or asked for once more."""
    result = talk.library.lookup.find(text, limit=1)
    if result.band == "none":
        talk.say("about.theme_unknown")
        return True
    talk.pop()
    tell(talk, frame.args["run"], {"themes": [result.matches[0].id]})
    talk.say("about.theme_kept", theme=result.matches[0].title)
    ask(talk, Frame("prompt", "level", args={"run": frame.args["run"]}))
    return True


def level_question(talk: Talk, frame: Frame) -> Choose:
    """On which level does it mostly lie, each with an example."""
    return choice("about.level", *((level, say(f"about.{level}")) for level in LEVELS))


def level_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Keep the level."""
    tell(talk, frame.args["run"], {"level": option})
    talk.say("about.done")
