"""Assignments and how far people are with them. What is told of one is sealed with the key of its group."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update

from bot.errors import TooLate
from bot.people.assignments import Assignment, Kind, Place, State
from bot.storage.batch import Batch
from bot.storage.cipher import Cipher
from bot.storage.codec import moment, pack, unpack
from bot.storage.statements import Write
from bot.storage.tables_together import assignment, doing, group
from bot.texts import say

_ALL = (
    select(assignment, group.c.wrapped, group.c.key_id)
    .join(group, group.c.id == assignment.c.group_id)
    .order_by(assignment.c.at, assignment.c.id)
)
_GET = _ALL.where(assignment.c.id == bindparam("of"))
_OF_GROUP = _ALL.where(assignment.c.group_id == bindparam("of"))
_KEY = select(group.c.wrapped, group.c.key_id).where(group.c.id == bindparam("of"))
_KEEP = update(assignment).where(assignment.c.id == bindparam("of")).values(ct=bindparam("ct"))
_MAKE = Write(lambda start: insert(assignment))
_MINE = select(doing.c.assignment_id, doing.c.state).where(doing.c.person_id == bindparam("person"))
_REACHED = select(doing.c.person_id, doing.c.state).where(doing.c.assignment_id == bindparam("of"))
_NOBODY = delete(doing).where(doing.c.assignment_id == bindparam("of"))


def _marking(start: Any) -> Any:
    base = start(doing)
    return base.on_conflict_do_update(
        index_elements=["assignment_id", "person_id"], set_={"state": base.excluded.state},
        where=doing.c.state != State.DONE.value,
    )  # fmt: skip


_MARK = Write(_marking)


class PersonAssignments:
    """Implements `services.assignments_port.Assignments`.

    Args:
        batch: where writes go.
        person: in whose unit of work.
    """

    def __init__(self, batch: Batch, person: str) -> None:
        self._batch, self._person = batch, person

    def of(self, group: str) -> list[Assignment]:
        """As in `services.assignments_port.Assignments`."""
        found = [self._opened(row) for row in self._read(_OF_GROUP, of=group)]
        return [item for item in found if not item.withdrawn]

    def get(self, assignment: str) -> Assignment | None:
        """As in `services.assignments_port.Assignments`."""
        row = self._read(_GET, of=assignment).first()
        return self._opened(row) if row else None

    def make(self, assignment: Assignment) -> Assignment:
        """As in `services.assignments_port.Assignments`."""
        made = replace(assignment, id=secrets.token_hex(8), at=moment(self._batch.now))
        row = {"id": made.id, "group_id": made.group, "at": self._batch.now}
        self._batch.put(_MAKE, {**row, "ct": self._sealed(made)})
        return made

    def keep(self, assignment: Assignment) -> None:
        """As in `services.assignments_port.Assignments`."""
        self._batch.write(_KEEP, of=assignment.id, ct=self._sealed(assignment))
        if assignment.withdrawn:
            self._batch.write(_NOBODY, of=assignment.id)

    def mine(self) -> dict[str, State]:
        """As in `services.assignments_port.Assignments`."""
        return {row.assignment_id: State(row.state) for row in self._read(_MINE, person=self._person)}

    def reached(self, assignment: str) -> Mapping[str, State]:
        """As in `services.assignments_port.Assignments`."""
        return {row.person_id: State(row.state) for row in self._read(_REACHED, of=assignment)}

    def mark(self, assignment: str, state: State) -> None:
        """As in `services.assignments_port.Assignments`."""
        if state is not State.OPEN:
            row = {"assignment_id": assignment, "person_id": self._person, "state": state.value}
            self._batch.put(_MARK, row)

    def _opened(self, row: Any) -> Assignment:
        told = unpack(self._cipher(row.group_id, row).open(row.ct, row.group_id, "assignment", row.id))
        return Assignment(
            row.id, row.group_id, moment(row.at), Kind(told["kind"]), told["what"],
            date.fromisoformat(told["due"]) if told["due"] else None,
            Place(told["place"]), told["text"], told["by"], told["withdrawn"],
        )  # fmt: skip

    def _sealed(self, item: Assignment) -> bytes:
        """What is told of it, under the key of its group.

        Raises:
            TooLate: there is no such group.
        """
        row = self._read(_KEY, of=item.group).first()
        if row is None:
            raise TooLate(say("storage.gone"))
        told = {
            "kind": item.kind.value, "what": item.what, "due": item.due.isoformat() if item.due else "",
            "place": item.place.value, "text": item.text, "by": item.by, "withdrawn": item.withdrawn,
        }  # fmt: skip
        return self._cipher(item.group, row).seal(pack(told), item.group, "assignment", item.id)

    def _cipher(self, owner: str, row: Any) -> Cipher:
        return self._batch.vault.owner(owner, row.wrapped, row.key_id)

    def _read(self, statement: Any, **values: object) -> Any:
        return self._batch.connection.execute(statement, values)
