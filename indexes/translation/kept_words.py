"""Stores the words of a library's documents in a file, so that only changed documents are read for them again."""

import io
import logging
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from indexes.files.atomic import write_atomically
from indexes.translation.vocabulary import Vocabulary

_log = logging.getLogger(__name__)
_ALWAYS = ("about", "words", "languages", "chunks", "rows", "steps")
_PARTS = ("documents", "bounds", "held", "counts")
_FORM = "1"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KeptWords:
    """The words of a library: first those of the vocabulary, in its order, then the rarer ones, which have no vectors.

    `held` are numbers of words, and `counts` the number of chunks of the document that contain each, 255 at most. The words
    of document n of `documents` (their ids) are at `bounds[n]` up to, but not including, `bounds[n + 1]`.
    """

    encoder: str
    vocabulary: Vocabulary
    rarer: tuple[str, ...]
    documents: NDArray[np.int64]
    bounds: NDArray[np.int64]
    held: NDArray[np.uint32]
    counts: NDArray[np.uint8]

    @classmethod
    def empty(cls, encoder: str) -> Self:
        """Return the words of a library without documents."""
        none = np.zeros(0, np.int64)
        return cls(
            encoder=encoder,
            vocabulary=Vocabulary.empty(),
            rarer=(),
            documents=none,
            bounds=np.zeros(1, np.int64),
            held=none.astype(np.uint32),
            counts=none.astype(np.uint8),
        )

    @property
    def words(self) -> tuple[str, ...]:
        """All words by their numbers."""
        return (*self.vocabulary.words, *self.rarer)

    def of(self, documents: NDArray[np.bool_]) -> Self:
        """Return the words of the documents that a mask selects; the numbering of all words stays the same."""
        sizes = np.diff(self.bounds)
        kept = np.repeat(documents, sizes)
        bounds = np.concatenate([[0], np.cumsum(sizes[documents])])
        return replace(self, documents=self.documents[documents], bounds=bounds, held=self.held[kept], counts=self.counts[kept])

    def save(self, path: Path) -> None:
        """Write the words to a file, all or nothing. Raises `OSError`."""
        vocabulary, body = self.vocabulary, io.BytesIO()
        np.savez(
            body,
            about=_bytes((_FORM, self.encoder)),
            words=_bytes(vocabulary.words),
            languages=vocabulary.languages,
            chunks=vocabulary.chunks,
            rows=vocabulary.rows,
            steps=vocabulary.steps,
            rarer=_bytes(self.rarer),
            **{name: getattr(self, name) for name in _PARTS},
        )
        write_atomically(path, body.getvalue())

    @classmethod
    def load(cls, path: Path, encoder: str) -> Self:
        """Return the words in a file; none if it is missing, damaged or made with another encoder."""
        parts = _read(path, ("rarer", *_PARTS))
        if not parts or encoder != _encoder(parts):
            return cls.empty(encoder)
        rest: dict[str, Any] = {name: parts[name] for name in _PARTS}
        return cls(encoder=encoder, vocabulary=_vocabulary(parts), rarer=_texts(parts["rarer"]), **rest)


def load_vocabulary(path: Path, encoder: str) -> Vocabulary:
    """Return the vocabulary in a file; an empty one if the file is missing, damaged or made with another encoder."""
    parts = _read(path, ())
    return _vocabulary(parts) if parts and encoder == _encoder(parts) else Vocabulary.empty()


def encoder_of(path: Path) -> str:
    """Return the name of the encoder that made the vectors in a file, "" if it can't be used."""
    parts = _read(path, ())
    return _encoder(parts) if parts else ""


def _read(path: Path, more: Sequence[str]) -> dict[str, Any]:
    """Return parts of the file by name, {} if it can't be used; reading a part verifies its checksum."""
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as file:
            found = {name: file[name] for name in (*_ALWAYS, *more)}
        return found if _texts(found["about"])[:1] == (_FORM,) else {}
    except FileNotFoundError:
        return {}
    except _DAMAGED as problem:
        _log.warning("%s can't be used (%s): it is made again", path, problem)
        return {}


_DAMAGED = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, NotImplementedError, RuntimeError, MemoryError)
"""Errors of reading a damaged archive. The last three are raised for an unknown compression, for a flag that means encryption,
and for an array that is larger than the memory."""


def _encoder(parts: Mapping[str, Any]) -> str:
    return "\n".join(_texts(parts["about"])[1:])


def _vocabulary(parts: Mapping[str, Any]) -> Vocabulary:
    return Vocabulary(_texts(parts["words"]), *(parts[name] for name in ("languages", "chunks", "rows", "steps")))


def _bytes(texts: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode(), np.uint8)


def _texts(packed: NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(packed.tobytes().decode().split("\n")) if packed.size else ()
