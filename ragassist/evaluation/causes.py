"""Finds why the right passage isn't the first hit: not read, cut, not embedded, in another language, or outranked."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

import regex

from indexes.hits import Hit
from indexes.library import Library
from indexes.records import ChunkRow, DocumentRow
from ragassist.evaluation.questions import Question

_SPACES = regex.compile(r"\s+")
_LOOKED_AT = 200
"""Number of hits for the words of the answer in which the right passage is looked for if a question names no document."""
_AT_ONCE = 200


class Cause(StrEnum):
    """The reason why a right passage isn't the first hit."""

    NOT_READ = "not read"
    """No right document holds the answer."""
    CUT = "cut"
    """The text of a document holds the answer, but none of its passages holds all of it."""
    NOT_EMBEDDED = "not embedded"
    """The passage has no vector yet, so it can only be found by its words."""
    OTHER_LANGUAGE = "other language"
    """The passage is in another language than the question, and other passages are ranked before it."""
    OUTRANKED = "outranked"
    """The passage is in the language of the question, and other passages are ranked before it."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A question whose right passage isn't the first hit: the cause, the passage if there is one, and the first hit."""

    cause: Cause
    passage: ChunkRow | None
    ahead: ChunkRow | None


@dataclass(frozen=True, slots=True)
class Misses:
    """Finds the causes of misses in a library."""

    library: Library
    is_right: Callable[[ChunkRow, Question], bool]

    def of(self, question: Question, language: str, right: Sequence[DocumentRow], hits: Sequence[Hit]) -> Miss:
        """Return why no passage of the `right` documents is the first of the hits for a question in a language."""
        ahead = hits[0].chunk if hits else None
        passage = next((chunk for chunk in self._candidates(question, language, right) if self.is_right(chunk, question)), None)
        return Miss(self._cause(question, language, right, passage), passage, ahead)

    def _cause(self, question: Question, language: str, right: Sequence[DocumentRow], passage: ChunkRow | None) -> Cause:
        if passage is None:
            return Cause.CUT if any(self._text_holds(row, question) for row in right) else Cause.NOT_READ
        if not self.library.are_embedded([passage.id]):
            return Cause.NOT_EMBEDDED
        return Cause.OUTRANKED if passage.language in (language, "") else Cause.OTHER_LANGUAGE

    def _candidates(self, question: Question, language: str, right: Sequence[DocumentRow]) -> Iterator[ChunkRow]:
        """Yield the passages that may be right: those of the named documents, else those with the words of the answer."""
        for row in right:
            ids = iter(self.library.chunk_ids(row.id))
            while some := list(islice(ids, _AT_ONCE)):
                yield from self.library.chunks(some).values()
        for answer in () if right else question.answers:
            for hit in self.library.search(answer, language, _LOOKED_AT, "lexical"):
                yield from (hit.chunk, *hit.others)

    def _text_holds(self, row: DocumentRow, question: Question) -> bool:
        document = self.library.load_document(row.path)
        text = plain(document.text) if document else ""
        return any(plain(answer) in text for answer in question.answers)


def plain(text: str) -> str:
    """Return a text normalised in width, case and white space, for comparing answers."""
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()
