"""Own casus: a file that somebody wrote is read, told what is wrong in it, tried, kept in versions and thrown away."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping

from bot.dialogue.model import Choose, Dialogue
from bot.dialogue.turn import Button, Reply
from bot.language.fold import excerpt, fold
from bot.people.rights import Action, Role
from bot.services import dates, groups, own_preview, own_shelf, play, roles, uploads
from bot.services.focus import Frame
from bot.services.own_findings import Finding, judge
from bot.services.own_source import to_text
from bot.services.prompting import ask, ask_again, choice
from bot.services.rows import OwnRow
from bot.services.talk import Prompt, Talk, command_button
from bot.services.uploads import COMMAND
from bot.texts import say

MOST = 30  # casus that one person may keep
VERSIONS = 6  # of one casus, with the one that is played
SHOWN, PER_BUBBLE = 4, 2  # findings in one answer; the others come after the next upload
LONGEST_TITLE = 80  # characters; longer ones do not fit a list
NOT_TAKEN = {
    uploads.TOO_LARGE: "own_casus.refused_large", uploads.NOT_FETCHED: "own_casus.not_fetched",
    uploads.NOT_THERE: "own_casus.not_there",
}  # fmt: skip


def receive(talk: Talk) -> bool:
    """A file came in; False when nothing came of it but a sentence."""
    reader = talk.library.reader
    if reader is None or not _may(talk):
        talk.say("menu.other")
        return False
    found = reader.read(uploads.bare_name(talk.incoming.text), talk.incoming.data)
    if found.refusal:
        talk.reply(Reply("{refusal}", {"refusal": found.refusal}))
        return False
    dialogue, findings = judge(found, talk.library)
    if findings or dialogue is None or found.tree is None:
        _tell(talk, findings)
        return False
    return _take(talk, dialogue, to_text(found.tree))


def command(talk: Talk, rest: str) -> None:
    """`eigencasus` and what can be done with one, by its name; `terug` takes the number of a version too."""
    way, name, number = (*rest.split(" "), "", "")[:3]
    if not _may(talk):
        talk.say("menu.unknown_command")
    elif way == "bestand":
        talk.say(f"own_casus.how_{talk.work.channel}", (_template_button(),))
    elif way == "sjabloon":
        talk.reply(Reply(say("own_casus.template"), export="template"))
    elif way in _WAYS and (rows := _of(talk, name)):
        _WAYS[way](talk, name, rows)
    elif way == "terug" and (rows := _of(talk, name)):
        _back(talk, name, rows, number)
    elif way in _WAYS:
        talk.say("own_casus.not_mine", (command_button(say("own_casus.mine"), COMMAND),))
    else:
        _overview(talk)


def _may(talk: Talk) -> bool:
    return roles.allowed(talk, Action.KEEP_OWN_CASUS)


def _mine(talk: Talk) -> list[OwnRow]:
    """The rows of all casus of one's own."""
    return [row for row in talk.work.own_dialogues() if row.owner == talk.work.person]


def _of(talk: Talk, name: str) -> list[OwnRow]:
    """The rows of one of them, what waits to be kept first."""
    return [row for row in _mine(talk) if row.id == name]


def _kept(talk: Talk) -> list[tuple[OwnRow, Dialogue]]:
    """One's own casus as they are kept, by title."""
    found = [(row, talk.library.dialogues[own_shelf.KEPT + row.id]) for row in _mine(talk) if row.version]
    return sorted(found, key=lambda item: fold(item[1].title))


def _overview(talk: Talk) -> None:
    kept = _kept(talk)
    values = {f"title{n}": dialogue.title for n, (_, dialogue) in enumerate(kept)}
    lines = [
        say("own_casus.line", title=f"{{title{n}}}", version=row.version, day=dates.day(row.at))
        for n, (row, _) in enumerate(kept)
    ]
    name = "own_casus.overview" if kept else "own_casus.none"
    talk.say(name, values=values, lines="\n".join(lines), seen=_seen(talk, "overview"))
    rows = [(command_button(excerpt(item.title, 24), f"{COMMAND} toon {row.id}"),) for row, item in kept]
    talk.under(*rows, (Button(say("own_casus.choose"), uploads.CHOOSE), _template_button()))
    for row in _mine(talk):
        if not row.version:
            _show(talk, row.id, [row])


def _seen(talk: Talk, where: str) -> str:
    """Who else sees what one keeps: the students of one's groups, and nobody for who guides none."""
    return say(f"own_casus.seen_{where}_{'groups' if _guides(talk) else 'alone'}")


def _guides(talk: Talk) -> bool:
    return bool(groups.mine(talk, Role.TRAINER_HERE))


def _template_button() -> Button:
    return command_button(say("own_casus.get_template"), f"{COMMAND} sjabloon")


def _tell(talk: Talk, findings: list[Finding]) -> None:
    """What has to be mended, in three bubbles at most; places and words of the file are values."""
    talk.say("own_casus.mend_one" if len(findings) == 1 else "own_casus.mend", count=len(findings))
    for first in range(0, min(len(findings), SHOWN), PER_BUBBLE):
        shown = findings[first : min(first + PER_BUBBLE, SHOWN)]
        values = {f"where{n}": item.place for n, item in enumerate(shown)}
        values |= {f"what{n}": item.text for n, item in enumerate(shown)}
        lines = [say("own_casus.finding", where=f"{{where{n}}}", what=f"{{what{n}}}") for n in range(len(shown))]
        if len(findings) > SHOWN == first + len(shown):
            lines.append(say("own_casus.more_findings", count=len(findings) - SHOWN))
        talk.say("own_casus.findings", values=values, lines="\n\n".join(lines))
    talk.under((Button(say("own_casus.choose"), uploads.CHOOSE),))


def _take(talk: Talk, dialogue: Dialogue, source: str) -> bool:
    """Put a casus ready to be tried and kept: a new one, or the next version of the one with that title."""
    if len(dialogue.title) > LONGEST_TITLE:
        talk.say("own_casus.long_title", length=len(dialogue.title), most=LONGEST_TITLE)
        return False
    kept = _kept(talk)
    before = next((row for row, item in kept if fold(item.title) == fold(own_shelf.bare(dialogue.title))), None)
    if before is None and len(kept) >= MOST:
        talk.say("own_casus.too_many", (command_button(say("own_casus.mine"), COMMAND),), most=MOST)
        return False
    name = before.id if before else secrets.token_hex(6)
    _wait(talk, OwnRow(name, 0, talk.incoming.at, source))
    told = "read_again" if before else "read_for_groups" if _guides(talk) else "read"
    talk.say(
        f"own_casus.{told}", *own_preview.choices(name),
        values={"title": dialogue.title}, questions=len(dialogue.numbers), minutes=dialogue.minutes,
        version=before.version + 1 if before else 1,
    )  # fmt: skip
    return True


def _show(talk: Talk, name: str, rows: list[OwnRow]) -> None:
    row = rows[-1]
    dialogue = own_shelf.read(row)
    if not row.version:
        talk.say("own_casus.waiting", *own_preview.choices(name), values={"title": dialogue.title})
        return
    ways = (("own_casus.play", f"begin {own_shelf.KEPT}{name}"), ("own_casus.try", f"{COMMAND} proef {name}"),
            ("own_casus.drop", f"{COMMAND} weg {name}"))  # fmt: skip
    buttons = tuple(command_button(say(label), way) for label, way in ways)
    hand: tuple[Button, ...] = (command_button(say("own_casus.hand_over"), f"{COMMAND} geef {name}"),)
    if row.version > 1:
        hand += (command_button(say("own_casus.earlier"), f"{COMMAND} versies {name}"),)
    values = {"title": dialogue.title, "summary": dialogue.summary}
    talk.say("own_casus.shown", buttons, hand, values=values, version=row.version, day=dates.day(row.at))


def _hand_over(talk: Talk, name: str, rows: list[OwnRow]) -> None:
    """The casus as a file: whoever gets it sends it in as their own."""
    talk.reply(Reply(say("own_casus.handed"), export=f"casus:{name}"))


def _versions(talk: Talk, name: str, rows: list[OwnRow]) -> None:
    """The earlier versions, the latest first; each can be put back, as the next version."""
    earlier = [row for row in talk.work.own_versions(name) if 0 < row.version < rows[-1].version]
    buttons = [
        (command_button(say("own_casus.version", version=row.version, day=dates.day(row.at)),
                        f"{COMMAND} terug {name} {row.version}"),)
        for row in reversed(earlier)
    ]  # fmt: skip
    values = {"title": own_shelf.read(rows[-1]).title}
    talk.say("own_casus.versions" if buttons else "own_casus.no_versions", *buttons, values=values)


def _back(talk: Talk, name: str, rows: list[OwnRow], number: str) -> None:
    """An earlier version waits to be tried and kept, as if its file came in again."""
    found = [row for row in talk.work.own_versions(name) if row.version and str(row.version) == number]
    if not found:
        talk.say("own_casus.not_mine", (command_button(say("own_casus.mine"), COMMAND),))
        return
    _wait(talk, OwnRow(name, 0, talk.incoming.at, found[0].source))
    talk.say(
        "own_casus.put_back", *own_preview.choices(name), values={"title": own_shelf.read(found[0]).title},
        version=found[0].version, day=dates.day(found[0].at), next=rows[-1].version + 1,
    )  # fmt: skip


def _wait(talk: Talk, draft: OwnRow) -> None:
    """Have a casus wait to be tried and kept; one at a time does."""
    for row in _mine(talk):
        if not row.version:
            _drop(talk, row.id, 0)
    talk.work.keep_own_dialogue(draft)
    _renew(talk)


def _try(talk: Talk, name: str, rows: list[OwnRow]) -> None:
    play.set_aside(talk)
    own_preview.forget(talk)
    talk.say("own_casus.trying")
    play.start(talk, talk.library.dialogues[own_shelf.PREVIEW + name])


def _keep(talk: Talk, name: str, rows: list[OwnRow]) -> None:
    draft, version = rows[0], rows[-1].version + 1
    if draft.version:
        _show(talk, name, rows)
        return
    own_preview.forget(talk, name)
    talk.work.keep_own_dialogue(OwnRow(name, version, talk.incoming.at, draft.source))
    talk.work.drop_own_dialogue(name, 0)
    if version > VERSIONS:
        talk.work.drop_own_dialogue(name, version - VERSIONS)
    _renew(talk)
    buttons = (
        command_button(say("own_casus.play"), f"begin {own_shelf.KEPT}{name}"),
        command_button(say("own_casus.mine"), COMMAND),
    )
    said = "own_casus.kept" if version == 1 else "own_casus.kept_again"
    talk.say(said, buttons, values={"title": own_shelf.read(draft).title}, version=version, seen=_seen(talk, "kept"))


def _away(talk: Talk, name: str, rows: list[OwnRow]) -> None:
    """What was not kept goes at once; what was kept after a question."""
    if rows[0].version:
        ask(talk, Frame("prompt", "own_drop", args={"name": name}))
        return
    _drop(talk, name, 0)
    talk.say("own_casus.not_kept", (command_button(say("own_casus.mine"), COMMAND),))


def _drop(talk: Talk, name: str, version: int | None = None) -> None:
    own_preview.forget(talk, name)
    talk.work.drop_own_dialogue(name, version)
    _renew(talk)


def _renew(talk: Talk) -> None:
    talk.library = own_shelf.of(talk.library, talk.work)


def _drop_question(talk: Talk, frame: Frame) -> Choose:
    rows = _of(talk, frame.args["name"])
    options = (("no", say("own_casus.drop_no")), ("yes", say("own_casus.drop_yes")))
    return choice("own_casus.drop_sure", *options, values={"title": own_shelf.read(rows[-1]).title if rows else ""})


def _drop_chosen(talk: Talk, frame: Frame, option: str) -> None:
    if option == "yes":
        _drop(talk, frame.args["name"])
    name = "own_casus.dropped" if option == "yes" else "own_casus.drop_not"
    talk.say(name, (command_button(say("own_casus.mine"), COMMAND),))


_WAYS: Mapping[str, Callable[[Talk, str, list[OwnRow]], None]] = {
    "toon": _show, "proef": _try, "bewaar": _keep, "weg": _away, "geef": _hand_over,
    "versies": _versions,
}  # fmt: skip
COMMANDS: Mapping[str, Callable[[Talk, str], None]] = {COMMAND: command}
PROMPTS: Mapping[str, Prompt] = {"own_drop": Prompt(_drop_question, _drop_chosen, ask_again)}
