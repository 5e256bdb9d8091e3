"""Chooses the pipeline for the kind of a request; the default is a look-up."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Protocol

from ragassist.answering.comparing import ComparePipeline
from ragassist.answering.documents.tabulating import TablePipeline
from ragassist.answering.drafting import DraftPipeline
from ragassist.answering.pipeline import AnswerPipeline
from ragassist.answering.request_work import RequestWork
from ragassist.answering.summarizing import SummaryPipeline
from ragassist.answering.translating import TranslatePipeline
from ragassist.events import AnswerDelta, Event
from ragassist.generation.prompt import Turn
from ragassist.requests.handling import answer
from ragassist.requests.kinds import RequestKind
from ragassist.requests.meant import Meant, meant_documents, sides


class Pipeline(Protocol):
    """Answers one request."""

    def events(self) -> Iterator[Event]:
        """Yield the events of the answer, once; the last is `Answered`. Raises `Stopped`, and errors of library and model."""


def pipeline_for(work: RequestWork) -> Pipeline:
    """Return the pipeline for the kind of the request."""
    build = _BUILDERS.get(work.kind)
    return (build(work) if build else None) or AnswerPipeline(
        work.library, work.sentences, work.load_model, work.context, work.stop
    )


def turn_of(pipeline: Pipeline) -> Turn | None:
    """Return the exchange of an answer for the history, None if it doesn't come from a model."""
    return pipeline.turn if isinstance(pipeline, AnswerPipeline | ComparePipeline | DraftPipeline) else None


class CataloguePipeline:
    """Answers from the list of documents, without passages and without the chat model."""

    def __init__(self, work: RequestWork) -> None:
        self._work = work

    def events(self) -> Iterator[Event]:
        """Yield the answer."""
        work = self._work
        asked = work.context
        said = answer(work.library, work.kind, asked.question, work.language, only=asked.options.only, asked_in=asked.asked_in)
        yield AnswerDelta(said)
        yield work.outcome.of_kind(said, work.kind)


class WhichPipeline:
    """Asks the person which of several documents is meant."""

    def __init__(self, work: RequestWork, meant: Meant) -> None:
        self._work, self._meant = work, meant

    def events(self) -> Iterator[Event]:
        """Yield the question."""
        yield from self._work.which(self._meant.documents, self._meant.missing)


def _meant(work: RequestWork) -> Meant:
    return Meant(work.given) if work.given else meant_documents(work.library, work.mention)


def _summary(work: RequestWork) -> Pipeline | None:
    meant = _meant(work)
    if not meant.documents:
        return None
    return WhichPipeline(work, meant) if meant.is_open else SummaryPipeline(work, meant.documents)


def _translation(work: RequestWork) -> Pipeline | None:
    meant = _meant(work)
    if not meant.documents:
        return None
    several = len(meant.documents) > 1
    return WhichPipeline(work, replace(meant, is_open=True)) if several else TranslatePipeline(work, meant.documents[0])


def _comparison(work: RequestWork) -> Pipeline | None:
    documents = work.given if len(work.given) > 1 else sides(work.library, work.mention)
    return ComparePipeline(work, documents) if documents else None


_BUILDERS: dict[RequestKind, Callable[[RequestWork], Pipeline | None]] = {
    RequestKind.SMALLTALK: CataloguePipeline,
    RequestKind.CAPABILITY: CataloguePipeline,
    RequestKind.OVERVIEW: CataloguePipeline,
    RequestKind.COUNT: CataloguePipeline,
    RequestKind.SUMMARY: _summary,
    RequestKind.TRANSLATE: _translation,
    RequestKind.COMPARE: _comparison,
    RequestKind.DRAFT: DraftPipeline,
    RequestKind.EXTRACT: TablePipeline,
}
