"""The lexicon as people meet it, in each channel: a lemma in layers, a term, doubtful words, a miss, a proposal."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.botapi import BotApiServer
from tests.journeys.pages import page_of
from tests.journeys.processes import Piped, Serving, agree, command, environment
from tests.web.browser import Talk

# (how, what a person types or presses, what must be heard of it, the last one at the end of the turn)
MOVES = [
    ("say", "?wederkerigheit", ["Wie iets krijgt", "Femmianne Bredewold", "Meer"]),
    ("press", "Meer", ["Raakt het evenwicht zoek", "Voor je werk · ", "Bewaar deze vraag"]),
    ("press", "Bewaar deze vraag", ["De vraag ligt klaar in je logboek."]),
    ("say", "/begrip wederkerigheid 5", ["Vragen voor je werk", "1 · ", "4"]),
    ("press", "2", ["Denk aan iemand die jouw hulp afhield", "Begin hiermee"]),
    ("say", "/begrip wederkerigheid 99", ["Waar dit vandaan komt", "Verder lezen", "Wat mist hier?"]),
    ("press", "Wat mist hier?", ["Eén zin is genoeg"]),
    ("say", "Bel Karin Vermeer op 06 12345678", ["Er lijkt een naam, adres of nummer in te staan"]),
    ("say", "iets over ruilen via een app", ["Doorgegeven. Dank je."]),
    ("say", "wat is patchwork", ["Patchwork · ", "De wijk als patchwork"]),
    ("say", "?village", ["Bedoel je een van deze?", "pedagogische civil society", "sociale basis"]),
    ("press", "sociale basis", ["Sociale basis · "]),
    ("say", "?ruilen", ["Bedoel je", "wederkerigheid"]),
    ("press", "wederkerigheid", ["Wie iets krijgt"]),
    ("say", "?buurtmoeder", ["“buurtmoeder” ken ik niet", "buurtkamer", "Stel voor"]),
    ("press", "Stel voor", ["Gedaan. Alleen het woord gaat mee", "Waar heb je zin in?"]),
    ("say", "?buurtmoeder", ["“buurtmoeder” ken ik niet", "Stel voor"]),
]  # fmt: skip


def missing(folder: Path) -> list[tuple[str, str, str, int]]:
    """What `nabij missing --json` tells the editors."""
    import subprocess

    words = command("missing", "--json", "--data", str(folder / "data"))
    told = subprocess.run(
        words, capture_output=True, check=True, env={**environment(folder), "PYTHONPATH": str(Path.cwd())}
    )
    return [(row["kind"], row["entry"], row["text"], row["count"]) for row in json.loads(told.stdout)]


TOLD = [
    ("miss", "", "buurtmoeder", 2),
    ("missing", "wederkerigheid", "iets over ruilen via een app", 1),
    ("proposal", "", "buurtmoeder", 1),
]


def test_words_in_the_terminal(tmp_path: Path):
    """Over a pipe each move has its answer, and the editors read what was missed, proposed and lacking."""
    chat = Piped(tmp_path)
    chat.say("hoi")
    chat.until("[Akkoord]")
    chat.say("Akkoord")
    chat.until("[Terugkijken]")
    for _, text, heard in MOVES:
        chat.say(text)
        for wanted in heard:
            if wanted not in chat.heard[-1]:
                chat.until(wanted)
    data = chat.export()
    chat.end()
    assert [run["dialogue"] for run in data["runs"]] == ["vraag-wederkerigheid-1"]
    assert missing(tmp_path) == TOLD


def test_words_in_telegram(tmp_path: Path):
    """With Telegram's buttons each move has its answer; no remark says who made it."""
    with BotApiServer() as server:
        person = server.person(77)
        with Serving.telegram(tmp_path, server.base_url, server.token):
            agree(person)
            for how, text, heard in MOVES:
                (person.press if how == "press" else person.say)(text)
                message = person.next()
                for wanted in heard:
                    while wanted not in message.text and wanted not in str(message.labels):
                        message = person.next()
            person.say("/gemist")
            person.expect("Dat commando ken ik niet")
    assert missing(tmp_path) == TOLD


@pytest.mark.chromium
async def test_words_on_the_web_page(tmp_path: Path):
    """On the page in Chromium each move has its answer, and the one who runs it can read what was missed."""
    async with page_of(tmp_path) as talk:
        page = talk.page
        for how, text, heard in MOVES:
            before = await page.locator("#log .bubble.bot").count()
            await page.wait_for_timeout(50)
            await (talk.press if how == "press" else talk.type)(text)
            await _after(talk, before, heard)
        await talk.type("/gemist")
        await talk.heard("Gezocht en niet gevonden")
        await talk.heard("bij Wederkerigheid: iets over ruilen via een app")


async def _after(talk: Talk, before: int, heard: list[str]) -> None:
    """Wait until the bubbles after the first `before` hold each text, on a bubble or on its buttons."""
    deadline = time.monotonic() + 60
    while True:
        texts = await talk.page.eval_on_selector_all("#log .bubble.bot", "all => all.map(e => e.textContent)")
        if all(wanted in "\n".join(texts[before:]) for wanted in heard):
            return
        assert time.monotonic() < deadline, f"{heard} is not in {texts[before:]}"
        await talk.page.wait_for_timeout(50)
