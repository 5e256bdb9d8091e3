"""Each wrong input is one clear line and the right exit code, and nothing is lost."""

import json
import resource
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ragassist.language.phrases import phrase
from tests.cli.conftest import SampleHome
from tests.cli.program import COMMAND, EMBEDDING, environment, run
from tests.paths import ROOT

DEADLINE = 60.0


@pytest.mark.parametrize(
    "arguments",
    [
        ("index",), ("search", "a", "--top", "0"), ("search", "a", "--mode", "x"), ("nonsense",), ("ask", "a", "--batch", "b"),
        ("list", "--nonsense"), ("models", "pull"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_ends_with_code_2(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = run(tmp_path, *arguments)
    assert (done.code, done.out) == (2, "")
    assert "Usage:" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "arguments", [("import", "~nobody-here/x.gguf"), ("pull", "multilingual-e5-small", "--from", "~nobody-here/x")]
)
def test_a_model_in_the_home_of_a_person_who_does_not_exist_gives_one_line(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = run(tmp_path, "models", *arguments, "--accept-licence")
    assert done.code == 1
    assert "nobody-here" in done.line


def test_a_missing_or_empty_folder_gives_one_line(bare: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name, reason in (("nowhere", "does not exist: check its name"), ("empty", "holds no files: choose a folder")):
        done = run(bare, "index", tmp_path / name)
        assert (done.code, done.out) == (1, "")
        assert reason in done.line
        assert name in done.line


def test_a_translation_never_overwrites_its_document_under_another_name(sample: SampleHome, tmp_path: Path) -> None:
    document = sample.papers / "half.jsonl"
    written = document.read_bytes()
    for other in (document, tmp_path / "hard", tmp_path / "soft"):
        if other.name == "hard":
            other.hardlink_to(document)
        if other.name == "soft":
            other.symlink_to(document)
        done = run(sample.home, "translate", document, "--into", "de", "--output", other)
        assert done.code == 2
        assert "is the document itself" in done.err
    assert document.read_bytes() == written


def test_a_folder_without_readable_files_is_partial_with_every_reason(bare: Path, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "a.jpg").write_bytes(b"x")
    (folder / "b\x1b]0;x\x07.txt").write_bytes(b"")
    done = run(bare, "index", folder)
    assert done.code == 3
    assert "0 indexed, 0 unchanged, 0 removed, 0 partial, 2 skipped" in done.out
    assert "format .jpg is not read" in done.out
    assert "empty file" in done.out
    assert "\x1b" not in done.out


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("cut.pdf", b"%PDF-1.7\n", "damaged PDF"), ("zero.txt", b"", "empty file"), ("a.docx", b"x", "damaged archive"),
        ("a.xyz", b"x", "format .xyz is not read"),
    ],
)  # fmt: skip
def test_a_file_whose_text_cannot_be_shown_gives_one_line(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    done = run(tmp_path / "home", "text", tmp_path / name)
    assert (done.code, done.out) == (1, "")
    assert reason in done.line


@pytest.mark.parametrize("question", ["", "   ", "😀🎉", "x" * 100_000], ids=["empty", "blank", "emoji", "endless"])
def test_an_invalid_question_gives_one_line(sample: SampleHome, question: str) -> None:
    done = run(sample.home, "search", question, "--mode", "lexical")
    assert (done.code, done.out) == (1, "")
    assert len(done.line) < 300


def damage_model(home: Path) -> None:
    linked = home / "models" / EMBEDDING
    real = linked.resolve()
    linked.unlink()
    linked.mkdir()
    for part in real.iterdir():
        (linked / part.name).symlink_to(part)
    (linked / "model.safetensors").unlink()
    (linked / "model.safetensors").write_bytes(b"cut")


def remove_model(home: Path) -> None:
    (home / "models" / EMBEDDING).unlink()


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (remove_model, "run 'ragassist models pull multilingual-e5-small'"),
        (damage_model, "model.safetensors has 3 bytes instead of"),
    ],
)
def test_without_its_embedding_model_the_library_is_searched_by_full_text_and_that_is_reported(
    own: SampleHome, spoil: Callable[[Path], None], why: str
) -> None:
    spoil(own.home)
    found = run(own.home, "search", "Ankerschrauben", "--json")
    assert found.code == 0
    assert found.json["hits"][0]["path"].endswith("Pumpenhandbuch_K240.pdf")
    (notice,) = found.json["notices"]
    assert why in notice
    assert notice.endswith("until then only full text is searched")
    assert notice in found.err
    assert why in run(own.home, "search", "Ankerschrauben", "--mode", "dense").err.splitlines()[-1]
    asked = run(own.home, "ask", "Mit wie viel Nm werden die Ankerschrauben der Pumpe K240 angezogen?", "--json").json
    assert asked["answer"].startswith(phrase("nearest", "de"))
    assert "48 Nm" in asked["answer"]
    (told,) = asked["notices"]  # in the language of the question
    assert "multilingual-e5-small" in told
    assert told.endswith("bis dahin wird nur im Volltext gesucht")
    refused = run(own.home, "index", own.papers)
    assert refused.code == 1
    assert why in refused.line
    assert run(own.home, "list").code == 0


@pytest.mark.parametrize(
    ("flag", "value", "why"),
    [
        ("--since", "2024-13", "is no date: YYYY, YYYY-MM or YYYY-MM-DD"), ("--before", "yesterday", "is no date"),
        ("--document-language", "German", "is no language"), ("--format", "word", "is no format"),
        ("--path", " ", "is empty"), ("--path", "a*b*c*d*e", "use fewer"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["search", "ask"])
def test_a_filter_without_matches_is_wrong_usage(tmp_path: Path, command: str, flag: str, value: str, why: str) -> None:
    done = run(tmp_path, command, "pump", flag, value)
    assert (done.code, done.out) == (2, "")
    assert why in done.err.splitlines()[-1]


def test_a_batch_line_with_odd_characters_or_a_wrong_filter_does_not_affect_other_lines(
    sample: SampleHome, tmp_path: Path
) -> None:
    lines = [
        '{"id": 1, "query": "\\ud800"}',
        '{"id": 2, "query": "Ankerschrauben \\ud800"}', '{"id": 3, "query": "Anker\\u0000schrauben"}',
        '{"id": 4, "query": "AND OR NOT \\" ( ) * : ^ NEAR("}', '{"id": 5, "query": "pump", "since": "soon"}',
        '{"id": 6, "query": "pump", "paths": 3}', '{"id": 7, "query": "Ankerschrauben", "paths": ["*.csv"], "formats": "pdf"}',
        '{"id": 8, "query": "Ankerschrauben", "paths": "Technik", "languages": ["de"], "before": "2100"}',
        '{"id": 9, "query": "स्वागत है"}', '{"id": 10, "query": "Karibu sana"}', '{"id": 11, "query": 12}',
    ]  # fmt: skip
    path = tmp_path / "odd.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode())
    done = run(sample.home, "search", "--mode", "lexical", "--batch", path)
    assert done.code == 0
    found = {row["id"]: row for row in map(json.loads, done.out.splitlines())}
    assert list(found) == list(range(1, 12))
    assert {number for number, row in found.items() if "error" in row} == {1, 5, 6}
    assert found[2]["hits"]
    assert found[8]["hits"]
    assert {Path(hit["path"]).suffix for hit in found[8]["hits"]} == {".pdf"}
    assert found[7]["hits"] == []
    assert found[7]["notices"][0].startswith("no document of the library fits the filter")


@pytest.mark.parametrize("data", [b'{"query": "\xff"}', b"[" * 100_000, b'{"query": null}', b'{"query": ["a"]}'])
def test_a_batch_that_is_not_json_gives_one_line(sample: SampleHome, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "bad.jsonl").write_bytes(data)
    done = run(sample.home, "search", "--mode", "lexical", "--batch", tmp_path / "bad.jsonl")
    assert (done.code, done.out) == (1, "")
    assert "bad.jsonl, line 1: not" in done.line


def test_a_library_of_another_embedding_model_is_searched_by_full_text_and_that_is_reported(own: SampleHome) -> None:
    database = own.home / "libraries" / "default" / "library.sqlite"
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE meta SET value = 'other-model:1:|' WHERE name = 'fingerprint'")
    connection.close()
    for command in (("index", own.papers), ("search", "Ankerschrauben")):
        done = run(own.home, *command)
        assert done.code in (0, 3)
        assert "made with the embedding model other-model 1" in done.err
        assert "only full text is searched; 'ragassist index --re-embed' changes to it" in done.err
        assert "Traceback" not in done.err
    assert "Pumpenhandbuch_K240.pdf, page 2" in done.out
    refused = run(own.home, "search", "Ankerschrauben", "--mode", "dense")
    assert refused.code == 1
    assert "changes to it" in refused.err.splitlines()[-1]


def test_a_file_that_is_not_a_database_gives_one_line(own: SampleHome) -> None:
    folder = own.home / "libraries" / "default"
    for path in folder.glob("library.sqlite*"):
        path.unlink()
    (folder / "library.sqlite").write_bytes(b"not a database" * 1000)
    done = run(own.home, "list")
    assert done.code == 1
    assert "is damaged" in done.line


def test_a_full_disk_gives_one_line_and_the_library_is_unchanged(own: SampleHome) -> None:
    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    done = run(own.home, "remove", own.papers / "Technik", before=full)
    assert done.code == 1
    assert "Traceback" not in done.err
    assert "check" in done.err.splitlines()[-1]
    assert run(own.home, "check", "--full", "--json").json["ok"]
    assert run(own.home, "status", "--json").json["documents"] == 11


def test_an_unknown_setting_is_reported(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("nonsense = 1\n", encoding="utf-8")
    done = run(tmp_path, "status")
    assert done.code == 1
    assert "nonsense" in done.line


def count(database: Path, table: str) -> int:
    """Return the number of rows of a table as another process sees it, 0 if there is no table."""
    try:
        connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
        try:
            return int(connection.execute(f"SELECT count(*) FROM {table} WHERE layout IS NOT NULL").fetchone()[0])
        finally:
            connection.close()
    except sqlite3.OperationalError:
        return 0


def test_ctrl_c_while_indexing_ends_with_130_and_keeps_the_finished_documents(bare: Path, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(1500):
        (folder / f"{number:04}.txt").write_text(f"Note {number}: the canal pump was greased.", encoding="utf-8")
    database = bare / "libraries" / "default" / "library.sqlite"
    started = subprocess.Popen(
        [*COMMAND, "index", folder], cwd=ROOT, env=environment(bare), text=True, stderr=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        deadline = time.monotonic() + DEADLINE
        while count(database, "documents") < 5 and started.poll() is None:
            assert time.monotonic() < deadline
        started.send_signal(signal.SIGINT)
        out, err = started.communicate(timeout=DEADLINE)
    finally:
        started.kill()
    assert (started.returncode, out) == (130, "")
    assert "Traceback" not in err
    assert err.splitlines()[-1] == "ragassist: interrupted; what was finished is kept, run the command again to go on"
    assert 5 <= count(database, "documents") < 1500
    assert run(bare, "check", "--full", "--json").json["ok"]


def test_without_a_chat_model_the_answer_quotes_passages_and_that_is_reported(own: SampleHome) -> None:
    done = run(own.home, "ask", "Mit wie viel Nm werden die Ankerschrauben der Pumpe K240 angezogen?", "--json")
    assert done.code == 0
    found = done.json
    assert {
        "question", "language", "answer", "answer_language", "abstained", "citations", "reasoning", "model", "timings",
    } <= found.keys()  # fmt: skip
    assert (found["model"], found["language"], found["answer_language"], found["abstained"]) == (None, "de", "de", False)
    assert found["answer"].startswith(phrase("no_model", "de"))
    assert "48 Nm" in found["answer"]
    for citation in found["citations"]:
        assert {"n", "path", "page", "start", "end", "quote", "supported"} <= citation.keys()
    assert any(c["path"].endswith("K240.pdf") and c["page"] == 2 for c in found["citations"])
    assert {
        "retrieve_s", "time_to_first_token_s", "total_s", "prompt_tokens", "evaluated_tokens", "reused_tokens",
        "reasoning_tokens", "answer_tokens", "reasoning_s", "reasoning_cut", "prefill_s",
    } == found["timings"].keys()  # fmt: skip


def test_a_pipe_that_is_closed_early_is_not_an_error(sample: SampleHome) -> None:
    shell = f"{' '.join(COMMAND)} list --json | head -c 10"
    done = subprocess.run(
        ["/bin/sh", "-c", shell], cwd=ROOT, env=environment(sample.home), capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert len(done.stdout) == 10
