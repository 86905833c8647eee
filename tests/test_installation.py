"""Where content and commands are found: in a clone, in an editable install and in the wheel."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import main
from tests.journeys.processes import environment

ROOT = Path(__file__).resolve().parents[1]


def run(folder: Path, path: Path, *words: str, lines: str = "") -> subprocess.CompletedProcess[str]:
    """Run a nabij command from a folder, with the package found at `path`."""
    env = {**environment(folder), "PYTHONPATH": str(path)}
    command = [sys.executable, "-m", "bot", *words]
    return subprocess.run(command, cwd=folder, env=env, input=lines, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel unpacked in it, as pip installs it."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    target = folder / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(target), str(made)]
    subprocess.run(pip, check=True, capture_output=True)
    return target


def test_the_content_is_found_inside_the_wheel(wheel: Path, tmp_path: Path):
    """Away from the clone, the installed wheel has all dialogues, lemmas and terms."""
    here = json.loads(run(tmp_path, ROOT, "content", "--json").stdout)
    there = json.loads(run(tmp_path, wheel, "content", "--json").stdout)
    assert there == here
    assert {"abiba", "notitie"} <= {item["id"] for item in there["dialogues"]}


def test_the_wheel_talks(wheel: Path, tmp_path: Path):
    """The installed wheel makes its database and talks, migrations and texts included."""
    done = run(tmp_path, wheel, "chat", "--data", str(tmp_path / "data"), lines="/start\nAkkoord\n")
    assert done.returncode == 0, done.stderr
    assert "Waar heb je zin in?" in done.stdout


def test_the_wheel_prints(wheel: Path, tmp_path: Path):
    """The installed wheel has the fonts and templates that a PDF needs."""
    done = run(tmp_path, wheel, "print", "casus", "abiba", "--output", "abiba.pdf")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "abiba.pdf").read_bytes().startswith(b"%PDF")


def test_the_command_of_the_editable_install_works_anywhere(tmp_path: Path):
    """`nabij` beside this Python finds the clone's content from another folder."""
    nabij = Path(sys.executable).with_name("nabij")
    if not nabij.exists():
        pytest.skip("nabij is not installed beside this Python (make sets it up)")
    env = {key: value for key, value in environment(tmp_path).items() if key != "PYTHONPATH"}
    done = subprocess.run([nabij, "content", "--json"], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["works"]


def test_broken_content_is_named_and_nabij_refuses_to_start(wheel: Path, tmp_path: Path):
    """A broken YAML, an unknown key, a double id: check names file and line, and the bot does not start with them."""
    faults = {"dialogues/casus/kapot.yaml": "id: [abiba\n", "dialogues/casus/dubbel.yaml": "id: abiba\nkindd: casus\n"}
    content = wheel / "bot" / "content"
    for name, text in faults.items():
        (content / name).write_text(text, encoding="utf-8")
    try:
        checked = run(tmp_path, wheel, "check")
        started = run(tmp_path, wheel, "chat", "--data", str(tmp_path / "data"), lines="/start\n")
    finally:
        for name in faults:
            (content / name).unlink()
    assert checked.returncode == 1
    assert any(
        line.startswith("dialogues/casus/kapot.yaml:") and " N101 " in line for line in checked.stdout.splitlines()
    )
    assert any(line.startswith("dialogues/casus/dubbel.yaml:2 N102 ") for line in checked.stdout.splitlines())
    assert any(" N106 " in line for line in checked.stdout.splitlines())
    assert started.returncode == 1
    assert "kapot.yaml" in started.stderr
    assert not (tmp_path / "data").exists()


def test_every_command_is_documented(capsys: pytest.CaptureFixture[str]):
    """Each command and each setting stands in the README or the example configuration."""
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = capsys.readouterr().out.split("{")[0]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    names = [line.split()[0] for line in listed.splitlines() if re.match(r" {4}[a-z]", line)]
    assert names
    for name in names:
        assert f"nabij {name}" in readme


def test_make_needs_no_address():
    """No file names a registry host."""
    pattern = "|".join(["py" + "pi.org", "python" + "hosted", "registry.npm" + "js", "--index" + "-url http"])
    done = subprocess.run(["git", "grep", "-nIE", pattern], cwd=ROOT, capture_output=True, text=True)
    if done.returncode > 1:
        pytest.skip("not a git checkout")
    assert done.stdout == ""
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
