"""A lesson with a screen, two phones with a browser each and eight without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, BrowserContext, Page

from tests.services.class_kit import whole
from tests.web.browser import PATIENCE, PHONE
from tests.web.class_room import Lesson, lesson_served

pytestmark = pytest.mark.asyncio(loop_scope="module")
ROOM = {"width": 1280, "height": 720}


@pytest.fixture
def lesson(tmp_path: Path) -> Iterator[Lesson]:
    """An open statement."""
    with lesson_served(tmp_path) as served:
        yield served.open()


async def opened(browser: Browser, url: str, size: dict[str, int], faults: list[str], **more: object) -> Page:
    """A page in a browser of its own; what it breaks is told."""
    context: BrowserContext = await browser.new_context(viewport=size, locale="nl-NL", **more)
    context.set_default_timeout(PATIENCE)
    page = await context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security" in said.text else None)
    await page.goto(url)
    return page


async def fits(page: Page) -> bool:
    """Whether nothing of a page falls outside its width, nor, for a screen, its height."""
    return await page.evaluate(
        "() => { const e = document.documentElement, m = document.querySelector('main');"
        "const tall = document.body.classList.contains('screen') && m.scrollHeight > e.clientHeight;"
        "return e.scrollWidth <= e.clientWidth && !tall }"
    )


async def tap(page: Page, label: str) -> None:
    """Press a button."""
    await page.get_by_role("button", name=label, exact=True).click()


async def says(page: Page, words: str) -> None:
    """Wait until this stands on a page."""
    await page.get_by_text(words).first.wait_for()


async def test_a_lesson_from_qr_to_closing(lesson: Lesson, browser: Browser, tmp_path: Path):
    """The screen follows the trainer, ten phones take part, and at the end nothing leads anywhere any more."""
    import zxingcpp
    from PIL import Image

    faults: list[str] = []
    url = lesson.site.url
    screen = await opened(browser, url + lesson.screen, ROOM, faults)
    await screen.screenshot(path=tmp_path / "scherm.png")
    assert await fits(screen)
    (found,) = zxingcpp.read_barcodes(Image.open(tmp_path / "scherm.png"))
    assert found.text == url + lesson.path
    first = await opened(browser, found.text, PHONE, faults)
    plain = await opened(browser, f"{url}/s", PHONE, faults, java_script_enabled=False)
    await plain.get_by_label("De code op het scherm").fill(lesson.code)
    await tap(plain, "Doe mee")
    await says(first, "Een schuldeiser mag eisen")
    assert await fits(first)
    await tap(first, "Oneens")
    await says(first, "Waarom? Eén zin is genoeg.")
    await first.get_by_role("textbox").fill("dan is het dwang en geen eigen kracht meer")
    assert await fits(first)
    await tap(first, "Verstuur")
    await says(first, "Mag deze zin zonder naam op het scherm?")
    await tap(first, "Ja")
    await says(first, "Dank je. Kijk maar naar voren.")
    await tap(plain, "Eens")
    await plain.get_by_role("textbox").fill("Karin Vermeer staat anders op straat")
    await tap(plain, "Verstuur")
    await tap(plain, "Ja")
    await says(plain, "lijkt een naam te staan")
    assert await fits(plain)
    others = [lesson.phone() for _ in range(8)]
    for number, phone in enumerate(others):
        assert "Waarom?" in lesson.press(phone, "choose:partly").text
        lesson.press(phone, "say", f"het hangt af van wie het vraagt, en hoe ({number})")
        assert "Kijk maar naar voren" in lesson.press(phone, "yes").text
    await screen.wait_for_function("() => document.getElementById('count').textContent === '10'")
    assert "9 zinnen mogen getoond worden. Eén houd ik tegen" in whole(lesson.trainer.say("Toon uitslag"))
    await screen.get_by_role("row", name="Deels 8").wait_for()
    assert await fits(screen)
    await plain.reload()
    await plain.get_by_role("textbox").fill("Anders staat ze op straat")
    await tap(plain, "Zo kan het")
    await says(plain, "Dank je.")
    lesson.trainer.say("Toon zinnen")
    await screen.locator(".columns li").nth(5).wait_for()
    assert await fits(screen)
    lesson.trainer.say("Meer zinnen")
    await screen.wait_for_function("() => document.querySelectorAll('.columns li').length === 4")
    lesson.trainer.say("Andere kant")
    await says(first, "Drie minuten de andere kant.")
    await says(screen, "Drie minuten de andere kant")
    assert await fits(screen)
    await first.get_by_role("textbox").fill("als niemand iets doet staat ze straks op straat")
    await tap(first, "Verstuur")
    await says(first, "Gelezen en losgelaten.")
    lesson.trainer.say("Nog eens kiezen")
    await tap(first, "Deels")
    await says(first, "Genoteerd.")
    await again(lesson, others)
    lesson.trainer.say("Toon uitslag")
    await screen.locator("table").nth(1).wait_for()
    assert await screen.locator("td.number").all_text_contents() == ["1", "8", "1", "8", "1", "0"]
    assert await fits(screen)
    lesson.trainer.say("Wat zegt de bron")
    await says(screen, "Twee dingen schuren hier")
    assert await fits(screen)
    lesson.trainer.say("Sluit")
    await says(screen, "Deze stelling is gesloten.")
    await says(first, "Hier is niets open.")
    assert not faults


async def test_a_phone_that_did_not_choose_goes_along(lesson: Lesson, browser: Browser):
    """Who is still choosing when the trainer goes on sees what comes, with and without a script, up to the end."""
    url, faults = lesson.site.url + lesson.path, []
    slow = await opened(browser, url, PHONE, faults)
    plain = await opened(browser, url, PHONE, faults, java_script_enabled=False)
    await says(slow, "Wat vind jij?")
    lesson.trainer.say("Toon uitslag")
    await says(slow, "Kijk maar naar voren.")
    await says(plain, "Kijk maar naar voren.")
    lesson.trainer.say("Sluit")
    await says(slow, "Hier is niets open.")
    assert not faults


async def test_what_stands_in_the_field_stays(lesson: Lesson, browser: Browser):
    """While a sentence is being written the page leaves it alone, whatever the trainer shows; an empty page goes on."""
    url, faults = lesson.site.url + lesson.path, []
    writing = await opened(browser, url, PHONE, faults)
    idle = await opened(browser, url, PHONE, faults)
    for page in (writing, idle):
        await tap(page, "Eens")
        await says(page, "Waarom?")
    await writing.get_by_role("textbox").fill("het is haar huis")
    lesson.trainer.say("Toon uitslag", "Andere kant")
    await says(idle, "Drie minuten de andere kant.")
    assert await writing.get_by_role("textbox").input_value() == "het is haar huis"
    await tap(writing, "Verstuur")
    await says(writing, "Drie minuten de andere kant.")
    assert not faults


async def again(lesson: Lesson, phones: list[httpx.Client]) -> None:
    """The other phones choose once more."""
    for phone in phones:
        phone.get(lesson.path)
        assert "Genoteerd." in lesson.press(phone, "choose:agree").text
        phone.close()
