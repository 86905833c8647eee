"""Playing: talking with a dialogue from its file, which may be saved again at any moment."""

from __future__ import annotations

from bot.authoring.rehearsal import Rehearsal
from bot.authoring.screen import Screen
from bot.authoring.source import Source, Version
from bot.errors import ContentError
from bot.texts import say


def play(source: Source, screen: Screen, to_the_end: bool = False) -> Rehearsal | None:
    """Talk with a dialogue until the input ends.

    Args:
        source: the file; each time it was saved the talk goes on with the new version, at the same step.
        screen: where the author talks.
        to_the_end: stop as soon as the dialogue is over.

    Returns:
        The rehearsal as it was left, or None when the input ended before there was anything to play.

    Raises:
        ContentError: the file cannot be played and nobody can mend it while this runs (over a pipe).
    """
    version = _first(source, screen)
    if version is None or version.dialogue is None:
        return None
    rehearsal = Rehearsal(version.dialogue, version.content)
    screen.remark(say("authoring.how_record" if to_the_end else "authoring.how_play"))
    screen.show(rehearsal.begin())
    for line in screen.lines():
        renewed = source.saved() and _renew(source, screen, rehearsal)
        screen.show(rehearsal.resume() if renewed and not line.strip() else rehearsal.hear(line))
        if to_the_end and rehearsal.over:
            break
    return rehearsal


def _first(source: Source, screen: Screen) -> Version | None:
    """The first version that can be played; in a terminal the author may mend the file meanwhile."""
    version = source.read()
    if version.dialogue is None and not screen.styled:
        raise ContentError("\n".join(map(str, version.problems)) or say("authoring.no_dialogue", file=source.path))
    screen.list_faults(version.problems)
    while version.dialogue is None:
        screen.remark(say("authoring.mend_first"))
        if next(screen.lines(), None) is None:
            return None
        version = source.read()
        screen.list_faults(version.problems)
    return version


def _renew(source: Source, screen: Screen, rehearsal: Rehearsal) -> bool:
    """Read the saved file; with a fault of form in it the last good version goes on."""
    version = source.read()
    screen.list_faults(version.problems)
    if version.dialogue is None:
        screen.remark(say("authoring.saved_broken"))
        return False
    if version.dialogue.hash == rehearsal.passage.dialogue.hash:
        return False
    rehearsal.take(version.dialogue)
    screen.remark(say("authoring.saved"))
    return True
