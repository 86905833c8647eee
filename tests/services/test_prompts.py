"""Every prompt that services ask is one of the house."""

from __future__ import annotations

import re
from pathlib import Path

import bot.services
from bot.services import commands
from bot.services.house import KINDS

_ASKED = re.compile(r'Frame\(\s*"prompt",\s*"(\w+)"')
_GIVEN = re.compile(r'"c:([a-z-]+)|command_button\([^\n]*?, f?"([a-z-]+)[ "]')


def sources() -> str:
    """The code of all services."""
    return "\n".join(path.read_text(encoding="utf-8") for path in Path(bot.services.__file__).parent.glob("*.py"))


def test_every_prompt_that_is_asked_is_known():
    """What is put on the focus as a prompt stands in the table of the house."""
    asked = set(_ASKED.findall(sources()))
    assert len(asked) > 30
    assert asked <= KINDS.keys()


def test_every_button_does_a_command_that_is_known():
    """The command behind each button stands in the table of commands."""
    given = {name for pair in _GIVEN.findall(sources()) for name in pair if name}
    assert len(given) > 30
    assert given <= commands.known()
