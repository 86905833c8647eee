"""Maintenance: what an operator does with the data. Schema, keys, backup and restore."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bot.config import Config
from bot.errors import NabijError
from bot.people.codes import written
from bot.services import way_in
from bot.services.ports import House
from bot.services.rows import RemarkRow
from bot.storage import backup as backups
from bot.storage import open_store
from bot.storage.keyring import Keyring
from bot.storage.opening import open_beside, rewrap
from bot.texts import say


def upgrade(config: Config) -> None:
    """Bring the schema of the database up to date."""
    open_store(config.database or config.data, Keyring.load(config.keys)).close()


def rotate(config: Config) -> dict[str, object]:
    """Wrap every data key by the newest master key, also while Nabij serves; its id and how many were wrapped anew."""
    keyring = Keyring.load(config.keys)
    count = rewrap(config.database or config.data, keyring)
    return {"id": keyring.current, "count": count}


def remarks(config: Config) -> list[RemarkRow]:
    """What readers told the editors of the lexicon, by kind, the most frequent first; also while Nabij serves."""
    store = open_beside(config.database or config.data, Keyring.load(config.keys))
    try:
        return store.remarks()
    finally:
        store.close()


def invite_trainer(config: Config, now: datetime) -> tuple[str, list[str]]:
    """A code by which one person becomes a trainer in this Nabij, and its links; also while Nabij serves."""
    store = open_beside(config.database or config.data, Keyring.load(config.keys))
    try:
        code = store.invite_trainer(now + way_in.COLLEAGUE)
    finally:
        store.close()
    name, address = config.telegram.name if config.telegram else "", config.web.address if config.web else ""
    return written(code), way_in.addresses(House(bot_name=name, address=address), code)


def backup(config: Config, target: Path) -> None:
    """Copy the database of a data folder to one file.

    Raises:
        NabijError: the data is in PostgreSQL, which has tools of its own for this.
    """
    if config.database:
        raise NabijError(say("app.postgresql_backup"))
    backups.backup(config.data, target)


def restore(config: Config, source: Path | None) -> int:
    """Put a backup back and delete again who was deleted since; without a file only the latter."""
    keyring = Keyring.load(config.keys)
    if source and config.database:
        raise NabijError(say("app.postgresql_backup"))
    if source:
        return backups.restore(config.data, source, keyring)
    store = open_store(config.database or config.data, keyring)
    try:
        return store.forget_again()
    finally:
        store.close()
