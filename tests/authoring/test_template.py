"""`nabij template`: the Word file to write a casus in."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import main
from bot.render.word_template import word_template
from tests.documents import part


def test_the_template_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """The same file that the chat gives, and its place is said."""
    file = tmp_path / "mijn casus.docx"
    assert main(["template", str(file)]) == 0
    body = "word/document.xml"
    assert part(file.read_bytes(), body) == part(word_template(), body)
    assert str(file) in capsys.readouterr().err


@pytest.mark.parametrize("name", ["er-al.docx", "casus.txt", "geen-map/casus.docx"])
def test_nothing_is_written_over_or_elsewhere(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]):
    """A file that is there, another kind of file and a folder that is not there: one sentence, status 1."""
    (tmp_path / "er-al.docx").write_bytes(b"van mij")
    assert main(["template", str(tmp_path / name)]) == 1
    assert name in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["er-al.docx"]
    assert (tmp_path / "er-al.docx").read_bytes() == b"van mij"
