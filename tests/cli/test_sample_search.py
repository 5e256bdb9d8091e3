"""The sample questions, in eight languages, through `search --batch` with the real embedding model."""

import json
from pathlib import Path
from typing import Any

import pytest

from ragassist.language.registry import languages
from tests.cli.conftest import SampleHome
from tests.cli.program import Ran, run

Question = dict[str, Any]


@pytest.fixture(scope="module")
def batch(sample: SampleHome, sample_questions: list[Question], tmp_path_factory: pytest.TempPathFactory) -> Ran:
    rows = [{"id": question["id"], "query": question["question"]} for question in sample_questions]
    rows += [{"id": "empty", "query": " "}, {"id": 7, "query": "😀😀"}, {"query": "x" * 100_000}]
    path = tmp_path_factory.mktemp("batch") / "questions.jsonl"
    path.write_text("\n\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return run(sample.home, "search", "--batch", path, "--top", 5)


@pytest.fixture(scope="module")
def answers(batch: Ran) -> list[dict[str, Any]]:
    return [json.loads(line) for line in batch.out.splitlines()]


def is_found(question: Question, answer: dict[str, Any]) -> bool:
    return any(hit["path"].endswith(question["document"]) and question["page"] in (None, hit["page"]) for hit in answer["hits"])


def test_every_line_has_its_answer_in_order(
    batch: Ran, answers: list[dict[str, Any]], sample_questions: list[Question]
) -> None:
    assert batch.code == 0
    assert [answer["id"] for answer in answers[:-3]] == [question["id"] for question in sample_questions]
    assert all(list(answer) == ["id", "query", "language", "hits", "seconds"] for answer in answers[:-3])
    assert all(len(answer["hits"]) == 5 for answer in answers[:-3])


def test_invalid_questions_do_not_affect_other_lines(answers: list[dict[str, Any]]) -> None:
    empty, emoji, endless = answers[-3:]
    for answer in (empty, emoji, endless):
        assert len(answer.get("error", "").splitlines()) == 1
    assert (empty["id"], emoji["id"], "id" in endless) == ("empty", 7, False)


def test_the_language_of_each_question_is_reported(answers: list[dict[str, Any]], sample_questions: list[Question]) -> None:
    wrong = [a["id"] for a, q in zip(answers, sample_questions, strict=False) if a["language"] != q["language"]]
    assert len(wrong) <= 1, wrong


def test_nine_in_ten_questions_find_their_page_among_the_first_five(
    answers: list[dict[str, Any]], sample_questions: list[Question]
) -> None:
    asked = [(q, a) for q, a in zip(sample_questions, answers, strict=False) if q["answerable"]]
    missed = [question["id"] for question, answer in asked if not is_found(question, answer)]
    assert len(asked) == 40
    assert len(missed) <= 4, missed


@pytest.mark.parametrize("language", languages())
def test_a_question_finds_documents_in_other_languages(
    answers: list[dict[str, Any]], sample_questions: list[Question], language: str
) -> None:
    foreign = [
        is_found(question, answer)
        for question, answer in zip(sample_questions, answers, strict=False)
        if question["answerable"] and question["language"] == language and question["document_language"] != language
    ]
    assert len(foreign) == 4
    assert sum(foreign) >= 3


def test_a_batch_line_without_a_question_is_reported(sample: SampleHome, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"id": 1, "query": "a"}\n{"id": 2}\n', encoding="utf-8")
    done = run(sample.home, "search", "--mode", "lexical", "--batch", path)
    assert done.code == 1
    assert 'bad.jsonl, line 2: not a JSON object with "query"' in done.line
