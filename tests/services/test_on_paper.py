"""An exercise on paper, asked for in the chat."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.services.sharers import Classroom, classroom, whole


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Classroom]:
    """A trainer with a group."""
    with classroom(tmp_path) as made:
        yield made


def pages(path: str) -> str:
    """The text of a PDF."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(Path(path).read_bytes())).pages)


def test_a_trainer_gets_a_sheet_and_a_guide(room: Classroom):
    """The sheet has the case and its questions, the guide what the source says beside them as well."""
    assert "[Blad] [Handleiding]" in room.marieke.say("/papier abiba")
    sheet = pages(room.marieke.say("Blad")[-1])
    guide = pages(room.marieke.say("/papier abiba", "Handleiding")[-1])
    assert "Abiba" in sheet
    assert "Naast" not in sheet
    assert len(guide) > len(sheet)


def test_without_a_name_it_asks_for_one(room: Classroom):
    """What is meant is asked, for a name that nothing has too."""
    assert "/papier Abiba" in whole(room.marieke.say("/papier"))
    assert "/papier Abiba" in whole(room.marieke.say("/papier qwertyuiop"))


def test_a_student_gets_no_guide(room: Classroom):
    """For who guides no group there is no such command, whatever stands behind it."""
    sam = room.member("Sam")
    unknown = whole(sam.say("/bestaatniet"))
    assert whole(sam.say("/papier abiba")) == unknown
    assert whole(sam.say("/papier gids abiba")) == unknown
