"""From the paragraphs of a document to its sections: which heading is which, and where each paragraph stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.problems import Problem
from bot.texts import say

STORY, ASK, STATEMENT = "story", "ask", "statement"
PARTS = ("points", "views", "tip", "why", "other_side")  # of the question above them
_HEADS = {
    "titel": "title", "title": "title", "samenvatting": "summary", "vooraf": "care", "personen": "persons",
    "wie is wie": "persons", "verhaal": STORY, "het verhaal": STORY, "casus": STORY, "vervolg": STORY,
    "vragen": "group", "vraag": ASK, "stelling": STATEMENT, "punten": "points", "naast je antwoord": "views",
    "naast jouw antwoord": "views", "tip": "tip", "waarom": "why", "andere kant": "other_side",
    "de andere kant": "other_side",
}  # fmt: skip
_HEAD = re.compile(rf"(?P<name>{'|'.join(sorted(_HEADS, key=len, reverse=True))})(?P<rest>.*)", re.IGNORECASE | re.S)
_AFTER = re.compile(r"(?:\s*(?P<number>\d{1,3}))?(?:\s*[:.)–-]\s*(?P<text>.*)|(?P<bare>\s*))", re.DOTALL)
_NUMBERED = re.compile(r"\s*(?P<number>\d{1,3})\s+(?P<text>.+)", re.DOTALL)
_SHOWN = 40  # characters of a heading in a place


@dataclass(frozen=True)
class Paragraph:
    """A paragraph that holds anything.

    Args:
        line: its number in the document, from 1; rises.
        text: its words, with a line break where one was typed.
        head: `title` or `heading` as its style says, "" for any other.
    """

    line: int
    text: str
    head: str = ""


@dataclass
class Section:
    """A heading with the paragraphs under it.

    Args:
        kind: what it is, "" for a heading that is not known.
        head: the heading as it was written.
        line: its line.
        number: the number in the heading, or "".
        text: what else the heading says.
        body: line and text of each paragraph.
        parts: for a question, the sections that belong to it.
    """

    kind: str
    head: str
    line: int
    number: str = ""
    text: str = ""
    body: list[tuple[int, str]] = field(default_factory=list)
    parts: dict[str, Section] = field(default_factory=dict)

    @property
    def words(self) -> list[tuple[int, str]]:
        """What the heading says after its name, then the paragraphs."""
        return [*([(self.line, self.text)] if self.text else []), *self.body]


def problem(file: str, line: int, code: str, **slots: object) -> Problem:
    """A finding about a document."""
    return Problem(file, line, code, say(f"own_casus.{code}", **slots))


def heading(text: str, styled: bool) -> Section | None:
    """The section that a paragraph begins, None for plain text; its line is 0.

    Without the style of a heading only a paragraph that says nothing else counts as one.
    """
    bare = " ".join(text.split())
    named = _HEAD.fullmatch(bare)
    if named:
        after = _AFTER.fullmatch(named["rest"]) or _NUMBERED.fullmatch(named["rest"])
        found = after.groupdict() if after else {}
        if after and (styled or not found.get("text")):
            kind = _HEADS[named["name"].lower()]
            return Section(kind, bare, 0, found.get("number") or "", (found.get("text") or "").strip())
    return Section("", bare, 0) if styled else None


def sections(paragraphs: Iterable[Paragraph], file: str) -> tuple[list[Section], dict[int, str], list[Problem]]:
    """The sections of a document, where each paragraph stands in words, and headings that cannot be placed."""
    found: list[Section] = []
    places: dict[int, str] = {}
    problems: list[Problem] = []
    for item in paragraphs:
        section = _begun(item, first=not found)
        if section:
            found.append(section)
            places[item.line] = say("own_casus.place_head", head=_short(section.head))
            continue
        if not found:
            found.append(Section("", "", item.line))
        found[-1].body += [(item.line, line) for text in item.text.split("\n") if (line := " ".join(text.split()))]
        places[item.line] = _place(found[-1], item.line)
    for section in found:
        _misplaced(section, file, problems)
    return found, places, problems


def _begun(item: Paragraph, first: bool) -> Section | None:
    if item.head == "title":
        return Section("title", item.text, item.line, text=" ".join(item.text.split()))
    section = heading(item.text, bool(item.head))
    if section:
        section.line = item.line
        if first and not section.kind:  # many write the title as the first heading
            section.kind, section.text = "title", section.head
    return section


def _place(section: Section, line: int) -> str:
    number = len({at for at, _ in section.body if at <= line})
    if not section.head:
        return say("own_casus.place_top", n=number)
    return say("own_casus.place", head=_short(section.head), n=number)


def _short(head: str) -> str:
    return head if len(head) <= _SHOWN else head[: _SHOWN - 1].rstrip() + "…"


def _misplaced(section: Section, file: str, problems: list[Problem]) -> None:
    if not section.kind and section.head:
        problems.append(problem(file, section.line, "W102", head=_short(section.head)))
    elif section.body and (section.kind in ("", "group") or (section.kind == "title" and section.text)):
        problems.append(problem(file, section.body[0][0], "W103"))
