"""Assignments: what a trainer sets for a group, and how far somebody is with it. Pure data and rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

TEXT_LENGTH = 300  # characters of the trainer's own sentence
_FRIDAY = 4


class Kind(StrEnum):
    """What is set."""

    DIALOGUE = "dialogue"
    LINE = "line"  # a leerlijn


class Place(StrEnum):
    """Where it is done."""

    HOME = "home"
    CLASS = "class"
    FREE = "free"


class State(StrEnum):
    """How far somebody is. It never goes back."""

    OPEN = "open"
    BUSY = "busy"
    DONE = "done"


@dataclass(frozen=True)
class Assignment:
    """Something that is set for a group.

    Args:
        id: the row's.
        group: for whom.
        at: when it was set.
        kind: whether `what` is the id of a dialogue or of a leerlijn.
        due: the day before which it is to be done, None when nobody said.
        place: where it is done; the parts of a leerlijn each say so themselves.
        text: a sentence of the trainer, or "".
        by: the trainer who set it.
        withdrawn: it is no longer asked of anybody.
    """

    id: str
    group: str
    at: datetime
    kind: Kind
    what: str
    due: date | None = None
    place: Place = Place.FREE
    text: str = ""
    by: str = ""
    withdrawn: bool = False


_ORDER = tuple(State)


def furthest(one: State, other: State) -> State:
    """The further of two states."""
    return max(one, other, key=_ORDER.index)


def concerns(assigned: str, played: str, equal: Collection[str], reached: State, own_run: bool) -> bool:
    """Whether a passage through a dialogue is about the dialogue that was set.

    Args:
        assigned: the id of the dialogue that was set.
        played: that of the one that was played.
        equal: those that the warning of the first offers as its equal; nobody sees which one was done.
        reached: how far the person is with what was set.
        own_run: whether there is a run of what was set itself. Taking the way out leaves none, so who has one did
            not take it.
    """
    return played == assigned or (played in equal and reached is not State.OPEN and not own_run)


def along(parts: Collection[str]) -> State:
    """How far a leerlijn is of which these are the states of the parts (open, busy, waiting or done)."""
    if parts and all(part == "done" for part in parts):
        return State.DONE
    return State.OPEN if all(part == "open" for part in parts) else State.BUSY


def reminder_day(due: date) -> date:
    """The day on which one is reminded: the one before, or the Friday when that lies in a weekend."""
    before = due - timedelta(days=1)
    return before - timedelta(days=max(before.weekday() - _FRIDAY, 0))


def in_order(items: Iterable[Assignment], reached: Mapping[str, State]) -> list[Assignment]:
    """What is still to do first, by date, then what has none in the order in which it was set; then what is done."""
    return sorted(
        items,
        key=lambda item: (
            reached.get(item.id) is State.DONE, item.due is None, item.due or date.max, item.at, item.id
        ),
    )  # fmt: skip


def spread(people: Collection[str], reached: Mapping[str, State]) -> dict[State, list[str]]:
    """The people by how far they are, in the order in which they were given; who is not told of has not begun."""
    return {state: [one for one in people if reached.get(one, State.OPEN) is state] for state in State}
