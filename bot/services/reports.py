"""Reports: what a person takes out of the journal to hand in, as plain data, and the order that a register asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Form = Literal["solo", "intervisie", "supervisie"]
Area = Literal["technisch-instrumenteel", "normatief", "persoonlijk"]
Level = Literal["micro", "meso", "macro"]
Outcome = Literal["kept", "changed", "not_yet"]
FORMS: tuple[Form, ...] = ("intervisie", "supervisie", "solo")
AREAS: tuple[Area, ...] = ("technisch-instrumenteel", "normatief", "persoonlijk")
LEVELS: tuple[Level, ...] = ("micro", "meso", "macro")
OUTCOMES: tuple[Outcome, ...] = ("kept", "changed", "not_yet")
PREPARATION: Form = "solo"  # what registers do not credit by itself; it counts as preparation


@dataclass(frozen=True)
class Pair:
    """A question as it was asked and what was answered; the question is "" for a note in one's own words."""

    question: str
    answer: str


@dataclass(frozen=True)
class Plan:
    """What one was going to do.

    Args:
        text: the plan, in the writer's words.
        outcome: how it went; "" when nobody looked back on it yet.
        told: what the writer told about how it went.
        assumed: what the writer had assumed, and whether that was so.
    """

    text: str
    outcome: Outcome | Literal[""] = ""
    told: str = ""
    assumed: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportEntry:
    """One moment that was reflected on.

    Args:
        day: of the moment itself, not of the writing.
        minutes: how long it took; 0 when that was not told.
        guide: who guided it, as the writer names them.
        model, origin: the title of the reflection model and where it comes from; "" for a free note.
        area: what the register asks for; "" when the writer did not say.
        learnt: what was learnt, in the writer's words.
        brought: whether it is a version of another entry, brought before colleagues.
        order: its place among the entries of one day.
    """

    id: str
    day: date
    form: Form = "solo"
    minutes: int = 0
    guide: str = ""
    model: str = ""
    origin: str = ""
    themes: tuple[str, ...] = ()
    level: Level | Literal[""] = ""
    area: Area | Literal[""] = ""
    learnt: str = ""
    pairs: tuple[Pair, ...] = ()
    plan: Plan | None = None
    brought: bool = False
    order: int = 0


@dataclass(frozen=True)
class Picture:
    """A picture in both kinds that papers need, with the same told in words.

    Args:
        svg: for what prints.
        png: for what shows pixels.
        words: the text alternative.
    """

    svg: bytes
    png: bytes
    words: str
    caption: str = ""


@dataclass(frozen=True, kw_only=True)
class Report:
    """What is handed in.

    Args:
        name: the name that the person chose to stand on it; may be "".
        begin, end: the period, both days included.
        made: the day on which it was made.
        operator: who runs this Nabij; "" for a person's own computer.
        available: how many entries there were to choose from in the period; 0 when that is not told.
    """

    title: str
    begin: date
    end: date
    made: date
    entries: tuple[ReportEntry, ...] = ()
    name: str = ""
    operator: str = ""
    available: int = 0
    pictures: tuple[Picture, ...] = ()

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """The models used with where they come from, each once, by title."""
        return tuple(sorted({(entry.model, entry.origin) for entry in self.entries if entry.model}))


@dataclass(frozen=True)
class Section:
    """The entries of one area of a register, by day; the area is "" for those without one."""

    area: Area | Literal[""]
    entries: tuple[ReportEntry, ...]


def by_day(entries: Iterable[ReportEntry]) -> tuple[ReportEntry, ...]:
    """Entries from the earliest moment to the latest."""
    return tuple(sorted(entries, key=lambda entry: (entry.day, entry.order, entry.id)))


def register(entries: Iterable[ReportEntry]) -> tuple[Section, ...]:
    """Entries as a register orders them: by area, then by day; what has no area comes last. No empty sections."""
    ordered = by_day(entries)
    areas: tuple[Area | Literal[""], ...] = (*AREAS, "")
    sections = (Section(area, tuple(entry for entry in ordered if entry.area == area)) for area in areas)
    return tuple(section for section in sections if section.entries)


def minutes_per_form(entries: Iterable[ReportEntry]) -> Mapping[Form, tuple[int, int]]:
    """How often each form occurs and how many minutes that was; forms that do not occur are left out."""
    found = tuple(entries)
    counted = ((form, [entry.minutes for entry in found if entry.form == form]) for form in FORMS)
    return {form: (len(minutes), sum(minutes)) for form, minutes in counted if minutes}


def themes(entries: Iterable[ReportEntry]) -> tuple[tuple[str, int], ...]:
    """The themes with the number of entries that have them, the most frequent first, then by name."""
    counts = Counter(theme for entry in entries for theme in dict.fromkeys(entry.themes))
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def within(entries: Iterable[ReportEntry], begin: date, end: date) -> tuple[ReportEntry, ...]:
    """The entries of a period, both days included, by day."""
    return by_day(entry for entry in entries if begin <= entry.day <= end)


def choose(report: Report, ids: Container[str]) -> Report:
    """The report with only these entries; it tells how many there were to choose from."""
    chosen = tuple(entry for entry in report.entries if entry.id in ids)
    return replace(report, entries=chosen, available=report.available or len(report.entries))


def without_text(entries: Sequence[ReportEntry]) -> tuple[ReportEntry, ...]:
    """The entries without anything that tells what happened: what a register may keep after the text is gone."""
    return tuple(replace(entry, learnt="", pairs=(), plan=None) for entry in entries)
