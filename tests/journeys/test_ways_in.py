"""Ways in, through real processes: without Telegram, on a second device, in two channels, and back after a loss."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.botapi import BotApiServer
from tests.journeys.processes import PATIENCE, Serving, agree, free_port, wait_for_page
from tests.web.browser import Talk, begun, launched, opened, shown_key

NOTE = "vandaag zat ik met een moeder aan tafel die voor het eerst zelf het woord nam tegen de school"
OTHER = "het overleg liep anders dan gedacht, ik heb vooral geluisterd en weinig gevraagd aan de anderen"
pytestmark = pytest.mark.chromium


async def kept_note(talk: Talk, text: str) -> None:
    """Write a note and keep it."""
    await talk.type(text)
    await talk.heard("Je tekst staat vast als concept")
    await talk.press("Notitie")
    await talk.heard("Bewaard om")


async def test_on_with_a_key_on_a_second_device(tmp_path: Path):
    """Begin, agree, talk; with the key on from another device; a new key puts the first device out."""
    port = free_port()
    with Serving.many(tmp_path, port) as serving:
        wait_for_page(port)
        async with launched() as browser:
            url = f"http://127.0.0.1:{port}/"
            first, key = await begun(browser, url)
            await first.heard("Waar heb je zin in")
            assert sum("Wat ik bewaar" in text for text in await first.bubbles()) == 1
            await kept_note(first, NOTE)
            second = Talk(await opened(browser, key), [])
            assert second.page.url == f"{url}sleutel"  # the secret left the address at once
            await second.press("Open mijn gesprek")
            await second.heard("Bewaard om")
            assert second.page.url == url
            await second.type("/logboek")
            await second.heard("vandaag zat ik met een moeder")
            await first.heard("vandaag zat ik met een moeder")  # both devices show the same conversation
            await second.type("/sleutel")
            await second.page.get_by_role("link", name="Naar mijn sleutel").click()
            await second.press("Maak een nieuwe sleutel")
            new = await shown_key(second.page)
            assert new != key
            await first.page.get_by_role("button", name="Begin", exact=True).wait_for()  # out at once
            late = await opened(browser, key)
            await late.get_by_role("button", name="Open mijn gesprek").click()
            await late.get_by_text("Deze sleutel past niet").wait_for()
            await first.page.get_by_text("Ik heb al een sleutel").click()
            await first.page.fill("#key", new)
            await first.press("Kom binnen")
            await first.heard("Bewaard om")
    secrets = [part.partition("#")[2] for part in (key, new)]
    assert all(secret not in serving.log.read_text() for secret in secrets)
    for path in (path for path in tmp_path.rglob("*") if path.is_file()):
        assert all(secret.encode() not in path.read_bytes() for secret in secrets), path.name


async def test_strangers_see_nothing_of_each_other(tmp_path: Path):
    """Two who begin each have a conversation of their own; after leaving there is only the door."""
    port = free_port()
    with Serving.many(tmp_path, port):
        wait_for_page(port)
        async with launched() as browser:
            url = f"http://127.0.0.1:{port}/"
            one, _ = await begun(browser, url)
            await kept_note(one, NOTE)
            two, _ = await begun(browser, url)
            await two.type("/logboek")
            await two.heard("Je logboek is nog leeg")
            assert not any("moeder" in text for text in await two.bubbles())
            await one.page.goto(f"{url}sleutel")
            await one.press("Ga hier uit")
            await one.page.get_by_role("button", name="Begin", exact=True).wait_for()
            await one.page.goto(url)
            assert "moeder" not in await one.page.content()


async def test_an_invitation_survives_beginning_and_consent(tmp_path: Path):
    """Who opens an invitation begins, agrees, and then hears what came of it; who is in already takes it along."""
    port = free_port()
    with Serving.many(tmp_path, port):
        wait_for_page(port)
        async with launched() as browser:
            talk, _ = await begun(browser, f"http://127.0.0.1:{port}/g/geheim-1")
            await talk.heard("Deze code ken ik niet")
            assert sum("Wat ik bewaar" in text for text in await talk.bubbles()) == 1
            await talk.page.goto(f"http://127.0.0.1:{port}/g/geheim-2")
            await talk.press("Verder")
            await talk.page.wait_for_url(f"http://127.0.0.1:{port}/")
            await talk.page.wait_for_function(
                "() => document.querySelector('#log').textContent.split('Deze code ken ik niet').length === 3"
            )


async def test_telegram_and_the_page_become_one(tmp_path: Path):
    """With a code from Telegram the page goes on with the same journal; what was written on the page came along."""
    port = free_port()
    with BotApiServer() as server, Serving.many(tmp_path, port, server.base_url, server.token):
        wait_for_page(port)
        sanne = server.person(11, "Sanne")
        agree(sanne)
        sanne.say(NOTE)
        sanne.expect("Je tekst staat vast als concept", timeout=PATIENCE)
        sanne.press("Notitie")
        await sanne.aexpect("Schrijf deze code op papier", timeout=PATIENCE)
        sanne.say("/koppel")
        told = await sanne.aexpect("binnen tien minuten", timeout=PATIENCE)
        assert f"http://127.0.0.1:{port}" in told.text
        code = re.search(r"/koppel (\S+)", told.text)[1]  # type: ignore[index]
        async with launched() as browser:
            talk, _ = await begun(browser, f"http://127.0.0.1:{port}/")
            await kept_note(talk, OTHER)
            await talk.type(f"/koppel {code.lower()}")
            await talk.heard("Kreeg je deze code net zelf")
            await talk.press("Ja, van mijzelf")
            await talk.heard("Gekoppeld")
            await sanne.aexpect("ook in de webpagina te voeren", timeout=PATIENCE)
            await talk.type("/logboek")
            await talk.heard("vandaag zat ik met een moeder")
            await talk.heard("het overleg liep anders")
            sanne.say("/logboek")
            await sanne.aexpect("het overleg liep anders", timeout=PATIENCE)
            await talk.type(f"/koppel {code}")
            await talk.heard("Deze code klopt niet")


def test_back_after_the_account_is_lost(tmp_path: Path):
    """With the code on paper a new account has the old journal; the old account is told and has nothing any more."""
    with BotApiServer() as server, Serving.telegram(tmp_path, server.base_url, server.token):
        lost, new = server.person(21, "Sanne"), server.person(22, "Sanne")
        for person in (lost, new):
            agree(person)
        lost.say(NOTE)
        lost.expect("Je tekst staat vast als concept", timeout=PATIENCE)
        lost.press("Notitie")
        told = lost.expect("Schrijf deze code op papier", timeout=PATIENCE)
        code = re.search(r"[A-Z0-9]{4}(?:-[A-Z0-9]{4}){5}", told.text)[0]  # type: ignore[index]
        new.say(f"/herstel {code.replace('-', ' ').lower()}")
        new.expect("Is dit de herstelcode die je zelf opschreef", timeout=PATIENCE)
        new.press("Ja, van mijzelf")
        new.expect("Je bent terug", timeout=PATIENCE)
        lost.expect("verhuisd", timeout=PATIENCE)
        new.say("/logboek")
        new.expect("vandaag zat ik met een moeder", timeout=PATIENCE)
        lost.say("/logboek")
        lost.expect("Wat ik bewaar", timeout=PATIENCE)  # somebody new
        new.say(f"/herstel {code}")
        new.expect("Deze code klopt niet", timeout=PATIENCE)
