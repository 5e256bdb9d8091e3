"""Relates the citation marks in an answer's text to its citations, and marks the doubtful ones."""

from collections.abc import Sequence

from indexes.conversations.records import Citation
from ragassist.untrusted import CITATION_MARK


def marks_of(written: Sequence[Citation]) -> tuple[tuple[Citation, ...], tuple[int, ...]]:
    """Return the citations of an answer, each once, and for each mark in the text the index of its citation."""
    citations = tuple(dict.fromkeys(written))
    return citations, tuple(map(citations.index, written))


def with_doubts(answer: str, citations: Sequence[Citation], marks: Sequence[int]) -> str:
    """Return an answer with `[n?]` instead of `[n]` where the source doesn't support the sentence.

    Where `marks` doesn't match the text, as in conversations of an older version, a source is doubted if none of its
    citations is supported.
    """
    doubts = iter(_doubts([int(mark["n"]) for mark in CITATION_MARK.finditer(answer)], citations, marks))
    return str(CITATION_MARK.sub(lambda mark: f"[{mark['n']}?]" if next(doubts) else mark[0], answer))


def _doubts(numbers: Sequence[int], citations: Sequence[Citation], marks: Sequence[int]) -> Sequence[bool]:
    of_marks = [citations[at] for at in marks if at < len(citations)]
    if [citation.n for citation in of_marks] == numbers:
        return [not citation.supported for citation in of_marks]
    doubted = {citation.n for citation in citations} - {citation.n for citation in citations if citation.supported}
    return [n in doubted for n in numbers]
