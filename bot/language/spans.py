"""Words of a text with their places, for checks that must point at what they found.

`level` folds a text without changing its length, so that a place in the one is a place in the other. All
places are offsets in code points.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_LETTERS = r"(?:[^\W\d_][\u0300-\u036f]*)+"
_WORD = re.compile(rf"{_LETTERS}(?:['’‑-]{_LETTERS})*")
_MARKS = re.compile(r"[\u0300-\u036f]")
_OPENS = re.compile(r"(?:\A|[.!?:;\n…][\"'”’)\]]*)[\s\"'“‘(\[*•–—-]*")
_REPLACED = {"ł": "l", "đ": "d", "ø": "o", "ı": "i", "’": "'", "‘": "'", "`": "'", "–": "-", "—": "-", "‑": "-"}


@lru_cache(maxsize=4096)
def _level(sign: str) -> str:
    if sign.isspace():
        return sign if sign == "\n" else " "
    lower = (unicodedata.normalize("NFKD", sign)[:1] or sign).casefold()[:1] or sign
    return _REPLACED.get(lower, lower)


def level(text: str) -> str:
    """The text in lower case without accents, sign by sign: as long as it was."""
    return "".join(map(_level, text))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text; `plain` is its level form, `opens` tells that a sentence begins with it."""

    start: int
    end: int
    text: str
    plain: str
    opens: bool

    @property
    def capital(self) -> bool:
        """Whether it is written like a name: a capital, and not all of them."""
        return self.text[0].isupper() and (len(self.text) == 1 or not self.text.isupper())


def words(text: str, flat: str | None = None) -> Iterator[Word]:
    """The words of a text in order; hyphens and apostrophes inside a word belong to it.

    Args:
        text: the text.
        flat: its `level`, where the caller has it already.
    """
    flat = level(text) if flat is None else flat
    opening = {found.end() for found in _OPENS.finditer(text)}
    for found in _WORD.finditer(text):
        start, end = found.span()
        yield Word(start, end, found[0], _MARKS.sub("", flat[start:end]), start in opening)
