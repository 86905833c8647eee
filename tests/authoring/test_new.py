"""`nabij new`: a dialogue that works before a word in it is changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.authoring.starting import make_id, start
from bot.cli import main
from bot.errors import NabijError
from bot.storage.content import check_paths, content_root
from bot.storage.trees import read_tree

KINDS = ("casus", "leervragen", "reflectie")


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_passes_the_check_as_it_is(kind: str, tmp_path: Path):
    """The dialogue and its conversations are whole: nothing is wrong in them, and they play."""
    file, test = start(kind, f"Proef {kind}", tmp_path)
    assert (file.name, test.name) == (f"proef-{kind}.yaml", f"proef-{kind}.test.yaml")
    assert [str(problem) for problem in check_paths([file])] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_shows_what_a_test_should_hold(kind: str, tmp_path: Path):
    """Beside each dialogue stand a long honest conversation, a thin one and a step back."""
    _, test = start(kind, "Proef", tmp_path)
    tree, _ = read_tree(test.read_bytes(), "x")
    assert tree is not None
    tests = tree.get("tests")
    assert tests is not None
    assert len(tests.items) == 3
    assert any("/terug" in turn.get("said").text for turn in tests.items[-1].get("turns").items[1:])  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "identity"),
    [("De trap", "de-trap"), ("Hé, Anaïs & co!", "he-anais-co"), ("  12 uur  ", "12-uur"), ("?!", ""), ("Ωμέγα", "")],
)
def test_the_id_is_made_from_the_name(name: str, identity: str):
    """Capitals, accents and signs go; what has no letter or digit of ours gives nothing."""
    assert make_id(name) == identity


def test_a_name_may_hold_anything(tmp_path: Path):
    """Signs that mean something in YAML are quoted in the title."""
    file, _ = start("casus", 'Nee: "dat" # kan - niet, {echt}', tmp_path)
    assert [str(problem) for problem in check_paths([file])] == []
    assert 'title: "Nee: \\"dat\\" # kan - niet, {echt}"' in file.read_text(encoding="utf-8")


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """A dialogue or conversation of that name stays as it is, and the command says so with status 1."""
    (tmp_path / "de-trap.test.yaml").write_text("van mij", encoding="utf-8")
    assert main(["new", "casus", "De trap", "--folder", str(tmp_path)]) == 1
    assert "de-trap.test.yaml is er al" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["de-trap.test.yaml"]
    assert (tmp_path / "de-trap.test.yaml").read_text(encoding="utf-8") == "van mij"


@pytest.mark.parametrize("name", ["Abiba", "..", "/"])
def test_a_name_that_cannot_be_is_told(name: str, tmp_path: Path):
    """The name of an installed dialogue, or one that gives no id, makes nothing."""
    with pytest.raises(NabijError):
        start("casus", name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_editor_finds_the_schema_wherever_the_folder_is(tmp_path: Path):
    """The schemas lie beside the files; in a folder under one that has them they are not put again."""
    file, test = start("casus", "Een", tmp_path / "mijn")
    assert file.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=dialoog.schema.json\n")
    assert test.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=gesprek.schema.json\n")
    beside = (tmp_path / "mijn" / "dialoog.schema.json").read_bytes()
    assert beside == (content_root() / "dialogues" / "dialoog.schema.json").read_bytes()
    deeper, _ = start("casus", "Twee", tmp_path / "mijn" / "casus")
    assert deeper.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=../dialoog.schema.json\n")
    assert sorted(path.name for path in deeper.parent.iterdir()) == ["twee.test.yaml", "twee.yaml"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path):
    """A file in the place of the folder gives a sentence and no traceback."""
    (tmp_path / "mijn").write_text("", encoding="utf-8")
    with pytest.raises(NabijError, match="niet schrijven"):
        start("casus", "Een", tmp_path / "mijn")
