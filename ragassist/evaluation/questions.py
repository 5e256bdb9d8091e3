"""Reading the questions that a library is evaluated with."""

from dataclasses import KW_ONLY, dataclass
from pathlib import Path
from typing import Any

from indexes.lexical.terms import identifiers, words
from ingest.errors import AssistantError
from ragassist.errors import QuestionInvalid
from ragassist.formats.jsonl import RowInvalid, numbered_lines, parsed
from ragassist.retrieval.question import checked_question

_MOST_KEYWORDS = 3
"""Words of a question that is no sentence."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what counts as right: a hit in one of the documents, on the page and with one of the answers if given.

    `number` is the question's line. With a `span` of the document's text a hit has to share characters with it.
    `kind` is what the line calls it, "" where it doesn't.
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
        """The group that it is counted in: its kind, else what its words tell."""
        return self.kind or kind_of(self.text, self.language)


@dataclass(frozen=True, slots=True)
class SkippedQuestion:
    """The line of a question that wasn't asked, and the reason."""

    number: int
    reason: str


def kind_of(text: str, language: str) -> str:
    """Return what kind of question a text is: a few `keywords`, one that names a `number` or part number, or a `sentence`."""
    if len(words(text, language)) <= _MOST_KEYWORDS:
        return "keywords"
    return "number" if identifiers(text) else "sentence"


def read_questions(path: Path) -> tuple[list[Question], list[SkippedQuestion]]:
    """Return the questions of a JSONL file and the lines that hold none. Raises `AssistantError` where none is left."""
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
