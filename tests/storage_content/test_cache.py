"""Content from the cache: the same as parsed, and only when it may be trusted."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.dialogue.model import Ask, Choose, Option, View
from bot.lexicon.model import Lemma, Point, Reference
from bot.storage.content import load
from bot.storage.content_cache import cache_folders, ready
from bot.storage.content_model import content_root
from bot.storage.plain import dumps, loads

DIALOGUE = """\
id: een
kind: casus
title: Een casus
summary: Over iemand.
work: boek
source: Hoofdstuk 1
minutes: 5
level: beide
scenes:
  - id: verhaal
    steps:
      - {id: v1, ask: Wat speelt er?, item: 1, views: [{text: Iets., page: 3}]}
      - {id: mee, ask: Wat neem je mee?, added: true, private: true}
"""
FILES = {
    "dialogues/casus/een.yaml": DIALOGUE,
    "dialogues/casus/een.test.yaml": "dit: is geen gesprek\n",
    "lexicon/presentie.yaml": "id: presentie\ntitle: Presentie\nwork: boek\npages: 1-2\ncore: Er zijn.\n",
    "lexicon/terms/boek.yaml": "- {id: netwerk, title: Netwerk, text: Mensen., work: boek, source: H1}\n",
    "lexicon/works.yaml": "- {id: boek, title: Boek, authors: [Iemand], year: 2022}\n",
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Content with one of each; its conversation cannot be read."""
    for name, text in FILES.items():
        path = tmp_path / "inhoud" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "inhoud"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the cache lies; it is made when it is needed."""
    return tmp_path / "cache" / "nabij"


def kept(folder: Path) -> Path:
    """The one cache file."""
    (file,) = folder.iterdir()
    return file


def marked(folder: Path) -> Path:
    """Rename a title in the cache, checksum and all, so that it shows when the cache is read; return the file."""
    file = kept(folder)
    head, body = file.read_bytes().split(b"\n", 1)
    body = body.replace(b"Een casus", b"Uit de cache")
    start = head.rsplit(b" ", 1)[0]
    file.write_bytes(start + b" " + hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
    return file


def title(root: Path, *folders: Path) -> str:
    """The title of the dialogue as it is read now."""
    return ready(root, folders).dialogues["een"].title


def test_the_installed_content_is_the_same_with_and_without_a_cache(folder: Path):
    """What comes out of the cache equals what is parsed, in the same order."""
    parsed = load(tests=False)
    assert ready(folders=[folder]) == parsed
    again = ready(folders=[folder])
    assert again == parsed
    assert [list(again.dialogues), list(again.lemmas), list(again.terms)] == [
        list(parsed.dialogues), list(parsed.lemmas), list(parsed.terms),
    ]  # fmt: skip
    assert replace(load(), tests={}) == parsed


def test_the_cache_is_read_at_the_next_start(root: Path, folder: Path):
    """Content that did not change is not parsed again."""
    assert title(root, folder) == "Een casus"
    marked(folder)
    assert title(root, folder) == "Uit de cache"


def test_conversations_are_neither_read_nor_awaited(root: Path, folder: Path):
    """A conversation that is broken, changed or missing has nothing to do with a start."""
    assert ready(root, [folder]).problems == ()
    marked(folder)
    (root / "dialogues/casus/een.test.yaml").unlink()
    assert title(root, folder) == "Uit de cache"


def test_a_changed_new_or_vanished_file_is_seen(root: Path, folder: Path):
    """Whatever changes in the content is there at the next start, also when size and time of a file are the same."""
    path = root / "dialogues/casus/een.yaml"
    ready(root, [folder])
    before = path.stat()
    path.write_text(DIALOGUE.replace("Een casus", "Een andere")[: len(DIALOGUE)], encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert title(root, folder) == "Een andere"
    (root / "lexicon/terms/meer.yaml").write_text("- {id: buurt, title: Buurt, text: Huizen., added: true}\n")
    assert list(ready(root, [folder]).terms) == ["netwerk", "buurt"]
    (root / "lexicon/terms/boek.yaml").unlink()
    assert list(ready(root, [folder]).terms) == ["buurt"]


def test_faults_are_told_at_every_start_and_never_kept(root: Path, folder: Path):
    """Content with a fault leaves no cache; once it is mended it does."""
    path = root / "lexicon/presentie.yaml"
    text = path.read_text()
    path.write_text(text.replace("core", "kern"))
    for _ in range(2):
        assert ready(root, [folder]).problems
    assert not folder.exists()
    path.write_text(text)
    assert ready(root, [folder]).problems == ()
    assert kept(folder).stat().st_mode & 0o777 == 0o600


DAMAGE: dict[str, Callable[[Path], object]] = {
    "empty": lambda file: file.write_bytes(b""),
    "cut short": lambda file: file.write_bytes(file.read_bytes()[:-20]),
    "one letter changed": lambda file: file.write_bytes(file.read_bytes().replace(b"cache", b"kachel")),
    "no text": lambda file: file.write_bytes(bytes(range(256)) * 20),
    "another format": lambda file: file.write_bytes(
        file.read_bytes().replace(b"nabij-content ", b"nabij-content 0", 1)
    ),
    "writable by others": lambda file: file.chmod(0o666),
    "in a folder others write to": lambda file: file.parent.chmod(0o777),
    "a link": lambda file: (file.rename(file.with_name("elders")), file.symlink_to(file.with_name("elders"))),
    "a folder": lambda file: (file.unlink(), file.mkdir()),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_cache_that_cannot_be_trusted_is_ignored(damage: str, root: Path, folder: Path):
    """Whatever happened to the cache, the content is as it is parsed, and the next start goes well too."""
    ready(root, [folder])
    DAMAGE[damage](marked(folder))
    assert title(root, folder) == "Een casus"
    assert title(root, folder) == "Een casus"


@pytest.mark.parametrize("damage", ["empty", "one letter changed", "another format", "writable by others", "a link"])
def test_an_ignored_cache_is_made_anew(damage: str, root: Path, folder: Path):
    """A cache file that did not count is replaced by one that does."""
    ready(root, [folder])
    file = marked(folder)
    DAMAGE[damage](file)
    ready(root, [folder])
    assert file.is_file()
    assert not file.is_symlink()
    marked_again = file.read_bytes()
    ready(root, [folder])
    assert file.read_bytes() == marked_again


@pytest.mark.parametrize(
    "body", ["[]", "[1,2,3,4]", '{"":"dialogue.Dialogue"}', '{"":"os.system"}', "[" * 100_000, "nul"]
)
def test_a_body_that_is_no_content_is_ignored(body: str, root: Path, folder: Path):
    """Also with a right key and checksum only content counts."""
    ready(root, [folder])
    file = kept(folder)
    start = file.read_bytes().split(b"\n", 1)[0].rsplit(b" ", 1)[0]
    file.write_bytes(start + f" {hashlib.sha256(body.encode()).hexdigest()}\n{body}".encode())
    assert title(root, folder) == "Een casus"


def test_the_first_folder_that_can_be_written_to_is_used(root: Path, tmp_path: Path, folder: Path):
    """A folder that cannot be made is passed over; without any the content is parsed."""
    (tmp_path / "bestand").write_text("")
    refused = tmp_path / "bestand" / "nabij"
    assert title(root, refused, folder) == "Een casus"
    marked(folder)
    assert title(root, refused, folder) == "Uit de cache"
    assert title(root, refused) == "Een casus"
    assert title(root) == "Een casus"


def test_two_roots_have_a_cache_each(root: Path, tmp_path: Path, folder: Path):
    """Content elsewhere does not push another's cache aside."""
    other = shutil.copytree(root, tmp_path / "ander")
    ready(root, [folder])
    ready(other, [folder])
    assert len(list(folder.iterdir())) == 2


def test_the_cache_lies_with_the_user_or_with_the_data(tmp_path: Path):
    """The user's own cache folder comes first, a data folder only once it is there."""
    data = tmp_path / "data"
    (first,) = cache_folders(data)
    assert first.name == "nabij"
    assert first.is_absolute()
    data.mkdir()
    assert cache_folders(data) == (first, data)


def test_only_content_becomes_json():
    """Every kind of value comes back as it was; anything else is refused."""
    values = (
        Ask(id="a", text="Wat?", wordings=("Hoe?",), days=3, private=True, views=(View("Iets", added=True),)),
        Choose(id="b", text="Kies", options=(Option("x", "X"),), values={"naam": "Jo"}),
        Lemma(id="c", title="É", points=(Point("kritiek", "Het."),), references=(Reference("B", "1", "T"),)),
        {"een": ("x",), "geen": ()}, None, 3, True, "",
    )  # fmt: skip
    assert loads(dumps(values)) == list(values)
    for refused in (Path(), {"": 1}, {1, 2}, [1], object()):
        with pytest.raises(TypeError):
            dumps(refused)
    with pytest.raises(KeyError):
        loads(json.dumps({"": "builtins.eval"}))


def test_the_installed_root_is_where_the_content_is():
    """The cache is of the same folders that `nabij check` reads."""
    assert set(ready().dialogues) == set(load(content_root()).dialogues)
