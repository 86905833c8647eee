"""Set assignments: a trainer changes the day or the sentence of one, or withdraws it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.dialogue.model import Choose
from bot.people.assignments import Assignment, State
from bot.people.groups import Group
from bot.people.rights import Action, Thing
from bot.services import assignment_words as told_as
from bot.services import doing, roles
from bot.services.assigned import button
from bot.services.assigning import read_day, remind, sentence, students
from bot.services.focus import Frame
from bot.services.prompting import ask, choice
from bot.services.talk import Talk
from bot.texts import say


def guided(talk: Talk, ident: str, action: Action = Action.ASSIGN) -> tuple[Assignment, Group] | None:
    """An assignment that the person may do this with; anybody else hears the same as when there is none."""
    item = talk.work.assignments.get(ident)
    group = talk.work.groups.get(item.group) if item and not item.withdrawn else None
    if item and group and not group.closed and roles.allowed(talk, action, Thing(group.id)):
        return item, group
    talk.say("assignments.none_such")
    return None


def manage(talk: Talk, ident: str) -> None:
    """`opdracht-beheer ID`: what can be changed."""
    found = guided(talk, ident)
    if found:
        item = found[0]
        rows = (
            (button("change_due", f"opdracht-dag {ident}"), button("change_text", f"opdracht-zin {ident}")),
            (button("withdraw", f"opdracht-intrek {ident}"), button("to_progress", f"voortgang-van {ident}")),
        )
        text = "\n" + say("assignments.says") if item.text else ""
        values = {"trainer": told_as.trainer(talk, item), "sentence": item.text}
        when = told_as.when(item, talk.incoming.at)
        talk.say(
            "assignments.manage",
            *rows,
            values=values,
            what=told_as.headed(told_as.what(talk, item)),
            when=when,
            text=text,
        )


def ask_due(talk: Talk, ident: str) -> None:
    """`opdracht-dag ID`."""
    if guided(talk, ident):
        ask(talk, Frame("prompt", "again_due", args={"of": ident}))


def ask_text(talk: Talk, ident: str) -> None:
    """`opdracht-zin ID`."""
    if guided(talk, ident):
        ask(talk, Frame("prompt", "again_text", args={"of": ident}))


def ask_withdraw(talk: Talk, ident: str) -> None:
    """`opdracht-intrek ID`."""
    if guided(talk, ident):
        ask(talk, Frame("prompt", "assign_withdraw", args={"of": ident}))


def due_question(talk: Talk, frame: Frame) -> Choose:
    """Another day?"""
    item = talk.work.assignments.get(frame.args["of"])
    day = told_as.day(item.due if item else None, talk.incoming.at)
    none, no = ("none", say("assignments.no_due")), ("not", say("assignments.never_mind"))
    return choice("assignments.due_again", none, no, day=day)


def due_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Without a day, or as it was."""
    if option == "none":
        _put_due(talk, frame.args["of"], None)
    else:
        talk.go(f"opdracht-beheer {frame.args['of']}")


def due_text(talk: Talk, frame: Frame, text: str) -> bool:
    """Another day in words."""
    day = read_day(talk, text)
    talk.pop()
    if day:
        _put_due(talk, frame.args["of"], day)
    else:
        talk.say("assignments.no_such_day")
        ask(talk, frame)
    return True


def _put_due(talk: Talk, ident: str, due: date | None) -> None:
    """Another day holds: who had heard the old one and is not done hears it, and reminders move along."""
    found = guided(talk, ident)
    if found is None:
        return
    item = replace(found[0], due=due)
    if due != found[0].due:
        talk.work.assignments.keep(item)
        reached = talk.work.assignments.reached(ident)
        for student in (one for one in students(talk, item.group) if reached.get(one) is not State.DONE):
            remind(talk, item, student)
            _tell_again(talk, student, item)
    _changed(talk, ident)


def _tell_again(talk: Talk, student: str, item: Assignment) -> None:
    """Who has not heard of it yet hears of it with the day as it is now."""
    untold = talk.work.groups.untell(student, f"{doing.NEW}:{item.id}")
    name = doing.NEW if untold else doing.CHANGED
    talk.work.groups.tell(student, talk.incoming.at, f"{name} {item.id}", key=f"{name}:{item.id}")


def text_question(talk: Talk, frame: Frame) -> Choose:
    """Another sentence?"""
    none, no = ("none", say("assignments.no_text")), ("not", say("assignments.never_mind"))
    return choice("assignments.text_again", none, no)


def text_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Without one, or as it was."""
    if option == "none":
        _put_text(talk, frame.args["of"], "")
    else:
        talk.go(f"opdracht-beheer {frame.args['of']}")


def text_typed(talk: Talk, frame: Frame, text: str) -> bool:
    """Another sentence; nobody is disturbed for it."""
    return sentence(talk, frame, text, lambda said: _put_text(talk, frame.args["of"], said))


def _put_text(talk: Talk, ident: str, text: str) -> None:
    found = guided(talk, ident)
    if found:
        talk.work.assignments.keep(replace(found[0], text=text, by=talk.work.person if text else found[0].by))
        _changed(talk, ident)


def _changed(talk: Talk, ident: str) -> None:
    talk.say("assignments.changed_now")
    talk.go(f"opdracht-beheer {ident}")


def withdraw_question(talk: Talk, frame: Frame) -> Choose:
    """What withdrawing means."""
    item = talk.work.assignments.get(frame.args["of"])
    no, yes = ("no", say("assignments.withdraw_no")), ("yes", say("assignments.withdraw"))
    return choice("assignments.withdraw_sure", no, yes, what=told_as.what(talk, item) if item else "")


def withdraw_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Withdraw it, or not."""
    found = guided(talk, frame.args["of"]) if option == "yes" else None
    if option != "yes":
        talk.go(f"opdracht-beheer {frame.args['of']}")
    elif found:
        _withdraw(talk, found[0])
        talk.say("assignments.withdrawn_now", (button("progress", f"voortgang {found[1].id}"),))


def _withdraw(talk: Talk, item: Assignment) -> None:
    """Who had not heard of it hears nothing; who had, and is not done, hears once that it is no longer asked."""
    reached = talk.work.assignments.reached(item.id)
    for student in students(talk, item.group):
        untold = talk.work.groups.untell(student, f"{doing.NEW}:{item.id}")
        for name in (doing.SOON, doing.CHANGED):
            talk.work.groups.untell(student, f"{name}:{item.id}")
        if not untold and reached.get(student) is not State.DONE:
            command = f"{doing.GONE} {item.id}"
            talk.work.groups.tell(student, talk.incoming.at, command, key=f"{doing.GONE}:{item.id}")
    talk.work.assignments.keep(replace(item, withdrawn=True))
