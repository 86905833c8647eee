"""The draft of sharing: what one is choosing, in a copy that may be changed, until it is shared or let be.

It stands in the focus, under the person's own key, and is gone once it is left.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, replace
from datetime import date

from bot.dialogue.model import Question
from bot.language.fold import words
from bot.people.groups import Group, Member
from bot.people.rights import Action, Role, Thing
from bot.people.shares import Copy, Share
from bot.privacy import details
from bot.services import dates, groups, roles
from bot.services.focus import Frame
from bot.services.prompting import ask, ask_again, leave_to_below
from bot.services.talk import Talk

SHORT = 8  # words; what is longer is no answer to a question of the house
END = "end"  # until the end of the course
_START = 1_000_000  # a draft begins at a visit by chance, so that a button of an earlier one fits no later one


@dataclass(frozen=True)
class Part:
    """An answer that may be shared.

    Args:
        step: of the dialogue.
        question: as it was asked.
        text: of the copy.
        chosen: whether it goes along.
        checked: whether the writer decided about the details in it.
        ref: the message in which the copy was typed, "" for the text of the journal.
    """

    step: str
    question: str
    text: str
    chosen: bool = False
    checked: bool = False
    ref: str = ""


@dataclass(frozen=True)
class Draft:
    """What is being shared.

    Args:
        run: where the answers come from.
        dialogue, title: of which exercise.
        parts: every answer that may be shared, in order.
        group: with whose trainers, "" while that is not chosen.
        until: a day (ISO), `END`, or "" while that is not chosen.
        share: the shared work that this is a new version of, or "".
    """

    run: str
    dialogue: str
    title: str
    parts: tuple[Part, ...]
    group: str = ""
    until: str = ""
    share: str = ""

    @property
    def chosen(self) -> list[tuple[int, Part]]:
        """What goes along, with its number."""
        return [(number, part) for number, part in enumerate(self.parts, 1) if part.chosen]

    @property
    def last_day(self) -> date | None:
        """The last day on which it is read, None for the end of the course."""
        return date.fromisoformat(self.until) if self.until not in ("", END) else None

    def with_part(self, number: int, **fields: object) -> Draft:
        """With one answer changed."""
        part = replace(self.parts[number - 1], **fields)  # type: ignore[arg-type]
        return replace(self, parts=(*self.parts[: number - 1], part, *self.parts[number:]))

    def copies(self) -> tuple[Copy, ...]:
        """What goes along."""
        return tuple(Copy(part.step, part.question, part.text) for _, part in self.chosen)

    def to_text(self) -> str:
        """As one line of JSON."""
        return json.dumps(asdict(self), separators=(",", ":"), ensure_ascii=False)


def of(frame: Frame) -> Draft:
    """The draft that a prompt is about."""
    data = json.loads(frame.args["draft"])
    return Draft(**{**data, "parts": tuple(Part(**part) for part in data["parts"])})


def put(talk: Talk, kind: str, draft: Draft, frame: Frame | None = None, **more: str) -> None:
    """Ask the next thing about a draft."""
    visit = frame.visit if frame else secrets.randbelow(_START)
    ask(talk, Frame("prompt", kind, visit, {"draft": draft.to_text(), **more}))


def offered(talk: Talk, run_id: str) -> tuple[Part, ...]:
    """The answers of a run that may be shared: closed, and to a question that is known and not private."""
    run = talk.work.run(run_id)
    dialogue = talk.library.dialogues.get(run.dialogue) if run else None
    if dialogue is None:
        return ()
    found = []
    for row in talk.work.all_answers(run_id):
        step = dialogue.step(row.step)
        if isinstance(step, Question) and not step.private and row.text.strip() and not row.open:
            found.append(Part(row.step, row.question, row.text))
    return tuple(found)


def of_run(talk: Talk, run_id: str) -> Draft | None:
    """A draft of what may be shared of a run, nothing of it chosen; None when there is nothing."""
    parts, run = offered(talk, run_id), talk.work.run(run_id)
    if not parts or run is None:
        return None
    return Draft(run_id, run.dialogue, talk.library.dialogues[run.dialogue].title, parts)


def of_share(share: Share) -> Draft:
    """A draft of a new version of what was shared."""
    parts = tuple(Part(item.step, item.question, item.text, True, True) for item in share.newest.answers)
    until = share.until.isoformat() if share.until else END
    return Draft(share.run, share.dialogue, share.title, parts, share.group, until, share.id)


def take_back(talk: Talk, ref: str) -> None:
    """Take messages with details out of the conversation, once their words are replaced; `ref` parts them by spaces."""
    for one in ref.split():
        talk.work.take_back(one)
    if ref and talk.work.channel != "terminal":
        talk.say("sharing.taken_back")


def short_only(talk: Talk, frame: Frame, text: str) -> bool:
    """A few words that are no choice: ask once more. A longer text is meant for what lies below, and is kept there."""
    return ask_again(talk, frame, text) if len(words(text)) <= SHORT else leave_to_below(talk, frame, text)


def undecided(talk: Talk, draft: Draft) -> int:
    """The number of the first answer with details that the writer has not decided about, 0 when there is none."""
    for number, part in draft.chosen:
        if not part.checked and details.find(part.text, talk.library.names):
            return number
    return 0


def may_share(talk: Talk, group_id: str) -> bool:
    """Whether the person may share with the trainers of a group now: it is open and its course is not over."""
    group = talk.work.groups.get(group_id)
    if group is None or group.closed or not roles.allowed(talk, Action.SHARE, Thing(group_id, talk.work.person)):
        return False
    return group.ends is None or dates.today(talk.incoming.at) <= group.ends


def with_whom(talk: Talk) -> list[tuple[Group, Member]]:
    """The groups with whose trainers the person may share now."""
    return [found for found in groups.mine(talk, Role.STUDENT_HERE) if may_share(talk, found[0].id)]


def trainers(talk: Talk, group_id: str) -> str:
    """The names of the trainers of a group."""
    people = talk.work.groups.members(group_id)
    return ", ".join(item.name for item in people if item.role is Role.TRAINER_HERE)
