"""Reads zip archives under a size budget that is checked before and during unpacking; recovers members of damaged ones."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.errors import UnreadableDocument
from ingest.said import said

_MAX_BYTES = 200_000_000
"""Most bytes that an archive may unpack to."""
_MAX_MEMBERS = 5_000
_MAX_RATIO = 100
"""Highest ratio of unpacked to packed bytes; archives with a higher one count as decompression bombs."""
_SMALL = 1_000_000
"""Unpacked bytes below which the ratio isn't checked, since an empty form may compress better than that."""
_STEP = 4096
"""Packed bytes that are unpacked at a time, so that damage costs no more than these."""
_LOCAL = struct.Struct("<4s5H3L2H")
_LOCAL_MARK = re.compile(rb"PK\x03\x04")
_NAME = re.compile(r"[\w./\[\] -]{1,200}")
_DAMAGE = (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OverflowError, EOFError)
_DAMAGED = said("damaged_archive", "damaged archive: it is cut or not what its name says")


def check_archive(data: bytes) -> None:
    """Raise `UnreadableDocument` if the data isn't a zip archive, is encrypted, or would unpack to more than the limits."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE as problem:
        raise UnreadableDocument(_DAMAGED) from problem
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    if len(members) > _MAX_MEMBERS or total > _MAX_BYTES or (total > _SMALL and total > _MAX_RATIO * len(data)):
        raise UnreadableDocument(
            said(
                "bomb_parts",
                "would unpack to {most} MB in {count} parts: a decompression bomb",
                most=f"{total / 1e6:.0f}",
                count=len(members),
            )
        )
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableDocument(said("encrypted", "encrypted: remove its password first"))
    _check_places(members)


def _check_places(members: list[zipfile.ZipInfo]) -> None:
    """Raise `UnreadableDocument` if members overlap or have the same name, since programs read such archives differently."""
    if len({member.filename for member in members}) < len(members):
        raise UnreadableDocument(said("parts_same_name", "damaged archive: two of its parts have the same name"))
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end:
            raise UnreadableDocument(said("parts_overlap", "its parts overlap: a decompression bomb"))
        end = member.header_offset + _LOCAL.size + member.compress_size


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a member; `whole` is false if they end early or don't have the stored checksum."""

    data: bytes
    whole: bool


@dataclass(frozen=True, slots=True)
class _Member:
    at: int
    method: int
    packed: int
    crc: int | None


class Archive:
    """The members of a zip archive by name, unpacked one by one; together they may unpack to 200 MB.

    If the central directory at the end is damaged or missing, members are found by their local headers, and `damaged` is true.
    Raises `UnreadableDocument` as `check_archive` does, and if no member is found.
    """

    def __init__(self, data: bytes) -> None:
        self._data, self._left = data, _MAX_BYTES
        self.damaged = not zipfile.is_zipfile(io.BytesIO(data)) or not _opens(data)
        self._members = dict(_found(data)) if self.damaged else _listed(data)
        if not self._members:
            raise UnreadableDocument(_DAMAGED)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def read(self, name: str) -> Content:
        """Return the bytes of a member, up to any damage.

        Raises `KeyError` if there is no such member, and `UnreadableDocument` if the archive unpacks to more than the limit.
        """
        member = self._members[name]
        start = member.at + _LOCAL.size
        if start > len(self._data):
            return Content(b"", whole=False)
        *_, name_length, extra_length = _LOCAL.unpack_from(self._data, member.at)
        content = _unpacked(memoryview(self._data)[start + name_length + extra_length :], member, self._left)
        self._left -= len(content.data)
        if self._left <= 0:
            raise UnreadableDocument(
                said("bomb", "unpacks to more than {most:,} MB: a decompression bomb", most=_MAX_BYTES // 1_000_000)
            )
        return content


def _opens(data: bytes) -> bool:
    try:
        return bool(zipfile.ZipFile(io.BytesIO(data)).infolist())
    except _DAMAGE:
        return False


def _listed(data: bytes) -> dict[str, _Member]:
    check_archive(data)
    return {
        member.filename: _Member(member.header_offset, member.compress_type, member.compress_size, member.CRC)
        for member in zipfile.ZipFile(io.BytesIO(data)).infolist()
    }


def _found(data: bytes) -> Iterator[tuple[str, _Member]]:
    for mark in _LOCAL_MARK.finditer(data):
        if mark.start() + _LOCAL.size > len(data):
            return
        _, _, flags, method, _, _, crc, packed, _, name_length, _ = _LOCAL.unpack_from(data, mark.start())
        name = data[mark.start() + _LOCAL.size :][:name_length].decode("utf-8", "replace")
        sizes_follow = bool(flags & 8)  # size and CRC are behind the data, whose end only unpacking finds
        if _NAME.fullmatch(name) and not flags & 1:
            yield name, _Member(mark.start(), method, len(data) if sizes_follow else packed, None if sizes_follow else crc)


def _unpacked(rest: memoryview, member: _Member, budget: int) -> Content:
    if member.method == zipfile.ZIP_STORED:
        stored = bytes(rest[: min(member.packed, budget)])
        return Content(stored, len(stored) == member.packed and member.crc in (None, zlib.crc32(stored)))
    if member.method != zipfile.ZIP_DEFLATED:
        return Content(b"", whole=False)
    content, ended = _inflated(rest[: member.packed], budget)
    return Content(content, ended and member.crc in (None, zlib.crc32(content)))


def _inflated(packed: memoryview, budget: int) -> tuple[bytes, bool]:
    """Return the bytes that can be unpacked before any damage, and whether the end of the member was reached."""
    inflater, content = zlib.decompressobj(-zlib.MAX_WBITS), bytearray()
    for at in range(0, len(packed), _STEP):
        try:
            content += inflater.decompress(packed[at : at + _STEP], budget - len(content))
        except zlib.error:
            break
        if inflater.eof or len(content) >= budget:
            break
    return bytes(content), inflater.eof
