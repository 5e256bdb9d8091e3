"""Of a paragraph of a summary the whole sentences stay that a source confirms, with their marks."""

import numpy as np
import pytest

from indexes.conversations.records import Citation
from indexes.records import Place
from ragassist.grounding.sentence_vectors import SentenceVectors
from ragassist.requests.paragraphs import Paragraph, as_shown, central, confirmed
from ragassist.retrieval.evidence import Source


def paragraph(text: str, *supported: bool) -> Paragraph:
    cited = tuple(
        Citation(n=n, path="/p", place=Place(), start=0, end=1, quote="q", supported=each)
        for n, each in enumerate(supported, 1)
    )
    return Paragraph(text, cited, 3, "Chapter 1")


@pytest.mark.parametrize(
    ("text", "supported", "kept"),
    [
        ("The pump is red. [1] The text above has more. It is new. [2]", (True, True), "The pump is red. [1] It is new. [2]"),
        ("It costs 5 EUR. [1] It is from 2023. [2]", (False, True), "It is from 2023. [2]"),
        ("1. It is red. [1]\n2. It says so.\n3. It runs. [2]", (True, True), "It is red. [1] It runs. [2]"),
        ("Points:\n- It is red. [1][2]\n- It runs and then… [3]", (True, False, True), "It is red. [1][2]"),
        ("The points are as follows: [1]\n- It is red. [2]", (True, True), "It is red. [2]"),
        ("保管方法は以下の通りです： [1]\n鍵は箱にある。[2]", (True, True), "鍵は箱にある。[2]"),
        ("It is red. [1] It is new. [2] It is red. [3]", (True, True, True), "It is red. [1] It is new. [2]"),
        ("Winter and storage [1]\nIt is emptied. [2]", (True, True), "It is emptied. [2]"),
        ("Hall: 184 m² [1]\nStore: 38 m² [2]\nBoth are let. [3]", (True, True, True), "Both are let. [3]"),
        ("Hall: 184 m² [1]\nStore: 38 m² [2]", (True, True), "Hall: 184 m² [1] Store: 38 m² [2]"),
        ("Sources and are referenced. [1] It is new. [2]", (True, True), "It is new. [2]"),
        ("Die Quellen sind. [1] Es ist neu. [2]", (True, True), "Es ist neu. [2]"),
        ("ソースを加えます。[1]新しい。[2]", (True, True), "ソースを加えます。[1] 新しい。[2]"),
        ("소스를 붓습니다. [1] 새것입니다. [2]", (True, True), "소스를 붓습니다. [1] 새것입니다. [2]"),
        ("来源是。[1]它是新的。[2]", (True, True), "它是新的。[2]"),
        ("ポンプは赤い。[1]本文には続きがある。新しい。[2]", (True, True), "ポンプは赤い。[1] 新しい。[2]"),
        ("المضخة حمراء. [1] يتحدث النص عن ذلك. وهي جديدة. [2]", (True, True), "المضخة حمراء. [1] وهي جديدة. [2]"),
    ],
)
def test_sentences_that_no_source_confirms_are_left_out(text: str, supported: tuple[bool, ...], kept: str) -> None:
    found = confirmed(paragraph(text, *supported), ["Winter and storage"])
    assert found is not None
    assert found.text == kept
    assert [f"[{one.n}]" in kept for one in found.citations] == [True] * len(found.citations)
    assert (found.passages, found.heading) == (3, "Chapter 1")


@pytest.mark.parametrize(
    ("text", "supported"), [("It is red. [1] It is new.", (False,)), ("It is red.", ()), ("It is and… [1]", (True,)), ("", ())]
)
def test_a_paragraph_may_have_no_confirmed_sentence(text: str, supported: tuple[bool, ...]) -> None:
    assert confirmed(paragraph(text, *supported)) is None


def test_the_references_of_a_paper_are_no_citations_of_its_central_sentences() -> None:
    """Else the marks couldn't be told apart, and kept numbers that belong to other passages."""
    text = "The pump was tested by others [12]. It ran for a year [3]."
    source = Source(n=5, path="/p", place=Place(), heading="", language="en", start=0, end=len(text), text=text, score=0.0)
    told = as_shown(central([source], 2, SentenceVectors(lambda texts: np.ones((len(texts), 2), np.float32))), 5)
    assert told.text == "The pump was tested by others. [5] It ran for a year. [5]"
    assert [one.quote for one in told.citations] == ["The pump was tested by others [12].", "It ran for a year [3]."]
