"""Groups: the screen of a group for those who are in it, leaving it, and what happens to it when a trainer goes."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.model import Choose
from bot.dialogue.turn import Button
from bot.people.groups import HOUSE, Group, Member, plain_code
from bot.people.rights import Action, Role, Thing
from bot.services import joining, roles
from bot.services.focus import Frame
from bot.services.prompting import ask, choice
from bot.services.talk import Talk, command_button
from bot.texts import say

_CODE = 12  # letters of a code at least; ids of groups are told from codes by being in one


def command(talk: Talk, rest: str) -> None:
    """`groep`, `groep ID`, `groep CODE`."""
    name = rest.split(" ")[0]
    if name and member(talk, name):
        show(talk, name)
    elif len(plain_code(rest)) >= _CODE:
        joining.code(talk, rest)
    else:
        overview(talk)


def mine(talk: Talk, role: Role | None = None) -> list[tuple[Group, Member]]:
    """The groups that the person is in and that are not closed."""
    found = []
    for item in talk.work.groups.mine():
        group = talk.work.groups.get(item.group) if item.group != HOUSE and role in (None, item.role) else None
        if group and not group.closed:
            found.append((group, item))
    return found


def member(talk: Talk, group: str) -> Member | None:
    """The person's own place in a group."""
    return next((item for item in talk.work.groups.mine() if item.group == group != HOUSE), None)


def overview(talk: Talk) -> None:
    """All groups of the person, or how to get into one."""
    found = mine(talk)
    if len(found) == 1:
        show(talk, found[0][0].id)
    elif found:
        listed(talk, "groups.yours", found)
    elif roles.allowed(talk, Action.MAKE_GROUP):
        talk.go("trainer")
    else:
        ask(talk, Frame("prompt", "group_code"))


def listed(talk: Talk, name: str, found: list[tuple[Group, Member]], *more: Button) -> None:
    """Groups by number, with a button for each."""
    lines = [say("groups.line", number=number, slot=f"{{group{number}}}") for number in range(1, len(found) + 1)]
    values = {f"group{number}": group.name for number, (group, _) in enumerate(found, 1)}
    buttons = [command_button(str(number), f"groep {group.id}") for number, (group, _) in enumerate(found, 1)]
    rows = [tuple(buttons[place : place + 5]) for place in range(0, len(buttons), 5)]
    talk.say(name, *rows, tuple(more), values=values, lines="\n".join(lines))


def show(talk: Talk, group_id: str) -> None:
    """A group as a member sees it."""
    group = talk.work.groups.get(group_id)
    if group is None or not roles.allowed(talk, Action.SEE_GROUP, Thing(group_id)):
        talk.say("groups.none_such")
        return
    people = talk.work.groups.members(group_id)
    students = sum(item.role is Role.STUDENT_HERE for item in people)
    values = {"group": group.name, "trainers": ", ".join(i.name for i in people if i.role is Role.TRAINER_HERE)}
    if group.closed:
        talk.say("groups.is_closed", (button("leave", f"groep-weg {group_id}"),), values=values)
    elif roles.allowed(talk, Action.RUN_GROUP, Thing(group_id)):
        talk.say("groups.run", *trainer_buttons(group_id), values=values, students=counted(students))
    else:
        notes = (command_button(say("sharing.notes"), f"groepsreacties {group_id}"),)
        said = notes if talk.work.shares.notes(group_id) else ()
        talk.say("groups.be_in", *student_buttons(group_id), said, values=values)


def counted(students: int) -> str:
    """How many students, in words."""
    if students < 2:
        return say("groups.students_one" if students else "groups.students_none")
    return say("groups.students", count=students)


def trainer_buttons(group: str) -> tuple[tuple[Button, ...], ...]:
    """What a trainer can do with a group: the work first, then the way in."""
    progress = command_button(say("assignments.progress"), f"voortgang {group}")
    work = command_button(say("sharing.shared_work"), f"gedeeldwerk {group}")
    return (
        (command_button(say("assignments.assign"), f"opdracht-groep {group}"),),
        (progress, work),
        (button("let_in", f"binnenlaten {group}"), button("more", f"groep-meer {group}")),
    )


def student_buttons(group: str) -> tuple[tuple[Button, ...], ...]:
    """What a student can do with a group."""
    return (
        (command_button(say("assignments.all"), "opdrachten"),),
        (button("rename_me", f"groepsnaam {group}"), button("leave", f"groep-weg {group}")),
    )


def code_question(talk: Talk, frame: Frame) -> Choose:
    """In no group: is there a code?"""
    return choice("groups.in_none", ("menu", say("menu.menu")))


def code_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """To the menu."""
    talk.go("menu")


def code_text(talk: Talk, frame: Frame, text: str) -> bool:
    """A code, or something else, which is meant for what lies below."""
    talk.pop()
    if len(plain_code(text)) < _CODE or len(text.split()) > 4:
        return False
    joining.code(talk, text)
    return True


def ask_leave(talk: Talk, group: str) -> None:
    """Ask whether one wants to leave; the last trainer's leaving closes the group."""
    if roles.allowed(talk, Action.LEAVE_GROUP, Thing(group)):
        ask(talk, Frame("prompt", "leave_group", args={"group": group}))
    else:
        talk.say("groups.none_such")


def leave_question(talk: Talk, frame: Frame) -> Choose:
    """What leaving means, for a student and for the last trainer."""
    group = talk.work.groups.get(frame.args["group"])
    name = "groups.leave_last" if _last_trainer(talk, frame.args["group"]) else "groups.leave_sure"
    values = {"group": group.name if group else ""}
    return choice(name, ("no", say("groups.leave_no")), ("yes", say("groups.leave_yes")), values=values)


def leave_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Leave, or not."""
    if option == "yes" and roles.allowed(talk, Action.LEAVE_GROUP, Thing(frame.args["group"])):
        leave(talk, frame.args["group"])
        talk.say("groups.left", (command_button(say("menu.menu"), "menu"),))
    else:
        talk.go("groep")


def leave(talk: Talk, group: str) -> None:
    """Out of a group; where nobody is left to guide it, it is closed and its members are told."""
    if _last_trainer(talk, group):
        close(talk, group)
    talk.work.groups.leave(group, talk.work.person)


def depart(talk: Talk) -> None:
    """Out of every group, for somebody who goes altogether."""
    for item in talk.work.groups.mine():
        leave(talk, item.group) if item.group != HOUSE else talk.work.groups.leave(HOUSE, talk.work.person)


def close(talk: Talk, group_id: str) -> None:
    """Nothing new happens in a group any more; its members are told once."""
    group = talk.work.groups.get(group_id)
    if group is None or group.closed:
        return
    talk.work.groups.keep(replace(group, closed=True))
    for item in talk.work.groups.members(group_id):
        if item.person != talk.work.person:
            talk.work.groups.tell(item.person, talk.incoming.at, f"groep-dicht {group_id}", key=f"closed:{group_id}")


def told_closed(talk: Talk, group_id: str) -> None:
    """A member hears that a group was closed."""
    group = talk.work.groups.get(group_id)
    if group and group.closed and member(talk, group_id):
        talk.say("groups.was_closed", values={"group": group.name})


def _last_trainer(talk: Talk, group: str) -> bool:
    trainers = [item.person for item in talk.work.groups.members(group) if item.role is Role.TRAINER_HERE]
    return trainers == [talk.work.person]


def run(talk: Talk, group_id: str, action: Action = Action.RUN_GROUP) -> Group | None:
    """The group when the person may do this with it; anybody else hears the same as when there is none."""
    group = talk.work.groups.get(group_id) if group_id != HOUSE else None
    if group is None or group.closed or not roles.allowed(talk, action, Thing(group_id)):
        talk.say("groups.none_such")
        return None
    return group


def button(name: str, command: str) -> Button:
    """A button of these screens."""
    return command_button(say(f"groups.{name}"), command)
