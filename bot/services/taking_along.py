"""Taking along: /rapport in chat: over which time, which entries, and as what kind of file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from bot.dialogue.model import Choose
from bot.language.fold import fold
from bot.services import dates, looking_over, picking
from bot.services.focus import Frame
from bot.services.looking_over import NAME, look, name_on_it
from bot.services.picking import entries_of, going, put
from bot.services.prompting import ask, choice, leave_to_below
from bot.services.talk import Prompt, Talk, command_button
from bot.texts import say

_EARLIEST = date(2000, 1, 1)  # before any entry
_AS = ("pdf", "docx", "md")
LONGEST_NAME = 6  # words


def begin(talk: Talk, rest: str = "") -> None:
    """Ask over which period; with an empty journal there is nothing to take along."""
    if talk.work.entries():
        ask(talk, Frame("prompt", "report_period"))
    else:
        talk.say("journal.empty", (command_button(say("journal.write"), "notitie"),))


def _period_question(talk: Talk, frame: Frame) -> Choose:
    """This month, this year, or all of it."""
    return choice("reporting.period", *((name, say(f"reporting.{name}")) for name in ("month", "year", "all")))


def _period_chosen(talk: Talk, frame: Frame, option: str) -> None:
    today = dates.today(talk.incoming.at)
    first = {"month": today.replace(day=1), "year": today.replace(month=1, day=1), "all": _EARLIEST}[option]
    args = {"first": first.isoformat(), "out": ""}
    if entries_of(talk, args):
        put(talk, "report_kind", args)
    else:
        talk.say("reporting.none_then", (command_button(say("reporting.again"), "rapport"),))


def _kind_question(talk: Talk, frame: Frame) -> Choose:
    """How much goes along; other entries, a report, or only the table."""
    count, every = len(going(talk, frame.args)), len(entries_of(talk, frame.args))
    name = "some" if count < every else "one" if count == 1 else "every"
    options = [(kind, say(f"reporting.{kind}")) for kind in ("pick", "report", "register")]
    return choice(f"reporting.kind_{name}", *(options[every == 1 :]), count=count, every=every)


def _kind_chosen(talk: Talk, frame: Frame, option: str) -> None:
    if option == "pick":
        picking.begin(talk, frame.args)
    elif option == "report":
        put(talk, "report_as", frame.args)
    else:
        look(talk, {**frame.args, "kind": "register"})


def _kind_typed(talk: Talk, frame: Frame, text: str) -> bool:
    """ "Pdf", typed one question early."""
    kind = next((kind for kind in _AS if fold(text) in (kind, fold(say(f"reporting.{kind}")))), "")
    talk.pop()
    if kind:
        look(talk, {**frame.args, "kind": kind})
    return bool(kind)


def _as_question(talk: Talk, frame: Frame) -> Choose:
    """To hand in, to work on, or for the own notes; and the name on its title page."""
    name = name_on_it(talk)
    options = [(kind, say(f"reporting.{kind}")) for kind in _AS]
    return choice("reporting.as_named" if name else "reporting.as", *options, values={"name": name})


def _as_typed(talk: Talk, frame: Frame, text: str) -> bool:
    """A name for the title page; "geen" takes it off again. It is remembered for the next time."""
    talk.pop()
    if len(text.split()) > LONGEST_NAME or "\n" in text:
        return False
    settings = talk.work.settings()
    settings[NAME] = "" if fold(text) == say("reporting.no_name") else text.strip()[:80]
    talk.work.keep_settings(settings)
    put(talk, "report_as", frame.args)
    return True


def _as_chosen(talk: Talk, frame: Frame, option: str) -> None:
    look(talk, {**frame.args, "kind": option})


COMMANDS: Mapping[str, Callable[[Talk, str], None]] = {"rapport": begin, **looking_over.COMMANDS}
PROMPTS: Mapping[str, Prompt] = {
    "report_period": Prompt(_period_question, _period_chosen, leave_to_below),
    "report_kind": Prompt(_kind_question, _kind_chosen, _kind_typed),
    "report_as": Prompt(_as_question, _as_chosen, _as_typed),
    **picking.PROMPTS,
    **looking_over.PROMPTS,
}
