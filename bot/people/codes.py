"""Codes that people type or write on paper: short, in an alphabet in which nothing is taken for something else.

No vowels, so that no code is a word; and of two characters that look alike in handwriting only one is used. Who writes
the other is understood.
"""

from __future__ import annotations

import secrets
from string import ascii_letters, digits

ALPHABET = "BCDFGHJKLMNPQRSTVWXZ3479"
GROUP = 4  # characters between two hyphens
SHORT = 8  # characters: 24^8 = 1.1e11 possibilities, for a code that lives for minutes and is guessed at under a limit
LONG = 24  # characters: 110 bits, for a code that lives for years
LINK = 32  # characters of a link's secret: 190 bits
_ALIKE = str.maketrans({"2": "Z", "5": "S", "8": "B", "6": "G", "1": "L", "I": "L", "U": "V"})
_BETWEEN = str.maketrans("", "", " -_.·–\t\n\r")


def new(length: int) -> str:
    """A fresh code of so many characters, without hyphens."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def new_link() -> str:
    """A fresh secret for a link or a cookie: letters and digits only, so that no program cuts a link short."""
    return "".join(secrets.choice(ascii_letters + digits) for _ in range(LINK))


def written(code: str) -> str:
    """A code as it is shown: in groups of four."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def understood(text: str, length: int) -> str:
    """The code that somebody typed, in any case and grouping; "" when it cannot be one of that length."""
    if len(text) > 4 * length:
        return ""
    code = text.upper().translate(_BETWEEN).translate(_ALIKE)
    return code if len(code) == length and set(code) <= set(ALPHABET) else ""
