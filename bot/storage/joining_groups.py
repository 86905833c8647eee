"""Joining two people in their groups: where both are a member, one place stays, with the most that either was."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, delete, select, update

from bot.people.assignments import State
from bot.people.rights import Role
from bot.storage.batch import Batch
from bot.storage.groups import PersonGroups
from bot.storage.tables_together import comment, doing, group_note, membership

_PLACES = select(membership).where(membership.c.person_id == bindparam("person"))
_PLACE = (membership.c.group_id == bindparam("of"), membership.c.person_id == bindparam("person"))
_GIVE_PLACE = update(membership).where(*_PLACE).values(person_id=bindparam("to"), ct=bindparam("sealed"))
_RAISE = update(membership).where(*_PLACE).values(role=Role.TRAINER_HERE.value)
_LEAVE = delete(membership).where(*_PLACE)
_DID = select(doing).where(doing.c.person_id == bindparam("person"))
_DOING = (doing.c.assignment_id == bindparam("of"), doing.c.person_id == bindparam("person"))
_GIVE_DOING = update(doing).where(*_DOING).values(person_id=bindparam("to"))
_DONE = update(doing).where(*_DOING).values(state=State.DONE.value)
_FORGET = delete(doing).where(*_DOING)
_SAID = tuple(
    update(table).where(table.c.author_id == bindparam("person")).values(author_id=bindparam("to"))
    for table in (comment, group_note)
)


def take(batch: Batch, gone: str, stays: str) -> None:
    """Give one person's places in groups, how far they are with what is set, and what they said to the other."""
    there = {row.group_id: row for row in _rows(batch, _PLACES, stays)}
    for row in _rows(batch, _PLACES, gone):
        if row.group_id in there:
            if row.role == Role.TRAINER_HERE:
                batch.write(_RAISE, of=row.group_id, person=stays)
            batch.write(_LEAVE, of=row.group_id, person=gone)
        else:
            cipher = PersonGroups(batch, stays).key(row.group_id)
            name = cipher.open(row.ct, row.group_id, "membership", gone)
            sealed = cipher.seal(name, row.group_id, "membership", stays)
            batch.write(_GIVE_PLACE, of=row.group_id, person=gone, to=stays, sealed=sealed)
    known = {row.assignment_id for row in _rows(batch, _DID, stays)}
    for row in _rows(batch, _DID, gone):
        if row.assignment_id in known:
            if row.state == State.DONE:
                batch.write(_DONE, of=row.assignment_id, person=stays)
            batch.write(_FORGET, of=row.assignment_id, person=gone)
        else:
            batch.write(_GIVE_DOING, of=row.assignment_id, person=gone, to=stays)
    for statement in _SAID:
        batch.write(statement, person=gone, to=stays)


def _rows(batch: Batch, statement: Any, person: str) -> list[Any]:
    return list(batch.connection.execute(statement, {"person": person}).all())
