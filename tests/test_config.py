"""The configuration: read as it is meant, and every fault at once with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import config
from bot.cli import main
from bot.errors import ConfigError
from bot.storage.trees import read_tree

ROOT = Path(__file__).resolve().parents[1]


def read(text: str, mode: int = 0o600, **environment: str) -> config.Config:
    """A configuration from its text."""
    tree, problems = read_tree(text.encode(), "config.yaml")
    assert tree is not None, problems
    return config.read(tree, environment, mode)


def faults(text: str, mode: int = 0o600, **environment: str) -> list[str]:
    """Where and what every fault is."""
    with pytest.raises(ConfigError) as raised:
        read(text, mode, **environment)
    return [" ".join(line.split()[:2]) for line in raised.value.faults]


WHO = "operator:\n  name: Proef\n  contact: proef@example.org\n"


def test_the_example_is_a_valid_configuration():
    """config.example.yaml works as soon as the token is in the environment."""
    text = (ROOT / "config.example.yaml").read_text(encoding="utf-8")
    found = read(text, NABIJ_TELEGRAM_TOKEN="1:x")
    assert found.operator == "Hogeschool Voorbeeld"
    assert found.telegram is not None
    assert found.web is None


def test_every_setting_stands_in_the_example():
    """Each key that can be set is shown in config.example.yaml."""
    text = (ROOT / "config.example.yaml").read_text(encoding="utf-8")
    for key in (
        "data",
        "database",
        "keys",
        "name",
        "contact",
        "token",
        "base_url",
        "host",
        "port",
        "address",
        "proxied",
        "help",
    ):
        assert f"{key}:" in text
    for key in ("retention", "drafts", "exercises", "journal", "transcript"):
        assert f"{key}:" in text


def test_terms_are_days_with_room_for_the_telling():
    """A term is at least thirty days or 0 for no end; the conversation on the page always ends."""
    web = WHO + "web:\n  port: 8080\n"
    found = read(web + "retention:\n  drafts: 60\n  journal: 0\n").terms
    assert (found.drafts, found.journal, found.exercises, found.transcript) == (60, 0, 730, 30)
    wrong = web + "retention:\n  drafts: 10\n  transcript: 0\n  jurnal: 5\n"
    assert faults(wrong) == ["config.yaml:7 C109", "config.yaml:8 C109", "config.yaml:9 N102"]


def test_all_faults_are_reported_at_once_with_their_lines():
    """Five faults give five findings, each at its line."""
    text = "operator:\n  name: Proef\ntelegram:\n  base_url: localhost\n  tokn: x\nweb:\n  host: 0.0.0.0\n  port: nul\n"
    assert faults(text) == [
        "config.yaml:2 N103",
        "config.yaml:4 C103",
        "config.yaml:4 C105",
        "config.yaml:5 N102",
        "config.yaml:7 C106",
        "config.yaml:8 N104",
    ]


def test_a_channel_must_be_named():
    """A configuration without a channel says so."""
    assert faults(WHO) == ["config.yaml:1 C101"]


def test_the_token_of_the_environment_goes_before_the_file():
    """NABIJ_TELEGRAM_TOKEN wins."""
    assert read(WHO + 'telegram:\n  token: "1:file"\n', NABIJ_TELEGRAM_TOKEN="1:env").telegram.token == "1:env"


def test_a_token_in_a_file_that_others_can_read_is_refused():
    """A token needs a file with rights 0600."""
    assert faults(WHO + 'telegram:\n  token: "1:file"\n', mode=0o644) == ["config.yaml:5 C104"]


def test_the_token_is_never_shown():
    """The configuration prints without its token."""
    assert "geheim" not in repr(read(WHO + "telegram:\n", NABIJ_TELEGRAM_TOKEN="1:geheim"))


def test_a_missing_file_gets_one_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    """`nabij serve` without its file says what to do."""
    assert main(["serve", "--config", str(tmp_path / "config.yaml")]) == 1
    assert "config.example.yaml" in capsys.readouterr().err


def test_a_page_for_many_has_an_address_and_may_listen_anywhere():
    """With an address any host may be listened on; a slash at its end does not matter."""
    found = read(WHO + "web:\n  host: 0.0.0.0\n  address: https://nabij.voorbeeld.nl/\n  proxied: true\n").web
    assert found == config.WebConfig("0.0.0.0", 8080, "https://nabij.voorbeeld.nl", True)
    assert read(WHO + "web:\n  address: http://127.0.0.1:9\n").web.address == "http://127.0.0.1:9"


@pytest.mark.parametrize(
    "address",
    ["http://nabij.voorbeeld.nl", "nabij.voorbeeld.nl", "https://nabij.voorbeeld.nl/chat", "https://", "ftp://x.nl",
     "https://ik@nabij.voorbeeld.nl", "https://nabij.voorbeeld.nl?x"],
)  # fmt: skip
def test_an_address_that_cannot_be_opened_safely_is_refused(address: str):
    """Only https with a bare name, or this machine."""
    assert faults(WHO + f"web:\n  address: {address}\n") == ["config.yaml:5 C111"]
