"""Opens a PDF by PDFium and pypdf, and recovers pages of a damaged one."""

from dataclasses import dataclass, replace

from ingest.errors import UnreadableDocument
from ingest.readers.pdf.layout.headings import OutlineEntry
from ingest.readers.pdf.pdfium.document import Pdfium
from ingest.readers.pdf.structure.pypdf_reader import PageProblem, PypdfReader
from ingest.readers.pdf.structure.salvage import salvaged
from ingest.said import said


@dataclass(frozen=True, slots=True)
class Readers:
    """The two readers of a document: pypdf as `first`, PDFium as `second`, None if it can't open the document.

    `note` is a line for the user about damage.
    """

    first: PypdfReader | None
    second: Pdfium | None
    note: str = ""

    @property
    def pages(self) -> int:
        """The number of pages of the document."""
        return self.first.pages if self.first and self.first.pages else len(self.second or ())

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the pages, as in `Reading`; nothing if all of them are the page numbers."""
        found = self.second.labels() if self.second else []
        return tuple(found) if any(found) else ()

    @property
    def outline(self) -> list[OutlineEntry]:
        """The entries of the document's outline, in order."""
        return self.second.outline() if self.second else []


def open_pdf(data: bytes) -> Readers:
    """Return the readers of a document; raises `UnreadableDocument` if it is encrypted, or no page can be recovered."""
    readers, problem = _opened(data)
    if readers.pages:
        return readers
    rest = salvaged(data)
    rescued = _opened(rest)[0] if rest else readers
    if not rescued.pages:
        raise UnreadableDocument(said("damaged_pdf", "damaged PDF ({why}): fetch or make it again", why=problem))
    return replace(
        rescued,
        note=said("pdf_saved", "damaged PDF ({why}): {count} pages could be saved of it", why=problem, count=rescued.pages),
    )


def _opened(data: bytes) -> tuple[Readers, str]:
    first, second = None, None
    problem: str = said("no_pages", "no pages in it")
    try:
        first = PypdfReader(data)
    except PageProblem as found:
        problem = str(found)
    try:
        off = first.off_layers if first else frozenset()
        second = Pdfium(first.shown(data) if first and off else data, off)
    except UnreadableDocument:
        second = None  # pypdf may still read the document, else `open_pdf` raises
    return Readers(first, second), problem
