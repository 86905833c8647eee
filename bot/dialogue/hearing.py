"""Hearing: what a turn sounds like in words, and whether that is what a conversation says it should be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.dialogue.turn import Effect, Reply, StartDialogue
from bot.texts import say

_SLOT = re.compile(r"\{(\w+)\}")
_SPACE = re.compile(r"\s+")


def and_begun(replies: Sequence[Reply], effects: Iterable[Effect]) -> tuple[Reply, ...]:
    """The replies, and which dialogue begins after them: of a signpost that is all there is to hear at its end."""
    begun = (effect for effect in effects if isinstance(effect, StartDialogue))
    return (*replies, *(Reply(_begins(effect)) for effect in begun))


def _begins(effect: StartDialogue) -> str:
    form = say(f"authoring.form_{effect.form}") if effect.form else ""
    return say("check.script_begins_form" if form else "check.script_begins", dialogue=effect.dialogue, form=form)


def heard_text(reply: Reply) -> str:
    """A reply as it is heard: its text without markup, slots filled, then its buttons as `[Label]`."""
    bare = reply.text.replace("*", "")
    text = _SLOT.sub(lambda slot: str(reply.values.get(slot[1], slot[0])), bare)
    return " ".join([text, *(f"[{button.label}]" for row in reply.buttons for button in row)])


def compare(wanted: Sequence[str] | None, unwanted: Sequence[str], replies: Sequence[Reply]) -> str:
    """What is heard otherwise than a turn says, or "".

    Args:
        wanted: what must be heard, in order; () is silence, None is not looked at.
        unwanted: what must not be heard.
        replies: what came.
    """
    found = folded(" ".join(map(heard_text, replies)))
    present = next((text for text in unwanted if folded(text) in found), None)
    if present is not None:
        return say("check.script_not_heard", text=present)
    if wanted is None:
        return ""
    if not wanted:
        return say("check.script_silence") if replies else ""
    return _in_order(wanted, found)


def _in_order(wanted: Iterable[str], found: str) -> str:
    place = 0
    for text in wanted:
        at = found.find(folded(text), place)
        if at < 0:
            return say("check.script_order" if folded(text) in found else "check.script_heard", text=text)
        place = at + len(folded(text))
    return ""


def folded(text: str) -> str:
    """A text as it is compared: without case, emphasis and differences in white space."""
    return _SPACE.sub(" ", text.casefold().replace("*", "")).strip()
