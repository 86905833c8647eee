"""What an earlier revision had and the content now lacks: steps whose answers would lose their place."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from bot.dialogue.model import Dialogue, Step
from bot.dialogue.parse import parse
from bot.errors import StoreError
from bot.fields import Findings, hint
from bot.problems import Node, Problem
from bot.storage.content import load
from bot.storage.content_model import TEST_ENDING, content_root
from bot.storage.trees import read_tree
from bot.texts import say


def vanished(since: str, root: Path | None = None) -> list[Problem]:
    """The ids of steps that a git revision has and the dialogues now lack, without a `was:` that names them.

    A dialogue that is gone as a whole is no fault: its runs stay readable.

    Args:
        since: what git can tell a revision from (a tag, a branch, HEAD~3).
        root: folder with `dialogues`, inside a clone; the installed one when it is None.

    Raises:
        StoreError: there is no git, no clone, or no such revision.
    """
    folder = root or content_root()
    commit = _commit(since, folder)
    dialogues, found = load(folder).dialogues, Findings()
    for old in _old(commit, folder):
        now = dialogues.get(old.id)
        if now is not None:
            _compare(old, now, since, found)
    return sorted(found)


def _compare(old: Dialogue, now: Dialogue, since: str, found: Findings) -> None:
    for step in old.steps:
        if step.id and not step.part_of and now.index(step.id) is None:
            scene = now.scene(step.scene)
            node = Node("map", now.file, scene.line if scene else 1)
            found.note(node, "N801", id=step.id, since=since, hint=_hint(step, old, now))


def _hint(gone: Step, old: Dialogue, now: Dialogue) -> str:
    """The new step that most likely took its place: one with the same text, else one with a name like it."""
    new = [step for step in now.steps if not step.part_of and old.index(step.id) is None]
    text = getattr(gone, "text", "")
    same = next((step.id for step in new if text and getattr(step, "text", "") == text), "")
    return hint(same, [same]) if same else hint(gone.id, [step.id for step in new])


def _old(commit: str, folder: Path) -> Iterator[Dialogue]:
    """The dialogues of a revision, as far as they could be read then."""
    listed = _git(folder, "ls-tree", "-r", "-z", "--name-only", commit, "--", "dialogues")
    for name in listed.decode("utf-8", "replace").split("\0"):
        if name.endswith(".yaml") and not name.endswith(TEST_ENDING):
            tree, _ = read_tree(_git(folder, "show", f"{commit}:./{name}"), name)
            if tree is not None:
                yield parse(tree)[0]


def _commit(since: str, folder: Path) -> str:
    try:
        inside = _run(folder, "rev-parse", "--is-inside-work-tree").returncode == 0
    except OSError as error:  # no git, or no such folder
        raise StoreError(say("check.git_missing")) from error
    if not inside:
        raise StoreError(say("check.git_no_clone", folder=folder))
    answer = _run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{since}^{{commit}}")
    if answer.returncode or not since:
        raise StoreError(say("check.git_no_revision", since=since))
    return answer.stdout.decode().split()[-1]


def _git(folder: Path, *arguments: str) -> bytes:
    answer = _run(folder, *arguments)
    if answer.returncode:
        raise StoreError(say("check.git_refused", command=arguments[0]))
    return answer.stdout


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run git without a shell; what the arguments name is no option (a commit by its hash, paths after --)."""
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, check=False)  # noqa: S603
