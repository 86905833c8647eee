"""What returns, in Telegram as a picture in the chat and on the page as a picture with the same in words."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.botapi import BotApiServer
from tests.journeys.pages import page_of
from tests.journeys.processes import Serving, agree

NOTES = ("koffie over school met de juf", "weer naar school gebeld vandaag", "een stille middag op de gang van school")
PNG = b"\x89PNG"


def test_telegram_shows_a_picture(tmp_path: Path):
    """The paragraph, then the picture as a photo; In woorden gives the same as text."""
    with BotApiServer() as server:
        person = server.person(77)
        with Serving.telegram(tmp_path, server.base_url, server.token):
            agree(person)
            for note in NOTES:
                person.say(f"/notitie {note}")
                person.expect("Bewaard om")
            person.say("/terugblik")
            person.expect("Over welke tijd")
            person.press("Kwartaal")
            person.expect("Ik kijk alleen naar woorden", timeout=60)
            heard = person.expect(lambda found: found.file is not None, timeout=60)
            assert heard.file.content.startswith(PNG)
            assert list(server.calls_to("sendPhoto"))
            person.press("In woorden")
            person.expect("school (3 keer)")


@pytest.mark.chromium
async def test_the_page_shows_a_picture_with_its_words(tmp_path: Path):
    """The picture stands in the bubble with its text alternative, drawn when it is fetched."""
    async with page_of(tmp_path) as talk:
        for note in NOTES:
            await talk.type(f"/notitie {note}")
            await talk.heard("Bewaard om")
        await talk.type("/terugblik alles")
        await talk.heard("Ik kijk alleen naar woorden")
        image = talk.page.locator("img.picture")
        await image.wait_for(timeout=60000)
        assert "school (3 keer)" in (await image.get_attribute("alt") or "")
        await talk.page.wait_for_function("() => document.querySelector('img.picture').naturalWidth === 1080")
        source = await image.get_attribute("src")
        number = int(source.rpartition("/")[2])
        await talk.page.screenshot(path=str(tmp_path / "terugblik.png"))
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(f"{talk.page.url}api/files/{number - 1}", timeout=30)
