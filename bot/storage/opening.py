"""Opening the store: lock, keys, schema, in that order, so that with a wrong key nothing is touched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine, func, inspect, select

from bot.errors import KeyringError, StoreError
from bot.storage import TRANSCRIPT, schema
from bot.storage.deletions import Deletions
from bot.storage.engine import Folder, postgresql, sqlite_looking, sqlite_reading, sqlite_writing
from bot.storage.keyring import Keyring
from bot.storage.statements import Write, one_of
from bot.storage.store import Store, utc_now
from bot.storage.tables import person, service_key
from bot.storage.vault import SERVICE, Vault, wrapped_key
from bot.texts import say

_SERVICE = select(service_key.c.wrapped, service_key.c.key_id).where(service_key.c.id == SERVICE)
_SAMPLE = select(func.min(person.c.id)).group_by(person.c.key_id)
_PERSON = select(person.c.id, person.c.wrapped, person.c.key_id).where(one_of(person.c.id, "people"))
_KEEP = Write(lambda start: start(service_key).on_conflict_do_nothing(index_elements=["id"]))


def open_store(
    place: str | Path,
    keyring: Keyring,
    *,
    on_failure: Callable[[str, int, str], None] | None = None,
    clock: Callable[[], datetime] = utc_now,
    transcript: timedelta = TRANSCRIPT,
) -> Store:
    """As `bot.storage.open_store`; `clock` tells the present moment."""
    more = (on_failure, clock, transcript)
    deletions = Deletions(keyring.folder / "deletions.txt")
    if "://" in str(place):
        engine = postgresql(str(place))
        reading = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        return Store(engine, reading, _opened(engine, engine, keyring), deletions, None, *more)
    folder = Folder(Path(place).expanduser().absolute())
    if keyring.path and keyring.path.expanduser().absolute().parent == folder.path:
        raise KeyringError(say("storage.key_inside", file=keyring.name))
    folder.lock()
    try:
        vault = _opened_folder(folder, keyring)
    except BaseException:
        folder.release()
        raise
    return Store(sqlite_writing(folder.database), sqlite_reading(folder.database), vault, deletions, folder, *more)


def open_beside(place: str | Path, keyring: Keyring) -> Store:
    """The store for one small piece of work, also while another process serves the folder.

    Where there is no database yet, or one with an older schema, it is `open_store`, which needs the folder for itself.

    Raises:
        StoreBusy: the schema is older, and another process holds the folder.
        KeyringError: the keys do not fit.
    """
    folder = None if "://" in str(place) else Folder(Path(place).expanduser().absolute())
    if folder is None or not folder.database.exists():
        return open_store(place, keyring)
    writing = sqlite_writing(folder.database)
    try:
        with writing.connect() as connection:
            current = schema.version(connection) == schema.VERSIONS[-1]
        vault = _opened(writing, writing, keyring) if current else None
    except BaseException:
        writing.dispose()
        raise
    if vault is None:
        writing.dispose()
        return open_store(place, keyring)
    return Store(writing, sqlite_reading(folder.database), vault, Deletions(keyring.folder / "deletions.txt"))


def rewrap(place: str | Path, keyring: Keyring) -> int:
    """Wrap every data key by the current master key, also while another process serves; return how many it were.

    Data keys stay as they are, so whoever serves goes on; it reads the ring again when that has changed.

    Raises:
        StoreError: there is no database, or it has another schema than this program.
        KeyringError: the keys do not fit.
    """
    if "://" not in str(place) and not Folder(Path(place).expanduser().absolute()).database.exists():
        raise StoreError(say("storage.no_database", folder=place))
    store = open_beside(place, keyring)
    try:
        return store.rewrap()
    finally:
        store.close()


def _opened_folder(folder: Folder, keyring: Keyring) -> Vault:
    if folder.database.exists() and folder.database.stat().st_size:
        looking = sqlite_looking(folder.database)
        try:
            _check(looking, keyring)
        finally:
            looking.dispose()
    folder.prepare()
    writing = sqlite_writing(folder.database)
    try:
        return _opened(writing, None, keyring)
    finally:
        writing.dispose()


def _opened(writing: Engine, unchecked: Engine | None, keyring: Keyring) -> Vault:
    """The vault of a database whose keys fit, after the schema was brought up to date."""
    if unchecked:
        _check(unchecked, keyring)
    with writing.begin() as connection:
        schema.upgrade(connection)  # with a lock until the end, so that of several processes one makes the key
        row = connection.execute(_SERVICE).first()
        if row is None:
            if keyring.empty:
                keyring.create()
            wrapped, key_id = wrapped_key(keyring, SERVICE)
            values = {"id": SERVICE, "wrapped": wrapped, "key_id": key_id}
            _KEEP.run(connection, [values])
            row = connection.execute(_SERVICE).one()
    return Vault(keyring, row.wrapped, row.key_id)


def _check(engine: Engine, keyring: Keyring) -> None:
    """See that the schema is known and every key of the database can be opened with the ring, without writing."""
    with engine.connect() as connection:
        if schema.version(connection) and inspect(connection).has_table(service_key.name):
            _check_keys(connection, keyring)


def _check_keys(connection: Connection, keyring: Keyring) -> None:
    service = connection.execute(_SERVICE).first()
    if service is None:
        return
    vault = Vault(keyring, service.wrapped, service.key_id)
    people = list(connection.execute(_SAMPLE).scalars())
    for row in connection.execute(_PERSON, {"people": people}):
        vault.opened(row.wrapped, row.key_id, row.id)
