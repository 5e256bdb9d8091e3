"""Scanned pages are read by Tesseract if it is installed, and reported as scans otherwise."""

import io
from pathlib import Path

import pypdf
import pytest
from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont

from ingest.errors import UnreadableDocument
from ingest.isolation.landlock import version
from ingest.isolation.process import NoAnswer
from ingest.isolation.worker import Worker
from ingest.ocr.tesseract import OcrFailed, OcrTooSlow, Tesseract, installed_tesseract, turned
from tests.ingest.drawn_pdf import drawn

NEEDS_TESSERACT = pytest.mark.skipif(installed_tesseract() is None, reason="Tesseract is not installed")
SAID = "The centrifugal pump weighs thirty kilograms"


def scan(*lines: str, turn: int = 0) -> Image.Image:
    page = Image.new("L", (1240, 900), 255)
    font = ImageFont.load_default(size=44)
    for number, line in enumerate(lines):
        ImageDraw.Draw(page).text((80, 100 + 90 * number), line, fill=0, font=font)
    return page.rotate(turn, expand=True)


def scanned(*pages: Image.Image | str) -> bytes:
    made = FPDF()
    made.set_font("Helvetica", size=12)
    for page in pages:
        made.add_page()
        if isinstance(page, str):
            made.multi_cell(0, 8, page)
        else:
            made.image(page, x=10, y=10, w=190)
    return bytes(made.output())


def test_without_tesseract_each_scan_is_reported() -> None:
    with Worker(find_ocr=lambda: None) as worker:
        document = worker.read(".pdf", scanned("A page of text.", scan(SAID), scan(SAID)))
        assert document.unread == ("page 2: no text: probably a scan", "page 3: no text: probably a scan")
        assert document.scans == (2, 3)
        with pytest.raises(UnreadableDocument, match="Tesseract"):
            worker.read(".pdf", scanned(scan(SAID)))


@NEEDS_TESSERACT
def test_the_text_of_a_scan_is_in_its_place_and_is_reported_as_ocr() -> None:
    told: list[tuple[int, int]] = []
    with Worker() as worker:
        document = worker.read(
            ".pdf",
            scanned("The first page.", scan(SAID, "and stands in hall four"), "The last page."),
            lambda *at: told.append(at),
        )
    pages = {section.page: document.text[section.start : section.end] for section in document.sections}
    assert list(pages) == [1, 2, 3]
    assert SAID in pages[2]
    assert (document.notes, document.unread, document.scans) == (("page 2: read by OCR",), (), ())
    assert (document.reader, told) == ("pdf", [(0, 1)])


@NEEDS_TESSERACT
def test_a_document_that_has_only_scans_is_read() -> None:
    with Worker() as worker:
        assert SAID in worker.read(".pdf", scanned(scan(SAID, "and stands in hall four"))).text


class Failing(Tesseract):
    """Recognises nothing."""

    def text(self, picture: bytes) -> str:
        assert picture.startswith(b"P5 ")
        raise OcrFailed("out of order")


def test_a_page_that_cannot_be_recognised_stays_a_scan() -> None:
    with Worker(find_ocr=lambda: Failing("tesseract", frozenset(("eng",)))) as worker:
        document = worker.read(".pdf", scanned("A page of text.", scan(SAID)))
        assert (document.unread, document.scans) == (("page 2: no text: probably a scan; OCR: out of order",), (2,))
        with pytest.raises(UnreadableDocument, match=r"^page 1: no text: probably a scan; OCR: out of order$"):
            worker.read(".pdf", scanned(scan(SAID)))


class Hanging(Tesseract):
    """Uses up its time on every page, or ends the child that drew it."""

    def text(self, picture: bytes) -> str:
        raise OcrTooSlow("took longer than 30 s") if self.program == "slow" else NoAnswer("its reader crashed")


@pytest.mark.parametrize("how", ["slow", "crash"])
def test_pages_that_all_use_up_their_time_are_given_up_after_some(how: str) -> None:
    tried = list[int]()
    with Worker(find_ocr=lambda: Hanging(how, frozenset(("eng",)))) as worker:
        data = scanned("A page of text.", *[scan(SAID)] * 8)
        document = worker.read(".pdf", data, lambda done, _: tried.append(done))
    assert 3 <= len(tried) < 8
    assert document.unread[-1] == (
        "page 9: no text: probably a scan; OCR: not tried, since too many pages before it took too long"
    )
    assert len(document.scans) == 8


def answering(folder: Path, script: str, confidence: float, word_confidence: float) -> str:
    """Return a program with the output of Tesseract for a page in a script."""
    program = folder / "tesseract"
    row = "\\t".join(["5", *["0"] * 9, f"{word_confidence}", "pLad"])
    program.write_text(
        "#!/bin/sh\ncat > /dev/null\n"
        f"case \"$*\" in *osd*) printf 'Script: {script}\\nScript confidence: {confidence}\\n' ;;\n"
        f"*tsv*) printf 'level\\n{row}\\n' ;;\n*) echo pLad ;; esac\n"
    )
    program.chmod(0o700)
    return str(program)


@pytest.mark.parametrize("script", ["Arabic", "Thai", "Cyrillic"])
def test_a_page_in_a_script_without_an_installed_language_is_not_read_in_another(tmp_path: Path, script: str) -> None:
    program = answering(tmp_path, script, 120.0, 27.0)
    with pytest.raises(OcrFailed, match=f"written in {script} script"):
        Tesseract(program, frozenset(("eng", "osd"))).text(b"P5 1 1 255\n\x00")


def test_text_with_low_confidence_in_every_language_is_discarded(tmp_path: Path) -> None:
    with pytest.raises(OcrFailed, match="none of Tesseract's installed languages"):
        Tesseract(answering(tmp_path, "Latin", 0.0, 27.0), frozenset(("eng",))).text(b"P5 1 1 255\n\x00")
    assert Tesseract(answering(tmp_path, "Latin", 0.0, 70.0), frozenset(("eng",))).text(b"P5 1 1 255\n\x00") == "pLad\n"


@NEEDS_TESSERACT
def test_a_page_whose_fonts_have_a_wrong_character_map_is_read_by_ocr() -> None:
    page = scanned(scan(SAID, "and stands in hall four"))
    with Worker() as worker:
        assert SAID in worker.read(".pdf", lying(page)).text
    with Worker(find_ocr=lambda: None) as worker:
        assert "its letters can't be those that are printed" in worker.read(".pdf", lying(page)).unread[0]


def lying(data: bytes) -> bytes:
    """Return a PDF with a picture and a text layer whose words mix scripts."""
    words = [(60.0, 460.0 + 20 * at, f"ال{letter}bب{letter}ي") for at, letter in enumerate("ABCDEFGHIJKLMNOP")]
    over = pypdf.PdfReader(io.BytesIO(drawn([b"3 Tr", *words]))).pages[0]
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.pages[0].merge_page(over)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_program_that_hangs_or_fails_affects_only_its_page(tmp_path: Path) -> None:
    for does, seconds, reason in (("exec sleep 60", 0.3, "took longer than 0.3 s"), ("exit 3", 30.0, "ended with 3")):
        program = written(tmp_path / "tesseract", does)
        with pytest.raises(OcrFailed, match=reason):
            Tesseract(program, frozenset(("eng",)), seconds=seconds).text(b"P5 1 1 255\n\x00")
    with pytest.raises(OcrFailed, match="Tesseract can't be started"):
        Tesseract(str(tmp_path / "removed"), frozenset(("eng",))).text(b"P5 1 1 255\n\x00")


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_picture_is_turned_clockwise(degrees: int) -> None:
    page = scan("pump").crop((60, 80, 200, 170))
    saved = io.BytesIO()
    page.save(saved, "PPM")
    head, pixels = saved.getvalue().split(b"255\n", 1)
    picture = b"P5 %d %d 255\n%s" % (page.width, page.height, pixels)
    assert head.startswith(b"P5")
    expected = page.rotate(-degrees, expand=True)
    assert turned(picture, degrees) == b"P5 %d %d 255\n%s" % (expected.width, expected.height, expected.tobytes())


@pytest.mark.skipif(not version(), reason="this kernel has no Landlock")
def test_tesseract_can_write_nowhere(tmp_path: Path) -> None:
    program = written(tmp_path / "tesseract", f"cat > /dev/null; echo pLad; echo taken > '{tmp_path}/new'")
    with pytest.raises(OcrFailed, match="ended with 2"):
        Tesseract(program, frozenset(("eng",))).text(b"P5 1 1 255\n\x00")
    assert [one.name for one in tmp_path.iterdir()] == ["tesseract"]


def written(program: Path, does: str) -> str:
    """Write a shell script; return its name."""
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(0o700)
    return str(program)
