"""A casus written in Word: sent, mended, tried, kept and played, through the terminal, the page and Telegram."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest
from playwright.async_api import Page

from bot.texts import say
from tests.botapi import BotApiServer
from tests.documents import QUESTION, STORY, TITLE, VIEW, casus, changed, part
from tests.journeys.pages import page_of
from tests.journeys.processes import PATIENCE, Piped, Serving, agree, own_data

FAULTY, WHOLE = casus(question="Vertel eens"), casus()
LINKED = changed(
    WHOLE,
    {
        "word/_rels/document.xml.rels": part(WHOLE, "word/_rels/document.xml.rels").replace(
            b"</Relationships>",
            b'<Relationship Id="r9" Type="x" Target="https://example.org" TargetMode="External"/></Relationships>',
        )
    },
)
CODE = re.compile(r"\b\w{4}-\w{4}-\w{4}\b")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_in_the_terminal_by_its_path(tmp_path: Path):
    """From the template on disk to a played casus; the findings name the heading and the preview leaves nothing."""
    chat = Piped(tmp_path)
    (tmp_path / "casus.docx").write_bytes(FAULTY)
    (tmp_path / "link.docx").write_bytes(LINKED)
    chat.say("/start")
    chat.until("[Akkoord]")
    chat.say("Akkoord")
    chat.until("[Een casus]")
    chat.say("/eigencasus")
    chat.until("[Bestand kiezen] [Word-sjabloon]")
    chat.say("Word-sjabloon")
    template = Path(chat.until("nabij-casus.docx")[-1])
    chat.say(f"/eigencasus {template}")
    chat.until("[Proberen] [Bewaren] [Niet bewaren]")
    chat.say("Niet bewaren")
    chat.until("[Eigen casussen]")
    chat.say("/eigencasus link.docx")
    assert chat.next() == say("own_casus.refused_outside")
    chat.say("/eigencasus casus.docx")
    chat.until("bij de kop “Vraag 1”")
    assert "vraagteken" in chat.next()
    chat.until("[Bestand kiezen]")
    (tmp_path / "casus.docx").write_bytes(WHOLE)
    chat.say("/eigencasus casus.docx")
    chat.until("[Proberen] [Bewaren] [Niet bewaren]")
    for line in ("Proberen", "Naar vraag 1", "bellen", "Klaar", "niets", "Klaar"):
        chat.say(line)
    chat.until("[Proberen] [Bewaren] [Niet bewaren]")
    assert chat.export()["runs"] == []
    chat.say("/eigencasus")
    chat.until("[Proberen] [Bewaren] [Niet bewaren]")
    chat.say("Bewaren")
    chat.until("[Spelen]")
    chat.say(f"/casus {TITLE}")
    chat.until(STORY)
    chat.say("Naar vraag 1")
    chat.until(QUESTION)
    chat.say("bellen")
    chat.say("Klaar")
    chat.until(VIEW)
    data = chat.export()
    assert [answer["text"] for run in data["runs"] for answer in run["answers"]] == ["bellen"]
    assert [row["casus"]["title"] for row in data["own_dialogues"]] == [TITLE]
    chat.end()


async def _choose(page: Page, name: str, content: bytes) -> None:
    """Press the button and choose a file, as the window of the browser would; not so soon that it is a double tap."""
    await page.wait_for_timeout(750)
    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("button", name="Bestand kiezen", exact=True).last.click()
    await (await chooser.value).set_files({"name": name, "mimeType": WORD, "buffer": content})


async def _heard(page: Page, text: str) -> None:
    """Wait for a bubble that holds this, also on a busy machine."""
    await page.locator("#log .words", has_text=text).last.wait_for(timeout=PATIENCE * 1000)


@pytest.mark.chromium
async def test_on_the_page_by_choosing_a_file(tmp_path: Path):
    """The button opens the choice of a file; refused, mended, tried, kept, played; too large never leaves the page."""
    async with page_of(tmp_path) as talk:
        page = talk.page
        await talk.type("/eigencasus")
        await _heard(page, "Een eigen casus schrijf je in Word")
        await _choose(page, "groot.docx", bytes((1 << 20) + 1))
        await page.get_by_text("Dit bestand is te groot", exact=False).wait_for()
        await _choose(page, "link.docx", LINKED)
        await _heard(page, "een verwijzing naar buiten")
        await _choose(page, "casus.docx", FAULTY)
        await _heard(page, "bij de kop “Vraag 1”")
        await _choose(page, "casus.docx", WHOLE)
        await _heard(page, "heb ik gelezen")
        assert "> Bestand: casus.docx" in await talk.bubbles()
        await talk.press("Proberen")
        await talk.press("Naar vraag 1")
        await _heard(page, QUESTION)
        await talk.type("/stop")
        await _heard(page, "Wil je de casus bewaren?")
        await talk.press("Bewaren")
        await talk.press("Spelen")
        await page.locator("#log .words", has_text=STORY).nth(1).wait_for()
        await talk.press("Naar vraag 1")
        await talk.count("#keyboard:not([hidden])", 1)
        await talk.type("bellen")
        await talk.count("#waiting .bubble", 0)
        await talk.press("Klaar")
        await _heard(page, VIEW)
        await page.reload()
        await _heard(page, VIEW)
        assert await page.text_content("#line") == ""
        assert await talk.sideways() == 0


def test_in_telegram_as_a_document(tmp_path: Path):
    """A document is fetched from the same server; a photo and other documents get the sentence that they always got."""
    with BotApiServer() as server:
        person = server.person(78)
        hear = partial(person.expect, timeout=PATIENCE)
        with Serving.telegram(tmp_path, server.base_url, server.token) as serving:
            agree(person)
            person.say("/eigencasus")
            hear(say("menu.unknown_command"))  # it is for who is invited as a trainer
            person.say(f"/groep {CODE.findall(serving.command('trainer'))[0]}")
            hear("Onder welke naam")
            person.say("Marieke")
            hear("Je kunt groepen maken")
            person.say("/eigencasus")
            hear("Een eigen casus schrijf je in Word")
            person.press("Bestand kiezen")
            hear("Tik op de paperclip")
            person.press("Word-sjabloon")
            template = hear(lambda found: found.document is not None)
            assert template.file is not None
            person.document(template.file.content, "sjabloon.docx", mime_type=WORD)
            hear("heb ik gelezen")
            person.press("Niet bewaren")
            hear("niets van bewaard")
            person.document(b"%PDF", "casus.pdf")
            hear(say("menu.other"))
            person.document(bytes(2 << 20), "groot.docx")
            hear("te groot")
            person.document(LINKED, "link.docx", mime_type=WORD)
            hear("een verwijzing naar buiten")
            person.document(FAULTY, "casus.docx", mime_type=WORD)
            hear("bij de kop “Vraag 1”")
            server.fail("getFile", times=1, status=400, description="Bad Request: wrong file")
            person.document(WHOLE, "casus.docx", mime_type=WORD)
            hear(say("own_casus.not_fetched"))
            person.document(WHOLE, "casus.docx", mime_type=WORD)
            hear("heb ik gelezen")
            person.press("Proberen")
            hear(STORY)
            person.say("/stop")
            hear("Wil je de casus bewaren?")
            person.press("Bewaren")
            hear("staat bij je eigen casussen")
            person.press("Spelen")
            hear(STORY)
            person.press("Naar vraag 1")
            hear(QUESTION)
            person.say("bellen")
            person.press("Klaar")
            hear(VIEW)
            data = own_data(person, PATIENCE)
        assert [answer["text"] for run in data["runs"] for answer in run["answers"]] == ["bellen"]
        assert server.token not in serving.log.read_text(encoding="utf-8")
        kept = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file())
        assert b"Samira" not in kept
