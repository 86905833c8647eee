"""Roles: what a person is, from the configuration and from where they are a member."""

from __future__ import annotations

from bot.people.groups import HOUSE
from bot.people.rights import NOTHING, Action, Person, Role, Thing, may
from bot.services.ports import House, Work
from bot.services.talk import Talk


def of(work: Work, house: House) -> Person:
    """A person with their roles: on one's own computer one is the editor and a trainer too."""
    roles = {Role.PARTICIPANT}
    groups = {item.group: item.role for item in work.groups.mine()}
    if house.local or f"{work.channel}:{work.address}" in house.editors:
        roles.add(Role.EDITOR)
    if house.local or groups.pop(HOUSE, None) is Role.TRAINER_HERE:
        roles.add(Role.TRAINER)
    return Person(work.person, frozenset(roles), groups)


def allowed(talk: Talk, action: Action, thing: Thing = NOTHING) -> bool:
    """Whether the person of this turn may do something; the one way in which services ask."""
    return may(of(talk.work, talk.library.house), action, thing)
