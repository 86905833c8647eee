"""The commands and prompts of all that has a table of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.services import (
    assignment_commands,
    bringing,
    class_commands,
    group_commands,
    on_paper,
    passing,
    registering,
    share_commands,
    taking_along,
    ways_in,
)
from bot.services.talk import Prompt, Talk


def joined(*tables: Mapping[str, Any]) -> dict[str, Any]:
    """Several tables as one.

    Raises:
        ValueError: two of them have the same name.
    """
    names = [name for table in tables for name in table]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"in two tables: {', '.join(twice)}")
    return {name: value for table in tables for name, value in table.items()}


COMMANDS: Mapping[str, Callable[[Talk, str], None]] = joined(
    taking_along.COMMANDS,
    bringing.COMMANDS,
    registering.COMMANDS,
    group_commands.COMMANDS,
    on_paper.COMMANDS,
    assignment_commands.COMMANDS,
    share_commands.COMMANDS,
    class_commands.COMMANDS,
    ways_in.COMMANDS,
)
PROMPTS: Mapping[str, Prompt] = joined(
    passing.PROMPTS,
    taking_along.PROMPTS,
    bringing.PROMPTS,
    registering.PROMPTS,
    group_commands.PROMPTS,
    assignment_commands.PROMPTS,
    share_commands.PROMPTS,
    class_commands.PROMPTS,
    ways_in.PROMPTS,
)
# Looked at in between, without leaving anything.
BESIDE = assignment_commands.BESIDE | share_commands.BESIDE | {"inbrengterug", "klas-mee"} | frozenset(ways_in.COMMANDS)
# Prompts that end when a command takes the person elsewhere.
LEFT = (*share_commands.LEFT, *group_commands.LEFT, *assignment_commands.LEFT, *class_commands.LEFT)
due_first = assignment_commands.due_first
