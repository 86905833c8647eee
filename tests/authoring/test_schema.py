"""The JSON Schema that editors use."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.authoring import schema
from bot.authoring.starting import filled
from bot.cli import main
from bot.storage.content import content_root
from bot.storage.content_files import LINES
from tests.authoring.kit import as_json, faults

FILES = sorted((content_root() / "dialogues").rglob("*.yaml"))


def made_for(path: Path) -> tuple[str, dict]:
    """The schema that goes with a file: its name and itself."""
    test, line = path.name.endswith(".test.yaml"), path.parent.name == LINES
    name = schema.TEST if test else schema.LINE if line else schema.DIALOGUE
    return name, schema.FILES[name]()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_dialogue_and_conversation_fits_its_schema(path: Path):
    """What `nabij check` takes, an editor takes."""
    _, root = made_for(path)
    assert faults(as_json(path.read_text(encoding="utf-8")), root, root) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_names_its_schema_in_its_first_line(path: Path):
    """An editor finds the schema from the file itself, by a path that is there."""
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    target = (path.parent / first.partition("$schema=")[2]).resolve()
    assert target == (content_root() / "dialogues" / made_for(path)[0]).resolve()
    assert target.is_file()


@pytest.mark.parametrize("name", schema.FILES)
def test_the_schema_beside_the_dialogues_is_the_one_that_is_made_now(name: str):
    """After a change to the table: `nabij schema > dialogues/dialoog.schema.json`, and with --test and --line."""
    beside = (content_root() / "dialogues" / name).read_text(encoding="utf-8")
    assert beside == schema.text(schema.FILES[name]())


def test_the_command_prints_it(capsys: pytest.CaptureFixture[str]):
    """`nabij schema` prints that of dialogues, with --test that of conversations, with --line that of leerlijnen."""
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == schema.dialogue_schema()
    assert main(["schema", "--test"]) == 0
    assert json.loads(capsys.readouterr().out) == schema.test_schema()
    assert main(["schema", "--line"]) == 0
    assert json.loads(capsys.readouterr().out) == schema.line_schema()


def test_templates_fit_the_schema():
    """What `nabij new` writes fits, before anything in it is changed."""
    slots = {"id": "proef", "title": "Proef", "schema": schema.DIALOGUE, "schema_test": schema.TEST}
    for kind in ("casus", "leervragen", "reflectie"):
        for name, ending in ((schema.DIALOGUE, ".yaml"), (schema.TEST, ".test.yaml")):
            root = schema.FILES[name]()
            assert faults(as_json(filled(kind + ending, slots)), root, root) == []


def test_schema_knows_no_heavy_module():
    """`nabij --help` and `nabij schema` come up without the database and Telegram."""
    code = "import sys, bot.cli; bot.cli.main(['schema']); print(sorted({'sqlalchemy', 'telegram'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
