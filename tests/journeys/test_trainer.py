"""A trainer's course, from the operator's invitation on: one served process, real Telegram clients, real Chromium."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

import httpx
import pytest
import zxingcpp
from docx import Document
from PIL import Image
from playwright.async_api import Browser, Page

from bot.app import Office, library
from bot.dialogue.model import Dialogue
from bot.dialogue.turn import Incoming, Reply, Signal
from bot.exporting import DataExporter
from bot.language import when
from bot.render.markup import plain, reply_spans
from bot.render.word_template import word_template
from bot.services import dates
from bot.services.converse import Conversation
from bot.services.own_findings import judge
from bot.services.ports import Arrival, House
from bot.storage.backup import restore
from bot.storage.keyring import Keyring
from bot.storage.opening import open_store
from tests.botapi import BotApiServer, TestPerson
from tests.botapi.messages import BotMessage
from tests.botapi.person import Wanted
from tests.journeys.passage import Move, whole
from tests.journeys.processes import PATIENCE, Serving, agree, free_port, wait_for_page
from tests.journeys.talking import installed
from tests.web.browser import Talk, begun, launched, opened

DOUBLE_TAP = 750  # milliseconds: the page counts the same button pressed sooner as one press
TITLE = "Mevrouw Vos en de trap"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
pytestmark = pytest.mark.chromium


@dataclass
class School:
    """A Nabij that serves both channels."""

    server: BotApiServer
    serving: Serving
    port: int

    def arrives(self, number: int, name: str) -> TestPerson:
        """Somebody in Telegram, who agrees."""
        person = self.server.person(number, name)
        agree(person)
        return person

    def trainer(self, number: int, group: str) -> tuple[TestPerson, str]:
        """A trainer whom the operator invited while it serves, with a group; and the link that its QR code holds."""
        link = re.findall(r"start=(g_\w+)", self.serving.command("trainer"))[0]
        marieke = self.arrives(number, "Marieke")
        marieke.say(f"/start {link}")
        heard(marieke, "Onder welke naam kennen je studenten je")
        marieke.say("Marieke")
        heard(marieke, "Je hebt nog geen groep")
        marieke.press("Nieuwe groep")
        heard(marieke, "Hoe heet de groep?")
        marieke.say(group)
        told = heard(marieke, "Zo komen studenten").text
        marieke.press("QR-code")
        picture = heard(marieke, lambda message: message.file is not None)
        (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture.file.content)))
        assert found.text in told
        return marieke, found.text

    def joins(self, number: int, name: str, link: str) -> TestPerson:
        """A student who comes by the link of the bot, which has the code of the picture too."""
        student = self.arrives(number, name)
        student.say(f"/start g_{link.rpartition('/')[2]}")
        heard(student, "niet begonnen, bezig of klaar")
        student.say(name)
        heard(student, f"Je doet mee als {name}.")
        return student

    async def walks_in(self, browser: Browser, name: str, link: str) -> Talk:
        """A student without Telegram, who scans the picture."""
        talk, _ = await begun(browser, link)
        await talk.heard("Hoe mag de groep je noemen?")
        await talk.type(name)
        await talk.heard(f"Je doet mee als {name}.")
        return talk


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """One process for all of this module."""
    port = free_port()
    with BotApiServer() as server:
        serving = Serving.many(tmp_path_factory.mktemp("school"), port, server.base_url, server.token)
        with serving:
            wait_for_page(port)
            yield School(server, serving, port)


def heard(person: TestPerson, wanted: Wanted) -> BotMessage:
    """Wait for what the bot says, however busy the machine is."""
    return person.expect(wanted, timeout=PATIENCE)


def begins(person: TestPerson, number: str = "1") -> None:
    """Open what is set from the list: on a Sunday nothing of a group comes of its own accord."""
    person.say("/opdrachten")
    heard(person, "Dit staat voor je klaar")
    person.press(number)
    heard(person, "niet begonnen")
    person.press("Begin")


def goes_through(person: TestPerson, moves: list[Move]) -> None:
    """Do an exercise to its end."""
    for move in moves:
        (person.press if move.kind == "press" else person.say)(move.text)
        for bubble in move.heard:
            heard(person, bubble)


async def goes_through_page(talk: Talk, moves: list[Move]) -> None:
    """Do an exercise to its end on the page."""
    for move in moves:
        if move.text == "Klaar":
            await talk.page.wait_for_timeout(DOUBLE_TAP)
        await (talk.press(move.text) if move.kind == "press" else talk.type(move.text))
        if move.heard:
            await talk.heard(move.heard[-1].splitlines()[-1])


def progress(trainer: TestPerson) -> str:
    """The names by how far they are with the first thing that is set."""
    trainer.say("/voortgang")
    heard(trainer, "niet begonnen ·")
    trainer.press("1")
    return heard(trainer, lambda message: message.button("Wijzig")).text


async def test_a_course_from_invitation_to_a_new_version(school: School, tmp_path: Path):
    """Invited, a group, five students, Abiba, three done, two answers shared, a comment, a new version, and the end.

    The end is on a copy of the data in this process, because no clock of a served process can be moved.
    """
    abiba = installed().dialogues["abiba"]
    moves = whole(abiba, brief=True)[0]
    marieke, link = school.trainer(20, "2A")
    assert link.startswith(f"http://127.0.0.1:{school.port}/g/")
    sam, noor, bo = (school.joins(n, name, link) for n, name in ((21, "Sam"), (22, "Noor"), (23, "Bo")))
    async with launched() as browser:
        yara, lex = [await school.walks_in(browser, name, link) for name in ("Yara", "Lex")]
        marieke.say("/opdracht abiba volgende week vrijdag")
        heard(marieke, "Marieke zette casus Abiba klaar, voor vrijdag")
        marieke.press("Zet klaar")
        heard(marieke, "Het staat klaar.")
        for student in (sam, noor, bo):
            begins(student)
            heard(student, "Vooraf: Abiba")
        for student in (sam, noor):
            goes_through(student, moves)
            heard(student, "Je docent ziet alleen: klaar.")
        bo.press("Ik begin")
        heard(bo, lambda message: message.button("Naar vraag 1"))
        await lex.type("/opdrachten")
        await lex.heard("casus Abiba, voor vrijdag")
        await yara.type("/opdrachten")
        await yara.press("1")
        await yara.press("Begin")
        await goes_through_page(yara, moves)
        await yara.heard("Je docent ziet alleen: klaar.")
    named = "Niet begonnen (1): Lex\nBezig (1): Bo\nKlaar (3): Noor, Sam, Yara"
    assert re.fullmatch(rf"Casus Abiba, voor vrijdag[^\n]*\n{re.escape(named)}", progress(marieke))
    assert "geld & <b>tijd</b>" not in marieke.conversation()
    shares(sam)
    comments(marieke)
    rewrites(sam)
    marieke.say("/groep")
    heard(marieke, "2A · 5 studenten")
    marieke.press("Gedeeld werk")
    heard(marieke, "1 · Sam · Abiba")
    marieke.press("1")
    assert "eerst het eten van vandaag" in heard(marieke, "Versie 2").text
    heard(marieke, "Versie 1")
    assert "over meenemen" not in marieke.conversation()
    friday = when.find("vrijdag", datetime.now(dates.HOME).date())[0].day
    evening = datetime.combine(friday, time(23, 30), dates.HOME)
    with copied(school, tmp_path, marieke) as presses:
        assert "1 · Sam · Abiba" in presses(evening, "Gedeeld werk")
        assert "In 2A is nu niets gedeeld" in presses(evening + timedelta(hours=1), "Gedeeld werk")


def shares(sam: TestPerson) -> None:
    """Two answers, until Friday."""
    sam.press("Kies wat ik deel")
    heard(sam, "Tik de nummers")
    for number in ("1", "2"):
        sam.press(number)
        heard(sam, f"{number} · gaat mee")
    sam.press("Verder")
    heard(sam, "Tot wanneer mag Marieke van 2A dit lezen?")
    sam.say("vrijdag")
    heard(sam, "Dit gaat naar Marieke van 2A, tot en met")
    sam.press("Deel")
    heard(sam, "Gedeeld met Marieke, tot en met")


def comments(marieke: TestPerson) -> None:
    """On the first answer."""
    marieke.say("/groep")
    heard(marieke, "2A · 5 studenten")
    marieke.press("Gedeeld werk")
    heard(marieke, "1 · Sam · Abiba")
    marieke.press("1")
    heard(marieke, "eerst iets over v1")
    heard(marieke, lambda message: message.button("Reageer"))
    marieke.press("Reageer")
    heard(marieke, "Waar gaat je reactie over?")
    marieke.press("1")
    heard(marieke, "Wat wil je zeggen?")
    marieke.say("Wat kan er vandaag al?")
    heard(marieke, "Zo komt het bij Sam")
    marieke.press("Stuur")
    heard(marieke, "Het staat klaar voor Sam")


def rewrites(sam: TestPerson) -> None:
    """A new version of that answer."""
    sam.say("/gedeeld")
    heard(sam, "1 · Abiba · 2A")
    sam.press("1")
    heard(sam, "Marieke bij 1: Wat kan er vandaag al?")
    heard(sam, lambda message: message.button("Nieuwe versie"))
    sam.press("Nieuwe versie")
    heard(sam, "Welk antwoord")
    sam.press("1")
    heard(sam, "Stuur het zoals")
    sam.say("eerst het eten van vandaag, dan de huur")
    heard(sam, "eerst het eten van vandaag")
    sam.press("Deel")
    heard(sam, "Gedeeld met Marieke")


@contextmanager
def copied(school: School, folder: Path, person: TestPerson) -> Iterator[Callable[[datetime, str], str]]:
    """A copy of the data, in which that person presses a button of their group's screen at a given moment."""
    school.serving.command("backup", str(folder / "copy.sqlite3"))
    keys, moment = Keyring.load(school.serving.folder / "config" / "nabij" / "keys.json", {}), [datetime.now(UTC)]
    restore(folder / "data", folder / "copy.sqlite3", keys)
    store = open_store(folder / "data", keys, clock=lambda: moment[0])
    shelf = library(installed(), House())
    office = Office(store, Conversation(shelf), DataExporter(store, shelf))

    def say(signal: Signal, text: str) -> list[Reply]:
        for delivery in office.outgoing("telegram"):
            office.sent(delivery.seq)
        incoming = Incoming(signal, moment[0], text)
        office.receive([Arrival("telegram", f"{text} {moment[0]:%d%H}", str(person.id), incoming)])
        office.work_all()
        return [delivery.reply for delivery in office.outgoing("telegram") if delivery.address == str(person.id)]

    def presses(at: datetime, label: str) -> str:
        moment[0] = at.astimezone(UTC)
        rows = [row for reply in say(Signal.COMMAND, "groep") for row in reply.buttons]
        (key,) = [button.key for row in rows for button in row if button.label == label]
        return "\n".join(plain(reply_spans(reply)) for reply in say(Signal.PRESS, key))

    try:
        yield presses
    finally:
        store.close()


async def test_a_statement_with_ten_phones(school: School, tmp_path: Path):
    """From a word to two totals: the screen's picture leads phones to the statement, eight of them without a script."""
    marieke, _ = school.trainer(30, "3B")
    marieke.say("stelling schuldeiser")
    heard(marieke, "Een schuldeiser mag eisen")
    marieke.press("Op het scherm")
    address = re.findall(r"http://\S+/scherm/\w+", heard(marieke, "Voor op het scherm").text)[0]
    async with launched() as browser:
        screen = await (await browser.new_context(viewport={"width": 1280, "height": 720})).new_page()
        screen.set_default_timeout(PATIENCE * 1000)
        await screen.goto(address)
        await screen.screenshot(path=tmp_path / "screen.png")
        (found,) = zxingcpp.read_barcodes(Image.open(tmp_path / "screen.png"))
        phones = [await opened(browser, found.text) for _ in range(2)]
        others = [httpx.Client(headers={"Origin": f"http://127.0.0.1:{school.port}"}, timeout=60) for _ in range(8)]
        for page, choice in zip(phones, ("Eens", "Oneens"), strict=True):
            await says(page, "Een schuldeiser mag eisen")
            await tap(page, choice)
            await page.get_by_role("textbox").fill("het is haar huis, en haar geld")
            await tap(page, "Verstuur")
            await tap(page, "Ja")
            await says(page, "Kijk maar naar voren")
        for phone in others:
            assert "Een schuldeiser mag eisen" in phone.get(found.text).text
            press(phone, found.text, "choose:partly")
            press(phone, found.text, "say", "het hangt af van wie het vraagt")
            assert "Kijk maar naar voren" in press(phone, found.text, "yes")
        await screen.wait_for_function("() => document.getElementById('count').textContent === '10'")
        assert await screen.get_by_role("row", name="Deels 8").count() == 0
        marieke.press("Toon uitslag")
        assert "10 keuzes. 10 zinnen mogen getoond worden." in heard(marieke, "keuzes.").text
        await screen.get_by_role("row", name="Deels 8").wait_for()
        marieke.press("Toon zinnen")
        heard(marieke, "op het scherm")
        await screen.locator(".columns li").first.wait_for()
        marieke.press("Nog eens kiezen")
        heard(marieke, "Straks staan er twee totalen")
        for phone in others:
            phone.get(found.text)
            assert "Genoteerd." in press(phone, found.text, "choose:agree")
            phone.close()
        marieke.press("Toon uitslag")
        heard(marieke, "De twee uitslagen staan naast elkaar.")
        await screen.locator("table").nth(1).wait_for()
        assert await screen.locator("td.number").all_text_contents() == ["1", "8", "1", "8", "0", "0"]
        marieke.press("Sluit")
        heard(marieke, "Gesloten. Ik bewaar de stelling, twee uitslagen en")
        await says(screen, "Deze stelling is gesloten.")
        await says(phones[0], "Hier is niets open.")


def press(phone: httpx.Client, address: str, deed: str, text: str = "") -> str:
    """Press a button of the page, as a browser without scripts does; the page that comes."""
    return phone.post(address, data={"deed": deed, "text": text}, follow_redirects=True).text


async def tap(page: Page, label: str) -> None:
    """Press a button."""
    await page.get_by_role("button", name=label, exact=True).click(timeout=PATIENCE * 1000)


async def says(page: Page, words: str) -> None:
    """Wait until this stands on a page."""
    await page.get_by_text(words).first.wait_for(timeout=PATIENCE * 1000)


def test_an_own_casus_from_word_to_a_student(school: School):
    """The template is filled in, sent, kept and set; a student of the group plays it to the end, another one cannot."""
    marieke, link = school.trainer(40, "4A")
    _, elsewhere = school.trainer(41, "4B")
    sam, ana = school.joins(42, "Sam", link), school.joins(43, "Ana", elsewhere)
    marieke.say("/eigencasus")
    heard(marieke, "Een eigen casus schrijf je in Word")
    marieke.press("Word-sjabloon")
    template = heard(marieke, lambda message: message.document is not None)
    written = filled(template.file.content)
    marieke.document(written, "casus.docx", mime_type=WORD)
    heard(marieke, f"{TITLE} heb ik gelezen")
    marieke.press("Bewaren")
    kept = heard(marieke, "staat bij je eigen casussen")
    begin = next(button.data for row in kept.inline for button in row if button.label == "Spelen").removeprefix("c:")
    marieke.say(f"/opdracht {TITLE} volgende week vrijdag")
    heard(marieke, f"Marieke zette casus {TITLE} klaar, voor vrijdag")
    marieke.press("Zet klaar")
    heard(marieke, "Het staat klaar.")
    sam.say(f"/casus {TITLE}")
    heard(sam, "vond ik niet")
    begins(sam)
    heard(sam, "Vooraf: Lia maakt zich zorgen.")
    goes_through(sam, whole(read(written), brief=True)[0])
    heard(sam, "Je docent ziet alleen: klaar.")
    ana.say(f"/{begin}")
    heard(ana, "Deze oefening is er niet meer.")
    ana.say("/begin eigen-onzin")
    heard(ana, "Deze oefening is er niet meer.")
    ana.say("/opdrachten")
    heard(ana, "Er staat nu niets voor je klaar.")
    assert progress(marieke).endswith("Klaar (1): Sam")


async def test_a_trainer_without_telegram(school: School):
    """On the page alone: invited, a group with its picture, a casus chosen from the disk, kept and set."""
    link = re.findall(r"http://\S+/g/\w+", school.serving.command("trainer"))[0]
    async with launched() as browser:
        talk, _ = await begun(browser, link)
        await talk.heard("Onder welke naam kennen je studenten je")
        await talk.type("Marieke")
        await talk.press("Nieuwe groep")
        await talk.heard("Hoe heet de groep?")
        await talk.type("5A")
        await talk.heard("Zo komen studenten")
        await talk.press("QR-code")
        picture = talk.page.get_by_role("img", name="QR-code die naar je groep leidt")
        await picture.wait_for()
        await talk.page.wait_for_function("() => document.querySelector('img.picture').complete")
        (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(await picture.screenshot())))
        assert found.text in "\n".join(await talk.bubbles())
        await talk.type("/eigencasus")
        await talk.heard("Een eigen casus schrijf je in Word")
        await talk.page.wait_for_timeout(DOUBLE_TAP)
        async with talk.page.expect_file_chooser() as chooser:
            await talk.press("Bestand kiezen")
        content = filled(word_template())
        await (await chooser.value).set_files({"name": "casus.docx", "mimeType": WORD, "buffer": content})
        await talk.heard(f"{TITLE} heb ik gelezen")
        await talk.press("Bewaren")
        await talk.heard("staat bij je eigen casussen")
        await talk.type(f"/opdracht {TITLE} volgende week vrijdag")
        await talk.heard(f"Marieke zette casus {TITLE} klaar")
        await talk.press("Zet klaar")
        await talk.heard("Het staat klaar.")
        await talk.type("/voortgang")
        await talk.heard(f"casus {TITLE}, voor vrijdag")


def filled(template: bytes) -> bytes:
    """The template with a title, a warning and a first question of one's own; the rest as the example has it."""
    document = Document(io.BytesIO(template))
    written = {"Title": TITLE, "Vooraf": "Lia maakt zich zorgen.", "Vraag 1": "Wat weet je, en wat denk je erbij?"}
    for heading, under in pairwise(document.paragraphs):
        if heading.style.name == "Title":
            heading.text = written["Title"]
        elif heading.text in written:
            under.text = written[heading.text]
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def read(written: bytes) -> Dialogue:
    """The dialogue that a Word file becomes."""
    shelf = library(installed(), House())
    dialogue, findings = judge(shelf.reader.read("casus.docx", written), shelf)
    assert dialogue is not None
    assert not findings
    return dialogue
