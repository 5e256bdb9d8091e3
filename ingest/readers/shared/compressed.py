"""Unpacks single compressed files (`notes.txt.gz`) in memory under a size limit, one layer only."""

import bz2
import lzma
import zlib
from collections.abc import Callable
from typing import Protocol

from ingest.errors import UnreadableDocument
from ingest.said import said

_MAX_BYTES = 200_000_000
_MAX_RATIO = 250
"""Highest ratio of unpacked to packed bytes."""
_SMALL = 1_000_000
"""Unpacked bytes that are allowed whatever the ratio."""
_STEP = 1 << 20
"""Bytes that are unpacked at a time."""
_DAMAGE = (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError)


class _Unpacker(Protocol):
    """The interface that the decompressors of the standard library have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


_MAKERS: dict[str, Callable[[], _Unpacker]] = {
    ".gz": lambda: zlib.decompressobj(zlib.MAX_WBITS | 16),
    ".bz2": bz2.BZ2Decompressor,
    ".xz": lzma.LZMADecompressor,
}
COMPRESSED = tuple(_MAKERS)
"""Suffixes of compression, which follow that of the format."""


def split_suffix(suffix: str) -> tuple[str, str]:
    """Return (`.txt`, `.gz`) for `.txt.gz`, and the suffix itself and "" for files that aren't compressed."""
    for packed in COMPRESSED:
        if suffix.endswith(packed) and suffix != packed:
            return suffix.removesuffix(packed), packed
    return suffix, ""


def unpacked(data: bytes, packed: str) -> bytes:
    """Return the unpacked bytes of a file with the suffix `packed`, one of `COMPRESSED`.

    Raises `UnreadableDocument` if it is damaged or a decompression bomb.
    """
    limit = min(_MAX_BYTES, max(_SMALL, _MAX_RATIO * len(data)))
    content, rest = bytearray(), data
    while rest:
        unpacker = _MAKERS[packed]()
        rest = _unpack(unpacker, rest, content, limit, packed)
    return bytes(content)


def _unpack(unpacker: _Unpacker, data: bytes, content: bytearray, limit: int, packed: str) -> bytes:
    """Append one unpacked stream to `content`, and return the bytes of the streams that follow it in the file."""
    try:
        content += unpacker.decompress(data, limit + 1 - len(content))
        while not unpacker.eof and len(content) <= limit and (more := unpacker.decompress(_pending(unpacker), _STEP)):
            content += more
    except _DAMAGE as problem:
        raise UnreadableDocument(
            said("not_its_suffix", "damaged: not what its suffix {suffix} says, or cut", suffix=packed)
        ) from problem
    if len(content) > limit:
        raise UnreadableDocument(
            said("bomb", "unpacks to more than {most:,} MB: a decompression bomb", most=limit // 1_000_000)
        )
    if not unpacker.eof:
        raise UnreadableDocument(said("ends_early", "damaged: its compressed data ends early"))
    return unpacker.unused_data.lstrip(b"\0")


def _pending(unpacker: _Unpacker) -> bytes:
    return bytes(getattr(unpacker, "unconsumed_tail", b""))
