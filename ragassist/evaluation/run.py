"""How well a library is searched: questions whose right passages are known, and at which rank the search finds them."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from indexes.hits import Hit, Mode
from indexes.library import Library
from indexes.records import ChunkRow, DocumentRow
from indexes.storage.path_globs import PathGlobs
from ingest.errors import AssistantError
from ragassist.evaluation.metrics import Measures, Rank
from ragassist.evaluation.questions import Question, SkippedQuestion
from ragassist.language.detection import language_for

_Key = TypeVar("_Key", str, tuple[str, str])
_SPACES = re.compile(r"\s+")
SEVERAL = "several"
"""Stands for a passage's language where documents in several languages are right."""


@dataclass(frozen=True, slots=True)
class EvaluatedQuestion:
    """A question with the rank of the first right hit, its language and that of the right passage ("" where not known)."""

    question: Question
    rank: Rank
    language: str
    passage_language: str


@dataclass
class Evaluation:
    """What was asked so far."""

    asked: list[EvaluatedQuestion] = field(default_factory=list)
    left: list[SkippedQuestion] = field(default_factory=list)

    @property
    def overall(self) -> Measures:
        """The measures over all questions."""
        return Measures.of([asked.rank for asked in self.asked])

    def by_language(self) -> dict[str, Measures]:
        """Return the measures by the question's language."""
        return _by(self.asked, lambda asked: asked.language)

    def by_pair(self) -> dict[tuple[str, str], Measures]:
        """Return the measures by question and passage language, of those whose passage's language is known."""
        known = [asked for asked in self.asked if asked.passage_language]
        return _by(known, lambda asked: (asked.language, asked.passage_language))


def _by(asked: Sequence[EvaluatedQuestion], key: Callable[[EvaluatedQuestion], _Key]) -> dict[_Key, Measures]:
    groups: dict[_Key, list[Rank]] = {}
    for one in asked:
        groups.setdefault(key(one), []).append(one.rank)
    return {name: Measures.of(ranks) for name, ranks in sorted(groups.items())}


def evaluate(library: Library, questions: Sequence[Question], top: int, mode: Mode, into: Evaluation) -> Iterator[int]:
    """Ask the questions and note into an evaluation what comes of each; yield how many are done.

    A question whose documents aren't in the library is left out and named: it can't be found.
    """
    documents = [row for row in library.documents() if row.chunks]
    for done, question in enumerate(questions, 1):
        try:
            right = _right_documents(question, documents)
            into.asked.append(_ask(library, question, right, top, mode))
        except _NotAskable as problem:
            into.left.append(SkippedQuestion(question.number, str(problem)))
        yield done


class _NotAskable(Exception):
    """Raised when a question's right document isn't there."""


def _right_documents(question: Question, documents: Sequence[DocumentRow]) -> dict[str, DocumentRow]:
    """Return the documents that a question names, by path; none where it names none."""
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


def _ask(library: Library, question: Question, right: dict[str, DocumentRow], top: int, mode: Mode) -> EvaluatedQuestion:
    language = question.language or language_for(question.text, None)
    hits = library.search(question.text, language, top, mode)
    found = next((hit for hit in hits if any(_is_right(chunk, question, right) for chunk in _chunks(hit))), None)
    known = {row.language for row in right.values()}
    passage_language = SEVERAL if len(known) > 1 else "".join(known)
    return EvaluatedQuestion(question, found.rank if found else None, language, passage_language)


def _chunks(hit: Hit) -> tuple[ChunkRow, ...]:
    return hit.chunk, *hit.others


def _is_right(chunk: ChunkRow, question: Question, right: dict[str, DocumentRow]) -> bool:
    if question.paths and chunk.path not in right:
        return False
    if question.page not in (None, chunk.page):
        return False
    if question.span and not (chunk.start < question.span[1] and question.span[0] < chunk.end):
        return False
    return not question.answers or any(_plain(answer) in _plain(chunk.text) for answer in question.answers)


def _plain(text: str) -> str:
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()
