"""Own dialogues: the casus that people wrote themselves, encrypted with the key of who wrote them.

`whose` and `every` are the one place that says whose dialogues a person may play: now their own alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, or_, select

from bot.services.rows import OwnRow
from bot.storage.batch import Batch
from bot.storage.cipher import Cipher
from bot.storage.codec import moment, stamp, to_bytes, to_text
from bot.storage.statements import Write, one_of
from bot.storage.tables import own_dialogue

_TABLE = "own_dialogue"
_WHOSE = select(own_dialogue.c.person_id).where(one_of(own_dialogue.c.person_id, "people")).distinct()
_ALL = (
    select(own_dialogue.c.id, own_dialogue.c.version, own_dialogue.c.at, own_dialogue.c.ct, own_dialogue.c.person_id)
    .where(own_dialogue.c.person_id == bindparam("person"))
    .order_by(own_dialogue.c.id, own_dialogue.c.version)
)
_DROP = delete(own_dialogue).where(
    own_dialogue.c.person_id == bindparam("person"),
    own_dialogue.c.id == bindparam("of"),
    or_(own_dialogue.c.version == bindparam("number"), bindparam("number") < 0),
)


def _replacing(start: Any) -> Any:
    base = start(own_dialogue)
    same = own_dialogue.c.person_id == base.excluded.person_id
    fields = {"at": base.excluded.at, "ct": base.excluded.ct}
    return base.on_conflict_do_update(index_elements=["id", "version"], set_=fields, where=same)


_PUT = Write(_replacing)


def whose(connection: Connection, people: Sequence[str]) -> frozenset[str]:
    """Who of these people may play any dialogue beside those of Nabij."""
    return frozenset(connection.execute(_WHOSE, {"people": list(people)}).scalars()) if people else frozenset()


def every(batch: Batch, person: str, cipher: Cipher) -> list[OwnRow]:
    """The dialogues that a person may play beside those of Nabij."""
    return [
        OwnRow(row.id, row.version, moment(row.at), _opened(cipher, row), row.person_id)
        for row in batch.connection.execute(_ALL, {"person": person})
    ]


def put(batch: Batch, person: str, cipher: Cipher, row: OwnRow) -> None:
    """Insert or replace a version."""
    sealed = cipher.seal(to_bytes(row.source), person, _TABLE, _name(row.id, row.version))
    values = {"id": row.id, "version": row.version, "person_id": person, "at": stamp(row.at), "ct": sealed}
    batch.put(_PUT, values)


def drop(batch: Batch, person: str, name: str, version: int | None) -> None:
    """Delete a version, or all of them."""
    batch.write(_DROP, person=person, of=name, number=-1 if version is None else version)


def _opened(cipher: Cipher, row: Any) -> str:
    return to_text(cipher.open(row.ct, row.person_id, _TABLE, _name(row.id, row.version)))


def _name(name: str, version: int) -> str:
    return f"{name}:{version}"
