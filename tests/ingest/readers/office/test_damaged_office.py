"""Unreadable office files are refused with the reason, truncated ones are read up to the cut."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from ingest.errors import UnreadableDocument
from tests.ingest.readers.office.documents import packed, paragraph, read, run, seen, with_body


@cache
def bomb() -> bytes:
    return packed({"a": b" " * 150_000_000})


def bad() -> Iterator[tuple[str, str, bytes | Callable[[], bytes], str]]:
    good = with_body(paragraph(run("text")))
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    manifest = b"<manifest><file-entry><encryption-data/></file-entry></manifest>"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    for suffix in (".docx", ".pptx", ".xlsx", ".doc", ".xls", ".ppt"):
        yield (
            f"password{suffix}",
            suffix,
            ole + "EncryptedPackage".encode("utf-16-le"),
            "^encrypted: remove its password",
        )
        yield f"old{suffix}", suffix, ole, "before 2007: save it as DOCX, XLSX or PPTX, or on Linux install LibreOffice$"
    for suffix in (".docx", ".pptx", ".xlsx", ".odt"):
        yield f"text{suffix}", suffix, b"plain text", "damaged archive"
        yield f"bomb{suffix}", suffix, bomb, "decompression bomb"
    for suffix in (".pptx", ".xlsx", ".odt"):
        yield f"docx as {suffix}", suffix, good, "in spite of its name"
    for charset in ("utf-8", "utf-16"):
        yield f"entities {charset}", ".docx", packed({"word/document.xml": laughs.encode(charset)}), "declares a document type"
    yield "encrypted.odt", ".odt", packed({"META-INF/manifest.xml": manifest, "content.xml": b"\x00"}), "^encrypted: remove"
    yield (
        "drawing.eps",
        ".eps",
        b"%!PS-Adobe-3.0 EPSF-3.0",
        "make a PDF of it as 'ps2pdf' does, or on Linux install Ghostscript$",
    )
    yield "words.doc", ".doc", b"just words", "open it and save it as"


@pytest.mark.parametrize(("suffix", "data", "reason"), [pytest.param(*case[1:], id=case[0]) for case in bad()])
def test_an_unreadable_file_is_refused_with_the_reason_and_what_the_user_can_do(
    suffix: str, data: bytes | Callable[[], bytes], reason: str
) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        read(suffix, data() if callable(data) else data)


def test_a_newer_document_under_an_old_name_is_read() -> None:
    assert seen(read(".doc", with_body(paragraph(run("newer"))))) == ["newer"]


def test_a_truncated_docx_is_read_up_to_the_cut_and_reported() -> None:
    body = "".join(paragraph(run(f"Sentence {at} of {at * 7919 % 1009}.")) for at in range(3_000))
    data = with_body(body)
    found = read(".docx", data[: len(data) // 2])
    assert seen(found)[:3] == ["Sentence 0 of 0.", "Sentence 1 of 856.", "Sentence 2 of 703."]
    assert 500 < len(seen(found)) < 3_000
    assert any("cut" in line for line in found.unread)
    assert any("word/document.xml" in line for line in found.unread)
