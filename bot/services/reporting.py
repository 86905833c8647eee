"""Reporting: the journal of one person as a report to take along, for a period of their choice."""

from __future__ import annotations

from datetime import date
from typing import cast

from bot.dialogue.model import Choose
from bot.dialogue.turn import Reply
from bot.services import dates
from bot.services.focus import Frame
from bot.services.library import NOTE, Library
from bot.services.logbook import day_of
from bot.services.ports import Work
from bot.services.prompting import ask, choice
from bot.services.reports import AREAS, LEVELS, Area, Form, Level, Outcome, Pair, Plan, Report, ReportEntry, within
from bot.services.rows import AnswerRow, EntryRow
from bot.services.talk import Talk, command_button
from bot.texts import say

KINDS = ("pdf", "docx", "md", "register")
_FIRST = date(2000, 1, 1)  # before any entry
_OUTCOMES: tuple[Outcome, ...] = ("kept", "changed", "not_yet")  # in the order of the buttons of "Hoe liep het?"


def begin(talk: Talk, rest: str = "") -> None:
    """Ask over which period; with an empty journal there is nothing to take along."""
    if talk.work.entries():
        ask(talk, Frame("prompt", "report_period"))
    else:
        talk.say("journal.empty", (command_button(say("journal.write"), "notitie"),))


def period_question(talk: Talk, frame: Frame) -> Choose:
    """This month, this year, or all of it."""
    return choice("reporting.period", *((name, say(f"reporting.{name}")) for name in ("month", "year", "all")))


def period_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Ask which kind of file."""
    today = dates.today(talk.incoming.at)
    first = {"month": today.replace(day=1), "year": today.replace(month=1, day=1), "all": _FIRST}[option]
    found = [row for row in talk.work.entries() if day_of(row) >= first]
    if not found:
        talk.say("reporting.none_then", (command_button(say("reporting.again"), "rapport"),))
        return
    telegram = talk.work.channel == "telegram"
    files = [("pdf", f"rapport-bestand pdf {first}"), ("docx", f"rapport-bestand docx {first}")]
    files.append(("register", f"rapport-bestand register {first}"))
    buttons = tuple(command_button(say(f"reporting.{kind}"), command) for kind, command in files)
    talk.say("reporting.kind_telegram" if telegram else "reporting.kind", buttons, count=len(found))


def send(talk: Talk, rest: str) -> None:
    """Send the file along; it is made when it goes out and kept nowhere."""
    kind, _, first = rest.partition(" ")
    if kind not in KINDS:
        begin(talk)
        return
    talk.reply(Reply(say("reporting.file"), export=f"report:{kind}:{first}:{dates.today(talk.incoming.at)}"))


def report(work: Work, library: Library, begin: date, end: date) -> Report:
    """What a person wrote between two days, as it would be handed in."""
    every = tuple(_entry(work, library, row) for row in work.entries())
    chosen = within(every, begin, end)
    first = min((entry.day for entry in chosen), default=begin)
    return Report(
        title=say("reporting.title"), begin=max(begin, first), end=end, made=end, entries=chosen,
        operator="" if library.house.local else library.house.operator, available=len(chosen),
    )  # fmt: skip


def _entry(work: Work, library: Library, row: EntryRow) -> ReportEntry:
    dialogue = library.dialogues.get(row.dialogue)
    note = row.dialogue == NOTE
    answers = [item for item in work.all_answers(row.run) if item.text and (not row.step or item.step == row.step)]
    about = row.about
    return ReportEntry(
        id=row.id,
        day=day_of(row),
        form=cast(Form, about.get("form") or "solo"),
        minutes=int(about.get("minutes", 0)),
        guide=about.get("guided", ""),
        model="" if note or dialogue is None else dialogue.title,
        origin="" if note or dialogue is None else dialogue.origin.strip(),
        themes=tuple(library.title(name) for name in about.get("themes", ())),
        level=cast(Level, about["level"]) if about.get("level") in LEVELS else "",
        area=cast(Area, about["area"]) if about.get("area") in AREAS else "",
        learnt=about.get("learnt", ""),
        pairs=tuple(
            Pair("" if note and place == 0 else item.question, item.text) for place, item in enumerate(answers)
        ),
        plan=_plan(library, answers) if note else None,
    )


def _plan(library: Library, answers: list[AnswerRow]) -> Plan | None:
    """What one was going to do, and how that went when one looked back on it."""
    said = {item.step: item.text for item in answers}
    if "plan" not in said:
        return None
    step = library.dialogues[NOTE].step("verloop")
    labels = [option.label for option in step.options] if isinstance(step, Choose) else []
    outcome = said.get("verloop", "")
    return Plan(said["plan"], _OUTCOMES[labels.index(outcome)] if outcome in labels else "", said.get("vertel", ""))
