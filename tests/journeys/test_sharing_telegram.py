"""A student shares in Telegram, the trainer comments, the student rewrites and stops; with the real client."""

from __future__ import annotations

import json
import re
from pathlib import Path

from bot.dialogue.model import Dialogue
from bot.storage.content import load
from tests.botapi import BotApiServer, TestPerson
from tests.botapi.messages import BotMessage
from tests.botapi.person import Wanted
from tests.journeys.passage import whole
from tests.journeys.processes import PATIENCE, Serving, agree


def heard(person: TestPerson, wanted: Wanted) -> BotMessage:
    """Wait for what the bot says, however busy the machine is."""
    return person.expect(wanted, timeout=PATIENCE)


def agreed(person: TestPerson) -> None:
    """Come in and agree."""
    agree(person)


def does(person: TestPerson, dialogue: Dialogue) -> None:
    """Do an exercise from its beginning to its end."""
    person.say(f"/casus {dialogue.id}")
    heard(person, lambda message: message.button("Naar vraag 1"))
    for move in whole(dialogue)[0]:
        (person.press if move.kind == "press" else person.say)(move.text)
        for bubble in move.heard:
            assert person.next(timeout=PATIENCE).text == bubble


def invitation(folder: Path) -> str:
    """An operator's code, made while nothing serves."""
    from datetime import UTC, datetime, timedelta

    from bot.storage import open_store
    from bot.storage.keyring import Keyring

    store = open_store(folder / "data", Keyring.load(folder / "config" / "nabij" / "keys.json", {}))
    code = store.invite_trainer(datetime.now(UTC) + timedelta(days=14))
    store.close()
    return code


def test_from_sharing_to_its_end_in_telegram(tmp_path: Path):
    """Two answers go, one in words of the copy; a comment, an answer, a new version; then the trainer sees nothing."""
    code, hond = invitation(tmp_path), load().dialogues["hond"]
    with BotApiServer() as server:
        marieke, sam = server.person(21, "Marieke"), server.person(22, "Sam")
        with Serving.telegram(tmp_path, server.base_url, server.token):
            agreed(marieke)
            marieke.say(f"/start g_{code}")
            marieke.say("Marieke")
            heard(marieke, "Je hebt nog geen groep")
            marieke.press("Nieuwe groep")
            heard(marieke, "Hoe heet de groep?")
            marieke.say("2A")
            way_in = heard(marieke, "Zo komen studenten").text
            agreed(sam)
            sam.say(f"/groep {re.findall(r'[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}', way_in)[0]}")
            heard(sam, "Hoe mag de groep je noemen?")
            sam.say("Sam")
            heard(sam, "Je doet mee als Sam.")

            does(sam, hond)
            heard(sam, "Wat wil je nu?")
            sam.press("Kies wat ik deel")
            assert "Welke uitgave van jou" not in heard(sam, "Tik de nummers").text
            sam.press("1")
            heard(sam, "1 · gaat mee")
            sam.press("2")
            heard(sam, "2 · gaat mee")
            sam.press("Verder")
            heard(sam, "Tot wanneer mag Marieke van 2A dit lezen?")
            sam.press("Eind van de cursus")
            heard(sam, "Dit gaat naar Marieke van 2A, tot het eind van de cursus")
            sam.press("Aanpassen")
            heard(sam, "Welk antwoord")
            sam.press("1")
            heard(sam, "Stuur het zoals je het wilt delen")
            message = sam.say("Karin Vermeer heeft haar hond om uit bed te komen")
            heard(sam, "K. heeft haar hond om uit bed te komen")
            sam.press("Zo delen")
            heard(sam, "haalde ik uit dit gesprek")
            heard(sam, "Dit gaat naar Marieke")
            sam.press("Deel")
            shared = heard(sam, "Gedeeld met Marieke")
            assert f"bot deletes #{message}" in sam.conversation()

            marieke.say("/groep")
            heard(marieke, "2A · 1 student ·")
            marieke.press("Gedeeld werk")
            heard(marieke, "1 · Sam · De hond en de schulden")
            marieke.press("1")
            read = heard(marieke, "Vanuit welke zorg").text
            marieke.press("Reageer")
            heard(marieke, "Waar gaat je reactie over?")
            marieke.press("1")
            heard(marieke, "Wat wil je zeggen?")
            marieke.say("Wat geeft de hond haar nog meer?")
            heard(marieke, "Zo komt het bij Sam")
            marieke.press("Stuur")
            heard(marieke, "Het staat klaar voor Sam")

            sam.say("/gedeeld")
            heard(sam, "1 · De hond en de schulden · 2A")
            sam.press("1")
            heard(sam, "Marieke bij 1: Wat geeft de hond haar nog meer?")
            heard(sam, "Vanuit welke zorg")
            sam.press("Nieuwe versie")
            heard(sam, "Welk antwoord")
            sam.press("1")
            heard(sam, "Stuur het zoals")
            sam.say("Een reden om op te staan, en iemand die wacht")
            heard(sam, "iemand die wacht")
            sam.press("Deel")
            heard(sam, "Gedeeld met Marieke")

            marieke.say("/groep")
            heard(marieke, "2A · 1 student ·")
            marieke.press("Gedeeld werk")
            heard(marieke, "1 · Sam")
            marieke.press("1")
            assert "iemand die wacht" in heard(marieke, "Versie 2").text
            heard(marieke, "Versie 1")

            sam.press("Stop delen", message=shared)  # the old button under the first message
            heard(sam, "Je docent ziet De hond en de schulden niet meer")
            marieke.press("Gedeeld werk")
            heard(marieke, "In 2A is nu niets gedeeld")
            marieke.say("/groep")
            heard(marieke, "2A · 1 student ·")

            sam.say("/mijngegevens")
            heard(sam, "Stuur ik het?")
            sam.press("Stuur het")
            data = json.loads(heard(sam, lambda message: message.document is not None).file.content)
    assert "Sam" not in read
    assert "Karin" not in json.dumps(data)
    (kept,) = data["shares"]
    assert [len(version["answers"]) for version in kept["versions"]] == [2, 2]
    assert kept["versions"][0]["answers"][0]["text"] == "K. heeft haar hond om uit bed te komen"
    assert [item["text"] for item in kept["comments"]] == ["Wat geeft de hond haar nog meer?"]
    assert kept["ended"]
