"""`search` over a part of the library, and `eval` over all of it."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import SampleHome
from tests.cli.program import COMMAND, environment, run
from tests.paths import ROOT

MEASURES = ["questions", "recall@1", "recall@5", "recall@10", "mrr@10", "ndcg@10"]
DEADLINE = 60.0


@pytest.mark.parametrize(
    ("flags", "suffixes"),
    [
        (("--format", "pdf"), {".pdf"}), (("--format", ".PDF", "--format", "md"), {".pdf", ".md"}),
        (("--path", "*.html"), {".html"}), (("--path", "Technik", "--document-language", "zh"), {".html"}),
        (("--since", "2000", "--before", "2001-02"), set()),
    ],
)  # fmt: skip
def test_only_the_chosen_documents_are_found(sample: SampleHome, flags: tuple[str, ...], suffixes: set[str]) -> None:
    done = run(sample.home, "search", "K240 2025 7 790 3", "--mode", "lexical", "--json", *flags)
    assert done.code == 0
    assert {Path(hit["path"]).suffix for hit in done.json["hits"]} == suffixes
    assert bool(done.json.get("notices")) is not bool(suffixes)


def test_a_folder_is_relative_to_the_working_directory(sample: SampleHome) -> None:
    relative = os.path.relpath(sample.papers / "Technik", ROOT)
    done = run(sample.home, "search", "K240", "--mode", "lexical", "--json", "--path", relative)
    assert {Path(hit["path"]).parent.name for hit in done.json["hits"]} == {"Technik"}


def test_a_choice_without_documents_is_reported(sample: SampleHome) -> None:
    done = run(sample.home, "search", "K240", "--mode", "lexical", "--document-language", "sw")
    assert (done.code, done.out) == (0, "nothing found: loosen the filter\n")
    assert "no document of the library fits the filter (it holds 11 documents in" in done.err


def questions(path: Path, rows: list[dict[str, Any]]) -> Path:
    lines = [{**row, "path": row["document"]} for row in rows if row["answerable"]]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def test_eval_measures_a_person_s_own_questions(
    sample: SampleHome, sample_questions: list[dict[str, Any]], tmp_path: Path
) -> None:
    path = questions(tmp_path / "questions.jsonl", sample_questions)
    done = run(sample.home, "eval", tmp_path, "--mode", "lexical", "--json")
    assert done.code == 0
    found = done.json
    assert list(found) == [
        "library", "kind", "mode", "top", *MEASURES, "languages", "pairs", "kinds", "causes", "not_first",
        "left_out", "seconds",
    ]  # fmt: skip
    assert (found["kind"], found["mode"], found["questions"], found["left_out"]) == ("questions", "lexical", 40, [])
    assert [list(row) for row in found["languages"]] == [["language", *MEASURES]] * 8
    assert sum(row["questions"] for row in found["pairs"]) == 40
    own = [row for row in found["pairs"] if row["language"] == row["passage_language"]]
    assert sum(row["recall@10"] for row in own) / len(own) >= 0.75
    assert len(found["not_first"]) == round(40 * (1 - found["recall@1"])) == sum(found["causes"].values())
    assert all(row["cause"] in found["causes"] for row in found["not_first"])
    with path.open("a", encoding="utf-8") as stream:
        stream.write('\n{bad\n{"question": "Where?", "path": "nowhere.pdf"}')
    shown = run(sample.home, "eval", path, "--mode", "lexical")
    assert shown.code == 3
    assert "recall@1" in shown.out
    assert "line 41" in shown.out
    assert "nowhere.pdf: not in the library" in shown.out
    assert "not first: " in shown.out


def test_eval_without_questions_searches_for_words_of_the_documents(sample: SampleHome, bare: Path, tmp_path: Path) -> None:
    done = run(sample.home, "eval", sample.papers / "Technik", "--mode", "lexical", "--most", 12)
    assert done.code == 0
    assert "whether what is there is found again, no more" in done.out
    (tmp_path / "other").mkdir()
    other = run(sample.home, "eval", tmp_path / "other", "--mode", "lexical")
    assert other.code == 1
    assert other.line.endswith("none of its documents is in the library: index it, or write questions")
    assert run(sample.home, "eval", tmp_path / "nowhere.jsonl").line.endswith("check its name")
    assert run(bare, "eval", sample.papers).line.endswith("the library is empty: 'ragassist index FOLDER' fills it")


def test_ctrl_c_prints_what_was_measured_so_far(
    sample: SampleHome, sample_questions: list[dict[str, Any]], tmp_path: Path
) -> None:
    row = json.dumps({"question": sample_questions[0]["question"], "path": sample_questions[0]["document"]})
    (tmp_path / "many.jsonl").write_text("\n".join([row] * 20_000), encoding="utf-8")
    started = subprocess.Popen(
        [*COMMAND, "eval", tmp_path / "many.jsonl", "--mode", "lexical", "--json"],
        cwd=ROOT, env=environment(sample.home, FORCE_COLOR="1"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert started.stderr
    try:
        seen, deadline = "", time.monotonic() + DEADLINE
        while "asking" not in seen:
            assert time.monotonic() < deadline
            seen += started.stderr.read(1)
        started.send_signal(signal.SIGINT)
        out, err = started.communicate(timeout=DEADLINE)
    finally:
        started.kill()
    assert started.returncode == 130
    assert "Traceback" not in err
    assert 0 <= json.loads(out)["questions"] < 200_000
