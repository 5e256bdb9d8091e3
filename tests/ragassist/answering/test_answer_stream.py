"""When an answer is shown: immediately, or from the first sentence that a source confirms."""

from collections.abc import Iterator
from threading import Event

import pytest

from indexes.records import Place
from ragassist.answering.answer_stream import AnswerStream
from ragassist.engine.chat_model import Token
from ragassist.events import AnswerDelta
from ragassist.generation.prompt import Prompt
from ragassist.generation.reply import Reply, ReplyOptions
from ragassist.grounding.abstention import Answerability
from ragassist.grounding.citation_writer import CitationWriter
from ragassist.grounding.claims import ClaimChecker
from ragassist.grounding.sentence_vectors import SentenceVectors
from ragassist.language.phrases import phrase
from ragassist.models.entries import Sampling
from ragassist.retrieval.evidence import Source
from tests.fakes import FakeChatModel, FakeEmbedder

FACT = "The canal pump K240 weighs 31.4 kg with its motor."
MORE = "It stands in the cellar of the old house."
SAMPLING = Sampling(temperature=0.0, min_p=0.0, repeat_penalty=1.0, top_k=0, top_p=1.0)


class Listening(FakeChatModel):
    """Knows how many of its tokens were asked for."""

    said = 0

    def decode(self, sampling: Sampling, seed: int, limit: int, stop: Event, *, grammar: str = "") -> Iterator[Token]:
        for token in super().decode(sampling, seed, limit, stop, grammar=grammar):
            self.said += 1
            yield token


def stream(found: Answerability, *replies: str) -> tuple[AnswerStream, Listening]:
    model = Listening(*replies)
    reply = Reply(model, SAMPLING, ReplyOptions(think=False, think_budget=0, answer_tokens=300, seed=1), Event())
    source = Source(
        n=1, path="pump.md", place=Place(1), heading="", language="en", start=0, end=len(FACT), text=FACT, score=0.9
    )
    vectors = SentenceVectors(lambda texts: FakeEmbedder().embed_passages(texts))
    writer = CitationWriter(ClaimChecker((source,), "How heavy is the pump?", vectors.of, "en"), "en")
    return AnswerStream(reply=reply, writer=writer, language="en", found=found, again=False), model


def shown(answer: AnswerStream, model: Listening) -> list[tuple[int, str]]:
    """Return each piece of an answer with how many characters the model had said when it was shown."""
    pieces = []
    for event in answer.events(Prompt((1, 2), ())):
        assert isinstance(event, AnswerDelta)
        pieces.append((model.said, event.text))
    return pieces


@pytest.mark.parametrize("found", [Answerability.FIRM, Answerability.WEAK])
def test_words_are_shown_as_they_are_decoded(found: Answerability) -> None:
    answer, model = stream(found, f"{FACT} {MORE}")
    pieces = shown(answer, model)
    whole = f"{FACT} [1] {MORE}"
    assert "".join(text for _, text in pieces).startswith(whole)
    beyond_the_fact = [said for said, text in pieces if said > len(FACT) + 1]
    assert len(beyond_the_fact) > 10, "the second sentence comes in pieces"
    first = pieces[0][0]
    assert first < len(FACT) if found is Answerability.FIRM else first > len(FACT)


def test_an_answer_that_nothing_confirms_is_shown_only_where_the_search_is_sure() -> None:
    answer, model = stream(Answerability.WEAK, "The lighthouse was painted red in Lisbon in 1874.")
    assert [text for _, text in shown(answer, model)] == [phrase("refusal", "en")]


def test_our_remark_is_no_part_of_what_the_model_told() -> None:
    answer, model = stream(Answerability.FIRM, "Nobody knows who built the old mill.")
    pieces = shown(answer, model)
    assert "".join(text for _, text in pieces).endswith(f"({phrase('unconfirmed', 'en')})")
    assert answer.told.strip() == "Nobody knows who built the old mill."
