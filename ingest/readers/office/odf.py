"""Reads OpenDocument: texts, spreadsheets, presentations and drawings."""

import re
from collections.abc import Iterator

from ingest.documents import SEPARATOR, Block, Counted, PageUnit, Reading, in_short
from ingest.errors import UnreadableDocument
from ingest.readers.office.ooxml import Package
from ingest.readers.office.opendocument.elements import letters, margins
from ingest.readers.office.opendocument.flow import Flow
from ingest.readers.office.opendocument.sheet import SheetRows, shapes_of, size_of
from ingest.readers.office.opendocument.styles import DRAW, OFFICE, SHOW, SVG, TABLE, OdfStyles
from ingest.readers.office.sheets import MAX_CELLS, blocks, repeat_merged
from ingest.readers.shared.hardened_xml import Element, local
from ingest.said import said

_ENCRYPTED = "encryption-data"
_NOTES = "Notes"
_REPEATED = ("date-time", "page-number", "header", "page")
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(cm|mm|in|pt)?")
_MILLIMETRES = {"cm": 10.0, "mm": 1.0, "in": 25.4, "pt": 0.3528}
_BAND = 7.0
"""Height in millimetres of the bands that a slide is divided into; frames whose tops are in one band are read left to right."""


def read(data: bytes) -> Reading:
    """Return the blocks of a text, or of each sheet or slide; text that isn't visible is left out and counted.

    Raises `UnreadableDocument` if the file is encrypted or isn't an OpenDocument.
    """
    package = Package(data)
    manifest = package.xml("META-INF/manifest.xml")
    if manifest is not None and any(local(element) == _ENCRYPTED for element in manifest.iter()):
        raise UnreadableDocument(said("encrypted", "encrypted: remove its password first"))
    root, style_root = package.xml("content.xml"), package.xml("styles.xml")
    body = None if root is None else root.find(f"{OFFICE}body")
    if root is None or body is None or not len(body):
        raise UnreadableDocument(
            in_short(tuple(package.unread)) or said("not_opendocument", "not an OpenDocument in spite of its name")
        )
    styles = OdfStyles([part for part in (root, style_root) if part is not None])
    match local(body[0]):
        case "spreadsheet":
            return _spreadsheet(package, styles, body[0])
        case "presentation" | "drawing":
            return _presentation(package, styles, body[0])
    return _text(package, styles, body[0], style_root)


def _text(package: Package, styles: OdfStyles, body: Element, style_root: Element | None) -> Reading:
    flow = Flow(package, styles)
    flow.use_forms(body)
    around = list[Block]()
    for part in () if style_root is None else margins(style_root):
        around += [block for block in flow.blocks(part) if any(map(str.isalpha, block.text))]
    found = (*dict.fromkeys(around), *flow.blocks(body))
    return Reading(found, tuple(package.unread), hidden=flow.hidden)


def _spreadsheet(package: Package, styles: OdfStyles, body: Element) -> Reading:
    found, notes, hidden, left = list[Block](), list[str](), 0, MAX_CELLS
    sheets = list(body.iterchildren(f"{TABLE}table"))
    for number, table in enumerate(sheets, 1):
        title = table.get(f"{TABLE}name", "")
        if styles.unseen("table", table.get(f"{TABLE}style-name", "")):
            hidden += size_of(table)
            notes.append(f"sheet {number} ({title}) is hidden: left out")
            continue
        flow = Flow(package, styles, number, title)
        flow.use_forms(table)
        sheet = SheetRows(flow, left)
        rows, merged = sheet.read(table)
        repeat_merged(rows, merged)
        found += [*blocks(rows, number, title), *(block for shapes in shapes_of(table) for block in flow.blocks(shapes))]
        hidden, left = hidden + sheet.hidden + flow.hidden, sheet.left
    cut = (f"more than {MAX_CELLS:,} cells in the workbook, the rest is left out",) if left <= 0 else ()
    return Reading(
        tuple(found),
        (*package.unread, *cut),
        tuple(notes),
        pages=len(sheets),
        page_unit=PageUnit.SHEET,
        counted=Counted.ROW,
        hidden=hidden,
    )


def _presentation(package: Package, styles: OdfStyles, body: Element) -> Reading:
    found, notes, hidden = list[Block](), list[str](), 0
    slides = list(body.iterchildren(f"{DRAW}page"))
    for number, slide in enumerate(slides, 1):
        if styles.unseen("drawing-page", slide.get(f"{DRAW}style-name", "")):
            hidden += letters(slide)
            notes.append(f"slide {number} is hidden: left out")
            continue
        shapes = sorted(_shapes(slide), key=_place)
        title = " ".join(Flow(package, styles).text(one) for one in shapes if _class(one) == "title")
        flow = Flow(package, styles, number, title)
        flow.use_forms(slide)
        for shape in shapes:
            found += flow.blocks([shape])
        notes_flow = Flow(package, styles, number, SEPARATOR.join(filter(None, (title, _NOTES))))
        for page in slide.iterchildren(f"{SHOW}notes"):
            found += notes_flow.blocks(page)
        hidden += flow.hidden + notes_flow.hidden
    return Reading(
        tuple(found), tuple(package.unread), tuple(notes), pages=len(slides), page_unit=PageUnit.SLIDE, hidden=hidden
    )


def _shapes(slide: Element) -> Iterator[Element]:
    for shape in slide:
        if shape.tag != f"{SHOW}notes" and _class(shape) not in _REPEATED:
            yield shape


def _class(shape: Element) -> str:
    return shape.get(f"{SHOW}class", "")


def _place(shape: Element) -> tuple[bool, float, float]:
    top, left = (_millimetres(shape.get(f"{SVG}{axis}", "")) for axis in ("y", "x"))
    return _class(shape) != "title", top // _BAND, left


def _millimetres(length: str) -> float:
    found = _LENGTH.fullmatch(length)
    return float(found[1]) * _MILLIMETRES.get(found[2] or "mm", 1.0) if found else 0.0
