"""A file that isn't text is never read as text, whatever its suffix."""

import io
import tarfile

import pytest

from ingest.charsets.decoding import decode
from ingest.charsets.signatures import signature_of
from ingest.errors import UnreadableDocument

NOISE = bytes(n * 31 % 256 for n in range(600))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + NOISE, "PNG"),
        (b"\x7fELF\x02\x01\x01" + NOISE, "ELF"),
        (b"%PDF-1.7\n%abc", "PDF"),
        (b"GIF89a" + NOISE, "GIF"),
        (b"RIFF\x00\x01\x02\x03WEBP" + NOISE, "WebP"),
        (b"\x00\x00\x00\x18ftypmp42" + NOISE, "MP4"),
        (b"PK\x03\x04" + NOISE, "zip"),
        (b"GGUF" + NOISE, "language model"),
    ],
)
def test_a_known_signature_is_named_with_the_reason(data: bytes, what: str) -> None:
    assert what in signature_of(data)
    with pytest.raises(UnreadableDocument, match="not text: it is"):
        decode(data)


@pytest.mark.parametrize(
    "text", ["BM is a unit.", "MZ wrote this.", "GIF89a is a format.", "BZh, said he.", "ID3 is a tag", "PAR1 of the book"]
)
def test_words_that_begin_like_a_signature_are_text(text: str) -> None:
    assert (signature_of(text.encode()), decode(text.encode())) == ("", text)


def test_a_tar_archive_is_recognised_by_the_mark_behind_its_first_name() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        note = tarfile.TarInfo("note.txt")
        note.size = 5
        archive.addfile(note, io.BytesIO(b"hello"))
    assert signature_of(out.getvalue()) == "a tar archive"
