"""Past conversations on the command line, without a chat model, since they are stored in the same way."""

import json
from pathlib import Path

import pytest

from indexes.conversations.records import Citation, Exchange
from indexes.conversations.store import Conversations
from indexes.records import Place
from tests.cli.program import run

HOSTILE = "\x1b]52;c;x\x07# <b>pump</b>"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    citation = Citation(
        n=1, path=f"/papers/{HOSTILE}.pdf", place=Place(page=3), start=0, end=4, quote="31.4 kg", supported=True
    )
    with Conversations(tmp_path / "conversations.sqlite") as kept:
        first, second = kept.new("default", "en"), kept.new("other", "ja")
        kept.add(
            first,
            Exchange(
                question=HOSTILE,
                answer="It weighs 31.4 kg [1].",
                language="en",
                answer_language="en",
                citations=(citation,),
                at=1.0,
            ),
        )
        kept.add(
            second, Exchange(question="ポンプの重さは？", answer="31.4キロです。", language="ja", answer_language="ja", at=2.0)
        )
    return tmp_path


def listed(home: Path) -> list[str]:
    return [row["id"] for row in run(home, "sessions", "list", "--json").json["sessions"]]


def test_conversations_are_listed_newest_first_and_found_by_their_words(home: Path) -> None:
    rows = run(home, "sessions", "list", "--json").json["sessions"]
    assert [row["library"] for row in rows] == ["other", "default"]
    assert rows[0]["started"].endswith("+00:00")
    (found,) = run(home, "sessions", "find", "重さ", "--json").json["sessions"]
    assert found["title"] == "ポンプの重さは？"
    for arguments in (("list",), ("show", rows[1]["id"])):
        shown = run(home, "sessions", *arguments)
        assert shown.code == 0
        assert not {"\x1b", "\x07"} & set(shown.out)


def test_a_conversation_is_exported_with_its_sources(home: Path, tmp_path: Path) -> None:
    _, identity = listed(home)
    text = run(home, "sessions", "export", identity).out
    assert "It weighs 31.4 kg [1]." in text
    assert "page 3: “31.4 kg”" in text
    assert "<b>" not in text.replace("\\<b\\>", "")
    target = tmp_path / "kept.json"
    assert run(home, "sessions", "export", identity, "--format", "json", "--to", target).code == 0
    (exchange,) = json.loads(target.read_text(encoding="utf-8"))["exchanges"]
    assert exchange["citations"][0]["page"] == 3
    assert exchange == run(home, "sessions", "show", identity, "--json").json["exchanges"][0]
    assert "answer_ids" not in exchange


def test_a_conversation_is_renamed_and_is_deleted_only_after_confirmation(home: Path) -> None:
    newest, oldest = listed(home)
    assert run(home, "sessions", "rename", oldest[:4], "another title").code == 0
    assert run(home, "sessions", "find", "another title", "--json").json["sessions"][0]["id"] == oldest
    assert run(home, "sessions", "delete", oldest).code == 130  # the question was not confirmed
    assert oldest in listed(home)
    assert run(home, "sessions", "delete", oldest, "--yes").code == 0
    assert listed(home) == [newest]


def test_an_unknown_conversation_gives_one_line(home: Path) -> None:
    failed = run(home, "sessions", "show", "nothing")
    assert failed.code == 1
    assert "sessions list" in failed.line


@pytest.mark.parametrize("subcommand", ["show", "export", "delete"])
def test_an_id_that_is_no_text_gives_one_line(home: Path, subcommand: str) -> None:
    failed = run(home, "sessions", subcommand, "\udcff")
    assert failed.code == 1
    assert "sessions list" in failed.line


def test_a_title_that_is_no_text_is_stored_with_a_replacement(home: Path) -> None:
    newest, _ = listed(home)
    assert run(home, "sessions", "rename", newest, "pump \udcff").code == 0
    assert run(home, "sessions", "list", "--json").json["sessions"][0]["title"] == "pump ?"


def test_a_limit_that_no_list_has_is_a_usage_error(home: Path) -> None:
    failed = run(home, "sessions", "list", "--limit", 10**20)
    assert failed.code == 2
    assert "Traceback" not in failed.err
