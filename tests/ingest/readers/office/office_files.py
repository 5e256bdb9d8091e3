"""Makes office files with only those parts that a test needs."""

import io
import zipfile

SCHEMAS = "http://schemas.openxmlformats.org"
KINDS = f"{SCHEMAS}/officeDocument/2006/relationships"
PACKAGE = f"{SCHEMAS}/package/2006"
WORD = f'xmlns:w="{SCHEMAS}/wordprocessingml/2006/main" xmlns:r="{KINDS}" xmlns:m="{SCHEMAS}/officeDocument/2006/math"'
DRAWN = f'xmlns:a="{SCHEMAS}/drawingml/2006/main" xmlns:p="{SCHEMAS}/presentationml/2006/main" xmlns:r="{KINDS}"'
SHEET = f'xmlns="{SCHEMAS}/spreadsheetml/2006/main" xmlns:r="{KINDS}"'
MODES = ("Internal", "External")
URN = "urn:oasis:names:tc:opendocument:xmlns"
ODF = " ".join(
    f'xmlns:{short}="{URN}:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("presentation", "presentation"),
    )
)  # fmt: skip
ODF += ' xmlns:xlink="http://www.w3.org/1999/xlink"'


def packed(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_parts(data: bytes, parts: dict[str, bytes]) -> bytes:
    """Return a package with some parts added or replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        kept = {name: archive.read(name) for name in archive.namelist() if name not in parts}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in (kept | parts).items():
            archive.writestr(name, content)
    return out.getvalue()


def relations(*items: tuple[str, str, str, bool]) -> str:
    """Return a relationships part from (id, kind, target, is external) of each."""
    lines = (
        f'<Relationship Id="{name}" Type="{KINDS}/{kind}" Target="{target}" TargetMode="{MODES[outside]}"/>'
        for name, kind, target, outside in items
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def docx_of(body: str, numbering: str = "", links: dict[str, str] | None = None) -> bytes:
    """Return a DOCX with a body, list definitions, and the addresses of links by relationship id."""
    outside = [(name, "hyperlink", target, True) for name, target in (links or {}).items()]
    return packed(
        {
            "_rels/.rels": relations(("r", "officeDocument", "word/document.xml", False)),
            "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": relations(("rN", "numbering", "numbering.xml", False), *outside),
            "word/numbering.xml": f"<w:numbering {WORD}>{numbering}</w:numbering>",
        }
    )


def pptx_of(paragraphs: str, links: dict[str, str] | None = None) -> bytes:
    """Return a PPTX of one slide with one shape with paragraphs."""
    shape = f"<p:sp><p:nvSpPr/><p:spPr/><p:txBody>{paragraphs}</p:txBody></p:sp>"
    outside = [(name, "hyperlink", target, True) for name, target in (links or {}).items()]
    return packed(
        {
            "_rels/.rels": relations(("r", "officeDocument", "ppt/presentation.xml", False)),
            "ppt/presentation.xml": f'<p:presentation {DRAWN}><p:sldIdLst><p:sldId id="256" r:id="r1"/></p:sldIdLst>'
            "</p:presentation>",
            "ppt/_rels/presentation.xml.rels": relations(("r1", "slide", "slides/slide1.xml", False)),
            "ppt/slides/slide1.xml": f"<p:sld {DRAWN}><p:cSld><p:spTree>{shape}</p:spTree></p:cSld></p:sld>",
            "ppt/slides/_rels/slide1.xml.rels": relations(*outside),
        }
    )


def xlsx_of(rows: str, styles: str = "", strings: str = "", more: str = "", links: dict[str, str] | None = None) -> bytes:
    """Return an XLSX of one sheet with rows, styles, shared strings, and the elements after the rows."""
    outside = [(name, "hyperlink", target, True) for name, target in (links or {}).items()]
    return packed(
        {
            "_rels/.rels": relations(("r", "officeDocument", "xl/workbook.xml", False)),
            "xl/workbook.xml": f'<workbook {SHEET}><sheets><sheet name="One" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(
                ("r1", "worksheet", "worksheets/sheet1.xml", False),
                ("r2", "styles", "styles.xml", False),
                ("r3", "sharedStrings", "sharedStrings.xml", False),
            ),
            "xl/worksheets/sheet1.xml": f"<worksheet {SHEET}><sheetData>{rows}</sheetData>{more}</worksheet>",
            "xl/worksheets/_rels/sheet1.xml.rels": relations(*outside),
            "xl/styles.xml": f"<styleSheet {SHEET}>{styles}</styleSheet>",
            "xl/sharedStrings.xml": f"<sst {SHEET}>{strings}</sst>",
        }
    )


def odt_of(body: str, styles: str = "", parts: dict[str, str] | None = None) -> bytes:
    """Return an ODT with a body, its automatic styles and other parts of the package."""
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return packed({"content.xml": content, **(parts or {})})
