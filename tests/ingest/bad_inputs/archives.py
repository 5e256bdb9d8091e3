"""Damaged and hostile zip archives, as DOCX: wrong headers, decompression bombs, overlapping members, odd names."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import docx

from tests.ingest.bad_inputs.case import PROBE, BadInput, Outcome, either, fine, inflating, refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_528)
"""The beginning of an old Office file; one with a password begins alike and names a package further on."""
LOCKED = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(2_000)
BODY = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an archive; its headers may differ from its data."""

    name: bytes
    packed: bytes
    size: int
    crc: int = 0
    method: int = 8
    flags: int = 0

    def local(self) -> bytes:
        return b"PK\x03\x04" + self._common() + struct.pack("<HH", len(self.name), 0) + self.name

    def central(self, at: int) -> bytes:
        tail = struct.pack("<HHHHHII", len(self.name), 0, 0, 0, 0, 0, at)
        return b"PK\x01\x02\x14\x00" + self._common() + tail + self.name

    def _common(self) -> bytes:
        return struct.pack("<HHHHHIII", 20, self.flags, self.method, 0, 33, self.crc, len(self.packed), self.size)


def member(name: str, data: bytes) -> Member:
    """Return a member whose headers are right."""
    return Member(name.encode(), zlib.compress(data)[2:-4], len(data), zlib.crc32(data))


def raw_zip(members: Sequence[Member]) -> bytes:
    """Return an archive of members, whose headers are written as they are."""
    central, end = _places(members)
    return b"".join(each.local() + each.packed for each in members) + end_of_zip(central, end, len(members))


def end_of_zip(central: bytes, at: int, count: int) -> bytes:
    return central + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count & 0xFFFF, count & 0xFFFF, len(central), at, 0)


def zip_of(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def members_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(data: bytes, members: Mapping[str, bytes | None]) -> bytes:
    """Return an archive with some members replaced, added, or (None) taken out."""
    merged = {**members_of(data), **members}
    return zip_of({name: content for name, content in merged.items() if content is not None})


def honest(data: bytes) -> list[Member]:
    return [member(name, content) for name, content in members_of(data).items()]


def overlapping(first: Sequence[Member], mebibytes: int, count: int) -> bytes:
    """Return an archive whose members all unpack the same data; each stores the header of the next one as data."""
    members = [Member(b"last", inflating(mebibytes), mebibytes << 20)]
    for number in range(count):
        behind = members[-1]
        header = behind.local()
        quoted = b"\x00" + struct.pack("<HH", len(header), len(header) ^ 0xFFFF) + header
        members.append(Member(b"%d" % number, quoted + behind.packed, behind.size + len(header)))
    central, at = _places(first)
    start = b"".join(each.local() + each.packed for each in first)
    for each in reversed(members):
        central += each.central(at)
        at += len(each.local()) + 5  # a stored deflate block has a header of five bytes
    whole = members[-1].local() + members[-1].packed
    return start + whole + end_of_zip(central, len(start) + len(whole), len(first) + len(members))


def _places(members: Sequence[Member]) -> tuple[bytes, int]:
    """Return the central directory of an archive and its offset."""
    central, at = bytearray(), 0
    for each in members:
        central += each.central(at)
        at += len(each.local()) + len(each.packed)
    return bytes(central), at


def document(text: str = PROBE) -> bytes:
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph(text)
    made.save(out)
    return out.getvalue()


GOOD = document()
PARTS = members_of(GOOD)


def crc_of_body_wrong() -> bytes:
    return raw_zip([replace(each, crc=each.crc ^ 1) if each.name == BODY.encode() else each for each in honest(GOOD)])


def lying(size: int, mebibytes: int) -> bytes:
    bomb = Member(BODY.encode(), inflating(mebibytes), size)
    return raw_zip([bomb if each.name == BODY.encode() else each for each in honest(GOOD)])


def twice() -> bytes:
    other = member(BODY, PARTS[BODY].replace(PROBE.encode(), b"The other one of the two."))
    return raw_zip([*honest(GOOD), other])


def picture_damaged() -> bytes:
    return raw_zip([*honest(GOOD), Member(b"word/media/image1.png", b"xxxx", 4, 1, 0)])


BOMB = r"bomb|unpack|more than|too (large|many|much)"
DAMAGE = r"damaged|cut|broken"
CASES: tuple[BadInput, ...] = (
    refused("zip/3 GiB in 3 MB.docx", lambda: lying(3 << 30, 3_072), BOMB),
    refused("zip/256 MiB that say 1,000 bytes.docx", lambda: lying(1_000, 256), f"{BOMB}|{DAMAGE}"),
    refused("zip/150 MB of blanks.docx", lambda: zip_of({**PARTS, "word/media/a.bin": bytes(150_000_000)}), BOMB),
    refused(
        "zip/60,000 members.docx", lambda: raw_zip([*honest(GOOD), *[Member(b"a%d" % n, b"", 0) for n in range(60_000)]]), BOMB
    ),
    refused("zip/overlapping, 10 GB.docx", lambda: overlapping(honest(GOOD), 40, 260), f"{BOMB}|overlap"),
    refused("zip/overlapping a little.docx", lambda: overlapping(honest(GOOD), 1, 30), f"{BOMB}|overlap"),
    fine(
        "zip/zips within zips.docx", changed(GOOD, {"word/embeddings/a.zip": zip_of({"b.zip": zip_of({"c": bytes(100_000)})})})
    ),
    # Readers differ in which of two parts of the same name they read; either is right, and so is an error.
    either("zip/two bodies.docx", twice, Outcome.TEXT | Outcome.ERROR, r"twice|duplicate|damaged", ""),
    fine("zip/names that lead out.docx", zip_of({**PARTS, "../../../../tmp/x": b"x", "/etc/x": b"x", "C:\\x": b"x"})),
    fine("zip/members with hostile names.docx", zip_of({**PARTS, "\x1b]0;x\x07": b"x", "a" * 60_000: b"x", "\u202e": b"x"})),
    refused("zip/encrypted.docx", raw_zip([replace(each, flags=1) for each in honest(GOOD)]), r"encrypted|password"),
    refused(
        "zip/unknown packing.docx",
        raw_zip([replace(each, method=99) for each in honest(GOOD)]),
        r"encrypted|pack|compress|damaged",
    ),
    # Word compresses by deflate only; Python reads other methods, too.
    either(
        "zip/packed by bzip2.docx", zip_of(PARTS, zipfile.ZIP_BZIP2), Outcome.TEXT | Outcome.ERROR, r"pack|compress|damaged"
    ),
    refused("zip/old.docx", OLE, r"encrypted|password|old|before 2007"),
    *(refused(f"zip/password.{kind}", LOCKED, r"encrypted|password") for kind in ("docx", "pptx", "xlsx")),
    # The parts before the cut may be read.
    either("zip/cut.docx", GOOD[: len(GOOD) * 6 // 10], Outcome.PARTIAL | Outcome.ERROR, DAMAGE),
    # Only the central directory is missing; a reader that uses local headers reads all of it.
    either("zip/without its list of members.docx", GOOD[: GOOD.index(b"PK\x01\x02")], Outcome(7), DAMAGE),
    refused("zip/no members.docx", end_of_zip(b"", 0, 0), DAMAGE),
    refused("zip/members that aren't there.docx", end_of_zip(b"", 0, 65_534), DAMAGE),
    either(
        "zip/body's sum wrong.docx", crc_of_body_wrong, Outcome.PARTIAL | Outcome.ERROR, f"{DAMAGE}|sum|CRC"
    ),  # without a right checksum the part counts as damaged
    # Only a picture is damaged, and pictures aren't read.
    either("zip/picture damaged.docx", picture_damaged, Outcome(7), DAMAGE),
    refused("zip/no body.docx", changed(GOOD, {BODY: None}), r"damaged|not? .*document"),
    refused("zip/another archive.docx", zip_of({"readme.txt": PROBE.encode()}), r"damaged|not a|isn't|no "),
    fine("zip/long comment.docx", GOOD[:-2] + b"\xff\xff" + b"c" * 65_535),
    either(
        "zip/junk before.docx", b"junk" * 500 + GOOD, Outcome.TEXT | Outcome.ERROR, DAMAGE
    ),  # Word refuses the file, zip readers don't
    refused("zip/a PDF.docx", b"%PDF-1.7\n" + PROBE.encode(), r"damaged|not"),
    refused("zip/no PDF but DOCX.pdf", GOOD, r"not a PDF"),
    refused("zip/plain text.xlsx", PROBE, DAMAGE),
    refused("zip/plain text.pptx", PROBE, DAMAGE),
    refused("zip/plain text.epub", PROBE, DAMAGE),
    refused("zip/plain text.odt", PROBE, DAMAGE),
    refused("zip/DOCX.pptx", GOOD, r"damaged|not a|isn't|no "),
    refused("zip/DOCX.xlsx", GOOD, r"damaged|not a|isn't|no "),
    refused("zip/DOCX.epub", GOOD, r"damaged|not a|isn't|no "),
    refused("zip/DOCX.odt", GOOD, r"damaged|not a|isn't|no "),
    refused("zip/old.pptx", OLE, r"encrypted|password|old|before 2007"),
    refused("zip/old.xlsx", OLE, r"encrypted|password|old|before 2007"),
)
