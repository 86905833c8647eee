"""Folding: what counts as the same word, whatever its capitals, accents, spaces and hyphens."""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_EDGE = re.compile(r"^\W+|\W+$")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NOT_A_LETTER = re.compile(r"[\W_]+")


def _plain(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))


def fold(text: str) -> str:
    """Lower case without accents, white space as single spaces, no signs at either end."""
    plain = text.lower() if text.isascii() else _plain(text)
    return _EDGE.sub("", _SPACE.sub(" ", plain).strip())


def squash(text: str) -> str:
    """The folded text without anything but letters and digits, so that "e-mail adres" equals "emailadres"."""
    return _NOT_A_LETTER.sub("", fold(text))


def words(text: str) -> list[str]:
    """The folded words of a text, in order; hyphens part them."""
    return _WORD.findall(fold(text))


def excerpt(text: str, most: int = 280) -> str:
    """The text on one line, cut at a word when it is longer than `most` characters."""
    line = _SPACE.sub(" ", text).strip()
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut).rstrip() + "…"
