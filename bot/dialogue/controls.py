"""Control words: which typed text or button means which choice."""

from __future__ import annotations

from functools import cache

from bot.language.fold import fold
from bot.texts import say

DONE, ON, WORD, PAUSE, BACK, SKIP, STOP = "done", "on", "word", "pause", "back", "skip", "stop"
READ, REWRITE, BEGIN, OTHER, AGAIN = "read", "rewrite", "begin", "other", "again"
MORE, LESS, DECLINE = "more", "less", "decline"
_ALWAYS = (WORD, PAUSE, BACK, SKIP, STOP, READ, MORE, LESS)
_BY_STAGE = {
    "ask": (DONE, ON, REWRITE),
    "mirror": (DONE, ON, REWRITE),
    "wait": (ON,),
    "care": (BEGIN, OTHER),
    "choose": (),
    "pick": (DONE, ON, REWRITE),
    "reveal": (DONE, ON),
    "later": (ON, DECLINE),
    "end": (),
}


def label(control: str) -> str:
    """What the button of a control says."""
    return say(f"control.{control}")


@cache
def _words(stage: str) -> dict[str, str]:
    controls = _BY_STAGE[stage] + _ALWAYS
    found = {fold(label(control)): control for control in controls}
    if stage == "wait":
        found |= {fold(word): ON for word in say("control.on_too").split("|")}
    return found


def control_of(text: str, stage: str) -> str:
    """The control that a whole typed text stands for at this stage, or ""."""
    return _words(stage).get(fold(text), "") if len(text) <= 40 else ""


@cache
def _every_word() -> frozenset[str]:
    return frozenset().union(*(_words(stage) for stage in _BY_STAGE))


def is_word(text: str) -> bool:
    """Whether a whole typed text stands for a control at some stage, though perhaps not at this one."""
    return fold(text) in _every_word()


def keyboard() -> tuple[str, ...]:
    """The labels of the fixed keyboard under an open question."""
    return (label(DONE), label(WORD), label(PAUSE))
