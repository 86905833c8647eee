"""Joining: by a code one becomes a member of a group, or a trainer."""

from __future__ import annotations

from bot.dialogue.model import Choose
from bot.people.groups import HOUSE, MOST_MEMBERS, NAME_LENGTH, Group, Invite, Invites, plain_code
from bot.people.rights import Action, Role, Thing
from bot.services import doing, roles
from bot.services.access import MOST_WRONG
from bot.services.focus import Frame
from bot.services.prompting import ask, choice
from bot.services.talk import Talk, command_button
from bot.texts import say

NAME = "name"  # and the name that one gave last


def code(talk: Talk, text: str) -> None:
    """Join by a code, as it was typed or came along with a link."""
    if talk.work.access.misses()[0] >= MOST_WRONG:
        talk.say("groups.too_many_guesses")
        return
    invite = talk.work.groups.invited(plain_code(text), talk.incoming.at)
    group = talk.work.groups.get(invite.group) if invite else None
    if invite is None or group is None or group.closed:
        talk.work.access.missed()
        talk.say("groups.unknown_code")
    elif any(item.group == group.id and _has(item.role, invite.kind) for item in talk.work.groups.mine()):
        talk.go("trainer" if group.id == HOUSE else f"groep {group.id}")
    else:
        ask(talk, Frame("prompt", "join", args={"code": invite.code}))


def _has(role: Role, kind: Invites) -> bool:
    return role is Role.TRAINER_HERE or kind is Invites.STUDENTS


def _invite(talk: Talk, frame: Frame) -> tuple[Invite, Group] | None:
    """What the code was for; it may have been withdrawn, or the group closed, since it was asked about."""
    invite = talk.work.groups.invited(frame.args["code"], talk.incoming.at)
    group = talk.work.groups.get(invite.group) if invite else None
    return (invite, group) if invite and group and not group.closed else None


def question(talk: Talk, frame: Frame) -> Choose:
    """Who will see what, and under which name one joins."""
    no = ("no", say("groups.not_joining"))
    found = _invite(talk, frame)
    if found is None:
        return choice("groups.unknown_code", no)
    invite, group = found
    earlier = str(talk.work.settings().get(NAME, ""))
    options = [("name", say("groups.join_as_before")), no] if earlier else [no]
    trainers = [item.name for item in talk.work.groups.members(group.id) if item.role is Role.TRAINER_HERE]
    values = {"group": group.name, "trainers": ", ".join(trainers), "earlier": earlier}
    again = say("groups.earlier_name") if earlier else ""
    return choice(f"groups.join_{invite.kind.value}", *options, values=values, again=again)


def chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Under the name of before, or not at all."""
    if option == "name":
        _join(talk, frame, str(talk.work.settings().get(NAME, "")))
    else:
        talk.say("groups.did_not_join", (command_button(say("menu.menu"), "menu"),))


def text(talk: Talk, frame: Frame, words: str) -> bool:
    """The name under which one joins."""
    talk.pop()
    _join(talk, frame, words)
    return True


def _join(talk: Talk, frame: Frame, typed: str) -> None:
    found, name = _invite(talk, frame), " ".join(typed.split())[:NAME_LENGTH]
    if found is None or not name:
        talk.say("groups.unknown_code")
        return
    invite, group = found
    if invite.kind is Invites.STUDENTS and len(talk.work.groups.members(group.id)) >= MOST_MEMBERS:
        talk.say("groups.full")
        return
    talk.work.groups.join(group.id, Role.STUDENT_HERE if invite.kind is Invites.STUDENTS else Role.TRAINER_HERE, name)
    talk.work.groups.spend(invite)
    talk.work.keep_settings({**talk.work.settings(), NAME: name})
    values = {"name": name, "group": group.name}
    talk.say(f"groups.joined_{invite.kind.value}", values=values)
    talk.go("trainer" if group.id == HOUSE else f"groep {group.id}")
    if invite.kind is Invites.STUDENTS:
        doing.joined(talk, group.id)


def ask_name(talk: Talk, group: str) -> None:
    """Ask for another name to be called by in a group."""
    if roles.allowed(talk, Action.SEE_GROUP, Thing(group)):
        ask(talk, Frame("prompt", "my_name", args={"group": group}))
    else:
        talk.say("groups.none_such")


def name_question(talk: Talk, frame: Frame) -> Choose:
    """What the group may call one."""
    return choice("groups.my_name_ask", ("no", say("groups.never_mind")))


def name_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Back to the group."""
    talk.go(f"groep {frame.args['group']}")


def name_text(talk: Talk, frame: Frame, words: str) -> bool:
    """The name that one has in that group from now on."""
    name, here = " ".join(words.split())[:NAME_LENGTH], talk.work.groups.mine()
    own = next((item for item in here if item.group == frame.args["group"]), None)
    talk.pop()
    if own and name:
        talk.work.groups.join(own.group, own.role, name)
    talk.go(f"groep {frame.args['group']}")
    return True
