"""The journal: drafts that keep a text at once, notes, entries and reading them back."""

from __future__ import annotations

import secrets
from dataclasses import replace

from bot.dialogue.engine import advance
from bot.dialogue.run import Run
from bot.dialogue.turn import Button, Incoming, KeepPart, Kept, Signal
from bot.language.fold import excerpt
from bot.services import dates, sharing
from bot.services.library import NOTE
from bot.services.rows import EntryRow, RunRow
from bot.services.talk import Talk, command_button
from bot.texts import say

PAGE = 5
NOTE_FORM = "full"  # the part of the note in which it is put down; the other parts are opened later
BACK_FORM = "one"  # the part in which one looks back on its plan
KEPT_QUESTIONS = 3  # shown at a time


def is_draft(row: RunRow) -> bool:
    """Whether a run is a note that was never finished."""
    return row.dialogue == NOTE and row.state in ("active", "paused")


def is_kept_question(talk: Talk, row: RunRow) -> bool:
    """Whether a run is a question of a lemma that was kept and not yet taken up."""
    if row.state != "paused" or row.dialogue not in talk.library.unlisted or row.dialogue == NOTE:
        return False
    if row.at != row.started:
        return False  # something was said in it since it was kept: no need to read it
    run = talk.work.run(row.id)
    return run is not None and not run.path


def keep_draft(talk: Talk, text: str, ref: str = "", question: str = "") -> str:
    """Keep a text at once as a draft note, outside the focus; `question` stands above it instead of the note's own.

    Returns:
        The id of the note's run.
    """
    dialogue, run_id = talk.library.dialogues[NOTE], secrets.token_hex(6)
    run = advance(dialogue, Run(key=f"r:{run_id}", dialogue=NOTE, form=NOTE_FORM), {}, _sign(talk, Signal.START)).run
    talk.work.keep_run(run_id, replace(run, state="paused"))
    add(talk, run_id, text, ref, question)
    return run_id


def add(talk: Talk, run_id: str, text: str, ref: str = "", question: str = "") -> None:
    """Add a message to a draft."""
    run = talk.work.run(run_id)
    step = talk.library.dialogues[NOTE].step(run.step) if run else None
    if run and step:
        question = question or getattr(step, "text", "")
        talk.work.keep(run_id, KeepPart(step.id, question, text, ref), talk.incoming.at)


def finish(talk: Talk, run_id: str) -> None:
    """Make a draft an entry of the journal."""
    dialogue, run = talk.library.dialogues[NOTE], talk.work.run(run_id)
    if run is None:
        return
    answers = talk.work.answers(run_id, frozenset({run.step}))
    turn = advance(dialogue, replace(run, state="active"), answers, _sign(talk, Signal.COMMAND, "done"))
    talk.work.keep_run(run_id, turn.run)
    for output in turn.outputs:
        if isinstance(output, Kept):
            talk.work.keep(run_id, output, talk.incoming.at)


def note_buttons(run_id: str) -> tuple[Button, ...]:
    """What can be done with a note that was just kept."""
    return (
        command_button(say("notes.enough"), "genoeg"),
        command_button(say("notes.deeper"), f"verdiep {run_id}"),
        command_button(say("notes.about"), f"notitie-info {run_id}"),
    )


def text_of(talk: Talk, run_id: str) -> str:
    """What stands in a draft."""
    return "\n".join(row.text for row in talk.work.all_answers(run_id))


def text_at(talk: Talk, run_id: str, step: str) -> str:
    """What stands at a step of a run, "" when nothing does."""
    answer = talk.work.answers(run_id, frozenset({step})).get(step)
    return answer.text if answer else ""


def first_text(talk: Talk, run_id: str) -> str:
    """What the note itself says, without what was added to it later."""
    rows = talk.work.all_answers(run_id)
    return rows[0].text if rows else ""


def opening(row: EntryRow, length: int) -> str:
    """How an entry begins, in a list; a version for intervisie is told apart from the note that it was made of."""
    text = excerpt(row.text, length)
    return f"{say('bringing.file_title')} · {text}" if row.about.get("of") else text


def show(talk: Talk, page: int = 0) -> None:
    """The journal, newest first, a page at a time."""
    drafts = [row for row in talk.work.runs() if is_draft(row)]
    entries = talk.work.entries()
    questions = [row for row in talk.work.runs() if is_kept_question(talk, row)]
    if not entries and not drafts and not questions:
        talk.say("journal.empty", (command_button(say("journal.write"), "notitie"),))
        return
    if drafts and page == 0:
        _show_draft(talk, drafts[-1], len(drafts) - 1)
    if questions and page == 0:
        _show_questions(talk, questions[-KEPT_QUESTIONS:])
    chosen = entries[page * PAGE : (page + 1) * PAGE]
    lines = [
        say("journal.line", number=n, date=dates.day(row.at), slot=f"{{entry{n}}}") for n, row in enumerate(chosen, 1)
    ]
    if lines:
        values = {f"entry{n}": shown(entry) for n, entry in enumerate(chosen, 1)}
        talk.say("journal.list", values=values, lines="\n".join(lines))
        numbers = tuple(command_button(str(n), f"lees {entry.run}") for n, entry in enumerate(chosen, 1))
        more = (command_button(say("menu.more"), f"logboek {page + 2}"),) if len(entries) > (page + 1) * PAGE else ()
        back = (command_button(say("looking_back.button"), "terugblik"),) if page == 0 and len(entries) > 2 else ()
        talk.under(numbers, more, back)


def shown(entry: EntryRow) -> str:
    """The beginning of an entry, or that its text is gone and the row for a register is there still."""
    return opening(entry, 60) if entry.text else say("keeping.text_gone")


def _show_draft(talk: Talk, row: RunRow, more: int) -> None:
    """The newest draft; the others come up when it is kept or gone."""
    buttons = (
        command_button(say("journal.keep"), f"bewaar {row.id}"),
        command_button(say("journal.away"), f"weg {row.id}"),
    )
    draft = excerpt(text_of(talk, row.id), 120)
    name = "journal.draft_line_more" if more else "journal.draft_line"
    talk.say(name, buttons, values={"draft": draft}, date=dates.day(row.at), more=more)


def _show_questions(talk: Talk, rows: list[RunRow]) -> None:
    """The questions that were kept, each to be begun or thrown away; the latest ones."""
    dialogues = [talk.library.dialogues[row.dialogue] for row in rows if row.dialogue in talk.library.dialogues]
    lines = [
        say("journal.kept_question", n=n, question=dialogue.steps[1].text, title=dialogue.title)  # type: ignore[attr-defined]
        for n, dialogue in enumerate(dialogues, 1)
    ]
    buttons = [
        (
            command_button(say("journal.begin_question", n=n), f"verder {row.id}"),
            command_button(say("journal.drop_question", n=n), f"weg {row.id}"),
        )
        for n, row in enumerate(rows, 1)
    ]
    talk.say("journal.kept_questions", *buttons, lines="\n".join(lines))


def read_back(talk: Talk, run_id: str, page: int = 0) -> None:
    """What the person wrote in a run, question by question, two bubbles at a time."""
    run = talk.work.run(run_id)
    rows = [row for row in talk.work.all_answers(run_id) if row.text] if run else []
    kept = any(not entry.step for entry in talk.work.entries_of(run_id))
    if not rows:
        drop = (command_button(say("logbook.drop"), f"wis {run_id}"),) if kept else ()
        talk.say("keeping.text_gone_read" if kept else "journal.nothing_written", drop)
        return
    first, now = page * 2 + 1, rows[page * 2 : page * 2 + 2]
    for row in now:
        talk.say("journal.answer", values={"answer": row.text}, question=row.question)
    change = tuple(
        command_button(say("journal.change", n=number), f"aanpas {run_id} {row.step}")
        for number, row in enumerate(now, first)
    )
    more = (command_button(say("menu.more"), f"lees {run_id} {page + 2}"),) if len(rows) > page * 2 + 2 else ()
    rest = (command_button(say("journal.as_file"), f"bestand {run_id}"), command_button(say("menu.menu"), "menu"))
    act = command_button(say("logbook.do_more"), f"notitie-meer {run_id}")
    talk.under(change, (*more, *rest), (act,) if kept else (), sharing.offer(talk, run_id))


def _sign(talk: Talk, signal: Signal, text: str = "") -> Incoming:
    return Incoming(signal, talk.incoming.at, text)
