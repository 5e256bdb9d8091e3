"""Makes PDFs object by object, with annotations, attachments and hidden text."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tests.ingest.drawn_pdf import pdf_of, stream

FIRST_FREE = 7
"""The number of the first object that a test adds; 1 to 6 are catalog, pages, page, content and two fonts."""


def one_page(content: bytes, *more: bytes, page: bytes = b"", resources: bytes = b"", catalog: bytes = b"") -> bytes:
    """Return a PDF of one page that draws `content`, in Helvetica (/F1) or Times (/F2); `more` objects follow."""
    fonts = b"/Font <</F1 5 0 R /F2 6 0 R>>"
    return pdf_of(
        b"<</Type/Catalog /Pages 2 0 R %s>>" % catalog,
        b"<</Type/Pages /Count 1 /Kids [3 0 R]>>",
        b"<</Type/Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <<%s %s>> %s>>"
        % (fonts, resources, page),
        stream(content),
        b"<</Type/Font /Subtype/Type1 /BaseFont/Helvetica /Encoding/WinAnsiEncoding>>",
        b"<</Type/Font /Subtype/Type1 /BaseFont/Times-Bold /Encoding/WinAnsiEncoding>>",
        *more,
    )


def say(text: str, x: float = 60, y: float = 700, size: float = 11, font: bytes = b"F1") -> bytes:
    """Return the operators that write a text in Latin letters."""
    written = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /%s %g Tf %g %g Td (%s) Tj ET\n" % (font, size, x, y, written)


def form(text: str, entries: bytes = b"") -> bytes:
    """Return a form XObject with a text."""
    content = say(text, 2, 4)
    head = b"<</Type/XObject /Subtype/Form /BBox [0 0 400 40] /Resources <</Font <</F1 5 0 R>>>> %s /Length %d>>"
    return head % (entries, len(content)) + b"\nstream\n" + content + b"\nendstream"


def embedded(data: bytes) -> bytes:
    """Return the stream of an embedded file."""
    return b"<</Type/EmbeddedFile /Length %d>>\nstream\n%s\nendstream" % (len(data), data)


def portfolio(files: Mapping[str, bytes]) -> bytes:
    """Return a PDF that holds other files."""
    names = b" ".join(
        b"(%s) <</Type/Filespec /F (%s) /EF <</F %d 0 R>>>>" % (name.encode(), name.encode(), FIRST_FREE + at)
        for at, name in enumerate(files)
    )
    catalog = b"/Names <</EmbeddedFiles <</Names [%s]>>>>" % names
    return one_page(say("A collection of files."), *map(embedded, files.values()), catalog=catalog)


class Tag(NamedTuple):
    """An element of a structure tree: its type, its children (elements, and ids of marked content), and other entries."""

    kind: str
    children: Sequence["Tag | int"]
    entries: bytes = b""


def tagged(content: bytes, *tree: Tag) -> bytes:
    """Return a PDF of one page with a structure tree."""
    bodies: list[bytes] = []
    owners: dict[int, int] = {}
    top = b" ".join(b"%d 0 R" % _add(tag, FIRST_FREE, bodies, owners) for tag in tree)
    parents = b" ".join(b"%d 0 R" % owners[mark] for mark in sorted(owners))
    return one_page(
        content,
        b"<</Type/StructTreeRoot /K [%s] /ParentTree %d 0 R>>" % (top, FIRST_FREE + 1),
        b"<</Nums [0 [%s]]>>" % parents,
        *bodies,
        page=b"/StructParents 0",
        catalog=b"/MarkInfo <</Marked true>> /StructTreeRoot %d 0 R" % FIRST_FREE,
    )


def _add(tag: Tag, parent: int, bodies: list[bytes], owners: dict[int, int]) -> int:
    number, at = FIRST_FREE + 2 + len(bodies), len(bodies)
    bodies.append(b"")
    kids = b" ".join(
        b"%d" % child if isinstance(child, int) else b"%d 0 R" % _add(child, number, bodies, owners) for child in tag.children
    )
    owners.update((child, number) for child in tag.children if isinstance(child, int))
    bodies[at] = b"<</Type/StructElem /S/%s /P %d 0 R /Pg 3 0 R /K [%s] %s>>" % (tag.kind.encode(), parent, kids, tag.entries)
    return number


def marked(number: int, content: bytes) -> bytes:
    """Return operators as marked content with an id, as elements of a structure tree refer to it."""
    return b"/P <</MCID %d>> BDC %s EMC\n" % (number, content)
