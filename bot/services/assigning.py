"""Assigning: a trainer sets something for a group. What, for when, where, a sentence; each step can be skipped.

Nothing is kept until it was shown as the group will see it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime

from bot.dialogue.model import Choose
from bot.language import when
from bot.people.assignments import TEXT_LENGTH, Assignment, Kind, Place
from bot.people.groups import Group
from bot.people.rights import Action, Role, Thing
from bot.services import assignment_words as told_as
from bot.services import dates, doing, groups, roles
from bot.services.assigned import button
from bot.services.choosing import exact, find, list_kind
from bot.services.focus import Frame
from bot.services.prompting import ask, choice
from bot.services.talk import Talk
from bot.texts import say

Args = Mapping[str, str]
STEPS = ("what", "due", "place", "text")  # as they stand in the frame; what is there already is not asked
NOT = ("not", "assignments.never_mind")


def command(talk: Talk, rest: str = "") -> None:
    """`opdracht [WORDS]`: set something for the one group that one guides, or ask for which."""
    guided = [group for group, _ in groups.mine(talk, Role.TRAINER_HERE) if _may(talk, group.id)]
    if not guided:
        talk.go("opdrachten")
    elif len(guided) == 1:
        _begin(talk, guided[0].id, rest)
    else:
        ask(talk, Frame("prompt", "assign_group", args={"rest": rest, "groups": " ".join(it.id for it in guided)}))


def for_group(talk: Talk, group_id: str) -> None:
    """`opdracht-groep GROUP`."""
    if groups.run(talk, group_id, Action.ASSIGN):
        _begin(talk, group_id, "")


def _may(talk: Talk, group_id: str) -> bool:
    return roles.allowed(talk, Action.ASSIGN, Thing(group_id))


def _begin(talk: Talk, group_id: str, words: str) -> None:
    """What was typed along with it is used as far as it is understood; a day too means that there is no more to ask."""
    name, due = (words, None) if exact(talk, words) else _parted(words, dates.today(talk.incoming.at))
    found = find(talk, name) if name else []
    args = {"group": group_id, **({"due": due.isoformat(), "place": Place.FREE.value, "text": ""} if due else {})}
    if name and not found:
        talk.say("assignments.not_found")
    if len(found) > 1:
        ask(talk, Frame("prompt", "assign_pick", args={**args, "found": " ".join(found)}))
    else:
        chosen(talk, args, found[0]) if found else go_on(talk, args)


def _parted(words: str, today: date) -> tuple[str, date | None]:
    """A line like "abiba voor dinsdag": what is meant, and the day when one is named."""
    named = [item for item in when.find(words, today) if item.day >= today]
    if not named:
        return words.strip(), None
    found, rest = named[-1], words[: named[-1].start].split()
    if rest and rest[-1].lower() in say("assignments.before_day").split():
        rest = rest[:-1]
    return " ".join([*rest, *words[found.end :].split()]), found.day


def go_on(talk: Talk, args: Args) -> None:
    """Ask for the first thing that is not there yet, and at the end whether it is right."""
    step = next((step for step in STEPS if step not in args), "sure")
    ask(talk, Frame("prompt", f"assign_{step}", args=args))


def chosen(talk: Talk, args: Args, what: str) -> None:
    """What is set was chosen; the same is not set twice."""
    item = _item({**args, "what": what})
    same = [one for one in talk.work.assignments.of(item.group) if (one.kind, one.what) == (item.kind, item.what)]
    group = groups.run(talk, item.group, Action.ASSIGN)
    if group and same:
        day = told_as.when(same[0], talk.incoming.at)
        change = button("change", f"opdracht-beheer {same[0].id}")
        talk.say(
            "assignments.already", (change, button("progress", f"voortgang {group.id}")), when=day, values=_named(group)
        )
    elif group:
        placed = {"place": Place.FREE.value} if item.kind is Kind.LINE else {}
        go_on(talk, {**args, "what": what, **placed})


def _item(args: Args) -> Assignment:
    """What the frame says so far; `what` is the kind and the id."""
    kind, _, name = args["what"].partition(":")
    due = date.fromisoformat(args["due"]) if args.get("due") else None
    place = Place(args.get("place") or Place.FREE)
    return Assignment("", args["group"], datetime.min, Kind(kind), name, due, place, args.get("text", ""))


def _named(group: Group | None) -> dict[str, str]:
    return {"group": group.name if group else ""}


def group_question(talk: Talk, frame: Frame) -> Choose:
    """For which group?"""
    found = [talk.work.groups.get(name) for name in frame.args["groups"].split()]
    lines = [say("assignments.group_line", number=n, slot=f"{{group{n}}}") for n in range(1, len(found) + 1)]
    values = {f"group{number}": group.name if group else "" for number, group in enumerate(found, 1)}
    numbers = [(str(number), str(number)) for number in range(1, len(found) + 1)]
    return choice("assignments.which_group", *numbers, _no(), values=values, lines="\n".join(lines))


def group_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """For that group."""
    if option == NOT[0]:
        talk.say("assignments.nothing_set")
        return
    group_id = frame.args["groups"].split()[int(option) - 1]
    if groups.run(talk, group_id, Action.ASSIGN):
        _begin(talk, group_id, frame.args["rest"])


def due_question(talk: Talk, frame: Frame) -> Choose:
    """For when?"""
    what = told_as.what(talk, _item(frame.args))
    return choice("assignments.due_ask", ("none", say("assignments.no_due")), _no(), what=told_as.headed(what))


def due_text(talk: Talk, frame: Frame, text: str) -> bool:
    """A day in words."""
    day = read_day(talk, text)
    talk.pop()
    if day:
        go_on(talk, {**frame.args, "due": day.isoformat()})
    else:
        talk.say("assignments.no_such_day")
        ask(talk, frame)
    return True


def read_day(talk: Talk, text: str) -> date | None:
    """The first day in a text that is today or still comes."""
    today = dates.today(talk.incoming.at)
    return next((item.day for item in when.find(text, today) if item.day >= today), None)


def place_question(talk: Talk, frame: Frame) -> Choose:
    """Where?"""
    options = [(place.value, say(f"assignments.place_{place.value}")) for place in Place]
    return choice("assignments.place_ask", *options)


def text_question(talk: Talk, frame: Frame) -> Choose:
    """A sentence of one's own?"""
    return choice("assignments.text_ask", ("none", say("assignments.no_text")), _no())


def text_typed(talk: Talk, frame: Frame, text: str) -> bool:
    """That sentence."""
    return sentence(talk, frame, text, lambda said: go_on(talk, {**frame.args, "text": said}))


def sentence(talk: Talk, frame: Frame, text: str, then: Callable[[str], None]) -> bool:
    """A sentence of a trainer, or the same question once more when it is too long."""
    talk.pop()
    if len(text.strip()) > TEXT_LENGTH:
        talk.say("assignments.too_long", most=TEXT_LENGTH)
        ask(talk, frame)
    else:
        then(text.strip())
    return True


def what_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """From a list, or not at all."""
    list_kind(talk, frame, option) if option != NOT[0] else step_chosen(talk, frame, option)


def step_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """A step was answered with a button, skipped, or all of it is left."""
    if option == NOT[0]:
        talk.say("assignments.nothing_set", (button("back_to_group", f"groep {frame.args['group']}"),))
    else:
        step = frame.name.removeprefix("assign_")
        go_on(talk, {**frame.args, step: "" if option == "none" else option})


def sure_question(talk: Talk, frame: Frame) -> Choose:
    """As the group will see it."""
    item, group = _item(frame.args), talk.work.groups.get(frame.args["group"])
    people = talk.work.groups.members(item.group)
    me = next((one.name for one in people if one.person == talk.work.person), "")
    values = {**_named(group), "trainer": me, "sentence": item.text}
    text = "\n" + say("assignments.says") if item.text else ""
    dialogue = talk.library.dialogues.get(item.what)
    text += "\n\n" + say("assignments.heavy") if dialogue and dialogue.care else ""
    yes, differently = ("yes", say("assignments.set_it")), ("differently", say("assignments.differently"))
    return choice("assignments.sure", yes, differently, _no(), values=values, told=told_as.told(talk, item), text=text)


def sure_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Set it, or ask for the day, the place and the sentence once more."""
    if option == "differently":
        again = {key: value for key, value in frame.args.items() if key in ("group", "what")}
        go_on(talk, {**again, **({"place": ""} if _item(again).kind is Kind.LINE else {})})
    elif option == "yes" and groups.run(talk, frame.args["group"], Action.ASSIGN):
        _set(talk, _item(frame.args))
    elif option == NOT[0]:
        step_chosen(talk, frame, option)


def _set(talk: Talk, told: Assignment) -> None:
    """Keep it; each member hears it when a reminder may come to them, and once more before the day."""
    item = talk.work.assignments.make(replace(told, by=talk.work.person))
    for student in students(talk, item.group):
        talk.work.groups.tell(student, talk.incoming.at, f"{doing.NEW} {item.id}", key=f"{doing.NEW}:{item.id}")
        remind(talk, item, student)
    rows = button("progress", f"voortgang {item.group}"), button("one_more", f"opdracht-groep {item.group}")
    talk.say("assignments.is_set", rows)


def students(talk: Talk, group_id: str) -> list[str]:
    """The people who are students in a group."""
    return [one.person for one in talk.work.groups.members(group_id) if one.role is Role.STUDENT_HERE]


def remind(talk: Talk, item: Assignment, student: str) -> None:
    """Plan the one reminder of a member, or take it back when there is none to come."""
    at = doing.reminder_at(item, talk.incoming.at)
    if at:
        talk.work.groups.tell(student, at, f"{doing.SOON} {item.id}", key=f"{doing.SOON}:{item.id}")
    else:
        talk.work.groups.untell(student, f"{doing.SOON}:{item.id}")


def _no() -> tuple[str, str]:
    return NOT[0], say(NOT[1])
