"""Every action of the table of rights, tried in the chat by every role that may not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from bot.people.rights import Action, Person, Role, Thing, may
from tests.journeys.talking import Chat
from tests.services.sharers import Classroom, classroom, finish, share, whole

# How each action is asked for, with what it is done to. What is about no group or share is told apart below.
ASKED = {
    Action.READ_REMARKS: "gemist",
    Action.MAKE_GROUP: "trainer nieuw",
    Action.KEEP_OWN_CASUS: "eigencasus",
    Action.SEE_GROUP: "groep {group}",
    Action.LEAVE_GROUP: "groep-weg {group}",
    Action.SEE_MEMBERS: "groep-leden {group}",
    Action.RUN_GROUP: "groep-meer {group}",
    Action.ASSIGN: "opdracht-groep {group}",
    Action.SEE_PROGRESS: "voortgang {group}",
    Action.SHARE: "deel {run}",
    Action.READ_SHARE: "deling {share}",
    Action.COMMENT: "reageer {share}",
    Action.END_SHARE: "deling-stop {share}",
    Action.REPLY_TO_ALL: "voor-iedereen {group}",
    Action.OPEN_CLASS: "klas toon {lesson}",
    Action.PRINT: "papier gids abiba",
}
TELLING = ("Sam", "2A", "fietsen", "straat", "Marieke")
# Who somebody is to group 2A, in which Sam shared a piece of work.
BEINGS = {
    "outsider": Person("iemand"),
    "student": Person("iemand", groups={"2a": Role.STUDENT_HERE}),
    "colleague": Person("iemand", groups={"2a": Role.TRAINER_HERE}),
    "elsewhere": Person("iemand", frozenset({Role.PARTICIPANT, Role.TRAINER}), {"3b": Role.TRAINER_HERE}),
}
REFUSED = [
    (being, action)
    for being, person in BEINGS.items()
    for action in ASKED
    if not may(person, action, Thing("2a", "sam"))
]


@dataclass
class Everybody:
    """Sam, who shared something with the group, and somebody of each being."""

    room: Classroom
    sam: Chat
    beings: dict[str, Chat]


@pytest.fixture(scope="module")
def everybody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Everybody]:
    """All of them, once: what is refused changes nothing, so that each case finds them as they were."""
    with classroom(tmp_path_factory.mktemp("refusals")) as room:
        sam = room.member("Sam")
        finish(sam)
        share(sam)
        beings = {
            "outsider": room.marieke.other("buiten"), "student": room.member("Noor"),
            "colleague": room.colleague("Anouk"), "elsewhere": room.elsewhere("Joost"),
        }  # fmt: skip
        yield Everybody(room, sam, beings)


def test_every_action_is_asked_for_or_is_everybodys():
    """The table below has each action but the one that everyone may."""
    assert set(Action) - ASKED.keys() == {Action.TELL_EDITORS}
    assert len(REFUSED) == 47


@pytest.mark.parametrize(("being", "action"), REFUSED)
def test_who_may_not_is_refused_and_learns_nothing(everybody: Everybody, being: str, action: Action):
    """The answer is the same as for something that does not exist, names nobody, and changes nothing."""
    before, room = everybody.sam.data(), everybody.room
    ids = {"group": room.group, "share": room.ids("share")[0], "run": before["shares"][0]["run"], "lesson": "f" * 16}
    nothing = {name: "0" * len(ident) for name, ident in ids.items()}
    asking = everybody.beings[being]
    there = whole(asking.say("/stop", f"/{ASKED[action].format(**ids)}"))
    gone = whole(asking.say("/stop", f"/{ASKED[action].format(**nothing)}"))
    assert there == gone
    if being == "outsider":
        assert not any(word in there for word in TELLING)
    after = everybody.sam.data()
    assert (after["shares"], after["groups"]) == (before["shares"], before["groups"])
