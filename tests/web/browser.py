"""What the browser tests share: real Chromium, a page on a phone, and reading the conversation off it."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.async_api import Browser, Page, async_playwright

PHONE = {"width": 390, "height": 844}
PATIENCE = 90_000  # milliseconds: a machine that runs all tests at once is slow
_QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def chromium_path() -> str:
    """Where Chromium is; skips where there is none, unless it is required."""
    found = shutil.which("chromium")
    if found:
        return found
    if "chromium" in os.environ.get("NABIJ_REQUIRE", ""):
        pytest.fail("chromium is required and not installed")
    pytest.skip("chromium is not installed")


@asynccontextmanager
async def launched() -> AsyncIterator[Browser]:
    """A browser that talks with nobody but us."""
    path = chromium_path()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=_QUIET)
        yield browser
        await browser.close()


@dataclass
class Talk:
    """A conversation on a page. `faults` holds every error that the page met."""

    page: Page
    faults: list[str]

    async def type(self, text: str) -> None:
        """Write in the field and send."""
        await self.page.fill("#field", text)
        await self.page.click("#send")

    async def press(self, label: str) -> None:
        """Press the newest button with that label."""
        await self.page.get_by_role("button", name=label, exact=True).last.click()

    async def bubbles(self) -> list[str]:
        """Every bubble in the conversation: own words after "> "."""
        return await self.page.eval_on_selector_all(
            "#log .bubble",
            "all => all.map(e => (e.matches('.own') ? '> ' : '') + e.querySelector('.words').textContent)",
        )

    async def heard(self, text: str) -> None:
        """Wait for a bubble that holds this."""
        await self.page.locator("#log .words", has_text=text).last.wait_for(timeout=PATIENCE)

    async def count(self, selector: str, number: int) -> None:
        """Wait until so many elements are there."""
        await self.page.wait_for_function(
            "([s, n]) => document.querySelectorAll(s).length === n", arg=[selector, number], timeout=PATIENCE
        )

    async def keyboard(self) -> list[str]:
        """The labels of the fixed keyboard that can be seen."""
        return await self.page.locator("#keyboard:not([hidden]) button").all_text_contents()

    async def sideways(self) -> int:
        """How many pixels the page or the conversation is wider than its screen."""
        return await self.page.evaluate(
            "() => Math.max(...[document.documentElement, document.getElementById('scroll')]"
            ".map(e => e.scrollWidth - e.clientWidth))"
        )


@asynccontextmanager
async def talk(browser: Browser, url: str, **options: Any) -> AsyncIterator[Talk]:
    """The page, opened on a phone unless told otherwise."""
    context = await browser.new_context(**{"viewport": PHONE, "locale": "nl-NL", **options})
    context.set_default_timeout(PATIENCE)
    page = await context.new_page()
    found = Talk(page, [])
    page.on("pageerror", lambda error: found.faults.append(str(error)))
    page.on(
        "console", lambda message: found.faults.append(message.text) if "Content Security" in message.text else None
    )
    await page.goto(url)
    yield found
    await context.close()
    assert not found.faults


async def agreed(browser: Browser, port: int) -> Talk:
    """The page of a real process on a phone, opened by somebody new who agrees; the menu stands there."""
    page = await browser.new_page(viewport={"width": PHONE["width"], "height": PHONE["height"]})
    page.set_default_timeout(PATIENCE)
    await page.goto(f"http://127.0.0.1:{port}/")
    talk = Talk(page, [])
    await page.get_by_role("button", name="Akkoord", exact=True).last.wait_for()
    await talk.press("Akkoord")
    await talk.heard("Waar heb je zin in")
    return talk


async def opened(browser: Browser, url: str) -> Page:
    """A page of its own on a phone: another device."""
    context = await browser.new_context(viewport=PHONE, locale="nl-NL")  # type: ignore[arg-type]
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    await page.goto(url)
    return page


async def begun(browser: Browser, url: str, agree: bool = True) -> tuple[Talk, str]:
    """Somebody new who begins, reads the key and goes on to the conversation; their page and the key."""
    page = await opened(browser, url)
    await page.get_by_role("button", name="Begin", exact=True).click()
    key = await shown_key(page)
    await page.get_by_role("button", name="Naar het gesprek").click()
    talk = Talk(page, [])
    await talk.heard("Wat ik bewaar")
    if agree:
        await talk.press("Akkoord")
    return talk, key


async def shown_key(page: Page) -> str:
    """The key as it is shown once."""
    await page.locator("#shown").wait_for()
    return await page.locator("#link").input_value()
