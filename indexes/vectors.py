"""The FAISS index: a cache beside the database, hashed before use and rebuilt whenever it isn't exactly what was written."""

import hashlib
import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

import faiss
import numpy as np
from numpy.typing import NDArray

from indexes.embedder import Vectors
from indexes.hits import Among

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Saved:
    """What the database knows of the FAISS file: its hash, and the generation, model and language map it was built from.

    A file of any other hash is not it: cut, flipped, empty, another library's, older or newer than the database.
    """

    sha256: str
    generation: int
    fingerprint: str
    language_map: str

    @classmethod
    def parse(cls, text: str | None) -> list[Self]:
        """Return the records that `str(saved)` made, one a line."""
        return [cls(**json.loads(line)) for line in (text or "").splitlines()]

    def __str__(self) -> str:
        return json.dumps(asdict(self))


class VectorIndex:
    """Search over 4-bit vectors by chunk id: it tells which are near, and the vectors in the database how near.

    Of 5,183 real vectors blown up to 100,000 the first 200 held all of the true first ten; a file of 8 bits is twice as long.
    """

    def __init__(self, index: Any) -> None:
        self._index = index

    @classmethod
    def build(cls, ids: Sequence[int], rows: Vectors) -> Self:
        """Return an index over unit rows of shape (len(ids), dimension)."""
        flat = faiss.IndexScalarQuantizer(rows.shape[1], faiss.ScalarQuantizer.QT_4bit, faiss.METRIC_INNER_PRODUCT)
        index = faiss.IndexIDMap2(flat)
        if len(ids):
            contiguous = np.ascontiguousarray(rows)
            index.train(contiguous)
            index.add_with_ids(contiguous, np.asarray(ids, np.int64))
        return cls(index)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(self, query: Vectors, top: int, among: Among | None = None) -> list[int]:
        """Return the chunk ids of the nearest rows, roughly best first, of those in `among` if it is given."""
        if not len(self):
            return []
        faiss.omp_set_num_threads(1)  # a second thread never helped a single query and made flat search up to 16x slower
        chosen = faiss.SearchParameters()
        if among is not None:
            chosen.sel = faiss.IDSelectorBatch(among.chunks)
        _, ids = self._index.search(np.ascontiguousarray(query.reshape(1, -1)), min(top, len(self)), params=chosen)
        return [int(identity) for identity in ids[0] if identity >= 0]

    def body(self) -> bytes:
        """Return the index as the bytes of its file.

        They are for `write_atomically`: `faiss.write_index` returns normally on a full disk and leaves a cut file.
        """
        packed: bytes = faiss.serialize_index(self._index).tobytes()
        return packed

    @classmethod
    def load(cls, path: Path, saved: Saved) -> Self | None:
        """Return the saved index, None if the file isn't it; nothing is parsed before its hash is right."""
        body = _verified(path, saved)
        return None if body is None else cls(faiss.deserialize_index(body))


def hash_of(path: Path) -> str:
    """Return the sha256 of a file, "" where it isn't there or can't be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def problem_with(path: Path, saved: Saved | None) -> str | None:
    """Return what is wrong with a FAISS file, None if it is as it was written or just isn't there."""
    if not path.exists():
        return None
    if saved is None:
        return "the library knows of none"
    return None if _verified(path, saved) is not None else "its bytes are not those that were written"


def _verified(path: Path, saved: Saved) -> NDArray[np.uint8] | None:
    try:
        body = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as problem:
        _log.warning("%s can't be read (%s)", path, problem.strerror)
        return None
    if hashlib.sha256(body).hexdigest() == saved.sha256:
        return np.frombuffer(body, np.uint8)
    _log.warning("%s is not as it was written: it is made again", path)
    return None
