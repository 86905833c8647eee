"""Own dialogues: the casus that people wrote themselves, encrypted with the key of who wrote them.

`whose` and `every` are the one place that says whose dialogues a person may play: their own, and what the trainers of
their groups keep.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, delete, exists, not_, or_, select, union

from bot.people.groups import HOUSE
from bot.people.rights import Role
from bot.services.rows import OwnRow
from bot.storage.batch import Batch
from bot.storage.cipher import Cipher
from bot.storage.codec import moment, stamp, to_bytes, to_text
from bot.storage.statements import Write, one_of
from bot.storage.tables import own_dialogue, person
from bot.storage.tables_together import membership

_TABLE = "own_dialogue"
_place, _guide = membership.alias("place"), membership.alias("guide")
_together = and_(
    _place.c.group_id == _guide.c.group_id,
    _guide.c.role == Role.TRAINER_HERE.value,
    _guide.c.group_id != HOUSE,
)
_WHOSE = union(
    select(own_dialogue.c.person_id).where(one_of(own_dialogue.c.person_id, "people")),
    select(_place.c.person_id)
    .join(_guide, _together)
    .join(own_dialogue, own_dialogue.c.person_id == _guide.c.person_id)
    .where(one_of(_place.c.person_id, "people")),
)
_TRAINERS = select(_guide.c.person_id).join(_place, _together).where(_place.c.person_id == bindparam("person"))
_later = own_dialogue.alias("later")
_replaced = exists().where(_later.c.id == own_dialogue.c.id, _later.c.version > own_dialogue.c.version)
_ROWS = (
    select(own_dialogue, person.c.wrapped, person.c.key_id)
    .join(person, person.c.id == own_dialogue.c.person_id)
    .order_by(own_dialogue.c.id, own_dialogue.c.version)
)
_OWN = own_dialogue.c.person_id == bindparam("person")
_VERSIONS = _ROWS.where(_OWN)
_VERSIONS_OF = _VERSIONS.where(own_dialogue.c.id == bindparam("of"))
_ALL = _ROWS.where(
    or_(own_dialogue.c.version == 0, not_(_replaced)),
    or_(_OWN, and_(own_dialogue.c.version > 0, own_dialogue.c.person_id.in_(_TRAINERS))),
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


def every(batch: Batch, person_id: str) -> list[OwnRow]:
    """The dialogues that a person may play beside those of Nabij; of others only what is kept, no mere try."""
    return _read(batch, _ALL, person=person_id)


def versions(batch: Batch, person_id: str, name: str = "") -> list[OwnRow]:
    """Every version of one casus that a person wrote, or of all, those that were replaced too."""
    return _read(batch, _VERSIONS_OF, person=person_id, of=name) if name else _read(batch, _VERSIONS, person=person_id)


def _read(batch: Batch, asked: Select[Any], **values: str) -> list[OwnRow]:
    rows = batch.connection.execute(asked, values).all()
    return [OwnRow(row.id, row.version, moment(row.at), _opened(batch, row), row.person_id) for row in rows]


def put(batch: Batch, person: str, cipher: Cipher, row: OwnRow) -> None:
    """Insert or replace a version."""
    sealed = cipher.seal(to_bytes(row.source), person, _TABLE, _name(row.id, row.version))
    values = {"id": row.id, "version": row.version, "person_id": person, "at": stamp(row.at), "ct": sealed}
    batch.put(_PUT, values)


def drop(batch: Batch, person: str, name: str, version: int | None) -> None:
    """Delete a version, or all of them."""
    batch.write(_DROP, person=person, of=name, number=-1 if version is None else version)


def _opened(batch: Batch, row: Any) -> str:
    cipher = batch.vault.owner(row.person_id, row.wrapped, row.key_id)
    return to_text(cipher.open(row.ct, row.person_id, _TABLE, _name(row.id, row.version)))


def _name(name: str, version: int) -> str:
    return f"{name}:{version}"
