"""How well a library is searched, by the user's questions and by those generated from its documents."""

import json
import math
from pathlib import Path

import pytest

from indexes.hits import Mode
from indexes.indexing.indexer import Indexer
from indexes.library import Library
from indexes.records import FileFacts
from ingest.chunking import Chunker
from ingest.documents import Document, Section
from ingest.errors import AssistantError
from ingest.isolation.worker import Worker
from ragassist.evaluation.causes import Cause
from ragassist.evaluation.known_items import known_items
from ragassist.evaluation.metrics import SearchMeasures
from ragassist.evaluation.questions import Question, read_questions
from ragassist.evaluation.run import Evaluation

PAPERS = {
    "pump.md": "The canal pump K240 weighs 31.4 kg with its motor.",
    "building/lease.txt": "The rent of the warehouse by the canal is 790 euros a month.",
    "curry.txt": "オープンデーのカレーは火を止めてから四十分寝かせます。水门钥匙的押金是三十五欧元。",
    "miete.txt": "Die Miete für das Lagerhaus am Kanal beträgt jeden Monat 790 Euro.",
}


@pytest.fixture
def library(fake_library: Library, worker: Worker, tmp_path: Path) -> Library:
    for name, text in PAPERS.items():
        path = tmp_path / "papers" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    Indexer(fake_library, worker).update([tmp_path / "papers"])
    return fake_library


def evaluated(library: Library, *questions: Question, mode: Mode = "lexical") -> Evaluation:
    found = Evaluation(kind="questions", mode=mode, top=10)
    assert list(found.run(library, questions)) == list(range(1, len(questions) + 1))
    return found


def test_measures_follow_their_definitions() -> None:
    found = SearchMeasures.of([1, 5, 10, None, 11])
    assert (found.questions, found.recall_1, found.recall_5, found.recall_10) == (5, 0.2, 0.4, 0.6)
    assert found.mrr == pytest.approx((1 + 1 / 5 + 1 / 10) / 5)
    assert found.ndcg == pytest.approx((1 + 1 / math.log2(6) + 1 / math.log2(11)) / 5)
    assert SearchMeasures.of([]) == SearchMeasures(questions=0, recall_1=0, recall_5=0, recall_10=0, mrr=0, ndcg=0)


@pytest.mark.parametrize("path", ["pump.md", "papers/pump.md", "*.md", "papers/**"])
def test_a_right_document_is_named_by_the_end_of_its_path_or_a_glob(library: Library, path: str) -> None:
    assert evaluated(library, Question(1, "Which weight has the pump K240 with its motor?", (path,))).results[0].rank == 1


def test_page_and_answer_have_to_match_too(library: Library) -> None:
    asked = "What is the rent of the warehouse?"
    right = Question(1, asked, ("lease.txt",), answers=("７９０  EUROS",))
    found = evaluated(
        library, right, Question(2, asked, answers=("790 euros",)), Question(3, asked, ("lease.txt",), answers=("800",)),
        Question(4, asked, ("lease.txt",), page=3), Question(5, asked, ("pump.md",), answers=("790 euros",)),
    )  # fmt: skip
    assert [one.rank for one in found.results] == [1, 1, None, None, None]


def test_measures_are_reported_by_language_and_language_of_the_passage(library: Library) -> None:
    found = evaluated(
        library, Question(1, "What is the rent of the warehouse?", ("lease.txt",), language="en"),
        Question(2, "Wie hoch ist die Miete für das Lagerhaus?", ("miete.txt",), language="de"),
        Question(3, "Wie hoch ist die Miete für das Lagerhaus?", ("miete.txt", "lease.txt"), language="de"),
        Question(4, "What is the rent of the warehouse?", answers=("790",), language="en"),
    )  # fmt: skip
    assert {name: m.questions for name, m in found.by_language().items()} == {"de": 2, "en": 2}
    assert {pair: m.questions for pair, m in found.by_pair().items()} == {
        ("de", "de"): 1,
        ("de", "several"): 1,
        ("en", "en"): 1,
    }


def test_a_question_about_a_document_outside_of_the_library_is_left_out_and_reported(library: Library) -> None:
    found = evaluated(library, Question(7, "Where is it?", ("nowhere.pdf",)), Question(8, "Where?", ("a*b*c*d*e",)))
    assert found.results == []
    assert [(left.number, left.reason.split(":")[0]) for left in found.left_out] == [
        (7, "nowhere.pdf"), (8, "the glob 'a*b*c*d*e' has more than 3 stars between two slashes"),
    ]  # fmt: skip


def test_lines_without_a_question_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    lines = [
        '\ufeff{"question": "What\u2028is it?", "path": "a", "page": 2, "language": "en"}', "", "{bad", "[" * 100_000, "[]",
        '{"path": "a"}', '{"question": " ", "path": "a"}', '{"question": "What?"}', '{"question": "What?", "path": 3}',
        '{"question": "What?", "path": "a", "page": "two"}', '{"question": "\\ud800", "path": "a"}',
        json.dumps({"question": "x" * 3000, "path": "a"}), '{"question": "What?", "paths": ["a", "b"], "answers": ["c"]}',
    ]  # fmt: skip
    path.write_bytes("\n".join(lines).encode() + b'\n{"question": "\xff"}\n')
    questions, left = read_questions(path)
    assert [(q.number, q.paths, q.page, q.answers) for q in questions] == [(1, ("a",), 2, ()), (13, ("a", "b"), None, ("c",))]
    assert [one.number for one in left] == [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14]
    assert all(one.reason and "\n" not in one.reason for one in left)


@pytest.mark.parametrize("text", ["", "\n\n", "nonsense\n", '{"question": "What?"}'])
def test_a_file_without_a_question_gives_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "q.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(AssistantError, match=r"holds no questions"):
        read_questions(tmp_path / "q.jsonl")


def test_known_items_are_the_same_each_time_and_found_again_in_every_script(library: Library) -> None:
    documents = library.documents()
    questions = known_items(library, documents, 50)
    assert questions == known_items(library, documents, 50)
    assert {Path(question.paths[0]).name for question in questions} == {Path(name).name for name in PAPERS}
    assert all(3 <= len(question.text.split()) <= 5 for question in questions)
    assert len(known_items(library, documents, 2)) == 2
    assert evaluated(library, *questions).overall.recall_1 == 1
    assert known_items(library, [], 5) == []


def test_each_miss_has_its_cause(library: Library, worker: Worker, tmp_path: Path) -> None:
    page = tmp_path / "papers" / "long.txt"
    page.write_text("The siren is blue. " * 200 + "Its horn is loud.", encoding="utf-8")
    Indexer(library, worker).update([tmp_path / "papers"])
    asked = "Is the siren blue and its horn loud?"
    found = evaluated(
        library,
        Question(1, "pump K240 weighs", ("lease.txt",), answers=("790 euros",), language="en"),
        Question(2, "pump K240 weighs", ("miete.txt",), answers=("790 Euro",), language="en"),
        Question(3, asked, ("long.txt",), answers=("The siren is blue. " * 60,), language="en"),
        Question(4, asked, ("long.txt",), answers=("green",), language="en"),
        Question(5, "What is the rent of the warehouse?", ("lease.txt",), answers=("790",), language="en"),
        Question(6, "pump K240 weighs", answers=("790 euros",), language="en"),
    )
    misses = [result.miss for result in found.results]
    assert [miss and miss.cause for miss in misses] == [
        Cause.OUTRANKED, Cause.OTHER_LANGUAGE, Cause.CUT, Cause.NOT_READ, None, Cause.OUTRANKED,
    ]  # fmt: skip
    rent = misses[0]
    assert rent is not None
    assert [Path(chunk.path).name for chunk in (rent.passage, rent.ahead) if chunk] == ["lease.txt", "pump.md"]
    assert found.causes() == {Cause.OUTRANKED: 2, Cause.OTHER_LANGUAGE: 1, Cause.CUT: 1, Cause.NOT_READ: 1}


def test_a_passage_without_its_vector_is_reported_as_such(fake_library: Library) -> None:
    text = PAPERS["building/lease.txt"]
    sections = (Section(0, len(text), None, ""),)
    document = Document(text=text, sections=sections, language="en", reader="text")
    fake_library.add(FileFacts("/papers/lease.txt", None, 1, 1), document, Chunker(fake_library.embedder.tokenizer))
    found = evaluated(fake_library, Question(1, "pump K240 weighs", ("lease.txt",), answers=("790 euros",), language="en"))
    assert found.causes() == {Cause.NOT_EMBEDDED: 1}


def test_measures_are_reported_by_the_kind_in_a_line_or_in_its_words(library: Library) -> None:
    found = evaluated(
        library, Question(1, "pump K240", ("pump.md",), language="en"),
        Question(2, "Which weight has the pump K240 with its motor?", ("pump.md",), language="en"),
        Question(3, "What is the rent of the warehouse by the canal?", ("lease.txt",), language="en"),
        Question(4, "What is the rent of the warehouse by the canal?", ("lease.txt",), language="en", kind="plain"),
    )  # fmt: skip
    assert {kind: m.questions for kind, m in found.by_kind().items()} == {
        "keywords": 1, "number": 1, "plain": 1, "sentence": 1,
    }  # fmt: skip
