"""Lengths and parts of texts in UTF-16 units, which is how Telegram counts."""

from __future__ import annotations


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def split(text: str, limit: int) -> list[tuple[int, int]]:
    """Where to part a text so that each part has at most `limit` units: at paragraphs, else lines, else words."""
    found, start = [], 0
    while units(text[start:]) > limit:
        end = _border(text, start, _reach(text, start, limit))
        found.append((start, end))
        start = end
    return [*found, (start, len(text))]


def _reach(text: str, start: int, limit: int) -> int:
    end, room = start, limit
    while end < len(text) and room >= units(text[end]):
        room -= units(text[end])
        end += 1
    return max(end, start + 1)


def _border(text: str, start: int, end: int) -> int:
    """The best place up to `end`; a paragraph or line that would leave less than half is passed over."""
    half = start + (end - start) // 2
    for mark, least in (("\n\n", half), ("\n", half), (" ", start + 1)):
        at = text.rfind(mark, least, end)
        if at > start:
            return at + len(mark)
    return end


def sound(text: str) -> str:
    """Half a surrogate pair cannot be stored or sent; it becomes the sign for that."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
