"""Hostile DOCX: hidden text, entity expansion, deep nesting, external references."""

from tests.ingest.bad_inputs.archives import BODY, GOOD, PARTS, changed
from tests.ingest.bad_inputs.case import CANARY_FILE, NOWHERE, PROBE, SECRET, BadInput, Outcome, either, fine, refused

_RUN = "<w:r>%s<w:t>%s</w:t></w:r>"
_TABLE = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>"
_END = "<w:p/></w:tc></w:tr></w:tbl>"


def with_body(xml: str, *, before: str = "") -> bytes:
    """Return a DOCX with more content at the end of its body; `before` precedes the root element."""
    whole = PARTS[BODY].decode().replace("<w:sectPr", f"{xml}<w:sectPr", 1)
    return changed(GOOD, {BODY: whole.replace("?>", f"?>{before}", 1).encode()})


def paragraph(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def marked(properties: str) -> bytes:
    return with_body(paragraph(_RUN % (f"<w:rPr>{properties}</w:rPr>", SECRET)))


def laughs(depth: int = 9, times: int = 10, first: str = "ha") -> str:
    """Return a DTD whose last entity expands to `first` 10^9 times."""
    more = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * times}">' for n in range(1, depth + 1))
    return f'<!DOCTYPE x [<!ENTITY l0 "{first}">{more}]>'


def merged_column(rows: int) -> bytes:
    begin = "<w:tr><w:tc><w:tcPr><w:vMerge%s/></w:tcPr>%s</w:tc></w:tr>"
    table = begin % (' w:val="restart"', paragraph(_RUN % ("", "top"))) + begin % ("", "<w:p/>") * rows
    return with_body(f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{table}</w:tbl>")


def with_rels(more: str) -> bytes:
    name = "word/_rels/document.xml.rels"
    return changed(GOOD, {name: PARTS[name].replace(b"</Relationships>", f"{more}</Relationships>".encode())})


def styles_in_a_loop() -> bytes:
    style = '<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="%s"/></w:style>'
    both = style % ("A", "A", "B") + style % ("B", "B", "A")
    body = PARTS[BODY].decode().replace("<w:sectPr", '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr></w:p><w:sectPr', 1)
    styles = PARTS["word/styles.xml"].replace(b"</w:styles>", both.encode() + b"</w:styles>")
    return changed(GOOD, {"word/styles.xml": styles, BODY: body.encode()})


def with_comment() -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    said = f'<w:comments xmlns:w="{space}"><w:comment w:id="0">{paragraph(_RUN % ("", SECRET))}</w:comment></w:comments>'
    rels = PARTS["word/_rels/document.xml.rels"].replace(
        b"</Relationships>", f'<Relationship Id="c" Type="{kind}" Target="comments.xml"/></Relationships>'.encode()
    )
    return changed(GOOD, {"word/comments.xml": said.encode(), "word/_rels/document.xml.rels": rels})


_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DTD = r"DOCTYPE|DTD|entit|damaged"
CASES: tuple[BadInput, ...] = (
    refused(
        "docx/file behind an entity.docx",
        with_body("<w:p>&f;</w:p>", before=f'<!DOCTYPE x [<!ENTITY f SYSTEM "{CANARY_FILE}">]>'),
        DTD,
    ),
    refused("docx/address behind an entity.docx", with_body("", before=f'<!DOCTYPE x SYSTEM "{NOWHERE}/x.dtd">'), DTD),
    refused("docx/billion laughs.docx", with_body("<w:p>&l9;</w:p>", before=laughs()), DTD),
    refused(
        "docx/one long entity, often.docx",
        with_body("&a;" * 50_000, before=f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>'),
        DTD,
    ),
    refused("docx/laughs in the styles.docx", changed(GOOD, {"word/styles.xml": (laughs() + "<x>&l9;</x>").encode()}), DTD),
    # A person could read the innermost cell, but no real document is like this.
    either("docx/5,000 tables deep.docx", with_body(_TABLE * 5_000 + _END * 5_000), Outcome(7), r"nested too deep|damaged"),
    fine("docx/hidden run.docx", marked("<w:vanish/>")),
    fine("docx/white run.docx", marked('<w:color w:val="FFFFFF"/>')),
    fine("docx/tiny run.docx", marked('<w:sz w:val="1"/>')),
    fine("docx/deleted run.docx", with_body(paragraph(f'<w:del w:id="1"><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>'))),
    fine(
        "docx/inserted run.docx",
        with_body(paragraph(f'<w:ins w:id="1">{_RUN % ("", "Inserted later.")}</w:ins>')),
        "Inserted later.",
    ),
    fine("docx/comment.docx", with_comment),
    fine("docx/macros.docx", changed(GOOD, {"word/vbaProject.bin": SECRET.encode() * 100})),
    fine(
        "docx/template elsewhere.docx",
        with_rels(f'<Relationship Id="t" Type="{_REL}/attachedTemplate" Target="{NOWHERE}/x" TargetMode="External"/>'),
    ),
    fine(
        "docx/relation to itself.docx", with_rels(f'<Relationship Id="t" Type="{_REL}/officeDocument" Target="document.xml"/>')
    ),
    # Word repairs a damaged relationship or refuses the file; the text is readable.
    either(
        "docx/relation to nothing.docx",
        with_rels(f'<Relationship Id="t" Type="{_REL}/image" Target="media/gone.png"/>'),
        Outcome(7),
        "damaged",
    ),
    fine("docx/styles in a loop.docx", styles_in_a_loop),
    fine(
        "docx/cell over 2 thousand million columns.docx",
        with_body(
            f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2147483647"/></w:tcPr>'
            f"{paragraph(_RUN % ('', 'wide'))}</w:tc></w:tr></w:tbl>"
        ),
        PROBE,
        "wide",
    ),
    fine("docx/column merged over 3,000 rows.docx", merged_column(3_000), PROBE, "top", longest=20_000),
    fine("docx/50,000 empty paragraphs.docx", with_body("<w:p/>" * 50_000)),
    fine("docx/escapes.docx", with_body(paragraph(_RUN % ("", "after&#x9b;31m&#x202e;it"))), "after31mit"),
    # The text before the cut is readable.
    either(
        "docx/body cut in a word.docx",
        changed(GOOD, {BODY: PARTS[BODY][: PARTS[BODY].index(PROBE.encode()) + 9]}),
        Outcome.PARTIAL | Outcome.ERROR,
        "damaged",
        "",
    ),
    refused("docx/body of nul bytes.docx", changed(GOOD, {BODY: bytes(3_000)}), "damaged"),
    fine("docx/styles damaged.docx", changed(GOOD, {"word/theme/theme1.xml": b"<a"})),
    refused("docx/no text.docx", changed(GOOD, {BODY: PARTS[BODY].replace(PROBE.encode(), b"")}), r"no text"),
)
