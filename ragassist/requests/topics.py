"""Finds the topics of a library: clusters of its documents, each named by the title nearest to its centre."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexes.records import DocumentRow
from indexes.searchable import SearchableLibrary
from ragassist.requests.about import about

_FEWEST, _MOST = 6, 2_000
"""Fewest documents for topics, and most documents (the newest) that are clustered."""
_MOST_TOPICS = 8
_NAMING = 6
"""Number of documents of a cluster, the nearest to its centre, whose titles may name it."""
_SEED = 7


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic with its documents, the most central one first."""

    name: str
    documents: tuple[DocumentRow, ...]


def topics(library: SearchableLibrary, documents: Sequence[DocumentRow]) -> list[Topic]:
    """Return the topics of some documents, the largest first; [] if there are too few documents or no vectors."""
    from scipy.cluster.vq import kmeans2  # takes 0.3 s, which would delay every command

    newest = sorted(documents, key=lambda row: -row.mtime_ns)[:_MOST]
    vectors = library.document_vectors([row.id for row in newest]) if len(newest) >= _FEWEST and library.has_embedder else {}
    rows = [row for row in newest if row.id in vectors]
    if len(rows) < _FEWEST:
        return []
    units = np.stack([vectors[row.id] / np.linalg.norm(vectors[row.id]) for row in rows])
    count = min(_MOST_TOPICS, max(2, round(float(np.sqrt(len(rows) / 2)))))
    centres, labels = kmeans2(units.astype(np.float64), count, minit="++", seed=_SEED)
    found = [_topic(library, rows, units, centres[label], labels == label) for label in range(count) if (labels == label).any()]
    return sorted(found, key=lambda topic: -len(topic.documents))


def _topic(
    library: SearchableLibrary,
    rows: Sequence[DocumentRow],
    units: NDArray[np.float32],
    centre: NDArray[np.float64],
    own: NDArray[np.bool_],
) -> Topic:
    nearness = units @ centre.astype(np.float32)
    order = [int(at) for at in np.argsort(-nearness) if own[at]]
    titles = [title for at in order[:_NAMING] if (title := about(library, rows[at]).title)]
    name = ""
    if titles:
        cosines = library.passage_vectors(titles) @ centre.astype(np.float32)
        name = titles[int(cosines.argmax())]
    return Topic(name, tuple(rows[at] for at in order))
