"""Each citation mark of an answer has its own doubt."""

from dataclasses import replace

from indexes.conversations.records import Citation, Exchange, Summary
from indexes.records import Place
from ragassist.formats.transcripts import as_json, as_markdown
from ragassist.grounding.citation_marks import marks_of, with_doubts

SAID = Citation(n=1, path="pump.md", place=Place(3), start=0, end=10, quote="31.4 kg.", supported=True)
DOUBTED = replace(SAID, start=20, supported=False)
OTHER = replace(SAID, n=2, path="lease.md")


def test_a_mark_is_doubtful_independently_of_others_of_the_same_source() -> None:
    citations, marks = marks_of([SAID, DOUBTED, OTHER, SAID])
    assert (citations, marks) == ((SAID, DOUBTED, OTHER), (0, 1, 2, 0))
    answer = "It weighs 31.4 kg. [1] It is red. [1][2] It weighs 31.4 kg. [1]"
    assert with_doubts(answer, citations, marks) == "It weighs 31.4 kg. [1] It is red. [1?][2] It weighs 31.4 kg. [1]"


def test_without_marks_of_its_own_a_source_is_doubted_that_supports_nothing() -> None:
    assert with_doubts("Red. [1] Blue. [2]", (DOUBTED, OTHER), ()) == "Red. [1?] Blue. [2]"
    assert with_doubts("Red. [1] Blue. [2]", (SAID, DOUBTED, OTHER), (0, 2, 1)) == "Red. [1] Blue. [2]"


def test_text_without_citations_stays_as_it_is() -> None:
    assert with_doubts("I cannot find this [3] anywhere.", (), ()) == "I cannot find this [3] anywhere."


def test_an_exported_conversation_contains_the_doubts() -> None:
    exchange = Exchange(
        question="How?",
        answer="31.4 kg. [1] Red. [1]",
        language="en",
        answer_language="en",
        citations=(SAID, DOUBTED),
        marks=(0, 1),
    )
    summary = Summary(id="ab", title="How?", library="papers", language="en", exchanges=1, started=0.0, changed=0.0)
    assert "31.4 kg. [1] Red. [1?]" in as_markdown(summary, [exchange])
    (told,) = as_json(summary, [exchange])["exchanges"]
    assert (told["answer"], told["marks"]) == (exchange.answer, (0, 1))
