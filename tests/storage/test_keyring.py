"""The key ring: who may read it, where it lies, how it grows."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path

import pytest

from bot.errors import KeyringError
from bot.storage.keyring import Keyring
from tests.storage.places import Place, turn

KEY = base64.b64encode(bytes(range(32))).decode()


def test_a_created_ring_reads_back_with_the_same_key(tmp_path: Path) -> None:
    """A ring that was made on disk holds the same current key when it is loaded again."""
    ring = Keyring.load(tmp_path / "nabij" / "keys.json", {})
    assert ring.empty
    ring.create()
    again = Keyring.load(tmp_path / "nabij" / "keys.json", {})
    assert again.current == ring.current
    assert again.get(again.current) == ring.get(ring.current)
    assert len(again.get(again.current)) == 32


def test_only_the_owner_can_read_what_is_written(tmp_path: Path) -> None:
    """The file has mode 600 and its folder 700, also under a loose umask, and after a second key."""
    old = os.umask(0)
    try:
        ring = Keyring.load(tmp_path / "nabij" / "keys.json", {})
        ring.create()
        ring.add()
    finally:
        os.umask(old)
    assert (tmp_path / "nabij" / "keys.json").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "nabij").stat().st_mode & 0o777 == 0o700
    assert [file.name for file in (tmp_path / "nabij").iterdir()] == ["keys.json"]


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660])
def test_a_file_open_to_others_is_refused(tmp_path: Path, mode: int) -> None:
    """A key file that others may read or write is refused in one sentence that names it."""
    file = tmp_path / "keys.json"
    Keyring.load(file, {}).create()
    file.chmod(mode)
    with pytest.raises(KeyringError, match=r"keys\.json.*600") as caught:
        Keyring.load(file, {})
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_of_somebody_else_is_refused(tmp_path: Path) -> None:
    """A key file of another owner is refused."""
    file = tmp_path / "keys.json"
    Keyring.load(file, {}).create()
    os.chown(file, 12345, -1)
    with pytest.raises(KeyringError, match="andere gebruiker"):
        Keyring.load(file, {})


def test_an_added_key_becomes_current_and_the_old_one_stays(tmp_path: Path) -> None:
    """After a key was added both can be had, and the new one is the current one."""
    ring = Keyring.load(tmp_path / "keys.json", {})
    ring.create()
    first, key = ring.current, ring.get(ring.current)
    second = ring.add()
    again = Keyring.load(tmp_path / "keys.json", {})
    assert again.current == second != first
    assert again.get(first) == key


def test_an_unknown_id_makes_the_ring_read_its_file_again(tmp_path: Path) -> None:
    """A key that another process added is found without a restart."""
    ring = Keyring.load(tmp_path / "keys.json", {})
    ring.create()
    other = Keyring.load(tmp_path / "keys.json", {})
    added = other.add()
    assert ring.get(added) == other.get(added)


def test_two_processes_that_add_keys_keep_both(tmp_path: Path) -> None:
    """A ring that adds a key keeps what another process added meanwhile."""
    ring = Keyring.load(tmp_path / "keys.json", {})
    ring.create()
    theirs = Keyring.load(tmp_path / "keys.json", {}).add()
    ring.add()
    assert theirs in Keyring.load(tmp_path / "keys.json", {}).ids


def test_an_id_that_is_nowhere_is_an_error(tmp_path: Path) -> None:
    """An id that is in no ring is told with the name of the file."""
    ring = Keyring.load(tmp_path / "keys.json", {})
    ring.create()
    with pytest.raises(KeyringError, match=r"abc.*keys\.json"):
        ring.get("abc")


def test_create_never_overwrites(tmp_path: Path) -> None:
    """A ring that exists is not made anew."""
    ring = Keyring.load(tmp_path / "keys.json", {})
    ring.create()
    with pytest.raises(KeyringError, match="bestaat al"):
        ring.create()


def test_where_the_ring_lies(tmp_path: Path) -> None:
    """NABIJ_KEYS comes first, then NABIJ_KEY_FILE, then the given path, then the user's config folder."""
    home = {"HOME": str(tmp_path)}
    assert Keyring.load(environ=home).path == tmp_path / ".config" / "nabij" / "keys.json"
    config = {**home, "XDG_CONFIG_HOME": str(tmp_path / "cfg")}
    assert Keyring.load(environ=config).path == tmp_path / "cfg" / "nabij" / "keys.json"
    assert Keyring.load(tmp_path / "own.json", config).path == tmp_path / "own.json"
    named = {**config, "NABIJ_KEY_FILE": str(tmp_path / "named.json")}
    assert Keyring.load(tmp_path / "own.json", named).path == tmp_path / "named.json"
    whole = {**named, "NABIJ_KEYS": json.dumps({"current": "a", "keys": {"a": KEY}})}
    ring = Keyring.load(tmp_path / "own.json", whole)
    assert ring.path is None
    assert ring.get("a") == bytes(range(32))


def test_a_ring_from_the_environment_cannot_grow() -> None:
    """Adding to a ring in the environment is refused."""
    ring = Keyring.load(environ={"HOME": "/", "NABIJ_KEYS": json.dumps({"current": "a", "keys": {"a": KEY}})})
    with pytest.raises(KeyringError, match="NABIJ_KEYS"):
        ring.add()


def test_a_toml_ring_is_read_and_grows(tmp_path: Path) -> None:
    """A ring in TOML is read, and stays TOML when a key is added."""
    file = tmp_path / "keys.toml"
    file.write_text(f'current = "a"\n[keys]\na = "{KEY}"\n')
    file.chmod(0o600)
    ring = Keyring.load(file, {})
    added = ring.add()
    assert file.read_text().startswith(f'current = "{added}"')
    assert set(Keyring.load(file, {}).ids) == {"a", added}


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"keys": {}}',
        json.dumps({"current": "b", "keys": {"a": KEY}}),
        json.dumps({"current": "a", "keys": {"a": "c2hvcnQ="}}),
        json.dumps({"current": "a", "keys": {"a": "???"}}),
        json.dumps({"current": "a", "keys": ["a"]}),
    ],
)
def test_a_broken_ring_is_told_without_its_content(tmp_path: Path, text: str) -> None:
    """A file that holds no ring is refused in a sentence that repeats nothing of it, nor keeps it as a cause."""
    file = tmp_path / "keys.json"
    file.write_text(text)
    file.chmod(0o600)
    with pytest.raises(KeyringError, match="base64") as caught:
        Keyring.load(file, {})
    assert KEY not in str(caught.value)
    assert caught.value.__cause__ is None


def test_after_rewrapping_the_old_key_may_go(place: Place) -> None:
    """A new key that wraps everything anew opens all data alone; no ciphertext changed, a second time does nothing."""
    store = place.open()
    turn(store, lambda work: work.keep_focus("menu"))
    before = place.rows("select focus from person")
    ring = Keyring.load(place.keys, {})
    new = ring.add()
    store.close()
    store = place.open(ring)
    assert store.rewrap() == 2
    assert store.rewrap() == 0
    store.close()
    assert place.rows("select focus from person") == before
    only = {"current": new, "keys": {new: base64.b64encode(ring.get(new)).decode()}}
    place.keys.write_text(json.dumps(only))
    store, seen = place.open(), []
    turn(store, lambda work: seen.append(work.focus()))
    store.close()
    assert seen == ["menu"]
