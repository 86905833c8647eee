"""An assignment in Telegram: from the operator's code to a trainer who sees that a student is busy."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.botapi import BotApiServer
from tests.botapi.person import TestPerson
from tests.journeys.processes import Serving, agree, command, environment

CODE = re.compile(r"\b\w{4}-\w{4}-\w{4}\b")


def hear(person: TestPerson, text: str) -> str:
    """The message with that text, which may take a while on a busy machine."""
    return person.expect(text, timeout=60).text


def agreed(person: TestPerson) -> None:
    """Say hello and agree."""
    agree(person)


def test_a_trainer_sets_abiba_and_sees_who_is_busy(tmp_path: Path):
    """Two people in one Telegram bot: group, code, one line to set it, a tap to begin, three numbers."""
    with BotApiServer() as server:
        serving = Serving.telegram(tmp_path, server.base_url, server.token)
        words = command("trainer", "--config", str(tmp_path / "config.yaml"))
        env = environment(tmp_path, NABIJ_TELEGRAM_TOKEN=server.token, PYTHONPATH=str(Path.cwd()))
        printed = subprocess.run(words, cwd=tmp_path, env=env, capture_output=True, text=True, check=True).stdout
        with serving:
            trainer, student = server.person(77), server.person(78)
            agreed(trainer)
            trainer.say(f"/groep {CODE.findall(printed)[0]}")
            hear(trainer, "Onder welke naam")
            trainer.say("Marieke")
            hear(trainer, "Je kunt groepen maken")
            trainer.say("/trainer nieuw")
            hear(trainer, "Hoe heet de groep?")
            trainer.say("2A")
            code = CODE.findall(hear(trainer, "met deze code erachter"))[0]
            agreed(student)
            student.say(f"/groep {code}")
            hear(student, "per opdracht: niet begonnen, bezig of klaar")
            student.say("Sam")
            hear(student, "Je doet mee als Sam.")
            trainer.say("/opdracht abiba morgen")
            hear(trainer, "Marieke zette casus Abiba klaar, voor morgen. Ongeveer 25 minuten, mag in stukjes.")
            trainer.press("Zet klaar")
            hear(trainer, "Het staat klaar.")
            student.say("/opdrachten")
            hear(student, "1 · casus Abiba, voor morgen · niet begonnen")
            student.press("1")
            hear(student, "Ongeveer 25 minuten")
            student.press("Begin")
            hear(student, "Vooraf: Abiba")
            student.press("Andere casus")
            hear(student, "Anne")
            trainer.say("/voortgang")
            hear(trainer, "0 niet begonnen · 1 bezig · 0 klaar")
            trainer.press("1")
            assert "Anne" not in hear(trainer, "Bezig (1): Sam")
