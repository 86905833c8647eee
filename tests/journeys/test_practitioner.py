"""A practitioner after a heavy visit, from the dictated note to the file for a register, in every channel."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from time import monotonic, sleep
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from bot.storage import open_store
from bot.storage.keyring import Keyring
from tests.botapi import BotApiServer, TestPerson
from tests.journeys.processes import Piped, Serving, agree, free_port, wait_for_page
from tests.web.browser import agreed, launched

PATIENCE = 90.0  # seconds: the first words in a new process take a while on a machine with much else to do
HOME = ZoneInfo("Europe/Amsterdam")
NAMES = ("Karin", "Vermeer", "Lijsterbes")
DICTATED = (
    "Net bij Karin Vermeer geweest, Lijsterbesstraat 14. De kinderen hadden sinds gisteren niks warms gegeten. "
    "Zij zei: voor mij hoeft het niet meer. Ik zit te trillen in de auto. Weet niet of ik te veel heb overgenomen."
)
PRESS, TYPE = "press", "type"
# What is done, and what is then heard. Between the parts a week goes by.
VISIT = (
    (TYPE, DICTATED, "“voor mij hoeft het niet meer”, gaat dat over jou of over een cliënt?"),
    (PRESS, "Over een cliënt", "Wat je hier schrijft is geen melding en geen dossier."),
    (PRESS, "Ik ga bellen", "Ik stuur niets tot jij terug bent."),
    (TYPE, "achterwacht gesproken, huisarts gaat vanavond langs", "Net bij K. geweest, [adres]."),
    (PRESS, "Zo bewaren", "alleen jij ziet dit in Nabij."),
    (PRESS, "Drie korte vragen", "5 · Weet niet of ik te veel heb overgenomen."),
    (PRESS, "5", "Wat deed jij daar, en wat deed de ander?"),
    (TYPE, "ik belde school terwijl zij ernaast zat", ""),
    (PRESS, "Klaar", "Wat ga je doen, en wanneer kijk je daarop terug?"),
    (TYPE, "morgen 10 uur samen bellen, zij doet het woord. over een week terugkijken", ""),
    (PRESS, "Klaar", "Op je scherm staat dan alleen dat er iets klaarligt, niet wat."),
    (PRESS, "Klopt", "Met wie praat jij er vandaag nog over?"),
)
READY = "Er ligt iets voor je klaar. Twee minuten."
LOOK_BACK = (
    (PRESS, "Laat zien", "Hoe liep het?"),
    (PRESS, "Anders", "Wat gebeurde er?"),
    (TYPE, "bellen durfde ze niet. een appje aan school wel, zelf getypt", ""),
    (PRESS, "Klaar", "Wat nam je vooraf aan, en klopte dat?"),
    (TYPE, "dat zelf doen bellen was. voor haar is dat appje zelf doen", ""),
    (PRESS, "Klaar", "Iets voor intervisie? Dan zet ik een versie klaar zonder datum en plaats."),
    (PRESS, "Zet klaar", "morgen [tijd] samen bellen, zij doet het woord."),
    (PRESS, "Zo klaarzetten", "Wanneer is de bijeenkomst?"),
    (PRESS, "Over een week", "Op je scherm staat dan alleen dat er iets klaarligt, niet wat."),
)
INTERVISIE = (
    (PRESS, "Laat zien", "Is het besproken?"),
    (PRESS, "Ja, besproken", "Welke vorm was het?"),
    (PRESS, "2", "Hoeveel minuten duurde het?"),
    (TYPE, "anderhalf uur", "Wie begeleidde het?"),
    (TYPE, "onze gedragswetenschapper", "Waarover ging het vooral?"),
    (PRESS, "3", "Wat leerde je ervan?"),
    (TYPE, "dat klein ook zelf doen is", "Staat erbij."),
    (TYPE, "/rapport", "Over welke tijd wil je je logboek meenemen?"),
    (PRESS, "Alles", "2 notities gaan mee."),
    (PRESS, "Verslag", "Pdf om in te leveren"),
)
TOLD = (
    "Net bij K. geweest, [adres].", "ik belde school terwijl zij ernaast zat", "Het liep anders.",
    "een appje aan school wel", "voor haar is dat appje zelf doen", "zonder datum en plaats", "90",
    "onze gedragswetenschapper", "Persoonlijk", "dat klein ook zelf doen is",
)  # fmt: skip


def go_by(folder: Path, **span: float) -> None:
    """While nothing serves, time goes by: what is due then comes in when it serves again."""
    store = open_store(folder / "data", Keyring.load(folder / "config" / "nabij" / "keys.json", {}))
    store.remind(datetime.now(UTC) + timedelta(**span))
    store.close()


def a_week_goes_by(folder: Path) -> None:
    """Until five o'clock in the afternoon, a week from now."""
    afternoon = datetime.combine(datetime.now(HOME).date() + timedelta(days=7), time(17), HOME)
    go_by(folder, seconds=(afternoon - datetime.now(UTC)).total_seconds())


def check(pdf: bytes) -> None:
    """The file holds all that was told, and no name."""
    told = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
    for words in TOLD:
        assert words in told
    assert not any(name in told for name in NAMES)


def test_over_a_pipe(tmp_path: Path):
    """In a terminal: three sittings, a week apart; the names are said by nobody but the writer."""
    chat = Piped(tmp_path)
    chat.say("hoi")
    chat.until("[Akkoord]")
    chat.say("Akkoord")
    heard: list[str] = []
    for number, sitting in enumerate((VISIT, LOOK_BACK, INTERVISIE)):
        if number:
            a_week_goes_by(tmp_path)
            chat = Piped(tmp_path)
            chat.until(READY)
        for _, words, answer in sitting:
            chat.say(words)
            if answer:
                heard += chat.until(answer)
        if number < 2:
            heard += chat.end()
    chat.say("Pdf")
    path = chat.until("nabij-logboek.pdf")[-1]
    chat.end()
    check(Path(path).read_bytes())
    assert not any(name in line for name in NAMES for line in heard)


@pytest.mark.chromium
async def test_on_the_page(tmp_path: Path):
    """On the page, on a phone: the same with taps, over restarts; the words with the name are gone from it."""
    port = free_port()
    async with launched() as browser:
        with Serving.web(tmp_path, port):
            wait_for_page(port)
            talk = await agreed(browser, port)
            await _talk(talk, VISIT)
            await talk.page.wait_for_function("() => !document.body.textContent.includes('Vermeer')")
        for sitting in (LOOK_BACK, INTERVISIE):
            a_week_goes_by(tmp_path)
            with Serving.web(tmp_path, port):
                wait_for_page(port)
                await talk.page.goto(f"http://127.0.0.1:{port}/")
                await talk.page.locator("#log .words", has_text=READY).last.wait_for(timeout=PATIENCE * 1000)
                await _talk(talk, sitting)
                assert await talk.sideways() == 0
                if sitting is INTERVISIE:
                    await talk.press("Pdf")
                    await talk.page.locator("#log .words", has_text="Hier is het.").last.wait_for()
                    async with talk.page.expect_download() as waiting:
                        await talk.page.locator("#log a[download]").last.click()
                    check(Path(await (await waiting.value).path()).read_bytes())


async def _talk(talk, sitting) -> None:
    for way, words, answer in sitting:
        before = len(await talk.bubbles())
        await talk.page.wait_for_timeout(750)  # a second tap within 700 ms counts as a double one
        await (talk.press(words) if way == PRESS else talk.type(words))
        if answer:
            await talk.page.locator("#log .words", has_text=answer).last.wait_for(timeout=PATIENCE * 1000)
        else:
            await talk.page.wait_for_function(
                "n => document.querySelectorAll('#log .bubble').length > n", arg=before, timeout=PATIENCE * 1000
            )


def test_in_telegram(tmp_path: Path):
    """In Telegram: the dictated message is taken out; the file comes after a warning and goes after an hour."""
    with BotApiServer() as server:
        person = server.person(31, "Werker")
        serving = Serving.telegram(tmp_path, server.base_url, server.token)
        with serving:
            agree(person)
            _tell(person, VISIT)
        for sitting in (LOOK_BACK, INTERVISIE):
            a_week_goes_by(tmp_path)
            with serving:
                person.expect(READY, timeout=PATIENCE)
                _tell(person, sitting)
                if sitting is INTERVISIE:
                    person.press("Pdf")
                    person.expect("Telegram kan het lezen en bewaart het op eigen servers", timeout=PATIENCE)
                    person.press("Stuur het")
                    file = person.expect(lambda heard: heard.document is not None, timeout=PATIENCE)
                    check(file.file.content)
                    person.say("/mijngegevens")
                    person.expect("Stuur ik het?", timeout=PATIENCE)
                    person.press("Toch niet")
                    person.expect("Er is niets gestuurd.", timeout=PATIENCE)
                    assert sum(heard.document is not None for heard in person.heard) == 1
        go_by(tmp_path, minutes=50)
        with serving:
            person.say("?vertrouwen")
            person.expect("Vertrouwen", timeout=PATIENCE)
            assert f"bot deletes #{file.message_id}" not in person.conversation()
        go_by(tmp_path, minutes=61)
        with serving:
            person.say("?nabijheid")
            person.expect("Nabijheid", timeout=PATIENCE)
            assert f"bot deletes #{file.message_id}" in person.conversation()
        said = [message.text for message in person.heard]
        assert not any(name in text for name in NAMES for text in said if text)
        assert "bot deletes #" in person.conversation().split("Bewaard om")[0]


def _press(person: TestPerson, label: str) -> None:
    """Press a button when it is there: it may come a bubble later than what was heard."""
    deadline = monotonic() + PATIENCE
    while True:
        try:
            person.press(label)
            return
        except AssertionError:
            assert monotonic() < deadline, label
            sleep(0.05)


def _tell(person: TestPerson, sitting) -> None:
    for way, words, answer in sitting:
        (_press(person, words) if way == PRESS else person.say(words))
        if answer:
            person.expect(answer, timeout=PATIENCE)
