"""The commands over a library on a server, chosen by its URL alone."""

import sys
from functools import partial
from pathlib import Path

import pytest

from ragassist.airgap import GUARD
from ragassist.app import App
from ragassist.errors import ConnectionRefusedByPolicy
from ragassist.settings.schema import load_settings
from tests.cli.program import run


def test_every_command_works_through_a_url(bare: Path, tmp_path: Path, team_url: str) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "pump.md").write_text("# Pump\n\nThe canal pump K240 weighs 31.4 kg with its motor.\n", encoding="utf-8")
    (papers / "lease.txt").write_text("Die Miete der Halle beträgt 790 Euro im Monat.", encoding="utf-8")
    team = partial(run, bare, RAGASSIST_LIBRARY_URL=team_url)
    assert team("index", papers, "--json").json["indexed"] == 2
    assert team("index", papers, "--json").json["unchanged"] == 2
    assert "2 documents, 2 of 2 chunks embedded" in team("status").out
    assert len(team("list", "--json").json["documents"]) == 2
    hits = team("search", "What is the rent of the warehouse?", "--json").json["hits"]
    assert hits[0]["path"] == str(papers / "lease.txt")
    assert team("check", "--full").out == "the library is whole\n"
    assert team("remove", papers / "pump.md").code == 0
    assert len(team("list", "--json").json["documents"]) == 1
    assert not (bare / "libraries").exists()


@pytest.mark.parametrize("command", [["status"], ["check", "--repair"], ["list"]])
def test_an_unreachable_server_gives_one_line_without_the_password(bare: Path, command: list[str]) -> None:
    ran = run(bare, *command, RAGASSIST_LIBRARY_URL="postgresql://me:s3cret@127.0.0.1:1/db")
    assert ran.code == 1
    assert ran.line.startswith("the library server 127.0.0.1:1/db can't be reached (")
    assert "s3cret" not in ran.out + ran.err


def test_the_guard_allows_the_library_s_server_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(GUARD, "admitted", frozenset())
    url = "postgresql://me:s3cret@library.example,127.0.0.1/db?connect_timeout=1&hostaddr=127.0.0.1,127.0.0.1&port=1,1"
    settings = load_settings(library_url=url)
    assert "s3cret" not in repr(settings)
    with pytest.raises(ConnectionRefusedByPolicy):
        sys.audit("socket.getaddrinfo", "library.example", 5432, 0, 0, 0)
    with pytest.raises(Exception, match="can't be reached"):
        App(settings).libraries.place()
    sys.audit("socket.getaddrinfo", "library.example", 5432, 0, 0, 0)
    with pytest.raises(ConnectionRefusedByPolicy):
        sys.audit("socket.getaddrinfo", "elsewhere.example", 5432, 0, 0, 0)
