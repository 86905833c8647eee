"""Talking with the page in real Chromium, against the real server with a scripted bot."""

import asyncio

import pytest
from playwright.async_api import Browser

from bot.dialogue.turn import Reply
from bot.texts import say
from tests.web.browser import talk
from tests.web.script import FIXED, STORY, abiba_post, to_question
from tests.web.site import Site

pytestmark = [pytest.mark.chromium, pytest.mark.asyncio(loop_scope="module")]


@pytest.mark.parametrize("refs", [True, False])
async def test_a_conversation(browser: Browser, refs: bool) -> None:
    """The page begins by itself; presses, words and the fixed keyboard each show once, in order, as own words."""
    with Site(abiba_post(refs=refs)) as site:
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


async def test_old_buttons_are_muted(browser: Browser, abiba: Site) -> None:
    """Only the buttons of the bot's last words stand out; words of one's own leave them as they are."""
    async with talk(browser, abiba.url) as page:
        await page.press("Begin met Abiba")
        await page.heard("Vooraf: Abiba")
        await page.type("even denken")
        await page.heard("even denken")
        muted = await page.page.locator(".choices.past button").all_text_contents()
        bright = await page.page.locator(".choices:not(.past) button").all_text_contents()
    assert (muted, bright) == (["Begin met Abiba", "Iets anders"], ["Ik begin", "Andere casus"])


async def test_a_reload_brings_everything_back(browser: Browser, abiba: Site) -> None:
    """After a reload the bubbles, the buttons, fixed keyboard and draft are there as before, and none is new."""
    async with talk(browser, abiba.url) as page:
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
    assert [arrival.incoming.text for arrival in abiba.post.received].count("start") == 1


@pytest.mark.parametrize(
    "words",
    ["<b>&amp;</b><img src=x onerror=alert(1)>", "שלום עולם, مرحبا", "👩‍👩‍👦 zo", "{points} **x** $title", "a\n\n  b"],
)
async def test_words_are_shown_as_they_are(browser: Browser, abiba: Site, words: str) -> None:
    """Markup, other scripts, emoji, slots and line breaks are shown literally, before and after a reload."""
    async with talk(browser, abiba.url) as page:
        await page.heard("Ik ben Nabij")
        await page.type(words)
        await page.count("#log .own", 1)
        assert (await page.bubbles())[-1] == f"> {words}"
        assert await page.page.locator("#log img, #log .own b").count() == 0
        await page.page.reload()
        await page.count("#log .own", 1)
        assert (await page.bubbles())[-1] == f"> {words}"


async def test_a_connection_that_is_lost(browser: Browser, abiba: Site) -> None:
    """Without a server there is a quiet line and words wait; once it is back they are kept once, in order."""
    async with talk(browser, abiba.url) as page:
        await page.heard("Ik ben Nabij")
        await asyncio.to_thread(abiba.stop)
        await page.page.get_by_text(say("web.js_offline")).wait_for(timeout=60_000)
        await page.type("een")
        await page.type("twee")
        await page.count("#waiting .pending", 2)
        await asyncio.to_thread(abiba.start)
        await page.count("#log .own", 2)
        await page.count("#waiting .bubble", 0)
        assert (await page.bubbles())[1:] == ["> een", "> twee"]
        assert await page.page.text_content("#line") == ""
        assert await page.page.evaluate("() => sessionStorage.length + localStorage.length") == 0
    assert [arrival.incoming.text for arrival in abiba.post.received] == ["start", "een", "twee"]


async def test_unsent_words_survive_a_reload(browser: Browser, abiba: Site) -> None:
    """Words that were written without a connection are sent after the page was loaded anew."""
    async with talk(browser, abiba.url) as page:
        await page.heard("Ik ben Nabij")
        await page.page.route("**/api/messages", lambda route: route.abort())
        await page.type("nog niet weg")
        await page.count("#waiting .pending", 1)
        await page.page.reload()
        await page.count("#waiting .pending", 1)
        await page.page.unroute("**/api/messages")
        await page.heard("nog niet weg")
        await page.count("#waiting .bubble", 0)
    assert [arrival.incoming.text for arrival in abiba.post.received] == ["start", "nog niet weg"]


async def test_an_answer_that_is_lost(browser: Browser, abiba: Site) -> None:
    """A message whose 202 never arrives is sent again under the same id, kept once and shown once."""
    async with talk(browser, abiba.url) as page:
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
    assert [arrival.incoming.text for arrival in abiba.post.received] == ["start", "een keer"]


async def test_a_double_tap_counts_once(browser: Browser, abiba: Site) -> None:
    """Two taps in a hurry on a choice, a fixed key, the menu or Stuur send one message."""
    async with talk(browser, abiba.url) as page:
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
    texts = [arrival.incoming.text for arrival in abiba.post.received]
    assert texts == ["start", "care", "begin", "one", "menu", "hoi", "Pauze"]


async def test_an_answer_between_two_taps(browser: Browser, abiba: Site) -> None:
    """The second tap of two still counts for nothing when the bot answered in between."""
    async with talk(browser, abiba.url) as page:
        await page.heard("Ik ben Nabij")
        button = page.page.get_by_role("button", name="Begin met Abiba")
        await button.dispatch_event("click", {"detail": 1})
        await page.heard("Vooraf: Abiba")
        await button.dispatch_event("click", {"detail": 2})
        await page.press("Ik begin")
        await page.heard("Abiba is 26")
    assert [arrival.incoming.text for arrival in abiba.post.received] == ["start", "care", "begin"]


async def test_enter(browser: Browser, abiba: Site) -> None:
    """With a keyboard Enter sends and Shift+Enter is a new line."""
    async with talk(browser, abiba.url) as page:
        await page.heard("Ik ben Nabij")
        await page.page.focus("#field")
        await page.page.keyboard.type("een")
        await page.page.keyboard.press("Shift+Enter")
        await page.page.keyboard.type("twee")
        await page.page.keyboard.press("Enter")
        await page.count("#log .own", 1)
    assert abiba.post.received[-1].incoming.text == "een\ntwee"


async def test_enter_by_touch(browser: Browser, abiba: Site) -> None:
    """On a touch screen Enter is a new line, the field grows, and nothing opens the keyboard unasked."""
    async with talk(browser, abiba.url, has_touch=True, is_mobile=True) as page:
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
    assert abiba.post.received[-1].incoming.text == "een\ntwee\ndrie"


async def test_a_text_that_is_too_long(browser: Browser, abiba: Site) -> None:
    """A text above the limit stays in the field with one sentence; one of 20,000 characters is kept."""
    async with talk(browser, abiba.url) as page:
        await page.heard("Ik ben Nabij")
        await page.type("x" * 70_000)
        await page.page.get_by_text(say("web.js_too_long")).wait_for()
        assert len(await page.page.input_value("#field")) == 70_000
        await page.type("y" * 20_000)
        await page.count("#log .own", 1)
        assert await page.page.text_content("#line") == ""
    assert [len(arrival.incoming.text) for arrival in abiba.post.received] == [5, 20_000]


async def test_a_refusal_gives_the_words_back(browser: Browser, abiba: Site) -> None:
    """Words that the server refuses keep standing there with its sentence and can be put back into the field."""
    async with talk(browser, abiba.url) as page:
        await page.heard("Ik ben Nabij")
        await page.page.route("**/api/messages", lambda route: route.fulfill(status=400, json={"error": "Kan niet."}))
        await page.type("mijn woorden")
        await page.page.get_by_text("Kan niet.").wait_for()
        await page.press(say("web.js_back"))
        assert await page.page.input_value("#field") == "mijn woorden"
        await page.count("#waiting .bubble", 0)


async def test_a_deletion_empties_the_page(browser: Browser, abiba: Site) -> None:
    """After a deletion only the farewell stands there, the fixed keyboard is gone, and it does not begin by itself."""
    async with talk(browser, abiba.url) as page:
        await to_question(page)
        abiba.post.forget(Reply("Alles is weg."))
        await page.count("#log .bubble", 1)
        assert await page.bubbles() == ["Alles is weg."]
        assert await page.keyboard() == []
        abiba.post.say(Reply("Nog iets"))
        await page.heard("Nog iets")
    assert [arrival.incoming.text for arrival in abiba.post.received].count("start") == 1


async def test_a_message_is_taken_away(browser: Browser, abiba: Site) -> None:
    """A removal takes the message that it names from the page."""
    async with talk(browser, abiba.url) as page:
        await page.heard("Ik ben Nabij")
        await page.type("met een naam erin")
        await page.count("#log .own", 1)
        abiba.post.remove(abiba.post.received[-1].incoming.ref)
        await page.count("#log .own", 0)


async def test_a_message_that_never_stood_there_is_taken_away(browser: Browser) -> None:
    """Own words that are let go of before they were shown leave the page too, though only their removal comes."""
    with Site(abiba_post(lets_go=True)) as site:
        async with talk(browser, site.url) as page:
            await page.heard("Ik ben Nabij")
            await page.type("een naam die niet blijft")
            site.post.until(lambda post: all(row.sent for row in post.rows if row.kind == "remove"))
            await page.count("#waiting .bubble", 0)
            assert "een naam" not in await page.page.text_content("body")


async def test_a_file_can_be_kept(browser: Browser, abiba: Site) -> None:
    """A file that goes along is a link that saves it under its name."""
    async with talk(browser, abiba.url) as page:
        await page.heard("Ik ben Nabij")
        await page.type("data")
        async with page.page.expect_download() as waiting:
            await page.page.get_by_role("link", name="nabij-gegevens.json").click()
        download = await waiting.value
        assert download.suggested_filename == "nabij-gegevens.json"
        assert (await download.path()).read_bytes() == b'{"format": 1}'


async def test_what_a_screen_reader_gets(browser: Browser, abiba: Site) -> None:
    """The conversation is a live log that is read politely, each bubble says whose it is, and the page is Dutch."""
    async with talk(browser, abiba.url) as page:
        await page.press("Begin met Abiba")
        await page.heard("Vooraf: Abiba")
        log = page.page.get_by_role("log", name=say("web.log_label"))
        assert (await log.get_attribute("aria-live"), await log.get_attribute("aria-busy")) == ("polite", "false")
        assert await page.page.locator("#log .own .unseen").first.text_content() == "Jij: "
        assert await page.page.locator("#log .bot .unseen").first.text_content() == "Nabij: "
        assert await page.page.get_attribute("html", "lang") == "nl"
        assert await page.page.get_by_label(say("web.field_label")).count() == 1
        assert await page.page.title() == "Nabij"
