"""Backup and restore of a data folder: one file, and whoever was deleted since stays deleted."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.errors import StoreError
from bot.storage.engine import Folder, sqlite_looking, sqlite_reading
from bot.storage.keyring import Keyring
from bot.storage.tables import person
from bot.texts import say


def backup(folder: Path, target: Path) -> None:
    """Copy the database to one file, for its owner only, also while Nabij serves.

    Raises:
        StoreError: there is no database, or the target exists.
    """
    database = Folder(folder.expanduser().absolute()).database
    if not database.exists():
        raise StoreError(say("storage.no_database", folder=folder))
    if target.exists():
        raise StoreError(say("storage.exists", file=target))
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    engine, into = sqlite_reading(database), sqlite_reading(target)
    try:
        with engine.connect() as connection, into.connect() as other:
            driver: Any = connection.connection.dbapi_connection
            copy: Any = other.connection.dbapi_connection
            copy.execute("PRAGMA query_only=OFF")
            driver.backup(copy)
    finally:
        engine.dispose()
        into.dispose()


def restore(folder: Path, source: Path, keyring: Keyring) -> int:
    """Put a backup in an empty data folder and delete again whoever stands in the deletion list.

    Returns:
        How many people were deleted again.

    Raises:
        StoreError: the file is no backup, or the folder has data.
        StoreBusy: a process serves the folder.
        KeyringError: the keys do not fit; nothing was put there.
    """
    from bot.storage.opening import open_store

    place = Folder(folder.expanduser().absolute())
    _look_at(source)
    place.lock()
    try:
        if place.database.exists() and place.database.stat().st_size:
            raise StoreError(say("storage.not_empty", folder=folder))
        place.prepare()
        shutil.copyfile(source, place.database)
    finally:
        place.release()
    try:
        store = open_store(folder, keyring)
    except BaseException:
        place.database.unlink()
        raise
    try:
        return store.forget_again()
    finally:
        store.close()


def _look_at(source: Path) -> None:
    try:
        engine = sqlite_looking(source.expanduser().absolute())
        try:
            with engine.connect() as connection:
                connection.execute(select(person.c.id).limit(1)).all()
        finally:
            engine.dispose()
    except Exception as error:
        raise StoreError(say("storage.no_backup", file=source, reason=type(error).__name__)) from None
