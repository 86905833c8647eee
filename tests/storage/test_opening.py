"""Opening the store: locks, keys and the schema."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import inspect

import bot.storage.migrations.versions
from bot.dialogue.turn import Incoming
from bot.errors import KeyringError, StoreBusy, StoreError
from bot.services.ports import Work
from bot.storage import open_store, schema
from bot.storage.keyring import Keyring
from bot.storage.store import Store
from bot.storage.tables import metadata
from tests.storage.places import Place, text_from, turn

HOLD = """
import sys
from bot.storage import open_store
from bot.storage.keyring import Keyring
store = open_store(sys.argv[1], Keyring.load(sys.argv[2], {}))
print("open", flush=True)
sys.stdin.read()
"""


def hashes(folder: Path) -> dict[str, str]:
    """The hash of each file that holds data."""
    files = (file for file in folder.rglob("*") if file.is_file() and not file.name.endswith(("-shm", ".lock")))
    return {str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def contents(place: Place) -> object:
    """All key rows and the version of the schema."""
    keys = place.rows("select * from service_key"), place.rows("select id, wrapped, key_id from person order by id")
    return (*keys, place.rows("select * from alembic_version"))


def handle_nothing(_work: Work, _incoming: Incoming) -> None:
    """A handler that does nothing."""


def test_the_first_opening_makes_a_key_and_the_schema(place: Place) -> None:
    """Where nothing is yet, the ring, the tables and the service's key are made."""
    place.open().close()
    assert not place.keyring().empty
    assert [row.key_id for row in place.rows("select key_id from service_key")] == [place.keyring().current]
    assert place.rows("select version_num from alembic_version") == [(schema.VERSIONS[-1],)]


def test_what_was_kept_is_there_after_opening_again(place: Place) -> None:
    """Messages that wait and settings that were kept survive a close and another opening."""
    store = place.open()
    turn(store, lambda work: work.keep_settings({"consent": True}))
    store.receive([text_from("1", 5, "wacht")])
    store.close()
    again, seen = place.open(), []
    again.work(lambda work, incoming: seen.append((work.settings(), incoming.text)))
    again.close()
    assert seen == [({"consent": True}, "wacht")]


def test_an_existing_ring_is_used_where_there_is_no_data(place: Place) -> None:
    """A ring that was made before the data is kept as it is."""
    place.keyring().create()
    current = place.keyring().current
    place.open().close()
    assert place.keyring().ids == (current,)


def test_the_data_is_for_its_owner_only(folder_place: Place) -> None:
    """The folder has mode 700 and every file in it 600, while the store is open and under a loose umask."""
    old = os.umask(0)
    try:
        store = folder_place.open()
        store.receive([text_from("1", 1, "hoi")])
    finally:
        os.umask(old)
    assert folder_place.folder.stat().st_mode & 0o777 == 0o700
    modes = {file.name: file.stat().st_mode & 0o777 for file in folder_place.folder.iterdir()}
    assert {"nabij.sqlite3", "nabij.sqlite3-wal", "nabij.lock"} <= set(modes)
    assert set(modes.values()) == {0o600}
    store.close()


@pytest.mark.parametrize("lost", ["missing", "another", "same id"])
def test_a_missing_or_wrong_key_touches_nothing(place: Place, lost: str) -> None:
    """With data and no fitting key, opening is refused before a byte of the data changes, and no key is made."""
    store = place.open()
    turn(store, lambda work: work.keep_focus("menu"))
    store.close()
    current = place.keyring().current
    place.keys.unlink()
    if lost != "missing":
        place.keyring().create()
    if lost == "same id":
        changed = place.keys.read_text().replace(place.keyring().current, current)
        place.keys.write_text(changed)
    before = hashes(place.base), contents(place)
    with pytest.raises(KeyringError, match=current) as caught:
        place.open()
    assert "\n" not in str(caught.value)
    assert (hashes(place.base), contents(place)) == before


def test_a_wrong_key_leaves_the_log_of_a_killed_process_alone(folder_place: Place, tmp_path: Path) -> None:
    """A key of data that stands in SQLite's log only, after a kill, is missed, and the log is left as it is."""
    ring = folder_place.keyring()
    store = folder_place.open(ring)
    old_ring = folder_place.keys.read_text()
    ring.add()
    turn(store, lambda work: work.keep_focus("menu"))
    killed = Place(tmp_path / "killed")
    shutil.copytree(folder_place.folder, killed.folder)
    store.close()
    killed.keys.parent.mkdir()
    killed.keys.write_text(old_ring)
    killed.keys.chmod(0o600)
    before = hashes(killed.base)
    assert before[str(killed.folder / "nabij.sqlite3-wal")]
    with pytest.raises(KeyringError, match=ring.current):
        killed.open()
    assert hashes(killed.base) == before


def test_a_key_that_only_some_people_need_is_missed_too(place: Place) -> None:
    """A ring without the key of one person is refused, even when it has that of the service."""
    ring = place.keyring()
    store = place.open(ring)
    first = place.keyring().current
    text = place.keys.read_text()
    second = place.keyring().add()
    ring.get(second)
    turn(store, lambda work: None, address="2")
    store.close()
    assert [row.key_id for row in place.rows("select key_id from person")] == [second]
    place.keys.write_text(text)
    assert place.keyring().current == first
    with pytest.raises(KeyringError, match=second):
        place.open()


def test_a_key_in_the_data_folder_is_refused(folder_place: Place) -> None:
    """Keys and data in one folder are refused before anything is made there."""
    with pytest.raises(KeyringError, match="gegevensmap"):
        open_store(folder_place.folder, Keyring.load(folder_place.folder / "keys.json", {}))
    assert not folder_place.folder.exists()


def test_a_second_store_on_a_folder_is_refused(folder_place: Place) -> None:
    """While a store is open, another on the same folder raises StoreBusy; after it is closed it opens."""
    store = folder_place.open()
    with pytest.raises(StoreBusy) as caught:
        folder_place.open()
    assert str(folder_place.folder) in str(caught.value)
    store.close()
    folder_place.open().close()


def test_a_killed_process_leaves_no_lock(folder_place: Place) -> None:
    """Another process holds the folder until it is killed with SIGKILL; then it is free."""
    command = [sys.executable, "-c", HOLD, str(folder_place.folder), str(folder_place.keys)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        with pytest.raises(StoreBusy):
            folder_place.open()
        process.send_signal(signal.SIGKILL)
        process.wait()
    folder_place.open().close()


def test_a_failed_opening_gives_the_lock_back(folder_place: Place) -> None:
    """After an opening that was refused for its keys, the right keys open the folder in the same process."""
    folder_place.open().close()
    kept = folder_place.keys.rename(folder_place.base / "kept.json")
    with pytest.raises(KeyringError):
        folder_place.open()
    kept.rename(folder_place.keys)
    folder_place.open().close()


def test_newer_data_is_refused_untouched(place: Place) -> None:
    """A schema that this program does not know is refused in one sentence and left as it is."""
    place.open().close()
    place.change("update alembic_version set version_num = '9999'")
    before = contents(place)
    with pytest.raises(StoreError, match="9999") as caught:
        place.open()
    assert "\n" not in str(caught.value)
    assert contents(place) == before


@pytest.mark.parametrize("url", ["mysql://u@h/d", "sqlite:///x", "http://x", "postgresql://h:notaport/x"])
def test_other_databases_are_refused(url: str, tmp_path: Path) -> None:
    """A URL of another database, or none at all, is refused in a sentence."""
    with pytest.raises(StoreError, match="postgresql://"):
        open_store(url, Keyring.load(tmp_path / "keys.json", {}))
    assert not (tmp_path / "keys.json").exists()


def test_an_up_to_date_schema_needs_no_alembic(folder_place: Place) -> None:
    """Opening data with the newest schema does not import Alembic."""
    folder_place.open().close()
    script = "import sys; sys.stdin = open('/dev/null')\n" + HOLD + "assert 'alembic' not in sys.modules"
    command = [sys.executable, "-c", script, str(folder_place.folder), str(folder_place.keys)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "open\n"


def test_migrations_go_up_and_down(place: Place) -> None:
    """All the way down leaves no table but Alembic's own; up again gives the tables of the program."""
    place.open().close()
    engine = place.engine()
    with engine.begin() as connection:
        schema.downgrade(connection, "base")
    assert set(inspect(engine).get_table_names()) == {"alembic_version"}
    with engine.begin() as connection:
        schema.upgrade(connection)
    assert set(inspect(engine).get_table_names()) == {"alembic_version", *metadata.tables}
    engine.dispose()


def test_the_migrations_make_what_the_tables_say(place: Place) -> None:
    """Columns, types, indexes and constraints made by the migrations are those of `tables`."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    import bot.storage.indexes  # noqa: F401  # what it names stands in the metadata too

    place.open().close()
    engine = place.engine()
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_every_migration_is_known() -> None:
    """`schema.VERSIONS` names the files in the folder of migrations, in order."""
    folder = Path(bot.storage.migrations.versions.__file__).parent
    assert tuple(sorted(file.name.split("_")[0] for file in folder.glob("[0-9]*.py"))) == schema.VERSIONS


def test_opening_again_handles_nothing_twice(store: Store, place: Place) -> None:
    """What was handled before a close does not wait after it."""
    store.receive([text_from("1", 1, "hoi")])
    assert store.work(handle_nothing) == 1
    store.close()
    again = place.open()
    assert again.receive([text_from("1", 1, "hoi")]) == 0
    assert again.work(handle_nothing) == 0
    again.close()
