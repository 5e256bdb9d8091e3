"""The text of a chunk that is embedded, and the key under which its vector is stored."""

import hashlib

from ingest.documents import SEPARATOR, Chunk


def embedded_text(heading: str, header: str, passage: str) -> str:
    """Return the text to embed: the heading path, the header row of a table, and the passage.

    The headings are left out if the passage holds the last one, because repeating it lowers recall.
    """
    stated = not heading or heading.rsplit(SEPARATOR, 1)[-1] in passage
    return "\n".join(part for part in ("" if stated else heading, header, passage) if part)


def vector_key(fingerprint: str, text: str, chunk: Chunk) -> bytes:
    """Return the key of a chunk's vector: 16 bytes of a hash of the model's fingerprint and the embedded text."""
    embedded = embedded_text(chunk.heading, chunk.header, text[chunk.start : chunk.end])
    return hashlib.sha256(f"{fingerprint}\n{embedded}".encode()).digest()[:16]
