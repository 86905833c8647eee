"""Members: who is in a group, for its trainers, and taking somebody out."""

from __future__ import annotations

from bot.dialogue.model import Choose
from bot.people.rights import Action, Thing
from bot.services import groups, roles
from bot.services.focus import Frame
from bot.services.prompting import ask, choice
from bot.services.talk import Talk, command_button
from bot.texts import say

FEW = 10  # people on a page


def members(talk: Talk, rest: str) -> None:
    """`groep-leden GROUP [PAGE]`: who is in it; a number takes somebody out."""
    group_id, _, page = rest.partition(" ")
    group = groups.run(talk, group_id)
    if group is None or not roles.allowed(talk, Action.SEE_MEMBERS, Thing(group_id)):
        return
    people = [item for item in talk.work.groups.members(group_id) if item.person != talk.work.person]
    first = FEW * (max(int(page), 1) - 1) if page.isdecimal() and len(page) < 4 else 0
    shown = people[first : first + FEW]
    if not shown:
        talk.say("groups.no_members", (groups.button("let_in", f"binnenlaten {group_id}"),))
        return
    values = {f"name{number}": item.name for number, item in enumerate(shown, first + 1)}
    lines = [
        say(f"groups.member_{item.role.value}", number=number, slot=f"{{name{number}}}")
        for number, item in enumerate(shown, first + 1)
    ]
    numbers = [
        command_button(str(number), f"groep-lid {group_id} {item.person}")
        for number, item in enumerate(shown, first + 1)
    ]
    further = [groups.button("more", f"groep-leden {group_id} {first // FEW + 2}")] if people[first + FEW :] else []
    rows = [tuple(numbers[place : place + 5]) for place in range(0, len(numbers), 5)]
    talk.say(
        "groups.members_list", *rows, tuple(further), values={**values, "group": group.name}, lines="\n".join(lines)
    )


def ask_remove(talk: Talk, rest: str) -> None:
    """Ask whether somebody must be taken out of a group."""
    group_id, _, person = rest.partition(" ")
    if groups.run(talk, group_id) and _named(talk, group_id, person):
        ask(talk, Frame("prompt", "remove_member", args={"group": group_id, "person": person}))


def remove_question(talk: Talk, frame: Frame) -> Choose:
    """What being taken out means."""
    name = _named(talk, frame.args["group"], frame.args["person"])
    yes, no = ("yes", say("groups.remove_yes")), ("no", say("groups.remove_no"))
    return choice("groups.remove_sure", no, yes, values={"name": name})


def remove_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Take out, or not."""
    group_id = frame.args["group"]
    if option == "yes" and groups.run(talk, group_id):
        talk.work.groups.leave(group_id, frame.args["person"])
        talk.say("groups.removed")
    talk.go(f"groep-leden {group_id}")


def _named(talk: Talk, group_id: str, person: str) -> str:
    return next((item.name for item in talk.work.groups.members(group_id) if item.person == person), "")
