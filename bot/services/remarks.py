"""Remarks: what readers miss in the lexicon goes to its editors, without whose it was."""

from __future__ import annotations

from collections.abc import Iterable

from bot.language.fold import excerpt, fold, words
from bot.lexicon.lookup import Result
from bot.people.rights import Action
from bot.privacy import details
from bot.services import roles
from bot.services.rows import RemarkRow
from bot.services.talk import Talk
from bot.texts import say

MISS, PROPOSAL, MISSING = "miss", "proposal", "missing"
NEAR = 0.6  # a miss that comes less close to any word of the lexicon is counted without its text
MOST_WORDS = 4  # more than a term has: that is a sentence, and may be about somebody
LONGEST = 600  # characters of what an entry lacks
SHOWN = 12  # remarks of a kind in the chat's overview


def personal(talk: Talk, text: str) -> bool:
    """Whether there is something in a text that may tell who it is about."""
    return bool(details.find(text, talk.library.names))


def missed(talk: Talk, query: str, result: Result) -> None:
    """Count a word that was looked up and not found; its text only when it is close to a word of the lexicon."""
    close = result.matches and result.matches[0].score >= NEAR and proposable(talk, query)
    talk.work.remark(MISS, "", fold(query) if close else "")


def proposable(talk: Talk, query: str) -> bool:
    """Whether something that was looked up can be a word to propose."""
    return 0 < len(words(query)) <= MOST_WORDS and len(query) <= 60 and not personal(talk, query)


def propose(talk: Talk, query: str) -> None:
    """Propose a word to the editors."""
    if roles.allowed(talk, Action.TELL_EDITORS):
        talk.work.remark(PROPOSAL, "", excerpt(query, 60))


def tell(talk: Talk, entry: str, text: str) -> None:
    """Tell the editors what an entry lacks."""
    if roles.allowed(talk, Action.TELL_EDITORS):
        talk.work.remark(MISSING, entry, excerpt(text, LONGEST))


def overview(talk: Talk) -> None:
    """What readers miss, for an editor; for somebody else there is no such command."""
    if not roles.allowed(talk, Action.READ_REMARKS):
        talk.say("menu.unknown_command")
        return
    rows = talk.work.remarks()
    if not rows:
        talk.say("remarks.none")
    for kind in (PROPOSAL, MISSING, MISS):
        told = [row for row in rows if row.kind == kind]
        if told:
            shown = lines(told[:SHOWN], talk.library.title)
            values = {f"text{number}": row.text for number, row in enumerate(told[:SHOWN])}
            talk.say(f"remarks.{kind}", values=values, lines="\n".join(shown), total=len(told))


def lines(rows: Iterable[RemarkRow], title: object) -> list[str]:
    """A line for each remark, its text as a slot that the renderer fills."""
    found = []
    for number, row in enumerate(rows):
        name = "remarks.line_entry" if row.entry else "remarks.line" if row.text else "remarks.line_far"
        about = title(row.entry) if callable(title) else row.entry
        found.append(say(name, entry=about, count=row.count, day=f"{row.day:%d-%m-%Y}", slot=f"{{text{number}}}"))
    return found
