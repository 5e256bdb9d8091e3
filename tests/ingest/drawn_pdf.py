"""Makes PDFs with any Unicode text at any position, without a font file."""

from collections.abc import Iterable, Sequence

Run = tuple[float, float, str]
"""Where a piece of text starts, in points from the lower left corner, and the text as it is drawn, from left to right."""

LETTER = 7.2
"""The width of each letter at the size of 12 points."""


def pdf_of(*bodies: bytes) -> bytes:
    """Return a PDF of numbered objects, the first of which is the catalog."""
    parts, at = [b"%PDF-1.7\n"], []
    for number, body in enumerate(bodies, 1):
        at.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = sum(map(len, parts))
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in at)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(bodies) + 1, rows)
    return b"".join(parts) + head + b"trailer <</Root 1 0 R /Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(bodies) + 1, start)


def stream(data: bytes) -> bytes:
    return b"<</Length %d>>\nstream\n%s\nendstream" % (len(data), data)


def drawn(*pages: Sequence[Run | bytes], annotations: bytes = b"", wide: bool = False) -> bytes:
    """Return a PDF of pages; a page consists of runs of text and of operators."""
    letters = sorted({letter for page in pages for run in page if not isinstance(run, bytes) for letter in run[2]})
    codes = {letter: code for code, letter in enumerate(letters, 33)}
    first = 5
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(len(pages)))
    box = b"[0 0 842 595]" if wide else b"[0 0 595 842]"
    bodies = [
        b"<</Type/Catalog /Pages 2 0 R>>",
        b"<</Type/Pages /Count %d /Kids [%s]>>" % (len(pages), kids),
        b"<</Type/Font /Subtype/Type1 /BaseFont/Courier /FirstChar 33 /LastChar 255 /Widths [%s] /ToUnicode 4 0 R>>"
        % (b"600 " * 223),
        stream(_to_unicode(codes)),
    ]
    for number, page in enumerate(pages):
        resources = b"/Resources <</Font <</F1 3 0 R>>>>"
        own = b"/Annots [%s]" % annotations if annotations else b""
        bodies.append(
            b"<</Type/Page /Parent 2 0 R /MediaBox %s /Contents %d 0 R %s %s>>" % (box, first + 2 * number + 1, resources, own)
        )
        bodies.append(stream(b"\n".join(_operators(page, codes))))
    return pdf_of(*bodies)


def _operators(page: Iterable[Run | bytes], codes: dict[str, int]) -> Iterable[bytes]:
    for run in page:
        if isinstance(run, bytes):
            yield run
        else:
            shown = b"".join(b"%02X" % codes[letter] for letter in run[2])
            yield b"BT /F1 12 Tf 1 0 0 1 %.2f %.2f Tm <%s> Tj ET" % (run[0], run[1], shown)


def _to_unicode(codes: dict[str, int]) -> bytes:
    rows = b"".join(b"<%02X> <%s>\n" % (code, letter.encode("utf-16-be").hex().encode()) for letter, code in codes.items())
    return b"begincmap\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n%d beginbfchar\n%sendbfchar\nendcmap" % (
        len(codes),
        rows,
    )
