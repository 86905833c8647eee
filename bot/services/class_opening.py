"""Opening a lesson: a trainer finds a statement by words, or puts one of their own, and opens it for a group."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.dialogue.model import Choose, Dialogue
from bot.dialogue.turn import Reply
from bot.language.fold import fold, words
from bot.people import classes
from bot.people.classes import Asked, Lesson, Stage
from bot.people.groups import Group
from bot.people.rights import Action, Role, Thing
from bot.services import class_acts, class_buttons, groups, play, roles, statements
from bot.services.focus import Frame
from bot.services.prompting import ask, ask_again, choice
from bot.services.talk import Talk
from bot.texts import say

WORD = "stelling"
_BY_WORDS = 8  # more is a text of one's own, which has a colon before it
_OWN = re.compile(r"\s*/?stelling\s*:\s*(?P<text>\S.*)", re.IGNORECASE | re.DOTALL)
_QUESTION = re.compile(r"\s*/?(?:vraag voor de klas|klasvraag)\s*[:\s]\s*(?P<text>\S.*)", re.IGNORECASE | re.DOTALL)


def teaches(talk: Talk) -> list[Group]:
    """The groups for which the person may open something."""
    guided = [group for group, _ in groups.mine(talk, Role.TRAINER_HERE)]
    return [group for group in guided if roles.allowed(talk, Action.OPEN_CLASS, Thing(group.id))]


def typed(talk: Talk, text: str) -> bool:
    """Whether a free text of a trainer opens something ("stelling schuldeiser"); for anybody else it never does."""
    first = words(text)[:1] == [WORD]
    by_words = first and len(words(text)) <= _BY_WORDS
    own = _OWN.fullmatch(text) or _QUESTION.fullmatch(text)
    if not (by_words or own) or not teaches(talk):
        return False
    _begin(talk, text, text.strip()[len(WORD) :] if first else "")
    return True


def command(talk: Talk, rest: str) -> None:
    """`stelling WORDS`, `stelling: TEXT`; there is no such command for who teaches no group."""
    if not teaches(talk):
        refuse(talk)
    else:
        _begin(talk, talk.incoming.text, rest)


def refuse(talk: Talk, rest: str = "") -> None:
    """What is said where there is no such command."""
    talk.say("menu.unknown_command")
    play.again(talk)


def _begin(talk: Talk, text: str, query: str) -> None:
    own, question = _OWN.fullmatch(text), _QUESTION.fullmatch(text)
    if question:
        _put(talk, question["text"], "question")
    elif own:
        _put(talk, own["text"], "own")
    elif fold(query):
        _find(talk, query.strip())
    else:
        start(talk)


def start(talk: Talk) -> None:
    """Without words: what is open, or what it is to be about."""
    for group in teaches(talk):
        for lesson in talk.work.classes.of_group(group.id):
            if class_acts.alive(lesson, talk.incoming.at):
                class_buttons.tell(talk, lesson)
                return
    ask(talk, Frame("prompt", "class_about"))


def about_question(talk: Talk, frame: Frame) -> Choose:
    """What is the statement about?"""
    kept = any(item.stage is Stage.CLOSED for group in teaches(talk) for item in talk.work.classes.of_group(group.id))
    earlier = (("kept", say("klas.kept_ones")),) if kept else ()
    return choice("klas.about_what", ("no", say("klas.never_mind")), *earlier)


def about_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """What was kept of earlier ones, or nothing."""
    talk.go("klas-bewaard" if option == "kept" else "menu")


def about_text(talk: Talk, frame: Frame, text: str) -> bool:
    """Words to find one by, or one of the trainer's own."""
    if _OWN.fullmatch(text) or _QUESTION.fullmatch(text) or len(words(text)) <= _BY_WORDS:
        talk.pop()
        _begin(talk, text, text)
        return True
    return ask_again(talk, frame, text)


def _find(talk: Talk, query: str) -> None:
    found = statements.find(talk.library, query)
    if not found:
        talk.say("klas.none_found", values={"query": query[:60]})
        ask(talk, Frame("prompt", "class_about"))
        return
    _show(talk, query[:200], found, 0)


def _show(talk: Talk, query: str, found: list[tuple[Dialogue, Choose]], number: int) -> None:
    """One of those that were found; what is opened is this one, also when the content changes meanwhile."""
    place = statements.asked(talk.library, *found[number]).place
    ask(talk, Frame("prompt", "class_found", args={"query": query, "at": str(number), "place": place}))


def _put(talk: Talk, text: str, kind: str) -> None:
    line = classes.one_line(text)
    if len(line) > classes.TEXT_LENGTH:
        talk.say("klas.own_too_long", most=classes.TEXT_LENGTH)
    else:
        ask(talk, Frame("prompt", "class_found", args={"text": line, "kind": kind}))


def _asked(talk: Talk, frame: Frame) -> Asked:
    """What the frame is about; when the content changed so that it is gone, an empty text."""
    if "text" in frame.args:
        return Asked(frame.args["text"], frame.args["kind"] == "question")
    found = statements.at(talk.library, frame.args["place"])
    return statements.asked(talk.library, *found) if found else Asked("")


def found_question(talk: Talk, frame: Frame) -> Choose:
    """The statement, and the button that opens it."""
    by_page = bool(talk.library.house.address)
    options = [("open", say("klas.on_screen" if by_page else "klas.in_chat")), ("other", say("klas.other_statement"))]
    asked = _asked(talk, frame)
    if asked.place:
        return choice("klas.found", *options, title=asked.title, text=asked.text)
    return choice("klas.own", *options, values={"text": asked.text})


def found_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Open it, for the group or for one of several; or show the next one."""
    if option == "other":
        _next(talk, frame)
        return
    mine = teaches(talk)
    if len(mine) == 1:
        open_for(talk, frame, mine[0].id)
    elif mine:
        ask(talk, Frame("prompt", "class_group", args=dict(frame.args)))
    else:
        refuse(talk)


def _next(talk: Talk, frame: Frame) -> None:
    found = statements.find(talk.library, frame.args["query"]) if "query" in frame.args else []
    if len(found) > 1:
        _show(talk, frame.args["query"], found, (int(frame.args["at"]) + 1) % len(found))
    else:
        ask(talk, Frame("prompt", "class_about"))


def group_question(talk: Talk, frame: Frame) -> Choose:
    """For which group?"""
    mine = teaches(talk)
    lines = [say("klas.group_line", number=number, slot=f"{{group{number}}}") for number in range(1, len(mine) + 1)]
    values = {f"group{number}": group.name for number, group in enumerate(mine, 1)}
    options = [(group.id, str(number)) for number, group in enumerate(mine, 1)]
    return choice("klas.which_group", *options, values=values, lines="\n".join(lines))


def group_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """For that one."""
    open_for(talk, frame, option)


def open_for(talk: Talk, frame: Frame, group: str) -> None:
    """Open it for a group; what was open there is closed."""
    asked = _asked(talk, frame)
    if not asked.text or group not in [item.id for item in teaches(talk)]:
        refuse(talk)
        return
    _close_earlier(talk, group)
    by_chat = not talk.library.house.address
    now, book = talk.incoming.at, talk.work.classes
    lesson = Lesson("", group, asked, Stage.CHOOSING, now, now + classes.LASTS, chat=by_chat)
    if by_chat:
        lesson = replace(lesson, teller=(talk.work.person, talk.work.channel))
    lesson = call(talk, book.open(lesson))
    if by_chat and not lesson.called:
        book.drop(lesson.id)
        talk.say("klas.nobody", (groups.button("let_in", f"binnenlaten {group}"),))
    else:
        talk.reply(class_buttons.opened(talk, book, lesson))


def call(talk: Talk, lesson: Lesson) -> Lesson:
    """In a lesson by chat: put it to each member."""
    if not lesson.chat:
        return lesson
    called = talk.work.classes.call(lesson, f"klas-mee {lesson.id}", talk.work.person)
    lesson = replace(lesson, called=called)
    talk.work.classes.keep(lesson)
    return lesson


def _close_earlier(talk: Talk, group: str) -> None:
    book, now = talk.work.classes, talk.incoming.at
    open_ones = [item for item in book.of_group(group) if item.stage is not Stage.CLOSED]
    for lesson in open_ones:
        class_acts.close(book, lesson, class_acts.kept_until(talk.work.groups.get(group), now))
    if open_ones:
        talk.reply(Reply(say("klas.earlier_closed")))
