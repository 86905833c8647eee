"""Starting: what /start does, plainly or with what an invitation put behind it.

Telegram's deep link https://t.me/<bot>?start=g_CODE comes in as "/start g_CODE", the page's /g/CODE as the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.services import joining, way_in
from bot.services.talk import Talk

Invitation = Callable[[Talk, str], None]
# What is done with the code behind each prefix. A handler gets the code without its prefix, and consent is given.
INVITATIONS: Mapping[str, Invitation] = {way_in.PAYLOAD: joining.code}


def invited(talk: Talk, payload: str, invitations: Mapping[str, Invitation] = INVITATIONS) -> bool:
    """Carry out an invitation; False when there is none in what stands behind /start."""
    prefix, found, code = payload.partition("_")
    act = invitations.get(f"{prefix}_") if found else None
    if act:
        act(talk, code)
    elif found and len(prefix) == 1:
        talk.say("access.invitation_unknown")
        return False
    return bool(act)
