"""Taking part by chat: where there is no page, a lesson is put to each member in their own conversation.

The token that stands for the person during a round is random and lies among their own settings, under their own key;
a voice cannot be traced to them without it, and the round forgets it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

from bot.dialogue.model import Choose
from bot.people import classes
from bot.people.classes import Lesson, Position, Stage, Step
from bot.people.rights import Action, Thing
from bot.services import class_acts, class_buttons, roles
from bot.services.class_opening import refuse
from bot.services.focus import Frame
from bot.services.prompting import ask, choice
from bot.services.talk import Talk
from bot.texts import say

_TOKEN = "class"  # noqa: S105  # where it lies among the settings
_PROMPTS = ("class_choose", "class_why", "class_allow", "class_held", "class_other")


def called(talk: Talk, rest: str) -> None:
    """`klas-mee ID`: a lesson came to a new stage in which members do something."""
    lesson = _here(talk, rest)
    if any(frame.name == "calling" for frame in talk.focus.frames):
        return  # who calls for help is left alone
    if lesson is None:
        refuse(talk)
        return
    _leave_prompts(talk)
    if lesson.stage is Stage.OTHER:
        ask(talk, Frame("prompt", "class_other", args={"lesson": lesson.id}))
    elif lesson.stage in classes.CHOOSING:
        name = "class_why" if lesson.asked.question else "class_choose"
        ask(talk, Frame("prompt", name, args={"lesson": lesson.id}))


def _leave_prompts(talk: Talk) -> None:
    for name in _PROMPTS:
        talk.focus = talk.focus.without("prompt", name)


def _here(talk: Talk, ident: str) -> Lesson | None:
    """The lesson when it is open and the person's own group has it, by chat."""
    lesson = talk.work.classes.get(ident)
    if lesson is None or not lesson.chat or not class_acts.alive(lesson, talk.incoming.at):
        return None
    return lesson if roles.allowed(talk, Action.SEE_GROUP, Thing(lesson.group)) else None


def _token(talk: Talk, lesson: Lesson) -> str:
    """The person's token for this round; that of an earlier round is forgotten."""
    settings, mark = talk.work.settings(), f"{lesson.id}.{lesson.round}"
    known = settings.get(_TOKEN, ("", ""))
    if known[0] == mark:
        return str(known[1])
    token = secrets.token_hex(16)
    talk.work.keep_settings({**settings, _TOKEN: [mark, token]})
    return token


def choose_question(talk: Talk, frame: Frame) -> Choose:
    """The statement with its three buttons."""
    options = [(position.value, say(f"klas.{position.value}")) for position in Position]
    lesson = _here(talk, frame.args["lesson"])
    return choice("klas.choose", *options, values={"text": lesson.asked.text if lesson else ""})


def choose_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """A position was taken; the trainer's counter goes along."""
    lesson = _here(talk, frame.args["lesson"])
    if lesson is None or not class_acts.choose(talk.work.classes, lesson, _token(talk, lesson), option):
        talk.say("klas.too_late")
        return
    talk.work.classes.tell(lesson, class_buttons.counter(talk.work.classes, lesson))
    if lesson.stage is Stage.AGAIN:
        talk.say("klas.noted")
    else:
        ask(talk, Frame("prompt", "class_why", args=dict(frame.args)))


def why_question(talk: Talk, frame: Frame) -> Choose:
    """Why, or the answer to an open question."""
    lesson, skip = _here(talk, frame.args["lesson"]), ("skip", say("klas.skip"))
    if lesson and lesson.asked.question:
        return choice("klas.answer", skip, values={"text": lesson.asked.text})
    return choice("klas.why", skip)


def why_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """No sentence."""
    _decided(talk, frame, shown=False)


def why_text(talk: Talk, frame: Frame, text: str) -> bool:
    """The sentence."""
    return _sentence(talk, frame, text, lambda lesson: ask(talk, Frame("prompt", "class_allow", args=dict(frame.args))))


def ask_again_quietly(talk: Talk, frame: Frame) -> bool:
    """The same question once more."""
    talk.pop()
    ask(talk, Frame("prompt", frame.name, args=dict(frame.args)))
    return True


def _written(talk: Talk, lesson: Lesson, text: str) -> bool:
    book = talk.work.classes
    done = class_acts.write(book, lesson, _token(talk, lesson), text, talk.library.names)
    if done and lesson.asked.question and lesson.stage is Stage.CHOOSING:
        book.tell(lesson, class_buttons.counter(book, lesson))
    return done


def allow_question(talk: Talk, frame: Frame) -> Choose:
    """May it be shown?"""
    return choice("klas.allow_chat", ("yes", say("klas.yes")), ("no", say("klas.no")))


def allow_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Yes or no; a sentence that may tell who it is about is held back, and asked for in other words."""
    _decided(talk, frame, shown=option == "yes")


def _decided(talk: Talk, frame: Frame, shown: bool) -> None:
    lesson = _here(talk, frame.args["lesson"])
    if lesson is None:
        talk.say("klas.too_late")
        return
    token = _token(talk, lesson)
    class_acts.decide(talk.work.classes, lesson, token, shown)
    stands = class_acts.own(talk.work.classes, lesson, token)
    if stands and stands.step is Step.HELD:
        ask(talk, Frame("prompt", "class_held", args=dict(frame.args)))
    else:
        talk.say("klas.thanks")


def held_question(talk: Talk, frame: Frame) -> Choose:
    """In other words, or not at all?"""
    return choice("klas.held_chat", ("away", say("klas.leave_out")))


def held_text(talk: Talk, frame: Frame, text: str) -> bool:
    """The sentence in other words; it has its yes."""

    def after(lesson: Lesson) -> None:
        stands = class_acts.own(talk.work.classes, lesson, _token(talk, lesson))
        if stands and stands.step is Step.HELD:
            ask(talk, Frame("prompt", "class_held", args=dict(frame.args)))
        else:
            talk.say("klas.thanks")

    return _sentence(talk, frame, text, after)


def _sentence(talk: Talk, frame: Frame, text: str, after: Callable[[Lesson], None]) -> bool:
    """Keep a sentence, if it fits and is not too late; then go on."""
    lesson = _here(talk, frame.args["lesson"])
    if len(classes.one_line(text)) > classes.LONGEST:
        talk.say("klas.too_long", most=classes.LONGEST)
        return ask_again_quietly(talk, frame)
    talk.pop()
    if lesson is None or not _written(talk, lesson, text):
        talk.say("klas.too_late")
    else:
        after(lesson)
    return True


def other_question(talk: Talk, frame: Frame) -> Choose:
    """The strongest sentence of the other side."""
    return choice("klas.other_ask", ("skip", say("klas.skip")))


def other_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Nothing written."""
    talk.say("klas.ahead")


def other_text(talk: Talk, frame: Frame, text: str) -> bool:
    """Read and let go: it is kept nowhere, and taken out of the conversation."""
    talk.pop()
    talk.work.classes.unsay(talk.work.person, talk.work.channel, talk.incoming.ref)
    talk.say("klas.let_go")
    return True
