"""Translates a document, as a stream of events: each passage when it is ready, at last how many sentences are doubtful."""

import time
from collections.abc import Iterator, Sequence

from indexes.conversations.records import Citation
from indexes.records import DocumentRow
from ragassist.answering.request_work import RequestWork
from ragassist.errors import ModelMissing
from ragassist.events import AnswerDelta, Event, PassagesRead, PassageTranslated, StageEntered, TranslatedLine
from ragassist.generation.loaded_model import LoadedModel
from ragassist.generation.prompt_reading import WorkPace
from ragassist.grounding.text_judge import TextJudge
from ragassist.language.locale import from_locale, language_name
from ragassist.language.phrases import phrase, said_in
from ragassist.language.registry import FALLBACK
from ragassist.requests.catalogue import name_of
from ragassist.requests.kinds import RequestKind
from ragassist.requests.passages import MOST_MARKS, missing_part, passages_of
from ragassist.requests.translation import Translator
from ragassist.requests.wishes import Part, languages_named, part_asked
from ragassist.retrieval.evidence import Source
from ragassist.retrieval.retriever import rough_tokens
from ragassist.stopping import Stopped
from ragassist.untrusted import without_forged_marks

_PROMPTS_A_TOKEN = 4
"""Number of prompt tokens for each token that is translated: those of the sentence and of the instruction."""
_LONG = 12
"""A translation of more passages than this comes with the advice to write it into a file."""


class TranslatePipeline:
    """Answers one request to translate a document or a part of it; `missing` is the error text if it has no such part.

    The text of the request names the part and the language if they aren't given.
    """

    def __init__(self, work: RequestWork, document: DocumentRow, into: str = "", part: Part | None = None) -> None:
        self._work, self._document = work, document
        self.documents = (document,)
        part = part or part_asked(work.context.question, work.context.asked_in)
        self._passages = passages_of(work.library, [document], part, complete=True)
        self.missing = "" if self._passages or not part else missing_part(work.library, document, part, work.language)
        self.into = into or work.change.language or self._target()
        self._text, self._citations, self._doubtful = "", list[Citation](), 0

    def _target(self) -> str:
        """Return the first of these languages that isn't the document's: those named, the answer's, the locale's, English."""
        work = self._work
        named = languages_named(work.context.question, work.context.asked_in)
        candidates = (*reversed(named), work.language, from_locale(), FALLBACK)
        return next((code for code in candidates if code != self._document.language), work.language)

    def events(self) -> Iterator[Event]:
        """Yield the events of the translation, once; the last event is `Answered`.

        Raises `Stopped` if it is stopped before the first passage, and errors of library and model.
        """
        work, language = self._work, self._work.language
        if not self._passages:
            yield from self._said(self.missing or phrase("document_empty", language, document=name_of(self._document.path)))
            return
        yield StageEntered("loading")
        try:
            loaded = work.load_model()
        except ModelMissing as problem:
            work.outcome.notices += (said_in(problem.line, language),)
            yield from self._said(phrase("translate_no_model", language))
            return
        if len(self._passages) > _LONG:
            work.outcome.notices += (phrase("translate_long", language),)
        yield StageEntered("reading_prompt")
        yield from self._translated(self._translator(loaded), loaded.title)

    def _translator(self, loaded: LoadedModel) -> Translator:
        work, document = self._work, self._document
        return Translator(
            loaded=loaded,
            language=self.into,
            stop=work.stop,
            judge=TextJudge.of(work.library, work.sentences),
            kept_parts=work.library.kept_parts,
            digests={document.path: document.sha256} if document.sha256 else {},
        )

    def _said(self, text: str) -> Iterator[Event]:
        yield AnswerDelta(text)
        yield self._work.outcome.of_kind(text, RequestKind.TRANSLATE)

    def _translated(self, translator: Translator, model: str) -> Iterator[Event]:
        """Yield each passage when it is ready. If it is stopped after the first, the translation ends with the last one."""
        total, done = len(self._passages), 0
        left = sum(rough_tokens(source.text) for source in self._passages)
        pace = WorkPace(translator.loaded.pace.expected_s(_PROMPTS_A_TOKEN, 1))
        yield PassagesRead(0, total, pace.seconds_for(left))
        try:
            for source in self._passages:
                began = time.monotonic()
                lines = translator.lines(source)
                done += 1
                tokens = rough_tokens(source.text)
                pace.add(tokens, time.monotonic() - began)
                left -= tokens
                yield PassagesRead(done, total, pace.seconds_for(left))
                yield PassageTranslated(source.path, tuple(lines))
                yield AnswerDelta(self._taken(source, lines))
        except Stopped:
            if not done:
                raise
        yield self._finished(done, model)

    def _taken(self, source: Source, lines: Sequence[TranslatedLine]) -> str:
        """Return the translation of a passage with a citation at its end, and a doubtful one after each doubtful sentence."""
        size, text = -(-len(self._passages) // MOST_MARKS), ""
        n = 1 + (source.n - 1) // size
        for at, line in enumerate(lines):
            text += (line.gap or " ") if self._text or text else ""
            text += without_forged_marks(line.said)
            if not line.kept or at == len(lines) - 1:
                text += f" [{n}]"
                self._citations.append(_citation(source, n, line))
            self._doubtful += not line.kept
        self._text += text
        return text

    def _finished(self, done: int, model: str) -> Event:
        language, outcome, document = self._work.language, self._work.outcome, name_of(self._document.path)
        into = language_name(self.into, language)
        total = len(self._passages)
        outcome.notices += (phrase("translate_done", language, read=done, total=total, document=document, language=into),)
        if self._doubtful:
            outcome.notices += (phrase("translate_doubtful", language, count=self._doubtful),)
        return outcome.of_kind(
            self._text.strip(), RequestKind.TRANSLATE, citations=self._citations, model=model, answer_language=self.into
        )


def _citation(source: Source, n: int, line: TranslatedLine) -> Citation:
    return Citation(
        n=n,
        path=source.path,
        place=source.place,
        start=line.start,
        end=line.end,
        quote=line.original,
        supported=line.kept,
    )
