"""A statement in class by Telegram alone: two students choose, and one message of the trainer counts along."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.botapi import BotApiServer
from tests.botapi.person import TestPerson
from tests.journeys.processes import Serving, agree, command, environment

PATIENCE = 90.0  # seconds; it waits no longer than it has to
_CODE = re.compile(r"\b\w{4}-\w{4}-\w{4}\b")


def agreed(server: BotApiServer, number: int) -> TestPerson:
    """Somebody in Telegram who agreed."""
    person = server.person(number)
    agree(person)
    return person


def test_a_statement_by_telegram_alone(tmp_path: Path):
    """From a word to two choices: the counter is edited where it stands, and the spread comes when it is shown."""
    with BotApiServer() as server:
        serving = Serving.telegram(tmp_path, server.base_url, server.token)
        words = command("trainer", "--config", str(tmp_path / "config.yaml"))
        more = {"NABIJ_TELEGRAM_TOKEN": server.token, "PYTHONPATH": str(Path.cwd())}
        told = subprocess.run(words, capture_output=True, text=True, check=True, env=environment(tmp_path, **more))
        with serving:
            trainer = agreed(server, 70)
            trainer.say(f"/groep {_CODE.findall(told.stdout)[0]}")
            trainer.expect("Onder welke naam", timeout=PATIENCE)
            trainer.say("Marieke")
            trainer.expect("nog geen groep", timeout=PATIENCE)
            trainer.press("Nieuwe groep")
            trainer.expect("Hoe heet de groep", timeout=PATIENCE)
            trainer.say("2A")
            code = _CODE.findall(trainer.expect("Zo komen studenten", timeout=PATIENCE).text)[0]
            students = [agreed(server, number) for number in (71, 72)]
            for student in students:
                student.say(f"/groep {code}")
                student.expect("Je gaat meedoen met", timeout=PATIENCE)
                student.say("Sam")
                student.expect("docent: Marieke", timeout=PATIENCE)
            trainer.say("stelling schuldeiser")
            trainer.expect("Een schuldeiser mag eisen", timeout=PATIENCE)
            trainer.press("Open in de chat")
            opened = trainer.expect("0 van 2", timeout=PATIENCE)
            for student, choice in zip(students, ("Eens", "Oneens"), strict=True):
                student.expect("Wat vind jij?", timeout=PATIENCE)
                student.press(choice)
                student.expect("Waarom?", timeout=PATIENCE)
                student.press("Overslaan")
                student.expect("Kijk maar naar voren", timeout=PATIENCE)
            counted = trainer.expect("2 van 2", timeout=PATIENCE)
            assert counted.message_id == opened.message_id
            trainer.press("Toon uitslag")
            trainer.expect("Eens 1 · deels 0 · oneens 1. 2 keuzes.", timeout=PATIENCE)
