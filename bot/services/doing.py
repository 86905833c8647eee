"""Doing: how far a person is with what was set for them. Noted where an exercise is begun and where it is left.

A trainer sees no more than that. The equal way out of a heavy case counts as the case itself and leaves no trace.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from typing import Any

from bot.dialogue.run import Run
from bot.people.assignments import Assignment, Kind, Place, State, along, concerns, furthest, reminder_day
from bot.people.rhythm import wall
from bot.people.rights import Action, Role, Thing, may
from bot.services import dates, progress, roles
from bot.services.ports import Work
from bot.services.rows import RunRow
from bot.services.talk import Talk

NEW, SOON, CHANGED, GONE = "opdracht-nieuw", "opdracht-straks", "opdracht-anders", "opdracht-weg"
TOLD = frozenset({NEW, SOON, CHANGED, GONE})  # what comes of its own accord, each with the id of an assignment
_REMIND_AT = time(16)
_UNFINISHED = ("active", "paused", "waiting")


def mine(talk: Talk) -> list[Assignment]:
    """What is set for the groups in which the person is a student."""
    return [item for group in _groups(talk) for item in talk.work.assignments.of(group)]


def _groups(talk: Talk) -> Iterator[str]:
    me = roles.of(talk.work, talk.library.house)
    for group_id, role in me.groups.items():
        if role is Role.STUDENT_HERE and may(me, Action.SEE_GROUP, Thing(group_id)):
            group = talk.work.groups.get(group_id)
            if group and not group.closed:
                yield group_id


def find(talk: Talk, ident: str) -> Assignment | None:
    """The assignment of that id when it is set for this person, also when it was withdrawn since."""
    item = talk.work.assignments.get(ident)
    return item if item and item.group in _groups(talk) else None


def state(talk: Talk, item: Assignment) -> State:
    """How far the person is with it."""
    return talk.work.assignments.mine().get(item.id, State.OPEN)


def begun(talk: Talk, dialogue: str) -> None:
    """A dialogue was begun, or gone on with."""
    _note(talk, dialogue, State.BUSY)


def left(talk: Talk, dialogue: str, run: Run) -> None:
    """A dialogue was left: done, or for later. Who is done with what was set hears what the trainer sees of it."""
    if _note(talk, dialogue, State.DONE if run.state == "finished" else State.BUSY):
        talk.say("assignments.trainer_sees")


def opened(talk: Talk) -> None:
    """A word of a leerlijn was opened."""
    _note(talk, "", State.OPEN)


def _note(talk: Talk, dialogue: str, happened: State) -> bool:
    """Keep how far the person is with all that is set; whether something became done."""
    items = mine(talk)
    reached, rows = (talk.work.assignments.mine(), talk.work.runs()) if items else ({}, [])
    done = False
    for item in items:
        before = reached.get(item.id, State.OPEN)
        now = furthest(before, _now(talk, item, before, rows, dialogue, happened))
        if now is not before:
            talk.work.assignments.mark(item.id, now)
            done = done or now is State.DONE
    return done


def _now(
    talk: Talk, item: Assignment, before: State, rows: Sequence[RunRow], dialogue: str, happened: State
) -> State:  # fmt: skip
    if item.kind is Kind.LINE:  # every part counts, whenever it was done; nothing happens by that alone
        now = _along(talk, item)
        return now if before is not State.OPEN or _of_line(talk, item, dialogue) else before
    about = concerns(item.what, dialogue, _equal(talk, item), before, _own_run(item, rows))
    return happened if about else before


def _along(talk: Talk, item: Assignment) -> State:
    line = talk.library.lines.get(item.what)
    return along(progress.states(talk, line)) if line else State.OPEN


def _of_line(talk: Talk, item: Assignment, dialogue: str) -> bool:
    """Whether a dialogue belongs to a leerlijn; a word of it was opened when there is none."""
    line = talk.library.lines.get(item.what)
    if not dialogue:
        return line is not None and talk.work.settings().get(progress.FOLLOWED) == line.id
    return line is not None and progress.belongs(talk, line, dialogue)


def _equal(talk: Talk, item: Assignment) -> frozenset[str]:
    """The dialogues that may be done instead: the one that the warning names, or any of its kind when it names none."""
    dialogue = talk.library.dialogues.get(item.what)
    if dialogue is None or dialogue.care is None:
        return frozenset()
    if dialogue.care.other in talk.library.dialogues:
        return frozenset({dialogue.care.other})
    return frozenset(other.id for other in talk.library.of_kind(dialogue.kind))


def _own_run(item: Assignment, rows: Sequence[RunRow]) -> bool:
    """Whether there is a run of the dialogue itself that is not from long before."""
    return any(row.dialogue == item.what and (row.started >= item.at or row.state in _UNFINISHED) for row in rows)


def open_run(talk: Talk, item: Assignment) -> str:
    """The run with which one goes on with what was set, or ""."""
    rows = talk.work.runs()
    reached, own = state(talk, item), _own_run(item, rows)
    names = {item.what} | {name for name in _equal(talk, item) if concerns(item.what, name, {name}, reached, own)}
    return next((row.id for row in reversed(rows) if row.dialogue in names and row.state in _UNFINISHED), "")


def did_before(talk: Talk, item: Assignment) -> bool:
    """Whether the person had done already what was set, and may let that count."""
    if item.kind is Kind.LINE:
        return _along(talk, item) is State.DONE
    rows = talk.work.runs()
    equal, reached, own = _equal(talk, item), state(talk, item), _own_run(item, rows)
    finished = {row.dialogue for row in rows if row.state == "finished"}
    return any(concerns(item.what, name, equal, reached, own) for name in finished)


def lives(talk: Talk, command: str) -> bool:
    """Whether what was planned to be told about an assignment still means something."""
    name, _, ident = command.partition(" ")
    item = find(talk, ident)
    if item is None or item.withdrawn or name == GONE:
        return item is not None and item.withdrawn and name == GONE
    if state(talk, item) is State.DONE:
        return False
    if name == NEW:
        return True
    untold = any(planned.command == f"{NEW} {ident}" for planned in talk.work.agenda.all())
    return not untold and (name == CHANGED or _still_before(talk, item))


def _still_before(talk: Talk, item: Assignment) -> bool:
    """Whether there is something left to do before the day; what comes back by itself is not hurried."""
    waits = any(row.dialogue == item.what and row.state == "waiting" for row in talk.work.runs())
    return item.due is not None and dates.today(talk.incoming.at) < item.due and not waits


def reminder_at(item: Assignment, now: datetime) -> datetime | None:
    """When members are reminded once; not of what is done in class, nor when that moment is past."""
    if item.due is None or item.place is Place.CLASS:
        return None
    at = wall(reminder_day(item.due), _REMIND_AT, dates.HOME)
    return at if at > now else None


def joined(talk: Talk, group: str) -> None:
    """Somebody joined a group: they are reminded as the others are of what is set already, and see it."""
    items = talk.work.assignments.of(group)
    for item in items:
        at = reminder_at(item, talk.incoming.at)
        if at:
            talk.work.agenda.put(at, f"{SOON} {item.id}", key=f"{SOON}:{item.id}")
    if items:
        talk.go("opdrachten")


def data(work: Work) -> list[dict[str, Any]]:
    """What is set for a person with how far they are, and what they set themselves, as plain data."""
    reached, found = work.assignments.mine(), []
    for member in work.groups.mine():
        group = work.groups.get(member.group)
        for item in work.assignments.of(member.group):
            due = item.due.isoformat() if item.due else None
            about: dict[str, Any] = {"group": group.name if group else "", "what": item.what, "due": due}
            if member.role is Role.STUDENT_HERE:
                found.append({**about, "state": reached.get(item.id, State.OPEN).value})
            elif item.by == work.person:
                found.append({**about, "set_by_you": True, "text": item.text})
    return found
