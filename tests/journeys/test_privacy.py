"""Nothing that a person wrote can be read on disk, and what they delete is gone."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.botapi import BotApiServer
from tests.journeys.processes import PATIENCE, Piped, Serving, command, environment

WORDS = ("kwartelei", "schemerlampje", "zevenslaper")


def files(folder: Path) -> list[Path]:
    """Every file below a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


def talk(person) -> None:
    """Write words in every kind of place: an answer, a look-up, a draft note, a choice."""
    person.say("/reflecteer wat gebeurde er")
    person.expect("Wat ik bewaar", timeout=30)
    person.press("Akkoord")
    person.expect("Vraag 1 van 8")
    person.say(f"er was een {WORDS[0]}")
    person.say("?" + WORDS[1])
    person.expect("ken ik niet")
    person.say("/pauze")
    person.expect("Wil je weer verder")
    person.say(f"dit is een langere tekst over een {WORDS[2]} die buiten een dialoog als concept blijft staan")
    person.expect("Je tekst staat vast als concept")


def test_no_word_of_a_person_stands_on_disk_or_in_the_log(tmp_path: Path):
    """During and after a conversation, grep finds none of its words in database, WAL, log or key ring."""
    with BotApiServer() as server:
        person = server.person(515151, first_name="Zonnebloem")
        with Serving.telegram(tmp_path, server.base_url, server.token) as serving:
            talk(person)
            before = {path: path.read_bytes() for path in files(tmp_path)}
        after = {path: path.read_bytes() for path in files(tmp_path)}
        assert any(path.suffix == ".sqlite3" for path in after)
        secret = [*WORDS, server.token, "Zonnebloem", "515151"]
        for path, content in [*before.items(), *after.items()]:
            for word in secret:
                assert word.encode() not in content, f"{word} in {path.name}"
        assert serving.log.exists()


def test_after_deletion_no_table_has_a_row_of_the_person(tmp_path: Path):
    """Alles wissen leaves no row of the person in any table, and the farewell goes out."""
    with BotApiServer() as server:
        leaving, staying = server.person(1), server.person(2)
        with Serving.telegram(tmp_path, server.base_url, server.token):
            for person in (leaving, staying):
                talk(person)
            people = ids(tmp_path)
            leaving.say("/verwijder")
            leaving.expect("Wil je alles wissen")
            leaving.press("Wis alles")
            leaving.expect("gewist")
            staying.say("/menu")
            staying.expect("Dit staat nog open")
        gone = people - ids(tmp_path)
        assert len(people) == 2
        assert len(gone) == 1
        for table, row in rows(tmp_path):
            assert not gone & {str(value) for value in row}, f"a row of the person stands in {table}"


def database(folder: Path) -> sqlite3.Connection:
    """The database of a served folder."""
    (path,) = (folder / "data").glob("*.sqlite3")
    return sqlite3.connect(path)


def ids(folder: Path) -> set[str]:
    """The ids of all people."""
    with database(folder) as connection:
        return {row[0] for row in connection.execute("select id from person")}


def rows(folder: Path) -> list[tuple[str, tuple]]:
    """Every row of every table."""
    with database(folder) as connection:
        tables = [row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")]
        return [(table, row) for table in tables for row in connection.execute(f'select * from "{table}"')]


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A data folder with a person's words in it."""
    chat = Piped(tmp_path)
    for line in ("/notitie", "Akkoord", "iets van mij"):
        chat.say(line)
    chat.end()
    return tmp_path


def refuses(folder: Path, **more: str) -> str:
    """Start the chat, see that it refuses and touched nothing in the data folder; give what it said."""
    before = {path: path.read_bytes() for path in files(folder / "data")}
    env = {**environment(folder, **more), "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(
        command("chat", "--data", str(folder / "data")), input="hoi\n", env=env, cwd=folder,
        capture_output=True, text=True, timeout=PATIENCE,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == ""
    assert {path: path.read_bytes() for path in files(folder / "data")} == before
    return done.stderr.strip()


def test_without_its_key_nabij_refuses_in_one_sentence_and_touches_nothing(written: Path):
    """A missing key ring ends the start with one sentence; no file changes."""
    (written / "config" / "nabij" / "keys.json").rename(written / "elsewhere.json")
    told = refuses(written)
    assert len(told.splitlines()) == 1
    assert "sleutel" in told.lower()


def test_with_a_wrong_key_nabij_refuses_and_touches_nothing(written: Path, tmp_path_factory: pytest.TempPathFactory):
    """The key ring of another installation does not fit."""
    other = tmp_path_factory.mktemp("other")
    chat = Piped(other)
    chat.say("hoi")
    chat.end()
    told = refuses(written, NABIJ_KEY_FILE=str(other / "config" / "nabij" / "keys.json"))
    assert len(told.splitlines()) == 1


def test_a_key_ring_that_others_can_read_is_refused(written: Path):
    """The key ring has rights 0600 or it is not used."""
    ring = written / "config" / "nabij" / "keys.json"
    os.chmod(ring, 0o644)  # noqa: PTH101
    assert "chmod 600" in refuses(written)


def test_a_second_process_on_the_same_folder_is_refused(tmp_path: Path):
    """While one process serves a folder, another says so and leaves."""
    chat = Piped(tmp_path)
    chat.say("hoi")
    chat.until("[Akkoord]")
    env = {**environment(tmp_path), "PYTHONPATH": str(Path.cwd())}
    second = subprocess.run(
        command("chat", "--data", str(tmp_path / "data")), input="hoi\n", env=env, cwd=tmp_path,
        capture_output=True, text=True, timeout=PATIENCE,
    )  # fmt: skip
    assert second.returncode == 1
    assert len(second.stderr.strip().splitlines()) == 1
    chat.say("Akkoord")
    chat.end()
