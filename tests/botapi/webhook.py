"""Delivers updates to the bot's webhook: one after another, again and again until the bot says yes."""

import asyncio
import time

import httpx

from .updates import UpdateQueue, Webhook

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
FIRST_PAUSE = 0.05
LONGEST_PAUSE = 1.0
ANSWER_TIMEOUT = 30.0


class WebhookSender:
    """Posts each pending update to the webhook and forgets it only after an answer in the 200s."""

    def __init__(self, queue: UpdateQueue) -> None:
        self._queue = queue
        self._news: asyncio.Event | None = None

    def wake(self) -> None:
        """Let the sender look at the queue; runs on the event loop."""
        if self._news is not None:
            self._news.set()

    async def run(self) -> None:
        """Deliver for as long as the server lives."""
        # Made here because a server that is started again has another event loop.
        news = self._news = asyncio.Event()
        news.set()
        # A test's webhook on https has no certificate that anybody could check.
        async with httpx.AsyncClient(verify=False, timeout=ANSWER_TIMEOUT) as client:
            while True:
                await news.wait()
                news.clear()
                await self._deliver(client)

    async def _deliver(self, client: httpx.AsyncClient) -> None:
        pause = FIRST_PAUSE
        while (hook := self._queue.webhook) is not None and (updates := self._queue.first(1)):
            problem = await _post(client, hook, updates[0])
            if not problem:
                self._queue.confirm(updates[0]["update_id"] + 1)
                pause = FIRST_PAUSE
                continue
            hook.errors += 1
            hook.last_error, hook.last_error_date = problem, int(time.time())
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)


async def _post(client: httpx.AsyncClient, hook: Webhook, update: dict[str, object]) -> str:
    headers = {SECRET_HEADER: hook.secret_token} if hook.secret_token else {}
    try:
        answer = await client.post(hook.url, json=update, headers=headers)
    except httpx.ConnectError:
        return "Connection refused"
    except httpx.TimeoutException:
        return "Read timeout expired"
    except httpx.HTTPError as error:
        return f"Connection closed: {type(error).__name__}"
    if answer.is_success:
        return ""
    return f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
