"""A summary reads the whole of a document, part by part; each sentence is checked, and what was read is told."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event as StopEvent

import pytest

from indexes.indexing.indexer import Indexer
from indexes.library import Library
from ingest.isolation.worker import Worker
from ragassist.answering.options import AskOptions
from ragassist.answering.session import Session
from ragassist.errors import ModelMissing
from ragassist.events import AnswerDelta, Answered, PassagesRead
from ragassist.generation.loaded_model import LoadedModel
from ragassist.language.phrases import phrase
from ragassist.language.registry import languages
from ragassist.models.registry import find_entry
from ragassist.requests.kinds import RequestKind
from ragassist.requests.meant import meant_documents
from ragassist.requests.ranking import Mention
from ragassist.settings.choices import Thinking
from tests.fakes import FakeChatModel

TAGS = ("<think>", "</think>", "<|im_end|>", "<|im_start|>", "<|startoftext|>")
CHAPTERS = (
    "The canal pump K240 weighs 31.4 kg with its motor and stands in the lower hall of the waterworks.",
    "The greatest lift of the canal pump is 22 metres, and its capacity is 14.5 cubic metres an hour.",
    "The oil of the gearbox is changed every 500 hours; the old oil goes to the depot in Mill Street.",
)
FILLER = " ".join(f"Paper number {n} of the hall was put into drawer {n}." for n in range(9))
SAID = (
    "The pump weighs 31.4 kg with its motor [1].",
    "Its greatest lift is 22 metres [2].",
    "The oil is changed every 500 hours [3].",
)
WRITTEN = tuple(said.replace(f" [{n}].", f". [{n}]") for n, said in enumerate(SAID, 1))


@pytest.fixture
def library(fake_library: Library, worker: Worker, tmp_path: Path) -> Library:
    papers = tmp_path / "papers"
    papers.mkdir()
    text = "\n\n".join(f"# Chapter {n}\n\n{chapter} {FILLER}" for n, chapter in enumerate(CHAPTERS, 1))
    (papers / "Pump_manual_K240.md").write_text(text, encoding="utf-8")
    (papers / "lease_2019.txt").write_text("The rent of the warehouse is 790 euros a month.", encoding="utf-8")
    (papers / "lease_2024.txt").write_text("The rent of the warehouse is 820 euros a month.", encoding="utf-8")
    Indexer(fake_library, worker).update([papers])
    return fake_library


@pytest.fixture
def summarised(library: Library) -> Iterator[Callable[..., tuple[Session, AskOptions]]]:
    opened: list[Session] = []

    def session_of(
        *replies: str, tokens: int = 350, language: str = "en", context: int = 100_000
    ) -> tuple[Session, AskOptions]:
        model = FakeChatModel(*replies, specials=TAGS, context=context)
        loaded = LoadedModel.of(model, find_entry("lfm2-2.6b"))
        opened.append(Session(library, lambda _: loaded))
        kind = RequestKind.SUMMARY
        options = AskOptions(kind=kind, think=Thinking.OFF, context_tokens=tokens, language=language, seed=1)
        return opened[-1], options

    yield session_of
    for session in opened:
        session.close()


def passages(library: Library) -> int:
    (row,) = meant_documents(library, Mention("pump manual", "en")).documents
    return row.chunks


def test_the_whole_document_is_read_and_each_part_has_its_cited_paragraph(
    library: Library, summarised: Callable[..., tuple[Session, AskOptions]]
) -> None:
    assert passages(library) == len(CHAPTERS)
    session, options = summarised(*SAID)
    events = list(session.ask("Summarise the pump manual", options))
    answered = events[-1]
    assert isinstance(answered, Answered)
    assert answered.answer.split("\n\n") == list(WRITTEN)
    assert [citation.n for citation in answered.citations] == [1, 2, 3]
    assert all(citation.supported for citation in answered.citations)
    assert answered.kind == "summary"
    assert "Summary of 3 of 3 passages of Pump_manual_K240.md" in answered.notices
    assert [event for event in events if isinstance(event, PassagesRead)][-1] == PassagesRead(3, 3, 0.0)


def test_a_passage_that_the_model_has_no_room_for_is_not_counted_as_read(
    summarised: Callable[..., tuple[Session, AskOptions]],
) -> None:
    session, options = summarised(*SAID, context=1_350)
    answered = session.answer("Summarise the pump manual", options)
    assert answered.answer
    assert "Summary of 0 of 3 passages of Pump_manual_K240.md" in answered.notices


def test_the_prompt_of_a_summary_does_not_mention_the_refusal(summarised: Callable[..., tuple[Session, AskOptions]]) -> None:
    session, options = summarised(*SAID)
    events = list(session.ask("Summarise the pump manual", options))
    assert isinstance(events[-1], Answered)
    prompts = session.load_model(StopEvent()).model.prompts  # type: ignore[attr-defined]  # the fake's
    assert len(prompts) == len(CHAPTERS)
    assert all(phrase("refusal", "en") not in prompt for prompt in prompts)
    assert all(phrase("summary_instruction", "en") in prompt for prompt in prompts)
    assert all("Pump_manual" not in prompt for prompt in prompts)  # a small model takes a name for what the document says


def test_a_stop_keeps_the_finished_paragraphs(summarised: Callable[..., tuple[Session, AskOptions]]) -> None:
    session, options = summarised(*SAID)
    stop, seen = StopEvent(), []
    for event in session.ask("Summarise the pump manual", options, stop):
        seen.append(event)
        if isinstance(event, AnswerDelta):
            stop.set()
    assert isinstance(seen[-1], Answered)
    assert seen[-1].answer == WRITTEN[0]
    assert "Summary of 1 of 3 passages of Pump_manual_K240.md" in seen[-1].notices


def test_if_several_documents_are_meant_the_user_is_asked_which(summarised: Callable[..., tuple[Session, AskOptions]]) -> None:
    session, options = summarised()
    answer = session.answer("Summarise the lease, please", options).answer
    assert answer.splitlines()[0] == phrase("summary_which", "en")
    assert "lease_2019.txt" in answer
    assert "lease_2024.txt" in answer


def test_a_part_that_the_model_refuses_is_left_out(summarised: Callable[..., tuple[Session, AskOptions]]) -> None:
    session, options = summarised(SAID[0], phrase("refusal", "en"), SAID[2])
    answered = session.answer("Summarise the pump manual", options)
    assert answered.answer.split("\n\n") == [WRITTEN[0], WRITTEN[2]]
    assert "Summary of 2 of 3 passages of Pump_manual_K240.md" in answered.notices


@pytest.mark.parametrize("language", languages())
def test_without_a_chat_model_the_central_sentences_are_quoted_and_marked_as_quotes(library: Library, language: str) -> None:
    def no_model(_: StopEvent) -> LoadedModel:
        raise ModelMissing("none is installed")

    session = Session(library, no_model)
    answered = session.answer("pump manual K240", AskOptions(kind=RequestKind.SUMMARY, language=language))
    assert answered.answer.startswith(phrase("summary_quoted", language))
    assert answered.citations
    assert all(citation.quote in f"{' '.join(CHAPTERS)} {FILLER}" for citation in answered.citations)
    assert answered.model is None


def test_a_summary_of_something_in_no_document_becomes_a_look_up(fake_library: Library) -> None:
    session = Session(fake_library, lambda _: pytest.fail("no model is needed"))
    answered = session.answer("Summarise the annual report", AskOptions(kind=RequestKind.SUMMARY, language="en"))
    assert (answered.kind, answered.abstained) == ("lookup", True)
