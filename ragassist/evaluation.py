"""How well a library is searched: questions whose right passages are known, and at which rank the search finds them."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from indexes.hits import Hit, Mode
from indexes.library import Library
from indexes.path_globs import PathGlobs
from indexes.records import ChunkRow, DocumentRow
from ingest.errors import AssistantError
from ragassist import languages
from ragassist.errors import QuestionInvalid
from ragassist.metrics import Measures, Rank
from ragassist.rows import RowInvalid, numbered_lines, parsed
from ragassist.session import checked_question

_Key = TypeVar("_Key", str, tuple[str, str])
_SPACES = re.compile(r"\s+")
SEVERAL = "several"
"""Stands for a passage's language where documents in several languages are right."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what is right: a hit in one of the documents, on the page and with one of the answers if they are given.

    `number` is its line. A passage is found by any hit that shares characters of its span with it.
    """

    number: int
    text: str
    paths: tuple[str, ...] = ()
    page: int | None = None
    answers: tuple[str, ...] = ()
    language: str = ""
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """A question that wasn't asked, and why."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the rank of the first right hit, its language and that of the right passage ("" where not known)."""

    question: Question
    rank: Rank
    language: str
    passage_language: str


@dataclass
class Evaluation:
    """What was asked so far."""

    asked: list[Asked] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

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


def _by(asked: Sequence[Asked], key: Callable[[Asked], _Key]) -> dict[_Key, Measures]:
    groups: dict[_Key, list[Rank]] = {}
    for one in asked:
        groups.setdefault(key(one), []).append(one.rank)
    return {name: Measures.of(ranks) for name, ranks in sorted(groups.items())}


def read_questions(path: Path) -> tuple[list[Question], list[Left]]:
    """Return the questions of a JSONL file and the lines that hold none. Raises `AssistantError` where none is left."""
    questions, left = [], []
    for number, line in numbered_lines(path):
        try:
            questions.append(_question(number, parsed(number, line)))
        except RowInvalid as problem:
            left.append(Left(number, problem.problem))
    if not questions:
        first = f"; line {left[0].number}: {left[0].reason}" if left else ""
        raise AssistantError(f'{path} holds no questions: a line is {{"question", "path" or "answer"}}{first}')
    return questions, left


def _question(number: int, row: dict[str, Any]) -> Question:
    question = _one(number, row, "question")
    if not question:
        raise RowInvalid(number, 'no "question"')
    try:
        text = checked_question(question)
    except QuestionInvalid as problem:
        raise RowInvalid(number, str(problem)) from None
    paths, answers = (_several(number, row, one, many) for one, many in (("path", "paths"), ("answer", "answers")))
    if not paths and not answers:
        raise RowInvalid(number, 'neither "path" nor "answer" says what is right')
    page = row.get("page")
    if page is not None and (not isinstance(page, int) or page < 1):
        raise RowInvalid(number, '"page" is no number from 1')
    return Question(number, text, paths, page, answers, _one(number, row, "language"))


def _one(number: int, row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise RowInvalid(number, f'"{name}" is no text')
    return (value or "").strip()


def _several(number: int, row: dict[str, Any], one: str, many: str) -> tuple[str, ...]:
    values = row.get(many, [row[one]] if row.get(one) is not None else [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise RowInvalid(number, f'"{many}" is no list of texts')
    return tuple(value for value in values if value.strip())


def evaluate(library: Library, questions: Sequence[Question], top: int, mode: Mode, into: Evaluation) -> Iterator[int]:
    """Ask the questions and note into an evaluation what comes of each; yield how many are done.

    A question whose documents aren't in the library is left out and named: it can't be found.
    """
    documents = [row for row in library.store.documents() if row.chunks]
    for done, question in enumerate(questions, 1):
        try:
            right = _right_documents(question, documents)
            into.asked.append(_ask(library, question, right, top, mode))
        except _NotAskable as problem:
            into.left.append(Left(question.number, str(problem)))
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


def _ask(library: Library, question: Question, right: dict[str, DocumentRow], top: int, mode: Mode) -> Asked:
    language = question.language or languages.language_for(question.text, None)
    hits = library.search(question.text, language, top, mode)
    found = next((hit for hit in hits if any(_is_right(chunk, question, right) for chunk in _chunks(hit))), None)
    known = {row.language for row in right.values()}
    passage_language = SEVERAL if len(known) > 1 else "".join(known)
    return Asked(question, found.rank if found else None, language, passage_language)


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
