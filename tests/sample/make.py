"""Build the sample library: the papers of a small invented workshop in eight languages."""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from docx import Document
from docx.document import Document as DocxDocument
from fpdf import FPDF
from fpdf.enums import XPos, YPos

SOURCES = Path(__file__).resolve().parents[2] / "ragassist" / "sample"
CREATED = datetime(2025, 7, 1, 9, 0, tzinfo=UTC)
AUTHOR = "Atelier du Halage"
PAGE_BREAK = "<!-- page -->"

LIBRARY = {
    "Technik/Pumpenhandbuch_K240.pdf": "pump_manual.de.md",
    "Technik/报价单_YC-2025-0613.html": "quotation.zh.html",
    "Building/Bail_Entrepôt_7.docx": "lease.fr.md",
    "Building/Schlüssel_und_Alarm.txt": "keys.de.txt",
    "Building/رسالة_شركة_التأمين.txt": "insurer_letter.ar.txt",
    "Safety/Manual_de_seguridad.pdf": "safety_handbook.es.md",
    "Members/Minutes_2025-03-18.md": "minutes.en.md",
    "Members/Equipment_booking_rules.docx": "booking_rules.en.md",
    "Events/オープンデーのカレー.md": "curry.ja.md",
    "Events/짜맞춤_강좌_2025_가을.html": "course.ko.html",
}


def build(target: Path) -> list[Path]:
    """Write the library into target and return the paths of its files, in the order of LIBRARY."""
    return [_write(target / name, SOURCES / source) for name, source in LIBRARY.items()]


def _write(path: Path, source: Path) -> Path:
    """Write the document made from source to path, in the format of its suffix; return path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".pdf":
        content = pdf_bytes(source.read_text(encoding="utf-8"), language=_language(source))
    elif path.suffix == ".docx":
        content = docx_bytes(source.read_text(encoding="utf-8"), language=_language(source))
    else:
        content = source.read_bytes()
    path.write_bytes(content)
    return path


def _language(source: Path) -> str:
    """Return the language code in a source's name: "fr" for lease.fr.md."""
    return source.suffixes[-2].lstrip(".")


def pdf_bytes(text: str, language: str) -> bytes:
    """Return a PDF with one page for each page of text; ValueError if a page does not fit."""
    pdf = FPDF(format="A4")
    pdf.set_margin(25)
    pdf.set_title(_title(text))
    pdf.set_author(AUTHOR)
    pdf.set_lang(language)
    pdf.set_creation_date(CREATED)
    for number, page in enumerate(text.split(PAGE_BREAK), start=1):
        _add_page(pdf, page.strip())
        if pdf.page_no() != number:
            raise ValueError(f"{_title(text)}: page {number} overflows")
    return bytes(pdf.output())


def _add_page(pdf: FPDF, text: str) -> None:
    """Start a page in pdf and print the lines of text on it, headings in bold."""
    pdf.add_page()
    for line in text.splitlines():
        is_heading = line.startswith("# ")
        pdf.set_font("Helvetica", style="B" if is_heading else "", size=14 if is_heading else 11)
        if line:
            _print(pdf, line.removeprefix("# "))
        else:
            pdf.ln(4)


def _print(pdf: FPDF, line: str) -> None:
    """Print one line of the source in the current font, wrapped at the right margin."""
    pdf.multi_cell(w=0, h=6, text=line, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def docx_bytes(text: str, language: str) -> bytes:
    """Return a Word document with the headings, paragraphs, lists and tables of text."""
    document = Document()
    _set_properties(document, title=_title(text), language=language)
    for is_table, lines in groupby(text.splitlines(), key=lambda line: line.startswith("|")):
        if is_table:
            _add_table(document, [_cells(line) for line in lines])
        else:
            for line in filter(None, lines):
                _add_line(document, line)
    buffer = io.BytesIO()
    document.save(buffer)
    return _with_fixed_times(buffer.getvalue())


def _set_properties(document: DocxDocument, title: str, language: str) -> None:
    """Replace the properties that come with the default template."""
    properties = document.core_properties
    properties.title = title
    properties.language = language
    properties.author = properties.last_modified_by = AUTHOR
    properties.comments = ""
    properties.created = properties.modified = CREATED.replace(tzinfo=None)


def _add_line(document: DocxDocument, line: str) -> None:
    """Append a heading, a list item or a paragraph to document."""
    marker, _, rest = line.partition(" ")
    if set(marker) == {"#"}:
        document.add_heading(rest, level=len(marker))
    elif marker == "-":
        document.add_paragraph(rest, style="List Bullet")
    else:
        document.add_paragraph(line)


def _add_table(document: DocxDocument, rows: Sequence[Sequence[str]]) -> None:
    """Append a table with borders to document; its first row is the bold header."""
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True


def _cells(line: str) -> list[str]:
    """Return the cell texts of a table row: ["a", "b"] for "| a | b |"."""
    return [cell.strip(" ") for cell in line.strip("| ").split("|")]


def _with_fixed_times(package: bytes) -> bytes:
    """Return the zip package with every member dated CREATED."""
    # python-docx stamps the members with the current time, so two builds would differ.
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            member = zipfile.ZipInfo(name, CREATED.timetuple()[:6])
            new.writestr(member, old.read(name), zipfile.ZIP_DEFLATED)
    return result.getvalue()


def _title(text: str) -> str:
    """Return the first line of a source without its heading mark."""
    return text.splitlines()[0].removeprefix("# ")


def main() -> None:
    """Build the library into the folder named on the command line and list its files."""
    parser = argparse.ArgumentParser(description="Build the sample library.")
    parser.add_argument("target", type=Path, help="folder to write the library into")
    for path in build(parser.parse_args().target):
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
