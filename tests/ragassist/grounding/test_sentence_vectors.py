"""Sentences are embedded once, and the cosine finds the one nearest to a question."""

import numpy as np
import pytest

from indexes.embedding.embedder import Vectors
from indexes.records import Place
from ragassist.grounding import sentence_vectors
from ragassist.grounding.sentence_vectors import SentenceVectors, compared
from ragassist.retrieval.evidence import Source


class Counting:
    """Embeds each text as a vector of its length, and records the texts."""

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def __call__(self, texts: list[str]) -> Vectors:
        self.embedded += texts
        return np.array([[len(text), 1.0] for text in texts], np.float32)


def test_each_text_is_embedded_once_and_rows_come_in_the_order_asked_for() -> None:
    embed = Counting()
    vectors = SentenceVectors(embed)
    assert vectors.of(["aa", "b", "aa"])[:, 0].tolist() == [2, 1, 2]
    assert vectors.of(["b", "cccc"])[:, 0].tolist() == [1, 4]
    assert embed.embedded == ["aa", "b", "cccc"]


def test_only_the_latest_vectors_are_cached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentence_vectors, "_MOST", 2)
    embed = Counting()
    vectors = SentenceVectors(embed)
    vectors.of(["a", "bb"])
    assert vectors.of(["ccc"])[:, 0].tolist() == [3]
    vectors.of(["a", "ccc"])
    assert embed.embedded == ["a", "bb", "ccc", "a"]


def source(text: str, *, header: str = "", heading: str = "") -> Source:
    return Source(
        n=1, path="/a.txt", place=Place(), heading=heading, language="en", start=0, end=len(text), text=text, score=1.0,
        header=header,
    )  # fmt: skip


QUESTION = np.array([[1.0, 0.0]], np.float32)


def test_each_sentence_is_compared_wherever_it_stands() -> None:
    near, far = "A sentence of sixty characters stands here, and it is counted.", "This other one is quite a bit shorter."
    found = compared(QUESTION, [source(far), source(f"{far} {near}")], SentenceVectors(Counting()))
    assert [(one.passage, one.cosine) for one in found] == [(0, len(far)), (1, len(far)), (1, len(near))]
    assert compared(QUESTION, [], SentenceVectors(Counting())) == []


def test_of_equally_near_sentences_the_one_in_the_earlier_passage_counts_more_and_headings_do_not_count() -> None:
    near = "This sentence stands in two passages."
    same = SentenceVectors(lambda texts: np.array([[0.5, 0]] * len(texts)))
    found = compared(QUESTION, [source(near), source(f"A heading\n{near}")], same)
    assert [(one.passage, one.start) for one in sorted(found, key=lambda one: -one.worth)] == [(0, 0), (1, 10), (1, 0)]


def test_a_row_is_compared_with_its_heading_and_the_names_of_its_columns() -> None:
    embed = Counting()
    compared(QUESTION, [source("Oak | 40", header="Wood | EUR", heading="Prices")], SentenceVectors(embed))
    assert embed.embedded == ["Prices\nWood | EUR\nOak | 40"]
