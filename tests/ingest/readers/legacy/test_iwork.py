"""Pages, Numbers and Keynote are read from their preview; files without one are refused with what the user can do."""

import io
import zipfile

import pytest
from fpdf import FPDF

from ingest.errors import UnreadableDocument
from ingest.readers.legacy import iwork


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_preview_is_read_and_reported() -> None:
    page = FPDF()
    page.add_page()
    page.set_font("helvetica", size=12)
    page.cell(text="The key hangs by the door.")
    reading = iwork.read(packed({"QuickLook/Preview.pdf": bytes(page.output())}))
    assert "The key hangs by the door." in reading.blocks[0].text
    assert "preview" in reading.notes[-1]


def test_a_document_without_a_preview_is_refused_with_what_the_user_can_do() -> None:
    with pytest.raises(UnreadableDocument, match="export it as PDF"):
        iwork.read(packed({"Index/Document.iwa": b"x", "preview.jpg": b"x"}))
