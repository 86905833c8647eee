"""The page in real Chromium, against the real server with a scripted bot."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from bot.dialogue.turn import Button, Reply
from bot.texts import say
from tests.web.browser import Talk, launched, talk
from tests.web.fake_post import FakePost
from tests.web.script import FIXED, STORY, abiba_post
from tests.web.site import Site

pytestmark = [pytest.mark.chromium, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    """Give one Chromium for all."""
    async with launched() as running:
        yield running


@pytest.fixture
def post() -> FakePost:
    """Give a post with the scripted bot."""
    return abiba_post()


@pytest.fixture
def fast(post: FakePost) -> Iterator[Site]:
    """Give the web channel in front of that bot."""
    site = Site(post)
    site.start()
    yield site
    site.stop()


async def to_question(page: Talk) -> None:
    """Play up to the first question."""
    for label in ("Begin met Abiba", "Ik begin", "Naar vraag 1"):
        await page.press(label)
    await page.heard("Vraag 1 van 6.")


@pytest.mark.parametrize("refs", [True, False])
async def test_a_conversation(browser: Browser, refs: bool) -> None:
    """The page begins by itself; presses, words and the fixed keyboard each show once, in order, as own words."""
    site = Site(abiba_post(refs=refs))
    site.start()
    try:
        async with talk(browser, site.url) as page:
            await to_question(page)
            assert await page.keyboard() == list(FIXED)
            await page.type("geen inkomen, huurschuld, leningen")
            await page.type("jongens moeilijk op school")
            await page.press("Klaar")
            await page.heard("Ik lees bij jou: geld")
            await page.press("Verder")
            await page.heard("Vraag 2 van 6.")
            await page.count("#waiting .bubble", 0)
            heard = await page.bubbles()
        assert [text for text in heard if text.startswith("> ")] == [
            "> Begin met Abiba", "> Ik begin", "> Naar vraag 1", "> geen inkomen, huurschuld, leningen",
            "> jongens moeilijk op school", "> Klaar", "> Verder",
        ]  # fmt: skip
        assert heard[4:7] == list(STORY)
        assert [arrival.incoming.text for arrival in site.post.received][:2] == ["start", "care"]
    finally:
        site.stop()


async def test_old_buttons_are_muted(browser: Browser, fast: Site) -> None:
    """Only the buttons of the bot's last words stand out; words of one's own leave them as they are."""
    async with talk(browser, fast.url) as page:
        await page.press("Begin met Abiba")
        await page.heard("Vooraf: Abiba")
        await page.type("even denken")
        await page.heard("even denken")
        muted = await page.page.locator(".choices.past button").all_text_contents()
        bright = await page.page.locator(".choices:not(.past) button").all_text_contents()
    assert (muted, bright) == (["Begin met Abiba", "Iets anders"], ["Ik begin", "Andere casus"])


async def test_a_reload_brings_everything_back(browser: Browser, fast: Site) -> None:
    """After a reload the bubbles, the buttons, fixed keyboard and draft are there as before, and none is new."""
    async with talk(browser, fast.url) as page:
        await to_question(page)
        await page.type("huurschuld")
        await page.heard("huurschuld")
        await page.page.fill("#field", "half geschre")
        before = (await page.bubbles(), await page.keyboard())
        await page.page.reload()
        await page.heard("huurschuld")
        assert (await page.bubbles(), await page.keyboard()) == before
        assert await page.page.input_value("#field") == "half geschre"
        assert await page.page.locator(".new").count() == 0
    assert [arrival.incoming.text for arrival in fast.post.received].count("start") == 1


@pytest.mark.parametrize(
    "words",
    ["<b>&amp;</b><img src=x onerror=alert(1)>", "שלום עולם, مرحبا", "👩‍👩‍👦 zo", "{points} **x** $title", "a\n\n  b"],
)
async def test_words_are_shown_as_they_are(browser: Browser, fast: Site, words: str) -> None:
    """Markup, other scripts, emoji, slots and line breaks are shown literally, before and after a reload."""
    async with talk(browser, fast.url) as page:
        await page.heard("Ik ben Nabij")
        await page.type(words)
        await page.count("#log .own", 1)
        assert (await page.bubbles())[-1] == f"> {words}"
        assert await page.page.locator("#log img, #log .own b").count() == 0
        await page.page.reload()
        await page.count("#log .own", 1)
        assert (await page.bubbles())[-1] == f"> {words}"


async def test_right_to_left_words_stand_right(browser: Browser, fast: Site) -> None:
    """A message in a script that runs from right to left has that direction."""
    async with talk(browser, fast.url) as page:
        await page.heard("Ik ben Nabij")
        await page.type("مرحبا")
        await page.count("#log .own", 1)
        assert await page.page.eval_on_selector("#log .own .words", "e => getComputedStyle(e).direction") == "rtl"


async def test_a_connection_that_is_lost(browser: Browser, fast: Site) -> None:
    """Without a server there is a quiet line and words wait; once it is back they are kept once, in order."""
    async with talk(browser, fast.url) as page:
        await page.heard("Ik ben Nabij")
        await asyncio.to_thread(fast.stop)
        await page.page.get_by_text(say("web.js_offline")).wait_for(timeout=10_000)
        await page.type("een")
        await page.type("twee")
        await page.count("#waiting .pending", 2)
        await asyncio.to_thread(fast.start)
        await page.count("#log .own", 2)
        await page.count("#waiting .bubble", 0)
        assert (await page.bubbles())[1:] == ["> een", "> twee"]
        assert await page.page.text_content("#line") == ""
        assert await page.page.evaluate("() => sessionStorage.length + localStorage.length") == 0
    assert [arrival.incoming.text for arrival in fast.post.received] == ["start", "een", "twee"]


async def test_unsent_words_survive_a_reload(browser: Browser, fast: Site) -> None:
    """Words that were written without a connection are sent after the page was loaded anew."""
    async with talk(browser, fast.url) as page:
        await page.heard("Ik ben Nabij")
        await page.page.route("**/api/messages", lambda route: route.abort())
        await page.type("nog niet weg")
        await page.count("#waiting .pending", 1)
        await page.page.reload()
        await page.count("#waiting .pending", 1)
        await page.page.unroute("**/api/messages")
        await page.heard("nog niet weg")
        await page.count("#waiting .bubble", 0)
    assert [arrival.incoming.text for arrival in fast.post.received] == ["start", "nog niet weg"]


async def test_an_answer_that_is_lost(browser: Browser, fast: Site) -> None:
    """A message whose 202 never arrives is sent again under the same id, kept once and shown once."""
    async with talk(browser, fast.url) as page:
        await page.heard("Ik ben Nabij")
        lost: list[str] = []

        async def lose_first(route) -> None:
            await route.fetch()
            lost.append(route.request.post_data)
            await (route.abort() if len(lost) == 1 else route.continue_())

        await page.page.route("**/api/messages", lose_first)
        await page.type("een keer")
        await page.heard("een keer")
        await page.page.wait_for_function("() => sessionStorage.length === 0")
        await page.count("#waiting .bubble", 0)
        assert (await page.bubbles()).count("> een keer") == 1
    assert len(lost) == 2
    assert lost[0] == lost[1]
    assert [arrival.incoming.text for arrival in fast.post.received] == ["start", "een keer"]


async def test_a_double_tap_counts_once(browser: Browser, fast: Site) -> None:
    """Two taps in a hurry on a choice, a fixed key, the menu or Stuur send one message."""
    async with talk(browser, fast.url) as page:
        await page.heard("Ik ben Nabij")
        await page.page.get_by_role("button", name="Begin met Abiba").dblclick()
        await page.heard("Vooraf: Abiba")
        await page.press("Ik begin")
        await page.press("Naar vraag 1")
        await page.heard("Vraag 1 van 6.")
        await page.page.get_by_role("button", name="Menu").dblclick()
        await page.heard("Wat wil je doen?")
        await page.page.fill("#field", "hoi")
        await page.page.dblclick("#send")
        await page.page.get_by_role("button", name="Pauze").dblclick()
        await page.heard("Goed. Alles staat er nog")
        assert await page.keyboard() == []
    texts = [arrival.incoming.text for arrival in fast.post.received]
    assert texts == ["start", "care", "begin", "one", "menu", "hoi", "Pauze"]


@pytest.mark.parametrize("width", [320, 390])
async def test_nothing_runs_off_the_screen(browser: Browser, fast: Site, width: int) -> None:
    """Long words, many buttons and long labels fit on a narrow phone; only the conversation scrolls."""
    wide = tuple(Button("Een label dat breed is " + str(number), f"k{number}") for number in range(4))
    async with talk(browser, fast.url, viewport={"width": width, "height": 568}) as page:
        await to_question(page)
        await page.type("W" * 300 + " https://voorbeeld.nl/" + "a" * 200)
        await page.count("#log .own", 4)
        fast.post.say(Reply("Kies", buttons=(wide, (Button("x" * 60, "x"),))))
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


async def test_reading_back_is_left_alone(browser: Browser, fast: Site) -> None:
    """Who scrolled up stays there when something comes; a button leads to the newest."""
    async with talk(browser, fast.url) as page:
        fast.post.say(*(Reply(f"Bericht {number}\n" * 4) for number in range(20)))
        await page.heard("Bericht 19")
        await page.page.mouse.move(200, 400)
        await page.page.mouse.wheel(0, -600)
        await page.page.locator("#newest").wait_for(timeout=5000)
        top = await page.page.eval_on_selector("#scroll", "e => e.scrollTop")
        fast.post.say(Reply("Er is iets bij gekomen"))
        await page.heard("Er is iets bij gekomen")
        assert await page.page.eval_on_selector("#scroll", "e => e.scrollTop") == top
        await page.page.click("#newest")
        await page.page.locator("#newest").wait_for(state="hidden")
        assert await page.page.eval_on_selector("#scroll", "e => e.scrollHeight - e.clientHeight - e.scrollTop") < 2


async def test_much_at_once_is_read_from_its_start(browser: Browser, fast: Site) -> None:
    """When more comes than fits, the start of it is in sight."""
    async with talk(browser, fast.url, viewport={"width": 320, "height": 480}) as page:
        await page.press("Begin met Abiba")
        await page.press("Ik begin")
        await page.heard("Ze kent niemand")
        box = await page.page.locator("#log .words", has_text="Abiba is 26").bounding_box()
        main = await page.page.locator("#scroll").bounding_box()
    assert main["y"] <= box["y"] < main["y"] + 60


async def test_enter(browser: Browser, fast: Site) -> None:
    """With a keyboard Enter sends and Shift+Enter is a new line."""
    async with talk(browser, fast.url) as page:
        await page.heard("Ik ben Nabij")
        await page.page.focus("#field")
        await page.page.keyboard.type("een")
        await page.page.keyboard.press("Shift+Enter")
        await page.page.keyboard.type("twee")
        await page.page.keyboard.press("Enter")
        await page.count("#log .own", 1)
    assert fast.post.received[-1].incoming.text == "een\ntwee"


async def test_enter_by_touch(browser: Browser, fast: Site) -> None:
    """On a touch screen Enter is a new line, the field grows, and nothing opens the keyboard unasked."""
    async with talk(browser, fast.url, has_touch=True, is_mobile=True) as page:
        await page.heard("Ik ben Nabij")
        assert await page.page.evaluate("() => document.activeElement.id") != "field"
        small = await page.page.locator("#field").bounding_box()
        await page.page.tap("#field")
        for word in ("een", "twee", "drie"):
            await page.page.keyboard.type(word)
            await page.page.keyboard.press("Enter")
        large = await page.page.locator("#field").bounding_box()
        assert large["height"] > small["height"] + 40
        await page.page.tap("#send")
        await page.count("#log .own", 1)
    assert fast.post.received[-1].incoming.text == "een\ntwee\ndrie"


async def test_only_with_the_keys(browser: Browser, fast: Site) -> None:
    """Everything can be reached and pressed with the keyboard, and the focus shows."""
    async with talk(browser, fast.url) as page:
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


async def test_a_text_that_is_too_long(browser: Browser, fast: Site) -> None:
    """A text above the limit stays in the field with one sentence; one of 20,000 characters is kept."""
    async with talk(browser, fast.url) as page:
        await page.heard("Ik ben Nabij")
        await page.type("x" * 70_000)
        await page.page.get_by_text(say("web.js_too_long")).wait_for()
        assert len(await page.page.input_value("#field")) == 70_000
        await page.type("y" * 20_000)
        await page.count("#log .own", 1)
        assert await page.page.text_content("#line") == ""
    assert [len(arrival.incoming.text) for arrival in fast.post.received] == [5, 20_000]


async def test_a_refusal_gives_the_words_back(browser: Browser, fast: Site) -> None:
    """Words that the server refuses keep standing there with its sentence and can be put back into the field."""
    async with talk(browser, fast.url) as page:
        await page.heard("Ik ben Nabij")
        await page.page.route("**/api/messages", lambda route: route.fulfill(status=400, json={"error": "Kan niet."}))
        await page.type("mijn woorden")
        await page.page.get_by_text("Kan niet.").wait_for()
        await page.press(say("web.js_back"))
        assert await page.page.input_value("#field") == "mijn woorden"
        await page.count("#waiting .bubble", 0)


async def test_a_deletion_empties_the_page(browser: Browser, fast: Site) -> None:
    """After a deletion only the farewell stands there, the fixed keyboard is gone, and it does not begin by itself."""
    async with talk(browser, fast.url) as page:
        await to_question(page)
        fast.post.forget(Reply("Alles is weg."))
        await page.count("#log .bubble", 1)
        assert await page.bubbles() == ["Alles is weg."]
        assert await page.keyboard() == []
        fast.post.say(Reply("Nog iets"))
        await page.heard("Nog iets")
    assert [arrival.incoming.text for arrival in fast.post.received].count("start") == 1


async def test_a_message_is_taken_away(browser: Browser, fast: Site) -> None:
    """A removal takes the message that it names from the page."""
    async with talk(browser, fast.url) as page:
        await page.heard("Ik ben Nabij")
        await page.type("met een naam erin")
        await page.count("#log .own", 1)
        fast.post.remove(fast.post.received[-1].incoming.ref)
        await page.count("#log .own", 0)


async def test_a_file_can_be_kept(browser: Browser, fast: Site) -> None:
    """A file that goes along is a link that saves it under its name."""
    async with talk(browser, fast.url) as page:
        await page.heard("Ik ben Nabij")
        await page.type("data")
        async with page.page.expect_download() as waiting:
            await page.page.get_by_role("link", name="nabij-gegevens.json").click()
        download = await waiting.value
        assert download.suggested_filename == "nabij-gegevens.json"
        assert (await download.path()).read_bytes() == b'{"format": 1}'


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_colours_can_be_read(browser: Browser, fast: Site, scheme: str) -> None:
    """In light and dark every text stands out from its ground by at least 4.5 to 1 (WCAG AA)."""
    async with talk(browser, fast.url, color_scheme=scheme) as page:
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


async def test_calm_for_who_asks_for_it(browser: Browser, fast: Site) -> None:
    """Nothing moves for a reader who prefers reduced motion."""
    for wish, moving in (("reduce", 0), ("no-preference", 1)):
        async with talk(browser, fast.url, reduced_motion=wish) as page:
            await page.heard("Ik ben Nabij")
            await page.page.locator("#scroll.ready").wait_for()
            fast.post.say(Reply(f"nu {wish}"))
            await page.heard(f"nu {wish}")
            name = await page.page.eval_on_selector("#log .bubble:last-child", "e => getComputedStyle(e).animationName")
            assert (name != "none") == bool(moving)


async def test_what_a_screen_reader_gets(browser: Browser, fast: Site) -> None:
    """The conversation is a live log that is read politely, each bubble says whose it is, and the page is Dutch."""
    async with talk(browser, fast.url) as page:
        await page.press("Begin met Abiba")
        await page.heard("Vooraf: Abiba")
        log = page.page.get_by_role("log", name=say("web.log_label"))
        assert (await log.get_attribute("aria-live"), await log.get_attribute("aria-busy")) == ("polite", "false")
        assert await page.page.locator("#log .own .unseen").first.text_content() == "Jij: "
        assert await page.page.locator("#log .bot .unseen").first.text_content() == "Nabij: "
        assert await page.page.get_attribute("html", "lang") == "nl"
        assert await page.page.get_by_label(say("web.field_label")).count() == 1
        assert await page.page.title() == "Nabij"
