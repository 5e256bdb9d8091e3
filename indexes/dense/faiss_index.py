"""The FAISS index: a cache beside the database, hashed before use and rebuilt whenever it isn't exactly what was written."""

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
"""What lies in the file; one of another kind, which an older program wrote, is made again."""
_PROBED = 0.1
"""Share of the lists that a search looks into: at a million vectors what it loses is less than finer lists win."""
_SAMPLE, _SAMPLE_A_LIST = 5_000, 50
_DRIFT = 1.5
_FOR_ALL_CORES = 1_000
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexFile:
    """What the database knows of the FAISS file: its hash, and the generation, model and language map it was built from.

    A file of any other hash is not it: cut, flipped, empty, another library's, older or newer than the database.
    `trained_on` is the number of vectors that there were when its lists were last laid out.
    """

    sha256: str
    generation: int
    fingerprint: str
    language_map: str
    kind: str = ""
    trained_on: int = 0

    @classmethod
    def parse(cls, text: str | None) -> list[Self]:
        """Return the records that `str(saved)` made, one a line."""
        return [cls(**json.loads(line)) for line in (text or "").splitlines()]

    def __str__(self) -> str:
        return json.dumps(asdict(self))


@dataclass(frozen=True, slots=True)
class Layout:
    """How many lists an index has: one, that is a flat scan, or many, of which a search looks into the nearest."""

    lists: int

    @classmethod
    def of(cls, count: int, one_list_up_to: int) -> Self:
        """Return the layout for so many vectors.

        A flat scan of 100,000 takes 1 to 2 ms, of a million 20 to 30, a tenth of a thousand lists 2 to 6.
        """
        return cls(1 if count <= one_list_up_to else round(math.sqrt(count)))

    @property
    def sample(self) -> int:
        """How many vectors it is to be trained on."""
        return max(_SAMPLE, self.lists * _SAMPLE_A_LIST)

    @staticmethod
    def serves(trained_on: int, count: int) -> bool:
        """Whether lists that were laid out for one number of vectors still do for another."""
        return trained_on / _DRIFT <= count <= trained_on * _DRIFT


class VectorIndex:
    """Search by chunk id over vectors of one bit a dimension (RaBitQ): it says which are near, the database how near.

    Of 100,000 vectors, real ones perturbed, the first 400 to 600 hold 99.8 % of the true first ten; components of 8 bits take
    fifteen times as long and a file six times as large. Rows come and go one by one: only the lists' centres are trained.
    """

    def __init__(self, index: Any) -> None:
        self._index = index
        self._highest = int(self.ids.max(initial=-1))

    @classmethod
    def trained(cls, sample: Vectors, layout: Layout) -> Self:
        """Return an empty index for vectors like those of a sample of shape (vectors, dimension), which may be empty."""
        dimension = sample.shape[1]
        lists = max(1, min(layout.lists, len(sample)))
        centres = faiss.IndexFlatIP(dimension)
        index = faiss.IndexIVFRaBitQFastScan(centres, dimension, lists, faiss.METRIC_INNER_PRODUCT)
        index.cp.spherical = False  # one list's centre is the mean: at unit length recall@10 falls by a point
        index.cp.min_points_per_centroid = 1
        if len(sample):
            _share_out(len(sample))
            index.train(np.ascontiguousarray(sample))
        return cls(index)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def ids(self) -> Ids:
        """The ids of all rows, list by list."""
        lists = self._index.invlists
        found = [
            faiss.rev_swig_ptr(lists.get_ids(number), lists.list_size(number)).copy()
            for number in range(lists.nlist)
            if lists.list_size(number)
        ]
        return np.concatenate(found) if found else np.empty(0, np.int64)

    def add(self, ids: Ids, rows: Vectors) -> None:
        """Add unit rows of shape (ids, dimension); a row that is there under one of the ids is replaced."""
        if not len(ids):
            return
        self.remove(ids[ids <= self._highest])
        _share_out(len(ids))
        self._index.add_with_ids(np.ascontiguousarray(rows), np.ascontiguousarray(ids))
        self._highest = max(self._highest, int(ids.max()))

    def remove(self, ids: Ids) -> int:
        """Take rows out, those that are there; return how many were."""
        return int(self._index.remove_ids(faiss.IDSelectorBatch(np.ascontiguousarray(ids)))) if len(ids) else 0

    def search(self, query: Vectors, top: int, among: Ids | None = None) -> list[int]:
        """Return the chunk ids of the nearest rows, roughly best first, of those in `among` (sorted) if it is given."""
        if not len(self) or (among is not None and not len(among)):
            return []
        faiss.omp_set_num_threads(1)  # a second thread never helped a single query and made flat search up to 16x slower
        chosen = faiss.SearchParametersIVF()
        chosen.nprobe = self._probes(among)
        if among is not None:
            passed = np.zeros(among[-1] + 1, bool)
            passed[among] = True
            chosen.sel = faiss.IDSelectorBitmap(np.packbits(passed, bitorder="little"))  # type: ignore[call-arg, arg-type]  # the stub is C++'s
        _, ids = self._index.search(np.ascontiguousarray(query.reshape(1, -1)), min(top, len(self)), params=chosen)
        return [int(identity) for identity in ids[0] if identity >= 0]

    def _probes(self, among: Ids | None) -> int:
        """Return how many lists to look into: the fewer rows may be found, the more."""
        lists: int = self._index.nlist
        passed = 1.0 if among is None else len(among) / len(self)
        return min(lists, math.ceil(_PROBED * lists / min(1.0, passed)))

    def body(self) -> bytes:
        """Return the index as the bytes of its file.

        They are for `write_atomically`: `faiss.write_index` returns normally on a full disk and leaves a cut file.
        """
        packed: bytes = faiss.serialize_index(self._index).tobytes()
        return packed

    @classmethod
    def load(cls, path: Path, saved: IndexFile) -> Self | None:
        """Return the saved index, None if the file isn't it; nothing is parsed before its hash is right.

        It is read into memory, not mapped: at 64 bytes a vector that takes milliseconds, a mapped index can't be added to,
        and the process dies when somebody cuts a file that it has mapped.
        """
        body = _verified(path, saved)
        return None if body is None else cls(faiss.deserialize_index(body))


def _share_out(rows: int) -> None:
    """Let all cores take part where there is enough to do: OpenMP's threads outlive it, and a fork then hangs."""
    faiss.omp_set_num_threads((os.cpu_count() or 1) if rows >= _FOR_ALL_CORES else 1)


def hash_of(path: Path) -> str:
    """Return the sha256 of a file, "" where it isn't there or can't be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def problem_with(path: Path, saved: IndexFile | None) -> str | None:
    """Return what is wrong with a FAISS file, None if it is as it was written or just isn't there."""
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
