"""Play: runs of dialogues. Feeds the engine and carries out its effects."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta

from bot.dialogue.engine import advance, closes, needs
from bot.dialogue.model import SIGNPOST, Dialogue
from bot.dialogue.run import Run
from bot.dialogue.turn import (
    AskWord,
    Effect,
    Incoming,
    KeepDraft,
    Kept,
    Leave,
    OtherDialogue,
    Parked,
    Planned,
    Reply,
    ScheduleReturn,
    Signal,
    StartDialogue,
)
from bot.language.fold import excerpt
from bot.people.nudges import SETTINGS, Wishes
from bot.services import anonymise, doing, journal, lists, own_preview, progress, prompting, sharing, ways_in
from bot.services.focus import Frame
from bot.services.library import NOTE
from bot.services.own_shelf import is_preview
from bot.services.rows import RunRow
from bot.services.talk import Talk, command_button
from bot.texts import say

_KEPT = ("reflectie", "intervisie")  # kinds of which what is finished is a note of the journal


def start(talk: Talk, dialogue: Dialogue, form: str = "") -> None:
    """Begin a dialogue anew, in a form of choice or the one that fits; a run that was in focus is paused."""
    set_aside(talk)
    run_id = secrets.token_hex(6)
    talk.push(Frame("run", run_id))
    earlier = [row for row in talk.work.runs() if row.dialogue == dialogue.id]
    facts = {"rounds": sum(row.state == "finished" for row in earlier), "begun": len(earlier)}
    run = Run(key=f"r:{run_id}", dialogue=dialogue.id, facts=facts, form=form)
    _take(talk, run_id, dialogue, run, replace(talk.incoming, signal=Signal.START, text=""))
    doing.begun(talk, dialogue.id)


def open_dialogue(talk: Talk, dialogue: Dialogue, form: str = "") -> None:
    """Begin a dialogue, or offer to go on where the person paused it."""
    row = next((row for row in reversed(talk.work.runs()) if row.dialogue == dialogue.id and _unfinished(row)), None)
    if row is None or dialogue.kind == "reflectie":
        start(talk, dialogue, form)
    elif row.id == talk.focus.run:
        resume(talk, row.id)
    else:
        talk.say(
            "menu.busy_with",
            (
                command_button(say("menu.go_on"), f"verder {row.id}"),
                command_button(say("menu.anew"), f"opnieuw {dialogue.id}"),
            ),
            title=dialogue.title,
        )


def reopen(talk: Talk, run_id: str) -> bool:
    """Open a run again whose moment has come; False when it is done, gone, or what the person is in already."""
    run = talk.work.run(run_id)
    if run is None or run_id == talk.focus.run or run.state not in ("active", "paused", "waiting"):
        return False
    if run.state == "waiting":
        talk.work.keep_run(run_id, replace(run, state="paused"))  # from now on it stands in the menu
    return True


def go_on_label(dialogue: Dialogue) -> str:
    """What the button that goes on with a dialogue says; a long title is cut to what fits on a phone."""
    return say("menu.go_on_with", title=excerpt(dialogue.title, 16))


def _unfinished(row: RunRow) -> bool:
    return row.state in ("active", "paused", "waiting")


def paused(talk: Talk) -> list[RunRow]:
    """The runs that can be gone on with, the latest first; not the slow questions whose day has not come."""
    rows = [row for row in talk.work.runs() if _unfinished(row) and row.dialogue in talk.library.dialogues]
    loud = [row for row in rows if not _quiet(talk.library.dialogues[row.dialogue], row.state)]
    left = [row for row in loud if not journal.is_draft(row) and not journal.is_kept_question(talk, row)]
    return sorted(left, key=lambda row: row.at, reverse=True)


def _quiet(dialogue: Dialogue, state: str) -> bool:
    """Whether a run is to be left alone until it comes back: a slow question is carried, not hurried."""
    return dialogue.kind == "trage-vraag" and state == "waiting"


def set_aside(talk: Talk) -> None:
    """Pause the run in focus and clear the stack."""
    run_id = talk.focus.run
    run = talk.work.run(run_id) if run_id else None
    dialogue = talk.library.dialogues.get(run.dialogue) if run else None
    if dialogue and _leaves_no_trace(dialogue):
        talk.work.drop_run(run_id)
    elif run and run.state == "active":
        talk.work.keep_run(run_id, replace(run, state="paused"))
    talk.focus = talk.focus.without("run").without("prompt")


def resume(talk: Talk, run_id: str) -> None:
    """Go on with a run: what it waits for is asked again, with what stood there."""
    run = talk.work.run(run_id)
    if run is None or run.state in ("finished", "stopped"):
        talk.say("menu.nothing_to_go_on")
        return
    if run_id != talk.focus.run:
        set_aside(talk)
        talk.push(Frame("run", run_id))
        doing.begun(talk, run.dialogue)
    talk.focus = talk.focus.without("prompt")
    play(talk, run_id, replace(talk.incoming, signal=Signal.RESUME, text=""))


def play(talk: Talk, run_id: str, incoming: Incoming) -> None:
    """Give something that came in to a run."""
    run = talk.work.run(run_id)
    dialogue = talk.library.dialogues.get(run.dialogue) if run else None
    if run is None or dialogue is None:
        talk.focus = talk.focus.without("run", run_id)
        if run:
            talk.work.keep_run(run_id, replace(run, state="finished"))
        talk.reply(Reply(say("menu.dialogue_gone"), keyboard=()))
        return
    closing = closes(dialogue, run, incoming)
    if closing and anonymise.hold(talk, run_id, closing, incoming):
        return
    _take(talk, run_id, dialogue, run, incoming)


def polish(talk: Talk, run_id: str, step: str) -> None:
    """Open a finished run again at one of its questions; Verder ends it once more."""
    run = talk.work.run(run_id)
    if run is None or run.dialogue not in talk.library.dialogues:
        talk.say("menu.nothing_to_go_on")
        return
    set_aside(talk)
    talk.push(Frame("run", run_id))
    play(talk, run_id, replace(talk.incoming, signal=Signal.COMMAND, text=f"goto.{step}"))


def again(talk: Talk) -> None:
    """Put the question of the run in focus once more, when there is one."""
    if talk.focus.run:
        resume(talk, talk.focus.run)


def command(talk: Talk, control: str) -> None:
    """A control typed as a command (/terug, /overslaan, /pauze, /stop)."""
    if not talk.focus.run:
        talk.say("menu.not_in_anything", (command_button(say("menu.menu"), "menu"),))
        return
    talk.focus = talk.focus.without("prompt")
    play(talk, talk.focus.run, replace(talk.incoming, signal=Signal.COMMAND, text=control))


def _take(talk: Talk, run_id: str, dialogue: Dialogue, run: Run, incoming: Incoming) -> None:
    wanted = frozenset() if incoming.signal is Signal.START else needs(dialogue, run, incoming)
    answers = talk.work.answers(run_id, wanted) if wanted else {}
    turn = advance(dialogue, run, answers, incoming)
    talk.work.keep_run(run_id, turn.run)
    for output in turn.outputs:
        if isinstance(output, Reply):
            talk.reply(_honest(talk, output))
        else:
            _carry_out(talk, run_id, dialogue, turn.run, output)


def _honest(talk: Talk, reply: Reply) -> Reply:
    """The reply; where it tells of a reminder to come and all of those are off, that they are."""
    if reply.text != say("ask.later_unseen") or not Wishes.from_data(talk.work.settings().get(SETTINGS, {})).stopped:
        return reply
    return replace(reply, text=say("reminders.off_now"))


def _carry_out(talk: Talk, run_id: str, dialogue: Dialogue, run: Run, effect: Effect) -> None:
    if own_preview.passes_over(dialogue.id, effect):
        return
    if isinstance(effect, KeepDraft):
        journal.keep_draft(talk, effect.text, effect.ref)
        talk.say("journal.kept_aside")
    elif isinstance(effect, Parked):
        prompting.ask(talk, Frame("prompt", "parked", args={"run": run_id, "text": effect.text, "ref": effect.ref}))
    elif isinstance(effect, ScheduleReturn | Planned):
        _later(talk, run_id, effect)
    elif isinstance(effect, Kept):
        talk.work.keep(run_id, effect, talk.incoming.at)
    elif isinstance(effect, AskWord):
        prompting.ask(talk, Frame("prompt", "word"))
    elif isinstance(effect, OtherDialogue | StartDialogue | Leave):
        _leave(talk, run_id, dialogue, run, effect)


def _leave(
    talk: Talk, run_id: str, dialogue: Dialogue, run: Run, effect: OtherDialogue | StartDialogue | Leave
) -> None:
    """The run leaves the focus. The way out before a heavy case leaves no trace, nor do a signpost and a preview."""
    talk.focus = talk.focus.without("run", run_id)
    over = _leaves_no_trace(dialogue) and run.state != "paused"
    if isinstance(effect, OtherDialogue) or over:
        talk.work.drop_run(run_id)
    if over and is_preview(dialogue.id):
        own_preview.after(talk, dialogue.id)
    elif isinstance(effect, OtherDialogue):
        _other(talk, dialogue, effect.dialogue)
    elif isinstance(effect, StartDialogue):
        _begin(talk, effect)
    else:
        doing.left(talk, dialogue.id, run)
        _after(talk, run_id, dialogue, run)


def _leaves_no_trace(dialogue: Dialogue) -> bool:
    return dialogue.kind == SIGNPOST or is_preview(dialogue.id)


def _later(talk: Talk, run_id: str, effect: ScheduleReturn | Planned) -> None:
    if isinstance(effect, Planned):
        talk.go(f"terugkijkdag {run_id} {effect.step}")
    else:
        talk.work.schedule(talk.incoming.at + timedelta(days=effect.days), f"terugkeer {run_id}")


def _other(talk: Talk, dialogue: Dialogue, other: str) -> None:
    found = talk.library.dialogues.get(other)
    if found:
        start(talk, found)
    else:
        lists.dialogues(talk, dialogue.kind, leave_out=dialogue.id)


def _begin(talk: Talk, effect: StartDialogue) -> None:
    found = talk.library.dialogues.get(effect.dialogue)
    if found:
        open_dialogue(talk, found, effect.form)
    else:
        lists.reflecting(talk)


def _after(talk: Talk, run_id: str, dialogue: Dialogue, run: Run) -> None:
    """What one can do after a run was left; under the last bubble, or below it when that takes the keyboard away."""
    if run.state == "finished" and dialogue.kind in _KEPT:
        ways_in.first(talk)
    if dialogue.id == NOTE and run.form == journal.NOTE_FORM and run.state == "finished":
        talk.under(journal.note_buttons(run_id))
        return
    if dialogue.id == NOTE and run.form == journal.BACK_FORM and run.state == "finished":
        talk.go(f"inbrengvraag {run_id}")
        return
    if any(item.text.startswith("terugkijkdag ") for item in talk.pending):
        return  # the day to look back comes next, with buttons of its own
    buttons = [command_button(say("menu.something_else"), "menu")]
    waits, quiet = run.state in ("paused", "waiting"), _quiet(dialogue, run.state)
    if waits and not quiet:
        buttons = [command_button(go_on_label(dialogue), f"verder {run_id}")]
    elif run.path and not quiet and dialogue.kind != SIGNPOST:
        buttons.insert(0, command_button(say("menu.read_back"), f"lees {run_id}"))
    onward = progress.after(talk, dialogue.id) if run.state in ("finished", "waiting") else None
    buttons = [*([onward] if onward else []), *buttons]
    share = sharing.offer(talk, run_id) if run.state == "finished" else ()
    if talk.replies and talk.replies[-1].keyboard is None:
        talk.under(tuple(buttons), share)
    else:
        name = "menu.when_ready" if waits and not quiet else "menu.what_now"
        talk.say(name, tuple(buttons), share)


def lay_ready(talk: Talk, dialogue: Dialogue) -> None:
    """Put a dialogue ready to be begun later, outside the focus; it stands in the journal."""
    run_id = secrets.token_hex(6)
    run = Run(key=f"r:{run_id}", dialogue=dialogue.id)
    turn = advance(dialogue, run, {}, replace(talk.incoming, signal=Signal.START, text=""))
    talk.work.keep_run(run_id, replace(turn.run, state="paused", trail=""))
