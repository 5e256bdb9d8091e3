"""How long a run over some files will take: before it begins by what is known of such runs, later by how it goes."""

from dataclasses import dataclass

from indexes.records import Totals

_CHUNKS_A_BYTE = 580e-6
_BYTES_A_SECOND = 250_000.0
_CHUNKS_A_SECOND = 25.0
"""Of 773 real files (77 MB, 44,640 chunks) on two cores with other work beside."""
_ENOUGH_CHUNKS = 200
"""Chunks of a library from which on its own files tell how many a byte makes."""
_SOON_S = 60.0
"""Seconds of a run after which it tells more than other runs."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a run has before it: files and their bytes, about how many chunks, and the seconds that are left."""

    files: int
    size: int
    chunks: int
    seconds_left: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecaster:
    """Foretells a run over `files` of `size` bytes in a library that holds `before`; `waiting` chunks have no vector yet.

    `pace` is how many chunks a second this library's last run embedded, 0 where that isn't known.
    """

    files: int
    size: int
    before: Totals
    waiting: int = 0
    pace: float = 0.0

    def first(self) -> Forecast:
        """Return what is expected before the run."""
        chunks = round(self.size * self._density)
        seconds = self.size / _BYTES_A_SECOND + self._embedding_s(chunks + self.waiting)
        return Forecast(self.files, self.size, chunks, seconds)

    def now(self, seconds: float, size_done: int, chunks_made: int) -> Forecast:
        """Return what is expected so many seconds after the start of reading: as `first` while the run is too young to tell."""
        if seconds < _SOON_S or not size_done:
            return self.first()
        left = self.size - size_done
        chunks = round(chunks_made / size_done * self.size)
        reading = left / size_done * seconds
        return Forecast(self.files, self.size, chunks, reading + self._embedding_s(chunks + self.waiting))

    @property
    def _density(self) -> float:
        known = self.before
        return known.chunks / known.bytes if known.chunks >= _ENOUGH_CHUNKS and known.bytes else _CHUNKS_A_BYTE

    def _embedding_s(self, chunks: int) -> float:
        return chunks / (self.pace or _CHUNKS_A_SECOND)
