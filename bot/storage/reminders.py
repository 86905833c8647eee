"""Reminders: what is to come for a person at a later moment, kept as a row until its turn took it.

When a row is due, a command comes in for its person like a message, once, and the row is marked as rung in the same
transaction. The turn of that command sees all rows of the person together, and takes or moves them with what it says.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, select, update

from bot.dialogue.turn import Incoming, Signal
from bot.people.nudges import Kind
from bot.services.agenda import WAKE, Planned
from bot.storage.batch import Batch
from bot.storage.codec import moment, pack, pack_incoming, stamp, to_text, unpack
from bot.storage.inbox import KEEP
from bot.storage.passing import MARK
from bot.storage.statements import Write
from bot.storage.tables import identity, reminder

MOST = 100  # rows per call, so that after a long stop the turns of people who write now are not held up


def _replacing(start: Any) -> Any:
    base = start(reminder)
    fields = {name: base.excluded[name] for name in ("channel", "due_at", "ct", "rung_at")}
    same = reminder.c.person_id == base.excluded.person_id
    return base.on_conflict_do_update(index_elements=["id"], set_=fields, where=same)


_PUT = Write(_replacing)
_reachable = and_(
    identity.c.person_id == reminder.c.person_id,
    identity.c.channel == reminder.c.channel,
    identity.c.blocked_at.is_(None),  # who blocked the bot is left alone until they write again
)
_DUE = (
    select(reminder.c.id, reminder.c.person_id, reminder.c.channel)
    .join(identity, _reachable)
    .where(reminder.c.due_at <= bindparam("now"), reminder.c.rung_at.is_(None))
    .order_by(reminder.c.due_at)
    .limit(MOST)
    .with_for_update(of=reminder, skip_locked=True)
)
_RUNG = update(reminder).where(reminder.c.id == bindparam("of")).values(rung_at=bindparam("now"))
_ALL = (
    select(reminder.c.id, reminder.c.due_at, reminder.c.ct)
    .where(reminder.c.person_id == bindparam("person"))
    .order_by(reminder.c.due_at, reminder.c.id)
)
_DROP = delete(reminder).where(reminder.c.id == bindparam("of"), reminder.c.person_id == bindparam("person"))


class PersonAgenda:
    """Implements `services.agenda.Agenda`.

    Args:
        batch: where writes go.
        person: whose it is.
        channel: through which what is planned now will come.
    """

    def __init__(self, batch: Batch, person: str, channel: str) -> None:
        self._batch, self._person, self._channel = batch, person, channel

    def put(self, due: datetime, command: str, kind: Kind = Kind.RETURN, key: str = "") -> None:
        """As in `services.agenda.Agenda`."""
        ident = self._batch.vault.lookup(f"reminder:{self._person}", key) if key else secrets.token_hex(16)
        self._keep(Planned(ident, due, command, kind, due, key=key))

    def all(self) -> list[Planned]:
        """As in `services.agenda.Agenda`."""
        return [item for item in self._every() if item.kind is not Kind.LOOK]

    def looks(self) -> list[Planned]:
        """As in `services.agenda.Agenda`."""
        return [item for item in self._every() if item.kind is Kind.LOOK]

    def _every(self) -> list[Planned]:
        rows = self._batch.connection.execute(_ALL, {"person": self._person})
        return [item for item in map(self._opened, rows) if item]

    def move(self, item: Planned, due: datetime, late: bool = False) -> None:
        """As in `services.agenda.Agenda`."""
        self._keep(Planned(item.id, due, item.command, item.kind, item.since, item.late or late, item.key))

    def drop(self, item: Planned) -> None:
        """As in `services.agenda.Agenda`."""
        self._batch.write(_DROP, of=item.id, person=self._person)

    def _keep(self, item: Planned) -> None:
        told = {
            "command": item.command, "kind": item.kind.value, "since": stamp(item.since), "late": item.late,
            "key": item.key,
        }  # fmt: skip
        row = {
            "id": item.id, "person_id": self._person, "channel": self._channel, "due_at": stamp(item.due),
            "ct": self._batch.vault.service.seal(pack(told), self._person, "reminder", item.id), "rung_at": None,
        }  # fmt: skip
        self._batch.put(_PUT, row)

    def _opened(self, row: Any) -> Planned | None:
        """The reminder in a row; None when it is the moment at which something is taken away."""
        data, due = self._batch.vault.service.open(row.ct, self._person, "reminder", row.id), moment(row.due_at)
        if not data.startswith(b"{"):  # as rows were written before there were kinds: the command alone
            return Planned(row.id, due, to_text(data), Kind.RETURN, due)
        told = unpack(data)
        if MARK in told:
            return None
        since = moment(told["since"])
        return Planned(row.id, due, told["command"], Kind(told["kind"]), since, told["late"], told["key"])


def ring(connection: Connection, batch: Batch, now: datetime) -> int:
    """Wake the people of whom something is due, each row once; return how many rows that were."""
    rows = connection.execute(_DUE, {"now": stamp(now)}).all()
    for person, channel in dict.fromkeys((row.person_id, row.channel) for row in rows):
        _wake(connection, batch, person, channel, now)
    for row in rows:
        connection.execute(_RUNG, {"of": row.id, "now": stamp(now)})
    return len(rows)


def _wake(connection: Connection, batch: Batch, person: str, channel: str, now: datetime) -> None:
    name = f"reminder:{secrets.token_hex(16)}"
    incoming = Incoming(Signal.COMMAND, moment(stamp(now)), WAKE)
    sealed = batch.vault.service.seal(pack_incoming(incoming), person, "incoming", f"{channel}:{name}")
    values = {"channel": channel, "update_id": name, "person_id": person, "ct": sealed, "at": stamp(now)}
    KEEP.run(connection, [values])
