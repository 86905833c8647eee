"""Keeping: how long what somebody wrote stays, the telling before it goes, and the going. Rules: `privacy.retention`.

A row of the agenda that only the house sees (`Kind.LOOK`) has this looked at each week, or each day while a telling is
under way. The telling itself goes through the one queue of reminders, with its limits and quiet hours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from bot.dialogue.turn import Reply
from bot.people import nudges
from bot.privacy import retention
from bot.privacy.retention import Item, Keeping, Kind, Notice, Terms
from bot.services import dates, journal
from bot.services.rows import RunRow
from bot.services.talk import Talk, command_button
from bot.texts import say

SETTINGS = "keeping"  # where it stands among a person's settings
LOOK, TELLING = "bewaartermijn kijk", "bewaartermijn bericht"  # commands, and the keys of their rows
ASIDE = "aside:"  # what the id of a message begins with that could not be handled; all other ids are of runs
REGISTER = ("day", "form", "minutes", "themes", "level", "area")  # what a register row keeps


def own(talk: Talk) -> Keeping:
    """What this person chose."""
    return Keeping.from_data(talk.work.settings().get(SETTINGS, {}))


def keep(talk: Talk, keeping: Keeping) -> None:
    """Keep what this person chose."""
    settings = talk.work.settings()
    settings[SETTINGS] = keeping.to_data()
    talk.work.keep_settings(settings)


def terms(talk: Talk) -> Terms:
    """What the operator set."""
    return talk.library.house.terms


def plan(talk: Talk, keeping: Keeping) -> None:
    """Have the house look again when it is time."""
    talk.work.agenda.put(retention.next_look(keeping, talk.incoming.at), LOOK, nudges.Kind.LOOK, LOOK)


def look(talk: Talk) -> None:
    """When a look is due: let go what may go, and put a telling in the queue for what comes next. Says nothing."""
    if not any(row.due <= talk.incoming.at for row in talk.work.agenda.looks()):
        return
    keeping = _counted(talk, own(talk))
    items = written(talk, keeping)
    gone = retention.may_go(items, terms(talk), keeping, talk.incoming.at)
    for item in gone:
        let_go(talk, item, keeping.register)
    keeping = _tidied(talk, keeping, [item for item in items if item not in gone])
    keep(talk, keeping)
    plan(talk, keeping)


def _counted(talk: Talk, keeping: Keeping) -> Keeping:
    """With one more day counted, or without a telling that can never arrive any more: that is told anew."""
    if keeping.notice is None:
        return keeping
    told = talk.work.told(keeping.notice.slot)
    if told.sent is None and not told.waits and keeping.notice.seen is None:
        return replace(keeping, notice=None)
    return replace(keeping, notice=retention.counted(keeping.notice, told.sent, talk.incoming.at))


def _tidied(talk: Talk, keeping: Keeping, left: list[Item]) -> Keeping:
    """Without a telling that is over; then the next one is put in the queue, once."""
    now = talk.incoming.at
    if keeping.notice and retention.done(left, terms(talk), keeping, now):
        keeping = replace(keeping, notice=None)
    waiting = any(row.key == TELLING for row in talk.work.agenda.all())
    if not waiting and retention.to_tell(left, terms(talk), keeping, now):
        talk.work.agenda.put(now, TELLING, key=TELLING)
    longer = {name: at for name, at in keeping.longer.items() if at > now}
    return replace(keeping, longer=MappingProxyType(longer))


def tell(talk: Talk) -> None:
    """Say what will go and from when, without a word of what is in it, and what can be done about it."""
    keeping = own(talk)
    found = retention.to_tell(written(talk, keeping), terms(talk), keeping, talk.incoming.at)
    if not found:
        return
    slot = f"bewaartermijn:{talk.incoming.at:%Y%m%d%H%M%S}"
    keeping = replace(keeping, notice=Notice(tuple(item.id for item in found), slot))
    keep(talk, keeping)
    plan(talk, keeping)
    text = say("keeping.telling", what=counted(found), day=dates.day_and_year(_from(talk, keeping, found).date()))
    buttons = (("take", "mee"), ("longer", "langer"), ("let_go", "gaan"))
    row = tuple(command_button(say(f"keeping.{name}"), f"bewaartermijn {act}") for name, act in buttons)
    talk.reply(Reply(text, buttons=(row,), slot=slot))


def _from(talk: Talk, keeping: Keeping, found: Iterable[Item]) -> datetime:
    """The first moment at which something of this may go."""
    soonest = talk.incoming.at + timedelta(days=retention.NOTICE + 1)
    return max(soonest, min(retention.ends(item, terms(talk), keeping) or soonest for item in found))


def counted(items: Iterable[Item]) -> str:
    """How many of each kind, in words."""
    kinds = [item.kind for item in items]
    told = [(kind, kinds.count(kind)) for kind in (Kind.ENTRY, Kind.DRAFT, Kind.EXERCISE) if kind in kinds]
    parts = [say(f"keeping.{kind}_one" if count == 1 else f"keeping.{kind}", count=count) for kind, count in told]
    *first, last = parts or [""]
    return say("reminders.both", first=", ".join(first), last=last) if first else last


def told_of(talk: Talk, keeping: Keeping) -> list[Item]:
    """What the telling that is under way is about, as far as it is there still."""
    names = keeping.notice.items if keeping.notice else ()
    return [item for item in written(talk, keeping) if item.id in names]


def let_go(talk: Talk, item: Item, register: bool) -> None:
    """Let a text go; of an entry the row for a register may stay: when, how, how long and about what, no more."""
    if item.id.startswith(ASIDE):
        talk.work.drop_set_aside(item.id.removeprefix(ASIDE))
        return
    stays = register and item.kind is Kind.ENTRY
    if stays:
        for entry in talk.work.entries_of(item.id):
            kept = {name: value for name, value in entry.about.items() if name in REGISTER}
            talk.work.tell_entry(entry.id, kept)
        run = talk.work.run(item.id)
        if run:  # its marks hold checksums of the text
            talk.work.keep_run(item.id, replace(run, marks=(), state="finished"))
    talk.work.destroy(item.id, register=stays)
    talk.focus = talk.focus.without("run", item.id)
    for row in talk.work.agenda.all():
        if row.command.endswith(f" {item.id}"):
            talk.work.agenda.drop(row)


def written(talk: Talk, keeping: Keeping) -> list[Item]:
    """What has text in it and is old enough to be looked at, with its kind."""
    days = [retention.journal_days(terms(talk), keeping), terms(talk).drafts, terms(talk).exercises]
    span = timedelta(days=min((n for n in days if n != retention.FOR_GOOD), default=0) - retention.NOTICE)
    latest = talk.incoming.at - span + retention.TOGETHER
    rows = [row for row in talk.work.runs() if row.at <= latest] if any(days) else []
    kept = {entry.run for entry in talk.work.entries()} if rows else set()
    old = [Item(row.id, _kind(row, kept), row.at) for row in rows]
    found = [item for item in old if _soon(talk, keeping, item)]
    found = [item for item in found if any(answer.text for answer in talk.work.all_answers(item.id))]
    return found + [item for item in aside(talk) if _soon(talk, keeping, item)]


def aside(talk: Talk) -> list[Item]:
    """Messages that went wrong and were kept as they were: they stay as long as a draft does."""
    return [Item(f"{ASIDE}{row.id}", Kind.DRAFT, row.at) for row in talk.work.set_aside()]


def _soon(talk: Talk, keeping: Keeping, item: Item) -> bool:
    end = retention.ends(item, terms(talk), keeping)
    return end is not None and end <= talk.incoming.at + timedelta(days=retention.NOTICE) + retention.TOGETHER


def _kind(row: RunRow, kept: Iterable[str]) -> Kind:
    if journal.is_draft(row):
        return Kind.DRAFT
    return Kind.ENTRY if row.id in kept else Kind.EXERCISE


def line(talk: Talk) -> str:
    """The term of the journal, for the screen with all settings."""
    return say("keeping.settings", span=span(retention.journal_days(terms(talk), own(talk))))


def how_long(talk: Talk) -> str:
    """How long each kind of record is kept, in days."""
    found = terms(talk)
    days = {"drafts": found.drafts, "exercises": found.exercises, "transcript": found.transcript}
    journal_term = span(retention.journal_days(found, own(talk)))
    return say("keeping.privacy", journal=journal_term, **{name: span(number) for name, number in days.items()})


def span(days: int) -> str:
    """A term in words, in days too."""
    names: Mapping[int, str] = {days: f"keeping.years_{years}" for years, days in retention.YEARS.items()}
    if days == retention.FOR_GOOD:
        return say("keeping.for_good")
    return say(names[days], days=days) if days in names else say("keeping.days", days=days)
