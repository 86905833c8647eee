"""Commands: what each /command does, with the rest of its line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from bot.dialogue.model import SIGNPOST
from bot.language.fold import fold
from bot.problems import did_you_mean
from bot.services import (
    browse,
    command_tables,
    consent,
    consult,
    deleting,
    entries,
    entries_about,
    helping,
    journal,
    keeping_asked,
    lines,
    lists,
    logbook,
    looking_back,
    notes,
    own_casus,
    own_data,
    placing,
    play,
    progress,
    remarks,
    reminded,
    reminding,
    search,
    settings,
    slow,
    starting,
)
from bot.services.agenda import WAKE
from bot.services.agreeing import remind
from bot.services.focus import Frame
from bot.services.library import NOTE
from bot.services.prompting import ask
from bot.services.talk import Talk, command_button
from bot.texts import say


def run(talk: Talk) -> None:
    """Do the command that came in; an unknown one gets a friendly sentence and loses nothing."""
    name, _, rest = talk.incoming.text.strip().partition(" ")
    act = _COMMANDS.get(fold(name))
    if act is None:
        _unknown(talk, name)
    else:
        if fold(name) not in _BESIDE:
            # A note that was asked about stays a draft; what is typed from here on is no part of it, nor of a response.
            talk.focus = talk.focus.without("prompt", "draft", "not_found", *command_tables.LEFT)
        act(talk, rest.strip())


def _unknown(talk: Talk, name: str) -> None:
    meant = did_you_mean(fold(name), [command.name for command in lists.commands()])
    if meant:
        talk.say("menu.unknown_near", (command_button(f"/{meant}", meant),), meant=meant)
    else:
        talk.say("menu.unknown_command")
    play.again(talk)


def start(talk: Talk, rest: str = "") -> None:
    """Welcome and menu, or what one was invited to."""
    if not starting.invited(talk, rest):
        talk.say("menu.welcome")
        menu(talk)


def menu(talk: Talk, rest: str = "") -> None:
    """What can be done now: going on with what is open first."""
    where = placing.where(talk)
    if where:
        play.again(talk)
        return
    going, busy = [], []
    for row in play.paused(talk)[:2]:
        dialogue = talk.library.dialogues[row.dialogue]
        going.append(command_button(play.go_on_label(dialogue), f"verder {row.id}"))
        busy.append(say("menu.menu_busy", title=dialogue.title, where=placing.place(talk, row.id)))
    line = progress.menu_button(talk)
    if line:
        going.append(line)
    going = command_tables.due_first(talk, going)
    others = (
        command_button(say("menu.casus"), "casus"),
        command_button(say("menu.write"), "notitie"),
        command_button(say("menu.reflect"), "reflecteer"),
    )
    text = say("menu.menu_open", lines="\n".join(busy)) if busy else say("menu.menu_text")
    talk.say("menu.menu_whole", *((button,) for button in going), others, text=text)


def _of_kind(talk: Talk, rest: str, kind: str) -> None:
    words = rest.split()
    if not words:
        lists.dialogues(talk, kind)
    elif words[0] == "meer":
        lists.dialogues(talk, kind, _page(words[1:]))
    elif kind != "casus" or not lists.cases(talk, rest):
        _open(talk, rest, kind, otherwise=partial(lists.dialogues, talk, kind))


def _reflect(talk: Talk, rest: str) -> None:
    """Looking back: alone, with colleagues, or by way of the signpost to the form that fits."""
    words = fold(rest).split()
    if not words:
        lists.reflecting(talk)
    elif words[0] == "meer":
        lists.dialogues(talk, "reflectie", _page(words[1:]))
    elif words[0] == "intervisie" and (not words[1:] or words[1].isdecimal()):
        lists.dialogues(talk, "intervisie", _page(words[1:]))
    else:
        _open(talk, rest, "reflectie", "intervisie", SIGNPOST, otherwise=partial(lists.reflecting, talk))


def _open(talk: Talk, name: str, *kinds: str, otherwise: Callable[[], None]) -> None:
    found = talk.library.named(name, *kinds)
    if found:
        play.open_dialogue(talk, found)
    else:
        talk.say("menu.not_found_here", values={"query": name[:60]})
        otherwise()


def _slow(talk: Talk, rest: str) -> None:
    if rest == "een":
        slow.pick(talk)
    else:
        _of_kind(talk, rest, slow.KIND)


def _word(talk: Talk, rest: str) -> None:
    words = rest.split()
    if len(words) == 2 and words[1].isdecimal() and talk.library.entry(words[0]):
        entries.show(talk, words[0], int(words[1]))
    else:
        consult.look_up(talk, rest)


def _question(talk: Talk, rest: str, act: Callable[[Talk, str, int], None]) -> None:
    """`vraag LEMMA N` and what else is done with a question of a lemma."""
    name, _, number = rest.partition(" ")
    act(talk, name, _page([number]) + 1)


def _lacks(talk: Talk, rest: str) -> None:
    if talk.library.entry(rest):
        ask(talk, Frame("prompt", "lacks", args={"entry": rest}))
    else:
        talk.say("consult.gone")


def _note(talk: Talk, rest: str) -> None:
    if rest:
        notes.close(talk, journal.keep_draft(talk, rest, talk.incoming.ref))
    else:
        play.start(talk, talk.library.dialogues[NOTE], journal.NOTE_FORM)


def _read(talk: Talk, rest: str) -> None:
    words = rest.split()
    if words:
        journal.read_back(talk, words[0], _page(words[1:]))


def _with_step(talk: Talk, rest: str, act: Callable[[Talk, str, str], None]) -> None:
    run_id, _, step = rest.partition(" ")
    act(talk, run_id, step)


def _return(talk: Talk, rest: str) -> None:
    """A moment that was agreed on has come; what it is about is shown only when asked for."""
    if not play.reopen(talk, rest):
        return
    talk.say(
        "menu.returned",
        (
            command_button(say("menu.show_it"), f"verder {rest}"),
            command_button(say("menu.tomorrow"), f"morgen {rest}"),
            command_button(say("menu.let_rest"), f"rust {rest}"),
        ),
    )


def _away(talk: Talk, rest: str) -> None:
    talk.work.drop_run(rest)
    talk.say("journal.gone")


def _go_on(talk: Talk, rest: str) -> None:
    play.resume(talk, rest or talk.focus.run)


def _anew(talk: Talk, rest: str) -> None:
    dialogue = talk.library.dialogues.get(rest)
    if dialogue:
        play.start(talk, dialogue)


def _begin(talk: Talk, rest: str) -> None:
    """A dialogue of any kind: begun, or gone on with."""
    dialogue = talk.library.dialogues.get(rest)
    if dialogue:
        play.open_dialogue(talk, dialogue)
    else:
        talk.say("menu.dialogue_gone")


def _control(talk: Talk, rest: str, control: str) -> None:
    play.command(talk, control)


def _page(words: list[str]) -> int:
    return max(int(words[0]) - 1, 0) if words and words[0].isdecimal() and len(words[0]) < 5 else 0


# Looked at in between, without leaving anything.
_BESIDE = command_tables.BESIDE | {WAKE, "terugkeer", "planterug", "bewaartermijn", "begrip", "blader", "vraag"}
_BESIDE |= {"bewaarvraag", "mist", "gemist", "noodhulp", "help", "privacy", "mijngegevens"}
_OWN: Mapping[str, Callable[[Talk, str], None]] = {
    "start": start,
    "menu": menu,
    "help": helping.command,
    "casus": partial(_of_kind, kind="casus"),
    "leervragen": partial(_of_kind, kind="leervragen"),
    "reflecteer": _reflect,
    "reflectie": _reflect,
    "intervisie": lambda talk, rest: _reflect(talk, rest or "intervisie"),
    "leerlijn": lines.command,
    "leerlijnen": lines.command,
    "tragevraag": _slow,
    "tragevragen": _slow,
    "begrip": _word,
    "blader": browse.browse,
    "vraag": partial(_question, act=entries.question),
    "bewaarvraag": partial(_question, act=entries.keep_question),
    "overdenk": partial(_question, act=entries.reflect_on),
    "mist": _lacks,
    "gemist": lambda talk, rest: remarks.overview(talk),
    "notitie": _note,
    "logboek": logbook.command,
    "terugblik": looking_back.command,
    "notitie-meer": logbook.choices,
    "wis": logbook.ask_drop,
    "lees": _read,
    "aanpas": partial(_with_step, act=play.polish),
    "bestand": own_data.take_run_out,
    "terugkeer": _return,
    "morgen": reminded.till_tomorrow,
    "rust": reminded.let_rest,
    "toon": reminded.show,
    WAKE: reminding.wake,
    "herinner": remind,
    "bewaartermijn": keeping_asked.command,
    "instellingen": settings.command,
    "bewaar": notes.close,
    "weg": _away,
    "verdiep": notes.deepen,
    "genoeg": lambda talk, rest: talk.say("notes.rest"),
    "notitie-info": entries_about.begin,
    "terugkijkdag": partial(_with_step, act=notes.ask_day),
    "planterug": notes.come_back,
    "planmorgen": notes.tomorrow,
    "kijkterug": notes.look_back,
    "verder": _go_on,
    "opnieuw": _anew,
    "begin": _begin,
    "zoek": lambda talk, rest: search.find(talk, rest),
    "terug": partial(_control, control="back"),
    "overslaan": partial(_control, control="skip"),
    "pauze": partial(_control, control="pause"),
    "stop": partial(_control, control="stop"),
    **own_casus.COMMANDS,
    "klaar": partial(_control, control="done"),
    "noodhulp": lambda talk, rest: lists.emergency(talk),
    "privacy": lambda talk, rest: own_data.privacy(talk),
    "mijngegevens": lambda talk, rest: own_data.take_out(talk),
    "verwijder": deleting.command,
    "intrekken": lambda talk, rest: consent.ask_withdraw(talk),
}
_COMMANDS = command_tables.joined(_OWN, command_tables.COMMANDS)


def known() -> frozenset[str]:
    """The names of all commands, of those that only buttons give too."""
    return frozenset(_COMMANDS)
