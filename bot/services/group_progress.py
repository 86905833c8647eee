"""Group progress: for a trainer, who has not begun, is busy or is done. Nothing else is kept to be shown."""

from __future__ import annotations

from collections.abc import Sequence

from bot.people.assignments import Assignment, State, in_order, spread
from bot.people.groups import Member
from bot.people.rights import Action, Role, Thing
from bot.services import assignment_words as told_as
from bot.services import dates, groups, roles
from bot.services.assigned import button
from bot.services.set_assignments import guided
from bot.services.talk import Talk, command_button
from bot.texts import say

FEW = 8  # assignments on a page
NAMES = 30  # and names


def command(talk: Talk, rest: str) -> None:
    """`voortgang [GROUP [PAGE]]`: all that is set for a group, each with three numbers."""
    group_id, _, page = rest.partition(" ")
    if group_id:
        _overview(talk, group_id, page)
        return
    guides = [
        pair for pair in groups.mine(talk, Role.TRAINER_HERE)
        if roles.allowed(talk, Action.SEE_PROGRESS, Thing(pair[0].id))
    ]  # fmt: skip
    if len(guides) == 1:
        _overview(talk, guides[0][0].id, "")
    else:
        talk.go("trainer" if guides else "opdrachten")


def _overview(talk: Talk, group_id: str, page: str) -> None:
    group = groups.run(talk, group_id, Action.SEE_PROGRESS)
    if group is None:
        return
    more = button("assign", f"opdracht-groep {group_id}"), button("back_to_group", f"groep {group_id}")
    today = dates.today(talk.incoming.at)
    items = in_order(talk.work.assignments.of(group_id), {})
    items.sort(key=lambda item: item.due is not None and item.due < today)  # what is past comes last
    if not items:
        talk.say("assignments.progress_none", more, values={"group": group.name})
        return
    first = FEW * _number(page) if items[FEW * _number(page) :] else 0
    shown, people = list(enumerate(items, 1))[first : first + FEW], _students(talk, group_id)
    lines = [_line(talk, number, item, people) for number, item in shown]
    numbers = [command_button(str(number), f"voortgang-van {item.id}") for number, item in shown]
    rows = [tuple(numbers[at : at + 5]) for at in range(0, len(numbers), 5)]
    further = (button("more", f"voortgang {group_id} {first // FEW + 2}"),) if items[first + FEW :] else ()
    talk.say(
        "assignments.progress_all", *rows, further, more, values={"group": group.name},
        students=groups.counted(len(people)),
        lines="\n".join(lines),
    )  # fmt: skip


def _number(page: str) -> int:
    return max(int(page) - 1, 0) if page.isdecimal() and len(page) < 4 else 0


def _students(talk: Talk, group_id: str) -> list[Member]:
    """Those who are students in a group, by name."""
    people = [one for one in talk.work.groups.members(group_id) if one.role is Role.STUDENT_HERE]
    return sorted(people, key=lambda one: (one.name.casefold(), one.person))


def _line(talk: Talk, number: int, item: Assignment, people: Sequence[Member]) -> str:
    spread_out = spread([one.person for one in people], talk.work.assignments.reached(item.id))
    counts = {state.value: len(found) for state, found in spread_out.items()}
    when = told_as.when(item, talk.incoming.at)
    return say("assignments.progress_line", number=number, what=told_as.what(talk, item), when=when, **counts)


def one(talk: Talk, rest: str) -> None:
    """`voortgang-van ID [PAGE]`: the names by how far they are."""
    ident, _, page = rest.partition(" ")
    found = guided(talk, ident, Action.SEE_PROGRESS)
    if found is None:
        return
    item, group = found
    people = _students(talk, group.id)
    lines, values, further = _named(talk, item, people, page)
    rows = [(button("more", f"voortgang-van {ident} {_number(page) + 2}"),)] if further else []
    last = button("change", f"opdracht-beheer {ident}"), button("to_progress", f"voortgang {group.id}")
    talk.say(
        "assignments.progress_of", *rows, last, values=values, what=told_as.headed(told_as.what(talk, item)),
        when=told_as.when(item, talk.incoming.at), lines="\n".join(lines) or say("assignments.no_students"),
    )  # fmt: skip


def _named(
    talk: Talk, item: Assignment, people: Sequence[Member], page: str
) -> tuple[list[str], dict[str, str], bool]:  # fmt: skip
    """The lines of a page with slots for names, the names, and whether there are more."""
    called = {one.person: one.name for one in people}
    groups_of = spread(list(called), talk.work.assignments.reached(item.id))
    every = [(state, person) for state, found in groups_of.items() for person in found]
    first = NAMES * _number(page) if every[NAMES * _number(page) :] else 0
    shown = every[first : first + NAMES]
    values = {f"name{number}": called[person] for number, (_, person) in enumerate(shown)}
    lines = []
    for state in State:
        slots = [f"{{name{number}}}" for number, (there, _) in enumerate(shown) if there is state]
        if slots:
            heading = say(f"assignments.heading_{state.value}")
            count = len(groups_of[state])
            lines.append(say("assignments.progress_state", state=heading, count=count, names=", ".join(slots)))
    return lines, values, bool(every[first + NAMES :])
