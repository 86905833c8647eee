"""A place and its store, once on SQLite and once on PostgreSQL."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.storage.store import Store
from tests.storage.places import BINARIES, Place, database, missing, postgresql_server


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server, as a URL with {name} for the database: the given one, or one that is started."""
    given = os.environ.get("NABIJ_TEST_POSTGRESQL")
    if given:
        yield make_url(given).set(database="NAME").render_as_string(hide_password=False).replace("NAME", "{name}")
    elif not BINARIES:
        missing("postgresql")
    else:
        with tempfile.TemporaryDirectory(prefix="nabij-pg-") as folder, postgresql_server(Path(folder) / "s") as url:
            yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """An empty place on each kind of database."""
    if request.param == "sqlite":
        yield Place(tmp_path)
    else:
        with database(request.getfixturevalue("server")) as url:
            yield Place(tmp_path, url)


@pytest.fixture
def folder_place(tmp_path: Path) -> Place:
    """For what is true of a data folder only."""
    return Place(tmp_path)


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    """The open store of the place."""
    opened = place.open()
    yield opened
    opened.close()
