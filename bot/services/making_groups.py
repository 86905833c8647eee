"""Making groups: a trainer's screen, a new group, its name, its end and its closing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.dialogue.model import Choose
from bot.language import when
from bot.people.groups import NAME_LENGTH, Group
from bot.people.rights import Action, Role
from bot.services import dates, groups, roles, way_in
from bot.services.focus import Frame
from bot.services.joining import NAME
from bot.services.prompting import ask, ask_again, choice
from bot.services.talk import Talk, command_button
from bot.texts import say


def trainer(talk: Talk, rest: str = "") -> None:
    """`trainer`: the groups that one guides, and a new one; `trainer nieuw`."""
    found = groups.mine(talk, Role.TRAINER_HERE)
    may_make = roles.allowed(talk, Action.MAKE_GROUP)
    if rest == "nieuw" and may_make:
        ask(talk, Frame("prompt", "group_name"))
    elif found:
        more = (command_button(say("groups.new"), "trainer nieuw"),) if may_make else ()
        groups.listed(talk, "groups.you_guide", found, *more)
    elif may_make:
        talk.say("groups.guide_none", (command_button(say("groups.new"), "trainer nieuw"),))
    else:
        talk.say("groups.no_trainer", (command_button(say("menu.menu"), "menu"),))


def name_question(talk: Talk, frame: Frame) -> Choose:
    """What a group is called; without `group` in the frame it is a new one."""
    return choice("groups.name_ask", ("no", say("groups.never_mind")))


def never_mind(talk: Talk, frame: Frame, option: str) -> None:
    """Back to where one came from."""
    talk.go(f"groep {frame.args['group']}" if frame.args.get("group") else "trainer")


def name_text(talk: Talk, frame: Frame, text: str) -> bool:
    """The name of a group; a trainer who makes the first one is asked for their own."""
    name = " ".join(text.split())[:NAME_LENGTH]
    if not name:
        return ask_again(talk, frame, text)
    talk.pop()
    if frame.args.get("group"):
        _change(talk, frame.args["group"], lambda group: replace(group, name=name))
    elif not talk.work.settings().get(NAME):
        ask(talk, Frame("prompt", "trainer_name", args={"name": name}))
    else:
        _make(talk, name, str(talk.work.settings()[NAME]))
    return True


def trainer_name_question(talk: Talk, frame: Frame) -> Choose:
    """By which name students know their trainer."""
    return choice("groups.trainer_name_ask", ("no", say("groups.never_mind")))


def trainer_name_text(talk: Talk, frame: Frame, text: str) -> bool:
    """That name; then the group is made."""
    talk.pop()
    _make(talk, frame.args["name"], " ".join(text.split())[:NAME_LENGTH])
    return True


def _make(talk: Talk, name: str, own_name: str) -> None:
    if not roles.allowed(talk, Action.MAKE_GROUP) or not own_name:
        talk.say("groups.no_trainer")
        return
    group = talk.work.groups.make(name)
    talk.work.groups.join(group.id, Role.TRAINER_HERE, own_name)
    talk.work.keep_settings({**talk.work.settings(), NAME: own_name})
    way_in.let_in(talk, group.id)


def more(talk: Talk, group_id: str) -> None:
    """What else a trainer can do with a group."""
    group = groups.run(talk, group_id)
    if group:
        ends = say("groups.ends_on", day=dates.day(group.ends)) if group.ends else say("groups.ends_open")
        button = groups.button
        rows = (
            (button("to_group", f"groep {group_id}"), command_button(say("klas.class_button"), "stelling")),
            (command_button(say("sharing.for_all"), f"voor-iedereen {group_id}"),),
            (button("members", f"groep-leden {group_id}"), button("set_end", f"groep-eind {group_id}")),
            (button("manage", f"groep-beheer {group_id}"),),
        )
        talk.say("groups.more_text", *rows, values={"group": group.name}, ends=ends)


def manage(talk: Talk, group_id: str) -> None:
    """What a trainer seldom does with a group."""
    group = groups.run(talk, group_id)
    if group:
        button = groups.button
        rows = (
            (button("to_group", f"groep {group_id}"), button("rename", f"groep-naam {group_id}")),
            (button("colleague", f"groep-docent {group_id}"), button("shut", f"groep-codeweg {group_id}")),
            (button("close", f"groep-sluit {group_id}"), button("leave", f"groep-weg {group_id}")),
        )
        talk.say("groups.manage_text", *rows, values={"group": group.name})


def ask_name(talk: Talk, group_id: str) -> None:
    """Ask for another name of a group."""
    if groups.run(talk, group_id):
        ask(talk, Frame("prompt", "group_name", args={"group": group_id}))


def ask_end(talk: Talk, group_id: str) -> None:
    """Ask for the last day of the course."""
    if groups.run(talk, group_id):
        ask(talk, Frame("prompt", "group_end", args={"group": group_id}))


def end_question(talk: Talk, frame: Frame) -> Choose:
    """The last day of the course; what is shared until the end of the course is read until then."""
    return choice("groups.end_ask", ("no", say("groups.never_mind")))


def end_text(talk: Talk, frame: Frame, text: str) -> bool:
    """A day in words."""
    today = dates.today(talk.incoming.at)
    found = [item.day for item in when.find(text, today) if item.day > today]
    if not found:
        talk.say("groups.no_day")
        return ask_again(talk, frame, text)
    talk.pop()
    _change(talk, frame.args["group"], lambda group: replace(group, ends=found[0]))
    return True


def ask_close(talk: Talk, group_id: str) -> None:
    """Ask whether a group must be closed."""
    if groups.run(talk, group_id):
        ask(talk, Frame("prompt", "close_group", args={"group": group_id}))


def close_question(talk: Talk, frame: Frame) -> Choose:
    """What closing means."""
    return choice("groups.close_sure", ("no", say("groups.close_no")), ("yes", say("groups.close_yes")))


def close_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Close, or not."""
    if option == "yes" and groups.run(talk, frame.args["group"]):
        groups.close(talk, frame.args["group"])
        talk.say("groups.closed_now")
    else:
        talk.go(f"groep {frame.args['group']}")


def _change(talk: Talk, group_id: str, change: Callable[[Group], Group]) -> None:
    group = groups.run(talk, group_id)
    if group:
        talk.work.groups.keep(change(group))
        talk.go(f"groep {group_id}")
