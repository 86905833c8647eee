"""The file of a dialogue that an author works on: which one is meant, what is in it now, and when it was saved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.dialogue.model import Dialogue
from bot.errors import NabijError
from bot.fields import hint
from bot.problems import Problem
from bot.storage.content import load
from bot.storage.content_model import TEST_ENDING, Content, content_root
from bot.texts import say

NO_TEST = "N401"  # a conversation is what comes of playing; its absence is no reason to complain while playing
_FORM, _MISNAMED = "N1", "N107"


@dataclass(frozen=True)
class Version:
    """A file as it was at one moment.

    Args:
        dialogue: what is in it; None when it has a fault of form, so that it cannot be played as it is meant.
        problems: what is wrong in it, a missing conversation left out.
        content: everything installed, with this file in the place of the installed one of the same id.
    """

    dialogue: Dialogue | None
    problems: tuple[Problem, ...]
    content: Content


class Source:
    """A file that is read again when it has been saved.

    Args:
        path: the file.
        test: where its conversations stand.
        installed: whether it is part of the installed content.
    """

    def __init__(self, path: Path, test: Path | None = None, installed: bool = False) -> None:
        self.path = path
        self.test = test or path.with_name(path.name.removesuffix(".yaml") + TEST_ENDING)
        self.installed = installed
        self._seen = _stamp(path)

    def read(self) -> Version:
        """The file as it is now. Never raises for what it holds."""
        self._seen = _stamp(self.path)
        content, shown = load(stand_ins=[self.path]), self.path.as_posix()
        problems = tuple(found for found in content.problems if found.file == shown and found.code != NO_TEST)
        dialogue = next((item for item in content.dialogues.values() if item.file == shown and item.steps), None)
        broken = any(found.code.startswith(_FORM) and found.code != _MISNAMED for found in problems)
        return Version(None if broken else dialogue, problems, content)

    def saved(self) -> bool:
        """Whether the file was saved since it was last read; a file that is away for a moment was not."""
        now = _stamp(self.path)
        return now is not None and now != self._seen


def find(name: str) -> Source:
    """The source that a FILE or the id of an installed dialogue names.

    Raises:
        NabijError: there is no such file or dialogue, or the file holds something else.
    """
    path = Path(name)
    if path.name.endswith(TEST_ENDING):
        raise NabijError(say("authoring.is_a_test", file=name))
    if path.is_file():
        return Source(path)
    dialogues = load().dialogues
    if name not in dialogues:
        raise NabijError(say("authoring.no_such_dialogue", name=name, hint=hint(name, sorted(dialogues))))
    root = content_root()
    inside = root / dialogues[name].file
    if root.name == "content":  # a wheel: nobody writes among the installed packages
        return Source(inside, Path(name + TEST_ENDING), installed=True)
    return Source(inside, installed=True)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
