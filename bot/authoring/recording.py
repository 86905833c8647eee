"""Recording: from what was said to a conversation in X.test.yaml that plays to its end.

What is heard is taken from playing the said lines once more, so that a look-up on the way or a file that was saved
meanwhile leaves nothing in the recording that is not so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from bot.authoring import yaml_text
from bot.dialogue.hearing import and_begun, heard_text
from bot.dialogue.model import Dialogue
from bot.dialogue.passage import Passage
from bot.dialogue.script import Script, parse_script, play
from bot.dialogue.turn import Reply
from bot.errors import NabijError
from bot.problems import Problem
from bot.storage.trees import read_file, read_tree
from bot.texts import say

MOST_WORDS = 7  # of a bubble: enough to know it by, few enough to survive a small change
_ITEM = re.compile(r"( *)-(?= |$)")


def recorded(dialogue: Dialogue, said: Sequence[str], title: str, indent: int = 2) -> str:
    """A conversation as it stands in the list `tests`, with a line break at its end.

    Args:
        dialogue: what was played.
        said: every line that counted, in order.
        title: of the conversation.
        indent: spaces before its dash.
    """
    passage, pad = Passage(dialogue), " " * indent
    lines = [f"{pad}- title: {yaml_text.scalar(title)}", f"{pad}  turns:"]
    lines.append(f"{pad}    - heard: {_heard(passage.start())}")
    for line in said:
        if passage.cannot(line):
            break
        replies = and_begun(passage.say(line), passage.effects)
        lines += [f"{pad}    - said: {yaml_text.scalar(line)}", f"{pad}      heard: {_heard(replies)}"]
    answers = {step: answer.text for step, answer in passage.answers.items() if answer.text and dialogue.step(step)}
    if answers:
        lines.append(f"{pad}  answers:")
        lines += [f"{pad}    {step}: {yaml_text.block(text, indent + 6)}" for step, text in answers.items()]
    return "\n".join(lines) + "\n"


def _heard(replies: Sequence[Reply]) -> str:
    """The first words of each bubble and the labels of its buttons, in order; an empty list for silence."""
    texts: list[str] = []
    for reply in replies:
        bubble = heard_text(Reply(reply.text, values=reply.values)).split()
        texts += [" ".join(bubble[:MOST_WORDS])] if bubble else []
        texts += [button.label for row in reply.buttons for button in row]
    return yaml_text.flow_list(texts)


class Book:
    """A file of conversations that one more is to be written in.

    Args:
        path: the file; it need not exist yet.
        dialogue: the dialogue of the conversations.

    Raises:
        NabijError: the file cannot be added to; nothing has been played yet.
    """

    def __init__(self, path: Path, dialogue: Dialogue) -> None:
        self._path, self._dialogue = path, dialogue
        self._text, self._script, indents = "", None, [2]
        if path.exists():
            self._text, self._script, indents = _existing(path, dialogue)
        self._indent = indents[0]

    @property
    def count(self) -> int:
        """How many conversations there are."""
        return len(self._script.conversations) if self._script else 0

    def add(self, said: Sequence[str], title: str) -> None:
        """Write one more conversation at the end.

        Raises:
            NabijError: what would be written does not play, or the file is laid out so that it cannot be added to.
        """
        before = self._text.rstrip("\n") + "\n" if self._text else f"dialogue: {self._dialogue.id}\ntests:\n"
        text = before + recorded(self._dialogue, said, title, self._indent)
        script, problems = _parsed(text, self._path)
        whole = script is not None and len(script.conversations) == self.count + 1
        if not whole or script is None or problems or _fails(self._dialogue, script):
            raise NabijError(say("authoring.cannot_add", file=self._path))
        self._path.write_text(text, encoding="utf-8")


def _existing(path: Path, dialogue: Dialogue) -> tuple[str, Script, list[int]]:
    content, problems = read_file(path, path.as_posix())
    text = content.decode("utf-8", "replace")
    script, more = _parsed(text, path)
    if problems or more or script is None:
        raise NabijError("\n".join(map(str, (*problems, *more))))
    if script.dialogue != dialogue.id:
        raise NabijError(say("authoring.other_test", file=path, found=script.dialogue, wanted=dialogue.id))
    lines = text.splitlines()
    items = [_ITEM.match(lines[conversation.line - 1]) for conversation in script.conversations]
    return text, script, [len(item[1]) for item in items if item] or [2]


def _parsed(text: str, path: Path) -> tuple[Script | None, list[Problem]]:
    tree, problems = read_tree(text.encode("utf-8"), path.as_posix())
    if tree is None:
        return None, problems
    return parse_script(tree)


def _fails(dialogue: Dialogue, script: Script) -> list[Problem]:
    """What goes wrong in the last conversation; the older ones are not looked at here."""
    last = Script(script.dialogue, script.conversations[-1:], script.file)
    return play(dialogue, last)
