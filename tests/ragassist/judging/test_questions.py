"""The questions by which a model's judgement is measured fit the documents that they name."""

import json
import re
from collections import Counter

import pytest

from ragassist.judging import questions
from ragassist.judging.questions import SAMPLE, sample_questions
from ragassist.language.registry import languages
from tests.paths import ROOT

ALL = sample_questions()


def text_of(document: str) -> str:
    return re.sub(r"\s+", " ", (SAMPLE / document).read_text(encoding="utf-8"))


def test_each_language_has_as_many_questions_with_an_answer_as_without_one() -> None:
    kinds = Counter((one.language, one.answerable) for one in ALL)
    assert {language for language, _ in kinds} == set(languages())
    assert all(kinds[language, True] == kinds[language, False] >= 3 for language in languages())


def test_each_document_has_questions_of_both_kinds_in_its_own_language() -> None:
    documents = {path.name for path in SAMPLE.iterdir()}
    assert {(one.document, one.answerable) for one in ALL} == {(name, kind) for name in documents for kind in (True, False)}
    assert all(f".{one.language}." in one.document for one in ALL)


@pytest.mark.parametrize("asked", [one for one in ALL if one.answerable], ids=lambda one: one.gold)
def test_what_answers_a_question_stands_in_its_document_and_not_in_the_question(asked: questions.SampleQuestion) -> None:
    assert asked.gold in text_of(asked.document)
    assert asked.gold not in asked.question


def test_no_question_is_one_by_which_answers_are_measured() -> None:
    lines = (ROOT / "tests" / "sample" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    measured = {json.loads(line)["question"] for line in lines}
    assert len({one.question for one in ALL} - measured) == len(ALL)
