"""Responding: what a trainer says about shared work, what its writer says back, and one response to a whole group.

No marks, no ticks: words only, looked at for details and shown once before they go.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping

from bot.dialogue.model import Choose
from bot.language.fold import excerpt
from bot.people.rights import Action, Thing
from bot.people.shares import Share
from bot.privacy import details
from bot.privacy.finding import Finding, finding, without_overlap
from bot.services import dates, group_notes, roles, share_copy, share_draft, share_pages, shared
from bot.services.anonymise import LONGEST
from bot.services.focus import Frame
from bot.services.prompting import ask, ask_again, choice
from bot.services.talk import Talk, command_button
from bot.texts import say

_VISITS = 1_000_000  # as in share_draft: a button of an earlier response fits no later one
_PEOPLE = "group"  # what goes to a whole group, not to the writer of shared work


def _put(talk: Talk, kind: str, args: Mapping[str, str], frame: Frame | None = None) -> None:
    ask(talk, Frame("prompt", kind, frame.visit if frame else secrets.randbelow(_VISITS), args))


def _open(talk: Talk, share_id: str) -> Share | None:
    """Work that is shared now and on which the person may comment."""
    share = talk.work.shares.readable(share_id, dates.today(talk.incoming.at))
    if share is None or not roles.allowed(talk, Action.COMMENT, Thing(share.group, share.writer)):
        talk.say("sharing.none_such")
        return None
    return share


def comment(talk: Talk, share_id: str) -> None:
    """`reageer SHARE`: a trainer chooses the answer, the writer answers what was said last."""
    share = _open(talk, share_id)
    if share is None:
        return
    if share.writer != talk.work.person:
        _put(talk, "respond_where", {"share": share.id})
        return
    said = [item for item in talk.work.shares.comments(share) if item.author != share.writer]
    _put(talk, "respond", {"share": share.id, "step": said[-1].step if said else ""})


def where_question(talk: Talk, frame: Frame) -> Choose:
    """About which answer, or about the whole."""
    share = talk.work.shares.readable(frame.args["share"], dates.today(talk.incoming.at))
    answers = share.newest.answers if share else ()
    lines = [
        say("sharing.question_line", number=n, question=excerpt(item.question.replace("*", ""), 60))
        for n, item in enumerate(answers, 1)
    ]
    options = [(str(n), str(n)) for n in range(1, len(answers) + 1)]
    names = (("no", "sharing.let_be"), ("whole", "sharing.on_whole"))
    return choice("sharing.where_ask", *options, *((key, say(name)) for key, name in names), lines="\n".join(lines))


def where_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """That answer, the whole, or nothing."""
    share = _open(talk, frame.args["share"]) if option != "no" else None
    if share:
        step = share.newest.answers[int(option) - 1].step if option.isdecimal() else ""
        _put(talk, "respond", {**frame.args, "step": step}, frame)
    elif option == "no":
        talk.go(f"deling {frame.args['share']}")


def where_text(talk: Talk, frame: Frame, text: str) -> bool:
    """Words at once are about the whole."""
    if not text.strip():
        return ask_again(talk, frame, text)
    talk.pop()
    _look(talk, {**frame.args, "step": ""}, text.strip(), frame)
    return True


def for_all(talk: Talk, group_id: str) -> None:
    """`voor-iedereen GROUP`: a response to everybody in a group."""
    if group_notes.may_write(talk, group_id):
        _put(talk, "respond", {_PEOPLE: group_id, "title": ""})


def for_all_about(talk: Talk, share_id: str) -> None:
    """`voor-iedereen-bij SHARE`: likewise, about the exercise that the shared work is of; not about that work."""
    share = shared.found(talk, share_id)
    if share and group_notes.may_write(talk, share.group):
        _put(talk, "respond", {_PEOPLE: share.group, "title": share.title})


def question(talk: Talk, frame: Frame) -> Choose:
    """What does the person want to say."""
    no, group_id = ("no", say("sharing.let_be")), frame.args.get(_PEOPLE)
    if group_id:
        earlier = (("earlier", say("sharing.earlier")),) if talk.work.shares.notes(group_id) else ()
        name = "sharing.for_all_about_ask" if frame.args["title"] else "sharing.for_all_ask"
        return choice(name, no, *earlier, title=frame.args["title"])
    return choice("sharing.respond_ask", no)


def chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Nothing after all, or first read what was said to the group before."""
    if option == "earlier":
        talk.go(f"groepsreacties {frame.args[_PEOPLE]}")
    else:
        talk.go(_back(frame))


def _back(frame: Frame) -> str:
    return f"groep {frame.args[_PEOPLE]}" if _PEOPLE in frame.args else f"deling {frame.args['share']}"


def text(talk: Talk, frame: Frame, words: str) -> bool:
    """What the person says."""
    if not words.strip():
        return ask_again(talk, frame, words)
    talk.pop()
    _look(talk, frame.args, words.strip(), frame)
    return True


def more_text(talk: Talk, frame: Frame, words: str) -> bool:
    """Another message before it goes is part of it."""
    talk.pop()
    _look(talk, frame.args, f"{frame.args['text']}\n{words.strip()}".strip(), frame)
    return True


def _look(talk: Talk, args: Mapping[str, str], words: str, frame: Frame) -> None:
    """Look for details, then show it once more; what was stopped meanwhile is commented on no more."""
    if _PEOPLE not in args and _open(talk, args["share"]) is None:
        return
    share_draft.take_back(talk, args.get("instead", ""))
    refs = f"{args.get('ref', '')} {talk.message}".strip()
    args = {key: item for key, item in args.items() if key != "instead"} | {"ref": refs}
    kind = "respond_details" if _found(talk, args, words) else "respond_preview"
    _put(talk, kind, {**args, "text": words}, frame)


def _found(talk: Talk, args: Mapping[str, str], words: str) -> list[Finding]:
    """Details in what is said. A comment may call people of the group by their names; to all nobody is named."""
    group_id = args.get(_PEOPLE, "")
    share = talk.work.shares.readable(args.get("share", ""), dates.today(talk.incoming.at))
    people = talk.work.groups.members(group_id or (share.group if share else ""))
    called = {item.name for item in people if group_id and item.person != talk.work.person}
    known = talk.library.names | {item.name for item in people} - called
    places = [match.span() for name in called for match in re.finditer(rf"\b{re.escape(name)}\b", words)]
    return without_overlap([*details.find(words, known), *(finding(words, *span, "name") for span in places)])


def details_question(talk: Talk, frame: Frame) -> Choose:
    """The words without details: only what stands in their place is shown."""
    words = frame.args["text"]
    shown = details.replaced(words, _found(talk, frame.args, words))
    names = (("replace", "sharing.send_so"), ("self", "details.self"), ("leave", "details.leave"))
    options = [(key, say(name)) for key, name in names]
    return choice("sharing.respond_details", *options, values={"text": shown[:LONGEST]})


def details_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Replace, write anew or leave."""
    words, args = frame.args["text"], _anew(frame)
    if option == "self":
        _put(talk, "respond", {**args, "instead": frame.args["ref"]}, frame)
        return
    if option == "replace":
        share_draft.take_back(talk, frame.args["ref"])
        words = details.replaced(words, _found(talk, frame.args, words))
    _put(talk, "respond_preview", {**args, "text": words}, frame)


def _anew(frame: Frame) -> dict[str, str]:
    """What a response is to, without its words."""
    return {key: item for key, item in frame.args.items() if key not in ("text", "ref")}


def preview_question(talk: Talk, frame: Frame) -> Choose:
    """Who gets what, once more."""
    group_id = frame.args.get(_PEOPLE)
    values = {"text": frame.args["text"][:LONGEST], "who": _to(talk, frame)}
    names = (("no", "sharing.let_be"), ("change", "sharing.change"), ("yes", "sharing.send"))
    name = "sharing.preview_all" if group_id else "sharing.preview_comment"
    return choice(name, *((key, say(label)) for key, label in names), values=values)


def _to(talk: Talk, frame: Frame) -> str:
    """The name of whoever gets it."""
    if _PEOPLE in frame.args:
        group = talk.work.groups.get(frame.args[_PEOPLE])
        return group.name if group else ""
    share = talk.work.shares.readable(frame.args["share"], dates.today(talk.incoming.at))
    if share is None:
        return ""
    if share.writer == talk.work.person:
        return share_draft.trainers(talk, share.group)
    return share_pages.name_of(talk, share.group, share.writer)


def preview_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Send it, change it, or not."""
    if option == "change":
        _put(talk, "respond", _anew(frame), frame)
    elif option == "no":
        talk.go(_back(frame))
    elif _PEOPLE in frame.args:
        group_notes.send(talk, frame.args[_PEOPLE], frame.args["title"], frame.args["text"])
    else:
        _send(talk, frame)


def _send(talk: Talk, frame: Frame) -> None:
    share = _open(talk, frame.args["share"])
    if share is None:
        return
    who = _to(talk, frame)
    talk.work.shares.comment(share, frame.args["step"], len(share.versions), frame.args["text"])
    if share.writer == talk.work.person:
        share_copy.tell_trainers(talk, share, "answer")
    else:
        command = f"reactie-nieuw {share.id}"
        talk.work.groups.tell(share.writer, talk.incoming.at, command, key=f"comment:{share.id}")
    back = command_button(say("sharing.to_share"), f"deling {share.id}")
    talk.say("sharing.sent_comment", (back,), values={"who": who})
