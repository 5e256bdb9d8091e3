"""Takes the message out of S/MIME's opaque signatures (signed data of CMS, RFC 5652), in DER or in BER."""

from collections.abc import Iterator
from itertools import dropwhile, takewhile

_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_DATA = bytes.fromhex("2a864886f70d010701")
_OBJECT_ID, _OCTETS = 0x06, 0x04
_AROUND_OCTETS = frozenset((0x00, _OCTETS, 0x24, 0xA0))
"""Tags of the content: its octets, what is around them, and the ends of pieces without a length."""
_CONSTRUCTED, _LONG = 0x20, 0x80


def signed_content(data: bytes) -> bytes:
    """Return the content that signed data encloses; b"" if the data is encrypted or damaged, or doesn't include its content."""
    pieces = _pieces(data)
    if not any(piece == (_OBJECT_ID, _SIGNED_DATA) for piece in pieces):
        return b""
    within = list(dropwhile(lambda piece: piece != (_OBJECT_ID, _DATA), pieces))[1:]
    return b"".join(octets for tag, octets in takewhile(lambda piece: piece[0] in _AROUND_OCTETS, within) if tag == _OCTETS)


def _pieces(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield tag and value of all pieces in order, up to any damage; those that contain others have no value of their own."""
    at = 0
    while at + 2 <= len(data):
        tag, length = data[at], data[at + 1]
        at += 2
        if length > _LONG:
            digits, at = data[at : at + length - _LONG], at + length - _LONG
            length = int.from_bytes(digits, "big")
        if tag & _CONSTRUCTED:
            yield tag, b""
            continue
        if at + length > len(data):
            return
        yield tag, data[at : at + length]
        at += length
