"""A budget for documents that are zip archives, held before anything is unpacked."""

import io
import zipfile

from ingest.errors import UnreadableDocument

_MAX_BYTES = 200_000_000
_MAX_MEMBERS = 5_000
_MAX_RATIO = 100
_SMALL = 1_000_000
"""Bytes below which a high ratio is ordinary: an empty form compresses well."""


def check_archive(data: bytes) -> None:
    """Raise `UnreadableDocument` if the archive is none, is encrypted, or would unpack to more than any document holds."""
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as problem:
        raise UnreadableDocument("damaged archive: it is cut or not what its name says") from problem
    total = sum(member.file_size for member in members)
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableDocument("encrypted: remove its password first")
    if len(members) > _MAX_MEMBERS or total > _MAX_BYTES or (total > _SMALL and total > _MAX_RATIO * len(data)):
        raise UnreadableDocument(f"would unpack to {total / 1e6:,.0f} MB in {len(members)} parts: a decompression bomb")
