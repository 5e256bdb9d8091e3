"""The text of a chunk as it is embedded, and the key under which its vector is stored."""

import hashlib

from ingest.documents import SEPARATOR, Chunk


def embedded_text(heading: str, header: str, passage: str) -> str:
    """Return what is embedded: the heading path in front, unless the passage holds its heading itself (twice costs recall).

    A part of a table has its header row in front as well.
    """
    stated = not heading or heading.rsplit(SEPARATOR, 1)[-1] in passage
    return "\n".join(part for part in ("" if stated else heading, header, passage) if part)


def vector_key(fingerprint: str, text: str, chunk: Chunk) -> bytes:
    """Return the key (16 bytes) of a chunk's vector: a hash of the model's fingerprint and the embedded text."""
    embedded = embedded_text(chunk.heading, chunk.header, text[chunk.start : chunk.end])
    return hashlib.sha256(f"{fingerprint}\n{embedded}".encode()).digest()[:16]
