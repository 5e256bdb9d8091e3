"""Archives are unpacked under a size budget, whatever their headers contain."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest

from ingest.errors import UnreadableDocument
from ingest.readers.shared.archive import Archive, check_archive


def packed(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def text(count: int = 20_000) -> bytes:
    return b" ".join(b"%d" % (at * 7919 % 10_007) for at in range(count))


def patched(data: bytes, mark: bytes, offset: int, value: bytes) -> bytes:
    at = data.index(mark) + offset
    return data[:at] + value + data[at + len(value) :]


GOOD = packed(("a.xml", text()), ("b.xml", b"second"))


def test_an_undamaged_archive_is_read_member_by_member() -> None:
    check_archive(GOOD)
    archive = Archive(GOOD)
    assert list(archive) == ["a.xml", "b.xml"]
    assert "c.xml" not in archive
    assert (archive.read("a.xml").data, archive.read("b.xml").whole, archive.damaged) == (text(), True, False)


def overlapping() -> bytes:
    """Return an archive whose directory lists one member twenty times."""
    single = packed(("a", bytes(900_000)))
    start = single.index(b"PK\x01\x02")
    entry = single[start : single.index(b"PK\x05\x06")]
    names = b"".join(entry.replace(b"a", bytes([ord("a") + at]), 1) for at in range(20))
    return single[:start] + names + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 20, 20, len(names), start, 0)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: b"no archive", "damaged archive"),
        (lambda: b"", "damaged archive"),
        (packed, "damaged archive"),
        (lambda: packed(("a", bytes(150_000_000))), "bomb"),
        (lambda: packed(*((f"{at}", b"") for at in range(5_001))), "5001 parts"),
        (overlapping, "overlap|bomb"),
        (lambda: patched(GOOD, b"PK\x01\x02", 8, b"\x01"), "encrypted: remove its password"),
        (lambda: patched(GOOD, b"PK\x01\x02", 24, b"\xff\xff\xff\x7f"), "bomb"),
        (lambda: GOOD.replace(b"b.xml", b"a.xml"), "same name"),
    ],
    ids=["no zip", "empty", "no members", "bomb", "many", "overlap", "encrypted", "says it is large", "same name"],
)
def test_a_damaged_or_too_large_archive_is_refused(make: Callable[[], bytes], reason: str) -> None:
    data = make()
    with pytest.raises(UnreadableDocument, match=reason):
        Archive(data)


def test_a_member_with_a_wrong_size_is_unpacked_up_to_the_budget() -> None:
    lying = patched(packed(("a", bytes(50_000_000))), b"PK\x01\x02", 24, (10).to_bytes(4, "little"))
    content = Archive(lying).read("a")
    assert not content.whole or content.data == bytes(50_000_000)


def test_members_that_are_read_repeatedly_use_up_the_budget() -> None:
    archive = Archive(packed(("a", text(800_000))))
    with pytest.raises(UnreadableDocument, match="more than 200 MB: a decompression bomb"):
        for _ in range(200):
            archive.read("a")


def test_a_truncated_archive_is_read_up_to_the_cut() -> None:
    archive = Archive(GOOD[: len(GOOD) // 2])
    content = archive.read("a.xml")
    assert archive.damaged
    assert not content.whole
    assert len(content.data) > 10_000
    assert text().startswith(content.data)


def test_an_archive_without_its_central_directory_is_read_completely() -> None:
    archive = Archive(GOOD[: GOOD.index(b"PK\x01\x02")])
    assert (archive.damaged, archive.read("a.xml").data, archive.read("b.xml").data) == (True, text(), b"second")


def test_a_member_with_a_wrong_checksum_is_read_and_reported() -> None:
    data = patched(GOOD, b"PK\x01\x02", 16, bytes(4))
    content = Archive(data).read("a.xml")
    assert (content.data, content.whole, zlib.crc32(content.data) != 0) == (text(), False, True)
