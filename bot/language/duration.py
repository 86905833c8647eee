"""How long something took, as people say it: "45", "anderhalf uur", "1 uur en een kwartier", "2,5 uur"."""

from __future__ import annotations

import re
from fractions import Fraction

from bot.language.spans import level
from bot.texts import say

LONGEST = 24 * 60  # minutes: more is no meeting
_WORDS = {"kwartier": 15, "uur": 60, "uren": 60, "u": 60, "minuten": 1, "minuut": 1, "min": 1, "m": 1}
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?: uur)?")


def minutes(text: str) -> int | None:
    """The minutes that a text names as a whole; None when it holds anything else, or nothing that lasted."""
    plain = " ".join(level(text).strip(" .!").split())
    clock = _CLOCK.fullmatch(plain)
    if clock:  # "1:30"; figures behind the colon are minutes
        return _within(int(clock[1]) * 60 + int(clock[2])) if int(clock[2]) < 60 else None
    plain = re.sub(
        r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)", " ", re.sub(r"\b(?:ongeveer|zo'n|ruim|bijna|krap|samen)\b", " ", plain)
    )
    parts = [part for part in re.split(r"\s+(?:en|plus)\s+|\s*\+\s*", plain.strip()) if part]
    found = [piece for part in parts for piece in _pieces(part)]
    if not found or None in found:
        return None
    return _within(sum((piece for piece in found if piece is not None), Fraction(0)))


def first(text: str) -> int | None:
    """The minutes that a text begins with: "90 minuten, met zes mensen"; None when it begins otherwise."""
    said = re.split(r"[,;(\n]| met | samen ", text)[0].split()
    return next(
        (found for count in range(min(len(said), 6), 0, -1) if (found := minutes(" ".join(said[:count])))), None
    )


def _within(total: Fraction | int) -> int | None:
    whole = round(total)
    return whole if 0 < whole <= LONGEST else None


def _pieces(text: str) -> list[Fraction | None]:
    """Pairs of a number and a unit; a bare number in figures is minutes."""
    words, found = text.split(), list[Fraction | None]()
    if words in (["uur"], ["uurtje"]):
        return [Fraction(60)]
    while words:
        unit = next((place for place, word in enumerate(words[:3]) if _unit(word)), None)
        if unit is None:
            return [*found, Fraction(words[0]) if len(words) == 1 and words[0].isdecimal() else None]
        number = _number(words[:unit]) if unit else Fraction(1)
        found.append(None if number is None else number * _unit(words[unit]))
        words = words[unit + 1 :]
    return found


def _unit(word: str) -> int:
    bare = word.removesuffix("tje").removesuffix("en") if word in ("uurtje", "kwartiertje", "kwartieren") else word
    return _WORDS.get(bare, 0)


def _number(words: list[str]) -> Fraction | None:
    said = " ".join(words)
    halves = {"half": Fraction(1, 2), "een half": Fraction(1, 2), "anderhalf": Fraction(3, 2), "een": Fraction(1)}
    if said in halves:
        return halves[said]
    if re.fullmatch(r"\d{1,4}(?:[.,]\d{1,2})?", said):
        return Fraction(said.replace(",", "."))
    named = say("dates.numbers").split()
    return Fraction(named.index(said) + 1) if said in named else None
