"""Single files that are compressed (`notes.txt.gz`): unpacked in memory under a budget, one layer and no more."""

import bz2
import lzma
import zlib
from collections.abc import Callable
from typing import Protocol

from ingest.errors import UnreadableDocument

_MAX_BYTES = 200_000_000
_MAX_RATIO = 250
_SMALL = 1_000_000
"""Bytes below which a high ratio is ordinary."""
_STEP = 1 << 20
_DAMAGE = (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError)


class _Unpacker(Protocol):
    """What the unpackers of the standard library have in common."""

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
"""Suffixes behind the one of the format."""


def split_suffix(suffix: str) -> tuple[str, str]:
    """Return (`.txt`, `.gz`) of `.txt.gz`, and the suffix and "" of one that says nothing of compression."""
    for packed in COMPRESSED:
        if suffix.endswith(packed) and suffix != packed:
            return suffix.removesuffix(packed), packed
    return suffix, ""


def unpacked(data: bytes, packed: str) -> bytes:
    """Return what some bytes hold; raises `UnreadableDocument` where they are damaged, or a decompression bomb."""
    limit = min(_MAX_BYTES, max(_SMALL, _MAX_RATIO * len(data)))
    content, rest = bytearray(), data
    while rest:
        unpacker = _MAKERS[packed]()
        rest = _unpack(unpacker, rest, content, limit, packed)
    return bytes(content)


def _unpack(unpacker: _Unpacker, data: bytes, content: bytearray, limit: int, packed: str) -> bytes:
    """Unpack one stream to the end of the content; return what comes after it, as files of several streams have it."""
    try:
        content += unpacker.decompress(data, limit + 1 - len(content))
        while not unpacker.eof and len(content) <= limit and (more := unpacker.decompress(_pending(unpacker), _STEP)):
            content += more
    except _DAMAGE as problem:
        raise UnreadableDocument(f"damaged: not what its suffix {packed} says, or cut") from problem
    if len(content) > limit:
        raise UnreadableDocument(f"unpacks to more than {limit / 1e6:,.0f} MB: a decompression bomb")
    if not unpacker.eof:
        raise UnreadableDocument("damaged: its compressed data ends early")
    return unpacker.unused_data.lstrip(b"\0")


def _pending(unpacker: _Unpacker) -> bytes:
    return bytes(getattr(unpacker, "unconsumed_tail", b""))
