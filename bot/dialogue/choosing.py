"""Choosing: one of a list, several of it, an order, and questions that uncover pieces of a case."""

from __future__ import annotations

from bot.dialogue import controls
from bot.dialogue.asking import add_part
from bot.dialogue.desk import Desk, on_button, option_buttons
from bot.dialogue.model import Choose, Option, Pick, Piece, Reveal
from bot.dialogue.turn import Answer, Chosen, KeepChoice, StartDialogue
from bot.dialogue.walking import lay_beside, to_journal, views_and_on
from bot.dialogue.ways import led, parts
from bot.language.fold import excerpt, fold
from bot.language.recognise import Recogniser
from bot.texts import say


def take(desk: Desk, step: Choose, choice: str) -> bool:
    """One option of a choice; False when there is no such option."""
    option = next((item for item in step.options if item.id == choice), None)
    if option is None:
        return False
    if desk.dialogue.kind == "huis":
        desk.move(stage="end", state="finished")
        desk.effect(Chosen(option.id))
        return True
    if desk.answer.text not in ("", option.label):
        _turned(desk, step, option)
    desk.effect(KeepChoice(step.id, step.text, option.label))
    desk.answers[step.id] = Answer(option.label, open=False)
    if option.dialogue:
        lead_to(desk, step, option)
    else:
        views_and_on(desk, step.views)
    return True


def _turned(desk: Desk, step: Choose, option: Option) -> None:
    """Another option than before: its why is asked once more, and another way is gone along from here."""
    dialogue, before = desk.dialogue, next((item for item in step.options if item.label == desk.answer.text), None)
    anew = {part.id for part in parts(dialogue, desk.place)}
    desk.move(path=tuple(name for name in desk.run.path if name not in anew))
    if led(dialogue, desk.place, option) != led(dialogue, desk.place, before):
        desk.move(came_from="", marks=tuple(name for name in desk.run.marks if name != "done"))


def lead_to(desk: Desk, step: Choose, option: Option) -> None:
    """Another dialogue begins and this one is done, without the words that stand at an end."""
    lay_beside(desk, step.views)
    to_journal(desk)
    desk.move(stage="end", state="finished")
    desk.mark("done")
    desk.effect(StartDialogue(option.dialogue, option.form))


def typed_option(options: tuple[Option, ...], text: str) -> str:
    """The id of the option whose label or number was typed whole, or ""."""
    wanted = fold(text)
    return next((item.id for item in options if wanted in (fold(item.label), item.id)), "")


def pick(desk: Desk, step: Pick, choice: str) -> bool:
    """One more of a list, by its number; False when there is no such option."""
    option = next((item for item in step.options if item.id == choice), None)
    if option is None:
        return False
    add(desk, step, option.label)
    return True


def add(desk: Desk, step: Pick, text: str) -> None:
    """Add an option, or words of one's own, to what was picked."""
    there = desk.answer.text.splitlines()
    if text in there:
        desk.reply(say("ask.picked_already"))
    else:
        add_part(desk, step, text)
        there.append(text)
        desk.reply(say("ask.ranked" if step.ordered else "ask.picked", place=len(there)))
    left = [option for option in step.options if option.label not in there]
    done, anew = (controls.label(controls.DONE), controls.DONE), (controls.label(controls.REWRITE), controls.REWRITE)
    if left:
        open_yet = {option.id for option in left}
        buttons = [button for button in option_buttons(desk.dialogue, step.options) if button[1] in open_yet]
        desk.offer(*buttons, done)
    else:
        desk.outputs.pop()
        shown = excerpt(
            "; ".join(f"{n} {line}" for n, line in enumerate(there, 1)) if step.ordered else "; ".join(there)
        )
        desk.reply(say("ask.ranked_all" if step.ordered else "ask.picked_all"), done, anew, answer=shown)


def ask_piece(desk: Desk, step: Reveal, text: str) -> None:
    """A question of the learner: keep it, and tell the piece that it reaches."""
    add_part(desk, step, text)
    found = _reached(step, text)
    if found is None:
        desk.reply(say("ask.reveal_nothing"))
    else:
        desk.mark(f"{step.id}.{step.pieces.index(found) + 1}")
        desk.reply(found.text)
    left = [(p.label, f"p{n}") for n, p in enumerate(step.pieces, 1) if f"{step.id}.{n}" not in desk.run.marks]
    desk.offer(*left[:2], on_button(desk))


def reveal(desk: Desk, step: Reveal, choice: str) -> bool:
    """A piece asked for by its button; False when the button is of something else."""
    number = choice.removeprefix("p")
    if not choice.startswith("p") or not number.isdecimal() or not 0 < int(number) <= len(step.pieces):
        return False
    ask_piece(desk, step, step.pieces[int(number) - 1].label)
    return True


def _reached(step: Reveal, text: str) -> Piece | None:
    """The piece whose label was asked, or whose words come first in the question."""
    for piece in step.pieces:
        if fold(piece.label) == fold(text):
            return piece
    seen = Recogniser(text)
    places = [(seen.first(piece.words), number) for number, piece in enumerate(step.pieces)]
    hits = sorted(hit for hit in places if hit[0] >= 0)
    return step.pieces[hits[0][1]] if hits else None
