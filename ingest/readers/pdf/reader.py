"""Reads PDF page by page by PDFium, and by pypdf if PDFium finds no text or characters without a meaning."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.documents import Block, Counted, Reading
from ingest.errors import UnreadableDocument
from ingest.readers.pdf.blocks import blocks_of
from ingest.readers.pdf.layout.box import Box
from ingest.readers.pdf.layout.legibility import unlikely_share
from ingest.readers.pdf.layout.lines import Line, tidy
from ingest.readers.pdf.layout.running_lines import PageLines, without_running_lines
from ingest.readers.pdf.layout.text import garbage_share
from ingest.readers.pdf.opening import Readers, open_pdf
from ingest.readers.pdf.page import Annotations, columns_from_right, is_scattered, seen_lines
from ingest.readers.pdf.pdfium.page import PdfiumPage
from ingest.readers.pdf.structure.pypdf_reader import PageProblem, TooMuch, limits
from ingest.readers.shared.attachments import Attached, read_attachments
from ingest.said import said

_HURRY_SECONDS, _STOP_SECONDS = 14.0, 20.0
"""Processor time in seconds, since other processes use the processor too. After the first, pypdf, which is slower and also
checks pages, isn't used any more; after the second, the remaining pages aren't read."""
_SOME_GARBAGE, _MOSTLY_GARBAGE = 0.02, 0.3
"""Shares of a page's characters without a meaning: from the first on pypdf is tried, from the second on the page is a scan."""
_SOME_UNLIKELY, _MOSTLY_UNLIKELY = 0.04, 0.25
"""Shares of a page's letters in unlikely words, from which the page is reported, and from which it is a scan.

Measured on real pages: at most 0.01 with good fonts, 0.05 to 0.6 with fonts that don't say which letters they hold."""
_UNLIKELY = said("letters_unlikely", "its letters can't be those that are printed: its fonts don't say which they hold")
_PARTLY_UNLIKELY = said(
    "letters_doubtful", "some of its letters can't be those that are printed: one of its fonts doesn't say which it holds"
)
_LATE = "pages {first}–{last}: not read: the document takes too long"
_MUCH_MORE = 1.5
"""Ratio of the text that pypdf finds to that of PDFium, from which pypdf's is used."""
_EMPTY_XFA = said(
    "empty_form", "a dynamic XFA form whose fields hold nothing that can be read: open it in Adobe Reader and print it to a PDF"
)
_NO_TEXT = said("page_scan", "no text: probably a scan")
_UNTOLD = said("letters_untold", "its fonts don't say which letters they hold")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The result of reading a page: its lines, or the problem; `loose` are texts of annotations that belong to no line."""

    lines: tuple[Line, ...] = ()
    problem: str = ""
    loose: tuple[str, ...] = ()
    hidden: int = 0
    is_scan: bool = False
    is_blank: bool = False
    paper: Box | None = None

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


def read(data: bytes) -> Reading:
    """Return the blocks of each page; pages that can't be read are listed in `unread`, pictures of text in `scans`.

    Raises `UnreadableDocument` if the file isn't a PDF, is encrypted, or no page can be recovered.
    """
    if b"%PDF" not in data[:1024]:
        raise UnreadableDocument(said("not_pdf", "not a PDF in spite of its name"))
    with limits():
        readers = open_pdf(data)
        reading = _reading(readers, list(_pages(readers)))
        return _with_attachments(_with_xfa(reading, readers), readers)


def _with_xfa(reading: Reading, readers: Readers) -> Reading:
    """Return the reading with the values of a dynamic XFA form instead of its page, which says that the viewer is too old."""
    form = readers.first.xfa() if readers.first else None
    if form is None or not form.is_dynamic:
        return reading  # the fields of a static form are also on its pages
    if not form.text:
        return replace(reading, unread=(*reading.unread, _EMPTY_XFA))
    return replace(reading, blocks=(Block(form.text, page=1),))


def _with_attachments(reading: Reading, readers: Readers) -> Reading:
    files = readers.first.attachments() if readers.first else []
    found = read_attachments(files) if files else Attached()
    return replace(reading, blocks=reading.blocks + found.blocks, unread=reading.unread + found.unread)


def _reading(readers: Readers, pages: list[_Page]) -> Reading:
    lines, left_out = without_running_lines([PageLines(tidy(page.lines), *_edges(page)) for page in pages])
    blocks = [
        block
        for number, (found, page) in enumerate(zip(blocks_of(lines, readers.outline, readers.pages), pages, strict=True), 1)
        for block in (*found, *(Block(text, page=number, heading=found[-1].heading if found else "") for text in page.loose))
    ]
    numbered = list(enumerate(pages, 1))
    late = [said("pages_late", _LATE, first=str(len(pages) + 1), last=str(readers.pages))] if len(pages) < readers.pages else []
    blank = _listed(number for number, page in numbered if page.is_blank)
    return Reading(
        tuple(blocks),
        unread=(
            *([readers.note] if readers.note else []),
            *(
                said("on_page", "page {n}: {what}", n=str(number), what=page.problem)
                for number, page in numbered
                if page.problem
            ),
            *late,
        ),
        notes=(
            *([f"{left_out} running headers, footers and page numbers left out"] if left_out else []),
            *([f"empty pages: {blank}"] if blank else []),
        ),
        pages=readers.pages,
        hidden=sum(page.hidden for page in pages),
        scans=tuple(number for number, page in numbered if page.is_scan),
        labels=readers.labels,
        counted=Counted.PAGE if any(block.span for block in blocks) else None,
    )


def _edges(page: _Page) -> tuple[float, float]:
    return (page.paper.top, page.paper.bottom) if page.paper else (0.0, 0.0)


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def _pages(readers: Readers) -> Iterable[_Page]:
    started = time.process_time()
    for number in range(1, readers.pages + 1):
        spent = time.process_time() - started
        if spent > _STOP_SECONDS:
            return
        in_hurry = spent > _HURRY_SECONDS and readers.second is not None
        yield _page(replace(readers, first=None) if in_hurry else readers, number)


def _page(readers: Readers, number: int) -> _Page:
    problem = ""
    try:
        if readers.first:
            readers.first.check(number)
    except TooMuch as found:
        return _Page(problem=said("page_unreadable", "can't be read ({why})", why=str(found)))
    except PageProblem as found:
        problem = said("page_unreadable", "can't be read ({why})", why=str(found))
    page = _seen(readers, number)
    if garbage_share(page.text) > _MOSTLY_GARBAGE:
        return replace(page, lines=(), problem=_UNTOLD, is_scan=True)
    if page.text.strip():
        return _doubted(page)
    if page.is_blank and not problem:
        return replace(page, problem="")
    return replace(page, problem=problem or page.problem, is_scan=not page.is_blank, is_blank=False)


def _doubted(page: _Page) -> _Page:
    """Return a page with a problem if its letters can't be those that are printed; if most are, it needs OCR, as a scan."""
    share = unlikely_share(page.text)
    if share > _MOSTLY_UNLIKELY:
        return replace(page, problem=_UNLIKELY, is_scan=True)
    return replace(page, problem=_PARTLY_UNLIKELY) if share > _SOME_UNLIKELY else page


def _seen(readers: Readers, number: int) -> _Page:
    """Return the visible text of a page in reading order, by PDFium, else by pypdf."""
    view = _view(readers, number)
    if view is None:
        text = _pypdf_text(readers, number)
        on_page = _annotations(readers, number)
        loose = (*(field.text for field in on_page.placed), *(note.written("") for note in on_page.notes))
        return _Page(lines=_plain_lines(text), loose=loose, problem="" if text.strip() else _NO_TEXT)
    with view:
        first = readers.first
        view.covers = first.covers(number) if first else ()
        found = seen_lines(view, _annotations(readers, number))
        page = _Page(lines=found.lines, loose=found.loose, hidden=view.hidden, is_blank=view.blank, paper=found.paper)
        if view.hidden or not (view.is_vertical or _is_poor(page.text)):
            return page if page.text.strip() else replace(page, problem=_NO_TEXT)
        text = _pypdf_text(readers, number)
        text = columns_from_right(view.glyphs) if view.is_vertical and is_scattered(text) else text
        is_drawn_alone = not (page.text.strip() or view.blank)  # PDFium leaves out text in fonts that it can't draw
        if text.strip() and (view.is_vertical or is_drawn_alone or _is_worse(page.text, text)):
            return replace(page, lines=_plain_lines(text))
        return page if page.text.strip() else replace(page, problem=_UNTOLD if view.has_letters else _NO_TEXT)


def _annotations(readers: Readers, number: int) -> Annotations:
    first = readers.first
    return Annotations(first.placed(number), first.links(number), first.notes(number)) if first else Annotations()


def _pypdf_text(readers: Readers, number: int) -> str:
    try:
        return readers.first.text(number) if readers.first else ""
    except PageProblem:
        return ""  # PDFium's text is used; `check` reports damaged pages


def _plain_lines(text: str) -> tuple[Line, ...]:
    return tuple(Line(line) for line in text.splitlines())


def _view(readers: Readers, number: int) -> PdfiumPage | None:
    if readers.second is None or number > len(readers.second):
        return None
    try:
        return readers.second.page(number)
    except UnreadableDocument:
        return None  # pypdf's text is used


def _is_poor(text: str) -> bool:
    """Whether PDFium found no text, or characters without a meaning."""
    return not text.strip() or garbage_share(text) > _SOME_GARBAGE


def _is_worse(text: str, other: str) -> bool:
    """Whether PDFium's text has more characters without a meaning than pypdf's, `other`, or much less text."""
    if not other.strip():
        return False
    garbage = garbage_share(text)
    if garbage > _SOME_GARBAGE and garbage_share(other) < garbage:
        return True
    return len("".join(other.split())) > _MUCH_MORE * len("".join(text.split())) + 20
