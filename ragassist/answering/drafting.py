"""Drafts a letter or mail from documents, as a stream of events. The text is marked as a draft, and its facts are cited."""

from collections.abc import Iterator, Sequence

from indexes.hits import Filter
from ragassist.answering.outcome import at_once
from ragassist.answering.request_work import RequestWork
from ragassist.events import AnswerDelta, Event, Retrieved, StageEntered
from ragassist.generation.loaded_model import LoadedModel
from ragassist.generation.prompt import Turn
from ragassist.language.phrases import phrase
from ragassist.requests.catalogue import name_of
from ragassist.requests.cited_reply import CitedReply, Task
from ragassist.requests.kinds import RequestKind
from ragassist.requests.meant import meant_documents
from ragassist.retrieval.evidence import Evidence
from ragassist.retrieval.retriever import Retriever

_DRAFT_TOKENS = 480


class DraftPipeline:
    """Answers one request for a draft. After `events`, `turn` is the exchange for the history."""

    def __init__(self, work: RequestWork) -> None:
        self._work = work
        self.turn: Turn | None = None

    def events(self) -> Iterator[Event]:
        """Yield the events of the answer, once; the last is `Answered`. Raises `Stopped`, and errors of library and model."""
        work, language = self._work, self._work.language
        yield StageEntered("searching")
        evidence = self._evidence()
        work.outcome.retrieved(())
        yield Retrieved(language, evidence)
        if not evidence.sources:
            yield from at_once(work.outcome.refused(evidence))
            return
        if loaded := (yield from work.model_for(evidence)):
            yield StageEntered("reading_prompt")
            yield from self._written(loaded, evidence)

    def _evidence(self) -> Evidence:
        """Return the evidence from the document that the request names, or from all documents if it doesn't name one."""
        context = self._work.context
        only = context.options.only
        meant = meant_documents(self._work.library, self._work.mention)
        is_one = len(meant.documents) == 1 and not meant.is_open
        kept_to = Filter(paths=(meant.documents[0].path,)) if is_one else only
        return Retriever(library=self._work.library, budget=context.options.context_tokens, only=kept_to).evidence(
            context.question, context.asked_in
        )

    def _written(self, loaded: LoadedModel, evidence: Evidence) -> Iterator[Event]:
        work, language = self._work, self._work.language
        task = Task(
            question=work.context.question,
            instruction=phrase("draft_instruction", language),
            language=language,
            answer_tokens=max(_DRAFT_TOKENS, work.context.options.answer_tokens),
            seed=work.seed,
        )
        reply = CitedReply(loaded=loaded, sources=evidence.sources, sentences=work.sentences, task=task, stop=work.stop)
        opening = f"**{phrase('draft_mark', language)}**\n\n"
        yield AnswerDelta(opening)
        yield from (AnswerDelta(piece) if isinstance(piece, str) else piece for piece in reply.pieces())
        if not reply.text.strip():
            work.outcome.notices += (phrase("draft_refused", language),)
            yield AnswerDelta(phrase("refusal", language))
        used = _used(reply)
        work.outcome.notices += (phrase("draft_from", language, documents=", ".join(used)),) if used else ()
        answer = f"{opening}{reply.text.strip() or phrase('refusal', language)}"
        self.turn = Turn(work.context.question, reply.text.strip(), (), loaded.title)
        yield work.outcome.of_kind(
            answer, RequestKind.DRAFT, citations=reply.citations, model=loaded.title, timings=reply.timings
        )


def _used(reply: CitedReply) -> Sequence[str]:
    """Return the names of the documents with a supported citation."""
    return list(dict.fromkeys(name_of(citation.path) for citation in reply.citations if citation.supported))
