"""Summarises documents, as a stream of events: each paragraph when it is ready, at last how much was read."""

from collections.abc import Iterator, Mapping, Sequence

from indexes.records import DocumentRow
from ragassist.answering.request_work import RequestWork
from ragassist.errors import ModelMissing
from ragassist.events import AnswerDelta, Event, StageEntered
from ragassist.language.phrases import phrase, said_in
from ragassist.requests.catalogue import name_of
from ragassist.requests.kinds import RequestKind
from ragassist.requests.paragraphs import Paragraph
from ragassist.requests.passages import missing_part, passages_of
from ragassist.requests.summary import Summarizer, SummaryOptions, SummaryProgress
from ragassist.requests.wishes import Length, length_asked, part_asked, sentences_asked
from ragassist.retrieval.evidence import Source
from ragassist.stopping import Stopped

PARAGRAPHS: Mapping[Length, int] = {Length.SHORT: 1, Length.MEDIUM: 6, Length.LONG: 1_000}
"""Most paragraphs of a summary; a long one has a paragraph for each part that is read."""
_PARAGRAPH_TOKENS = 160
_MOST_NAMED = 3


class SummaryPipeline:
    """Answers one request for a summary of some documents, which are read one after another."""

    def __init__(
        self, work: RequestWork, documents: Sequence[DocumentRow], length: Length | None = None, *, asked: str | None = None
    ) -> None:
        """Prepare the summary; `asked` is the text that may name a part or a number of sentences (None: the request)."""
        self._work, self.documents = work, tuple(documents)
        text = work.context.question if asked is None else asked
        options, language, asked_in, change = work.context.options, work.language, work.context.asked_in, work.change
        length = length or change.length or length_asked(text, asked_in) or Length.MEDIUM
        sentences = change.sentences or (None if change.length else sentences_asked(text, asked_in))
        self._between = " " if sentences else "\n\n"
        self._summarizer = Summarizer(
            sentences=work.sentences,
            options=SummaryOptions(
                language=language,
                part_tokens=options.context_tokens,
                answer_tokens=min(options.answer_tokens, _PARAGRAPH_TOKENS),
                most_paragraphs=PARAGRAPHS[length],
                seed=work.seed,
                sentences=sentences,
                outline=length is Length.LONG,
            ),
            stop=work.stop,
            kept_parts=work.library.kept_parts,
            digests={row.path: row.sha256 for row in documents if row.sha256},
        )
        part = part_asked(text, asked_in) if len(documents) == 1 else None
        self._passages = passages_of(work.library, documents, part)
        self._missing = "" if self._passages or not part else missing_part(work.library, documents[0], part, language)

    def events(self) -> Iterator[Event]:
        """Yield the events of the summary, once; the last event is `Answered`.

        Raises `Stopped` if it is stopped before the first paragraph, and errors of library and model.
        """
        language, outcome = self._work.language, self._work.outcome
        if not self._passages:
            empty = self._missing or phrase("document_empty", language, document=self._names)
            yield AnswerDelta(empty)
            yield outcome.of_kind(empty, RequestKind.SUMMARY)
            return
        yield StageEntered("loading")
        try:
            loaded = self._work.load_model()
        except ModelMissing as problem:
            outcome.notices += (said_in(problem.line, language),)
            opening = phrase("summary_quoted", language)
            yield AnswerDelta(f"{opening}\n\n")
            yield from self._written(self._summarizer.central(self._passages), opening)
            return
        yield StageEntered("reading_prompt")
        yield from self._written(self._summarizer.paragraphs(self._passages, loaded), model=loaded.title)

    def _written(
        self, paragraphs: Iterator[Paragraph | SummaryProgress], opening: str = "", model: str | None = None
    ) -> Iterator[Event]:
        """Yield each paragraph when it is ready. If it is stopped after the first, the summary ends with the finished ones."""
        told: list[Paragraph] = []
        try:
            for one in paragraphs:
                if isinstance(one, SummaryProgress):
                    yield one
                    continue
                yield AnswerDelta((self._between if told else "") + _with_heading(one, told))
                told.append(one)
        except Stopped:
            if not told:
                raise
        yield self._finished(told, opening, model)

    def _finished(self, told: Sequence[Paragraph], opening: str, model: str | None) -> Event:
        language, outcome, total = self._work.language, self._work.outcome, len(self._passages)
        read = sum(paragraph.passages for paragraph in told)
        outcome.notices += (phrase("summary_done", language, read=read, total=total, document=self._names),)
        paragraphs = [_with_heading(paragraph, told[:at]) for at, paragraph in enumerate(told)]
        said = self._between.join(paragraphs)
        text = "\n\n".join(filter(None, (opening, said))) or phrase("refusal", language)
        citations = [citation for paragraph in told for citation in paragraph.citations]
        timings = self._summarizer.timings if model else None
        return outcome.of_kind(text, RequestKind.SUMMARY, citations=citations, model=model, timings=timings)

    @property
    def _names(self) -> str:
        names = [name_of(row.path) for row in self.documents]
        return ", ".join(names[:_MOST_NAMED]) + (f" … ({len(names)})" if len(names) > _MOST_NAMED else "")

    @property
    def passages(self) -> Sequence[Source]:
        """The passages that are summarised."""
        return self._passages


def _with_heading(paragraph: Paragraph, before: Sequence[Paragraph]) -> str:
    """Return the text of a paragraph, below its heading if that differs from the last paragraph's."""
    heading = paragraph.heading
    if not heading or (before and before[-1].heading == heading):
        return paragraph.text
    return f"**{heading}**\n\n{paragraph.text}"
