"""Remarks for the editors of the lexicon: what readers missed, counted, without whose it was."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from bot.services.rows import RemarkRow
from bot.storage.batch import Batch
from bot.storage.codec import moment, pack, stamp, unpack
from bot.storage.statements import Write
from bot.storage.tables import remark
from bot.storage.vault import SERVICE, Vault

KEPT = timedelta(days=365)  # an editor who has not looked for a year will not miss it
_DAY = timedelta(days=1)
_EPOCH = moment(0)


def _counted(start: object) -> object:
    base = start(remark)  # type: ignore[operator]
    fields = {"count": remark.c.count + 1, "day": base.excluded.day}
    return base.on_conflict_do_update(index_elements=["id"], set_=fields)


_PUT = Write(_counted)
_ALL = select(remark.c.id, remark.c.kind, remark.c.count.label("times"), remark.c.day, remark.c.ct).order_by(
    remark.c.kind, remark.c.count.desc(), remark.c.id
)


def put(batch: Batch, kind: str, entry: str, text: str) -> None:
    """Keep a remark, or count the one that says the same."""
    ident = batch.vault.lookup(f"remark:{kind}:{entry}", text)
    sealed = batch.vault.service.seal(pack({"entry": entry, "text": text}), SERVICE, "remark", ident)
    day = (moment(batch.now) - _EPOCH) // _DAY
    _PUT.run(batch.connection, [{"id": ident, "kind": kind, "count": 1, "day": day, "ct": sealed}])


def every(connection: Connection, vault: Vault) -> list[RemarkRow]:
    """All remarks, by kind, the most frequent first."""
    rows = []
    for row in connection.execute(_ALL):
        told = unpack(vault.service.open(row.ct, SERVICE, "remark", row.id))
        rows.append(RemarkRow(row.kind, told["entry"], told["text"], row.times, (_EPOCH + row.day * _DAY).date()))
    return rows


def prune(connection: Connection, now: datetime) -> None:
    """Delete what was last said too long ago."""
    day = (moment(stamp(now - KEPT)) - _EPOCH) // _DAY
    connection.execute(delete(remark).where(remark.c.day < day))
