"""Summarises a document: all of it is read, part by part, and each sentence of the summary is checked against its part.

Each part gets a paragraph. Where there are more parts than paragraphs, the paragraphs of neighbouring parts are summarised once
more, and what comes out is checked against the passages that they cite.
"""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Event as StopEvent

from indexes.conversations.records import Citation
from indexes.records import ChunkRow, DocumentRow
from indexes.searchable import SearchableLibrary
from ingest.language.punctuation import ends_sentence
from ragassist.events import PassagesRead, PromptAdvanced
from ragassist.generation.context_window import Request, fit
from ragassist.generation.loaded_model import LoadedModel
from ragassist.generation.prompt_reading import PromptReader
from ragassist.generation.reasoning import StreamPart
from ragassist.generation.reply import Refused, Reply, ReplyOptions
from ragassist.grounding.citation_writer import CitationWriter
from ragassist.grounding.claims import ClaimChecker
from ragassist.grounding.sentence_vectors import SentenceVectors
from ragassist.language.phrases import phrase
from ragassist.language.sentences import sentence_spans
from ragassist.retrieval.evidence import Source

_BYTES_A_TOKEN = 3
_MOST_SOURCES = 99
"""Numbers that a citation mark can have; a longer document is read in longer passages."""
_JOINED_AT_ONCE = 8
"""Paragraphs that are summarised together; more of them are joined in several steps."""
_CENTRAL_SENTENCES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryOptions:
    """How a document is summarised: its language, tokens of a part and of a paragraph, and how many paragraphs at most."""

    language: str
    part_tokens: int
    answer_tokens: int
    most_paragraphs: int
    seed: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a summary with its citations, and how many of the document's passages were read whole for it."""

    text: str
    citations: tuple[Citation, ...]
    passages: int


SummaryProgress = PassagesRead | PromptAdvanced
"""How much of the document is read, and how much of the prompt of a part."""


class Summarizer:
    """Summarises documents of one library in one language."""

    def __init__(
        self, library: SearchableLibrary, sentences: SentenceVectors, options: SummaryOptions, stop: StopEvent
    ) -> None:
        self._library, self._sentences, self._options, self._stop = library, sentences, options, stop

    def passages(self, document: DocumentRow) -> list[Source]:
        """Return the whole text of a document as numbered passages in their order."""
        found = self._library.load_document(document.path)
        rows = self._library.chunks(self._library.chunk_ids(document.id))
        chunks = sorted(rows.values(), key=lambda chunk: chunk.start)
        if found is None or not chunks:
            return []
        size = -(-len(chunks) // _MOST_SOURCES)
        groups = (chunks[at : at + size] for at in range(0, len(chunks), size))
        return [_passage(n, group, found.text) for n, group in enumerate(groups, 1)]

    def paragraphs(self, passages: Sequence[Source], loaded: LoadedModel) -> Iterator[Paragraph | SummaryProgress]:
        """Yield the summary of a document paragraph by paragraph, and after each part how much is read.

        A part that the model refuses to summarise gives no paragraph. Raises `Stopped`.
        """
        parts, done = self._parts(passages), 0
        together = -(-len(parts) // self._options.most_paragraphs)
        for at in range(0, len(parts), together or 1):
            group: list[Paragraph] = []
            for part in parts[at : at + together]:
                told = yield from self._told(loaded, part, part)
                group += [told] if told else []
                done += told.passages if told else len(part)
                yield PassagesRead(done, len(passages))
            yield from (yield from self._condensed(loaded, group, passages))

    def central(self, passages: Sequence[Source]) -> Iterator[Paragraph | SummaryProgress]:
        """Yield the most central sentences of each part, word for word: a summary without a chat model."""
        done = 0
        for part in self._parts(passages):
            spans = _sentences(part)
            rows = self._sentences.of([source.text[start:end] for source, start, end in spans])
            nearness = (rows @ rows.mean(0)).tolist()
            best = sorted(range(len(spans)), key=lambda at: -nearness[at])[:_CENTRAL_SENTENCES]
            cited = [_quoted(*spans[at]) for at in sorted(best)]
            done += len(part)
            yield PassagesRead(done, len(passages))
            yield Paragraph(" ".join(f"{one.quote} [{one.n}]" for one in cited), tuple(cited), len(part))

    def _parts(self, passages: Sequence[Source]) -> list[list[Source]]:
        parts: list[list[Source]] = []
        room = 0
        for source in passages:
            tokens = len(source.text.encode()) // _BYTES_A_TOKEN + 1
            if not parts or tokens > room:
                parts.append([])
                room = self._options.part_tokens
            parts[-1].append(source)
            room -= tokens
        return parts

    def _condensed(
        self, loaded: LoadedModel, group: list[Paragraph], passages: Sequence[Source]
    ) -> Generator[PromptAdvanced, None, list[Paragraph]]:
        """Return one paragraph for several; all of them where the model says nothing of them together."""
        while len(group) > 1:
            batches = [group[at : at + _JOINED_AT_ONCE] for at in range(0, len(group), _JOINED_AT_ONCE)]
            joined: list[Paragraph] = []
            for batch in batches:
                paragraph = yield from self._joined(loaded, batch, passages)
                if paragraph is None:
                    return group
                joined.append(paragraph)
            group = joined
        return group

    def _joined(
        self, loaded: LoadedModel, group: Sequence[Paragraph], passages: Sequence[Source]
    ) -> Generator[PromptAdvanced, None, Paragraph | None]:
        """Return one paragraph for several, checked against the passages that these cite; None where there is none."""
        cited = {citation.n for paragraph in group for citation in paragraph.citations}
        behind = [source for source in passages if source.n in cited]
        if not behind:
            return None
        shown = [replace(behind[0], n=n, text=paragraph.text, header="") for n, paragraph in enumerate(group, 1)]
        told = yield from self._told(loaded, shown, behind)
        return told and replace(told, passages=sum(paragraph.passages for paragraph in group))

    def _told(
        self, loaded: LoadedModel, shown: Sequence[Source], checked: Sequence[Source]
    ) -> Generator[PromptAdvanced, None, Paragraph | None]:
        """Return what the model says of what it is shown, checked against passages; None where it refuses."""
        language, options = self._options.language, self._options
        question = phrase("summary_question", language)
        reply = Reply(
            loaded.model,
            loaded.sampling,
            ReplyOptions(
                think=False, think_budget=0, answer_tokens=options.answer_tokens, seed=options.seed, reasons=loaded.reasons
            ),
            self._stop,
        )
        request = Request(
            question=question,
            language=language,
            sources=tuple(shown),
            opening=reply.options.opening,
            reserve=reply.reserve(language),
            instruction="summary_instruction",
        )
        fitted = fit(loaded.builder(), request)
        yield from PromptReader(loaded.model, loaded.pace, reply.meter, self._stop).read(fitted.prompt)
        writer = CitationWriter(ClaimChecker(checked, question, self._sentences.of, language), language)
        text = ""
        try:
            for part, piece in reply.stream(fitted.prompt, language):
                text += writer.feed(piece) if part is StreamPart.ANSWER else ""
            text += writer.finish()
        except Refused:
            return None
        whole = len(fitted.sources) - fitted.shortened
        return Paragraph(text.strip(), tuple(writer.citations), whole) if text.strip() else None


def _passage(n: int, chunks: Sequence[ChunkRow], text: str) -> Source:
    first, last = chunks[0], chunks[-1]
    return Source(
        n=n,
        path=first.path,
        place=first.place,
        heading=first.heading,
        language=first.language,
        start=first.start,
        end=last.end,
        text=text[first.start : last.end],
        score=1.0,
        header=first.header,
    )


def _sentences(part: Sequence[Source]) -> list[tuple[Source, int, int]]:
    """Return the sentences of a part with their offsets; headings and table rows only where there is nothing else."""
    spans = [(source, start, end) for source in part for start, end in sentence_spans(source.text)]
    return [one for one in spans if ends_sentence(one[0].text[one[2] - 1])] or spans


def _quoted(source: Source, start: int, end: int) -> Citation:
    quote = source.text[start:end]
    return Citation(
        n=source.n,
        path=source.path,
        place=source.place,
        start=source.start + start,
        end=source.start + end,
        quote=quote,
        supported=True,
    )
