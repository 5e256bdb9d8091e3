"""Measures how far documents are what a topic says: how much nearer it is to their titles and beginnings than other kinds."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from indexes.records import DocumentRow
from indexes.searchable import SearchableLibrary
from ragassist.requests.papers.kinds import all_usual_names

_BEGINNING = 300
"""Characters of the beginning of a document that are compared."""
_WORTH_READING = 1.0
"""Lowest nearness of a name or title for the document's beginning to be compared, which takes 7 ms."""
_LEAST_DEVIATION = 1e-6

Scores = NDArray[np.float64]


def nearness(
    library: SearchableLibrary,
    rows: Sequence[DocumentRow],
    names: Mapping[str, Sequence[str]],
    wordings: Mapping[str, str],
) -> Mapping[str, float]:
    """Return by path how near documents are to a topic, {} without a model for it; `names` are those of `names_of` by path.

    It is the number of standard deviations by which the topic is nearer to a document's name or title than the names of all
    kinds of papers are, and to its beginning. The wordings are the topic by language. A kind of papers has one in each, since
    that in the document's language says the most, and their mean counts.
    """
    named = [(row.path, name) for row in rows for name in names[row.path]]
    best = dict.fromkeys((row.path for row in rows), 0.0)
    for (path, _), score in zip(named, deviations(library, [name for _, name in named], wordings), strict=False):
        best[path] = max(float(score), best[path])
    read = [row for row in rows if best[row.path] >= _WORTH_READING]
    beginnings = deviations(library, [_beginning(library, row) for row in read], wordings)
    return best | {row.path: best[row.path] + float(score) for row, score in zip(read, beginnings, strict=False)}


def _beginning(library: SearchableLibrary, row: DocumentRow) -> str:
    first = library.chunks(library.chunk_ids(row.id)[:1])
    return next((chunk.text[:_BEGINNING] for chunk in first.values()), "")


def deviations(library: SearchableLibrary, texts: Sequence[str], wordings: Mapping[str, str]) -> Scores:
    """Return the mean, over the wordings, of each text's distance from the mean of all kinds in standard deviations."""
    found = [_of_wording(library, texts, language, wording) for language, wording in wordings.items()]
    known = [scores for scores in found if scores is not None]
    return np.mean(known, axis=0) if known else np.zeros(0)


def _of_wording(library: SearchableLibrary, texts: Sequence[str], language: str, wording: str) -> Scores | None:
    table = library.similarity_table(texts, [wording, *all_usual_names(language)])
    if table is None:
        return None
    own, others = table[:, 0].astype(np.float64), table[:, 1:].astype(np.float64)
    scores: Scores = (own - others.mean(axis=1)) / np.maximum(others.std(axis=1), _LEAST_DEVIATION)
    return scores
