"""Starting a dialogue: a commented template with its conversations, under a name of one's own."""

from __future__ import annotations

import os
import re
from importlib import resources
from pathlib import Path

from bot.authoring import schema, yaml_text
from bot.errors import NabijError
from bot.language.fold import fold
from bot.storage.content_model import TEST_ENDING, content_root
from bot.texts import say

MOST_ID = 60
_NOT_ID = re.compile(r"[^a-z0-9]+")
_SLOT = re.compile(r"\{(id|title|schema|schema_test)\}")


def make_id(name: str) -> str:
    """The id that a name gives: small letters, digits and hyphens; "" when the name has none of these."""
    return _NOT_ID.sub("-", fold(name)).strip("-")[:MOST_ID].strip("-")


def start(kind: str, name: str, folder: Path) -> tuple[Path, Path]:
    """Write a template and its conversations.

    Args:
        kind: what there is a template for: casus, leervragen or reflectie.
        name: the title; the id is made from it.
        folder: where the files go; it is made when it is not there.

    Returns:
        The dialogue's file and that of its conversations.

    Raises:
        NabijError: the name gives no id, the id is taken, or a file of that name is there already.
    """
    identity = make_id(name)
    if not identity:
        raise NabijError(say("authoring.no_id", name=name))
    files = (folder / f"{identity}.yaml", folder / f"{identity}{TEST_ENDING}")
    for path in files:
        if path.exists():
            raise NabijError(say("authoring.exists", file=path))
    if any((content_root() / "dialogues").rglob(f"{identity}.yaml")):
        raise NabijError(say("authoring.taken", id=identity))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        where = _schemas(folder)
        slots = {"id": identity, "title": yaml_text.scalar(name.strip()),
                 "schema": f"{where}{schema.DIALOGUE}", "schema_test": f"{where}{schema.TEST}"}  # fmt: skip
        for path, ending in zip(files, (".yaml", TEST_ENDING), strict=True):
            path.write_text(filled(kind + ending, slots), encoding="utf-8")
    except OSError as error:
        raise NabijError(say("authoring.cannot_write", file=folder)) from error
    return files


def filled(template: str, slots: dict[str, str]) -> str:
    """A template with its slots filled; other braces in it stay as they are."""
    text = (resources.files(__package__) / "templates" / template).read_text(encoding="utf-8")
    return _SLOT.sub(lambda slot: slots[slot[1]], text)


def _schemas(folder: Path) -> str:
    """Where the schemas are, from a folder: in it or above it; else they are put in it. Ends in "/", or is ""."""
    place = folder.resolve()
    for above in (place, *place.parents[:3]):
        if above != place and all((above / name).is_file() for name in schema.FILES):
            return Path(os.path.relpath(above, place)).as_posix() + "/"
    for name, made in schema.FILES.items():
        (folder / name).write_text(schema.text(made()), encoding="utf-8")
    return ""
