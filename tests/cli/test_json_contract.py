"""The JSON and the exit codes that other programs use, key by key."""

import os
import shutil
from pathlib import Path
from typing import Any

from indexes.embedding.embedder import NoEmbedder
from indexes.embedding.language_map import LanguageMap
from indexes.library import Library
from ragassist.language.phrases import phrase
from tests.cli.conftest import SampleHome
from tests.cli.program import run

PUMP = "Technik/Pumpenhandbuch_K240.pdf"


def names(rows: list[dict[str, Any]]) -> dict[str, str]:
    return {Path(row["path"]).name: row["reason"] for row in rows}


def test_index_reports_what_it_did_and_which_files_are_unread(sample: SampleHome) -> None:
    assert sample.indexed.code == 3
    found = sample.indexed.json
    assert list(found) == [
        "library", "indexed", "unchanged", "removed", "partial", "skipped", "documents", "chunks", "seconds",
    ]  # fmt: skip
    assert (found["library"], found["indexed"], found["unchanged"], found["removed"]) == ("default", 11, 0, 0)
    assert names(found["partial"]) == {"half.jsonl": "line 2: not valid JSON"}
    skipped = names(found["skipped"])
    assert skipped.pop("cut.pdf").startswith("damaged PDF")
    assert skipped == {
        "locked.pdf": "encrypted: remove its password first", "zero.txt": "empty file",
        "photo.jpg": "format .jpg is not read: save it as PDF, whose scans are read",
    }  # fmt: skip
    assert found["documents"] == 11
    assert found["chunks"] > 50
    assert found["seconds"] > 0
    assert "Traceback" not in sample.indexed.err


def test_a_second_index_changes_nothing_and_still_reports_skipped_files(own: SampleHome) -> None:
    again = run(own.home, "index", own.papers, "--json")
    found = again.json
    assert again.code == 3
    assert (found["indexed"], found["unchanged"], found["removed"], len(found["skipped"])) == (0, 11, 0, 4)
    assert found["chunks"] == own.indexed.json["chunks"]


def test_a_document_in_order_ends_with_code_0_and_a_line_for_people(own: SampleHome) -> None:
    done = run(own.home, "index", own.papers / "Members")
    assert done.code == 0
    assert "0 indexed, 2 unchanged, 0 removed, 0 partial, 0 skipped; the library holds 11 documents" in done.out


def test_search_without_the_model_gives_hits_with_their_place(sample: SampleHome) -> None:
    done = run(sample.home, "search", "Ankerschrauben kreuzweise angezogen", "--mode", "lexical", "--top", 3, "--json")
    assert done.code == 0
    found = done.json
    assert list(found) == ["query", "language", "hits", "seconds"]
    assert (found["query"], found["language"]) == ("Ankerschrauben kreuzweise angezogen", "de")
    first = found["hits"][0]
    assert list(first) == [
        "rank",
        "score",
        "path",
        "page",
        "heading",
        "language",
        "start",
        "end",
        "text",
        "header",
        "span",
        "others",
    ]
    assert (first["rank"], first["path"], first["page"], first["language"]) == (1, str(sample.papers / PUMP), 2, "de")
    assert [hit["rank"] for hit in found["hits"]] == [1, 2, 3][: len(found["hits"])]
    folder = sample.home / "libraries" / "default"
    with Library(folder, NoEmbedder(), lambda: LanguageMap.identity(1)) as library:
        for hit in found["hits"]:
            document = library.load_document(hit["path"])
            assert document
            assert document.text[hit["start"] : hit["end"]] == hit["text"]


def test_text_is_exactly_what_is_indexed(sample: SampleHome) -> None:
    found = run(sample.home, "text", sample.papers / PUMP, "--json").json
    assert list(found) == ["path", "pages", "reader", "warnings"]
    assert (found["path"], found["reader"], found["warnings"]) == (str(sample.papers / PUMP), "pdf", [])
    assert {tuple(section) for section in found["pages"]} == {("page", "heading", "text")}
    numbers = [section["page"] for section in found["pages"]]
    assert (numbers, set(numbers)) == (sorted(numbers), {1, 2, 3, 4, 5})
    folder = sample.home / "libraries" / "default"
    with Library(folder, NoEmbedder(), lambda: LanguageMap.identity(1)) as library:
        document = library.load_document(found["path"])
    assert document
    assert "\n\n".join(page["text"] for page in found["pages"]) == document.text
    second = run(sample.home, "text", sample.papers / PUMP, "--page", 2, "--json").json
    assert second["pages"] == [section for section in found["pages"] if section["page"] == 2]
    assert run(sample.home, "text", sample.papers / PUMP, "--page", 6).line.endswith("has no page 6")


def test_status_counts(sample: SampleHome) -> None:
    found = run(sample.home, "status", "--json").json
    assert found.keys() == {
        "library", "documents", "chunks", "embedded", "skipped", "partial", "waiting", "bytes", "text_bytes",
        "coverage", "models", "connections",
    }  # fmt: skip
    indexed = sample.indexed.json
    assert (found["documents"], found["skipped"], found["partial"]) == (11, 4, 1)
    assert found["chunks"] == found["embedded"] == indexed["chunks"]
    assert found["bytes"] > found["text_bytes"] > 10_000
    assert found["models"] == {"chat": None, "embedding": "multilingual-e5-small"}


def test_list_has_each_document_with_its_state(sample: SampleHome) -> None:
    done = run(sample.home, "list", "--json")
    assert (done.code, done.err) == (0, "")
    rows = {Path(row["path"]).name: row for row in done.json["documents"]}
    assert all(list(row) == ["path", "state", "reason", "language", "pages", "chunks", "bytes"] for row in rows.values())
    assert len(rows) == 15
    assert {row["language"] for row in rows.values()} == {"en", "ar", "zh", "fr", "de", "ja", "ko", "es", ""}
    pump, locked = rows["Pumpenhandbuch_K240.pdf"], rows["locked.pdf"]
    assert (pump["state"], pump["pages"], pump["bytes"]) == ("indexed", 5, (sample.papers / PUMP).stat().st_size)
    assert pump["chunks"] > 4
    assert (locked["state"], locked["chunks"], locked["pages"]) == ("skipped", 0, None)
    assert rows["half.jsonl"]["state"] == "partial"


def test_remove_removes_a_folder_and_reports_that(own: SampleHome) -> None:
    done = run(own.home, "remove", own.papers / "Building", "--json")
    assert done.code == 0
    assert len(done.json["removed"]) == 3
    assert all(path.startswith(str(own.papers / "Building") + os.sep) for path in done.json["removed"])
    assert (own.papers / "Building").exists()
    again = run(own.home, "remove", own.papers / "Building")
    assert again.code == 1
    assert again.line.endswith("not in the library; 'ragassist list' shows what is")


def test_check_finds_damage_with_code_1_and_repairs_it(own: SampleHome) -> None:
    whole = run(own.home, "check", "--full", "--json")
    assert (whole.code, whole.json) == (0, {"ok": True, "problems": [], "repaired": []})
    index = own.home / "libraries" / "default" / "vectors.faiss"
    index.write_bytes(index.read_bytes()[:-7])
    damaged = run(own.home, "check", "--json")
    assert damaged.code == 1
    assert list(damaged.json["problems"][0]) == ["what", "detail"]
    assert damaged.json["ok"] is False
    repaired = run(own.home, "check", "--repair", "--json")
    assert (repaired.code, repaired.json["ok"], repaired.json["problems"]) == (0, True, [])
    assert repaired.json["repaired"][0]["what"] == "FAISS file"


def test_models_list_has_state_source_size_and_hash(sample: SampleHome) -> None:
    rows = {row["name"]: row for row in run(sample.home, "models", "list", "--json").json["models"]}
    assert all({"name", "role", "state", "source", "size", "sha256"} <= row.keys() for row in rows.values())
    assert rows["multilingual-e5-small"]["state"] == "installed"
    assert rows["multilingual-e5-small"]["size"] > 400_000_000
    assert rows["lfm2-2.6b-exp"]["state"] == "available"


def test_doctor_reports_what_is_missing_and_what_to_do(sample: SampleHome) -> None:
    done = run(sample.home, "doctor", "--json")
    assert done.code == 1
    checks = {check["name"]: check for check in done.json["checks"]}
    assert all(list(check) == ["name", "ok", "detail", "hint"] for check in checks.values())
    assert checks["embedding model"]["ok"]
    assert checks["library"]["ok"]
    assert not checks["chat model"]["ok"]
    assert "ragassist models pull" in checks["chat model"]["detail"]


def test_stored_files_are_readable_only_for_their_owner(sample: SampleHome) -> None:
    stored = [sample.home / "libraries", *(sample.home / "libraries").rglob("*")]
    assert len(stored) > 4
    assert {path.name for path in stored if path.stat().st_mode & 0o077} == set()


def test_a_library_is_chosen_by_name_and_home_by_flag(own: SampleHome, tmp_path: Path) -> None:
    shutil.copytree(own.home / "libraries" / "default", own.home / "libraries" / "second")
    done = run(tmp_path / "elsewhere", "status", "--home", own.home, "--library", "second", "--json")
    assert done.json["library"] == "second"
    assert done.json["documents"] == 11


def test_summarize_reads_whole_documents_and_quotes_without_a_chat_model(sample: SampleHome) -> None:
    (manual,) = sample.papers.rglob("Pumpenhandbuch*.pdf")
    done = run(sample.home, "summarize", manual, "--language", "fr", "--length", "short", "--json")
    assert done.code == 0
    (row,) = done.json["documents"]
    assert list(row) == ["path", "language", "summary", "covered", "citations", "model", "timings", "notices"]
    assert (row["path"], row["language"], row["model"]) == (str(manual), "fr", None)
    assert row["summary"].startswith(phrase("summary_quoted", "fr"))
    assert row["covered"]["passages"] == row["covered"]["of"] > 1
    assert all(citation["quote"] in row["summary"] for citation in row["citations"])


def test_summarize_names_what_is_not_in_the_library(sample: SampleHome) -> None:
    done = run(sample.home, "summarize", "nowhere.pdf")
    assert done.code == 1
    assert "'nowhere.pdf' names no document of the library" in done.line


def test_summarize_takes_a_document_by_its_name(sample: SampleHome) -> None:
    done = run(sample.home, "summarize", "Pumpenhandbuch", "--language", "de", "--length", "short", "--json")
    [summary] = done.json["documents"]
    assert summary["path"].endswith("Pumpenhandbuch_K240.pdf")


def test_extract_reports_wrong_arguments_before_it_reads_documents(sample: SampleHome) -> None:
    for fields, why in ((("Rent", "rent"), "the same field"), (("",), "names no field"), (("x" * 300,), "300 characters")):
        flags = [flag for field in fields for flag in ("--field", field)]
        done = run(sample.home, "extract", *flags, "--json")
        assert (done.code, why in done.err) == (2, True)
    assert run(sample.home, "extract", "--field", "rent", "--format", "xlsx").code == 2
    assert run(sample.home, "extract", "--field", "rent", "--output", "/nowhere/table.csv").code == 2
    nowhere = run(sample.home, "extract", "--field", "rent", "--path", "nowhere/**")
    assert (nowhere.code, "no document of the library fits --path" in nowhere.line) == (1, True)


def test_extract_needs_a_chat_model_and_names_the_command_to_get_one(sample: SampleHome) -> None:
    done = run(sample.home, "extract", "--field", "rent", "--json")
    assert done.code == 1
    assert "ragassist models pull" in done.err.splitlines()[-1]
    assert "Traceback" not in done.err
