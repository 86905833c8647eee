"""How long what somebody wrote is kept, and what comes before it goes. Pure; `bot.services.keeping` carries it out.

Nothing goes by itself. Before a text goes its writer is told, the telling has to have gone out, and then two weeks
pass in which Nabij runs: a day counts when it is looked at on that day, so a standstill of any length counts as none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any

NOTICE = 14  # days between the telling and the going, and how long before its term a text is told of at the latest
TOGETHER = timedelta(days=31)  # what follows within this time is told of in the same message
ROUND = timedelta(days=7)  # how long the house waits at most before it looks again
DAY = timedelta(days=1)
LONGER = timedelta(days=365)  # what "a year longer" adds
YEARS = {1: 365, 2: 730, 5: 1825}  # the terms that a writer chooses from, in days
FOR_GOOD = 0  # instead of a number of days: until the writer deletes it


class Kind(StrEnum):
    """What a term is about."""

    DRAFT = "draft"  # a note that was never closed
    ENTRY = "entry"  # what stands in the journal
    EXERCISE = "exercise"  # any other passage through a dialogue


@dataclass(frozen=True)
class Terms:
    """How long each kind is kept, in days; `FOR_GOOD` for no end.

    Args:
        drafts, exercises: the operator's, counted from when it was last written in.
        journal: what holds for a writer who did not choose.
        transcript: of the conversation as the web page shows it; a copy, so it goes without being told of.
    """

    drafts: int = 180
    exercises: int = 730
    journal: int = YEARS[5]
    transcript: int = 30


@dataclass(frozen=True)
class Notice:
    """A telling that went into line.

    Args:
        items: the ids of what it tells of.
        slot: by which the store knows whether it went out.
        days: on how many days since it went out it was looked at.
        seen: when it was last counted, None while it did not go out.
    """

    items: tuple[str, ...]
    slot: str
    days: int = 0
    seen: datetime | None = None


@dataclass(frozen=True)
class Keeping:
    """What one writer chose, and what they were told.

    Args:
        journal: days for the text of the journal, None for what holds for everyone.
        register: whether the row for a register stays when the text goes.
        longer: until when single items stay, whatever the term.
        notice: the telling that is under way.
    """

    journal: int | None = None
    register: bool = True
    longer: Mapping[str, datetime] = field(default_factory=lambda: MappingProxyType({}))
    notice: Notice | None = None

    def to_data(self) -> dict[str, Any]:
        """As plain data, only what differs from what holds for everyone."""
        data: dict[str, Any] = {} if self.journal is None else {"journal": self.journal}
        data |= {} if self.register else {"register": False}
        data |= {"longer": {name: at.isoformat() for name, at in self.longer.items()}} if self.longer else {}
        if self.notice:
            seen = self.notice.seen.isoformat() if self.notice.seen else None
            data["notice"] = [list(self.notice.items), self.notice.slot, self.notice.days, seen]
        return data

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Keeping:
        """What `to_data` wrote."""
        longer = {name: datetime.fromisoformat(at) for name, at in data.get("longer", {}).items()}
        found = data.get("notice")
        notice = None
        if found:
            notice = Notice(tuple(found[0]), found[1], found[2], datetime.fromisoformat(found[3]) if found[3] else None)
        return cls(data.get("journal"), data.get("register", True), MappingProxyType(longer), notice)


@dataclass(frozen=True)
class Item:
    """Something written, with the moment at which it was last written in."""

    id: str
    kind: Kind
    since: datetime


def ends(item: Item, terms: Terms, own: Keeping) -> datetime | None:
    """When the term of an item is over; None for never."""
    days = {Kind.DRAFT: terms.drafts, Kind.EXERCISE: terms.exercises}.get(item.kind, journal_days(terms, own))
    if days == FOR_GOOD:
        return None
    end = item.since + timedelta(days=days)
    return max(end, own.longer[item.id]) if item.id in own.longer else end


def journal_days(terms: Terms, own: Keeping) -> int:
    """How many days the text of this writer's journal is kept."""
    return terms.journal if own.journal is None else own.journal


def to_tell(items: Iterable[Item], terms: Terms, own: Keeping, now: datetime) -> tuple[Item, ...]:
    """What has to be told of now, with what follows soon; nothing while an earlier telling is under way."""
    found = [(end, item) for item in items if (end := ends(item, terms, own))]
    latest = now + NOTICE * DAY
    if own.notice or not any(end <= latest for end, _ in found):
        return ()
    return tuple(item for end, item in sorted(found, key=lambda one: (one[0], one[1].id)) if end <= latest + TOGETHER)


def counted(notice: Notice, sent: datetime | None, now: datetime) -> Notice:
    """A telling looked at now: from when it went out, at most one more day, however long nothing was looked at."""
    if notice.seen is None:
        return replace(notice, seen=now) if sent else notice
    return replace(notice, days=notice.days + 1, seen=now) if now - notice.seen >= DAY else notice


def may_go(items: Iterable[Item], terms: Terms, own: Keeping, now: datetime) -> tuple[Item, ...]:
    """What was told of long enough ago and is over its term still."""
    notice = own.notice
    if notice is None or notice.days < NOTICE:
        return ()
    return tuple(item for item in items if item.id in notice.items and (end := ends(item, terms, own)) and end <= now)


def done(items: Iterable[Item], terms: Terms, own: Keeping, now: datetime) -> bool:
    """Whether nothing of what was told of will go any more on the strength of that telling."""
    if own.notice is None:
        return True
    until = now + NOTICE * DAY + TOGETHER
    left = [item for item in items if item.id in own.notice.items]
    return not any((end := ends(item, terms, own)) and end <= until for item in left)


def next_look(own: Keeping, now: datetime) -> datetime:
    """When the house looks again: each day while a telling is under way, else each week."""
    return now + (DAY if own.notice else ROUND)
