"""A backup can be put back, and who was deleted since stays deleted."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.dialogue.run import Run
from bot.dialogue.turn import KeepPart, Reply
from bot.errors import KeyringError, StoreError
from bot.services.ports import Work
from bot.storage.backup import backup, restore
from bot.storage.keyring import Keyring
from tests.storage.places import NOON, Place, turn


def write(work: Work) -> None:
    """Some words of a person."""
    work.keep_run("r", Run("r:r", "proef", at=NOON))
    work.keep("r", KeepPart("v", "Vraag?", "woorden"), NOON)


def test_a_backup_made_while_it_serves_comes_back_whole(folder_place: Place, tmp_path: Path):
    """Words written before the backup are there after the restore; the file is for its owner only."""
    place, file = folder_place, tmp_path / "kopie.sqlite3"
    store = place.open()
    turn(store, write)
    backup(place.folder, file)
    store.close()
    assert file.stat().st_mode & 0o777 == 0o600
    assert restore(tmp_path / "terug", file, place.keyring()) == 0
    again = Place(tmp_path)
    again.folder, again.keys = tmp_path / "terug", place.keys
    store, found = again.open(), []
    turn(store, lambda work: found.extend(row.text for row in work.all_answers("r")))
    store.close()
    assert found == ["woorden"]


def test_who_was_deleted_since_the_backup_is_deleted_again(folder_place: Place, tmp_path: Path):
    """The deletion list beside the key ring is applied at a restore."""
    place, file = folder_place, tmp_path / "kopie.sqlite3"
    store = place.open()
    turn(store, write, address="gaat")
    turn(store, write, address="blijft")
    backup(place.folder, file)
    turn(store, lambda work: work.forget(Reply("dag")), address="gaat")
    store.close()
    assert restore(tmp_path / "terug", file, place.keyring()) == 1
    again = Place(tmp_path)
    again.folder, again.keys = tmp_path / "terug", place.keys
    assert len(again.rows("select id from person")) == 1


def test_nothing_is_overwritten(folder_place: Place, tmp_path: Path):
    """A backup does not replace a file, a restore does not touch a folder with data."""
    place, file = folder_place, tmp_path / "kopie.sqlite3"
    place.open().close()
    backup(place.folder, file)
    with pytest.raises(StoreError):
        backup(place.folder, file)
    with pytest.raises(StoreError):
        restore(place.folder, file, place.keyring())


def test_what_is_no_backup_is_refused(folder_place: Place, tmp_path: Path):
    """A text file, or a backup that the keys do not fit, leaves an empty folder empty."""
    text = tmp_path / "tekst.sqlite3"
    text.write_text("geen database", encoding="utf-8")
    with pytest.raises(StoreError):
        restore(tmp_path / "terug", text, folder_place.keyring())
    file = tmp_path / "kopie.sqlite3"
    folder_place.open().close()
    backup(folder_place.folder, file)
    with pytest.raises(KeyringError):
        restore(tmp_path / "terug", file, Keyring.load(tmp_path / "andere.json", {}))
    assert not (tmp_path / "terug" / "nabij.sqlite3").exists()
