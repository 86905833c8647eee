"""Reporting: the journal of one person as a report to take along: which entries, and whether with names and numbers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, cast

from bot.dialogue.model import Choose
from bot.privacy import details
from bot.services import registering
from bot.services.library import NOTE, Library
from bot.services.logbook import day_of
from bot.services.ports import Work
from bot.services.reports import AREAS, LEVELS, Area, Form, Level, Outcome, Pair, Plan, Report, ReportEntry, within
from bot.services.rows import AnswerRow, EntryRow
from bot.texts import say

KINDS = ("pdf", "docx", "md", "register")
_OUTCOMES: tuple[Outcome, ...] = ("kept", "changed", "not_yet")  # in the order of the buttons of "Hoe liep het?"
_OF_PLAN = frozenset({"plan", "verloop", "vertel", "aanname"})  # steps of a note that are told as its plan
_MARK = "report"


@dataclass(frozen=True)
class Recipe:
    """What a file is made of; it stands in a reply, and nothing else is kept.

    Args:
        kind: one of `KINDS`.
        first, last: the period, both days included.
        out: beginnings of the ids of entries that stay behind.
        hidden: whether what looks like a name or number is replaced in the file.
        name: the name that stands on it, as the writer typed it; may be "".
    """

    kind: str
    first: date
    last: date
    out: tuple[str, ...] = ()
    hidden: bool = False
    name: str = ""

    def to_text(self) -> str:
        """The recipe as it stands in `Reply.export`."""
        days, hidden = (self.first.isoformat(), self.last.isoformat()), "hidden" if self.hidden else ""
        return ":".join((_MARK, self.kind, *days, hidden, ",".join(self.out), self.name))

    @classmethod
    def from_text(cls, text: str) -> Recipe | None:
        """What `to_text` wrote; None when it asks for another kind of file."""
        mark, *rest = text.split(":", 6)
        if mark != _MARK:
            return None
        kind, first, last, hidden, out, name = rest
        chosen = tuple(filter(None, out.split(",")))
        return cls(kind, date.fromisoformat(first), date.fromisoformat(last), chosen, bool(hidden), name)


def parts(work: Work, row: EntryRow) -> Iterator[tuple[str, str]]:
    """What was written in an entry, as (step, text)."""
    for item in work.all_answers(row.run):
        if item.text and (not row.step or item.step == row.step):
            yield item.step, item.text


def report(work: Work, library: Library, recipe: Recipe) -> Report:
    """What a person wrote between two days, as it would be handed in; without the entries that stay behind."""
    rows = enumerate(reversed(work.entries()))  # from the oldest on
    every = within((_entry(work, library, row, order) for order, row in rows), recipe.first, recipe.last)
    chosen = tuple(entry for entry in every if not entry.id.startswith(recipe.out or "-"))
    if recipe.hidden:
        chosen = tuple(_hidden(entry, library.names) for entry in chosen)
    first = min((entry.day for entry in chosen), default=recipe.first)
    return Report(
        title=say("reporting.title"),
        name=recipe.name,
        begin=max(recipe.first, first),
        end=recipe.last,
        made=recipe.last,
        entries=chosen,
        operator="" if library.house.local else library.house.operator,
        available=len(every),
    )


def _hidden(entry: ReportEntry, names: Collection[str]) -> ReportEntry:
    """An entry with what the details check finds replaced, in the file only."""

    def without(text: str) -> str:
        return details.replaced(text, details.find(text, names))

    return replace(
        entry,
        learnt=without(entry.learnt),
        pairs=tuple(Pair(pair.question, without(pair.answer)) for pair in entry.pairs),
        plan=entry.plan and _plan_hidden(entry.plan, without),
    )


def _plan_hidden(plan: Plan, without: Callable[[str], str]) -> Plan:
    return replace(plan, text=without(plan.text), told=without(plan.told), assumed=without(plan.assumed))


def _entry(work: Work, library: Library, row: EntryRow, order: int) -> ReportEntry:
    dialogue = library.dialogues.get(row.dialogue)
    note = row.dialogue == NOTE
    answers = [item for item in work.all_answers(row.run) if item.text and (not row.step or item.step == row.step)]
    about = registering.known(library, row, {item.step: item.text for item in answers})
    return ReportEntry(
        id=row.id,
        order=order,
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
        pairs=_pairs(answers, note, brought=bool(about.get("of"))),
        plan=_plan(library, answers) if note else None,
        brought=bool(about.get("of")),
    )


def _pairs(answers: list[AnswerRow], note: bool, brought: bool) -> tuple[Pair, ...]:
    """What was asked and answered; what is told as the plan of a note is left out here."""
    if brought:
        return tuple(pair for item in answers for pair in _blocks(item.question, item.text))
    left = [item for item in answers if not note or item.step not in _OF_PLAN]
    return tuple(Pair("" if note and not place else item.question, item.text) for place, item in enumerate(left))


def _blocks(title: str, text: str) -> Iterator[Pair]:
    """A version for intervisie: its first part under its title, the others under the line that they open with."""
    for place, block in enumerate(text.split("\n\n")):
        head, _, rest = block.partition("\n")
        headed = bool(place and rest and head.endswith((":", "?")))
        yield Pair(head.rstrip(":"), rest) if headed else Pair("" if place else title, block)


def _plan(library: Library, answers: list[AnswerRow]) -> Plan | None:
    """What one was going to do, and how that went when one looked back on it."""
    said = {item.step: item.text for item in answers}
    if "plan" not in said:
        return None
    step = library.dialogues[NOTE].step("verloop")
    labels = [option.label for option in step.options] if isinstance(step, Choose) else []
    outcome = said.get("verloop", "")
    went: Outcome | Literal[""] = _OUTCOMES[labels.index(outcome)] if outcome in labels else ""
    return Plan(said["plan"], went, said.get("vertel", ""), said.get("aanname", ""))
