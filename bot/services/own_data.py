"""Own data: what is kept, taking it all out, and destroying it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.dialogue.turn import Reply
from bot.people.groups import Member
from bot.people.rights import Role
from bot.services import dates, doing, groups, keeping, own_shelf, passing, shared
from bot.services.access import Granted
from bot.services.focus import Frame
from bot.services.library import Library
from bot.services.own_source import plain, to_tree
from bot.services.ports import Work
from bot.services.prompting import ask
from bot.services.rows import EntryRow, OwnRow
from bot.services.talk import Talk, command_button
from bot.texts import say

FORMAT = 1


def who_runs(talk: Talk) -> str:
    """Who runs this Nabij and who could technically read along, in a sentence."""
    house = talk.library.house
    if house.local:
        return say("own_data.runs_local")
    name = "own_data.runs_telegram" if talk.work.channel == "telegram" else "own_data.runs_served"
    return say(name, operator=house.operator, contact=house.contact)


def privacy(talk: Talk) -> None:
    """What is kept, who can read it, what is not protected."""
    talk.say("own_data.privacy_kept", runs=who_runs(talk))
    many = "access.privacy_web" if talk.library.house.address else "own_data.privacy_place"
    names = {"telegram": "own_data.privacy_telegram", "web": many}
    talk.say(names.get(talk.work.channel, "own_data.privacy_place"))
    talk.reply(Reply(keeping.how_long(talk)))
    given = talk.work.settings().get("consent", {})
    back = (command_button(say("consent.withdraw"), "intrekken"),) if given and "withdrawn" not in given else ()
    take, drop = (say("own_data.take_out"), "mijngegevens"), (say("own_data.delete"), "verwijder")
    # Of who never agreed there is nothing to take out or to delete.
    talk.say("own_data.privacy_yours", (command_button(*take), command_button(*drop), *back) if given else ())


def take_out(talk: Talk) -> None:
    """Everything of this person in one file."""
    passing.send(talk, "own_data.file", "data")


def take_run_out(talk: Talk, run_id: str) -> None:
    """What was written in one run, as a file to read."""
    passing.send(talk, "journal.file", f"run:{run_id}")


def run_text(work: Work, library: Library, run_id: str) -> tuple[str, str]:
    """The id of the dialogue and what was written in a run, as Markdown to keep; ("", "") when there is no such run."""
    row = next((row for row in work.runs() if row.id == run_id), None)
    if row is None:
        return "", ""
    if any(entry.about.get("of") for entry in work.entries_of(run_id)):
        return "inbreng", _brought_text(work, run_id)
    parts = [say("journal.file_title", title=own_shelf.title(library, row.dialogue)), dates.day(row.started)]
    for answer in work.all_answers(run_id):
        parts += [say("journal.file_question", question=answer.question), answer.text]
    return row.dialogue, "\n\n".join(parts) + "\n"


def _brought_text(work: Work, run_id: str) -> str:
    """A version for intervisie to take along: the text alone, since it has no date and answers no question."""
    texts = [answer.text for answer in work.all_answers(run_id)]
    return "\n\n".join((say("journal.file_title", title=say("bringing.file_title")), *texts)) + "\n"


def ask_delete(talk: Talk) -> None:
    """Ask whether everything may be destroyed."""
    ask(talk, Frame("prompt", "delete"))


def forget(talk: Talk, farewell: str = "own_data.farewell") -> None:
    """Destroy everything of the person; the farewell is all that goes out."""
    groups.depart(talk)
    apart = {"telegram", "web"} if talk.library.house.address else {"telegram"}
    told = f"{farewell}_{talk.work.channel}" if talk.work.channel in apart else farewell
    talk.work.forget(Reply(say(told), keyboard=()))
    talk.gone = True


def everything(work: Work, library: Library) -> dict[str, Any]:
    """All that is kept of a person, in the format of the contract (design.md section 9)."""
    return {
        "format": FORMAT,
        "person": {"since": _moment(work.since), "settings": work.settings()},
        "runs": [_run(work, library, row.id) for row in work.runs()],
        "entries": [_entry(entry) for entry in work.entries()],
        "groups": [_group(work, item) for item in work.groups.mine()],
        "assignments": doing.data(work),
        "shares": shared.as_data(work),
        "own_dialogues": [_own(row) for row in work.own_versions()],
        "set_aside": [row.text for row in work.set_aside()],
        "reminders": [
            {"due": _moment(item.due), "kind": item.kind.value, "command": item.command} for item in work.agenda.all()
        ],
        "access": [_access(item) for item in work.access.all()],
    }


def _access(item: Granted) -> dict[str, Any]:
    """That there is a secret; of the secret itself nothing is kept that could be told."""
    return {
        "kind": item.kind.value,
        "made": _moment(item.made),
        "expires": _moment(item.expires) if item.expires else None,
        "used": _moment(item.used) if item.used else None,
    }


def _group(work: Work, item: Member) -> dict[str, Any]:
    group = work.groups.get(item.group)
    role = "trainer" if item.role is Role.TRAINER_HERE else "student"
    return {"name": group.name if group else "", "role": role, "as": item.name, "joined": _moment(item.joined)}


def _own(row: OwnRow) -> dict[str, Any]:
    """A casus that the person wrote; version 0 is one that waits to be kept."""
    return {"id": row.id, "version": row.version, "at": _moment(row.at), "casus": plain(to_tree(row.source))}


def _entry(row: EntryRow) -> dict[str, Any]:
    return {
        "run": row.run,
        "dialogue": row.dialogue,
        "step": row.step,
        "at": _moment(row.at),
        "text": row.text,
        **row.about,
    }


def _run(work: Work, library: Library, run_id: str) -> dict[str, Any]:
    row = next(row for row in work.runs() if row.id == run_id)
    return {
        "id": row.id,
        "dialogue": row.dialogue,
        "title": own_shelf.title(library, row.dialogue),
        "state": row.state,
        "started": _moment(row.started),
        "finished": _moment(row.at) if row.state == "finished" else None,
        "answers": [
            {
                "step": answer.step,
                "question": answer.question,
                "text": answer.text,
                "at": _moment(answer.at),
                "open": answer.open,
                "revisions": list(answer.revisions),
            }
            for answer in work.all_answers(run_id)
        ],
    }


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
