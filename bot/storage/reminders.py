"""Reminders: what is to be done for a person at a later moment, kept as a row until it comes in like a message."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from bot.dialogue.turn import Incoming, Signal
from bot.storage.batch import Batch
from bot.storage.codec import moment, pack_incoming, stamp, to_bytes, to_text
from bot.storage.inbox import KEEP
from bot.storage.tables import reminder

MOST = 100  # rows per call, so that after a long stop the turns of people who write now are not held up

_PUT = insert(reminder)
_DUE = (
    select(reminder.c.id, reminder.c.person_id, reminder.c.channel, reminder.c.due_at, reminder.c.ct)
    .where(reminder.c.due_at <= bindparam("now"))
    .order_by(reminder.c.due_at)
    .limit(MOST)
    .with_for_update(skip_locked=True)
)
_TAKE = delete(reminder).where(reminder.c.id == bindparam("of"))


def put(batch: Batch, person: str, channel: str, due: datetime, command: str) -> None:
    """Keep a reminder: the command comes in for the person through the channel once it is due."""
    ident = secrets.token_hex(16)
    sealed = batch.vault.service.seal(to_bytes(command), person, "reminder", ident)
    batch.write(_PUT, id=ident, person_id=person, channel=channel, due_at=stamp(due), ct=sealed)


def ring(connection: Connection, batch: Batch, now: datetime) -> int:
    """Let what is due come in, each exactly once: the row goes and the message is there, in one transaction."""
    rows = connection.execute(_DUE, {"now": stamp(now)}).all()
    for row in rows:
        command = to_text(batch.vault.service.open(row.ct, row.person_id, "reminder", row.id))
        name = f"reminder:{row.id}"
        incoming = Incoming(Signal.COMMAND, moment(stamp(now)), command)
        sealed = batch.vault.service.seal(
            pack_incoming(incoming), row.person_id, "incoming", f"{row.channel}:{name}"
        )  # fmt: skip
        values = {"channel": row.channel, "update_id": name, "person_id": row.person_id, "ct": sealed, "at": stamp(now)}
        KEEP.run(connection, [values])
        connection.execute(_TAKE, {"of": row.id})
    return len(rows)
