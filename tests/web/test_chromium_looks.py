"""How the page looks, scrolls and can be reached, in real Chromium."""

import pytest
from playwright.async_api import Browser

from bot.dialogue.turn import Button, Reply
from tests.web.browser import talk
from tests.web.script import to_question
from tests.web.site import Site

pytestmark = [pytest.mark.chromium, pytest.mark.asyncio(loop_scope="module")]


async def test_right_to_left_words_stand_right(browser: Browser, abiba: Site) -> None:
    """A message in a script that runs from right to left has that direction."""
    async with talk(browser, abiba.url) as page:
        await page.heard("Ik ben Nabij")
        await page.type("مرحبا")
        await page.count("#log .own", 1)
        assert await page.page.eval_on_selector("#log .own .words", "e => getComputedStyle(e).direction") == "rtl"


@pytest.mark.parametrize("width", [320, 390])
async def test_nothing_runs_off_the_screen(browser: Browser, abiba: Site, width: int) -> None:
    """Long words, many buttons and long labels fit on a narrow phone; only the conversation scrolls."""
    wide = tuple(Button("Een label dat breed is " + str(number), f"k{number}") for number in range(4))
    async with talk(browser, abiba.url, viewport={"width": width, "height": 568}) as page:
        await to_question(page)
        await page.type("W" * 300 + " https://voorbeeld.nl/" + "a" * 200)
        await page.count("#log .own", 4)
        abiba.post.say(Reply("Kies", buttons=(wide, (Button("x" * 60, "x"),))))
        await page.heard("Kies")
        assert await page.sideways() == 0
        down = "() => document.documentElement.scrollHeight - innerHeight + document.documentElement.scrollTop"
        assert await page.page.evaluate(down) == 0
        small = await page.page.eval_on_selector_all(
            "button, textarea", "all => all.filter(e => e.offsetHeight && e.offsetHeight < 44).map(e => e.outerHTML)"
        )
        assert small == []
        assert (
            await page.page.evaluate("() => parseFloat(getComputedStyle(document.getElementById('field')).fontSize)")
            >= 16
        )


async def test_reading_back_is_left_alone(browser: Browser, abiba: Site) -> None:
    """Who scrolled up stays there when something comes; a button leads to the newest."""
    async with talk(browser, abiba.url) as page:
        abiba.post.say(*(Reply(f"Bericht {number}\n" * 4) for number in range(20)))
        await page.heard("Bericht 19")
        await page.page.mouse.move(200, 400)
        await page.page.mouse.wheel(0, -600)
        await page.page.locator("#newest").wait_for(timeout=30_000)
        top = await page.page.eval_on_selector("#scroll", "e => e.scrollTop")
        abiba.post.say(Reply("Er is iets bij gekomen"))
        await page.heard("Er is iets bij gekomen")
        assert await page.page.eval_on_selector("#scroll", "e => e.scrollTop") == top
        await page.page.click("#newest")
        await page.page.locator("#newest").wait_for(state="hidden")
        assert await page.page.eval_on_selector("#scroll", "e => e.scrollHeight - e.clientHeight - e.scrollTop") < 2


async def test_much_at_once_is_read_from_its_start(browser: Browser, abiba: Site) -> None:
    """When more comes than fits, the start of it is in sight."""
    async with talk(browser, abiba.url, viewport={"width": 320, "height": 480}) as page:
        await page.press("Begin met Abiba")
        await page.press("Ik begin")
        await page.heard("Ze kent niemand")
        box = await page.page.locator("#log .words", has_text="Abiba is 26").bounding_box()
        main = await page.page.locator("#scroll").bounding_box()
    assert main["y"] <= box["y"] < main["y"] + 60


async def test_only_with_the_keys(browser: Browser, abiba: Site) -> None:
    """Everything can be reached and pressed with the keyboard, and the focus shows."""
    async with talk(browser, abiba.url) as page:
        await page.heard("Ik ben Nabij")
        await page.page.focus("nav button")
        reached = []
        while "Begin met Abiba" not in reached and len(reached) < 9:
            label, outline = await page.page.evaluate(FOCUSED)
            assert outline == "solid", label
            reached.append(label)
            if label != "Begin met Abiba":
                await page.page.keyboard.press("Tab")
        await page.page.keyboard.press("Enter")
        await page.heard("Vooraf: Abiba")
    assert reached == ["Menu", "Privacy", "Hulp", "scroll", "Begin met Abiba"]


FOCUSED = """() => {
  const focused = document.activeElement;
  return [focused.id || focused.textContent, getComputedStyle(focused).outlineStyle];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_colours_can_be_read(browser: Browser, abiba: Site, scheme: str) -> None:
    """In light and dark every text stands out from its ground by at least 4.5 to 1 (WCAG AA)."""
    async with talk(browser, abiba.url, color_scheme=scheme) as page:
        await to_question(page)
        await page.type("huurschuld")
        await page.heard("huurschuld")
        poor = await page.page.evaluate(CONTRAST)
        dark = await page.page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert poor == []
    assert (int(dark.removeprefix("rgb(").split(",")[0]) < 60) == (scheme == "dark")


CONTRAST = """() => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const seen = [...document.querySelectorAll("body *")].filter((e) => !e.closest(".unseen, [hidden], script, noscript")
    && [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()));
  return seen.map((e) => {
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
    return [e.textContent.slice(0, 30), (a + 0.05) / (b + 0.05)];
  }).filter(([, ratio]) => ratio < 4.5);
}"""


async def test_calm_for_who_asks_for_it(browser: Browser, abiba: Site) -> None:
    """Nothing moves for a reader who prefers reduced motion."""
    for wish, moving in (("reduce", 0), ("no-preference", 1)):
        async with talk(browser, abiba.url, reduced_motion=wish) as page:
            await page.heard("Ik ben Nabij")
            await page.page.locator("#scroll.ready").wait_for()
            abiba.post.say(Reply(f"nu {wish}"))
            await page.heard(f"nu {wish}")
            name = await page.page.eval_on_selector("#log .bubble:last-child", "e => getComputedStyle(e).animationName")
            assert (name != "none") == bool(moving)
