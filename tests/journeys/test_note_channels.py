"""A note with a name in it, in Telegram and on the page: the message that held the name is taken away."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.botapi import BotApiServer
from tests.journeys.pages import page_of
from tests.journeys.processes import Serving, agree, own_data

WORDS = "vandaag bij Karin Vermeer geweest in de Lijsterbesstraat 14, het was er koud en stil"


def test_telegram_loses_the_message_with_the_name(tmp_path: Path):
    """After Zo bewaren the bot deletes the person's own message and says so; what is kept has no name."""
    with BotApiServer() as server:
        person = server.person(77)
        with Serving.telegram(tmp_path, server.base_url, server.token):
            agree(person)
            message = person.say(WORDS)
            person.expect("Je tekst staat vast als concept")
            person.press("Notitie")
            person.expect("vandaag bij K. geweest in de [adres]")
            person.press("Zo bewaren")
            person.expect("je eerdere bericht haalde ik uit dit gesprek")
            person.expect("Bewaard om")
            data = own_data(person)
        assert f"bot deletes #{message}" in person.conversation()
    assert "Karin" not in json.dumps(data)
    assert data["entries"][0]["text"].startswith("vandaag bij K. geweest")


@pytest.mark.chromium
async def test_the_page_loses_the_words_with_the_name(tmp_path: Path):
    """After Zo bewaren the own words are gone from the page, also when it is opened again."""
    async with page_of(tmp_path) as talk:
        page = talk.page
        await talk.type(WORDS)
        await talk.heard("Je tekst staat vast als concept")
        await talk.press("Notitie")
        await talk.heard("vandaag bij K. geweest in de [adres]")
        await talk.press("Zo bewaren")
        await talk.heard("Bewaard om")
        await page.wait_for_function("() => !document.body.textContent.includes('Karin')")
        await page.reload()
        await talk.heard("Bewaard om")
        assert "Karin" not in await page.text_content("body")
