"""Reads the questions of an evaluation."""

from dataclasses import KW_ONLY, dataclass
from pathlib import Path
from typing import Any

from indexes.lexical.terms import identifiers, words
from ingest.errors import AssistantError
from ragassist.errors import QuestionInvalid
from ragassist.formats.jsonl import RowInvalid, numbered_lines, parsed
from ragassist.retrieval.question import checked_question

_MOST_KEYWORDS = 3
"""Most words of a question that counts as keywords."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its right hits: those in one of the documents, on the page and with one of the answers, if given.

    `number` is the line of the question. With a `span` a hit has to overlap these offsets of the document's text. `kind` is
    the kind that the line names, "" if it names none.
    """

    number: int
    text: str
    paths: tuple[str, ...] = ()
    _: KW_ONLY
    page: int | None = None
    answers: tuple[str, ...] = ()
    language: str = ""
    span: tuple[int, int] | None = None
    kind: str = ""

    @property
    def group(self) -> str:
        """The group in which it is counted: its kind, or the one told from its words."""
        return self.kind or kind_of(self.text, self.language)


@dataclass(frozen=True, slots=True)
class SkippedQuestion:
    """The line of a question that is left out, and the reason."""

    number: int
    reason: str


def kind_of(text: str, language: str) -> str:
    """Return the kind of a question: `keywords` for few words, `number` if it names a number or part, else `sentence`."""
    if len(words(text, language)) <= _MOST_KEYWORDS:
        return "keywords"
    return "number" if identifiers(text) else "sentence"


def read_questions(path: Path) -> tuple[list[Question], list[SkippedQuestion]]:
    """Return the questions of a JSONL file and the invalid lines. Raises `AssistantError` if there is no valid question."""
    questions, skipped = [], []
    for number, line in numbered_lines(path):
        try:
            questions.append(_question(number, parsed(number, line)))
        except RowInvalid as problem:
            skipped.append(SkippedQuestion(number, problem.problem))
    if not questions:
        first = f"; line {skipped[0].number}: {skipped[0].reason}" if skipped else ""
        raise AssistantError(f'{path} holds no questions: a line is {{"question", "path" or "answer"}}{first}')
    return questions, skipped


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
    return Question(
        number, text, paths, page=page, answers=answers, language=_one(number, row, "language"), kind=_one(number, row, "kind")
    )


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
