"""Comparing the dialogues with those of an earlier revision."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bot.cli import main
from bot.errors import StoreError
from bot.storage.revisions import vanished

IDENTITY = ("-c", "user.name=Iemand", "-c", "user.email=iemand@example.org", "-c", "commit.gpgsign=false")
HEAD = "id: proef\nkind: casus\ntitle: Proef\nscenes:\n"
BEFORE = (
    HEAD
    + """\
  - id: begin
    steps:
      - {id: v1, ask: Wat viel je op?}
      - {id: v2, ask: En toen?}
  - id: eind
    steps:
      - {id: s1, statement: Zo is het., why: Waarom?}
      - {id: v3, ask: En nu?}
"""
)


def git(folder: Path, *arguments: str) -> None:
    """Run git."""
    subprocess.run(["git", "-C", str(folder), *IDENTITY, *arguments], check=True, capture_output=True)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone whose content folder is not its top, with one dialogue in a first commit that has a tag."""
    root = tmp_path / "inhoud"
    write(root, BEFORE)
    (root / "lexicon").mkdir()
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "Begin")
    git(tmp_path, "tag", "v1")
    return root


def write(root: Path, text: str, name: str = "dialogues/casus/proef.yaml") -> None:
    """Write the dialogue."""
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


def told(root: Path, since: str = "v1") -> list[tuple[int, str]]:
    """Line and code of each problem."""
    return [(problem.line, problem.code) for problem in vanished(since, root)]


def test_nothing_changed_is_nothing_told(clone: Path):
    """The content as it was then has lost nothing, by tag, branch or number of commits."""
    assert told(clone) == told(clone, "HEAD") == []


def test_a_step_that_is_gone_is_told_at_its_scene(clone: Path):
    """Each vanished step is told once, at the scene it stood in, or at the top where that is gone too."""
    write(clone, HEAD + "  - id: begin\n    steps:\n      - {id: v2, ask: En toen?}\n")
    assert told(clone) == [(1, "N801"), (1, "N801"), (5, "N801")]
    assert [problem.file for problem in vanished("v1", clone)] == ["dialogues/casus/proef.yaml"] * 3


def test_the_step_that_took_its_place_is_suggested(clone: Path):
    """A new step with the same question, or else with a name like it, is offered as what was meant."""
    write(clone, BEFORE.replace("id: v1", "id: opvallen").replace("id: v3, ask: En nu", "id: v33, ask: Wat nu"))
    texts = [problem.text for problem in vanished("v1", clone)]
    assert "Bedoelde je “opvallen”?" in texts[0]
    assert "Bedoelde je “v33”?" in texts[1]
    assert all("v1 is" in text or "van v1" in text for text in texts)


def test_a_renamed_step_is_not_gone(clone: Path):
    """A step that names its old id under was has only moved, also to another scene and another folder."""
    (clone / "dialogues/casus/proef.yaml").unlink()
    write(clone, BEFORE.replace("id: v1,", "id: opvallen, was: [v1],"), "dialogues/reflectie/proef.yaml")
    assert told(clone) == []


def test_a_dialogue_that_is_gone_is_no_fault(clone: Path):
    """Runs of a removed dialogue stay readable, so its steps are not asked for."""
    (clone / "dialogues/casus/proef.yaml").unlink()
    assert told(clone) == []


def test_a_broken_file_of_then_is_left(clone: Path):
    """What could not be read then has no steps to miss."""
    write(clone, "id: [")
    git(clone, "commit", "-q", "-a", "-m", "Stuk")
    write(clone, BEFORE)
    assert told(clone, "HEAD") == []


@pytest.mark.parametrize("since", ["bestaat-niet", "--help", "", "v1:dialogues", "HEAD~99"])
def test_an_unknown_revision_is_one_sentence(clone: Path, since: str):
    """What is no revision is said in one sentence, whatever it looks like."""
    with pytest.raises(StoreError, match="ken ik niet"):
        vanished(since, clone)


def test_a_folder_that_is_no_clone_is_one_sentence(tmp_path: Path):
    """Without a clone there is nothing to compare with."""
    with pytest.raises(StoreError, match="geen kloon"):
        vanished("HEAD", tmp_path)


def test_without_git_it_is_one_sentence(clone: Path, monkeypatch: pytest.MonkeyPatch):
    """Where git is not installed, that is what is said."""
    monkeypatch.setenv("PATH", str(clone))
    with pytest.raises(StoreError, match="is git nodig"):
        vanished("v1", clone)


def test_the_command_compares_too(capsys: pytest.CaptureFixture[str]):
    """`nabij check --since` with a revision that does not exist says so in one line, with status 1."""
    assert main(["check", "--since", "deze-revisie-is-er-niet"]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
