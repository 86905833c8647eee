"""Careful: when a message speaks of danger, first ask about whom, with the numbers already there. Nothing is blocked.

What was written is kept before anything is asked, and the conversation goes on as it was. That the question came is
kept nowhere but in the focus, which forgets it once the run or the draft is left.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bot.dialogue.model import Choose
from bot.privacy import care, details
from bot.services import journal, notes, prompting
from bot.services.focus import Frame
from bot.services.prompting import ask, choice
from bot.services.talk import Talk
from bot.texts import say

_VIOLENCE = frozenset({"violence"})
_HOME = _VIOLENCE | {care.UNCLEAR}


def concerned(talk: Talk, text: str) -> care.Phrase | None:
    """The words of a text that speak of danger, where they were not asked about a moment ago."""
    top = next((frame for frame in reversed(talk.focus.frames) if frame.kind == "run"), None)
    if (top and "asked" in top.args) or any(frame.name in ("care", "calling") for frame in talk.focus.frames):
        return None
    return min(
        care.phrases(text, _of_made_up_people(talk)),
        key=lambda phrase: (care.KINDS.index(phrase.group), phrase.start),
        default=None,
    )


def interrupt(talk: Talk, text: str, phrase: care.Phrase, draft: str = "") -> None:
    """Ask about whom it is; `draft` is the note that the text was kept in, when it was not in a run."""
    frames = talk.focus.frames
    place = next((number for number in reversed(range(len(frames))) if frames[number].kind == "run"), None)
    if place is not None:
        asked = replace(frames[place], args={**frames[place].args, "asked": "1"})
        talk.focus = replace(talk.focus, frames=(*frames[:place], asked, *frames[place + 1 :]))
    groups = " ".join(sorted(care.about(text, _of_made_up_people(talk))))
    args = {"phrase": _shown(text, phrase, talk.library.names), "groups": groups, "draft": draft}
    ask(talk, Frame("prompt", "care", args=args))


def _shown(text: str, phrase: care.Phrase, known: Collection[str]) -> str:
    """The words that made it ask, a detail in them replaced: what is written back to people never holds one."""
    found = [one for one in details.find(text, known) if one.start < phrase.end and phrase.start < one.end]
    start = min([phrase.start, *(one.start for one in found)])
    end = max([phrase.end, *(one.end for one in found)])
    return details.replaced(
        text[start:end], [replace(one, start=one.start - start, end=one.end - start) for one in found]
    )


def question(talk: Talk, frame: Frame) -> Choose:
    """About whom, with the numbers that fit what was said."""
    groups = set(frame.args["groups"].split())
    lines = [say("care.now"), *([say("care.talk")] if groups - _VIOLENCE else [])]
    lines += [say("care.home")] if groups & _HOME else []
    neither = say("care.case" if _in_a_case(talk) else "care.none")
    options = (("me", say("care.me")), ("client", say("care.client")), ("none", neither))
    name = "care.question_draft" if frame.args["draft"] else "care.question"
    return choice(name, *options, values={"phrase": frame.args["phrase"]}, numbers="\n".join(lines))


def _in_a_case(talk: Talk) -> bool:
    """Whether people who were made up are spoken of: then what is written may be about them."""
    dialogue = talk.library.of_run(talk.work.run(talk.focus.run)) if talk.focus.run else None
    return dialogue is not None and dialogue.kind in ("casus", "leervragen")


def _of_made_up_people(talk: Talk) -> bool:
    """Whether the question is about people who were made up, and not a private one about the writer."""
    run = talk.work.run(talk.focus.run) if talk.focus.run else None
    dialogue = talk.library.of_run(run) if _in_a_case(talk) else None
    step = dialogue.step(run.step) if dialogue and run else None
    return dialogue is not None and not getattr(step, "private", False)


def chosen(talk: Talk, frame: Frame, option: str) -> None:
    """The numbers for oneself, or for a client with the two kinds of danger apart; none of both keeps the way there."""
    if option == "none":
        talk.say("care.none_chosen")
        _on(talk, frame)
        return
    ask(talk, Frame("prompt", "care_next", args={**frame.args, "about": option}))


def next_question(talk: Talk, frame: Frame) -> Choose:
    """Whom to call, also in the own organisation; then silence, or on when it was arranged already."""
    own = "\n".join(say("menu.emergency_own", line=line) for line in talk.library.house.help_lines)
    told = say(f"care.about_{frame.args['about']}")
    text = "\n".join(filter(None, (told, own, say("care.no_report"))))
    return choice("care.told", ("call", say("care.call")), ("done", say("care.done")), text=text)


def next_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Silence while people call; else on with what one was in."""
    if option == "call":
        ask(talk, Frame("prompt", "calling", args=frame.args))
    else:
        _on(talk, frame)


def calling_question(talk: Talk, frame: Frame) -> Choose:
    """Nothing is sent until the person is back."""
    return choice("care.calling", ("back", say("care.back")))


def calling_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Back without words."""
    talk.say("care.welcome")
    _on(talk, frame)


def calling_text(talk: Talk, frame: Frame, text: str) -> bool:
    """Back with words: they belong to what one was writing."""
    talk.pop()
    talk.say("care.welcome")
    if frame.args["draft"]:
        journal.add(talk, frame.args["draft"], text, talk.incoming.ref)
        _on(talk, frame)
        return True
    return False


def keep_on(talk: Talk, frame: Frame, text: str) -> bool:
    """Words instead of a choice belong to the draft, or to what lies below; nothing is in the way."""
    if frame.args["draft"]:
        journal.add(talk, frame.args["draft"], text, talk.incoming.ref)
        return True
    talk.pop()
    return False


def _on(talk: Talk, frame: Frame) -> None:
    """On with the draft, or with what lies below."""
    if frame.args["draft"]:
        notes.close(talk, frame.args["draft"])
    elif talk.focus.run and talk.focus.top and talk.focus.top.kind == "run":
        talk.go("verder")
    else:
        prompting.again(talk)
