"""Ways in: the key to the web page, joining two channels by a code, and coming back with a code on paper.

A code moves everything that was written to whoever gave it. So each is asked about once more before anything moves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.dialogue.model import Choose
from bot.dialogue.turn import Button, Reply
from bot.people import codes
from bot.services.access import MOST_WRONG, Kind, Taking
from bot.services.focus import Frame
from bot.services.prompting import ask, ask_again, choice
from bot.services.talk import Prompt, Talk, command_button
from bot.texts import say

KEY = "key"  # as the export of a reply: the page where a key is made
MOST_WRONG_OF_ALL = 500  # of all together: 24^8 codes stand against it
_LENGTHS = {Kind.JOIN: codes.SHORT, Kind.RECOVERY: codes.LONG}


def key(talk: Talk, rest: str = "") -> None:
    """`sleutel`: where the key of the web page is made anew."""
    address = talk.library.house.address
    if not address:
        talk.say("access.no_web")
    elif talk.work.channel == "web":
        talk.reply(Reply(say("access.key"), export=KEY))
    else:
        talk.say("access.key_elsewhere", address=address)


def join(talk: Talk, rest: str = "") -> None:
    """`koppel` gives a code, `koppel CODE` takes one."""
    if talk.library.house.local:
        talk.say("access.local")
    elif rest:
        _try(talk, Kind.JOIN, rest)
    else:
        address = talk.library.house.address
        name = "access.join_code_telegram" if address and talk.work.channel == "telegram" else "access.join_code"
        _show_once(talk, name, _given(talk, Kind.JOIN), address=address)


def recovery(talk: Talk, rest: str = "") -> None:
    """`herstelcode`: a new code to write down."""
    if talk.library.house.local:
        talk.say("access.local")
    else:
        _show_once(talk, "access.recovery_code", _given(talk, Kind.RECOVERY))


def first(talk: Talk) -> None:
    """A code to write down, where there is none and an account can be lost; above the bubble that was said last."""
    if talk.library.house.local or any(item.kind is Kind.RECOVERY for item in talk.work.access.all()):
        return
    # Before what was said last: the buttons of that come next, and what is shown once does not stay on the page.
    talk.replies.insert(len(talk.replies) - 1, _once("access.recovery_first", _given(talk, Kind.RECOVERY)))


def recover(talk: Talk, rest: str = "") -> None:
    """`herstel CODE`: back to what was written with an account that is lost."""
    if talk.library.house.local:
        talk.say("access.local")
    elif rest:
        _try(talk, Kind.RECOVERY, rest)
    else:
        talk.say("access.recovery_how")


def _given(talk: Talk, kind: Kind) -> str:
    code = codes.new(_LENGTHS[kind])
    talk.work.access.keep(kind, code)
    return codes.written(code)


def _show_once(talk: Talk, name: str, code: str, **slots: object) -> None:
    talk.reply(_once(name, code, **slots))


def _once(name: str, code: str, **slots: object) -> Reply:
    return Reply(say(name, code=code, **slots), once=True)


def _try(talk: Talk, kind: Kind, typed: str) -> None:
    own, of_all = talk.work.access.misses()
    # A code on paper cannot be guessed: nobody is kept from it because of what others try.
    if own >= MOST_WRONG or (kind is Kind.JOIN and of_all >= MOST_WRONG_OF_ALL):
        talk.say("access.too_often")
        return
    code = codes.understood(typed, _LENGTHS[kind])
    owner = talk.work.access.owner(kind, code) if code else ""
    if not owner:
        talk.work.access.missed()
        talk.say("access.unknown")
    elif owner == talk.work.person:
        talk.say("access.join_own" if kind is Kind.JOIN else "access.recovery_own")
    elif not talk.work.access.fits(owner, kind is Kind.RECOVERY):
        talk.say("access.join_not")
    else:
        ask(talk, Frame("prompt", "take_in", args={"kind": kind.value, "code": code}))


def _question(talk: Talk, frame: Frame) -> Choose:
    return choice(f"access.sure_{frame.args['kind']}", ("no", say("access.no")), ("yes", say("access.yes")))


def _chosen(talk: Talk, frame: Frame, option: str) -> None:
    if option == "no":
        talk.say("access.not_joined")
        talk.go("verder" if talk.focus.run else "menu")
        return
    kind, code, access = Kind(frame.args["kind"]), frame.args["code"], talk.work.access
    owner = access.owner(kind, code)
    if not owner or not access.fits(owner, kind is Kind.RECOVERY) or not access.spend(kind, code):
        talk.say("access.unknown")
        return
    access.take_into(owner, _taking(talk, kind))
    talk.gone = True


def _taking(talk: Talk, kind: Kind) -> Taking:
    slots = {"channel": say(f"access.channel_{talk.work.channel}"), "contact": talk.library.house.contact}
    on = command_button(say("access.go_on"), "menu")
    if kind is Kind.JOIN:
        return Taking(_reply("access.joined", on), Reply(say("access.noticed_join", **slots)))
    return Taking(
        _reply("access.recovered", on, command_button(say("access.recovery_new"), "herstelcode")),
        noticed=Reply(say("access.noticed_recovery", **slots)),
        left=Reply(say("access.left", **slots), keyboard=()),
        replacing=True,
    )


def _reply(name: str, *buttons: Button) -> Reply:
    return Reply(say(name), buttons=(buttons,), keyboard=())


COMMANDS: Mapping[str, Callable[[Talk, str], None]] = {
    "sleutel": key,
    "koppel": join,
    "herstelcode": recovery,
    "herstel": recover,
}
PROMPTS: Mapping[str, Prompt] = {"take_in": Prompt(_question, _chosen, ask_again)}
