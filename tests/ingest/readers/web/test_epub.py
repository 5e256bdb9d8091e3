"""Books are read chapter by chapter; damaged and encrypted ones are reported."""

import io
import zipfile
from collections.abc import Callable

import pytest

from ingest.documents import PageUnit
from ingest.errors import UnreadableDocument
from ingest.isolation.worker import Worker
from ingest.readers import reader_for
from tests.ingest.readers.mail.letters import places

CONTAINER = """<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="{}" media-type="application/oebps-package+xml"/></rootfiles></container>"""
CHAPTER = (
    '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{}</body></html>'
)


def package(manifest: dict[str, str], spine: list[str], extra: str = "") -> str:
    items = "".join(f'<item id="{name}" href="{href}" media-type="application/xhtml+xml"/>' for name, href in manifest.items())
    refs = "".join(f'<itemref idref="{name}"/>' if " " not in name else f"<itemref {name}/>" for name in spine)
    return f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}{extra}</manifest><spine>{refs}</spine></package>'


def epub(members: dict[str, str], opf: str, rootfile: str = "OEBPS/book.opf", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER.format(rootfile))
        archive.writestr("OEBPS/book.opf", opf)
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


TWO = {"OEBPS/one.xhtml": CHAPTER.format("<h1>Fees</h1><p>Nine.</p>"), "OEBPS/two.xhtml": CHAPTER.format("<p>Ten.</p>")}
HREFS = {"one": "one.xhtml", "two": "two.xhtml"}


def test_a_book_is_read_in_the_order_of_its_spine_chapter_by_chapter(worker: Worker) -> None:
    document = worker.read(".epub", epub(TWO, package(HREFS, ["two", "one"])))
    assert places(document) == [(1, "", "Ten."), (2, "Fees", "Fees\n\nNine.")]
    assert (document.pages, document.page_unit, document.unread) == (2, PageUnit.CHAPTER, ())


def test_chapters_outside_of_a_book_s_linear_order_come_last(worker: Worker) -> None:
    opf = package(HREFS, ['idref="one" linear="no"', "two"])
    assert [text for _, _, text in places(worker.read(".epub", epub(TWO, opf)))] == ["Ten.", "Fees\n\nNine."]


def test_a_chapter_without_a_heading_has_its_title_in_the_table_of_contents(worker: Worker) -> None:
    nav = CHAPTER.format('<nav><ol><li><a href="two.xhtml#top">Chapter <b>Two</b></a></li></ol></nav>')
    part = '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
    document = worker.read(".epub", epub({**TWO, "OEBPS/nav.xhtml": nav}, package(HREFS, ["one", "two"], part)))
    assert places(document) == [(1, "Fees", "Fees\n\nNine."), (2, "Chapter Two", "Ten.")]


def test_the_table_of_contents_of_epub_2_is_used(worker: Worker) -> None:
    ncx = (
        '<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>Old two</text></navLabel>'
        '<content src="two.xhtml"/></navPoint></navMap></ncx>'
    )
    part = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    document = worker.read(".epub", epub({**TWO, "OEBPS/toc.ncx": ncx}, package(HREFS, ["one", "two"], part)))
    assert places(document)[1] == (2, "Old two", "Ten.")


def test_a_missing_chapter_is_reported_and_the_others_are_read(worker: Worker) -> None:
    opf = package({**HREFS, "gone": "gone.xhtml", "out": "../../../etc/passwd"}, ["one", "gone", "out", "nowhere", "two"])
    document = worker.read(".epub", epub(TWO, opf))
    assert [text for _, _, text in places(document)] == ["Fees\n\nNine.", "Ten."]
    assert [line.split(":")[0] for line in document.unread] == [
        "1 chapters are listed but not in the book",
        "chapter 2",
        "chapter 3",
    ]


def test_a_truncated_book_is_read_up_to_the_cut(worker: Worker) -> None:
    whole = epub(TWO, package(HREFS, ["one", "two"]), method=zipfile.ZIP_STORED)
    document = worker.read(".epub", whole[: whole.index(b"OEBPS/two.xhtml") + 40])
    assert "Nine." in document.text
    assert any("chapter 2" in line for line in document.unread)


def test_a_book_with_a_misplaced_or_empty_list_of_chapters_is_read(worker: Worker) -> None:
    assert worker.read(".epub", epub(TWO, package(HREFS, ["two"]), rootfile="../../etc/passwd")).text == "Ten."
    document = worker.read(".epub", epub(TWO, "<package>"))
    assert document.text == "Fees\n\nNine.\n\nTen."
    assert document.unread == ("its list of chapters is missing: they stand in the order of the file",)


def test_a_damaged_table_of_contents_does_not_affect_the_text(worker: Worker) -> None:
    part = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    laughs = '<!DOCTYPE ncx [<!ENTITY a "ha">]><ncx>&a;</ncx>'
    assert worker.read(".epub", epub({**TWO, "OEBPS/toc.ncx": laughs}, package(HREFS, ["two"], part))).text == "Ten."


def test_a_book_that_repeats_a_chapter_is_read_once(worker: Worker) -> None:
    data = epub(TWO, package(HREFS, ["one"] * 100_000), method=zipfile.ZIP_STORED)
    document = worker.read(".epub", data)
    assert (document.text, document.pages) == ("Fees\n\nNine.", 1)


def encryption(algorithm: str, part: str) -> str:
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
        f'<enc:EncryptedData><enc:EncryptionMethod Algorithm="{algorithm}"/><enc:CipherData>'
        f'<enc:CipherReference URI="{part}"/></enc:CipherData></enc:EncryptedData></encryption>'
    )


def test_an_encrypted_book_is_refused_and_one_with_encrypted_fonts_is_read(worker: Worker) -> None:
    opf = package(HREFS, ["one"])
    locked = encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OEBPS/one.xhtml")
    with pytest.raises(UnreadableDocument, match="protected by DRM"):
        worker.read(".epub", epub({**TWO, "META-INF/encryption.xml": locked}, opf))
    document = worker.read(".epub", epub({**TWO, "META-INF/encryption.xml": locked}, package(HREFS, ["one", "two"])))
    assert document.text == "Ten."
    assert document.unread == ("chapter 1: encrypted: it opens only in its seller's app",)
    scrambled = encryption("http://www.idpf.org/2008/embedding", "/OEBPS/./one.xhtml")
    assert (
        worker.read(".epub", epub({**TWO, "META-INF/encryption.xml": scrambled}, package(HREFS, ["one", "two"]))).text == "Ten."
    )
    fonts = encryption("http://www.idpf.org/2008/embedding", "OEBPS/font.otf")
    assert "Nine." in worker.read(".epub", epub({**TWO, "META-INF/encryption.xml": fonts}, opf)).text


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"plain text",
        lambda: epub({}, package(HREFS, [])),
        lambda: epub(TWO, '<!DOCTYPE p [<!ENTITY a SYSTEM "file:///etc/passwd">]><package>&a;</package>'),
        lambda: epub({f"OEBPS/{n}.xhtml": " " * 3_000_000 for n in range(100)}, package(HREFS, ["one"])),
    ],
    ids=["no zip", "no chapters", "entities", "bomb"],
)
def test_an_unreadable_book_is_refused_with_the_reason_in_one_line(worker: Worker, make: Callable[[], bytes]) -> None:
    with pytest.raises(UnreadableDocument) as failure:
        worker.read(".epub", make())
    assert "\n" not in str(failure.value)
    assert "its reader" not in str(failure.value)


def test_the_style_sheet_of_a_book_is_applied() -> None:
    page = CHAPTER.replace("<title/>", '<link rel="stylesheet" href="../css/a.css"/>')
    body = '<p>10<span class="up">6</span> germs<i class="off">never seen</i></p>'
    members = {"OEBPS/text/one.xhtml": page.format(body), "OEBPS/css/a.css": ".up{vertical-align:super}.off{display:none}"}
    reading = reader_for(".epub")(epub(members, package({"one": "text/one.xhtml"}, ["one"])))
    assert [block.text for block in reading.blocks] == ["10⁶ germs"]


def test_a_style_sheet_that_all_chapters_link_to_is_unpacked_once() -> None:
    names = [f"c{number}" for number in range(50)]
    page = CHAPTER.replace("<title/>", '<link rel="stylesheet" href="a.css"/>').format("<p>Open at nine.</p>")
    members = {f"OEBPS/{name}.xhtml": page for name in names} | {"OEBPS/a.css": " " * 5_000_000}
    data = epub(members, package({name: f"{name}.xhtml" for name in names}, names), method=zipfile.ZIP_STORED)
    assert reader_for(".epub")(data).unread == ()
