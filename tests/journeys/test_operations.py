"""What an operator does with the data, with the commands: backup and restore, and new keys while Nabij serves."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
from pathlib import Path

from tests.botapi import BotApiServer
from tests.journeys.processes import PATIENCE, Piped, Serving, agree, command, environment, free_port

WORD = "zevenslaper"


def nabij(folder: Path, *words: str) -> str:
    """Run a command of nabij to its end; what it said."""
    env = {**environment(folder), "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(command(*words), env=env, cwd=folder, capture_output=True, text=True, timeout=3 * PATIENCE)
    assert done.returncode == 0, done.stderr
    return done.stdout


def people(folder: Path) -> int:
    """How many people a data folder has."""
    with sqlite3.connect(folder / "nabij.sqlite3") as connection:
        return int(connection.execute("select count(*) from person").fetchone()[0])


def test_after_a_restore_of_an_older_backup_who_was_deleted_is_gone_again(tmp_path: Path):
    """Backup, Wis alles, restore: the person is new again, and the one who stayed has their notes."""
    for name in ("gaat", "blijft"):
        chat = Piped(tmp_path, "--person", name)
        for line in ("/start", "Akkoord", f"/notitie de {WORD} zat weer op het dak van de buurvrouw"):
            chat.say(line)
        chat.end()
    nabij(tmp_path, "backup", "kopie.sqlite3", "--data", str(tmp_path / "data"))
    leaving = Piped(tmp_path, "--person", "gaat")
    leaving.say("/verwijder")
    leaving.say("Wis alles")
    assert any("gewist" in line for line in leaving.end())
    nabij(tmp_path, "restore", "kopie.sqlite3", "--data", str(tmp_path / "terug"))
    assert people(tmp_path / "terug") == 1
    (tmp_path / "data").rename(tmp_path / "weg")
    (tmp_path / "terug").rename(tmp_path / "data")
    again = Piped(tmp_path, "--person", "gaat")
    again.say("hoi")
    assert any("Wat ik bewaar" in line for line in again.end())
    staying = Piped(tmp_path, "--person", "blijft")
    assert len(staying.export()["entries"]) == 1
    staying.end()


def test_a_month_that_was_deleted_stays_deleted_after_a_restore(tmp_path: Path):
    """What /verwijder of a period took away does not come back with an older backup."""
    chat = Piped(tmp_path)
    for line in ("/start", "Akkoord", f"/notitie de {WORD} zat weer op het dak van de buurvrouw"):
        chat.say(line)
    chat.end()
    nabij(tmp_path, "backup", "kopie.sqlite3", "--data", str(tmp_path / "data"))
    chat = Piped(tmp_path)
    chat.say("/verwijder dit jaar")
    chat.say("Wis ze")
    assert any("Gewist" in line for line in chat.end())
    (tmp_path / "data").rename(tmp_path / "weg")
    nabij(tmp_path, "restore", "kopie.sqlite3", "--data", str(tmp_path / "data"))
    again = Piped(tmp_path)
    data = again.export()
    again.end()
    assert data["entries"] == data["runs"] == []


def test_keys_rotate_while_it_serves(tmp_path: Path):
    """With a new key made and every data key wrapped by it during a conversation, the old key can leave the ring.

    Who was talking goes on, who comes new gets a key under the new one, and after a restart both read their words.
    """
    with BotApiServer() as server:
        sanne, piet = server.person(11, "Sanne"), server.person(12, "Piet")
        ring = tmp_path / "config" / "nabij" / "keys.json"
        with Serving.telegram(tmp_path, server.base_url, server.token):
            agree(sanne)
            sanne.say(f"/notitie de {WORD} zat weer op het dak van de buurvrouw")
            sanne.expect("Bewaard om", timeout=PATIENCE)
            nabij(tmp_path, "keys", "new", "--data", str(tmp_path / "data"))
            assert "2" in nabij(tmp_path, "keys", "rotate", "--data", str(tmp_path / "data"))
            keys = json.loads(ring.read_text())
            keys["keys"] = {keys["current"]: keys["keys"][keys["current"]]}
            ring.write_text(json.dumps(keys))
            sanne.say("/notitie en vandaag zat hij er nog steeds, heel stil")
            sanne.expect("Bewaard om", timeout=PATIENCE)
            agree(piet)
            piet.say("/notitie de eerste notitie van iemand anders")
            piet.expect("Bewaard om", timeout=PATIENCE)
        with sqlite3.connect(tmp_path / "data" / "nabij.sqlite3") as connection:
            used = {
                row[0] for row in connection.execute("select key_id from person union select key_id from service_key")
            }
        assert used == {keys["current"]}
        with Serving.telegram(tmp_path, server.base_url, server.token):
            sanne.say("/logboek dak")
            sanne.expect(WORD, timeout=PATIENCE)
            piet.say("/logboek iemand")
            piet.expect("de eerste notitie", timeout=PATIENCE)


def test_a_trainer_is_invited_while_it_serves(tmp_path: Path):
    """The code works at once, and the links are those of the channels that are served."""
    with BotApiServer() as server:
        serving = Serving.many(tmp_path, free_port(), server.base_url, server.token)
        with serving:
            marieke = server.person(11, "Marieke")
            agree(marieke)
            told = serving.command("trainer")
            code = re.findall(r"/g/(\w+)", told)[0]
            assert f"start=g_{code}" in told
            marieke.say(f"/start g_{code}")
            marieke.expect("Onder welke naam kennen je studenten je", timeout=PATIENCE)
