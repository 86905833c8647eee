"""Dates in Dutch words, without the machine's locale."""

from __future__ import annotations

from datetime import datetime

from bot.texts import say


def day(at: datetime) -> str:
    """A date as "21 november"."""
    return f"{at.day} {say('dates.months').split()[at.month - 1]}"
