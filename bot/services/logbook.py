"""The logbook: finding entries back by day, month, theme, model or word, and what can be done with one of them."""

from __future__ import annotations

from datetime import date

from bot.dialogue.model import Choose
from bot.language import when
from bot.language.fold import fold, words
from bot.services import dates, journal
from bot.services.focus import Frame
from bot.services.library import NOTE
from bot.services.prompting import ask, choice
from bot.services.rows import EntryRow
from bot.services.talk import Talk, command_button
from bot.texts import say

PAGE = 5
LONGEST = 40  # bytes of what is looked for that go into a button: a key holds 64


def command(talk: Talk, rest: str) -> None:
    """`logboek`, `logboek PAGE`, `logboek WHAT` (a day, month, theme, model or word), `logboek meer PAGE WHAT`."""
    head, _, tail = rest.removeprefix("meer ").partition(" ")
    page = max(int(head) - 1, 0) if head.isdecimal() and len(head) < 5 else 0
    if rest.startswith("meer "):
        find(talk, tail, page)
    elif rest.strip() and not rest.isdecimal():
        find(talk, rest.strip())
    else:
        journal.show(talk, page)


def find(talk: Talk, wanted: str, page: int = 0) -> None:
    """The entries that a word, day, month, theme or model leads to, newest first, a page at a time."""
    found = matching(talk, wanted)
    if not found:
        talk.say("logbook.nothing", (command_button(say("logbook.all"), "logboek"),), values={"wanted": wanted[:60]})
        return
    chosen = found[page * PAGE : (page + 1) * PAGE]
    values = {f"entry{n}": journal.shown(row) for n, row in enumerate(chosen, 1)}
    lines = [
        say("journal.line", number=n, date=dates.day(day_of(row)), slot=f"{{entry{n}}}")
        for n, row in enumerate(chosen, 1)
    ]
    talk.say("logbook.found", values={**values, "wanted": wanted[:60]}, lines="\n".join(lines), count=len(found))
    numbers = tuple(command_button(str(n), f"lees {row.run}") for n, row in enumerate(chosen, 1))
    more = command_button(say("menu.more"), f"logboek meer {page + 2} {_short(wanted)}")
    talk.under(numbers, (more,) if len(found) > (page + 1) * PAGE else ())


def matching(talk: Talk, wanted: str) -> list[EntryRow]:
    """The person's entries that hold every word that is looked for, or fit the day, month, theme or model."""
    plain, today = set(words(wanted)), dates.today(talk.incoming.at)
    named = when.find(wanted, today, past=True)
    days = {item.day for item in named}
    month = _month(wanted)
    themes = {match.id for match in talk.library.lookup.find(wanted, limit=3).matches if match.score >= 0.9}

    def fits(row: EntryRow) -> bool:
        dialogue = talk.library.dialogues.get(row.dialogue)
        return (
            (bool(plain) and plain <= set(words(row.text)))
            or day_of(row) in days
            or (month is not None and (day_of(row).month == month))
            or bool(themes & set(row.about.get("themes", ())))
            or bool(dialogue and dialogue.id != NOTE and fold(wanted) == fold(dialogue.title))
        )  # fmt: skip

    return [row for row in talk.work.entries() if fits(row)]


def _short(wanted: str) -> str:
    return wanted.encode("utf-8", "ignore")[:LONGEST].decode("utf-8", "ignore")


def _month(wanted: str) -> int | None:
    months = say("dates.months").split()
    return months.index(fold(wanted)) + 1 if fold(wanted) in months else None


def day_of(row: EntryRow) -> date:
    """The day of the moment, as the writer told it or else as it was written."""
    told = row.about.get("day")
    return date.fromisoformat(told) if told else dates.today(row.at)


def choices(talk: Talk, run_id: str) -> None:
    """What can be done with an entry: go deeper or on, tell its day and theme, throw it away."""
    run = talk.work.run(run_id)
    if run is None:
        talk.say("journal.nothing_written")
        return
    deeper = command_button(say("notes.deeper"), f"verdiep {run_id}")
    about = command_button(say("notes.about"), f"notitie-info {run_id}")
    drop = command_button(say("logbook.drop"), f"wis {run_id}")
    talk.say("logbook.choices", (*((deeper,) if run.dialogue == NOTE else ()), about, drop))
    talk.go(f"inbrengkeuze {run_id}")


def ask_drop(talk: Talk, run_id: str) -> None:
    """Ask whether an entry may be destroyed."""
    if talk.work.run(run_id) is None:
        talk.say("journal.nothing_written")
    else:
        ask(talk, Frame("prompt", "drop", args={"run": run_id}))


def drop_question(talk: Talk, frame: Frame) -> Choose:
    """Destroying an entry cannot be undone."""
    name = "logbook.drop_sure_telegram" if talk.work.channel == "telegram" else "logbook.drop_sure"
    return choice(name, ("no", say("own_data.delete_no")), ("yes", say("logbook.drop_yes")))


def drop_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Destroy it with everything that was written in it, or not."""
    if option == "yes":
        talk.work.destroy(frame.args["run"])
        talk.say("logbook.dropped", (command_button(say("logbook.all"), "logboek"),))
    else:
        talk.say("logbook.not_dropped")
