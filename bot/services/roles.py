"""Roles: what the person of this turn is, from the configuration and from where they are a member."""

from __future__ import annotations

from bot.people.groups import HOUSE
from bot.people.rights import NOTHING, Action, Person, Role, Thing, may
from bot.services.talk import Talk


def person(talk: Talk) -> Person:
    """The person of this turn with their roles: on one's own computer one is the editor and a trainer too."""
    house, roles = talk.library.house, {Role.PARTICIPANT}
    groups = {item.group: item.role for item in talk.work.groups.mine()}
    if house.local or f"{talk.work.channel}:{talk.work.address}" in house.editors:
        roles.add(Role.EDITOR)
    if house.local or groups.pop(HOUSE, None) is Role.TRAINER_HERE:
        roles.add(Role.TRAINER)
    return Person(talk.work.person, frozenset(roles), groups)


def allowed(talk: Talk, action: Action, thing: Thing = NOTHING) -> bool:
    """Whether the person of this turn may do something; the one way in which services ask."""
    return may(person(talk), action, thing)
