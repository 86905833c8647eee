"""Own data in Telegram and on the page: what is deleted leaves the conversation; without consent nothing stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.botapi import BotApiServer
from tests.journeys.pages import page_of
from tests.journeys.processes import PATIENCE, Serving

WORDS = "vandaag zat de zevenslaper weer op het dak van de flat"


def test_in_telegram_the_messages_of_a_period_go_along(tmp_path: Path):
    """Wis ze takes the own message out of the chat, and the bot says before what Telegram keeps."""
    with BotApiServer() as server:
        person = server.person(77)
        with Serving.telegram(tmp_path, server.base_url, server.token):
            person.say("hoi")
            person.expect("Telegram kan deze chat lezen", timeout=2 * PATIENCE)
            person.press("Akkoord")
            person.expect("Waar heb je zin in", timeout=PATIENCE)
            message = person.say(f"/notitie {WORDS}")
            person.expect("Bewaard om", timeout=PATIENCE)
            person.say("/verwijder")
            person.expect("Wat je in deze chat typte, bewaart Telegram zelf", timeout=PATIENCE)
            person.press("Alleen een deel")
            person.expect("Welke tijd wil je wissen?", timeout=PATIENCE)
            person.say("dit jaar")
            person.expect("één notitie", timeout=PATIENCE)
            person.press("Wis ze")
            person.expect("Gewist", timeout=PATIENCE)
            person.say("/logboek")
            person.expect("Je logboek is nog leeg.", timeout=PATIENCE)
        assert f"bot deletes #{message}" in person.conversation()


@pytest.mark.chromium
async def test_the_page_loses_what_is_deleted_and_keeps_nothing_without_consent(tmp_path: Path):
    """Own words and bubbles that repeat them leave the open page for good; after Trek in a new message does too."""
    async with page_of(tmp_path) as talk:
        page = talk.page
        await talk.type(f"/notitie {WORDS}")
        await talk.heard("Bewaard om")
        await talk.type("/logboek")
        await talk.heard("zevenslaper")
        await talk.type("/verwijder dit jaar")
        await talk.heard("één notitie")
        await talk.press("Wis ze")
        await talk.heard("Gewist")
        await page.wait_for_function("() => !document.body.textContent.includes('zevenslaper')")
        await page.reload()
        await talk.heard("Gewist")
        assert "zevenslaper" not in await page.text_content("body")
        await talk.type("/intrekken")
        await talk.press("Trek in")
        await talk.heard("laat ik los")
        await talk.type("en nog iets over een kwartelei")
        await talk.heard("Kies eerst een van de knoppen.")
        await page.wait_for_function("() => !document.body.textContent.includes('kwartelei')")
        await page.reload()
        await talk.heard("laat ik los")
        assert "kwartelei" not in await page.text_content("body")
