"""The citation marks of an answer, and the doubt that some of them carry."""

from collections.abc import Sequence

from indexes.conversations.records import Citation
from ragassist.untrusted import CITATION_MARK


def marks_of(written: Sequence[Citation]) -> tuple[tuple[Citation, ...], tuple[int, ...]]:
    """Return the citations of an answer, each once, and for each of its marks the place of its citation among them."""
    citations = tuple(dict.fromkeys(written))
    return citations, tuple(map(citations.index, written))


def with_doubts(answer: str, citations: Sequence[Citation], marks: Sequence[int]) -> str:
    """Return an answer with `[n?]` for each mark whose sentence isn't what its source says.

    Where `marks` aren't the answer's (an older version kept none), a source is doubted of which nothing is supported.
    """
    doubts = iter(_doubts([int(mark["n"]) for mark in CITATION_MARK.finditer(answer)], citations, marks))
    return str(CITATION_MARK.sub(lambda mark: f"[{mark['n']}?]" if next(doubts) else mark[0], answer))


def _doubts(numbers: Sequence[int], citations: Sequence[Citation], marks: Sequence[int]) -> Sequence[bool]:
    of_marks = [citations[at] for at in marks if at < len(citations)]
    if [citation.n for citation in of_marks] == numbers:
        return [not citation.supported for citation in of_marks]
    doubted = {citation.n for citation in citations} - {citation.n for citation in citations if citation.supported}
    return [n in doubted for n in numbers]
