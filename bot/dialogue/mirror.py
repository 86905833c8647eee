"""The mirror: which of the author's points an answer touches, by its words. It never counts and never judges."""

from __future__ import annotations

from bot.dialogue.model import Point
from bot.language.recognise import Recogniser
from bot.texts import say


def read(points: tuple[Point, ...], answer: str) -> tuple[tuple[Point, ...], Point | None]:
    """The points that the answer touches, in the order of the answer, and the first one it leaves open."""
    seen = Recogniser(answer)
    places = {point.label: seen.first(point.words) for point in points}
    touched = sorted((point for point in points if places[point.label] >= 0), key=lambda point: places[point.label])
    left = next((point for point in points if places[point.label] < 0), None)
    return tuple(touched), left


def wording(points: tuple[Point, ...], answer: str) -> str:
    """What the mirror says about an answer: what was read and one open point as a question."""
    touched, left = read(points, answer)
    named = say("ask.mirror_read", points=", ".join(point.label for point in touched)) if touched else ""
    if left is None:
        rest = say("ask.mirror_all")
    else:
        rest = say("ask.mirror_open" if touched else "ask.mirror_none", about=left.about)
    return f"{named} {rest}".strip()
