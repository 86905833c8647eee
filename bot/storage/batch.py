"""The batch: what the turns of one transaction write, held back and written together, a statement per table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Executable, bindparam, update

from bot.errors import StoreError
from bot.storage.codec import stamp
from bot.storage.statements import Write
from bot.storage.tables import answer, entry, incoming, outgoing, part, person, run
from bot.storage.vault import Vault
from bot.texts import say

Row = dict[str, Any]


def _upsert_run(start: Any) -> Any:
    base = start(run)
    fields = {name: base.excluded[name] for name in ("dialogue", "hash", "state", "at", "ct")}
    same = run.c.person_id == base.excluded.person_id
    return base.on_conflict_do_update(index_elements=["id"], set_=fields, where=same)


_RUN = Write(_upsert_run)
_ENTRY = Write(lambda start: start(entry).on_conflict_do_nothing(index_elements=["run_id", "step"]))
_ANSWER = Write(lambda start: start(answer))
_PART = Write(lambda start: start(part))
_OUTGOING = Write(lambda start: start(outgoing))
_RESTATE = Write(
    lambda _start: (
        update(answer)
        .where(answer.c.id == bindparam("of"))
        .values(revision=bindparam("revision"), open=bindparam("open"), at=bindparam("at"))
    )
)
_PERSON = Write(
    lambda _start: (
        update(person)
        .where(person.c.id == bindparam("of"))
        .values(settings=bindparam("settings"), focus=bindparam("focus"))
    )
)
_DONE = Write(
    lambda _start: (
        update(incoming).where(incoming.c.seq == bindparam("of")).values(done_at=bindparam("done_at"), ct=None)
    )
)


@dataclass
class Standing:
    """How an answer stands: the row of table `answer`, and the place of the last part of its current revision."""

    id: str
    run: str
    step: str
    place: int
    revision: int
    open: bool
    at: int
    parts: int = 0
    question: bytes = b""
    new: bool = False


class Batch:
    """The pending writes of one transaction.

    Args:
        connection: with the transaction.
        vault: the keys.
        now: the moment of the transaction.
        reading: whether nothing may be written.
    """

    def __init__(self, connection: Connection, vault: Vault, now: datetime, reading: bool = False) -> None:
        self.connection, self.vault, self.now = connection, vault, stamp(now)
        self.reading = reading
        self.deleted: list[str] = []  # ids of people and runs, for the deletion list
        self.untidy = False  # whether something was destroyed that must leave the disk
        self._runs: dict[str, Row] = {}
        self._standings: dict[str, tuple[str, Standing]] = {}
        self._parts: list[Row] = []
        self._entries: list[Row] = []
        self._outgoing: list[Row] = []
        self._people: dict[str, Row] = {}
        self._done: list[Row] = []

    def put_run(self, row: Row) -> None:
        """A run as it is now; it began when it was first put here, or earlier."""
        pending = self._writing()._runs.get(row["id"], row)
        self._runs[row["id"]] = {**row, "started_at": pending["started_at"]}

    def put_standing(self, person_id: str, standing: Standing) -> None:
        """An answer that is new, or stands otherwise than it did."""
        self._writing()._standings[standing.id] = (person_id, standing)

    def put_part(self, row: Row) -> None:
        """A part of an answer."""
        self._writing()._parts.append(row)

    def put_entry(self, row: Row) -> None:
        """An entry of the journal; the first one of a run and step stays."""
        self._writing()._entries.append(row)

    def put_outgoing(self, row: Row) -> None:
        """Something that goes out."""
        self._writing()._outgoing.append(row)

    def put_person(self, person_id: str, settings: bytes | None, focus: bytes | None) -> None:
        """A person's settings and focus, encrypted."""
        self._writing()._people[person_id] = {"of": person_id, "settings": settings, "focus": focus}

    def done(self, seq: int) -> None:
        """A message was handled: it leaves the inbox and stays in the ledger."""
        self._done.append({"of": seq, "done_at": self.now})

    def write(self, statement: Executable, **values: object) -> None:
        """Write something at once; `flush` first where the order matters."""
        self._writing().connection.execute(statement, values)

    def put(self, write: Write, row: Row) -> None:
        """Write one row at once."""
        write.run(self._writing().connection, [row])

    def flush(self) -> None:
        """Write what is pending, parents before children."""
        connection = self.connection
        answers = [(person_id, item) for person_id, item in self._standings.values() if item.new]
        stood = [item for _, item in self._standings.values() if not item.new]
        _RUN.run(connection, list(self._runs.values()))
        _ANSWER.run(connection, [_answer_row(person_id, item) for person_id, item in answers])
        _RESTATE.run(connection, [_restated(item) for item in stood])
        _PART.run(connection, self._parts)
        _ENTRY.run(connection, self._entries)
        _OUTGOING.run(connection, self._outgoing)
        _PERSON.run(connection, list(self._people.values()))
        _DONE.run(connection, self._done)
        self._clear()

    def _clear(self) -> None:
        for _, item in self._standings.values():
            item.new = False
        self._runs, self._standings, self._people = {}, {}, {}
        self._parts, self._entries, self._outgoing, self._done = [], [], [], []

    def _writing(self) -> Batch:
        if self.reading:
            raise StoreError(say("storage.reading_only"))
        return self


def _answer_row(person_id: str, item: Standing) -> Row:
    return {
        "id": item.id,
        "person_id": person_id,
        "run_id": item.run,
        "step": item.step,
        "place": item.place,
        "revision": item.revision,
        "open": item.open,
        "ct": item.question,
        "at": item.at,
    }


def _restated(item: Standing) -> Row:
    return {"of": item.id, "revision": item.revision, "open": item.open, "at": item.at}
