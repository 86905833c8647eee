"""Own data: what is kept, taking it all out, and destroying it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.dialogue.turn import Reply
from bot.services import dates
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
    return say("own_data.runs_served", operator=house.operator, contact=house.contact)


def privacy(talk: Talk) -> None:
    """What is kept, who can read it, what is not protected."""
    talk.say("own_data.privacy_kept", runs=who_runs(talk))
    talk.say("own_data.privacy_telegram" if talk.work.channel == "telegram" else "own_data.privacy_place")
    talk.say(
        "own_data.privacy_yours",
        (
            command_button(say("own_data.take_out"), "mijngegevens"),
            command_button(say("own_data.delete"), "verwijder"),
        ),
    )


def take_out(talk: Talk) -> None:
    """Everything of this person in one file."""
    talk.reply(Reply(say("own_data.file"), export="data"))


def take_run_out(talk: Talk, run_id: str) -> None:
    """What was written in one run, as a file to read."""
    talk.reply(Reply(say("journal.file"), export=f"run:{run_id}"))


def run_text(work: Work, library: Library, run_id: str) -> tuple[str, str]:
    """The id of the dialogue and what was written in a run, as Markdown to keep; ("", "") when there is no such run."""
    row = next((row for row in work.runs() if row.id == run_id), None)
    if row is None:
        return "", ""
    dialogue = library.dialogues.get(row.dialogue)
    parts = [say("journal.file_title", title=dialogue.title if dialogue else row.dialogue), dates.day(row.started)]
    for answer in work.all_answers(run_id):
        parts += [say("journal.file_question", question=answer.question), answer.text]
    return row.dialogue, "\n\n".join(parts) + "\n"


def ask_delete(talk: Talk) -> None:
    """Ask whether everything may be destroyed."""
    ask(talk, Frame("prompt", "delete"))


def forget(talk: Talk, farewell: str = "own_data.farewell") -> None:
    """Destroy everything of the person; the farewell is all that goes out."""
    told = farewell + "_telegram" if talk.work.channel == "telegram" else farewell
    talk.work.forget(Reply(say(told), keyboard=()))
    talk.gone = True


def everything(work: Work, library: Library) -> dict[str, Any]:
    """All that is kept of a person, in the format of the contract (design.md section 9)."""
    return {
        "format": FORMAT,
        "person": {"since": _moment(work.since), "settings": work.settings()},
        "runs": [_run(work, library, row.id) for row in work.runs()],
        "entries": [_entry(entry) for entry in work.entries()],
        "groups": [],
        "shares": [],
        "own_dialogues": [_own(row) for row in work.own_dialogues() if row.owner == work.person],
        "set_aside": work.set_aside(),
        "reminders": [
            {"due": _moment(item.due), "kind": item.kind.value, "command": item.command} for item in work.agenda.all()
        ],
    }


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
    dialogue = library.dialogues.get(row.dialogue)
    return {
        "id": row.id,
        "dialogue": row.dialogue,
        "title": dialogue.title if dialogue else row.dialogue,
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
