"""What stands in a chat for a while only: a file that went into Telegram is taken out of it after an hour.

The moment stands as a row among the reminders, so that a stop of an hour or a week loses none. It wakes its person like
a reminder does, and the turn of that wake-up puts the removal in line. No wish, pause or quiet hour holds it up.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update

from bot.storage import outbox
from bot.storage.batch import Batch
from bot.storage.codec import pack, stamp, unpack
from bot.storage.statements import Write
from bot.storage.tables import outgoing, reminder

STANDS = timedelta(hours=1)
CHANNELS = ("telegram",)  # where what was sent is kept by others; a page and a terminal hand a file over
PERSONAL = ("data", "run:", "report:", "picture:")  # exports with a person's own words; the QR code of a group may stay
MARK = "passing"  # what the ciphertext of such a row holds instead of a command

_PUT = Write(lambda start: start(reminder))
_DUE = select(reminder.c.id, reminder.c.channel, reminder.c.ct).where(
    reminder.c.person_id == bindparam("person"), reminder.c.due_at <= bindparam("now")
)
_MESSAGE = select(outgoing.c.state, outgoing.c.message).where(
    outgoing.c.person_id == bindparam("person"),
    outgoing.c.channel == bindparam("channel"),
    outgoing.c.id == bindparam("ident"),
)
_LATER = (
    update(reminder)
    .where(reminder.c.id == bindparam("of"), reminder.c.person_id == bindparam("person"))
    .values(due_at=bindparam("due"), rung_at=None)
)
_DROP = delete(reminder).where(reminder.c.id == bindparam("of"), reminder.c.person_id == bindparam("person"))


def plan(batch: Batch, person: str, channel: str, ident: str) -> None:
    """Have the message of an outgoing row taken away again after a while."""
    if channel not in CHANNELS:
        return
    row = secrets.token_hex(16)
    sealed = batch.vault.service.seal(pack({MARK: ident}), person, "reminder", row)
    due = batch.now + int(STANDS / timedelta(microseconds=1))
    batch.put(
        _PUT,
        {"id": row, "person_id": person, "channel": channel, "due_at": due, "ct": sealed, "rung_at": None},
    )


def take_away(batch: Batch, person: str, now: datetime) -> None:
    """Put the removal of what stood long enough in line; what did not go out yet is looked at again later."""
    batch.flush()
    for row in batch.connection.execute(_DUE, {"person": person, "now": stamp(now)}).all():
        data = batch.vault.service.open(row.ct, person, "reminder", row.id)
        ident = unpack(data).get(MARK) if data.startswith(b"{") else None
        if ident:
            _take(batch, person, row.id, row.channel, ident, now)


def _take(batch: Batch, person: str, row: str, channel: str, ident: str, now: datetime) -> None:
    values = {"person": person, "channel": channel, "ident": ident}
    found = batch.connection.execute(_MESSAGE, values).first()
    if found and found.state == "waiting":
        batch.write(_LATER, of=row, person=person, due=stamp(now + STANDS))
        return
    if found and found.state == "sent" and found.message:
        outbox.put_removal(batch, person, channel, found.message)
    batch.write(_DROP, of=row, person=person)
