"""Estimates the time of an indexing run, first from the averages of other runs and later from its own speed."""

from dataclasses import dataclass

from indexes.records import Totals

_CHUNKS_A_BYTE = 580e-6
_BYTES_A_SECOND = 250_000.0
_CHUNKS_A_SECOND = 25.0
"""Measured with 773 real files (77 MB, 44,640 chunks) on two cores with other work."""
_ENOUGH_CHUNKS = 200
"""Number of chunks from which on the library's own density of chunks per byte is used."""
_SOON_S = 60.0
"""Seconds after which a run's own speed is used."""
_AVERAGES = 0.1
"""Weight of the averages against the run's own figures, as a share of its bytes: the first files of a run may be small ones, in
which a byte holds many times the chunks of the others."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """A forecast: the number of files and their bytes, the estimated number of chunks, and the seconds left."""

    files: int
    size: int
    chunks: int
    seconds_left: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecaster:
    """Estimates a run over `files` of `size` bytes in a library with the counts `before`.

    `waiting` of its chunks have no vector. `pace` is the number of chunks per second that the library's last run has embedded,
    0 if it isn't known.
    """

    files: int
    size: int
    before: Totals
    waiting: int = 0
    pace: float = 0.0

    def first(self) -> Forecast:
        """Return the forecast before the run."""
        chunks = round(self.size * self._density)
        seconds = self.size / _BYTES_A_SECOND + self._embedding_s(chunks + self.waiting)
        return Forecast(self.files, self.size, chunks, seconds)

    def now(self, seconds: float, size_done: int, chunks_made: int, embedded: int = 0) -> Forecast:
        """Return the forecast `seconds` after the start of reading; at the beginning it is that of `first`.

        `embedded` is how many chunks have their vectors already.
        """
        if seconds < _SOON_S or not size_done:
            return self.first()
        left, averages = self.size - size_done, _AVERAGES * self.size
        density = (averages * self._density + chunks_made) / (averages + size_done)
        chunks = chunks_made + round(left * density)
        reading = left * (averages / _BYTES_A_SECOND + seconds) / (averages + size_done)
        return Forecast(self.files, self.size, chunks, reading + self._embedding_s(max(0, chunks + self.waiting - embedded)))

    @property
    def _density(self) -> float:
        known = self.before
        return known.chunks / known.bytes if known.chunks >= _ENOUGH_CHUNKS and known.bytes else _CHUNKS_A_BYTE

    def _embedding_s(self, chunks: int) -> float:
        return chunks / (self.pace or _CHUNKS_A_SECOND)
