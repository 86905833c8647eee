"""A bot in a process of its own that echoes every text and polls on; the tests kill it in the middle."""

import asyncio
import sys

from telegram import Bot
from telegram.error import NetworkError


async def main(token: str, base_url: str) -> None:
    """Answer until killed; an update is confirmed only after its answer went out."""
    offset = 0
    async with Bot(token, base_url=base_url) as bot:
        while True:
            for update in await bot.get_updates(offset=offset, timeout=20):
                message = update.message
                if message is not None and message.text:
                    await send(bot, message.chat.id, f"echo {message.text}")
                offset = update.update_id + 1


async def send(bot: Bot, chat_id: int, text: str) -> None:
    """Send once more when the answer was lost."""
    try:
        await bot.send_message(chat_id, text)
    except NetworkError:
        await bot.send_message(chat_id, text)


asyncio.run(main(*sys.argv[1:]))
