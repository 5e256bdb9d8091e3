"""Summarises documents: the model reads all of their text in parts, and each sentence of the summary is checked and cited.

Each part gets a paragraph, of the sentences that its passages confirm. If there are more parts than paragraphs, the paragraphs
of neighbouring parts are summarised again, and the result is checked against the passages that they cite. The paragraph of each
part is stored, so that the same summary, or one of another length, only needs the last step.
"""

import json
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from threading import Event as StopEvent

from indexes.conversations.records import Timings
from indexes.files.kept_parts import NOTHING_KEPT, KeptParts
from ingest.documents import SEPARATOR
from ragassist.events import PassagesRead, PromptAdvanced
from ragassist.generation.loaded_model import LoadedModel
from ragassist.generation.prompt_reading import WorkPace
from ragassist.grounding.claims import ClaimChecker
from ragassist.grounding.sentence_vectors import SentenceVectors
from ragassist.language.phrases import phrase
from ragassist.requests.cited_reply import CitedReply, Task, added
from ragassist.requests.paragraphs import (
    JoinedChecker,
    Paragraph,
    as_shown,
    central,
    confirmed,
    dumped,
    first_sentences,
    headings_of,
    loaded,
    numbered_anew,
)
from ragassist.requests.passages import MOST_MARKS, in_parts
from ragassist.requests.translated import translated
from ragassist.requests.translation import Translator
from ragassist.retrieval.evidence import Source
from ragassist.retrieval.retriever import rough_tokens
from ragassist.stopping import Stopped
from ragassist.untrusted import one_line, without_citation_marks, without_forged_marks

_VERSION = "4"
"""Version of the stored paragraphs; it changes when they would be written differently."""
_JOINED_AT_ONCE = 8
"""Most paragraphs that are summarised together; more are joined in several steps."""
_CENTRAL_SENTENCES = 2
_SENTENCE_TOKENS = 60
_SAID_COSTS = 4
"""How many times longer it takes to generate a token than to read one, to estimate the time of a summary."""
SummaryProgress = PassagesRead | PromptAdvanced
Telling = Generator[PromptAdvanced, None, Paragraph | None]
"""Yields the progress of the prompt, and returns the paragraph, None if the model refuses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryOptions:
    """Options of a summary: the language, tokens of a part and of a paragraph, and the most paragraphs.

    `sentences` is the wanted number of sentences (None: any number). With `outline` each part has its heading.
    """

    language: str
    part_tokens: int
    answer_tokens: int
    most_paragraphs: int
    seed: int
    sentences: int | None = None
    outline: bool = False


@dataclass(slots=True, kw_only=True)
class Summarizer:
    """Summarises passages of documents in one language; `digests` holds the sha256 of each document by its path."""

    sentences: SentenceVectors
    options: SummaryOptions
    stop: StopEvent
    kept_parts: KeptParts = NOTHING_KEPT
    digests: Mapping[str, str] = field(default_factory=dict)
    timings: Timings = field(default=Timings(), init=False)
    """The token counts of the chat model's replies so far."""

    def paragraphs(self, passages: Sequence[Source], model: LoadedModel) -> Iterator[Paragraph | SummaryProgress]:
        """Yield the paragraphs of a summary, and the progress after each part.

        A part that the model refuses to summarise has no paragraph. When it is stopped, it yields the paragraphs of the parts
        that were read, and then raises `Stopped`.
        """
        done, groups = 0, self._groups(passages)
        left, pace = self._unread(model, groups), WorkPace(model.pace.expected_s(1, 0))
        yield PassagesRead(0, len(passages), pace.seconds_for(left))
        for parts, count in groups:
            group: list[Paragraph] = []
            try:
                for part in parts:
                    began, unread = time.monotonic(), self._tokens(model, part, count if len(parts) == 1 else 0)
                    told = yield from self._of_part(model, part, count if len(parts) == 1 else 0)
                    pace.add(unread, time.monotonic() - began if unread else 0.0)
                    left -= unread
                    group += [told] if told else []
                    done += told.passages if told else len(part)
                    yield PassagesRead(done, len(passages), pace.seconds_for(left))
                condensed = yield from self._condensed(model, group, passages, count)
            except Stopped:
                yield from (self._shown(one, passages, count) for one in group)
                raise
            yield from (self._shown(one, passages, count) for one in condensed)

    def _groups(self, passages: Sequence[Source]) -> list[tuple[list[list[Source]], int]]:
        """Return groups of parts that share a paragraph, each with its number of sentences (0: any number).

        If a number of sentences is wanted, each sentence covers a stretch of the text, so that all of the text is covered.
        """
        parts, asked = list(in_parts(passages, self.options.part_tokens)), self.options.sentences or 0
        count = min(len(parts), asked or self.options.most_paragraphs)
        edges = [len(parts) * at // count for at in range(count + 1)] if count else []
        shares = [asked * (at + 1) // count - asked * at // count for at in range(count)]
        return [(parts[start:end], share) for (start, end), share in zip(pairwise(edges), shares, strict=True)]

    def _unread(self, model: LoadedModel, groups: Sequence[tuple[list[list[Source]], int]]) -> int:
        """Return the sum of `_tokens` over the parts of all groups."""
        return sum(self._tokens(model, part, count if len(parts) == 1 else 0) for parts, count in groups for part in parts)

    def _tokens(self, model: LoadedModel, part: Sequence[Source], count: int) -> int:
        """Return the estimated cost of a part in tokens to read; 0 if its paragraph is stored."""
        if self._kept(model, part, count):
            return 0
        said = max(self.options.answer_tokens, _SENTENCE_TOKENS * count)
        return sum(rough_tokens(source.text) for source in part) + _SAID_COSTS * said

    def _shown(self, paragraph: Paragraph, passages: Sequence[Source], count: int) -> Paragraph:
        cut = first_sentences(paragraph, count) if count else paragraph
        heading = without_forged_marks(one_line(cut.heading)) if self.options.outline else ""
        return replace(as_shown(cut, len(passages)), heading=heading)

    def _of_part(self, model: LoadedModel, part: Sequence[Source], count: int) -> Telling:
        """Return the paragraph of a part, the stored one if there is one; None if the model refuses."""
        # Small models take the names of files for what a document says.
        shown = [replace(source, n=n, named=False) for n, source in enumerate(part, 1)]
        document = self.digests.get(part[0].path, "")
        told = self._kept(model, part, count)
        if told is None and (said := (yield from self._told(model, shown, count))):
            told = confirmed(said, headings_of(part)) or self._instead(model, said, shown, count)
            if document:
                self.kept_parts.put(document, self._key(model, part, count), dumped(told, shown))
        heading = part[0].heading.split(SEPARATOR)[-1]
        return told and replace(numbered_anew(told, lambda n: part[n - 1].n), heading=heading)

    def _instead(self, model: LoadedModel, said: Paragraph, part: Sequence[Source], count: int) -> Paragraph:
        """Return central sentences in place of an unconfirmed paragraph, translated if need be; else the paragraph."""
        told, language = central(part, count or _CENTRAL_SENTENCES, self.sentences), self.options.language
        if all(source.language == language for source in part):
            return told
        checker = ClaimChecker(part, _title(part), self.sentences.of, language)
        return translated(told, part, Translator(loaded=model, language=language, stop=self.stop), checker) or said

    def _kept(self, model: LoadedModel, part: Sequence[Source], count: int) -> Paragraph | None:
        """Return the stored paragraph of a part with the part's own numbers, None if there is none."""
        document = self.digests.get(part[0].path, "")
        shown = [replace(source, n=n) for n, source in enumerate(part, 1)]
        return loaded(self.kept_parts.get(document, self._key(model, part, count)), shown) if document else None

    def _key(self, model: LoadedModel, part: Sequence[Source], count: int) -> str:
        texts = [(source.header, source.text) for source in part]
        return json.dumps([_VERSION, model.title, self.options.language, self._instruction(count), texts])

    def _instruction(self, count: int) -> str:
        if count:
            return phrase("summary_sentences", self.options.language, count=count)
        return phrase("summary_instruction", self.options.language)

    def _condensed(
        self, model: LoadedModel, group: list[Paragraph], passages: Sequence[Source], count: int
    ) -> Generator[PromptAdvanced, None, list[Paragraph]]:
        """Return one paragraph in place of several; the same paragraphs if the model refuses to join them."""
        while len(group) > 1:
            batches = [group[at : at + _JOINED_AT_ONCE] for at in range(0, len(group), _JOINED_AT_ONCE)]
            joined: list[Paragraph] = []
            for batch in batches:
                paragraph = yield from self._joined(model, batch, passages, count if len(batches) == 1 else 0)
                if paragraph is None:
                    return group
                joined.append(paragraph)
            group = joined
        return group

    def _joined(self, model: LoadedModel, group: Sequence[Paragraph], passages: Sequence[Source], count: int) -> Telling:
        """Return one paragraph in place of several, checked against the passages that they cite; None if the model refuses."""
        behind = _cited(group, passages)[:MOST_MARKS]
        if len(group) == 1 or not behind:
            return group[0] if len(group) == 1 else None
        local = {source.n: n for n, source in enumerate(behind, 1)}
        shown = [
            replace(
                behind[0], n=n, text=without_citation_marks(paragraph.text), header="", heading=paragraph.heading, named=False
            )
            for n, paragraph in enumerate(group, 1)
        ]
        of_each = {n: [local[c.n] for c in paragraph.citations if c.n in local] for n, paragraph in enumerate(group, 1)}
        numbered = [replace(source, n=local[source.n]) for source in behind]
        about = _title(shown)
        checker = JoinedChecker(numbered, self.sentences.of, self.options.language, of_each, about=about)
        said = yield from self._told(model, shown, count, checker)
        told = said and (confirmed(said, headings_of(behind)) or said)
        read = sum(paragraph.passages for paragraph in group)
        return told and replace(numbered_anew(told, lambda n: behind[n - 1].n), passages=read, heading=group[0].heading)

    def _told(self, model: LoadedModel, shown: Sequence[Source], count: int, checker: ClaimChecker | None = None) -> Telling:
        """Return the paragraph that the model writes about some sources; None if it refuses."""
        options = self.options
        task = Task(
            question=phrase("summary_question", options.language),
            instruction=self._instruction(count),
            language=options.language,
            answer_tokens=max(options.answer_tokens, _SENTENCE_TOKENS * count),
            seed=options.seed,
            about=_title(shown),
        )
        reply = CitedReply(loaded=model, sources=shown, sentences=self.sentences, task=task, stop=self.stop, checker=checker)
        text = yield from reply.whole()
        self.timings = added(self.timings, reply.timings)
        return Paragraph(text, reply.citations, reply.read_whole) if text else None

    def central(self, passages: Sequence[Source]) -> Iterator[Paragraph | SummaryProgress]:
        """Yield a summary without a chat model: the most central sentences, word for word.

        In a long document only some evenly spread passages of each part are compared, and only those count as read.
        """
        done = 0
        for parts, count in self._groups(passages):
            told = central([source for part in parts for source in part], count or _CENTRAL_SENTENCES, self.sentences)
            done += told.passages
            yield PassagesRead(done, len(passages))
            yield as_shown(told, len(passages))


def _title(sources: Sequence[Source]) -> str:
    """Return the heading above all others, whose numbers and names a sentence may repeat wherever it is confirmed."""
    return sources[0].heading.split(SEPARATOR)[0]


def _cited(group: Sequence[Paragraph], passages: Sequence[Source]) -> list[Source]:
    numbers = {citation.n for paragraph in group for citation in paragraph.citations}
    return [source for source in passages if source.n in numbers]
