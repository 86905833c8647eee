"""The way into a group: its links and code, the QR picture, a code for one colleague."""

from __future__ import annotations

from datetime import timedelta

from bot.dialogue.turn import Button, Reply
from bot.people.codes import written
from bot.people.groups import Group, Invite, Invites
from bot.services import groups
from bot.services.ports import House
from bot.services.talk import Talk
from bot.texts import say

PAYLOAD = "g_"  # before the code in a link to the bot
COLLEAGUE = timedelta(days=14)  # how long a code for one trainer works


def let_in(talk: Talk, group_id: str) -> None:
    """The way into a group: links, the code, and a QR picture for the screen."""
    group = groups.run(talk, group_id)
    if group is None:
        return
    invite = talk.work.groups.invite(group_id, Invites.STUDENTS)
    buttons = (
        (groups.button("qr", f"groep-qr {group_id}"), groups.button("new_code", f"groep-code {group_id}")),
        (groups.button("to_group", f"groep {group_id}"),),
    )
    _tell(talk, "groups.way_in", group, invite, *buttons)


def _tell(talk: Talk, name: str, group: Group, invite: Invite, *buttons: tuple[Button, ...], **slots: object) -> None:
    """A code with the links that it has in this Nabij, a line each; where it has none, how it is typed."""
    links = "\n".join(addresses(talk.library.house, invite.code))
    name = name if links else f"{name}_typed"
    talk.say(name, *buttons, values={"group": group.name}, links=links, code=written(invite.code), **slots)


def addresses(house: House, code: str) -> list[str]:
    """Where one joins with a code: on the web page, in Telegram."""
    found = [f"{house.address}/g/{code}"] if house.address else []
    return [*found, *([f"https://t.me/{house.bot_name}?start={PAYLOAD}{code}"] if house.bot_name else [])]


def send_qr(talk: Talk, group_id: str) -> None:
    """The QR code of the way in, as a picture for a screen."""
    if groups.run(talk, group_id):
        talk.work.groups.invite(group_id, Invites.STUDENTS)  # there may be none since it was withdrawn
        talk.reply(Reply(say("groups.here_is_qr"), export=f"qr:{group_id}"))


def renew(talk: Talk, group_id: str) -> None:
    """The code that was handed out stops working; there is a new one."""
    if groups.run(talk, group_id):
        talk.work.groups.revoke(group_id, Invites.STUDENTS)
        talk.say("groups.code_renewed")
        let_in(talk, group_id)


def shut(talk: Talk, group_id: str) -> None:
    """No code works any longer until there is a new one."""
    if groups.run(talk, group_id):
        for kind in (Invites.STUDENTS, Invites.TRAINERS):
            talk.work.groups.revoke(group_id, kind)
        talk.say("groups.code_gone", (groups.button("new_code", f"groep-code {group_id}"),))


def colleague(talk: Talk, group_id: str) -> None:
    """A code for one colleague, who becomes a trainer of this group too."""
    group = groups.run(talk, group_id)
    if group:
        invite = talk.work.groups.invite(group_id, Invites.TRAINERS, talk.incoming.at + COLLEAGUE)
        back = groups.button("to_group", f"groep {group_id}")
        _tell(talk, "groups.colleague_code", group, invite, (back,), days=COLLEAGUE.days)
