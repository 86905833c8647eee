"""Shared work as bubbles: each answer under its question, the latest version first, comments where they belong."""

from __future__ import annotations

from bot.dialogue.turn import Reply
from bot.people.shares import Comment, Copy, Share, pieces
from bot.services import dates
from bot.services.talk import Talk
from bot.texts import say

MOST = 450  # characters of a bubble
LEAST = 120  # of an answer under a long question


def name_of(talk: Talk, group_id: str, person: str) -> str:
    """What somebody is called in a group; who is no longer there was a trainer."""
    people = talk.work.groups.members(group_id)
    return next((item.name for item in people if item.person == person), say("sharing.a_trainer"))


def bubbles(talk: Talk, share: Share, state: str) -> list[Reply]:
    """All of shared work, in the order in which it is read; `state` says until when."""
    comments, found = talk.work.shares.comments(share), []
    for number in range(len(share.versions), 0, -1):
        here = [item for item in comments if item.version == number]
        found += _version(talk, share, number, here)
    own = share.writer == talk.work.person
    group = talk.work.groups.get(share.group)
    values = {"name": name_of(talk, share.group, share.writer), "group": group.name if group else ""}
    head = say("sharing.head_own" if own else "sharing.head", title=share.title, state=state)
    return [_headed(found[0], head, values), *found[1:]]


def _version(talk: Talk, share: Share, number: int, comments: list[Comment]) -> list[Reply]:
    version, found = share.versions[number - 1], []
    for place, copy in enumerate(version.answers, 1):
        found += _answer(place, copy)
        found += _comments(talk, share, comments, copy.step, place)
    found += _comments(talk, share, comments, "", 0)
    if len(share.versions) > 1:
        day = dates.day(dates.today(version.at))
        found[0] = _headed(found[0], say("sharing.version", number=number, day=day), {})
    return found


def _answer(place: int, copy: Copy) -> list[Reply]:
    question = say("sharing.asked", number=place, question=copy.question)
    return _long(say("sharing.said", asked=question), copy.text, {}, max(MOST - len(question), LEAST))


def _comments(talk: Talk, share: Share, comments: list[Comment], step: str, place: int) -> list[Reply]:
    return [bubble for item in comments if item.step == step for bubble in _comment(talk, share, item, place)]


def _comment(talk: Talk, share: Share, item: Comment, place: int) -> list[Reply]:
    mine = item.author == talk.work.person
    by = say("sharing.you") if mine else name_of(talk, share.group, item.author)
    name = "sharing.comment_on" if place else "sharing.comment_whole"
    return _long(say(name, number=place), item.text, {"by": by}, MOST - len(by) - LEAST // 3)


def _long(head: str, text: str, values: dict[str, str], most: int) -> list[Reply]:
    """A text under its head, in as many bubbles as it takes."""
    text = text.strip()
    first = next(pieces(text, most), "")
    rest = [Reply(say("sharing.more"), values={"text": piece}) for piece in pieces(text[len(first) :], MOST)]
    return [Reply(head, values={**values, "text": first}), *rest]


def _headed(bubble: Reply, head: str, values: dict[str, str]) -> Reply:
    return Reply(f"{head}\n{bubble.text}", values={**bubble.values, **values})
