"""Evaluates the search of a library by the ranks at which it finds known right passages."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from indexes.hits import Hit, Mode
from indexes.library import Library
from indexes.records import ChunkRow, DocumentRow
from indexes.storage.path_globs import PathGlobs
from ingest.errors import AssistantError
from ragassist.evaluation.causes import Cause, Miss, Misses, plain
from ragassist.evaluation.metrics import Rank, SearchMeasures
from ragassist.evaluation.questions import Question, SkippedQuestion
from ragassist.language.detection import language_for

_Key = TypeVar("_Key", str, tuple[str, str])
SEVERAL = "several"
"""Used as the language of the right passage if right documents are in several languages."""


@dataclass(frozen=True, slots=True)
class EvaluatedQuestion:
    """A question with the rank of its first right hit, its language, and the language of the right passage ("" if unknown).

    `miss` tells why the right passage isn't the first hit; None if it is.
    """

    question: Question
    rank: Rank
    language: str
    passage_language: str
    miss: Miss | None = None


@dataclass(kw_only=True)
class Evaluation:
    """An evaluation in a mode of search with the first `top` hits, and its results so far.

    `kind` tells the source of the questions: `questions` of a person, or `known-item` for those made from the documents.
    """

    kind: str
    mode: Mode
    top: int
    results: list[EvaluatedQuestion] = field(default_factory=list)
    left_out: list[SkippedQuestion] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def overall(self) -> SearchMeasures:
        """The measures over all questions."""
        return SearchMeasures.of([result.rank for result in self.results])

    def by_language(self) -> dict[str, SearchMeasures]:
        """Return the measures by the language of the question."""
        return _by(self.results, lambda result: result.language)

    def by_pair(self) -> dict[tuple[str, str], SearchMeasures]:
        """Return the measures by the languages of question and passage, for questions whose passage's language is known."""
        known = [result for result in self.results if result.passage_language]
        return _by(known, lambda result: (result.language, result.passage_language))

    def by_kind(self) -> dict[str, SearchMeasures]:
        """Return the measures by the kind of question."""
        return _by(self.results, lambda result: result.question.group)

    def causes(self) -> dict[Cause, int]:
        """Return the number of misses for each cause, the most frequent first."""
        return dict(Counter(result.miss.cause for result in self.results if result.miss).most_common())

    def run(self, library: Library, questions: Sequence[Question]) -> Iterator[int]:
        """Search for the questions and add the results; yield the number of finished questions.

        Questions whose documents aren't in the library are added to `left_out`.
        """
        documents = [row for row in library.documents() if row.chunks]
        started = time.monotonic()
        for done, question in enumerate(questions, 1):
            try:
                self.results.append(self._result(library, question, _right_documents(question, documents)))
            except _NotAskable as problem:
                self.left_out.append(SkippedQuestion(question.number, str(problem)))
            self.seconds = time.monotonic() - started
            yield done

    def _result(self, library: Library, question: Question, right: Mapping[str, DocumentRow]) -> EvaluatedQuestion:
        language = question.language or language_for(question.text, None)
        hits = library.search(question.text, language, self.top, self.mode)
        found = next((hit for hit in hits if any(_is_right(chunk, question, right) for chunk in _chunks(hit))), None)
        known = {row.language for row in right.values()}
        passage_language = SEVERAL if len(known) > 1 else "".join(known)
        rank, misses = found.rank if found else None, Misses(library, lambda chunk, asked: _is_right(chunk, asked, right))
        miss = None if rank == 1 else misses.of(question, language, list(right.values()), hits)
        return EvaluatedQuestion(question, rank, language, passage_language, miss)


def _by(results: Sequence[EvaluatedQuestion], key: Callable[[EvaluatedQuestion], _Key]) -> dict[_Key, SearchMeasures]:
    groups: dict[_Key, list[Rank]] = {}
    for result in results:
        groups.setdefault(key(result), []).append(result.rank)
    return {name: SearchMeasures.of(ranks) for name, ranks in sorted(groups.items())}


class _NotAskable(Exception):
    """Raised when no right document of a question is in the library."""


def _right_documents(question: Question, documents: Sequence[DocumentRow]) -> dict[str, DocumentRow]:
    """Return the documents that a question names, by path; {} if it names none."""
    if not question.paths:
        return {}
    try:
        globs = PathGlobs(question.paths)
    except AssistantError as problem:
        raise _NotAskable(str(problem)) from None
    found = {row.path: row for row in documents if globs.fit(row.path)}
    if not found:
        raise _NotAskable(f"{', '.join(question.paths)}: not in the library")
    return found


def _chunks(hit: Hit) -> tuple[ChunkRow, ...]:
    return hit.chunk, *hit.others


def _is_right(chunk: ChunkRow, question: Question, right: Mapping[str, DocumentRow]) -> bool:
    if question.paths and chunk.path not in right:
        return False
    if question.page not in (None, chunk.page):
        return False
    if question.span and not (chunk.start < question.span[1] and question.span[0] < chunk.end):
        return False
    return not question.answers or any(plain(answer) in plain(chunk.text) for answer in question.answers)
