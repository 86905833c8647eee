"""Bubbles: a running text cut into messages that read well on a phone, at paragraphs first, then at sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

LEAST, MOST = 300, 450  # characters, design.md section 12
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+")


def bubbles(paragraphs: Iterable[tuple[int, str]], least: int = LEAST, most: int = MOST) -> list[tuple[int, str]]:
    """Paragraphs as messages of at most `most` characters; short paragraphs join until there are `least`.

    Args:
        paragraphs: the line and the text of each.

    Returns:
        Each message with the line that it begins on. Nothing but white space is lost.
    """
    found: list[tuple[int, str]] = []
    for line, text in paragraphs:
        for piece in _pieces(text.strip(), most):
            if found and len(found[-1][1]) < least and len(found[-1][1]) + 2 + len(piece) <= most:
                found[-1] = (found[-1][0], f"{found[-1][1]}\n\n{piece}")
            else:
                found.append((line, piece))
    return found


def _pieces(text: str, most: int) -> Iterator[str]:
    """A paragraph in pieces of about the same length."""
    if not text:
        return
    aim, piece = len(text) / -(-len(text) // most), ""
    for part in _parts(text, most):
        if piece and (len(piece) + 1 + len(part) > most or len(piece) >= aim):
            yield piece
            piece = ""
        piece = f"{piece} {part}".strip()
    yield piece


def _parts(text: str, most: int) -> Iterator[str]:
    """Sentences; of one that is too long its words, and of such a word its parts."""
    if len(text) <= most:
        yield text
        return
    at = 0
    for mark in [*_SENTENCE.finditer(text), None]:
        # The closing quotation mark belongs to the sentence before it.
        end = len(text) if mark is None else mark.start() + len(mark[0].rstrip())
        sentence = text[at:end].strip()
        at = end
        if len(sentence) <= most:
            yield from [sentence] if sentence else []
        else:
            for word in sentence.split():
                yield from (word[place : place + most] for place in range(0, len(word), most))
