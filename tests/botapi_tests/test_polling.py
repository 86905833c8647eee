"""getUpdates: confirming, waiting, choosing and conflicts."""

import asyncio
import time

import pytest
from telegram import Bot
from telegram.error import Conflict

from tests.botapi import BotApiServer, TestPerson

pytestmark = pytest.mark.asyncio
FIRST = 700_000_001


async def texts(bot: Bot, **kwargs: object) -> list[str | None]:
    """Give the texts of the updates of one call."""
    updates = await bot.get_updates(**kwargs)  # type: ignore[arg-type]
    return [update.message.text if update.message else None for update in updates]


async def test_updates_stay_until_an_offset_confirms_them(bot: Bot, server: BotApiServer, sanne: TestPerson) -> None:
    """An update comes again and again until a higher offset is asked for."""
    sanne.say("een")
    sanne.say("twee")
    assert await texts(bot) == ["een", "twee"]
    assert await texts(bot) == ["een", "twee"]
    assert await texts(bot, offset=FIRST + 1) == ["twee"]
    assert server.pending == 1
    assert await texts(bot, offset=FIRST + 2) == []
    assert server.pending == 0


async def test_update_ids_rise_over_all_people(bot: Bot, server: BotApiServer, sanne: TestPerson) -> None:
    """Updates of different people have rising ids; message ids count per chat."""
    karin = server.person(12, first_name="Karin", language_code=None)
    sanne.say("een")
    karin.say("twee")
    updates = await bot.get_updates()
    assert [update.update_id for update in updates] == [FIRST, FIRST + 1]
    assert [update.message.message_id for update in updates if update.message] == [1, 1]
    assert [update.effective_user.language_code for update in updates if update.effective_user] == ["nl", None]


async def test_limit_gives_the_oldest(bot: Bot, sanne: TestPerson) -> None:
    """A limit gives the oldest so many updates."""
    for number in range(5):
        sanne.say(str(number))
    assert await texts(bot, limit=2) == ["0", "1"]


async def test_at_most_a_hundred_at_once(bot: Bot, sanne: TestPerson) -> None:
    """One call gives no more than a hundred updates."""
    for number in range(120):
        sanne.say(str(number))
    assert len(await bot.get_updates()) == 100


async def test_negative_offset_keeps_the_last(bot: Bot, server: BotApiServer, sanne: TestPerson) -> None:
    """A negative offset gives the last so many updates and forgets those before."""
    for number in range(5):
        sanne.say(str(number))
    assert await texts(bot, offset=-2) == ["3", "4"]
    assert server.pending == 2


async def test_a_long_poll_returns_as_soon_as_something_comes(bot: Bot, sanne: TestPerson) -> None:
    """A call that waits is answered when the first update comes."""
    poll = asyncio.create_task(texts(bot, timeout=20))
    await asyncio.sleep(0.2)
    assert not poll.done()
    before = time.monotonic()
    sanne.say("nu")
    assert await poll == ["nu"]
    assert time.monotonic() - before < 15


async def test_a_long_poll_ends_empty(bot: Bot, sanne: TestPerson) -> None:
    """A call that waits in vain gives nothing after its timeout."""
    before = time.monotonic()
    assert await texts(bot, timeout=1) == []
    assert time.monotonic() - before > 0.9


async def test_a_second_poll_ends_the_first(bot: Bot, server: BotApiServer, sanne: TestPerson) -> None:
    """Of two calls that wait the first one gets the conflict and the second one the update."""
    first = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.2)
    async with Bot(server.token, base_url=server.base_url) as other:
        second = asyncio.create_task(other.get_updates(timeout=20))
        with pytest.raises(Conflict, match="terminated by other getUpdates request; make sure that only one bot"):
            await first
        sanne.say("voor de tweede")
        assert len(await second) == 1


async def test_polling_is_refused_while_a_webhook_is_set(bot: Bot) -> None:
    """With a webhook getUpdates is a conflict."""
    await bot.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()


async def test_setting_a_webhook_ends_a_waiting_poll(bot: Bot) -> None:
    """A call that waits ends with a conflict when a webhook is set."""
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.2)
    await bot.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll


async def test_only_the_kinds_that_were_asked_for(bot: Bot, sanne: TestPerson) -> None:
    """The kinds of updates chosen in one call count for all that comes after, also without being named again."""
    await bot.get_updates(allowed_updates=["edited_message"])
    message_id = sanne.say("weg")
    sanne.edit(message_id, "toch")
    updates = await bot.get_updates()
    assert [update.edited_message.text for update in updates if update.edited_message] == ["toch"]
    assert len(updates) == 1


async def test_an_empty_choice_gives_the_usual_kinds_again(bot: Bot, sanne: TestPerson) -> None:
    """An empty list of kinds goes back to the usual ones."""
    await bot.get_updates(allowed_updates=["poll"])
    await bot.get_updates(allowed_updates=[])
    sanne.say("hoi")
    assert await texts(bot) == ["hoi"]
