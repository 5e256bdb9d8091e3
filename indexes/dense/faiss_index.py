"""The FAISS index, a cache of the database. Its file is verified by a hash before use, and rebuilt if it is different."""

import hashlib
import json
import logging
import math
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

import faiss
import numpy as np
from numpy.typing import NDArray

from indexes.embedding.embedder import Vectors

Ids = NDArray[np.int64]
KIND = "ivf-rabitq-1"
"""The kind of index in the file. A file of another kind, from an older program, is rebuilt."""
_PROBED = 0.1
"""Share of the lists that a search reads; at a million vectors the loss of recall is less than the gain of finer lists."""
_SAMPLE, _SAMPLE_A_LIST = 5_000, 50
_DRIFT = 1.5
_FOR_ALL_CORES = 1_000
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexFile:
    """The record of the FAISS file in the database: its hash, and the generation, model and language map of its vectors.

    A file with another hash isn't used: it may be damaged, from another library, or older or newer than the database.
    `trained_on` is the number of vectors when its lists were last trained.
    """

    sha256: str
    generation: int
    fingerprint: str
    language_map: str
    kind: str = ""
    trained_on: int = 0

    @classmethod
    def parse(cls, text: str | None) -> list[Self]:
        """Return the records in a text that has one `str(record)` per line."""
        return [cls(**json.loads(line)) for line in (text or "").splitlines()]

    def __str__(self) -> str:
        return json.dumps(asdict(self))


@dataclass(frozen=True, slots=True)
class Layout:
    """The number of lists of an index. With one list a search scans all vectors, with many it reads the nearest lists."""

    lists: int

    @classmethod
    def of(cls, count: int, one_list_up_to: int) -> Self:
        """Return the layout for a number of vectors.

        A scan of 100,000 vectors takes 1 to 2 ms, of a million 20 to 30 ms; a tenth of a thousand lists takes 2 to 6 ms.
        """
        return cls(1 if count <= one_list_up_to else round(math.sqrt(count)))

    @property
    def sample(self) -> int:
        """The number of vectors to train on."""
        return max(_SAMPLE, self.lists * _SAMPLE_A_LIST)

    @staticmethod
    def serves(trained_on: int, count: int) -> bool:
        """Whether lists that were trained for one number of vectors still fit another number."""
        return trained_on / _DRIFT <= count <= trained_on * _DRIFT


class VectorIndex:
    """Finds candidates in vectors with one bit per dimension (RaBitQ); their exact cosines come from the database.

    Of 100,000 vectors (real ones with noise) the first 400 to 600 hold 99.8 % of the true first ten. Components of 8 bits take
    fifteen times as long and six times as much space. Single rows can be added and removed; only the centres of the lists are
    trained.
    """

    def __init__(self, index: Any) -> None:
        self._index = index
        self._highest = int(self.ids.max(initial=-1))

    @classmethod
    def trained(cls, sample: Vectors, layout: Layout) -> Self:
        """Return an empty index that is trained on a sample of shape (vectors, dimension), which may have no rows."""
        dimension = sample.shape[1]
        lists = max(1, min(layout.lists, len(sample)))
        centres = faiss.IndexFlatIP(dimension)
        index = faiss.IndexIVFRaBitQFastScan(centres, dimension, lists, faiss.METRIC_INNER_PRODUCT)
        index.cp.spherical = False  # with centres of unit length recall@10 is a point lower
        index.cp.min_points_per_centroid = 1
        if len(sample):
            _share_out(len(sample))
            index.train(np.ascontiguousarray(sample))
        return cls(index)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def ids(self) -> Ids:
        """The ids of all rows, in the order of the lists."""
        lists = self._index.invlists
        found = [
            faiss.rev_swig_ptr(lists.get_ids(number), lists.list_size(number)).copy()
            for number in range(lists.nlist)
            if lists.list_size(number)
        ]
        return np.concatenate(found) if found else np.empty(0, np.int64)

    def add(self, ids: Ids, rows: Vectors) -> None:
        """Add unit rows of shape (ids, dimension). Rows that exist with one of the ids are replaced."""
        if not len(ids):
            return
        self.remove(ids[ids <= self._highest])
        _share_out(len(ids))
        self._index.add_with_ids(np.ascontiguousarray(rows), np.ascontiguousarray(ids))
        self._highest = max(self._highest, int(ids.max()))

    def remove(self, ids: Ids) -> int:
        """Remove the rows that exist; return their number."""
        return int(self._index.remove_ids(faiss.IDSelectorBatch(np.ascontiguousarray(ids)))) if len(ids) else 0

    def search(self, query: Vectors, top: int, among: Ids | None = None) -> list[int]:
        """Return the ids of the nearest rows, roughly best first, limited to those in `among` (sorted) if it is given."""
        if not len(self) or (among is not None and not len(among)):
            return []
        faiss.omp_set_num_threads(1)  # more threads don't speed up a single query, and slow a flat scan up to 16 times
        chosen = faiss.SearchParametersIVF()
        chosen.nprobe = self._probes(among)
        if among is not None:
            passed = np.zeros(among[-1] + 1, bool)
            passed[among] = True
            chosen.sel = faiss.IDSelectorBitmap(np.packbits(passed, bitorder="little"))  # type: ignore[call-arg, arg-type]  # the stubs follow C++
        _, ids = self._index.search(np.ascontiguousarray(query.reshape(1, -1)), min(top, len(self)), params=chosen)
        return [int(identity) for identity in ids[0] if identity >= 0]

    def _probes(self, among: Ids | None) -> int:
        """Return the number of lists to read, which grows as fewer rows match the filter."""
        lists: int = self._index.nlist
        passed = 1.0 if among is None else len(among) / len(self)
        return min(lists, math.ceil(_PROBED * lists / min(1.0, passed)))

    def body(self) -> bytes:
        """Return the index as the bytes of its file, for `write_atomically`.

        `faiss.write_index` isn't used, because on a full disk it leaves an incomplete file without an error.
        """
        packed: bytes = faiss.serialize_index(self._index).tobytes()
        return packed

    @classmethod
    def load(cls, path: Path, saved: IndexFile) -> Self | None:
        """Return the index of a record, None if the file has another hash. Nothing is parsed before the hash is verified.

        The file is read and not mapped. At 64 bytes per vector that takes milliseconds, rows can't be added to a mapped index,
        and truncating a mapped file would crash the process.
        """
        body = _verified(path, saved)
        return None if body is None else cls(faiss.deserialize_index(body))


def _share_out(rows: int) -> None:
    """Use all cores only for many rows, because OpenMP keeps its threads, and a fork may hang with them."""
    faiss.omp_set_num_threads((os.cpu_count() or 1) if rows >= _FOR_ALL_CORES else 1)


def hash_of(path: Path) -> str:
    """Return the sha256 of a file, "" if it doesn't exist or can't be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def problem_with(path: Path, saved: IndexFile | None) -> str | None:
    """Return the problem of a FAISS file, None if it is unchanged or doesn't exist."""
    if not path.exists():
        return None
    if saved is None:
        return "the library knows of none"
    return None if _verified(path, saved) is not None else "its bytes are not those that were written"


def _verified(path: Path, saved: IndexFile) -> NDArray[np.uint8] | None:
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
