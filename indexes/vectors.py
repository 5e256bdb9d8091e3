"""The FAISS index: a cache beside the database, checked before use and rebuilt whenever it isn't exactly what it should be."""

import hashlib
import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from indexes.atomic import write_atomically
from indexes.embedder import Vectors

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Origin:
    """What an index was built from: the library's generation and its stamp, the embedding model and the language map."""

    generation: int
    stamp: str
    fingerprint: str
    language_map: str


class VectorIndex:
    """Exact search over float16 vectors by chunk id."""

    def __init__(self, origin: Origin, index: Any) -> None:
        self.origin, self._index = origin, index

    @classmethod
    def build(cls, origin: Origin, ids: Sequence[int], rows: Vectors) -> "VectorIndex":
        """Return an index over unit rows of shape (len(ids), dimension)."""
        flat = faiss.IndexScalarQuantizer(rows.shape[1], faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
        index = faiss.IndexIDMap2(flat)
        if ids:
            index.add_with_ids(np.ascontiguousarray(rows), np.asarray(ids, np.int64))
        return cls(origin, index)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(self, query: Vectors, top: int) -> list[tuple[int, float]]:
        """Return (chunk id, cosine) of the nearest rows, best first."""
        if not len(self):
            return []
        faiss.omp_set_num_threads(1)  # a second thread never helped a single query and made flat search up to 16x slower
        scores, ids = self._index.search(np.ascontiguousarray(query.reshape(1, -1)), min(top, len(self)))
        return [(int(i), float(s)) for i, s in zip(ids[0], scores[0], strict=True) if i >= 0]

    def save(self, path: Path) -> None:
        """Write the index with a header that names its origin and the checksum of its bytes.

        Not by `faiss.write_index`, which returns normally on a full disk and leaves a cut file.
        """
        body = faiss.serialize_index(self._index).tobytes()
        header = {**asdict(self.origin), "count": len(self), "sha256": hashlib.sha256(body).hexdigest()}
        write_atomically(path, json.dumps(header).encode() + b"\n" + body)

    @classmethod
    def load(cls, path: Path, origin: Origin) -> "VectorIndex | None":
        """Return the saved index if it is whole and of this origin, else None; nothing is parsed before its hash is right."""
        found = _verified_body(path)
        if found is None or found[0] != origin:
            return None
        return cls(origin, faiss.deserialize_index(found[1]))


def problem_with(path: Path, origin: Origin) -> str | None:
    """Return what is wrong with a saved index, or None if it may be used."""
    if not path.exists():
        return "missing"
    found = _verified_body(path)
    if found is None:
        return "its checksum doesn't fit its bytes"
    return None if found[0] == origin else f"made from generation {found[0].generation}, the library has {origin.generation}"


def _verified_body(path: Path) -> tuple[Origin, NDArray[np.uint8]] | None:
    try:
        header, _, body = path.read_bytes().partition(b"\n")
        facts = json.loads(header)
        origin = Origin(facts["generation"], facts["stamp"], facts["fingerprint"], facts["language_map"])
        if hashlib.sha256(body).hexdigest() == facts["sha256"]:
            return origin, np.frombuffer(body, np.uint8)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as problem:
        _log.warning("%s can't be read (%s)", path, problem)
        return None
    _log.warning("%s is damaged", path)
    return None
