"""Compares documents, as a stream of events. Each document is searched separately and has its own share of the evidence.

What the documents share word for word, as those made from one template do, isn't shown to the model: the comparison is about
what differs, and a few shared points follow it. The answer is checked like every other one. A document that no confirmed
citation comes from is asked once more alone; if it still says nothing about the question, the answer says so.
"""

from collections.abc import Generator, Iterable, Iterator, Sequence

from indexes.conversations.records import Citation, Timings
from indexes.records import DocumentRow
from ragassist.answering.documents.sides import SharedPoint, Sides
from ragassist.answering.request_work import RequestWork
from ragassist.events import AnswerDelta, Event, PromptAdvanced, Retrieved, StageEntered
from ragassist.generation.loaded_model import LoadedModel
from ragassist.generation.prompt import Turn
from ragassist.language.phrases import phrase
from ragassist.requests.catalogue import name_of
from ragassist.requests.cited_reply import CitedReply, Task, added
from ragassist.requests.kinds import RequestKind
from ragassist.retrieval.evidence import Source

_ANSWER_TOKENS = 400
_ALONE_TOKENS = 120


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
        sides = Sides.of(work, self.documents)
        work.outcome.retrieved(())
        yield Retrieved(language, sides.evidence)
        if loaded := (yield from work.model_for(sides.evidence)):
            yield StageEntered("reading_prompt")
            yield from self._compared(loaded, sides)

    def _compared(self, loaded: LoadedModel, sides: Sides) -> Iterator[Event]:
        """Yield what the model says about the differences, each side that it leaves out, and what all sides share."""
        language, outcome = self._work.language, self._work.outcome
        names = {row.path: name_of(row.path) for row in self.documents}
        sources, text = sides.evidence.sources[: sides.differing], ""
        instruction = phrase("compare_instruction", language, names=_in_words(names.values()))
        for piece in self._said(loaded, sources, instruction, _ANSWER_TOKENS) if sources else ():
            text += piece if isinstance(piece, str) else ""
            yield AnswerDelta(piece) if isinstance(piece, str) else piece
        for path, name in names.items():
            own = [source for source in sources if source.path == path]
            is_cited = any(citation.path == path and citation.supported for citation in self._citations)
            if is_cited or (sides.shared and not own):
                continue
            addition = yield from self._alone(loaded, name, own)
            text += (addition := _below(text, addition))
            yield AnswerDelta(addition)
        if sides.shared:
            text += (addition := _below(text, self._shared(sides.shared)))
            yield AnswerDelta(addition)
        count = len(sides.evidence.sources)
        outcome.notices += (phrase("compare_done", language, names=_in_words(names.values()), count=count),)
        self.turn = Turn(self._work.context.question, text.strip(), (), loaded.title)
        yield outcome.of_kind(
            text.strip(), RequestKind.COMPARE, citations=self._citations, model=loaded.title, timings=self._timings
        )

    def _shared(self, points: Sequence[SharedPoint]) -> str:
        """Return a list of shared points, and add their citations to the others."""
        lines = [phrase("compare_shared", self._work.language)]
        for point in points:
            self._citations += point.citations
            lines.append(f"- {point.text} {''.join(f'[{citation.n}]' for citation in point.citations)}")
        return "\n".join(lines)

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


def _below(text: str, addition: str) -> str:
    return f"\n\n{addition}" if text else addition


def _in_words(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
