"""Shared work: one's own, that of a group for its trainers, reading it, and putting an end to it."""

from __future__ import annotations

from typing import Any

from bot.dialogue.model import Choose
from bot.dialogue.turn import Button
from bot.people.rights import Action, Role, Thing
from bot.people.shares import Share
from bot.services import dates, roles, share_copy, share_draft, share_pages
from bot.services.focus import Frame
from bot.services.ports import Work
from bot.services.prompting import ask, choice
from bot.services.share_pages import name_of
from bot.services.talk import Talk, command_button
from bot.texts import say

PAGE = 5
BUBBLES = 3  # in a row


def found(talk: Talk, share_id: str) -> Share | None:
    """Shared work that the person may read; for anything else everybody hears the same."""
    share = talk.work.shares.get(share_id) or talk.work.shares.readable(share_id, dates.today(talk.incoming.at))
    if share is None or not roles.allowed(talk, Action.READ_SHARE, Thing(share.group, share.writer)):
        talk.say("sharing.none_such")
        return None
    return share


def is_live(talk: Talk, share: Share) -> bool:
    """Whether the trainers of its group may read it now."""
    return talk.work.shares.readable(share.id, dates.today(talk.incoming.at)) is not None


def state(talk: Talk, share: Share) -> str:
    """Until when it is read, or that it is not any more."""
    return share_copy.until_words(talk, share) if is_live(talk, share) else say("sharing.over")


def mine(talk: Talk, rest: str) -> None:
    """`gedeeld [PAGE]`: what the person shared, with whom and until when."""
    page, every = _page(rest), talk.work.shares.own()
    shown = every[page * PAGE : (page + 1) * PAGE]
    if not shown:
        talk.say("sharing.shared_nothing", (command_button(say("menu.menu"), "menu"),))
        return
    values, lines = {}, []
    for number, share in enumerate(shown, 1):
        group = talk.work.groups.get(share.group)
        values[f"group{number}"] = group.name if group else ""
        words = {"title": share.title, "state": state(talk, share), "group": f"{{group{number}}}"}
        lines.append(say("sharing.mine_line", number=number, **words))
    stops = [
        command_button(say("sharing.stop_n", n=number), f"deling-stop {share.id}")
        for number, share in enumerate(shown, 1)
        if is_live(talk, share)
    ]
    rows = [tuple(stops[at : at + 3]) for at in range(0, len(stops), 3)]
    more = _more(f"gedeeld {page + 2}", len(every) > (page + 1) * PAGE)
    talk.say("sharing.mine", _numbers(shown), *rows, more, values=values, lines="\n".join(lines))


def of_group(talk: Talk, rest: str) -> None:
    """`gedeeldwerk GROUP [PAGE]`: what the trainers of a group may read now."""
    group_id, _, number = rest.partition(" ")
    group, page = talk.work.groups.get(group_id), _page(number)
    if group is None or group.closed or not roles.allowed(talk, Action.READ_SHARE, Thing(group_id)):
        talk.say("groups.none_such")
        return
    every = talk.work.shares.of_group(group_id, dates.today(talk.incoming.at))
    shown = every[page * PAGE : (page + 1) * PAGE]
    back = (command_button(say("groups.to_group"), f"groep {group_id}"),)
    if not shown:
        talk.say("sharing.group_nothing", back, values={"group": group.name})
        return
    values, lines = {"group": group.name}, []
    for n, share in enumerate(shown, 1):
        values[f"name{n}"] = name_of(talk, group_id, share.writer)
        day = dates.day(dates.today(share.newest.at))
        lines.append(say("sharing.group_line", number=n, name=f"{{name{n}}}", title=share.title, day=day))
    more = _more(f"gedeeldwerk {group_id} {page + 2}", len(every) > (page + 1) * PAGE)
    talk.say("sharing.of_group", _numbers(shown), (*back, *more), values=values, lines="\n".join(lines))


def _numbers(shown: list[Share]) -> tuple[Button, ...]:
    return tuple(command_button(str(number), f"deling {share.id}") for number, share in enumerate(shown, 1))


def _more(command: str, there: bool) -> tuple[Button, ...]:
    return (command_button(say("menu.more"), command),) if there else ()


def _page(number: str) -> int:
    return max(int(number) - 1, 0) if number.isdecimal() and len(number) < 4 else 0


def show(talk: Talk, rest: str) -> None:
    """`deling SHARE [PAGE]`: question and answer, the latest version first, with what was said about it."""
    share_id, _, number = rest.partition(" ")
    share = found(talk, share_id)
    if share is None:
        return
    bubbles = share_pages.bubbles(talk, share, state(talk, share))
    page = min(_page(number), (len(bubbles) - 1) // BUBBLES)
    for bubble in bubbles[page * BUBBLES : (page + 1) * BUBBLES]:
        talk.reply(bubble)
    more = _more(f"deling {share.id} {page + 2}", len(bubbles) > (page + 1) * BUBBLES)
    talk.under(more, *_choices(talk, share))


def _choices(talk: Talk, share: Share) -> tuple[tuple[Button, ...], ...]:
    """What can be done with shared work, by its writer and by a trainer."""
    if share.writer != talk.work.person:
        react = command_button(say("sharing.react"), f"reageer {share.id}")
        for_all = command_button(say("sharing.for_all"), f"voor-iedereen-bij {share.id}")
        return (react,), (for_all,), (command_button(say("sharing.shared_work"), f"gedeeldwerk {share.group}"),)
    if not is_live(talk, share):
        return ((command_button(say("sharing.drop"), f"deling-wis {share.id}"),),)
    said = any(item.author != share.writer for item in talk.work.shares.comments(share))
    answer = (command_button(say("sharing.answer"), f"reageer {share.id}"),) if said else ()
    anew = command_button(say("sharing.new_version"), f"deling-versie {share.id}")
    return (*answer, anew), (command_button(say("sharing.stop"), f"deling-stop {share.id}"),)


def own(talk: Talk, share_id: str) -> Share | None:
    """Work that the person shared and may put an end to; for anything else everybody hears the same."""
    share = talk.work.shares.get(share_id)
    if share is None or not roles.allowed(talk, Action.END_SHARE, Thing(share.group, share.writer)):
        talk.say("sharing.none_such")
        return None
    return share


def stop(talk: Talk, share_id: str) -> None:
    """From this moment no trainer reads it; the writer keeps it."""
    share = own(talk, share_id)
    if share:
        _end(talk, share)
        talk.say("sharing.stopped", (command_button(say("sharing.my_shares"), "gedeeld"),), title=share.title)


def _end(talk: Talk, share: Share) -> None:
    talk.work.shares.end(share.id, talk.incoming.at)
    for item in talk.work.groups.members(share.group):
        if item.role is Role.TRAINER_HERE:
            talk.work.groups.untell(item.person, f"share:{share.id}")


def new_version(talk: Talk, share_id: str) -> None:
    """Begin a new version of what is still shared: an answer at a time, in the copy."""
    share = own(talk, share_id)
    if share and is_live(talk, share):
        share_copy.which(talk, share_draft.of_share(share), None)
    elif share:
        talk.say("sharing.over_now", title=share.title)


def ask_drop(talk: Talk, share_id: str) -> None:
    """Ask whether a copy and what was said about it may be destroyed."""
    if own(talk, share_id):
        ask(talk, Frame("prompt", "share_drop", args={"share": share_id}))


def drop_question(talk: Talk, frame: Frame) -> Choose:
    """Destroying it cannot be undone; the journal keeps its own text."""
    return choice("sharing.drop_sure", ("no", say("own_data.delete_no")), ("yes", say("logbook.drop_yes")))


def drop_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Destroy it, or not."""
    share = own(talk, frame.args["share"]) if option == "yes" else None
    if share:
        _end(talk, share)
        talk.work.shares.drop(share.id)
        talk.say("logbook.dropped", (command_button(say("sharing.my_shares"), "gedeeld"),))
    elif option == "no":
        talk.say("logbook.not_dropped")


def told(talk: Talk, rest: str) -> None:
    """`deling-nieuw SHARE WHAT`: a trainer hears that something was shared, and by whom; nothing of what it says."""
    share_id, _, what = rest.partition(" ")
    share = talk.work.shares.readable(share_id, dates.today(talk.incoming.at))
    if share and roles.allowed(talk, Action.READ_SHARE, Thing(share.group, share.writer)):
        values = {"name": name_of(talk, share.group, share.writer)}
        known = what if what in ("version", "answer") else "share"
        talk.say(f"sharing.told_{known}", _later("deling", share_id, rest), values=values, title=share.title)


def told_comment(talk: Talk, share_id: str) -> None:
    """`reactie-nieuw SHARE`: the writer hears that something was said about it."""
    share = talk.work.shares.get(share_id)
    if share:
        talk.say("sharing.told_comment", _later("reactie", share_id, share_id), title=share.title)


def _later(kind: str, share_id: str, rest: str) -> tuple[Button, ...]:
    again = f"morgen {kind}-nieuw {rest}"
    return command_button(say("menu.show_it"), f"deling {share_id}"), command_button(say("menu.tomorrow"), again)


def is_there(talk: Talk, command: str) -> bool:
    """Whether a reminder about shared work still means something."""
    name, _, rest = command.partition(" ")
    if name == "deling-nieuw":
        return talk.work.shares.readable(rest.split(" ")[0], dates.today(talk.incoming.at)) is not None
    return name != "reactie-nieuw" or talk.work.shares.get(rest) is not None


def as_data(work: Work) -> list[dict[str, Any]]:
    """What a person shared and what was said about it, for the file with everything."""
    return [_data(work, share) for share in work.shares.own()]


def _data(work: Work, share: Share) -> dict[str, Any]:
    group = work.groups.get(share.group)
    names = {item.person: item.name for item in work.groups.members(share.group)}
    return {
        "id": share.id, "group": group.name if group else "", "run": share.run, "dialogue": share.dialogue,
        "title": share.title, "at": share.at.isoformat(timespec="seconds"),
        "until": share.until.isoformat() if share.until else "end",
        "ended": share.ended.isoformat(timespec="seconds") if share.ended else None,
        "versions": [version.to_data() for version in share.versions],
        "comments": [
            {
                "at": item.at.isoformat(timespec="seconds"), "own": item.author == share.writer,
                "by": names.get(item.author, say("sharing.a_trainer")), "step": item.step, "version": item.version,
                "text": item.text,
            }
            for item in work.shares.comments(share)
        ],
    }  # fmt: skip
