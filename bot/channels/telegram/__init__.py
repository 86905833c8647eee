"""Telegram: `telegram.Bot` with a receive loop and a send loop of our own, over the same post as every channel."""

from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.pace import Pace

__all__ = ["Pace", "Telegram"]
