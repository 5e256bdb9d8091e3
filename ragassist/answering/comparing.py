"""Compares documents, as a stream of events. Each document is searched separately and has its own share of the evidence.

The answer is checked like every other one. A document that no confirmed citation comes from is asked once more alone; if it
still says nothing about the question, the answer says so.
"""

from collections.abc import Generator, Iterable, Iterator, Sequence

from indexes.conversations.records import Citation, Timings
from indexes.hits import Filter
from indexes.records import DocumentRow
from ragassist.answering.request_work import RequestWork
from ragassist.events import AnswerDelta, Event, PromptAdvanced, Retrieved, StageEntered
from ragassist.generation.loaded_model import LoadedModel
from ragassist.generation.prompt import Turn
from ragassist.language.phrases import phrase
from ragassist.requests.catalogue import name_of
from ragassist.requests.cited_reply import CitedReply, Task, added
from ragassist.requests.kinds import RequestKind
from ragassist.retrieval.evidence import MOST_SOURCES, Evidence, Source
from ragassist.retrieval.retriever import Retriever, numbered

_ANSWER_TOKENS = 400
_ALONE_TOKENS = 120
_FEWEST_TOKENS = 200
"""Fewest tokens of evidence for each document."""


class ComparePipeline:
    """Answers one request to compare two or more documents. After `events`, `turn` is the exchange for the history."""

    def __init__(self, work: RequestWork, documents: Sequence[DocumentRow]) -> None:
        self._work, self.documents = work, tuple(documents)
        self._citations: list[Citation] = []
        self._timings = Timings()
        self.turn: Turn | None = None

    def events(self) -> Iterator[Event]:
        """Yield the events of the answer, once; the last is `Answered`. Raises `Stopped`, and errors of library and model."""
        work, language = self._work, self._work.language
        yield StageEntered("searching")
        evidence = self._evidence()
        work.outcome.retrieved(())
        yield Retrieved(language, evidence)
        if loaded := (yield from work.model_for(evidence)):
            yield StageEntered("reading_prompt")
            yield from self._compared(loaded, evidence)

    def _evidence(self) -> Evidence:
        """Return the passages of all documents, one document after another, with consecutive numbers."""
        options, count = self._work.context.options, len(self.documents)
        budget = max(_FEWEST_TOKENS, options.context_tokens // count)
        found = [self._of_side(row, budget) for row in self.documents]
        kept = [source for one in found for source in one.sources[: max(1, MOST_SOURCES // count)]]
        return Evidence(numbered(kept), max(one.best_score for one in found))

    def _of_side(self, row: DocumentRow, budget: int) -> Evidence:
        context = self._work.context
        retriever = Retriever(library=self._work.library, budget=budget, only=Filter(paths=(row.path,)))
        return retriever.evidence(context.question, context.asked_in)

    def _compared(self, loaded: LoadedModel, evidence: Evidence) -> Iterator[Event]:
        language, outcome = self._work.language, self._work.outcome
        sides = {row.path: name_of(row.path) for row in self.documents}
        instruction = phrase("compare_instruction", language, names=_in_words(sides.values()))
        text = ""
        for piece in self._said(loaded, evidence.sources, instruction, _ANSWER_TOKENS):
            text += piece if isinstance(piece, str) else ""
            yield AnswerDelta(piece) if isinstance(piece, str) else piece
        for path, name in sides.items():
            if not any(citation.path == path and citation.supported for citation in self._citations):
                addition = yield from self._alone(loaded, name, [source for source in evidence.sources if source.path == path])
                addition = f"\n\n{addition}" if text else addition
                text += addition
                yield AnswerDelta(addition)
        outcome.notices += (phrase("compare_done", language, names=_in_words(sides.values()), count=len(evidence.sources)),)
        self.turn = Turn(self._work.context.question, text.strip(), (), loaded.title)
        yield outcome.of_kind(
            text.strip(), RequestKind.COMPARE, citations=self._citations, model=loaded.title, timings=self._timings
        )

    def _alone(self, loaded: LoadedModel, name: str, sources: Sequence[Source]) -> Generator[PromptAdvanced, None, str]:
        """Return the answer from one document alone, or a sentence that says that it has none."""
        language, before, said = self._work.language, len(self._citations), ""
        for piece in self._said(loaded, sources, phrase("instruction", language), _ALONE_TOKENS) if sources else ():
            if isinstance(piece, str):
                said += piece
            else:
                yield piece
        if said.strip() and any(citation.supported for citation in self._citations[before:]):
            return f"{name}: {said.strip()}"
        del self._citations[before:]
        return phrase("compare_silent", language, document=name)

    def _said(
        self, loaded: LoadedModel, sources: Sequence[Source], instruction: str, tokens: int
    ) -> Iterator[str | PromptAdvanced]:
        """Yield the pieces of a reply about some sources, and add its citations to the others."""
        work = self._work
        task = Task(
            question=work.context.question,
            instruction=instruction,
            language=work.language,
            answer_tokens=tokens,
            seed=work.seed,
        )
        reply = CitedReply(loaded=loaded, sources=sources, sentences=work.sentences, task=task, stop=work.stop)
        yield from reply.pieces()
        self._citations += reply.citations
        self._timings = added(self._timings, reply.timings)


def _in_words(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
